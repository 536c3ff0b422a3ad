import { buffer } from 'node:stream/consumers'
import type { UploadReceipt } from '../../contract/submission.ts'
import type { Platform } from '../platform/platform.ts'
import { clearContent } from './discard.ts'
import { withoutLocation } from './photo-location.ts'
import { keepContent, receiptOf } from './upload.ts'

/**
 * Takes the place out of a photo that was uploaded and not yet handed in. What is kept is another file with its own fingerprints; those
 * of the photo as it was chosen stay beside them, its content does not.
 * @returns null when there is no such upload; a second call answers like the first.
 */
export const removeLocation = async (
  platform: Platform,
  uploadId: string,
  requestId: string,
): Promise<UploadReceipt | null> => {
  const before = await platform.db
    .selectFrom('upload')
    .selectAll()
    .where('id', '=', uploadId)
    .where('claimed_by', 'is', null)
    .executeTakeFirst()
  if (!before) return null
  if (before.original_sha256 !== null) return receiptOf(before, null)
  const without = await withoutLocation(await buffer(platform.files.read(before.sha256)), before.media_type)
  const after = await keepContent(platform, without, requestId, (ctx, stored) =>
    ctx.tx
      .updateTable('upload')
      .set({
        sha256: stored.sha256,
        sm3: stored.sm3,
        size_bytes: stored.sizeBytes,
        original_sha256: before.sha256,
        original_sm3: before.sm3,
      })
      .where('id', '=', uploadId)
      .where('claimed_by', 'is', null)
      .where('original_sha256', 'is', null)
      .returningAll()
      .executeTakeFirst(),
  )
  if (!after) return removeLocation(platform, uploadId, requestId)
  await clearContent(platform, before.sha256, requestId)
  return receiptOf(after, null)
}
