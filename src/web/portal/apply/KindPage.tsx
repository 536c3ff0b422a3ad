import type { KindPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { RadioCards } from '../../ui/choices.tsx'
import { useWords } from '../../ui/language.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

const words = inBoth({
  zh: {
    title: '您需要什么帮助',
    go: '继续',
    why: '咨询会得到书面答复，手续最少。维权援助包括侵权判定参考意见、调解等，要由机构审查后决定是否受理，需要的材料多一些。选错了也不要紧，后面可以改，机构也会提醒您。',
    question: '您需要什么帮助？',
    hint: '两种都免费。拿不准就先咨询。',
  },
  en: {
    title: 'What help do you need',
    go: 'Continue',
    why: 'A consultation is answered in writing and asks for least. Rights-protection assistance includes opinions on infringement and mediation; the institution first decides whether to accept it and needs more documents. A wrong choice does no harm: you can change it later, and the institution will tell you.',
    question: 'What help do you need?',
    hint: 'Both are free. If in doubt, start with a consultation.',
  },
})

export const KindPage = ({ kinds, values, ...question }: KindPageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} title={t.title} submit={t.go} why={t.why}>
      <RadioCards
        name="kind"
        legend={t.question}
        asHeading
        hint={t.hint}
        options={kinds}
        value={values.kind}
        errors={question.errors}
      />
    </QuestionPage>
  )
}
