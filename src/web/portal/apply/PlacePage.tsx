import type { PlacePageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useWords } from '../../ui/language.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

const words = inBoth({
  zh: {
    title: '在什么地方',
    heading: '在什么地方？',
    lead: '先选省份，下一页选区县。',
    why: '户籍地、经常居住地、营业地或者侵权发生地，只要有一处在机构的辖区内，该机构就可以受理。我们据此推荐离您近、又办这类事项的机构。',
    occurred: '事情发生在哪个省？',
    organisationAt: '您单位在哪个省经营？',
    personAt: '您在哪个省居住或经营？',
  },
  en: {
    title: 'Where',
    heading: 'Where?',
    lead: 'First the province; the next page asks for the county.',
    why: 'An institution may act if your registered home, usual residence, place of business or the place of infringement is in its area. From this we propose one that is near and handles such matters.',
    occurred: 'In which province did it happen?',
    organisationAt: 'In which province does your organisation do business?',
    personAt: 'In which province do you live or do business?',
  },
})

export const PlacePage = ({ provinces, placeless, organisation, values, ...question }: PlacePageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} title={t.title} heading={t.heading} lead={t.lead} why={t.why}>
      <SelectField
        name="occurredInProvince"
        label={t.occurred}
        options={provinces}
        empty={placeless}
        value={values.occurredInProvince}
        errors={question.errors}
      />
      <SelectField
        name="locatedInProvince"
        label={organisation ? t.organisationAt : t.personAt}
        options={provinces}
        value={values.locatedInProvince}
        errors={question.errors}
      />
    </QuestionPage>
  )
}
