import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { submissionLimits, type UploadReceipt } from '../../contract/submission.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import { epochMs, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import { FileTooLarge } from '../platform/files.ts'
import type { Platform } from '../platform/platform.ts'
import { contentMismatch, kindOfName } from './file-kind.ts'
import { cleanFileName } from './file-name.ts'

/** Why a file is not taken, in words for who sent it. */
export interface UploadRefusal {
  readonly code: 'file-refused' | 'too-large'
  readonly reason: string
}

/** A file on its way in. The stream is read to its end whatever the answer, so that what follows it in a form can be read. */
export interface IncomingFile {
  readonly name: string
  readonly bytes: Readable
}

const sender: Actor = { kind: 'public', scope: { kind: 'none' } }
const caretaker: Actor = { kind: 'system', name: '上传文件管理', scope: { kind: 'system' } }

class ContentRefused extends Error {}

/**
 * Passes the bytes on while keeping them for a look at the whole: nothing is kept by the store when the look ends badly, because
 * the error reaches it before the end of the bytes. At most one file's limit is held in memory.
 */
async function* inspected(
  bytes: Readable,
  look: (content: Buffer) => Promise<string | null>,
): AsyncGenerator<Uint8Array> {
  const chunks: Buffer[] = []
  // A refusal half-way must leave the stream open, or the parser of the form would wait for it for ever.
  for await (const chunk of bytes.iterator({ destroyOnReturn: false })) {
    const piece = Buffer.from(chunk)
    chunks.push(piece)
    yield piece
  }
  const reason = await look(Buffer.concat(chunks))
  if (reason !== null) throw new ContentRefused(reason)
}

const contentLock = (ctx: Ctx, sha256: Buffer) =>
  sql`select pg_advisory_xact_lock(${sha256.readBigInt64BE(0)})`.execute(ctx.tx)

/**
 * Takes a file in: kept by content, listed as an upload that belongs to nothing yet. Its id, known to the sender alone, is the
 * right to hand it in once.
 * @returns a refusal for an ending that is not accepted, content that is not what the ending says, an empty file, or one above
 * `submissionLimits.fileBytes`; nothing is kept then.
 */
export const receiveUpload = async (
  platform: Platform,
  file: IncomingFile,
  requestId: string,
): Promise<Result<UploadReceipt, UploadRefusal>> => {
  const name = cleanFileName(file.name)
  const promised = kindOfName(name)
  if (!promised.ok) {
    file.bytes.resume()
    return refuse({ code: 'file-refused', reason: promised.reason })
  }
  const { kind } = promised
  try {
    const look = (content: Buffer) => contentMismatch(name, kind, content)
    const stored = await platform.files.put(inspected(file.bytes, look), submissionLimits.fileBytes)
    const uploadId = randomUUID()
    await inContext(platform, sender, requestId, async (ctx) => {
      await contentLock(ctx, stored.sha256)
      if (!(await platform.files.has(stored.sha256)))
        throw new Error('upload: its content was cleared while it arrived')
      await ctx.tx
        .insertInto('upload')
        .values({
          id: uploadId,
          name,
          media_type: kind.mediaType,
          size_bytes: stored.sizeBytes,
          sha256: stored.sha256,
          sm3: stored.sm3,
          uploaded_at: ctx.now,
        })
        .execute()
    })
    return ok({
      uploadId,
      name,
      mediaType: kind.mediaType,
      sizeBytes: stored.sizeBytes,
      sha256: stored.sha256.toString('hex'),
      sm3: stored.sm3.toString('hex'),
    })
  } catch (error) {
    if (error instanceof ContentRefused) return refuse({ code: 'file-refused', reason: error.message })
    if (!(error instanceof FileTooLarge)) throw error
    file.bytes.resume()
    const megabytes = submissionLimits.fileBytes / 1024 / 1024
    return refuse({ code: 'too-large', reason: `“${name}”超过 ${megabytes} MB，请压缩或者分成几份后再传` })
  }
}

/** Removes the content unless another upload or any matter's evidence has the same. */
const clearContent = (platform: Platform, sha256: Buffer, requestId: string): Promise<void> =>
  inContext(platform, caretaker, requestId, async (ctx) => {
    await contentLock(ctx, sha256)
    const { rows } = await sql<{ used: boolean }>`
      select exists (select 1 from upload where sha256 = ${sha256})
        or exists (select 1 from evidence where sha256 = ${sha256}) as used`.execute(ctx.tx)
    if (!rows[0]?.used) await platform.files.remove(sha256)
  })

/**
 * Forgets uploads that no matter has taken over, and their content. Claimed ones are left alone.
 * @returns how many were forgotten.
 */
export const discardUploads = async (
  platform: Platform,
  uploadIds: readonly string[],
  requestId: string,
): Promise<number> => {
  if (uploadIds.length === 0) return 0
  const gone = await inContext(platform, caretaker, requestId, (ctx) =>
    ctx.tx
      .deleteFrom('upload')
      .where('id', 'in', uploadIds)
      .where('claimed_by', 'is', null)
      .returning('sha256')
      .execute(),
  )
  // Only after the rows are gone for good; a kill in between leaves content that nothing names.
  for (const { sha256 } of gone) await clearContent(platform, sha256, requestId)
  return gone.length
}

/** Longer than any draft lives, so a file in a draft is never cleared under it. */
const unclaimedDays = 31

/** Forgets uploads that nobody has taken for a month: sent through the API, or left behind by a page that was closed. */
export const clearUnclaimedUploads = async (platform: Platform, requestId: string): Promise<number> => {
  const before = instantFromEpochMs(epochMs(platform.clock.now()) - unclaimedDays * 86_400_000)
  const rows = await inContext(platform, caretaker, requestId, (ctx) =>
    ctx.tx
      .selectFrom('upload')
      .select('id')
      .where('claimed_by', 'is', null)
      .where('uploaded_at', '<', new Date(before))
      .limit(5000)
      .execute(),
  )
  return discardUploads(
    platform,
    rows.map((row) => row.id),
    requestId,
  )
}
