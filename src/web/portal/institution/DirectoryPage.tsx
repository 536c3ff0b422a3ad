import { portalPaths } from '../../../contract/paths.ts'
import type { DirectoryPageProps, DirectoryTrouble, InstitutionEntry } from '../../../contract/portal/institution.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../Page.tsx'
import { InstitutionTags } from './InstitutionTags.tsx'
import { ProvinceTiles } from './ProvinceTiles.tsx'

const Trouble = ({ trouble, query }: { trouble: DirectoryTrouble; query: DirectoryPageProps['query'] }) => {
  switch (trouble.code) {
    case 'place-unknown':
      return (
        <Notice tone="warn" title={`没有找到叫“${trouble.given}”的地方`}>
          <p>请检查写法，或者只写市、区、县的名字，例如“鄞州区”。也可以从下面的省份进入。</p>
        </Notice>
      )
    case 'place-ambiguous':
      return (
        <Notice title={`叫“${trouble.given}”的地方不止一个，您要找哪一个？`}>
          <ul>
            {trouble.meant.map((division) => (
              <li key={division.code}>
                <a href={portalPaths.institutions({ ...query, place: division.code })}>{division.fullName}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )
    case 'kind-unknown':
      return (
        <Notice tone="warn" title="没有这种机构类型">
          <p>请在“机构类型”里重新选择。</p>
        </Notice>
      )
    case 'name-empty':
      return (
        <Notice tone="warn" title="机构名称里没有文字">
          <p>请至少输入名称中的一个字。</p>
        </Notice>
      )
    case 'query-malformed':
      return (
        <Notice tone="warn" title="填写的内容太长或者有误">
          <p>地点和名称各不超过 60 个字。请修改后再查。</p>
        </Notice>
      )
    case 'after-malformed':
      return (
        <Notice tone="warn" title="这个翻页地址不完整">
          <p>
            可能复制时少了一段，请<a href={portalPaths.institutions(query)}>回到第一页</a>。
          </p>
        </Notice>
      )
  }
}

const Entry = ({ institution }: { institution: InstitutionEntry }) => (
  <li className="org">
    <a href={portalPaths.institution(institution.id)}>
      <b>{institution.name}</b>
    </a>{' '}
    <InstitutionTags institution={institution} />
    <span className="meta">
      {institution.place}
      {institution.hours ? ` · ${institution.hours}` : null}
      {institution.phone ? ` · 电话 ${institution.phone}` : null}
    </span>
    {institution.services.length > 0 ? <span className="meta">{institution.services.join('、')}</span> : null}
    {institution.state === 'not-connected' ? <span className="meta">尚未接入本平台，请按其公布方式联系</span> : null}
  </li>
)

const Results = ({
  results,
  query,
}: {
  results: NonNullable<DirectoryPageProps['results']>
  query: DirectoryPageProps['query']
}) => (
  <section aria-labelledby="results-title">
    <h2 id="results-title">{results.placeName === null ? '查到的机构' : `为${results.placeName}服务的机构`}</h2>
    {results.placeName === null || results.continued ? null : (
      <p className="hint">本地的排在最前，其后是为本地服务的上级机构，再后是下级机构。</p>
    )}
    {results.rows.length === 0 ? (
      <p>没有符合条件的机构。少填一个条件，或者换一个地名试试。</p>
    ) : (
      <ul className="orgs">
        {results.rows.map((institution) => (
          <Entry key={institution.id} institution={institution} />
        ))}
      </ul>
    )}
    {results.after === null && !results.continued ? null : (
      <nav className="actions" aria-label="翻页">
        {results.after === null ? null : (
          <a className="btn quiet" href={portalPaths.institutions({ ...query, after: results.after })}>
            下一页
          </a>
        )}
        {results.continued ? <a href={portalPaths.institutions(query)}>回到第一页</a> : null}
      </nav>
    )}
  </section>
)

/** Fields of the GET form: `place`, `name`, `kind`. */
export const DirectoryPage = ({ chrome, query, kinds, results, trouble, provinces }: DirectoryPageProps) => (
  <Page chrome={chrome} title="找机构" width="wide">
    <h1>找机构</h1>
    <p className="lead">
      按地点、名称或类型查找。不知道该找哪一家，可以直接<a href={portalPaths.apply()}>说明情况</a>，由平台推荐。
    </p>
    <search>
      <form className="panel directory-form" method="get" action={portalPaths.institutions()}>
        <div className="field">
          <label htmlFor="place">地点</label>
          <p className="hint" id="place-hint">
            省、市、区或县，例如“宁波市鄞州区”
          </p>
          <input
            className="input"
            id="place"
            name="place"
            autoComplete="address-level2"
            aria-describedby="place-hint"
            defaultValue={results?.placeName ?? query.place}
          />
        </div>
        <div className="field">
          <label htmlFor="name">
            机构名称<span className="optional">（选填）</span>
          </label>
          <p className="hint" id="name-hint">
            名称中的两个字就够
          </p>
          <input className="input" id="name" name="name" aria-describedby="name-hint" defaultValue={query.name} />
        </div>
        <div className="field">
          <label htmlFor="kind">
            机构类型<span className="optional">（选填）</span>
          </label>
          <select className="input" id="kind" name="kind" defaultValue={query.kind}>
            <option value="">全部类型</option>
            {kinds.map((kind) => (
              <option key={kind.code} value={kind.code}>
                {kind.label}
              </option>
            ))}
          </select>
        </div>
        <p>
          <button className="btn" type="submit">
            查找
          </button>
        </p>
      </form>
    </search>
    {trouble ? <Trouble trouble={trouble} query={query} /> : null}
    {results ? (
      <Results results={results} query={query} />
    ) : (
      <section aria-labelledby="provinces-title">
        <h2 id="provinces-title">按省份找</h2>
        <ProvinceTiles counts={provinces} />
      </section>
    )}
  </Page>
)
