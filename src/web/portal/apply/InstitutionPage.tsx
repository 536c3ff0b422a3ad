import { portalPaths } from '../../../contract/paths.ts'
import type { InstitutionChoice, InstitutionPageProps } from '../../../contract/portal/apply.ts'
import type { FieldError } from '../../../contract/portal/parts.ts'
import { errorsOf, FieldMessages } from '../../ui/field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

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
        <b>{choice.name}</b> <Tag>{choice.kindLabel}</Tag>
        {choice.demo ? <Tag tone="demo">示范数据</Tag> : null}
        <span className="opt-hint">
          {choice.place}
          {choice.phone ? ` · 电话 ${choice.phone}` : null}
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
  const groups = [
    ...(proposed ? [{ title: '推荐的机构', choices: [proposed] }] : []),
    ...(search ? [{ title: `“${search.query}”找到的机构`, choices: search.found }] : []),
    ...(alternatives.length > 0 ? [{ title: '其他可以办理的机构', choices: alternatives }] : []),
  ]
  const chosen = values.institutionId === '' ? (proposed?.id ?? '') : values.institutionId
  const firstId = groups.flatMap((group) => group.choices)[0]?.id
  // With nothing to choose from, the error leads to the search.
  const searchId = firstId === undefined ? 'institution-id' : 'q'
  const messages = errorsOf(question.errors, 'institutionId')
  return (
    <QuestionPage
      {...question}
      title="由哪家机构办理"
      heading="由哪家机构办理？"
      lead={proposed ? '我们按地点和事项推荐了一家，您也可以换。' : undefined}
      why="申请交给谁，谁就对期限负责。如果审查后发现不属于它的辖区，它要书面说明理由，并告诉您该找哪一家。"
      after={
        <search>
          <form className="search" method="get" action={portalPaths.applyStep('institution')}>
            <label htmlFor={searchId}>找别的机构</label>
            <div className="search-row">
              <input className="input" id={searchId} name="q" type="search" defaultValue={search?.query ?? ''} />
              <button className="btn quiet" type="submit">
                查找
              </button>
            </div>
            <p className="hint">输入机构名称或地名，例如“鄞州”</p>
          </form>
        </search>
      }
    >
      {proposed ? null : (
        <Notice tone="warn" title="没有找到直接覆盖您所在地的机构">
          <p>请选择下面的上级机构，或在页面下方按名称、地名查找。</p>
        </Notice>
      )}
      <FieldMessages id="institution-id" messages={messages} />
      {groups.map((group) => (
        <fieldset className="field" key={group.title}>
          <legend>{group.title}</legend>
          {group.choices.length === 0 ? <p className="soft">没有找到。换一个地名或少输几个字试试。</p> : null}
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
