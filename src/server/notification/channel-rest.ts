import { sql } from 'kysely'
import type { DeliveryRule } from '../../contract/notification-rules.ts'
import { epochMs, type Instant, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { type AttemptOutcome, shouldRest } from '../../domain/notification/delivery.ts'
import type { OutsideChannel } from '../../domain/notification/template.ts'
import { audit } from '../platform/audit.ts'
import type { Ctx } from '../platform/context.ts'

const minutesFrom = (now: Instant, minutes: number): Instant => instantFromEpochMs(epochMs(now) + minutes * 60_000)

export interface Rest {
  /** When the next message may try whether the channel works again. */
  readonly probeAt: Instant
  readonly toBeProbed: boolean
}

/** The channels that rest. */
export const restingChannels = async (ctx: Ctx): Promise<ReadonlyMap<OutsideChannel, Rest>> => {
  const rows = await ctx.tx
    .selectFrom('channel_state')
    .select(['channel', 'probe_at'])
    .where('off_since', 'is not', null)
    .execute()
  return new Map(
    rows.map(({ channel, probe_at }) => {
      const probeAt = probe_at ? instantFromEpochMs(probe_at.getTime()) : ctx.now
      return [channel, { probeAt, toBeProbed: probeAt <= ctx.now }]
    }),
  )
}

/** This message is the probe; those that come meanwhile take the next channel. */
export const takeProbe = async (ctx: Ctx, channel: OutsideChannel, rule: DeliveryRule): Promise<void> => {
  await ctx.tx
    .updateTable('channel_state')
    .set({ probe_at: minutesFrom(ctx.now, rule.rest.probeAfterMinutes), changed_at: ctx.now })
    .where('channel', '=', channel)
    .execute()
}

const auditState = (ctx: Ctx, action: string, channel: OutsideChannel): Promise<void> =>
  audit(ctx, { action, objectKind: 'channel', objectId: channel })

/**
 * After each try: a channel that fails too often rests, one that works again is back. A webhook goes to one receiver each, whose failures
 * say nothing of the others, so webhooks never rest.
 */
export const judgeChannel = async (
  ctx: Ctx,
  channel: OutsideChannel,
  outcome: AttemptOutcome,
  rule: DeliveryRule,
): Promise<void> => {
  if (channel === 'webhook' || outcome === 'refused') return
  if (outcome === 'sent') {
    const { numUpdatedRows } = await ctx.tx
      .updateTable('channel_state')
      .set({ off_since: null, probe_at: null, changed_at: ctx.now })
      .where('channel', '=', channel)
      .where('off_since', 'is not', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n) await auditState(ctx, 'channel.return', channel)
    return
  }
  const lately = await ctx.tx
    .selectFrom('outbox_attempt')
    .select([
      sql<number>`count(*) filter (where outcome = 'failed')::int`.as('failed'),
      sql<number>`count(*)::int`.as('tries'),
    ])
    .where('channel', '=', channel)
    .where(sql<boolean>`at > ${minutesFrom(ctx.now, -rule.rest.withinMinutes)}::timestamptz`)
    .executeTakeFirstOrThrow()
  if (!shouldRest(rule.rest, lately)) return
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto('channel_state')
    .values({
      channel,
      off_since: ctx.now,
      probe_at: minutesFrom(ctx.now, rule.rest.probeAfterMinutes),
      changed_at: ctx.now,
    })
    .onConflict((conflict) =>
      conflict
        .column('channel')
        .doUpdateSet({
          off_since: ctx.now,
          probe_at: minutesFrom(ctx.now, rule.rest.probeAfterMinutes),
          changed_at: ctx.now,
        })
        .where('channel_state.off_since', 'is', null),
    )
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) await auditState(ctx, 'channel.rest', channel)
}
