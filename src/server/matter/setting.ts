import { randomUUID } from 'node:crypto'
import { type CodeListName, codeListNames } from '../../contract/code-list.ts'
import { computeDeadline } from '../../domain/deadline/compute.ts'
import { type DeadlineOverride, type DeadlineRule, findDeadlineRule } from '../../domain/deadline/rule.ts'
import { as, type InstitutionId } from '../../domain/kernel/ids.ts'
import { chinaDate, type Instant, type PlainDate } from '../../domain/kernel/plain-date.ts'
import type { Clockwork, Codes, Setting } from '../../domain/matter/decide.ts'
import type { Clock } from '../../domain/matter/matter.ts'
import type { CodeLists } from '../platform/code-lists.ts'
import type { Ctx } from '../platform/context.ts'
import type { Platform } from '../platform/platform.ts'

type Rules = Platform['rules']

/** The rule under which a clock was started, with the limit that the clock carries. @throws when that version is gone from the rules. */
export const ruleOf = (rules: Rules, clock: Clock): DeadlineRule => {
  const rule = rules.deadlines.find((one) => one.id === clock.ruleId && one.version === clock.ruleVersion)
  if (!rule)
    throw new Error(
      `rules: ${clock.ruleId} version ${clock.ruleVersion} is in a record and no longer in rules/deadlines`,
    )
  return { ...rule, limit: clock.limit, unit: clock.unit }
}

export const createClockwork = (rules: Rules, overrides: readonly DeadlineOverride[]): Clockwork => ({
  calendarVersion: rules.calendar.version,
  set: (ruleId, from, institutionId) => {
    const own = overrides.filter((one) => one.institutionId === institutionId)
    const found = findDeadlineRule(rules.deadlines, ruleId, chinaDate(from), own)
    if (!found.ok) throw new Error(`rules: ${ruleId} on ${chinaDate(from)}: ${found.refusal.code}`)
    const { limit, unit, override } = found.value
    const { ruleVersion, dueOn, dueAt, provisional, calendarVersion } = computeDeadline(
      found.value,
      rules.calendar,
      from,
    )
    const overrideReason = override?.reason ?? null
    return { ruleId, ruleVersion, limit, unit, overrideReason, dueOn, dueAt, provisional, calendarVersion }
  },
  reset: (clock, suspensions) => {
    const closed = suspensions.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]))
    const computed = computeDeadline(ruleOf(rules, clock), rules.calendar, clock.from, closed)
    const { ruleId, ruleVersion, limit, unit, overrideReason } = clock
    const { dueOn, dueAt, provisional, calendarVersion } = computed
    return { ruleId, ruleVersion, limit, unit, overrideReason, dueOn, dueAt, provisional, calendarVersion }
  },
})

const isListName = (list: string): list is CodeListName => (codeListNames as readonly string[]).includes(list)

export const createCodes = (codes: CodeLists, on: PlainDate): Codes => ({
  has: (list, code) => isListName(list) && codes.find(list, code, on) !== null,
  deliverablesFor: (services) => {
    const kinds = services.flatMap((service) => codes.find('services', service)?.deliverable ?? [])
    // Guidance may accompany any service.
    return [...new Set(['advice', ...kinds])]
  },
  servicesFor: (kind) =>
    codes
      .list('services', on)
      .filter((entry) => entry.offered && entry.kinds.includes(kind))
      .map((entry) => entry.code),
  resultsFor: (kind) =>
    codes
      .list('result-codes', on)
      .filter((entry) => entry.setBy === 'officer' && entry.kinds.includes(kind))
      .map((entry) => entry.code),
})

/** The limits that an institution has set for itself. */
export const listOverrides = async (ctx: Ctx, institutionId: InstitutionId): Promise<readonly DeadlineOverride[]> => {
  const rows = await ctx.tx
    .selectFrom('institution_deadline_override')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .execute()
  return rows.map((row) => ({
    ruleId: row.rule_id,
    institutionId: as<InstitutionId>(row.institution_id),
    limit: row.limit_value,
    unit: row.unit,
    reason: row.reason,
    // Dates leave the database as YYYY-MM-DD text.
    validFrom: row.valid_from as PlainDate,
    validTo: row.valid_to as PlainDate | null,
  }))
}

/** The world as a decision for a matter of this institution may know it. */
export const settingFor = async (ctx: Ctx, institutionId: InstitutionId, now: Instant = ctx.now): Promise<Setting> => {
  const { platform } = ctx
  return {
    now,
    actor: ctx.actor,
    clockwork: createClockwork(platform.rules, await listOverrides(ctx, institutionId)),
    codes: createCodes(platform.codes, chinaDate(now)),
    newId: randomUUID,
  }
}
