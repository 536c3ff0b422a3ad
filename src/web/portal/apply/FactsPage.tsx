import type { FactsPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { RadioCards } from '../../ui/choices.tsx'
import { DateFields } from '../../ui/DateFields.tsx'
import { useWords } from '../../ui/language.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

const words = inBoth({
  zh: {
    title: '发生了什么',
    heading: '发生了什么？',
    why: '不同场景有不同的办法和期限，例如展会、电商平台、海关各有自己的程序。事实写得清楚，机构就少问您一次。',
    scene: '最像哪一种情况？',
    facts: '用自己的话说说经过',
    factsHint: '谁、在哪里、做了什么，您希望得到什么结果。不需要用法律词语。',
    since: '什么时候发现的？',
    sinceHint: '记不清具体哪一天，填大概的日期。',
  },
  en: {
    title: 'What happened',
    heading: 'What happened?',
    why: 'Each setting has its own ways and time limits: fairs, online platforms and customs have procedures of their own. Clear facts save you a question.',
    scene: 'Which situation is most like yours?',
    facts: 'Tell in your own words what happened',
    factsHint: 'Who did what and where, and what you hope for. No legal terms needed.',
    since: 'When did you find out?',
    sinceHint: 'If you are not sure of the day, give a rough one.',
  },
})

export const FactsPage = ({ scenes, limit, values, ...question }: FactsPageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} title={t.title} heading={t.heading} why={t.why}>
      <RadioCards
        name="scene"
        legend={t.scene}
        options={scenes}
        value={values.scene}
        columns
        errors={question.errors}
      />
      <TextArea
        name="facts"
        label={t.facts}
        hint={t.factsHint}
        value={values.facts}
        rows={8}
        limit={limit}
        errors={question.errors}
      />
      <DateFields
        name="knownSince"
        legend={t.since}
        hint={t.sinceHint}
        optional
        values={{ year: values.knownSinceYear, month: values.knownSinceMonth, day: values.knownSinceDay }}
        errors={question.errors}
      />
    </QuestionPage>
  )
}
