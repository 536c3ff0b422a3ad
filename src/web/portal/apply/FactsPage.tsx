import type { FactsPageProps } from '../../../contract/portal/apply.ts'
import { RadioCards } from '../../ui/choices.tsx'
import { DateFields } from '../../ui/DateFields.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

export const FactsPage = ({ scenes, limit, values, ...question }: FactsPageProps) => (
  <QuestionPage
    {...question}
    title="发生了什么"
    heading="发生了什么？"
    why="不同场景有不同的办法和期限，例如展会、电商平台、海关各有自己的程序。事实写得清楚，机构就少问您一次。"
  >
    <RadioCards
      name="scene"
      legend="最像哪一种情况？"
      options={scenes}
      value={values.scene}
      columns
      errors={question.errors}
    />
    <TextArea
      name="facts"
      label="用自己的话说说经过"
      hint="谁、在哪里、做了什么，您希望得到什么结果。不需要用法律词语。"
      value={values.facts}
      rows={8}
      limit={limit}
      errors={question.errors}
    />
    <DateFields
      name="knownSince"
      legend="什么时候发现的？"
      hint="记不清具体哪一天，填大概的日期。"
      optional
      values={{ year: values.knownSinceYear, month: values.knownSinceMonth, day: values.knownSinceDay }}
      errors={question.errors}
    />
  </QuestionPage>
)
