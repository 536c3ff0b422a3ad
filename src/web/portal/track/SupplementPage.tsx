import { portalPaths } from '../../../contract/paths.ts'
import type { SupplementPageProps } from '../../../contract/portal/track.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { InChinese, useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { DueDate } from '../DueDate.tsx'
import { EvidenceFields } from '../EvidenceFields.tsx'
import { EvidenceList } from '../EvidenceList.tsx'
import { TrackForm } from './TrackForm.tsx'

const words = inBoth({
  zh: {
    title: '补交材料',
    lead: '逐项说明，并上传材料。可以先添加到清单，到期前交出去就行。',
    go: '交给机构',
    asked: '机构要求补充',
    final: '。交给机构以后不能再改，请交齐再提交。',
    answer: '逐项说明',
    answerHint: '例如：1. 专利证书已上传；2. 购买记录找不到了，因为……',
    toHandIn: (count: number) => `要交的材料（${count}）`,
    none: '还没有添加材料。',
  },
  en: {
    title: 'Hand in documents',
    lead: 'Answer point by point and upload documents. You can collect them in the list first and hand them over before the last day.',
    go: 'Hand over to the institution',
    asked: 'The institution asks for',
    final: '. It can’t be changed after it is handed over, so please collect everything first.',
    answer: 'Your answer, point by point',
    answerHint: 'e.g. 1. The patent certificate is uploaded; 2. The record of purchase is lost, because …',
    toHandIn: (count) => `Documents to hand in (${count})`,
    none: 'Nothing added yet.',
  },
})

/**
 * Multipart; fields `answer` and those of `EvidenceFields`, buttons `action=add|remove.<item id>|continue`. Files that were
 * chosen and words that were typed are kept whatever the button.
 */
export const SupplementPage = (props: SupplementPageProps) => {
  const t = useWords(words)
  return (
    <TrackForm
      chrome={props.chrome}
      number={props.number}
      version={props.version}
      title={t.title}
      lead={t.lead}
      errors={props.errors}
      action={portalPaths.trackPage('supplement')}
      multipart
      submit={t.go}
    >
      <Notice tone="warn" title={t.asked}>
        <ol>
          {props.asked.map((item) => (
            <li key={item}>
              <InChinese>{item}</InChinese>
            </li>
          ))}
        </ol>
        <p>
          <DueDate due={props.due} />
          {t.final}
        </p>
      </Notice>
      <TextArea
        name="answer"
        label={t.answer}
        hint={t.answerHint}
        value={props.values.answer}
        rows={6}
        limit={props.limit}
        errors={props.errors}
      />
      <EvidenceList
        heading={t.toHandIn(props.items.length)}
        items={props.items}
        empty={t.none}
        unfinished={props.uploading.unfinished}
        errors={props.errors}
      />
      <EvidenceFields
        kinds={props.kinds}
        limits={props.limits}
        uploading={props.uploading}
        values={props.values}
        errors={props.errors}
      />
    </TrackForm>
  )
}
