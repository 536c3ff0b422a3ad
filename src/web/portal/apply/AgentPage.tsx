import type { AgentPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { RadioCards } from '../../ui/choices.tsx'
import { useWords } from '../../ui/language.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

const words = inBoth({
  zh: {
    title: '有没有人代办',
    why: '有人代办时，机构会同时联系代办人，并在需要时请您提供委托书。家人、同事、律师、专利代理师都可以代办。',
    question: '有人替您办理吗？',
    no: '没有，我自己办理',
    yes: '有，由代办人办理',
    agent: '代办人（有人代办时填写）',
    name: '代办人姓名',
    phone: '代办人电话',
    relation: '与申请人的关系',
    relationHint: '例如：家人、员工、律师、专利代理师',
  },
  en: {
    title: 'Does somebody act for you',
    why: 'If somebody acts for you, the institution contacts both of you and may ask for a power of attorney. Family, colleagues, lawyers and patent attorneys may act.',
    question: 'Does somebody act for you?',
    no: 'No, I act for myself',
    yes: 'Yes, an agent acts for me',
    agent: 'Agent (if somebody acts for you)',
    name: 'Agent’s name',
    phone: 'Agent’s phone',
    relation: 'Relation to the applicant',
    relationHint: 'e.g. family, employee, lawyer, patent attorney',
  },
})

export const AgentPage = ({ values, ...question }: AgentPageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} title={t.title} why={t.why}>
      <RadioCards
        name="hasAgent"
        legend={t.question}
        asHeading
        options={[
          { code: 'no', label: t.no },
          { code: 'yes', label: t.yes },
        ]}
        value={values.hasAgent}
        errors={question.errors}
      />
      {/* The stylesheet hides these until "yes" is chosen, where the browser can; elsewhere they stay and say when they count. */}
      <fieldset className="reveal reveal-agent">
        <legend>{t.agent}</legend>
        <TextField name="agentName" label={t.name} value={values.agentName} width="half" errors={question.errors} />
        <TextField
          name="agentPhone"
          label={t.phone}
          value={values.agentPhone}
          type="tel"
          inputMode="tel"
          width="half"
          errors={question.errors}
        />
        <TextField
          name="agentRelation"
          label={t.relation}
          hint={t.relationHint}
          value={values.agentRelation}
          width="half"
          errors={question.errors}
        />
      </fieldset>
    </QuestionPage>
  )
}
