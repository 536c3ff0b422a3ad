import { randomBytes } from 'node:crypto'
import type { EvidenceInput } from '../../contract/submission.ts'
import type { MatterId } from '../../domain/kernel/ids.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import type { MatterCommand } from '../../domain/matter/decide.ts'
import { claimEvidence } from '../matter/evidence.ts'
import type { Ctx } from '../platform/context.ts'
import { messageCommitment } from '../record/chain.ts'
import { sealMessage } from './message-text.ts'

export interface MessageInput {
  /** Made by who sends it; the same one twice is one message. */
  readonly messageId: string
  readonly text: string
  readonly evidence: readonly EvidenceInput[]
}

type SendMessage = Extract<MatterCommand, { type: 'sendMessage' }>

/** Writes the message and takes its files over; what comes back is what the record keeps of it. Undone with its step. */
export const writeMessage = async (
  ctx: Ctx,
  matterId: MatterId,
  { messageId, text, evidence }: MessageInput,
): Promise<Result<SendMessage>> => {
  const { actor, platform } = ctx
  const staff = actor.kind === 'staff' ? actor : null
  const sender = staff ? 'institution' : 'applicant'
  const claimed = await claimEvidence(ctx, matterId, evidence, messageId)
  if (!claimed.ok) return claimed
  const salt = randomBytes(16)
  // Without a conflict target, which would have to read a message of somebody else's matter.
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto('message')
    .values({
      id: messageId,
      matter_id: matterId,
      sender,
      staff_id: staff?.id ?? null,
      staff_name: staff?.name ?? null,
      text_sealed: sealMessage(platform.crypto, text),
      salt,
      sent_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return refuse({ code: 'not-found' })
  const commitment = messageCommitment({ matterId, messageId, from: sender, text }, salt)
  return ok({ type: 'sendMessage', messageId, commitment, evidence: claimed.value })
}
