import type { ServicesPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { CheckboxCards } from '../../ui/choices.tsx'
import { useWords } from '../../ui/language.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

const words = inBoth({
  zh: {
    title: '需要哪些帮助',
    why: '机构按您的需要安排人员和专家。受理后觉得别的方式更合适，工作人员会先和您商量。',
    question: '您希望机构做什么？',
    hint: '可以多选。都是免费的。',
  },
  en: {
    title: 'Which services',
    why: 'The institution chooses people and experts by what you need. If another way turns out better, staff will talk to you first.',
    question: 'What shall the institution do?',
    hint: 'You may choose several. All are free.',
  },
})

export const ServicesPage = ({ services, values, ...question }: ServicesPageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} title={t.title} why={t.why}>
      <CheckboxCards
        name="services"
        legend={t.question}
        asHeading
        hint={t.hint}
        options={services}
        values={values.services}
        errors={question.errors}
      />
    </QuestionPage>
  )
}
