import type { UrgencyPageProps } from '../../../contract/portal/apply.ts'
import { RadioCards } from '../../ui/choices.tsx'
import { DateFields } from '../../ui/DateFields.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

export const UrgencyPage = ({ urgencies, values, ...question }: UrgencyPageProps) => (
  <QuestionPage
    {...question}
    title="急不急"
    why="展会、起诉答辩、平台申诉都有很短的期限。写明哪一天要答复，工作人员才能先办急的。"
  >
    <RadioCards
      name="urgency"
      legend="这件事急不急？"
      asHeading
      options={urgencies}
      value={values.urgency}
      errors={question.errors}
    />
    <DateFields
      name="urgentUntil"
      legend="必须赶上哪一天？"
      hint="选了“不急”可以不填。例如展会结束、法院或平台要求答复的那一天。"
      values={{ year: values.urgentUntilYear, month: values.urgentUntilMonth, day: values.urgentUntilDay }}
      errors={question.errors}
    />
  </QuestionPage>
)
