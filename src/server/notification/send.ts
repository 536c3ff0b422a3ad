import { sql, type Updateable } from 'kysely'
import type { Actor } from '../../domain/actor/actor.ts'
import { chinaDate, epochMs, type Instant, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { type ChannelStanding, chooseChannel, nextTry, quietUntil } from '../../domain/notification/delivery.ts'
import { fillTemplate, type OutsideChannel } from '../../domain/notification/template.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import type { OutboxTable } from '../platform/db/notification-tables.ts'
import { uuidV7 } from '../platform/ids.ts'
import { deliveryOn } from '../platform/notification-rules.ts'
import type { Platform } from '../platform/platform.ts'
import type { Channels, Delivery, Envelope } from './channel.ts'
import { judgeChannel, restingChannels, takeProbe } from './channel-rest.ts'
import { type Address, outboxFields } from './notify.ts'
import { secretsOf } from './webhook-secret.ts'

/** The platform as it sends. */
export const sender: Actor = { kind: 'system', name: '通知发送', scope: { kind: 'system' } }

const later = (now: Instant, seconds: number): Instant => instantFromEpochMs(epochMs(now) + seconds * 1000)

const findRow = (ctx: Ctx, id: string) =>
  ctx.tx.selectFrom('outbox').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>

const change = async (ctx: Ctx, id: string, values: Updateable<OutboxTable>): Promise<void> => {
  await ctx.tx
    .updateTable('outbox')
    .set({ ...values, handled_at: sql`coalesce(handled_at, ${ctx.now}::timestamptz)` })
    .where('id', '=', id)
    .execute()
}

const end = (
  ctx: Ctx,
  id: string,
  status: 'sent' | 'shown' | 'unsent' | 'dead',
  more: Updateable<OutboxTable> = {},
): Promise<void> => change(ctx, id, { status, ended_at: ctx.now, leased_until: null, ...more })

const again = async (ctx: Ctx, id: string, at: Instant, more: Updateable<OutboxTable> = {}): Promise<void> => {
  await change(ctx, id, { next_at: at, leased_until: null, ...more })
  await ctx.jobs.add('notification.send', { outboxId: id }, { key: `notification:${id}`, runAt: at })
}

/** Channels whose receiver has said, since the message was last handed in, that it will never take it. */
const refusedBy = async (ctx: Ctx, row: Row): Promise<ReadonlySet<OutsideChannel>> => {
  if (row.attempts === 0) return new Set()
  const rows = await ctx.tx
    .selectFrom('outbox_attempt')
    .select('channel')
    .where('outbox_id', '=', row.id)
    .where('outcome', '=', 'refused')
    .orderBy('at', 'desc')
    .limit(row.attempts)
    .execute()
  return new Set(rows.map((one) => one.channel))
}

const envelopeOf = async (ctx: Ctx, row: Row): Promise<Envelope | null> => {
  const { crypto, notifications, config } = ctx.platform
  if (row.to_sealed === null || row.data_sealed === null) return null
  const template = notifications.templates.find(
    (one) => one.code === row.template && one.version === row.template_version,
  )
  if (!template) throw new Error(`rules/notifications: ${row.template} has lost its version ${row.template_version}`)
  // Sealed by `notify`, typed there.
  const address = JSON.parse(crypto.open(outboxFields.to, row.to_sealed)) as Address
  const data = JSON.parse(crypto.open(outboxFields.data, row.data_sealed)) as Envelope['data']
  const webhook = row.webhook_id === null ? null : await secretsOf(ctx, row.webhook_id)
  if (row.webhook_id !== null && webhook === null) return null
  return {
    id: row.id,
    at: row.created_at.toISOString(),
    template: row.template,
    language: row.language,
    words: fillTemplate(template, row.language, data, config.publicUrl),
    data,
    matterId: row.matter_id,
    address,
    webhook,
  }
}

interface Plan {
  readonly channel: OutsideChannel
  readonly envelope: Envelope
}

/** Takes the message in hand, or settles it without sending. Null: there is nothing to send now. */
const claim = (platform: Platform, channels: Channels, id: string): Promise<Plan | null> =>
  inContext(platform, sender, `job:notification:${id}`, async (ctx): Promise<Plan | null> => {
    const row = await findRow(ctx, id)
    if (row?.status !== 'waiting') return null
    if (row.leased_until !== null && row.leased_until.toISOString() > ctx.now) return null
    if (row.next_at.toISOString() > ctx.now) return null
    const envelope = await envelopeOf(ctx, row)
    // Its webhook was switched off, or its content is no longer kept.
    if (envelope === null) return end(ctx, id, 'unsent').then(() => null)

    const [resting, refused] = await Promise.all([restingChannels(ctx), refusedBy(ctx, row)])
    const standing = (channel: OutsideChannel): ChannelStanding => {
      if (!channels[channel]) return 'not-set-up'
      if (refused.has(channel)) return 'refused'
      return resting.get(channel)?.toBeProbed === false ? 'resting' : 'open'
    }
    const channel = chooseChannel(row.channels, standing)
    if (channel === 'refused') return end(ctx, id, 'dead').then(() => null)
    if (channel === 'not-set-up') {
      return end(ctx, id, platform.config.demo ? 'shown' : 'unsent').then(() => null)
    }
    const rule = deliveryOn(platform.notifications, chinaDate(ctx.now))
    const rest = resting.get(channel)
    // Thousands that each wait for a dead server would keep the jobs of the law waiting behind them; a code that somebody waits for
    // is tried all the same.
    const probe = rest && !rest.toBeProbed && !row.urgent ? rest.probeAt : null
    const wake = probe ?? (row.urgent ? null : quietUntil(rule.quietHours[channel], ctx.now))
    if (wake !== null) return again(ctx, id, wake).then(() => null)
    if (rest?.toBeProbed) await takeProbe(ctx, channel, rule)
    await ctx.tx
      .updateTable('outbox')
      .set({ leased_until: later(ctx.now, rule.timeoutSeconds * 2), channel })
      .where('id', '=', id)
      .execute()
    return { channel, envelope }
  })

const mark = (platform: Platform, { channel, envelope }: Plan, delivery: Delivery, tookMs: number): Promise<void> =>
  inContext(platform, sender, `job:notification:${envelope.id}`, async (ctx) => {
    const { id } = envelope
    const row = await findRow(ctx, id)
    if (!row) throw new Error(`outbox ${id}: gone while it was being sent`)
    await ctx.tx
      .insertInto('outbox_attempt')
      .values({
        id: uuidV7(epochMs(ctx.now)),
        outbox_id: id,
        at: ctx.now,
        channel,
        outcome: delivery.outcome,
        detail: delivery.detail,
        took_ms: tookMs,
      })
      .execute()
    const rule = deliveryOn(platform.notifications, chinaDate(ctx.now))
    await judgeChannel(ctx, channel, delivery.outcome, rule)
    // A second sender, after this one's lease had run out, was faster.
    if (row.status !== 'waiting') return
    const attempts = row.attempts + 1
    if (delivery.outcome === 'sent') return end(ctx, id, 'sent', { attempts })
    // Refused: the next channel takes it at once, or `claim` finds that there is none.
    const at = delivery.outcome === 'refused' ? ctx.now : nextTry(rule.retryAfterSeconds, attempts, ctx.now)
    if (at === null) return end(ctx, id, 'dead', { attempts })
    return again(ctx, id, at, { attempts })
  })

/**
 * Sends one message of the outbox. Run twice, also at the same time, it sends once; a process that dies between the server's answer and
 * the mark sends a second copy with the same id when its lease has run out.
 */
export const sendMessage = async (platform: Platform, channels: Channels, id: string): Promise<void> => {
  const plan = await claim(platform, channels, id)
  if (plan === null) return
  const rule = deliveryOn(platform.notifications, chinaDate(platform.clock.now()))
  const started = epochMs(platform.clock.now())
  let delivery: Delivery
  try {
    const adapter = channels[plan.channel]
    if (!adapter) throw new Error(`channel ${plan.channel} is not set up`)
    delivery = await adapter.send(plan.envelope, { timeoutMs: rule.timeoutSeconds * 1000 })
  } catch (cause) {
    platform.log.error({ outboxId: id, channel: plan.channel, err: cause }, 'a channel failed in itself')
    delivery = { outcome: 'failed', detail: 'fault' }
  }
  await mark(platform, plan, delivery, epochMs(platform.clock.now()) - started)
}

/** How long a message may be overdue before its job counts as lost, in seconds. */
const lostAfterSeconds = 30
const batch = 1000

/**
 * Gives messages whose job was lost a new one (a killed process, a restored backup), and empties address and facts of those that ended
 * long ago.
 */
export const sweepOutbox = (platform: Platform): Promise<{ found: number; emptied: number }> =>
  inContext(platform, sender, 'job:notification.sweep', async (ctx) => {
    const rule = deliveryOn(platform.notifications, chinaDate(ctx.now))
    const overdue = later(ctx.now, -lostAfterSeconds)
    const rows = await ctx.tx
      .selectFrom('outbox')
      .select('id')
      .where('status', '=', 'waiting')
      .where(sql<boolean>`next_at < ${overdue}::timestamptz`)
      .where(sql<boolean>`(leased_until is null or leased_until < ${ctx.now}::timestamptz)`)
      .orderBy('next_at')
      .limit(batch)
      .execute()
    for (const { id } of rows) {
      await ctx.jobs.add('notification.send', { outboxId: id }, { key: `notification:${id}` })
    }
    const { numUpdatedRows } = await ctx.tx
      .updateTable('outbox')
      .set({ to_sealed: null, data_sealed: null })
      .where('status', '<>', 'waiting')
      .where('to_sealed', 'is not', null)
      .where(sql<boolean>`created_at < ${later(ctx.now, -rule.keepContentDays * 86_400)}::timestamptz`)
      .executeTakeFirstOrThrow()
    return { found: rows.length, emptied: Number(numUpdatedRows) }
  })
