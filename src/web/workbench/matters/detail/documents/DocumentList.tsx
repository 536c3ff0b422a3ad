import { useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { DocumentView } from '../../../../../contract/document.ts'
import type { MatterView } from '../../../../../contract/matter.ts'
import { apiPaths } from '../../../../../contract/paths.ts'
import { documentsQueryOf } from '../../../api/documents.ts'
import { useHasRole } from '../../../session/staff-context.ts'
import { Trouble } from '../../../shell/Trouble.tsx'
import { momentInWords } from '../../../words/moment.ts'
import { receiptWayWords } from '../../../words/receipt-ways.ts'
import { Hashes } from '../Hashes.tsx'
import { IssueDrawer } from './IssueDrawer.tsx'

const officers = ['clerk', 'reviewer', 'head'] as const

const ServiceState = ({ document }: { document: DocumentView }) => {
  const { service, revoked } = document
  if (revoked !== null)
    return (
      <Tag color="red" variant="outlined">
        已撤销
      </Tag>
    )
  if (service === null) return null
  if (service.received !== null) {
    const { on, way, trackingNumber } = service.received
    return (
      <span>
        <Tag color="blue" variant="outlined">
          已送达
        </Tag>
        {on}，{receiptWayWords(way)}
        {trackingNumber === null ? '' : `，邮件号 ${trackingNumber}`}
      </span>
    )
  }
  return (
    <span>
      <Tag variant="outlined">等待送达</Tag>
      {receiptWayWords(service.way)}
      {service.moves === null
        ? ''
        : `；${momentInWords(service.moves.at)} 前没有送达的，改用${receiptWayWords(service.moves.to)}`}
    </span>
  )
}

/** 文书: what was issued, as PDF and as text for further work, and whether it has arrived. */
export const DocumentList = ({ matter }: { matter: MatterView }) => {
  const list = useQuery(documentsQueryOf(matter.id))
  const [making, setMaking] = useState<string | null>(null)
  const isOfficer = useHasRole(officers)
  const chosen = list.data?.forms.find((form) => form.code === making)
  return (
    <section className="card" aria-labelledby="documents-title">
      <h2 id="documents-title">文书{list.data === undefined ? '' : ` ${list.data.documents.length} 份`}</h2>
      {list.isError ? <Trouble error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.data?.documents.length === 0 ? <p className="soft">还没有文书。发出通知、作出决定时会自动制作。</p> : null}
      <ul className="papers">
        {list.data?.documents.map((document) => (
          <li key={document.documentId}>
            <b>{document.title}</b> <span className="number">{document.number}</span>
            <div className="soft">
              {document.issuedBy ?? '系统'} · {momentInWords(document.issuedAt)} <ServiceState document={document} />
            </div>
            {document.readable ? (
              <div className="row">
                <a href={apiPaths.matterDocumentFile(matter.id, document.documentId, 'pdf')}>下载 PDF</a>
                {isOfficer ? (
                  <a href={apiPaths.matterDocumentFile(matter.id, document.documentId, 'docx')}>下载 DOCX（供修改）</a>
                ) : null}
              </div>
            ) : (
              <div className="soft">含申请人的完整信息，只有办理机构的人员可以下载</div>
            )}
            <Hashes sha256={document.sha256} sm3={document.sm3} />
          </li>
        ))}
      </ul>
      {isOfficer && matter.status !== 'archived' ? (
        <div className="row">
          {list.data?.forms.map((form) => (
            <Button key={form.code} onClick={() => setMaking(form.code)}>
              制作{form.title}
            </Button>
          ))}
        </div>
      ) : null}
      {chosen === undefined ? null : (
        <IssueDrawer matter={matter} code={chosen.code} title={chosen.title} onClose={() => setMaking(null)} />
      )}
    </section>
  )
}
