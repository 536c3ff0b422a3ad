import type { PlaceCountyPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useWords } from '../../ui/language.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

const words = inBoth({
  zh: {
    title: '在哪个区县',
    heading: '在哪个区县？',
    lead: '区县按城市分组。用键盘时，可以直接输入区县名的开头几个字。',
    why: '区县决定由哪一级、哪一家机构办理。选得越准，越不容易找错机构。',
    occurred: (province: string) => `事情发生在${province}的哪个区县？`,
    located: (province: string, organisation: boolean) => `${organisation ? '您单位' : '您'}在${province}的哪个区县？`,
  },
  en: {
    title: 'Which county or district',
    heading: 'Which county or district?',
    lead: 'Grouped by city, with their Chinese names.',
    why: 'The county decides which institution at which level handles the matter. The more exact, the less likely a wrong one.',
    occurred: (province) => `Where in ${province} did it happen?`,
    located: (province, organisation) => `Where in ${province} ${organisation ? 'is your organisation' : 'are you'}?`,
  },
})

export const PlaceCountyPage = ({ occurred, located, organisation, values, ...question }: PlaceCountyPageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} title={t.title} heading={t.heading} lead={t.lead} why={t.why}>
      {occurred ? (
        <SelectField
          name="occurredIn"
          label={t.occurred(occurred.province)}
          groups={occurred.cities}
          value={values.occurredIn}
          errors={question.errors}
        />
      ) : null}
      {located ? (
        <SelectField
          name="locatedIn"
          label={t.located(located.province, organisation)}
          groups={located.cities}
          value={values.locatedIn}
          errors={question.errors}
        />
      ) : null}
    </QuestionPage>
  )
}
