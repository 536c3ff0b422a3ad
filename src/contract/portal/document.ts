import type { Chrome, FieldError } from './parts.ts'

/** POST `action=sign` with `documentId` and `expectedVersion` signs for it; what it says is had after. */
export type DocumentPageProps = {
  chrome: Chrome
  /** Of the matter. */
  number: string
  version: number
  documentId: string
  /** In the page's language; hidden while a signature is awaited that the title would forestall. */
  title: string
  institution: string
  issuedAt: string
  /** Absent while it waits for a signature. */
  contents?: {
    /** 字号 */
    documentNumber: string
    /** When it was received; absent for one that need not reach anybody. */
    receivedOn?: string
    sizeBytes: number
    sha256: string
    sm3: string
    fileHref: string
    revoked: boolean
  }
}

export type VerifyPageProps = {
  chrome: Chrome
  errors: readonly FieldError[]
  values: { number: string; code: string }
  maxFileBytes: number
  /** Absent before anything was asked. */
  answer?:
    | { kind: 'not-found' }
    | {
        kind: 'genuine'
        /** 字号 as issued. */
        number: string
        /** In the page's language. */
        title: string
        institution: string
        demo: boolean
        issuedOn: string
        /** Since when it is of no effect any more. */
        revokedOn?: string
        /** Whether the file that was given is the one that was issued; absent when none was given. */
        file?: 'same' | 'other'
      }
}
