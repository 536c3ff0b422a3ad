import type { Readable } from 'node:stream'
import { DataStore, ERRORS, Upload } from '@tus/server'
import type { UploadReceipt } from '../../contract/submission.ts'
import { uuid } from '../../contract/text.ts'
import type { Platform } from '../platform/platform.ts'
import {
  announceFile,
  cancelIncoming,
  type FileOwner,
  findIncoming,
  finishFile,
  type IncomingRefusal,
  keepPiece,
} from './incoming-file.ts'

/** Carries an obstacle through the library, which knows errors alone. */
export class IncomingRefused extends Error {
  readonly refusal: IncomingRefusal
  constructor(refusal: IncomingRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** A row of the database each; larger ones make no fewer round trips worth having, smaller ones cost. */
const pieceBytes = 1024 * 1024

const fingerprint = /^[0-9a-f]{64}$/i

/**
 * What the tus library asks of a store, for one request of one owner: pieces wait in the database, the whole file goes the way of every
 * upload. @tus/file-store was the loser: its folder belongs to one process on one machine, and it fsyncs nothing.
 */
export class IncomingStore extends DataStore {
  /** Of the file that this request made whole. */
  receipt: UploadReceipt | null = null
  readonly #platform: Platform
  readonly #owner: FileOwner
  readonly #requestId: string

  constructor(platform: Platform, owner: FileOwner, requestId: string) {
    super()
    this.#platform = platform
    this.#owner = owner
    this.#requestId = requestId
    this.extensions = ['creation', 'creation-with-upload', 'termination']
  }

  override async create(file: Upload): Promise<Upload> {
    const { filename = '', sha256, sm3, ...rest } = file.metadata ?? {}
    const stated = (given: string | null | undefined) => (given && fingerprint.test(given) ? given : undefined)
    const announced = await announceFile(
      this.#platform,
      this.#owner,
      {
        id: file.id,
        name: filename ?? '',
        sizeBytes: file.size ?? 0,
        sha256: stated(sha256),
        sm3: stated(sm3),
        metadata: Object.fromEntries(
          Object.entries(rest)
            .slice(0, 8)
            .map(([name, value]) => [name, (value ?? '').slice(0, 200)]),
        ),
      },
      this.#requestId,
    )
    if (!announced.ok) throw new IncomingRefused(announced.refusal)
    return file
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = uuid.safeParse(id).success ? await findIncoming(this.#platform, this.#owner, id, this.#requestId) : null
    if (!row) throw ERRORS.FILE_NOT_FOUND
    return new Upload({ id, size: Number(row.size_bytes), offset: Number(row.received_bytes) })
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const { size = 0 } = await this.getUpload(id)
    let at = offset
    let chunks: Buffer[] = []
    let gathered = 0
    const keep = async (): Promise<void> => {
      const piece = Buffer.concat(chunks)
      chunks = []
      gathered = 0
      if (piece.length === 0) return
      if (at + piece.length === size) {
        const finished = await finishFile(this.#platform, this.#owner, id, piece, this.#requestId)
        if (!finished.ok) throw new IncomingRefused(finished.refusal)
        this.receipt = finished.value
      } else {
        const kept = await keepPiece(this.#platform, this.#owner, id, at, piece, this.#requestId)
        if (!kept.ok) throw new IncomingRefused(kept.refusal)
      }
      at += piece.length
    }
    try {
      for await (const chunk of stream) {
        chunks.push(Buffer.from(chunk))
        gathered += chunk.length
        if (gathered >= pieceBytes) await keep()
      }
    } catch (error) {
      if (error instanceof IncomingRefused) throw error
      // The connection broke: what came before is kept, so that the sender goes on behind it.
      await keep()
      throw error
    }
    await keep()
    return at
  }

  override async remove(id: string): Promise<void> {
    const known = uuid.safeParse(id).success
    if (!known || !(await cancelIncoming(this.#platform, this.#owner, id, this.#requestId))) throw ERRORS.FILE_NOT_FOUND
  }
}
