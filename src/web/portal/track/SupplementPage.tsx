import { portalPaths } from '../../../contract/paths.ts'
import type { SupplementPageProps } from '../../../contract/portal/track.ts'
import { Notice } from '../../ui/Notice.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { DueDate } from '../DueDate.tsx'
import { EvidenceFields } from '../EvidenceFields.tsx'
import { EvidenceItems } from '../EvidenceItems.tsx'
import { TrackForm } from './TrackForm.tsx'

/**
 * Multipart; fields `answer` and those of `EvidenceFields`, buttons `action=add|remove.<item id>|continue`. Files that were
 * chosen and words that were typed are kept whatever the button.
 */
export const SupplementPage = (props: SupplementPageProps) => (
  <TrackForm
    chrome={props.chrome}
    number={props.number}
    version={props.version}
    title="补交材料"
    lead="逐项说明，并上传材料。可以先添加到清单，到期前交出去就行。"
    errors={props.errors}
    action={portalPaths.trackPage('supplement')}
    multipart
    submit="交给机构"
  >
    <Notice tone="warn" title="机构要求补充">
      <ol>
        {props.asked.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ol>
      <p>
        <DueDate due={props.due} />
        。交给机构以后不能再改，请交齐再提交。
      </p>
    </Notice>
    <TextArea
      name="answer"
      label="逐项说明"
      hint="例如：1. 专利证书已上传；2. 购买记录找不到了，因为……"
      value={props.values.answer}
      rows={6}
      limit={props.limit}
      errors={props.errors}
    />
    <h2>要交的材料（{props.items.length}）</h2>
    <EvidenceItems items={props.items} removable empty="还没有添加材料。" />
    <EvidenceFields kinds={props.kinds} limits={props.limits} values={props.values} errors={props.errors} />
  </TrackForm>
)
