import type { ServicesPageProps } from '../../../contract/portal/apply.ts'
import { CheckboxCards } from '../../ui/choices.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

export const ServicesPage = ({ services, values, ...question }: ServicesPageProps) => (
  <QuestionPage
    {...question}
    title="需要哪些帮助"
    why="机构按您的需要安排人员和专家。受理后觉得别的方式更合适，工作人员会先和您商量。"
  >
    <CheckboxCards
      name="services"
      legend="您希望机构做什么？"
      asHeading
      hint="可以多选。都是免费的。"
      options={services}
      values={values.services}
      errors={question.errors}
    />
  </QuestionPage>
)
