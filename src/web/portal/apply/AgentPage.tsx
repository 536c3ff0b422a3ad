import type { AgentPageProps } from '../../../contract/portal/apply.ts'
import { RadioCards } from '../../ui/choices.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

export const AgentPage = ({ values, ...question }: AgentPageProps) => (
  <QuestionPage
    {...question}
    title="有没有人代办"
    why="有人代办时，机构会同时联系代办人，并在需要时请您提供委托书。家人、同事、律师、专利代理师都可以代办。"
  >
    <RadioCards
      name="hasAgent"
      legend="有人替您办理吗？"
      asHeading
      options={[
        { code: 'no', label: '没有，我自己办理' },
        { code: 'yes', label: '有，由代办人办理' },
      ]}
      value={values.hasAgent}
      errors={question.errors}
    />
    {/* The stylesheet hides these until "yes" is chosen, where the browser can; elsewhere they stay and say when they count. */}
    <fieldset className="reveal reveal-agent">
      <legend>代办人（有人代办时填写）</legend>
      <TextField name="agentName" label="代办人姓名" value={values.agentName} width="half" errors={question.errors} />
      <TextField
        name="agentPhone"
        label="代办人电话"
        value={values.agentPhone}
        type="tel"
        inputMode="tel"
        width="half"
        errors={question.errors}
      />
      <TextField
        name="agentRelation"
        label="与申请人的关系"
        hint="例如：家人、员工、律师、专利代理师"
        value={values.agentRelation}
        width="half"
        errors={question.errors}
      />
    </fieldset>
  </QuestionPage>
)
