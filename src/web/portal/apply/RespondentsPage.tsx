import type { RespondentsPageProps } from '../../../contract/portal/apply.ts'
import { Repeater } from '../../ui/Repeater.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

/** Fields: `respondents.<i>.name|place|link`; a row left empty counts as none. */
export const RespondentsPage = ({ most, values, ...question }: RespondentsPageProps) => (
  <QuestionPage
    {...question}
    title="对方是谁"
    heading="对方是谁？"
    lead="知道多少填多少。不知道对方是谁，直接继续就行。"
    why="机构要先检查自己的工作人员和专家与对方有没有利害关系，需要回避的会换人。对方的电话不是必填项。"
  >
    <Repeater
      rows={values.respondents}
      rowTitle={(index) => `对方 ${index + 1}`}
      addLabel={values.respondents.length === 0 ? '填写对方信息' : '再加一个对方'}
      most={most}
    >
      {(respondent, index) => (
        <>
          <TextField
            name={`respondents.${index}.name`}
            label="姓名、公司名或店铺名"
            value={respondent.name}
            autoComplete="off"
            errors={question.errors}
          />
          <TextField
            name={`respondents.${index}.place`}
            label="所在地"
            hint="省、市、区县，知道多少填多少"
            optional
            value={respondent.place}
            autoComplete="off"
            errors={question.errors}
          />
          <TextField
            name={`respondents.${index}.link`}
            label="网店或网页链接"
            hint="以 http:// 或 https:// 开头的完整网址"
            optional
            value={respondent.link}
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            errors={question.errors}
          />
        </>
      )}
    </Repeater>
  </QuestionPage>
)
