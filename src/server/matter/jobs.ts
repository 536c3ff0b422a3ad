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
const firstId = '00000000-0000-0000-0000-000000000000'

/** Works through all matters that `condition` names, each in a transaction of its own, in the order of their ids. @returns how many. */
const forEach = async (
  platform: Platform,
  condition: (now: string) => ReturnType<typeof sql<boolean>>,
  work: (id: string) => Promise<void>,
): Promise<number> => {
  let done = 0
  for (let after = firstId; ; ) {
    const ids = await inContext(platform, system, 'job:sweep', async (ctx) => {
      const { rows } = await sql<{ id: string }>`
        select m.id from matter m where ${condition(ctx.now)} and m.id > ${after}::uuid order by m.id limit ${batch}`.execute(
        ctx.tx,
      )
      return rows.map((row) => row.id)
    })
    for (const id of ids) await work(id)
    done += ids.length
    const last = ids.at(-1)
    if (last === undefined || ids.length < batch) return done
    after = last
  }
}

/**
 * Catches what no job did: lapses whose job was lost with a restored backup, and due times that were provisional under a calendar
 * that has been published since.
 */
export const sweep = async (platform: Platform): Promise<{ lapsed: number; recomputed: number }> => {
  const { version } = platform.rules.calendar
  const lapsed = await forEach(
    platform,
    (now) => sql<boolean>`m.status = 'supplement-noticed' and m.due_at < ${now}::timestamptz`,
    (id) => lapseSupplement(platform, id),
  )
  const recomputed = await forEach(
    platform,
    () => sql<boolean>`m.due_provisional and m.calendar_version <> ${version}`,
    (id) =>
      inContext(platform, system, `job:recompute:${id}`, async (ctx) => {
        settle(await takeStep(ctx, as<MatterId>(id), null, { type: 'recomputeDeadlines' }), `recompute of ${id}`)
      }),
  )
  return { lapsed, recomputed }
}
