import { portalPaths } from '../../../contract/paths.ts'
import type { WithdrawPageProps } from '../../../contract/portal/track.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { Tick } from '../../ui/choices.tsx'
import { useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TrackForm } from './TrackForm.tsx'

const words = inBoth({
  zh: {
    title: '撤回申请',
    final: '撤回以后不能恢复',
    finalText: '机构会停止办理。以后还需要帮助，可以重新申请，期限重新计算。',
    why: '为什么撤回？',
    whyHint: '例如：已经和解；改走别的途径',
    confirm: '我确定要撤回',
  },
  en: {
    title: 'Withdraw the application',
    final: 'This can’t be undone',
    finalText:
      'The institution stops its work. If you need help later you can apply again, and time limits start anew.',
    why: 'Why do you withdraw?',
    whyHint: 'e.g. settled; taking another way',
    confirm: 'Yes, I want to withdraw',
  },
})

export const WithdrawPage = ({ chrome, number, version, limit, errors, values }: WithdrawPageProps) => {
  const t = useWords(words)
  return (
    <TrackForm
      chrome={chrome}
      number={number}
      version={version}
      title={t.title}
      errors={errors}
      action={portalPaths.trackPage('withdraw')}
      submit={t.title}
      danger
    >
      <Notice tone="warn" title={t.final}>
        <p>{t.finalText}</p>
      </Notice>
      <TextArea
        name="reasons"
        label={t.why}
        hint={t.whyHint}
        value={values.reasons}
        rows={3}
        limit={limit}
        errors={errors}
      />
      <Tick name="confirm" label={t.confirm} checked={values.confirm === 'yes'} errors={errors} />
    </TrackForm>
  )
}
