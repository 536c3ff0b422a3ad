import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import type { DocumentDraft, DraftBody } from '../../../../../contract/document.ts'
import type { DocumentValues } from '../../../../../contract/document-values.ts'
import { draftDocument, previewDocument } from '../../../api/documents.ts'
import { sentenceOf } from '../../../api/problem-error.ts'
import { DraftFields } from './DraftFields.tsx'

interface DraftPanelProps {
  readonly matterId: string
  /** What would be sent now; null when the form above is not filled in yet, and then says so itself. */
  readonly bodyOf: () => DraftBody | null
  /** As reworded; null: as the matter says. */
  readonly values: DocumentValues | null
  readonly onChange: (values: DocumentValues | null) => void
  /** The form above has been changed since the document was made from it. */
  readonly stale: boolean
  readonly onFresh: () => void
}

const withValues = (body: DraftBody, document: DocumentValues | null): DraftBody =>
  body.step === 'issue-document' ? { ...body, document } : withBody(body, document)

// One object for each step in the union; the spread keeps the step's own body.
const withBody = <Body extends Exclude<DraftBody, { step: 'issue-document' }>>(
  body: Body,
  document: DocumentValues | null,
): Body => ({ ...body, body: { ...body.body, document } })

/** The document that goes out with a step: filled in once from the matter, read, reworded and looked at in print before it is issued. */
export const DraftPanel = ({ matterId, bodyOf, values, onChange, stale, onFresh }: DraftPanelProps) => {
  const [draft, setDraft] = useState<DocumentDraft | null>(null)
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => () => URL.revokeObjectURL(url ?? ''), [url])

  const make = useMutation({
    mutationFn: (body: DraftBody) => draftDocument(matterId, withValues(body, null)),
    onSuccess: (made) => {
      setDraft(made)
      setUrl(null)
      onChange(made.values)
      onFresh()
    },
  })
  const print = useMutation({
    mutationFn: (body: DraftBody) => previewDocument(matterId, withValues(body, values)),
    onSuccess: (pdf) => setUrl(URL.createObjectURL(pdf)),
  })
  const start = (work: (body: DraftBody) => void) => () => {
    const body = bodyOf()
    if (body !== null) work(body)
  }
  const failed = make.error ?? print.error
  const shown = draft !== null && values !== null
  return (
    <section className="draft" aria-labelledby="draft-title">
      <h3 id="draft-title">文书{draft === null ? '' : `：${draft.form.title}`}</h3>
      <p className="soft">
        {shown
          ? '可以改写下面的内容。确认后自动编号、加验证码并存档，不能再改。'
          : '这一步会发出一份文书，内容由系统填好。可以先看、改写，再确认。'}
      </p>
      {stale && shown ? (
        <Alert type="warning" title="上面填写的内容改过了，文书还是改之前的。请重新生成，或者自己改到一致。" />
      ) : null}
      {failed === null ? null : <Alert type="error" role="alert" showIcon title={sentenceOf(failed)} />}
      {shown ? (
        <DraftFields
          draft={draft}
          values={values}
          onChange={(next) => {
            setUrl(null)
            onChange(next)
          }}
        />
      ) : null}
      <div className="row">
        <Button loading={make.isPending} onClick={start((body) => make.mutate(body))}>
          {shown ? '重新生成文书' : '查看和改写文书'}
        </Button>
        <Button loading={print.isPending} onClick={start((body) => print.mutate(body))}>
          生成预览
        </Button>
        {url === null ? null : (
          // A download: the viewer inside a browser is not let in by the page's content policy.
          <a href={url} download={`预览 ${draft?.form.title ?? '文书'}.pdf`}>
            下载预览（PDF）
          </a>
        )}
      </div>
    </section>
  )
}
