import { portalPaths } from '../../../contract/paths.ts'
import type { ReceiptPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { InChinese, useFormats, useWords } from '../../ui/language.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { DueDate } from '../DueDate.tsx'
import { EvidenceItems } from '../EvidenceItems.tsx'
import { Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: (number: string) => `提交回执 ${number}`,
    heading: '提交回执',
    number: '事项编号',
    code: '查询码',
    at: '提交时间',
    beijing: '（北京时间）',
    matter: '事项',
    institution: '办理机构',
    phone: '，电话 ',
    next: '下一步',
    comma: '，',
    how: '日期的算法',
    received: (count: number) => `收到的材料（${count}）`,
    none: '没有材料。',
    record: '记录指纹',
    recordHint: '这份回执对应的记录一旦被改动，下面的指纹就对不上。',
    tracking: (site: string) =>
      `查进度：在首页选“查进度”，输入事项编号，加上手机号或查询码${site === '' ? '' : `（${site}）`}。回执证明收到申请，不表示已经受理。`,
    print: '用浏览器的打印功能，可以打印或存为 PDF。',
  },
  en: {
    title: (number) => `Receipt ${number}`,
    heading: 'Receipt of your application',
    number: 'Matter number',
    code: 'Query code',
    at: 'Sent',
    beijing: ' (Beijing time)',
    matter: 'Matter',
    institution: 'Institution',
    phone: ', phone ',
    next: 'Next',
    comma: ', ',
    how: 'How the date was counted',
    received: (count) => `Documents received (${count})`,
    none: 'No documents.',
    record: 'Fingerprint of the record',
    recordHint: 'If the record behind this receipt is ever changed, these fingerprints no longer match.',
    tracking: (site) =>
      `To check progress, choose “Check progress” on the home page and enter the matter number with your phone number or query code${site === '' ? '' : ` (${site})`}. This receipt shows that the application has arrived. It does not mean that it is accepted.`,
    print: 'Use your browser’s print function to print it or save it as PDF.',
  },
})

export const ReceiptPage = ({
  chrome,
  number,
  queryCode,
  submittedAt,
  kindLabel,
  institution,
  nextStep,
  due,
  sections,
  evidence,
  record,
  back,
}: ReceiptPageProps) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <Page chrome={chrome} title={t.title(number)} width="wide">
      <div className="receipt">
        <h1>{t.heading}</h1>
        <dl className="facts-list">
          <div>
            <dt>{t.number}</dt>
            <dd className="code big">{number}</dd>
          </div>
          {queryCode ? (
            <div>
              <dt>{t.code}</dt>
              <dd className="code big">{queryCode}</dd>
            </div>
          ) : null}
          <div>
            <dt>{t.at}</dt>
            <dd>
              <time dateTime={submittedAt}>{format.instant(submittedAt)}</time>
              {t.beijing}
            </dd>
          </div>
          <div>
            <dt>{t.matter}</dt>
            <dd>{kindLabel}</dd>
          </div>
          <div>
            <dt>{t.institution}</dt>
            <dd>
              <InChinese>{institution.name}</InChinese>
              {institution.phone ? t.phone + institution.phone : null}
            </dd>
          </div>
          <div>
            <dt>{t.next}</dt>
            <dd>
              {nextStep}
              {due ? (
                <>
                  {t.comma}
                  <DueDate due={due} />
                </>
              ) : null}
            </dd>
          </div>
        </dl>
        {due ? (
          <section>
            <h2>{t.how}</h2>
            <ul>
              {due.derivation.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
        ) : null}
        <SummaryList sections={sections} />
        <section className="summary">
          <div className="summary-head">
            <h2>{t.received(evidence.length)}</h2>
          </div>
          <EvidenceItems items={evidence} full empty={t.none} />
        </section>
        {record ? (
          <section className="summary">
            <div className="summary-head">
              <h2>{t.record}</h2>
            </div>
            <p className="hint">{t.recordHint}</p>
            <p className="meta">
              SHA-256 <span className="code">{record.sha256}</span>
            </p>
            <p className="meta">
              SM3 <span className="code">{record.sm3}</span>
            </p>
          </section>
        ) : null}
        <p className="soft">{t.tracking(chrome.siteUrl ? `${chrome.siteUrl}${portalPaths.track()}` : '')}</p>
      </div>
      <div className="actions no-print">
        <span className="soft">{t.print}</span>
        <a href={back.href}>{back.label}</a>
      </div>
    </Page>
  )
}
