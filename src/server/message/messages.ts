import { sql } from 'kysely'
import type { MessageView } from '../../contract/message.ts'
import { portalPaths } from '../../contract/paths.ts'
import { explainRefusal } from '../../contract/refusal-words.ts'
import type { MatterId } from '../../domain/kernel/ids.ts'
import type { Language } from '../../domain/kernel/language.ts'
import type { Refusal } from '../../domain/kernel/refusal.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { whyNot } from '../../domain/matter/can.ts'
import type { Matter, MessageSide } from '../../domain/matter/matter.ts'
import { takeStep } from '../matter/use-cases.ts'
import { notify } from '../notification/notify.ts'
import type { Ctx } from '../platform/context.ts'
import { openMessage } from './message-text.ts'
import type { MessageInput } from './write-message.ts'

/** The messages of a matter within the actor's scope, oldest first, with their files and whether the other side has looked. */
export const listMessages = async (ctx: Ctx, matterId: MatterId): Promise<MessageView[]> => {
  const [messages, files] = await Promise.all([
    ctx.tx
      .selectFrom('message as g')
      .leftJoin('message_read as r', 'r.message_id', 'g.id')
      // Their order in the record: two of one millisecond have no other.
      .innerJoin('matter_event as e', (join) =>
        join
          .onRef('e.matter_id', '=', 'g.matter_id')
          .on('e.type', '=', 'MessageSent')
          .on(sql<boolean>`e.payload->>'messageId' = g.id::text`),
      )
      .select(['g.id', 'g.sender', 'g.staff_name', 'g.text_sealed', 'g.sent_at', 'r.read_at'])
      .where('g.matter_id', '=', matterId)
      .orderBy('e.seq')
      .execute(),
    ctx.tx
      .selectFrom('evidence')
      .selectAll()
      .where('matter_id', '=', matterId)
      .where('message_id', 'is not', null)
      .orderBy('added_at')
      .orderBy('id')
      .execute(),
  ])
  return messages.map((row) => ({
    messageId: row.id,
    from: row.sender,
    senderName: row.staff_name,
    text: openMessage(ctx.platform.crypto, row.text_sealed),
    sentAt: row.sent_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
    files: files
      .filter((file) => file.message_id === row.id)
      .map((file) => ({
        evidenceId: file.id,
        name: file.name,
        mediaType: file.media_type,
        sizeBytes: file.size_bytes === null ? null : Number(file.size_bytes),
        sha256: file.sha256?.toString('hex') ?? null,
        sm3: file.sm3?.toString('hex') ?? null,
      })),
  }))
}

/** Messages of the other side that nobody of this side has looked at. */
export const countUnread = async (ctx: Ctx, matterId: MatterId, reader: MessageSide): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from message g where g.matter_id = ${matterId} and g.sender <> ${reader}
      and not exists (select 1 from message_read r where r.message_id = g.id)`.execute(ctx.tx)
  return rows[0]?.count ?? 0
}

/**
 * Notes the first look at the other side's messages. Looking twice, or two at once, is one look.
 * @param seen the ids that were shown: what arrived meanwhile stays unread.
 * @returns how many were new.
 */
export const markRead = async (
  ctx: Ctx,
  matterId: MatterId,
  reader: MessageSide,
  seen: readonly string[],
): Promise<number> => {
  if (seen.length === 0) return 0
  const staffId = ctx.actor.kind === 'staff' ? ctx.actor.id : null
  const { numAffectedRows } = await sql`
    insert into message_read (message_id, matter_id, staff_id, read_at)
    select g.id, g.matter_id, ${staffId}, ${ctx.now}::timestamptz from message g
    where g.matter_id = ${matterId} and g.sender <> ${reader} and g.id = any(${seen}::uuid[])
      and not exists (select 1 from message_read r where r.message_id = g.id)
    on conflict do nothing`.execute(ctx.tx)
  return Number(numAffectedRows ?? 0n)
}

/** Why the actor can't write now, in words; null when they can. */
export const whyNoMessage = (ctx: Ctx, matter: Matter, language: Language = 'zh'): string | null => {
  const refusal = whyNot('sendMessage', matter, ctx.actor, ctx.now)
  return refusal === null ? null : explainRefusal(refusal, language)
}

const isTaken = async (ctx: Ctx, messageId: string): Promise<{ readonly matterId: string } | null> => {
  const row = await ctx.tx.selectFrom('message').select('matter_id').where('id', '=', messageId).executeTakeFirst()
  return row ? { matterId: row.matter_id } : null
}

/**
 * Sends a message within the matter's scope and tells the other side. Idempotent by `messageId`: sent twice, also at the same
 * moment, it is one message.
 */
export const sendMessage = async (
  ctx: Ctx,
  matterId: MatterId,
  input: MessageInput,
): Promise<Result<Matter | null, Refusal>> => {
  // The second of two simultaneous requests waits here for the first, and then finds its message.
  await sql`select pg_advisory_xact_lock(hashtextextended(${input.messageId}, 1))`.execute(ctx.tx)
  const before = await isTaken(ctx, input.messageId)
  if (before) return before.matterId === matterId ? ok(null) : refuse({ code: 'not-found' })
  const taken = await takeStep(ctx, matterId, null, { type: 'sendMessage', ...input })
  if (!taken.ok) return refuse(taken.refusal)
  const matter = taken.value
  const { number, holderId, handlerId } = matter
  if (ctx.actor.kind === 'staff') {
    const institution = await ctx.tx
      .selectFrom('institution')
      .select('name')
      .where('id', '=', holderId)
      .executeTakeFirstOrThrow()
    await notify(ctx, {
      template: 'message-to-applicant',
      to: { kind: 'applicant', matterId },
      data: { number, institution: institution.name, link: portalPaths.track() },
      matterId,
    })
  } else {
    const to =
      handlerId === null
        ? ({ kind: 'institution', institutionId: holderId } as const)
        : ({ kind: 'staff', staffId: handlerId } as const)
    await notify(ctx, { template: 'message-to-institution', to, data: { number, title: matter.need.title }, matterId })
  }
  return ok(matter)
}
