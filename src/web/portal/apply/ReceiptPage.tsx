import { portalPaths } from '../../../contract/paths.ts'
import type { ReceiptPageProps } from '../../../contract/portal/apply.ts'
import { formatInstant } from '../../ui/format.ts'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { DueDate } from '../DueDate.tsx'
import { EvidenceItems } from '../EvidenceItems.tsx'
import { Page } from '../Page.tsx'

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
}: ReceiptPageProps) => (
  <Page chrome={chrome} title={`提交回执 ${number}`} width="wide">
    <div className="receipt">
      <h1>提交回执</h1>
      <dl className="facts-list">
        <div>
          <dt>事项编号</dt>
          <dd className="code big">{number}</dd>
        </div>
        {queryCode ? (
          <div>
            <dt>查询码</dt>
            <dd className="code big">{queryCode}</dd>
          </div>
        ) : null}
        <div>
          <dt>提交时间</dt>
          <dd>
            <time dateTime={submittedAt}>{formatInstant(submittedAt)}</time>（北京时间）
          </dd>
        </div>
        <div>
          <dt>事项</dt>
          <dd>{kindLabel}</dd>
        </div>
        <div>
          <dt>办理机构</dt>
          <dd>
            {institution.name}
            {institution.phone ? `，电话 ${institution.phone}` : null}
          </dd>
        </div>
        <div>
          <dt>下一步</dt>
          <dd>
            {nextStep}
            {due ? (
              <>
                ，<DueDate due={due} />
              </>
            ) : null}
          </dd>
        </div>
      </dl>
      {due ? (
        <section>
          <h2>日期的算法</h2>
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
          <h2>收到的材料（{evidence.length}）</h2>
        </div>
        <EvidenceItems items={evidence} full empty="没有材料。" />
      </section>
      {record ? (
        <section className="summary">
          <div className="summary-head">
            <h2>记录指纹</h2>
          </div>
          <p className="hint">这份回执对应的记录一旦被改动，下面的指纹就对不上。</p>
          <p className="meta">
            SHA-256 <span className="code">{record.sha256}</span>
          </p>
          <p className="meta">
            SM3 <span className="code">{record.sm3}</span>
          </p>
        </section>
      ) : null}
      <p className="soft">
        查进度：在首页选“查进度”，输入事项编号，加上手机号或查询码
        {chrome.siteUrl ? `（${chrome.siteUrl}${portalPaths.track()}）` : null}。回执证明收到申请，不表示已经受理。
      </p>
    </div>
    <div className="actions no-print">
      <span className="soft">用浏览器的打印功能，可以打印或存为 PDF。</span>
      <a href={back.href}>{back.label}</a>
    </div>
  </Page>
)
