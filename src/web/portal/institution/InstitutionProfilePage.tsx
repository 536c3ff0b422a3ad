import type { ReactNode } from 'react'
import { portalPaths } from '../../../contract/paths.ts'
import type { InstitutionProfilePageProps, InstitutionSource } from '../../../contract/portal/institution.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { InChinese, useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../Page.tsx'
import { InstitutionTags, sourceWords } from './InstitutionTags.tsx'

const words = inBoth({
  zh: {
    asOf: (asOf: string) => {
      const [year, month, day] = asOf.split('-').map(Number)
      return `，截至${year}年${month === undefined ? '' : `${month}月`}${day === undefined ? '' : `${day}日`}`
    },
    comma: '，',
    source: '查看来源',
    apart: '尚未接入本平台',
    apartText: '该机构信息来自公开来源，尚未接入本平台，请按其公布方式联系。',
    suspended: '暂停受理新的事项',
    suspendedText: '现在填写申请，平台会推荐其他能办理的机构。已经交给该机构的事项照常办理。',
    find: '找机构',
    demo: '示范数据',
    demoText: '这家机构是为演示平台而生成的，并不真实存在。',
    areas: '服务区域',
    level: '级别',
    rightTypes: '权利类型',
    services: '服务',
    hours: '服务时间',
    address: '地址',
    phone: '电话',
    site: '网站',
    parents: '上级机构',
    from: '信息来源',
    help: '我要求助',
    helpHint: '填写时可以选择由这家机构办理',
    between: '、',
  },
  en: {
    asOf: (asOf) => `, as of ${asOf}`,
    comma: ', ',
    source: 'see the source',
    apart: 'Not on this platform yet',
    apartText: 'What is shown comes from public sources. Please contact the institution in the way it has published.',
    suspended: 'Not accepting new matters now',
    suspendedText: 'If you apply now, the platform proposes another institution. Matters it already has go on.',
    find: 'Find an institution',
    demo: 'Demo data',
    demoText: 'This institution was made up for the demonstration. It does not exist.',
    areas: 'Area',
    level: 'Level',
    rightTypes: 'Rights',
    services: 'Services',
    hours: 'Hours',
    address: 'Address',
    phone: 'Phone',
    site: 'Website',
    parents: 'Higher institutions',
    from: 'Source of this information',
    help: 'Get help',
    helpHint: 'You can choose this institution while applying',
    between: ', ',
  },
})

const SourceLine = ({ source }: { source: InstitutionSource }) => {
  const t = useWords(words)
  return (
    <>
      {useWords(sourceWords).grades[source.grade]}
      {source.asOf === null ? null : t.asOf(source.asOf)}
      {source.url === null ? null : (
        <>
          {t.comma}
          <a className="url" href={source.url} rel="noopener noreferrer external">
            {t.source}
          </a>
        </>
      )}
    </>
  )
}

const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

const StateNotice = ({ institution }: InstitutionProfilePageProps) => {
  const t = useWords(words)
  if (institution.state === 'not-connected')
    return (
      <Notice title={t.apart}>
        <p>{t.apartText}</p>
      </Notice>
    )
  if (institution.state === 'suspended')
    return (
      <Notice tone="warn" title={t.suspended}>
        <p>{t.suspendedText}</p>
      </Notice>
    )
  return null
}

export const InstitutionProfilePage = ({ chrome, institution }: InstitutionProfilePageProps) => {
  const t = useWords(words)
  return (
    <Page chrome={chrome} title={institution.name} width="wide">
      <p className="crumb">
        <a href={portalPaths.institutions()}>{t.find}</a>
      </p>
      <h1>
        <InChinese>{institution.name}</InChinese>
      </h1>
      <p>
        <InstitutionTags institution={institution} />
      </p>
      {institution.demo ? (
        <Notice tone="warn" title={t.demo}>
          <p>{t.demoText}</p>
        </Notice>
      ) : null}
      <StateNotice chrome={chrome} institution={institution} />
      <dl className="facts-list">
        <Row label={t.areas}>
          <InChinese>{institution.areas.join(t.between)}</InChinese>
        </Row>
        <Row label={t.level}>{institution.level}</Row>
        {institution.rightTypes.length > 0 ? (
          <Row label={t.rightTypes}>{institution.rightTypes.join(t.between)}</Row>
        ) : null}
        {institution.services.length > 0 ? <Row label={t.services}>{institution.services.join(t.between)}</Row> : null}
        {institution.hours ? (
          <Row label={t.hours}>
            <InChinese>{institution.hours}</InChinese>
          </Row>
        ) : null}
        {institution.address ? (
          <Row label={t.address}>
            <InChinese>{institution.address}</InChinese>
          </Row>
        ) : null}
        {institution.phone ? (
          <Row label={t.phone}>
            <a href={`tel:${institution.phone.replace(/[^\d+]/g, '')}`}>{institution.phone}</a>
          </Row>
        ) : null}
        {institution.url ? (
          <Row label={t.site}>
            <a className="url" href={institution.url} rel="noopener noreferrer external">
              {institution.url}
            </a>
          </Row>
        ) : null}
        {institution.parents.length > 0 ? (
          <Row label={t.parents}>
            {institution.parents.map((parent) => (
              <span className="line" key={parent.id}>
                <a href={portalPaths.institution(parent.id)}>
                  <InChinese>{parent.name}</InChinese>
                </a>
              </span>
            ))}
          </Row>
        ) : null}
        {institution.source ? (
          <Row label={t.from}>
            <SourceLine source={institution.source} />
          </Row>
        ) : null}
      </dl>
      {institution.state === 'open' ? (
        <p className="actions">
          <a className="btn" href={portalPaths.apply()}>
            {t.help}
          </a>
          <span className="hint">{t.helpHint}</span>
        </p>
      ) : null}
    </Page>
  )
}
