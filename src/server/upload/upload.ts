import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { type Selectable, sql } from 'kysely'
import type { FileKind } from '../../contract/file-kind.ts'
import { submissionLimits, type UploadReceipt } from '../../contract/submission.ts'
import type { UploadRefusal } from '../../contract/upload-refusal.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import { sha256, sm3 } from '../platform/crypto.ts'
import type { UploadTable } from '../platform/db/schema.ts'
import type { StoredFile } from '../platform/files.ts'
import type { Platform } from '../platform/platform.ts'
import { kindOfName } from './file-kind.ts'
import { cleanFileName } from './file-name.ts'
import { inspectContent } from './inspect.ts'
import { locationIn } from './photo-location.ts'

/** A file on its way in. The stream is read to its end whatever the answer, so that what follows it in a form can be read. */
export interface IncomingFile {
  readonly name: string
  readonly bytes: Readable
  /** Hex, as the sender computed it before sending; what arrives must have the same. */
  readonly sha256?: string
  readonly sm3?: string
}

const sender: Actor = { kind: 'public', scope: { kind: 'none' } }

/** The bytes, or null past the limit; the rest is then read and dropped. At most one file's limit is held in memory. */
const gathered = async (bytes: Readable, maxBytes: number): Promise<Buffer | null> => {
  const chunks: Buffer[] = []
  let size = 0
  // A refusal half-way must leave the stream open, or the parser of the form would wait for it for ever.
  for await (const chunk of bytes.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > maxBytes) {
      bytes.resume()
      return null
    }
    chunks.push(Buffer.from(chunk))
  }
  return Buffer.concat(chunks)
}

/** Held by whoever adds or clears this content, so that it is not cleared under a new upload of the same. */
export const contentLock = (ctx: Ctx, hash: Buffer) =>
  sql`select pg_advisory_xact_lock(${hash.readBigInt64BE(0)})`.execute(ctx.tx)

const sameHex = (given: string | undefined, own: Buffer): boolean =>
  given === undefined || given.toLowerCase() === own.toString('hex')

/**
 * The one check of every file, whichever way it came: name, kind, content, fingerprints, viruses.
 * @returns the name as it is kept, and its kind.
 */
export const checkFile = async (
  platform: Platform,
  file: Omit<IncomingFile, 'bytes'>,
  content: Buffer,
): Promise<Result<{ readonly name: string; readonly kind: FileKind }, UploadRefusal>> => {
  const name = cleanFileName(file.name)
  const promised = kindOfName(name)
  if (!promised.ok) return promised
  if (content.length > submissionLimits.fileBytes) {
    return refuse({ code: 'too-large', name, maxBytes: submissionLimits.fileBytes })
  }
  // Before the content is looked at: damaged bytes would be told as a disguise.
  if (!sameHex(file.sha256, sha256(content)) || !sameHex(file.sm3, sm3(content))) {
    return refuse({ code: 'changed-on-the-way', name })
  }
  const reason = await inspectContent(name, promised.value, content)
  if (reason !== null) return refuse(reason)
  const scanned = await platform.virusScan(content)
  if (scanned.verdict === 'infected') return refuse({ code: 'infected', name, signature: scanned.signature })
  if (scanned.verdict === 'unreachable') return refuse({ code: 'not-scanned', name })
  return ok({ name, kind: promised.value })
}

/** Keeps content that was checked, and runs `work` in the transaction that makes it belong to something. */
export const keepContent = async <T>(
  platform: Platform,
  content: Buffer,
  requestId: string,
  work: (ctx: Ctx, stored: StoredFile) => Promise<T>,
): Promise<T> => {
  const stored = await platform.files.put([content], submissionLimits.fileBytes)
  return inContext(platform, sender, requestId, async (ctx) => {
    await contentLock(ctx, stored.sha256)
    if (!(await platform.files.has(stored.sha256))) throw new Error('upload: its content was cleared while it arrived')
    return work(ctx, stored)
  })
}

const hex = (hash: Buffer | null): string | null => hash?.toString('hex') ?? null

/** @param content to tell where a photo was taken; null when nobody is asked any more. */
export const receiptOf = async (row: Selectable<UploadTable>, content: Buffer | null): Promise<UploadReceipt> => ({
  uploadId: row.id,
  name: row.name,
  mediaType: row.media_type,
  sizeBytes: Number(row.size_bytes),
  sha256: row.sha256.toString('hex'),
  sm3: row.sm3.toString('hex'),
  location: content === null ? null : await locationIn(content, row.media_type),
  originalSha256: hex(row.original_sha256),
  originalSm3: hex(row.original_sm3),
})

/**
 * Takes a file in: kept by content, listed as an upload that belongs to nothing yet. Its id, known to the sender alone, is the
 * right to hand it in once.
 * @param uploadId given when a try may be repeated: the second one answers like the first and keeps nothing twice.
 * @returns a refusal with its reason; nothing is kept then.
 */
export const receiveUpload = async (
  platform: Platform,
  file: IncomingFile,
  requestId: string,
  uploadId: string = randomUUID(),
): Promise<Result<UploadReceipt, UploadRefusal>> => {
  const name = cleanFileName(file.name)
  const promised = kindOfName(name)
  if (!promised.ok) {
    file.bytes.resume()
    return promised
  }
  const content = await gathered(file.bytes, submissionLimits.fileBytes)
  if (content === null) return refuse({ code: 'too-large', name, maxBytes: submissionLimits.fileBytes })
  const checked = await checkFile(platform, file, content)
  if (!checked.ok) return checked
  const row = await keepContent(platform, content, requestId, async (ctx, stored) => {
    await ctx.tx
      .insertInto('upload')
      .values({
        id: uploadId,
        name: checked.value.name,
        media_type: checked.value.kind.mediaType,
        size_bytes: stored.sizeBytes,
        sha256: stored.sha256,
        sm3: stored.sm3,
        uploaded_at: ctx.now,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    return ctx.tx.selectFrom('upload').selectAll().where('id', '=', uploadId).executeTakeFirstOrThrow()
  })
  return ok(await receiptOf(row, content))
}
