import { portalPaths } from '../../../contract/paths.ts'
import type { WithdrawPageProps } from '../../../contract/portal/track.ts'
import { Tick } from '../../ui/choices.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TrackForm } from './TrackForm.tsx'

export const WithdrawPage = ({ chrome, number, version, limit, errors, values }: WithdrawPageProps) => (
  <TrackForm
    chrome={chrome}
    number={number}
    version={version}
    title="撤回申请"
    errors={errors}
    action={portalPaths.trackPage('withdraw')}
    submit="撤回申请"
    danger
  >
    <Notice tone="warn" title="撤回以后不能恢复">
      <p>机构会停止办理。以后还需要帮助，可以重新申请，期限重新计算。</p>
    </Notice>
    <TextArea
      name="reasons"
      label="为什么撤回？"
      hint="例如：已经和解；改走别的途径"
      value={values.reasons}
      rows={3}
      limit={limit}
      errors={errors}
    />
    <Tick name="confirm" label="我确定要撤回" checked={values.confirm === 'yes'} errors={errors} />
  </TrackForm>
)
