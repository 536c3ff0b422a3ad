import type { RightsPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useWords } from '../../ui/language.tsx'
import { Repeater } from '../../ui/Repeater.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { QuestionPage } from '../QuestionPage.tsx'
import { ReuseLink } from './ReuseLink.tsx'

const words = inBoth({
  zh: {
    title: '涉及什么权利',
    accused: '对方说您侵犯了什么权利？',
    own: '涉及您的什么权利？',
    lead: '号码在证书上；没有或不记得可以不填，机构会帮您查。',
    why: '不同的权利由不同的部门管，期限和需要的材料也不同。有号码时，工作人员可以直接核对权利是否有效。',
    row: (index: number) => `第 ${index + 1} 项权利`,
    more: '再加一项权利',
    type: '权利类型',
    number: '专利号、注册号或登记号',
    numberHint: '例如专利号 ZL 2008 2 0185283.1，商标注册号 1328994',
    name: '名称',
    nameHint: '发明、商标、作品或产品的名字',
  },
  en: {
    title: 'Which rights',
    accused: 'Which right do they say you infringe?',
    own: 'Which of your rights is concerned?',
    lead: 'The number is on the certificate. Leave it out if you have none at hand; the institution will look it up.',
    why: 'Rights are looked after by different authorities, with different time limits and documents. With a number, staff can check at once whether the right is in force.',
    row: (index) => `Right ${index + 1}`,
    more: 'Add another right',
    type: 'Type of right',
    number: 'Patent or registration number',
    numberHint: 'e.g. patent ZL 2008 2 0185283.1, trade mark 1328994',
    name: 'Name',
    nameHint: 'Name of the invention, mark, work or product',
  },
})

/** Fields: `rights.<i>.type|number|name`; buttons `action=add|remove.<i>|continue`. */
export const RightsPage = ({ rightTypes, accused, most, values, ...question }: RightsPageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} title={t.title} heading={accused ? t.accused : t.own} lead={t.lead} why={t.why}>
      <ReuseLink />
      <Repeater rows={values.rights} rowTitle={t.row} addLabel={t.more} least={1} most={most}>
        {(right, index) => (
          <>
            <SelectField
              name={`rights.${index}.type`}
              label={t.type}
              options={rightTypes}
              value={right.type}
              errors={question.errors}
            />
            <TextField
              name={`rights.${index}.number`}
              label={t.number}
              hint={t.numberHint}
              optional
              value={right.number}
              width="half"
              autoComplete="off"
              spellCheck={false}
              errors={question.errors}
            />
            <TextField
              name={`rights.${index}.name`}
              label={t.name}
              hint={t.nameHint}
              optional
              value={right.name}
              errors={question.errors}
            />
          </>
        )}
      </Repeater>
    </QuestionPage>
  )
}
