import type { RightsPageProps } from '../../../contract/portal/apply.ts'
import { Repeater } from '../../ui/Repeater.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

/** Fields: `rights.<i>.type|number|name`; buttons `action=add|remove.<i>|continue`. */
export const RightsPage = ({ rightTypes, accused, most, values, ...question }: RightsPageProps) => (
  <QuestionPage
    {...question}
    title="涉及什么权利"
    heading={accused ? '对方说您侵犯了什么权利？' : '涉及您的什么权利？'}
    lead="号码在证书上；没有或不记得可以不填，机构会帮您查。"
    why="不同的权利由不同的部门管，期限和需要的材料也不同。有号码时，工作人员可以直接核对权利是否有效。"
  >
    <Repeater
      rows={values.rights}
      rowTitle={(index) => `第 ${index + 1} 项权利`}
      addLabel="再加一项权利"
      least={1}
      most={most}
    >
      {(right, index) => (
        <>
          <SelectField
            name={`rights.${index}.type`}
            label="权利类型"
            options={rightTypes}
            value={right.type}
            errors={question.errors}
          />
          <TextField
            name={`rights.${index}.number`}
            label="专利号、注册号或登记号"
            hint="例如专利号 ZL 2008 2 0185283.1，商标注册号 1328994"
            optional
            value={right.number}
            width="half"
            autoComplete="off"
            spellCheck={false}
            errors={question.errors}
          />
          <TextField
            name={`rights.${index}.name`}
            label="名称"
            hint="发明、商标、作品或产品的名字"
            optional
            value={right.name}
            errors={question.errors}
          />
        </>
      )}
    </Repeater>
  </QuestionPage>
)
