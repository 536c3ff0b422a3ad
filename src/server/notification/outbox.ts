import { sql } from 'kysely'
import type { z } from 'zod'
import type { ChannelRow, OutboxPage, OutboxRow, outboxQuery, promptness } from '../../contract/notification.ts'
import { chinaDate, epochMs, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { outsideChannels } from '../../domain/notification/template.ts'
import { audit } from '../platform/audit.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import { deliveryOn } from '../platform/notification-rules.ts'
import type { Platform } from '../platform/platform.ts'
import { templateOf } from './own-notifications.ts'
import { sender } from './send.ts'

/** Lets an administrator, who reaches no matter, see the delivery log. */
export const outboxSettings = [['weiquan.outbox', 'administrator']] as const

const rowsOf = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('outbox')
    .leftJoin('institution', 'institution.id', 'outbox.institution_id')
    .select([
      'outbox.id',
      'outbox.template',
      'outbox.template_version',
      'outbox.to_mask',
      'outbox.channels',
      'outbox.channel',
      'outbox.status',
      'outbox.attempts',
      'outbox.created_at',
      'outbox.next_at',
      'outbox.ended_at',
      'institution.id as institution_id',
      'institution.name as institution_name',
      sql<boolean>`outbox.to_sealed is not null`.as('has_content'),
    ])
type Found = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

const toRow = (ctx: Ctx, row: Found): OutboxRow => ({
  id: row.id,
  template: row.template,
  title: templateOf(ctx, row.template, row.template_version)
    .zh.subject.replace(/（\{\w+\}）/g, '')
    .replace(/\{\w+\}/g, '…')
    .trim(),
  to: row.to_mask,
  institution:
    row.institution_id === null || row.institution_name === null
      ? null
      : { id: row.institution_id, name: row.institution_name },
  channels: row.channels,
  channel: row.channel,
  status: row.status,
  attempts: row.attempts,
  createdAt: row.created_at.toISOString(),
  nextAt: row.next_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  hasContent: row.has_content,
})

/** @returns one row more than asked for when there are more. Newest first. */
export const listOutbox = async (
  ctx: Ctx,
  { status, channel, limit }: z.output<typeof outboxQuery>,
  place: { readonly at: string | null; readonly id: string } | null,
): Promise<readonly OutboxRow[]> => {
  let query = rowsOf(ctx)
  if (status) query = query.where('outbox.status', '=', status)
  if (channel) query = query.where(sql<boolean>`${channel} = any (outbox.channels)`)
  if (place) {
    query = query.where(sql<boolean>`(outbox.created_at, outbox.id) < (${place.at}::timestamptz, ${place.id}::uuid)`)
  }
  const rows = await query
    .orderBy('outbox.created_at', 'desc')
    .orderBy('outbox.id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map((row) => toRow(ctx, row))
}

export const findOutboxRow = async (ctx: Ctx, id: string): Promise<OutboxRow | null> => {
  const row = await rowsOf(ctx).where('outbox.id', '=', id).executeTakeFirst()
  return row ? toRow(ctx, row) : null
}

export const listAttempts = async (ctx: Ctx, id: string) => {
  const rows = await ctx.tx
    .selectFrom('outbox_attempt')
    .select(['at', 'channel', 'outcome', 'detail', 'took_ms'])
    .where('outbox_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ at, channel, outcome, detail, took_ms }) => ({
    at: at.toISOString(),
    channel,
    outcome,
    detail,
    tookMs: took_ms,
  }))
}

/** Hands a message in once more, as if it were new. @returns why not, or null. */
export const sendAgain = async (ctx: Ctx, row: OutboxRow): Promise<'not-ended' | 'emptied' | null> => {
  if (row.status !== 'dead' && row.status !== 'unsent') return 'not-ended'
  if (!row.hasContent) return 'emptied'
  const { numUpdatedRows } = await ctx.tx
    .updateTable('outbox')
    .set({ status: 'waiting', attempts: 0, next_at: ctx.now, ended_at: null, leased_until: null })
    .where('id', '=', row.id)
    // Two administrators at once: the second finds it waiting.
    .where('status', '=', row.status)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) return 'not-ended'
  await ctx.jobs.add('notification.send', { outboxId: row.id }, { key: `notification:${row.id}` })
  await audit(ctx, { action: 'notification.send-again', objectKind: 'notification', objectId: row.id })
  return null
}

/** What is to be done. Counted along the partial indexes of those statuses, not over what was sent. */
export const countOutbox = async (ctx: Ctx): Promise<OutboxPage['counts']> => {
  const since = instantFromEpochMs(epochMs(ctx.now) - 30 * 86_400_000)
  const { rows } = await sql<OutboxPage['counts']>`
    select (select count(*)::int from outbox where status = 'waiting') as waiting,
      (select count(*)::int from outbox where status = 'dead' and created_at > ${since}::timestamptz) as dead,
      (select count(*)::int from outbox where status = 'unsent' and created_at > ${since}::timestamptz) as unsent`.execute(
    ctx.tx,
  )
  return rows[0] ?? { waiting: 0, dead: 0, unsent: 0 }
}

export const listChannels = async (ctx: Ctx): Promise<readonly ChannelRow[]> => {
  const { mail, sms } = ctx.platform.config
  const rows = await ctx.tx.selectFrom('channel_state').selectAll().execute()
  return outsideChannels.map((channel) => {
    const state = rows.find((row) => row.channel === channel && row.off_since !== null)
    return {
      channel,
      setUp: channel === 'webhook' || (channel === 'mail' ? mail : sms) !== null,
      offSince: state?.off_since?.toISOString() ?? null,
      probeAt: state?.probe_at?.toISOString() ?? null,
    }
  })
}

const measuredMs = 24 * 3_600_000

/**
 * How many messages of the last 24 hours were handled (first tried, shown, or put off on purpose) within the goal. One that still waits
 * counts as late once the goal is past.
 */
export const measurePromptness = async (ctx: Ctx): Promise<z.output<typeof promptness>> => {
  const goalSeconds = deliveryOn(ctx.platform.notifications, chinaDate(ctx.now)).promptSeconds
  const since = instantFromEpochMs(epochMs(ctx.now) - measuredMs)
  const { rows } = await sql<{ counted: number; prompt: number }>`
    select count(*)::int as counted,
      count(*) filter (where handled_at <= created_at + ${goalSeconds} * interval '1 second')::int as prompt
    from outbox
    where created_at > ${since}::timestamptz
      and (handled_at is not null or created_at < ${ctx.now}::timestamptz - ${goalSeconds} * interval '1 second')`.execute(
    ctx.tx,
  )
  return { goalSeconds, counted: rows[0]?.counted ?? 0, prompt: rows[0]?.prompt ?? 0 }
}

/** What the platform's metrics tell of notifications; see `notificationFigures`. */
export interface NotificationFigures {
  readonly goalSeconds: number
  /** Messages of the last 24 hours that were handled, or should have been. */
  readonly counted: number
  readonly prompt: number
  readonly byStatus: OutboxPage['counts']
  /** Of the oldest message that is due and waits; 0 when none does. */
  readonly oldestWaitingSeconds: number
  readonly resting: readonly ChannelRow['channel'][]
}

/** Figures for `/metrics`: three short queries, no personal data. */
export const notificationFigures = (platform: Platform): Promise<NotificationFigures> =>
  inContext(
    platform,
    sender,
    'metrics',
    async (ctx) => {
      const [prompt, byStatus, channels, oldest] = await Promise.all([
        measurePromptness(ctx),
        countOutbox(ctx),
        listChannels(ctx),
        sql<{ seconds: number | null }>`
          select extract(epoch from ${ctx.now}::timestamptz - min(next_at))::float8 as seconds from outbox
          where status = 'waiting' and next_at <= ${ctx.now}::timestamptz`.execute(ctx.tx),
      ])
      return {
        ...prompt,
        byStatus,
        oldestWaitingSeconds: Math.round(oldest.rows[0]?.seconds ?? 0),
        resting: channels.filter((one) => one.offSince !== null).map((one) => one.channel),
      }
    },
    { reads: true },
  )
