import type { UrgencyPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { RadioCards } from '../../ui/choices.tsx'
import { DateFields } from '../../ui/DateFields.tsx'
import { useWords } from '../../ui/language.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

const words = inBoth({
  zh: {
    title: '急不急',
    why: '展会、起诉答辩、平台申诉都有很短的期限。写明哪一天要答复，工作人员才能先办急的。',
    question: '这件事急不急？',
    until: '必须赶上哪一天？',
    untilHint: '选了“不急”可以不填。例如展会结束、法院或平台要求答复的那一天。',
  },
  en: {
    title: 'How urgent',
    why: 'Fairs, court replies and platform appeals have very short limits. Tell by which day you need an answer, so that staff can do urgent matters first.',
    question: 'How urgent is it?',
    until: 'By which day?',
    untilHint:
      'Not needed if it is not urgent. For example the end of a fair, or the day by which a court or platform wants an answer.',
  },
})

export const UrgencyPage = ({ urgencies, values, ...question }: UrgencyPageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} title={t.title} why={t.why}>
      <RadioCards
        name="urgency"
        legend={t.question}
        asHeading
        options={urgencies}
        value={values.urgency}
        errors={question.errors}
      />
      <DateFields
        name="urgentUntil"
        legend={t.until}
        hint={t.untilHint}
        values={{ year: values.urgentUntilYear, month: values.urgentUntilMonth, day: values.urgentUntilDay }}
        errors={question.errors}
      />
    </QuestionPage>
  )
}
