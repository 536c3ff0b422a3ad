import { portalPaths } from '../../../contract/paths.ts'
import type { AppealPageProps } from '../../../contract/portal/track.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { InChinese, useFormats, useWords } from '../../ui/language.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { DueDate, DueDetails } from '../DueDate.tsx'
import { TrackForm } from './TrackForm.tsx'

const words = inBoth({
  zh: {
    title: '对不予受理提出申诉',
    lead: '申诉由主管的知识产权管理部门审查，不由原来的机构自己审查。',
    go: '提交申诉',
    decision: '不予受理的决定',
    on: (when: string) => `（${when}）`,
    why: '您为什么不同意？',
    whyHint: '针对上面的理由，说明哪里不对。',
  },
  en: {
    title: 'Appeal against the refusal',
    lead: 'Appeals are examined by the intellectual property authority in charge, not by the institution that refused.',
    go: 'Send the appeal',
    decision: 'The refusal',
    on: (when) => ` (${when})`,
    why: 'Why do you disagree?',
    whyHint: 'Say what is wrong with the reasons above.',
  },
})

/** Field: `reasons`. */
export const AppealPage = (props: AppealPageProps) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <TrackForm
      chrome={props.chrome}
      number={props.number}
      version={props.version}
      title={t.title}
      lead={t.lead}
      errors={props.errors}
      action={portalPaths.trackPage('appeal')}
      submit={t.go}
    >
      {props.due ? (
        <>
          <p>
            <DueDate due={props.due} />
          </p>
          <DueDetails due={props.due} />
        </>
      ) : null}
      <div className="panel">
        <p>
          <b>{t.decision}</b>
          {t.on(format.instant(props.decision.issuedAt))}
        </p>
        <ul>
          {props.decision.grounds.map((ground) => (
            <li key={ground}>{ground}</li>
          ))}
        </ul>
        <p className="prose">
          <InChinese>{props.decision.reasons}</InChinese>
        </p>
      </div>
      <TextArea
        name="reasons"
        label={t.why}
        hint={t.whyHint}
        value={props.values.reasons}
        rows={8}
        limit={props.limit}
        errors={props.errors}
      />
    </TrackForm>
  )
}
