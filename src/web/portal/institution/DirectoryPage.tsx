import type { ReactNode } from 'react'
import { portalPaths } from '../../../contract/paths.ts'
import type { DirectoryPageProps, DirectoryTrouble, InstitutionEntry } from '../../../contract/portal/institution.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { InChinese, useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../Page.tsx'
import { InstitutionTags } from './InstitutionTags.tsx'
import { ProvinceTiles } from './ProvinceTiles.tsx'

const words = inBoth({
  zh: {
    placeUnknown: (given: string) => `没有找到叫“${given}”的地方`,
    placeUnknownText: '请检查写法，或者只写市、区、县的名字，例如“鄞州区”。也可以从下面的省份进入。',
    placeAmbiguous: (given: string) => `叫“${given}”的地方不止一个，您要找哪一个？`,
    kindUnknown: '没有这种机构类型',
    kindUnknownText: '请在“机构类型”里重新选择。',
    nameEmpty: '机构名称里没有文字',
    nameEmptyText: '请至少输入名称中的一个字。',
    malformed: '填写的内容太长或者有误',
    malformedText: '地点和名称各不超过 60 个字。请修改后再查。',
    afterMalformed: '这个翻页地址不完整',
    afterText: (toFirst: ReactNode) => <>可能复制时少了一段，请{toFirst}。</>,
    toFirst: '回到第一页',
    phone: ' · 电话 ',
    between: '、',
    apart: '尚未接入本平台，请按其公布方式联系',
    found: '查到的机构',
    serving: (place: string) => `为${place}服务的机构`,
    order: '本地的排在最前，其后是为本地服务的上级机构，再后是下级机构。',
    nothing: '没有符合条件的机构。少填一个条件，或者换一个地名试试。',
    pages: '翻页',
    nextPage: '下一页',
    title: '找机构',
    lead: (tell: ReactNode) => <>按地点、名称或类型查找。不知道该找哪一家，可以直接{tell}，由平台推荐。</>,
    tell: '说明情况',
    place: '地点',
    placeHint: '省、市、区或县，例如“宁波市鄞州区”',
    name: '机构名称',
    optional: '（选填）',
    nameHint: '名称中的两个字就够',
    kind: '机构类型',
    allKinds: '全部类型',
    search: '查找',
    byProvince: '按省份找',
  },
  en: {
    placeUnknown: (given) => `No place called “${given}” was found`,
    placeUnknownText:
      'Check the spelling, or give only the Chinese name of a city, district or county. Or start from a province below.',
    placeAmbiguous: (given) => `There is more than one “${given}”. Which one?`,
    kindUnknown: 'There is no such kind of institution',
    kindUnknownText: 'Please choose again under “Kind”.',
    nameEmpty: 'The name has no letters',
    nameEmptyText: 'Please enter at least one character of the name.',
    malformed: 'What was entered is too long or wrong',
    malformedText: 'Place and name have at most 60 characters each. Please correct it and search again.',
    afterMalformed: 'This address of a later page is incomplete',
    afterText: (toFirst) => <>A part may have been lost in copying. {toFirst}.</>,
    toFirst: 'Back to the first page',
    phone: ' · phone ',
    between: ', ',
    apart: 'Not on this platform yet. Please contact it in the way it has published.',
    found: 'Institutions found',
    serving: (place) => `Institutions that serve ${place}`,
    order: 'Local ones first, then higher ones that serve the place, then lower ones.',
    nothing: 'No institution fits. Leave out a condition or try another place.',
    pages: 'Pages',
    nextPage: 'Next page',
    title: 'Find an institution',
    lead: (tell) => <>Search by place, name or kind. If you do not know which, {tell} and the platform proposes one.</>,
    tell: 'tell what happened',
    place: 'Place',
    placeHint: 'Province, city, district or county, in Chinese',
    name: 'Name',
    optional: ' (optional)',
    nameHint: 'Two characters of the name are enough',
    kind: 'Kind',
    allKinds: 'All kinds',
    search: 'Search',
    byProvince: 'By province',
  },
})

const Trouble = ({ trouble, query }: { trouble: DirectoryTrouble; query: DirectoryPageProps['query'] }) => {
  const t = useWords(words)
  switch (trouble.code) {
    case 'place-unknown':
      return (
        <Notice tone="warn" title={t.placeUnknown(trouble.given)}>
          <p>{t.placeUnknownText}</p>
        </Notice>
      )
    case 'place-ambiguous':
      return (
        <Notice title={t.placeAmbiguous(trouble.given)}>
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
        <Notice tone="warn" title={t.kindUnknown}>
          <p>{t.kindUnknownText}</p>
        </Notice>
      )
    case 'name-empty':
      return (
        <Notice tone="warn" title={t.nameEmpty}>
          <p>{t.nameEmptyText}</p>
        </Notice>
      )
    case 'query-malformed':
      return (
        <Notice tone="warn" title={t.malformed}>
          <p>{t.malformedText}</p>
        </Notice>
      )
    case 'after-malformed':
      return (
        <Notice tone="warn" title={t.afterMalformed}>
          <p>{t.afterText(<a href={portalPaths.institutions(query)}>{t.toFirst}</a>)}</p>
        </Notice>
      )
  }
}

const Entry = ({ institution }: { institution: InstitutionEntry }) => {
  const t = useWords(words)
  return (
    <li className="org">
      <a href={portalPaths.institution(institution.id)}>
        <b>
          <InChinese>{institution.name}</InChinese>
        </b>
      </a>{' '}
      <InstitutionTags institution={institution} />
      <span className="meta">
        {institution.place}
        {institution.hours ? ` · ${institution.hours}` : null}
        {institution.phone ? t.phone + institution.phone : null}
      </span>
      {institution.services.length > 0 ? <span className="meta">{institution.services.join(t.between)}</span> : null}
      {institution.state === 'not-connected' ? <span className="meta">{t.apart}</span> : null}
    </li>
  )
}

const Results = ({
  results,
  query,
}: {
  results: NonNullable<DirectoryPageProps['results']>
  query: DirectoryPageProps['query']
}) => {
  const t = useWords(words)
  return (
    <section aria-labelledby="results-title">
      <h2 id="results-title">{results.placeName === null ? t.found : t.serving(results.placeName)}</h2>
      {results.placeName === null || results.continued ? null : <p className="hint">{t.order}</p>}
      {results.rows.length === 0 ? (
        <p>{t.nothing}</p>
      ) : (
        <ul className="orgs">
          {results.rows.map((institution) => (
            <Entry key={institution.id} institution={institution} />
          ))}
        </ul>
      )}
      {results.after === null && !results.continued ? null : (
        <nav className="actions" aria-label={t.pages}>
          {results.after === null ? null : (
            <a className="btn quiet" href={portalPaths.institutions({ ...query, after: results.after })}>
              {t.nextPage}
            </a>
          )}
          {results.continued ? <a href={portalPaths.institutions(query)}>{t.toFirst}</a> : null}
        </nav>
      )}
    </section>
  )
}

/** Fields of the GET form: `place`, `name`, `kind`. */
export const DirectoryPage = ({ chrome, query, kinds, results, trouble, provinces }: DirectoryPageProps) => {
  const t = useWords(words)
  return (
    <Page chrome={chrome} title={t.title} width="wide">
      <h1>{t.title}</h1>
      <p className="lead">{t.lead(<a href={portalPaths.apply()}>{t.tell}</a>)}</p>
      <search>
        <form className="panel directory-form" method="get" action={portalPaths.institutions()}>
          <div className="field">
            <label htmlFor="place">{t.place}</label>
            <p className="hint" id="place-hint">
              {t.placeHint}
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
              {t.name}
              <span className="optional">{t.optional}</span>
            </label>
            <p className="hint" id="name-hint">
              {t.nameHint}
            </p>
            <input className="input" id="name" name="name" aria-describedby="name-hint" defaultValue={query.name} />
          </div>
          <div className="field">
            <label htmlFor="kind">
              {t.kind}
              <span className="optional">{t.optional}</span>
            </label>
            <select className="input" id="kind" name="kind" defaultValue={query.kind}>
              <option value="">{t.allKinds}</option>
              {kinds.map((kind) => (
                <option key={kind.code} value={kind.code}>
                  {kind.label}
                </option>
              ))}
            </select>
          </div>
          <p>
            <button className="btn" type="submit">
              {t.search}
            </button>
          </p>
        </form>
      </search>
      {trouble ? <Trouble trouble={trouble} query={query} /> : null}
      {results ? (
        <Results results={results} query={query} />
      ) : (
        <section aria-labelledby="provinces-title">
          <h2 id="provinces-title">{t.byProvince}</h2>
          <ProvinceTiles counts={provinces} simple={chrome.view.ease} />
        </section>
      )}
    </Page>
  )
}
