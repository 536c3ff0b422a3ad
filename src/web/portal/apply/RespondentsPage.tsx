import type { RespondentsPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useWords } from '../../ui/language.tsx'
import { Repeater } from '../../ui/Repeater.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

const words = inBoth({
  zh: {
    title: '对方是谁',
    heading: '对方是谁？',
    lead: '知道多少填多少。不知道对方是谁，直接继续就行。',
    why: '机构要先检查自己的工作人员和专家与对方有没有利害关系，需要回避的会换人。对方的电话不是必填项。',
    row: (index: number) => `对方 ${index + 1}`,
    first: '填写对方信息',
    more: '再加一个对方',
    name: '姓名、公司名或店铺名',
    place: '所在地',
    placeHint: '省、市、区县，知道多少填多少',
    link: '网店或网页链接',
    linkHint: '以 http:// 或 https:// 开头的完整网址',
  },
  en: {
    title: 'The other side',
    heading: 'Who is the other side?',
    lead: 'Tell what you know. If you do not know who it is, just continue.',
    why: 'The institution first checks whether its staff and experts have ties to the other side, and replaces those who do. Their phone number is not needed.',
    row: (index) => `Other side ${index + 1}`,
    first: 'Tell about the other side',
    more: 'Add another',
    name: 'Name of the person, company or shop',
    place: 'Place',
    placeHint: 'Province, city, county, as far as you know',
    link: 'Address of shop or page',
    linkHint: 'Full address beginning with http:// or https://',
  },
})

/** Fields: `respondents.<i>.name|place|link`; a row left empty counts as none. */
export const RespondentsPage = ({ most, values, ...question }: RespondentsPageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} title={t.title} heading={t.heading} lead={t.lead} why={t.why}>
      <Repeater
        rows={values.respondents}
        rowTitle={t.row}
        addLabel={values.respondents.length === 0 ? t.first : t.more}
        most={most}
      >
        {(respondent, index) => (
          <>
            <TextField
              name={`respondents.${index}.name`}
              label={t.name}
              value={respondent.name}
              autoComplete="off"
              errors={question.errors}
            />
            <TextField
              name={`respondents.${index}.place`}
              label={t.place}
              hint={t.placeHint}
              optional
              value={respondent.place}
              autoComplete="off"
              errors={question.errors}
            />
            <TextField
              name={`respondents.${index}.link`}
              label={t.link}
              hint={t.linkHint}
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
}
