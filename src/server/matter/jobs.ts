import { sql } from 'kysely'
import type { Actor } from '../../domain/actor/actor.ts'
import { as, type MatterId } from '../../domain/kernel/ids.ts'
import { inContext } from '../platform/context.ts'
import type { Platform } from '../platform/platform.ts'
import { type StepResult, takeStep } from './use-cases.ts'

const system: Actor = { kind: 'system', name: '法定时钟', scope: { kind: 'system' } }

/** Answered meanwhile, not yet due, gone: nothing to do, and no fault. */
const settled = new Set(['status-forbids', 'supplement-not-overdue', 'nothing-to-recompute'])

const settle = (result: StepResult, what: string): void => {
  if (!result.ok && !settled.has(result.refusal.code)) throw new Error(`${what}: ${result.refusal.code}`)
}

/** The time to supplement is over: deemed withdrawn, unless the applicant answered. */
export const lapseSupplement = (platform: Platform, matterId: string): Promise<void> =>
  inContext(platform, system, `job:lapse:${matterId}`, async (ctx) => {
    settle(await takeStep(ctx, as<MatterId>(matterId), null, { type: 'lapseSupplement' }), `lapse of ${matterId}`)
  })

const batch = 500

const idsWhere = (platform: Platform, condition: (now: string) => ReturnType<typeof sql<boolean>>) =>
  inContext(platform, system, 'job:sweep', async (ctx) => {
    const { rows } = await sql<{ id: string }>`
      select m.id from matter m where ${condition(ctx.now)} order by m.id limit ${batch}`.execute(ctx.tx)
    return rows.map((row) => row.id)
  })

/**
 * Catches what no job did: lapses whose job was lost with a restored backup, and due times that were provisional under a calendar
 * that has been published since. Each matter in a transaction of its own.
 */
export const sweep = async (platform: Platform): Promise<{ lapsed: number; recomputed: number }> => {
  const lapsed = await idsWhere(
    platform,
    (now) => sql<boolean>`m.status = 'supplement-noticed' and m.due_at < ${now}::timestamptz`,
  )
  for (const id of lapsed) await lapseSupplement(platform, id)
  const { version } = platform.rules.calendar
  const provisional = await idsWhere(
    platform,
    () => sql<boolean>`m.due_provisional and m.calendar_version <> ${version}`,
  )
  for (const id of provisional) {
    await inContext(platform, system, `job:recompute:${id}`, async (ctx) => {
      settle(await takeStep(ctx, as<MatterId>(id), null, { type: 'recomputeDeadlines' }), `recompute of ${id}`)
    })
  }
  return { lapsed: lapsed.length, recomputed: provisional.length }
}
