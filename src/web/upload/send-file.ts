import { type DetailedError, type HttpResponse, Upload } from 'tus-js-client'
import type { UploadReceipt } from '../../contract/submission.ts'

/** How a file ended that was sent piece by piece. */
export type Sent =
  /** `receipt`: null when the end was heard only by asking again. */
  | { readonly how: 'whole'; readonly receipt: UploadReceipt | null }
  | { readonly how: 'refused'; readonly reason: string }
  | { readonly how: 'cancelled' }

export interface Sending {
  readonly done: Promise<Sent>
  /** Gives the file up, here and on the server. */
  readonly cancel: () => void
  /** Tries again after the connection was lost for longer than it tried by itself. */
  readonly goOn: () => void
}

interface Options {
  readonly endpoint: string
  /** Of a file that was left half-way. */
  readonly fileUrl?: string
  readonly metadata: Record<string, string>
  readonly headers?: Record<string, string>
  readonly onProgress: (sentBytes: number, sizeBytes: number) => void
  /** The address under which the file can be gone on with. */
  readonly onAddress?: (fileUrl: string) => void
  /** The connection is lost; it tries again by itself for a while, then `waits`. */
  readonly onTrouble: (waits: boolean) => void
}

/** What is lost when a connection breaks, at most; the server keeps pieces of this size. */
const pieceBytes = 1024 * 1024

const tries = [0, 1000, 3000, 5000, 10_000]

const asJson = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}

/** The contract's schema would bring 40 kB of zod to a page that is to be light on a phone. */
const isReceipt = (told: unknown): told is UploadReceipt =>
  typeof told === 'object' &&
  told !== null &&
  ['uploadId', 'sha256', 'sm3'].every((name) => typeof (told as Record<string, unknown>)[name] === 'string') // any object can be asked

const reasonOf = (response: HttpResponse | null): string | null => {
  const told = asJson(response?.getBody())
  if (typeof told !== 'object' || told === null || !('detail' in told)) return null
  return String(told.detail)
}

/** No answer, a fault, or another piece came first: worth another try. Anything else is an answer. */
const isPassing = (status: number): boolean => status === 0 || status >= 500 || status === 409 || status === 423

/** Sends a file by tus, going on by itself after short breaks. */
export const sendFile = (file: File, options: Options): Sending => {
  let settle: (sent: Sent) => void = () => {}
  const done = new Promise<Sent>((resolve) => {
    settle = resolve
  })
  let receipt: UploadReceipt | null = null
  const upload = new Upload(file, {
    endpoint: options.endpoint,
    uploadUrl: options.fileUrl ?? null,
    metadata: options.metadata,
    headers: options.headers ?? {},
    chunkSize: pieceBytes,
    retryDelays: tries,
    // Half files are known by their content from the page itself; nothing stays in the browser of a shared computer.
    storeFingerprintForResuming: false,
    onProgress: options.onProgress,
    onUploadUrlAvailable: () => {
      if (upload.url) options.onAddress?.(upload.url)
    },
    onShouldRetry: (error) => {
      const again = isPassing(statusOf(error))
      if (again) options.onTrouble(false)
      return again
    },
    onAfterResponse: (_request, response) => {
      const told = asJson(response.getBody())
      if (isReceipt(told)) receipt = told
    },
    onSuccess: () => settle({ how: 'whole', receipt }),
    onError: (error) => {
      const { originalResponse = null } = error as DetailedError // the library's errors of requests carry it
      const status = originalResponse?.getStatus() ?? 0
      const reason = reasonOf(originalResponse)
      if (reason !== null && !isPassing(status)) settle({ how: 'refused', reason })
      else if (status === 503 && reason !== null) settle({ how: 'refused', reason })
      else options.onTrouble(true)
    },
  })
  upload.start()
  return {
    done,
    cancel: () => {
      settle({ how: 'cancelled' })
      // Gone already, or out of reach: it expires by itself.
      upload.abort(true).catch(() => {})
    },
    goOn: () => upload.start(),
  }
}

const statusOf = (error: Error | DetailedError): number =>
  'originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0
