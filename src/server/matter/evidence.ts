import { randomUUID } from 'node:crypto'
import type { EvidenceInput } from '../../contract/submission.ts'
import type { MatterId } from '../../domain/kernel/ids.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import type { EvidenceRef } from '../../domain/matter/matter.ts'
import type { Ctx } from '../platform/context.ts'

/**
 * Takes uploads over into a matter and writes its evidence rows. An upload belongs to who knows its id, once: a second matter
 * can't claim it, the same matter may ask again.
 * @param messageId the message that brings them; null for what stands among the matter's own evidence.
 */
export const claimEvidence = async (
  ctx: Ctx,
  matterId: MatterId,
  inputs: readonly EvidenceInput[],
  messageId: string | null = null,
): Promise<Result<readonly EvidenceRef[]>> => {
  const refs: EvidenceRef[] = []
  for (const input of inputs) {
    const evidenceId = randomUUID()
    if ('link' in input) {
      refs.push({
        evidenceId,
        kind: input.kind,
        name: input.name,
        sha256: null,
        sm3: null,
        sizeBytes: null,
        link: input.link,
      })
      await ctx.tx
        .insertInto('evidence')
        .values({
          id: evidenceId,
          matter_id: matterId,
          kind: input.kind,
          name: input.name,
          link: input.link,
          added_at: ctx.now,
          message_id: messageId,
        })
        .execute()
      continue
    }
    const upload = await ctx.tx
      .updateTable('upload')
      .set({ claimed_by: matterId })
      .where('id', '=', input.uploadId)
      .where('claimed_by', 'is', null)
      .returningAll()
      .executeTakeFirst()
    if (!upload) return refuse({ code: 'upload-unknown', uploadId: input.uploadId })
    const sizeBytes = Number(upload.size_bytes)
    const { name, sha256, sm3, media_type, original_sha256, original_sm3 } = upload
    const original =
      original_sha256 === null || original_sm3 === null
        ? {}
        : { originalSha256: original_sha256.toString('hex'), originalSm3: original_sm3.toString('hex') }
    refs.push({
      evidenceId,
      kind: input.kind,
      name,
      sha256: sha256.toString('hex'),
      sm3: sm3.toString('hex'),
      sizeBytes,
      link: null,
      ...original,
    })
    await ctx.tx
      .insertInto('evidence')
      .values({
        id: evidenceId,
        matter_id: matterId,
        kind: input.kind,
        name,
        media_type,
        size_bytes: sizeBytes,
        sha256,
        sm3,
        original_sha256,
        original_sm3,
        added_at: ctx.now,
        message_id: messageId,
      })
      .execute()
  }
  return ok(refs)
}
