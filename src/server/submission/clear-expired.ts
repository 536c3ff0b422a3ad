import type { Actor } from '../../domain/actor/actor.ts'
import { epochMs } from '../../domain/kernel/plain-date.ts'
import { clearSessions } from '../applicant/account-session.ts'
import { clearCodes } from '../applicant/one-time-code.ts'
import { clearSendings } from '../applicant/sending.ts'
import { inContext } from '../platform/context.ts'
import type { Platform } from '../platform/platform.ts'
import { clearUnclaimedUploads, discardUploads } from '../upload/discard.ts'
import { clearIncoming } from '../upload/incoming-file.ts'

const caretaker: Actor = { kind: 'system', name: '草稿管理', scope: { kind: 'system' } }

/** Upload ids stand in the answers of every kind of draft under this name. */
const uploadIdsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(uploadIdsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'uploadId' && typeof inner === 'string' ? [inner] : uploadIdsIn(inner),
  )
}

const batch = 200

/**
 * Job `submission.clear-expired`: removes drafts whose time is over with the files that were uploaded for them, and uploads that
 * nobody has taken for a month. Content that a matter's evidence has too stays.
 * @returns how many of each were removed.
 */
export const clearExpired = async (
  platform: Platform,
): Promise<{ readonly drafts: number; readonly uploads: number }> => {
  const requestId = 'job:clear-expired'
  let drafts = 0
  let uploads = 0
  for (;;) {
    const gone = await inContext(platform, caretaker, requestId, async (ctx) => {
      const rows = await ctx.tx
        .deleteFrom('draft')
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('draft')
            .select('id')
            .where('expires_at', '<=', new Date(ctx.now))
            .limit(batch)
            .forUpdate()
            .skipLocked(),
        )
        .returning('answers_sealed')
        .execute()
      return rows.map((row) => uploadIdsIn(JSON.parse(platform.crypto.open('draft.answers', row.answers_sealed))))
    })
    drafts += gone.length
    uploads += await discardUploads(platform, gone.flat(), requestId)
    if (gone.length < batch) break
  }
  await inContext(platform, caretaker, requestId, async (ctx) => {
    await clearCodes(ctx)
    await clearSendings(ctx)
    await clearSessions(ctx)
  })
  await clearIncoming(platform, requestId)
  // Longer than any transfer takes, so that nothing is cleared while it is written.
  await platform.files.clearUnfinished(new Date(epochMs(platform.clock.now()) - 86_400_000))
  return { drafts, uploads: uploads + (await clearUnclaimedUploads(platform, requestId)) }
}
