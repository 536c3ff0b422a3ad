import type { IdentityPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { RadioCards } from '../../ui/choices.tsx'
import { useWords } from '../../ui/language.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

const words = inBoth({
  zh: {
    title: '您是谁',
    heading: '先说说您是谁',
    why: '公民、法人和其他组织都可以申请。被投诉、被起诉的一方同样可以申请，同一家机构会把双方的材料分开保管。',
    kind: '以谁的名义申请？',
    position: '在这件事里，您是哪一方？',
  },
  en: {
    title: 'Who you are',
    heading: 'First, who are you?',
    why: 'People, companies and other organisations may apply, and so may those who are complained about or sued. An institution keeps the papers of both sides apart.',
    kind: 'In whose name do you apply?',
    position: 'Which side are you on?',
  },
})

export const IdentityPage = ({ identityKinds, positions, values, ...question }: IdentityPageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} title={t.title} heading={t.heading} why={t.why}>
      <RadioCards
        name="identityKind"
        legend={t.kind}
        options={identityKinds}
        value={values.identityKind}
        errors={question.errors}
      />
      <RadioCards
        name="position"
        legend={t.position}
        options={positions}
        value={values.position}
        errors={question.errors}
      />
    </QuestionPage>
  )
}
