import { portalPaths } from '../../../contract/paths.ts'
import type { InstitutionChoice, InstitutionPageProps } from '../../../contract/portal/apply.ts'
import type { FieldError } from '../../../contract/portal/parts.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { errorsOf, FieldMessages } from '../../ui/field.tsx'
import { InChinese, useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

const words = inBoth({
  zh: {
    demo: '示范数据',
    phone: ' · 电话 ',
    proposed: '推荐的机构',
    found: (query: string) => `“${query}”找到的机构`,
    others: '其他可以办理的机构',
    title: '由哪家机构办理',
    heading: '由哪家机构办理？',
    lead: '我们按地点和事项推荐了一家，您也可以换。',
    why: '申请交给谁，谁就对期限负责。如果审查后发现不属于它的辖区，它要书面说明理由，并告诉您该找哪一家。',
    search: '找别的机构',
    searchButton: '查找',
    searchHint: '输入机构名称或地名，例如“鄞州”',
    noneHere: '没有找到直接覆盖您所在地的机构',
    noneHereText: '请选择下面的上级机构，或在页面下方按名称、地名查找。',
    noneFound: '没有找到。换一个地名或少输几个字试试。',
  },
  en: {
    demo: 'demo data',
    phone: ' · phone ',
    proposed: 'Proposed institution',
    found: (query) => `Institutions found for “${query}”`,
    others: 'Others that can handle it',
    title: 'Which institution',
    heading: 'Which institution shall handle it?',
    lead: 'We propose one by place and subject. You may choose another.',
    why: 'The institution that receives the application answers for its time limits. If it finds that the matter is not in its area, it must say why in writing and name the right one.',
    search: 'Find another institution',
    searchButton: 'Search',
    searchHint: 'Name of an institution or place in Chinese',
    noneHere: 'No institution covers your place directly',
    noneHereText: 'Please choose one of the higher level below, or search by name or place at the end of the page.',
    noneFound: 'Nothing found. Try another place or fewer characters.',
  },
})

const Choice = ({
  choice,
  first,
  chosen,
  errors,
}: {
  choice: InstitutionChoice
  first: boolean
  chosen: string
  errors: readonly FieldError[]
}) => {
  const t = useWords(words)
  const id = first ? 'institution-id' : `institution-id-${choice.id}`
  return (
    <label className="opt" htmlFor={id}>
      <input
        type="radio"
        id={id}
        name="institutionId"
        value={choice.id}
        defaultChecked={choice.id === chosen}
        aria-describedby={first && errorsOf(errors, 'institutionId').length > 0 ? 'institution-id-error' : undefined}
      />
      <span>
        <b>
          <InChinese>{choice.name}</InChinese>
        </b>{' '}
        <Tag>{choice.kindLabel}</Tag>
        {choice.demo ? <Tag tone="demo">{t.demo}</Tag> : null}
        <span className="opt-hint">
          <InChinese>{choice.place}</InChinese>
          {choice.phone ? t.phone + choice.phone : null}
        </span>
        {choice.reasons.map((reason) => (
          <span className="opt-hint reason" key={reason}>
            {reason}
          </span>
        ))}
      </span>
    </label>
  )
}

/** Field: `institutionId`. Searching is a GET of its own and shows its finds among the choices. */
export const InstitutionPage = ({ proposed, alternatives, search, values, ...question }: InstitutionPageProps) => {
  const t = useWords(words)
  const groups = [
    ...(proposed ? [{ title: t.proposed, choices: [proposed] }] : []),
    ...(search ? [{ title: t.found(search.query), choices: search.found }] : []),
    ...(alternatives.length > 0 ? [{ title: t.others, choices: alternatives }] : []),
  ]
  const chosen = values.institutionId === '' ? (proposed?.id ?? '') : values.institutionId
  const firstId = groups.flatMap((group) => group.choices)[0]?.id
  // With nothing to choose from, the error leads to the search.
  const searchId = firstId === undefined ? 'institution-id' : 'q'
  const messages = errorsOf(question.errors, 'institutionId')
  return (
    <QuestionPage
      {...question}
      title={t.title}
      heading={t.heading}
      lead={proposed ? t.lead : undefined}
      why={t.why}
      after={
        <search>
          <form className="search" method="get" action={portalPaths.applyStep('institution')}>
            <label htmlFor={searchId}>{t.search}</label>
            <div className="search-row">
              <input className="input" id={searchId} name="q" type="search" defaultValue={search?.query ?? ''} />
              <button className="btn quiet" type="submit">
                {t.searchButton}
              </button>
            </div>
            <p className="hint">{t.searchHint}</p>
          </form>
        </search>
      }
    >
      {proposed ? null : (
        <Notice tone="warn" title={t.noneHere}>
          <p>{t.noneHereText}</p>
        </Notice>
      )}
      <FieldMessages id="institution-id" messages={messages} />
      {groups.map((group) => (
        <fieldset className="field" key={group.title}>
          <legend>{group.title}</legend>
          {group.choices.length === 0 ? <p className="soft">{t.noneFound}</p> : null}
          <div className="opts">
            {group.choices.map((choice) => (
              <Choice
                key={choice.id}
                choice={choice}
                first={choice.id === firstId}
                chosen={chosen}
                errors={question.errors}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </QuestionPage>
  )
}
