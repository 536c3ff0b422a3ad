import type { UploadReceipt } from '../../../contract/submission.ts'

/** A row of the evidence list as the form holds it. */
export interface EvidenceValues {
  readonly kind?: string
  readonly source: 'file' | 'link'
  /** Named as in the contract, so that what is wrong finds its field; holds the whole receipt. */
  readonly uploadId?: UploadReceipt
  readonly name?: string
  readonly link?: string
}

export const emptyEvidence: EvidenceValues = { source: 'file', name: '', link: '' }

/** A row as `evidenceInput` of the contract wants it. */
export const evidenceBody = (rows: readonly EvidenceValues[] | undefined) =>
  (rows ?? []).map(({ kind, source, uploadId, name = '', link = '' }) =>
    source === 'file' ? { kind, uploadId: uploadId?.uploadId } : { kind, name, link },
  )
