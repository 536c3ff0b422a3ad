import type { ReactNode } from 'react'
import { portalPaths } from '../../../contract/paths.ts'
import type { InstitutionProfilePageProps, InstitutionSource } from '../../../contract/portal/institution.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../Page.tsx'
import { gradeWords, InstitutionTags } from './InstitutionTags.tsx'

/** `2021`, `2021-04`, `2021-04-25` in words, as exact as the source was. */
const asOfWords = (asOf: string): string => {
  const [year, month, day] = asOf.split('-').map(Number)
  return `${year}年${month === undefined ? '' : `${month}月`}${day === undefined ? '' : `${day}日`}`
}

const SourceLine = ({ source }: { source: InstitutionSource }) => (
  <>
    {gradeWords[source.grade]}
    {source.asOf === null ? null : `，截至${asOfWords(source.asOf)}`}
    {source.url === null ? null : (
      <>
        ，
        <a className="url" href={source.url} rel="noopener noreferrer external">
          查看来源
        </a>
      </>
    )}
  </>
)

const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

const StateNotice = ({ institution }: InstitutionProfilePageProps) => {
  if (institution.state === 'not-connected')
    return (
      <Notice title="尚未接入本平台">
        <p>该机构信息来自公开来源，尚未接入本平台，请按其公布方式联系。</p>
      </Notice>
    )
  if (institution.state === 'suspended')
    return (
      <Notice tone="warn" title="暂停受理新的事项">
        <p>现在填写申请，平台会推荐其他能办理的机构。已经交给该机构的事项照常办理。</p>
      </Notice>
    )
  return null
}

export const InstitutionProfilePage = ({ chrome, institution }: InstitutionProfilePageProps) => (
  <Page chrome={chrome} title={institution.name} width="wide">
    <p className="crumb">
      <a href={portalPaths.institutions()}>找机构</a>
    </p>
    <h1>{institution.name}</h1>
    <p>
      <InstitutionTags institution={institution} />
    </p>
    {institution.demo ? (
      <Notice tone="warn" title="示范数据">
        <p>这家机构是为演示平台而生成的，并不真实存在。</p>
      </Notice>
    ) : null}
    <StateNotice chrome={chrome} institution={institution} />
    <dl className="facts-list">
      <Row label="服务区域">{institution.areas.join('、')}</Row>
      <Row label="级别">{institution.level}</Row>
      {institution.rightTypes.length > 0 ? <Row label="权利类型">{institution.rightTypes.join('、')}</Row> : null}
      {institution.services.length > 0 ? <Row label="服务">{institution.services.join('、')}</Row> : null}
      {institution.hours ? <Row label="服务时间">{institution.hours}</Row> : null}
      {institution.address ? <Row label="地址">{institution.address}</Row> : null}
      {institution.phone ? (
        <Row label="电话">
          <a href={`tel:${institution.phone.replace(/[^\d+]/g, '')}`}>{institution.phone}</a>
        </Row>
      ) : null}
      {institution.url ? (
        <Row label="网站">
          <a className="url" href={institution.url} rel="noopener noreferrer external">
            {institution.url}
          </a>
        </Row>
      ) : null}
      {institution.parents.length > 0 ? (
        <Row label="上级机构">
          {institution.parents.map((parent) => (
            <span className="line" key={parent.id}>
              <a href={portalPaths.institution(parent.id)}>{parent.name}</a>
            </span>
          ))}
        </Row>
      ) : null}
      {institution.source ? (
        <Row label="信息来源">
          <SourceLine source={institution.source} />
        </Row>
      ) : null}
    </dl>
    {institution.state === 'open' ? (
      <p className="actions">
        <a className="btn" href={portalPaths.apply()}>
          我要求助
        </a>
        <span className="hint">填写时可以选择由这家机构办理</span>
      </p>
    ) : null}
  </Page>
)
