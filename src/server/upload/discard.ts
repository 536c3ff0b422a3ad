import { sql } from 'kysely'
import type { Actor } from '../../domain/actor/actor.ts'
import { epochMs, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { inContext } from '../platform/context.ts'
import type { Platform } from '../platform/platform.ts'
import { contentLock } from './upload.ts'

const caretaker: Actor = { kind: 'system', name: '上传文件管理', scope: { kind: 'system' } }

/** Removes the content unless another upload, any matter's evidence or an issued document has the same: people hand in what they were sent. */
export const clearContent = (platform: Platform, sha256: Buffer, requestId: string): Promise<void> =>
  inContext(platform, caretaker, requestId, async (ctx) => {
    await contentLock(ctx, sha256)
    const { rows } = await sql<{ used: boolean }>`
      select exists (select 1 from upload where sha256 = ${sha256})
        or exists (select 1 from evidence where sha256 = ${sha256})
        or exists (select 1 from document where sha256 = ${sha256}) as used`.execute(ctx.tx)
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
