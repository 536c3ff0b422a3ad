import { apiPaths } from '../../../contract/paths.ts'
import type { UploadReceipt } from '../../../contract/submission.ts'
import { fingerprintsOf } from '../../upload/fingerprint.ts'
import { type Sending, sendFile } from '../../upload/send-file.ts'
import { ownHeader } from '../api/client.ts'
import { upload } from '../api/matters.ts'

/** What a file is doing, for the field that shows it. */
export type FileState =
  | { readonly at: 'computing' }
  | { readonly at: 'sending'; readonly percent: number }
  | { readonly at: 'checking' }
  /** Trying again by itself, or (`waits`) when somebody says so. */
  | { readonly at: 'broken'; readonly waits: boolean }
  | { readonly at: 'refused'; readonly reason: string }
  | { readonly at: 'cancelled' }
  | { readonly at: 'whole'; readonly receipt: UploadReceipt }

export interface FileSending {
  readonly cancel: () => void
  readonly goOn: () => void
}

/** Where a half file is gone on with after a reload: this tab alone knows, and forgets with its end. */
const mark = (sha256: string | null): string => `weiquan.incoming.${sha256}`

/** Computes both fingerprints, sends the file piece by piece, and tells each state. */
export const startSending = (file: File, tell: (state: FileState) => void): FileSending => {
  let sending: Sending | null = null
  let cancelled = false
  const run = async (): Promise<void> => {
    tell({ at: 'computing' })
    const { sha256, sm3 } = await fingerprintsOf(file)
    if (cancelled) return
    const key = mark(sha256)
    sending = sendFile(file, {
      endpoint: apiPaths.incomingFiles(),
      fileUrl: (sha256 && sessionStorage.getItem(key)) || undefined,
      headers: ownHeader,
      metadata: { filename: file.name, sm3, ...(sha256 === null ? {} : { sha256 }) },
      onAddress: (url) => sessionStorage.setItem(key, url),
      onProgress: (sent, size) =>
        tell(sent === size ? { at: 'checking' } : { at: 'sending', percent: Math.floor((sent / size) * 100) }),
      onTrouble: (waits) => tell({ at: 'broken', waits }),
    })
    const sent = await sending.done
    sessionStorage.removeItem(key)
    if (sent.how === 'cancelled') return tell({ at: 'cancelled' })
    if (sent.how === 'refused') return tell({ at: 'refused', reason: sent.reason })
    // Heard of the end only by asking again: the answer itself is lost, so the file is handed in once more, in one go.
    tell({ at: 'whole', receipt: sent.receipt ?? (await upload(file)) })
  }
  run().catch(() => tell({ at: 'refused', reason: '没有传成。请检查网络，重新选择文件再试。' }))
  return {
    cancel: () => {
      cancelled = true
      if (sending) sending.cancel()
      else tell({ at: 'cancelled' })
    },
    goOn: () => sending?.goOn(),
  }
}
