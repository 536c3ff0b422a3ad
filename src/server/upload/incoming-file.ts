import { Readable } from 'node:stream'
import type { Selectable } from 'kysely'
import { submissionLimits, type UploadReceipt } from '../../contract/submission.ts'
import type { UploadRefusal } from '../../contract/upload-refusal.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import { epochMs, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import type { IncomingFileTable } from '../platform/db/schema.ts'
import type { Platform } from '../platform/platform.ts'
import { discardUploads } from './discard.ts'
import { kindOfName } from './file-kind.ts'
import { cleanFileName } from './file-name.ts'
import { receiptOf, receiveUpload } from './upload.ts'

/** Who sends a file piece by piece, and where it goes when it is whole. */
export interface FileOwner {
  /** `draft:<id>` or `staff:<id>`; row security shows nobody else's files. */
  readonly key: string
  /** What is in the list already; unfinished files come on top. */
  readonly held: { readonly count: number; readonly bytes: number }
  /**
   * Puts the file into the list, once: a second call with the same upload changes nothing.
   * @returns why not, in words for the sender.
   */
  readonly take: (
    receipt: UploadReceipt,
    metadata: Readonly<Record<string, string>>,
  ) => Promise<Result<null, { readonly code: string; readonly message: string }>>
}

/** As long as a person may take to come back to a connection; a draft lives longer, a half file need not. */
export const incomingHours = 24

export type IncomingRefusal =
  | { readonly code: 'file'; readonly refusal: UploadRefusal }
  | { readonly code: 'list'; readonly reason: string; readonly message: string }
  | { readonly code: 'too-many-files'; readonly most: number }
  /** Not there, not yours, or its time is over: all the same to who asks. */
  | { readonly code: 'unknown' }
  /** Another piece came first. */
  | { readonly code: 'moved-on' }

const sender: Actor = { kind: 'public', scope: { kind: 'none' } }
const caretaker: Actor = { kind: 'system', name: '上传文件管理', scope: { kind: 'system' } }

const asOwner = <T>(platform: Platform, owner: FileOwner, requestId: string, work: (ctx: Ctx) => Promise<T>) =>
  inContext(platform, sender, requestId, work, { settings: [['weiquan.file_owner', owner.key]] })

export interface Announced {
  readonly id: string
  readonly name: string
  readonly sizeBytes: number
  readonly sha256?: string
  readonly sm3?: string
  readonly metadata: Readonly<Record<string, string>>
}

/** Opens a file before its first byte, so that what can't be taken is refused before it is sent. */
export const announceFile = async (
  platform: Platform,
  owner: FileOwner,
  announced: Announced,
  requestId: string,
): Promise<Result<null, IncomingRefusal>> => {
  const name = cleanFileName(announced.name)
  const promised = kindOfName(name)
  if (!promised.ok) return refuse({ code: 'file', refusal: promised.refusal })
  const { sizeBytes } = announced
  if (sizeBytes === 0) return refuse({ code: 'file', refusal: { code: 'empty', name } })
  const { fileBytes, totalBytes, evidence: most } = submissionLimits
  if (sizeBytes > fileBytes) return refuse({ code: 'file', refusal: { code: 'too-large', name, maxBytes: fileBytes } })
  return asOwner(platform, owner, requestId, async (ctx) => {
    const waiting = await ctx.tx
      .selectFrom('incoming_file')
      .select(['size_bytes'])
      .where('finished_at', 'is', null)
      .where('expires_at', '>', new Date(ctx.now))
      .execute()
    if (owner.held.count + waiting.length >= most) return refuse({ code: 'too-many-files', most })
    const bytes = waiting.reduce((sum, file) => sum + Number(file.size_bytes), owner.held.bytes)
    if (bytes + sizeBytes > totalBytes) {
      return refuse({ code: 'file', refusal: { code: 'total-too-large', name, maxBytes: totalBytes } })
    }
    await ctx.tx
      .insertInto('incoming_file')
      .values({
        id: announced.id,
        owner: owner.key,
        name,
        size_bytes: sizeBytes,
        sha256: announced.sha256 === undefined ? null : Buffer.from(announced.sha256, 'hex'),
        sm3: announced.sm3 === undefined ? null : Buffer.from(announced.sm3, 'hex'),
        metadata: JSON.stringify(announced.metadata),
        began_at: ctx.now,
        expires_at: instantFromEpochMs(epochMs(ctx.now) + incomingHours * 3_600_000),
      })
      .execute()
    return ok(null)
  })
}

type Row = Selectable<IncomingFileTable>

export const findIncoming = (
  platform: Platform,
  owner: FileOwner,
  id: string,
  requestId: string,
): Promise<Row | null> =>
  asOwner(platform, owner, requestId, async (ctx) => {
    const row = await ctx.tx
      .selectFrom('incoming_file')
      .selectAll()
      .where('id', '=', id)
      .where('expires_at', '>', new Date(ctx.now))
      .executeTakeFirst()
    return row ?? null
  })

/** The owner's files that are not whole yet, oldest first. */
export const listIncoming = (platform: Platform, owner: Pick<FileOwner, 'key'>, requestId: string): Promise<Row[]> =>
  inContext(
    platform,
    sender,
    requestId,
    (ctx) =>
      ctx.tx
        .selectFrom('incoming_file')
        .selectAll()
        .where('finished_at', 'is', null)
        .where('expires_at', '>', new Date(ctx.now))
        .orderBy('began_at')
        .orderBy('id')
        .execute(),
    { settings: [['weiquan.file_owner', owner.key]] },
  )

/** Forgets a file that is not whole. @returns false when there is none such. */
export const cancelIncoming = (platform: Platform, owner: Pick<FileOwner, 'key'>, id: string, requestId: string) =>
  inContext(
    platform,
    sender,
    requestId,
    async (ctx) => {
      const { numDeletedRows } = await ctx.tx
        .deleteFrom('incoming_file')
        .where('id', '=', id)
        .where('finished_at', 'is', null)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    { settings: [['weiquan.file_owner', owner.key]] },
  )

/** Keeps a piece that is not the last one; it is durable when this answers. Of two with the same place the first one counts. */
export const keepPiece = (
  platform: Platform,
  owner: FileOwner,
  id: string,
  atByte: number,
  content: Buffer,
  requestId: string,
): Promise<Result<null, IncomingRefusal>> =>
  asOwner(platform, owner, requestId, async (ctx) => {
    const moved = await ctx.tx
      .updateTable('incoming_file')
      .set({ received_bytes: atByte + content.length })
      .where('id', '=', id)
      .where('received_bytes', '=', String(atByte))
      .where('finished_at', 'is', null)
      .where('expires_at', '>', new Date(ctx.now))
      .executeTakeFirst()
    if (moved.numUpdatedRows === 0n) return refuse({ code: 'moved-on' })
    await ctx.tx.insertInto('incoming_piece').values({ file_id: id, at_byte: atByte, content }).execute()
    return ok(null)
  })

const assembled = (platform: Platform, owner: FileOwner, id: string, requestId: string): Promise<Buffer> =>
  asOwner(platform, owner, requestId, async (ctx) => {
    const pieces = await ctx.tx
      .selectFrom('incoming_piece')
      .select('content')
      .where('file_id', '=', id)
      .orderBy('at_byte')
      .execute()
    return Buffer.concat(pieces.map((piece) => piece.content))
  })

/**
 * The last piece is there: the file is checked, kept, and put into its list. The place of the last piece is not counted before that, so a
 * sender that heard nothing sends it again and everything is done once: the upload and the entry of the list have the file's own id.
 */
export const finishFile = async (
  platform: Platform,
  owner: FileOwner,
  id: string,
  lastPiece: Buffer,
  requestId: string,
): Promise<Result<UploadReceipt, IncomingRefusal>> => {
  const row = await findIncoming(platform, owner, id, requestId)
  if (!row) return refuse({ code: 'unknown' })
  const content = Buffer.concat([await assembled(platform, owner, id, requestId), lastPiece])
  if (content.length !== Number(row.size_bytes)) return refuse({ code: 'moved-on' })
  const file = {
    name: row.name,
    bytes: Readable.from([content]),
    sha256: row.sha256?.toString('hex'),
    sm3: row.sm3?.toString('hex'),
  }
  const received = await receiveUpload(platform, file, requestId, id)
  if (!received.ok) {
    // The scanner will be back; what was sent need not be sent again.
    if (received.refusal.code !== 'not-scanned') await cancelIncoming(platform, owner, id, requestId)
    return refuse({ code: 'file', refusal: received.refusal })
  }
  const taken = await owner.take(received.value, row.metadata)
  if (!taken.ok) {
    await discardUploads(platform, [id], requestId)
    await cancelIncoming(platform, owner, id, requestId)
    return refuse({ code: 'list', reason: taken.refusal.code, message: taken.refusal.message })
  }
  await asOwner(platform, owner, requestId, async (ctx) => {
    await ctx.tx.deleteFrom('incoming_piece').where('file_id', '=', id).execute()
    await ctx.tx
      .updateTable('incoming_file')
      .set({ received_bytes: Number(row.size_bytes), finished_at: ctx.now })
      .where('id', '=', id)
      .execute()
  })
  return received
}

/** What a finished file became, for a sender that did not hear it the first time; null when it was forgotten meanwhile. */
export const receiptOfFinished = async (platform: Platform, id: string): Promise<UploadReceipt | null> => {
  const row = await platform.db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? receiptOf(row, null) : null
}

/** Forgets files whose time is over, whole or not; what became an upload stays one. @returns how many. */
export const clearIncoming = (platform: Platform, requestId: string): Promise<number> =>
  inContext(platform, caretaker, requestId, async (ctx) => {
    const { numDeletedRows } = await ctx.tx
      .deleteFrom('incoming_file')
      .where('expires_at', '<=', new Date(ctx.now))
      .executeTakeFirst()
    return Number(numDeletedRows)
  })
