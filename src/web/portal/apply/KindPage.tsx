import type { KindPageProps } from '../../../contract/portal/apply.ts'
import { RadioCards } from '../../ui/choices.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

export const KindPage = ({ kinds, values, ...question }: KindPageProps) => (
  <QuestionPage
    {...question}
    title="您需要什么帮助"
    submit="继续"
    why="咨询会得到书面答复，手续最少。维权援助包括侵权判定参考意见、调解等，要由机构审查后决定是否受理，需要的材料多一些。选错了也不要紧，后面可以改，机构也会提醒您。"
  >
    <RadioCards
      name="kind"
      legend="您需要什么帮助？"
      asHeading
      hint="两种都免费。拿不准就先咨询。"
      options={kinds}
      value={values.kind}
      errors={question.errors}
    />
  </QuestionPage>
)
