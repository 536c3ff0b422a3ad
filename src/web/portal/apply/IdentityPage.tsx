import type { IdentityPageProps } from '../../../contract/portal/apply.ts'
import { RadioCards } from '../../ui/choices.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

export const IdentityPage = ({ identityKinds, positions, values, ...question }: IdentityPageProps) => (
  <QuestionPage
    {...question}
    title="您是谁"
    heading="先说说您是谁"
    why="公民、法人和其他组织都可以申请。被投诉、被起诉的一方同样可以申请，同一家机构会把双方的材料分开保管。"
  >
    <RadioCards
      name="identityKind"
      legend="以谁的名义申请？"
      options={identityKinds}
      value={values.identityKind}
      errors={question.errors}
    />
    <RadioCards
      name="position"
      legend="在这件事里，您是哪一方？"
      options={positions}
      value={values.position}
      errors={question.errors}
    />
  </QuestionPage>
)
