import { sql } from 'kysely'
import type { MatterFact, ToldEvent, Warning } from '../../contract/notification-rules.ts'
import { portalPaths } from '../../contract/paths.ts'
import { addWorkingDays } from '../../domain/deadline/calendar.ts'
import { as, type MatterId } from '../../domain/kernel/ids.ts'
import { chinaDate, endOfChinaDay, type PlainDate } from '../../domain/kernel/plain-date.ts'
import type { MatterEvent } from '../../domain/matter/event.ts'
import type { Matter } from '../../domain/matter/matter.ts'
import { type TemplateData, templateOn } from '../../domain/notification/template.ts'
import { findMatter } from '../matter/store.ts'
import { tell } from '../matter/words.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import type { Platform } from '../platform/platform.ts'
import { notify, type Recipient } from './notify.ts'
import { sender } from './send.ts'

/** Null: nobody to tell by this entry. */
const recipientOf = (ctx: Ctx, matter: Matter, { to, roles }: ToldEvent | Warning): Recipient | null => {
  if (to === 'applicant') return { kind: 'applicant', matterId: matter.id }
  if (to === 'handler' && matter.handlerId !== null) {
    // Who takes a matter for themselves knows it.
    const own = ctx.actor.kind === 'staff' && ctx.actor.id === matter.handlerId
    return own ? null : { kind: 'staff', staffId: matter.handlerId }
  }
  return { kind: 'institution', institutionId: matter.holderId, ...(roles ? { roles } : {}) }
}

const institutionName = async (ctx: Ctx, id: string): Promise<string> =>
  (await ctx.tx.selectFrom('institution').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name

/** The facts that a template asks for, or null when one of them is not there: then nothing is said. */
const factsOf = async (
  ctx: Ctx,
  matter: Matter,
  event: MatterEvent | null,
  told: ToldEvent | Warning,
): Promise<TemplateData | null> => {
  const template = templateOn(ctx.platform.notifications.templates, told.template, chinaDate(ctx.now))
  if (!template) return null
  const running = matter.clocks.find((one) => one.ruleId === told.clock && one.state === 'running')
  const facts: { readonly [Fact in MatterFact]: () => Promise<string | number | null> | string | number | null } = {
    number: () => matter.number,
    title: () => matter.need.title,
    institution: () => institutionName(ctx, matter.holderId),
    link: () => (told.page ? portalPaths.trackPage(told.page) : null),
    dueOn: () => running?.dueOn ?? null,
    stars: () => matter.rating?.stars ?? null,
    step: () => event && tell({ event }, ctx.platform.codes).summary,
  }
  const data: Record<string, string | number> = {}
  for (const name of Object.keys(template.data)) {
    // Checked when the rules were loaded: a template about a matter asks for nothing else.
    const fact = await facts[name as MatterFact]()
    if (fact === null) return null
    data[name] = fact
  }
  return data
}

/**
 * Tells whoever `rules/notifications/events.yaml` names what has happened to a matter, in the transaction in which it happened. The one
 * place where events become messages.
 * @param matter as it is after the events.
 */
export const tellOf = async (ctx: Ctx, matter: Matter, events: readonly MatterEvent[]): Promise<void> => {
  for (const event of events) {
    for (const told of ctx.platform.notifications.events) {
      if (told.event !== 'any' && told.event !== event.type) continue
      const to = recipientOf(ctx, matter, told)
      const data = to && (await factsOf(ctx, matter, event, told))
      if (to && data) await notify(ctx, { template: told.template, to, data, matterId: matter.id })
    }
  }
}

const batch = 500
const firstId = '00000000-0000-0000-0000-000000000000'

interface Due {
  readonly id: string
  readonly due_at: Date
}

/** Open matters whose next time limit is this one and ends within the days; along the index of what is due. */
const dueSoon = async (ctx: Ctx, { clock }: Warning, until: PlainDate, after: Due | null): Promise<readonly Due[]> => {
  const { rows } = await sql<Due>`
    select m.id, m.due_at from matter m
    where m.open and m.due_rule = ${clock} and m.due_at between ${ctx.now}::timestamptz and ${endOfChinaDay(until)}::timestamptz
      and (m.due_at, m.id) > (${after?.due_at ?? ctx.now}::timestamptz, ${after?.id ?? firstId}::uuid)
    order by m.due_at, m.id limit ${batch}`.execute(ctx.tx)
  return rows
}

const warn = (platform: Platform, warning: Warning, due: Due): Promise<void> =>
  inContext(platform, sender, `job:warn:${due.id}`, async (ctx) => {
    const loaded = await findMatter(ctx, as<MatterId>(due.id))
    const to = loaded && recipientOf(ctx, loaded.matter, warning)
    const data = to && (await factsOf(ctx, loaded.matter, null, warning))
    if (!to || !data) return
    const once = `${warning.template}:${due.id}:${warning.clock}:${data.dueOn}`
    await notify(ctx, { template: warning.template, to, data, matterId: due.id, once })
  })

/** Tells officers and applicants which time limits end soon; run again on the same day it says nothing new. @returns how many it looked at. */
export const warnOfLapses = async (platform: Platform): Promise<number> => {
  const today = chinaDate(platform.clock.now())
  let looked = 0
  for (const warning of platform.notifications.warnings) {
    const until = addWorkingDays(platform.rules.calendar, today, warning.workingDaysBefore)
    for (let after: Due | null = null; ; ) {
      const place: Due | null = after
      const rows: readonly Due[] = await inContext(platform, sender, 'job:warn', (ctx) =>
        dueSoon(ctx, warning, until, place),
      )
      for (const due of rows) await warn(platform, warning, due)
      looked += rows.length
      const last = rows.at(-1)
      if (last === undefined || rows.length < batch) break
      after = last
    }
  }
  return looked
}
