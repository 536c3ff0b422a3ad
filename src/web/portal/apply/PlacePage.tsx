import type { PlacePageProps } from '../../../contract/portal/apply.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

export const PlacePage = ({ provinces, placeless, organisation, values, ...question }: PlacePageProps) => (
  <QuestionPage
    {...question}
    title="在什么地方"
    heading="在什么地方？"
    lead="先选省份，下一页选区县。"
    why="户籍地、经常居住地、营业地或者侵权发生地，只要有一处在机构的辖区内，该机构就可以受理。我们据此推荐离您近、又办这类事项的机构。"
  >
    <SelectField
      name="occurredInProvince"
      label="事情发生在哪个省？"
      options={provinces}
      empty={placeless}
      value={values.occurredInProvince}
      errors={question.errors}
    />
    <SelectField
      name="locatedInProvince"
      label={organisation ? '您单位在哪个省经营？' : '您在哪个省居住或经营？'}
      options={provinces}
      value={values.locatedInProvince}
      errors={question.errors}
    />
  </QuestionPage>
)
