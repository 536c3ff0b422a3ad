import type { PlaceCountyPageProps } from '../../../contract/portal/apply.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

export const PlaceCountyPage = ({ occurred, located, organisation, values, ...question }: PlaceCountyPageProps) => (
  <QuestionPage
    {...question}
    title="在哪个区县"
    heading="在哪个区县？"
    lead="区县按城市分组。用键盘时，可以直接输入区县名的开头几个字。"
    why="区县决定由哪一级、哪一家机构办理。选得越准，越不容易找错机构。"
  >
    {occurred ? (
      <SelectField
        name="occurredIn"
        label={`事情发生在${occurred.province}的哪个区县？`}
        groups={occurred.cities}
        value={values.occurredIn}
        errors={question.errors}
      />
    ) : null}
    {located ? (
      <SelectField
        name="locatedIn"
        label={`${organisation ? '您单位' : '您'}在${located.province}的哪个区县？`}
        groups={located.cities}
        value={values.locatedIn}
        errors={question.errors}
      />
    ) : null}
  </QuestionPage>
)
