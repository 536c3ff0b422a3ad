import { epochMs, fromEpochDay, type Instant, type PlainDate } from '../kernel/plain-date.ts'
import { type Calendar, dayIndex } from './calendar.ts'
import { type Deadline, daysInMonths, type PausedDeadline } from './compute.ts'
import type { RuleLimit } from './rule.ts'
import { chinaDay, type Gap, gapsOf, type Suspension } from './suspension.ts'

/** Days that follow one another, `from` and `to` included. */
export interface DayRange {
  readonly from: PlainDate
  readonly to: PlainDate
  readonly days: number
}

export interface SuspendedRange {
  readonly from: PlainDate
  /** The first day counted again; null while the suspension is open. */
  readonly resumesOn: PlainDate | null
  /** Days it took out of the count, in the unit of the limit; null while it is open. */
  readonly days: number | null
}

/**
 * Where each day between the start and the end of a limit in days went. For a count of working days every day after
 * the start day up to the end stands in exactly one place: counted, weekend, holiday or suspension.
 */
export interface DayTrace {
  readonly startDay: PlainDate
  readonly firstCounted: PlainDate
  readonly counted: number
  readonly weekendDays: number
  readonly holidays: readonly (DayRange & { readonly name: string })[]
  readonly makeUpDays: readonly { readonly date: PlainDate; readonly name: string }[]
  readonly suspended: readonly SuspendedRange[]
  /** The last day before it was moved; null for working days and while the clock stands. */
  readonly nominal: PlainDate | null
  /** Why the nominal last day could not be the last: 周末, the holiday's name, or 停计. */
  readonly movedBecause: string | null
}

/** Follows a count day by day; for screens and letters, not for bulk work. */
export const traceDays = (
  rule: RuleLimit,
  calendar: Calendar,
  from: Instant,
  suspensions: readonly Suspension[],
  deadline: Deadline | PausedDeadline,
): DayTrace => {
  const index = dayIndex(calendar)
  const working = rule.unit === 'working-day'
  const gaps = gapsOf(suspensions, 'day')
  const start = chinaDay(epochMs(from))
  const open = gaps.find((gap) => gap.end === Number.POSITIVE_INFINITY)
  const last = deadline.state === 'due' ? chinaDay(epochMs(deadline.dueAt)) : (open?.start ?? start + 1) - 1
  const inGap = (day: number): boolean => gaps.some((gap) => gap.start <= day && day < gap.end)

  const limit = rule.unit === 'month' ? daysInMonths(fromEpochDay(start), start, rule.limit) : rule.limit
  const holidays: { name: string; from: number; to: number }[] = []
  const makeUpDays: { date: PlainDate; name: string }[] = []
  let counted = 0
  let weekendDays = 0
  let nominal: number | null = null
  for (let day = start + 1; day <= last; day++) {
    if (inGap(day)) continue
    if (!working) {
      counted++
      if (counted === limit) {
        nominal = day
        break
      }
      continue
    }
    const date = fromEpochDay(day)
    const holiday = calendar.daysOff.get(date)
    const makeUp = calendar.makeUpDays.get(date)
    if (index.isWorkingDay(day)) counted++
    if (makeUp !== undefined) makeUpDays.push({ date, name: makeUp })
    else if (holiday !== undefined) addHoliday(holidays, holiday, day)
    else if (!index.isWorkingDay(day)) weekendDays++
  }
  const countedIn = (a: number, b: number): number =>
    working ? index.ordinal(b - 1) - index.ordinal(a - 1) : Math.max(0, b - a)
  return {
    startDay: fromEpochDay(start),
    firstCounted: fromEpochDay(start + 1),
    counted,
    weekendDays,
    holidays: holidays.map((run) => ({
      name: run.name,
      from: fromEpochDay(run.from),
      to: fromEpochDay(run.to),
      days: run.to - run.from + 1,
    })),
    makeUpDays,
    suspended: gaps
      .filter((gap) => gap.start <= last + 1 && gap.end > start + 1)
      .flatMap((gap) => suspendedRange(gap, start, last, countedIn)),
    nominal: nominal === null ? null : fromEpochDay(nominal),
    movedBecause:
      nominal === null || nominal === last ? null : reasonOf(nominal, calendar, index.isWorkingDay(nominal)),
  }
}

const addHoliday = (runs: { name: string; from: number; to: number }[], name: string, day: number): void => {
  const run = runs[runs.length - 1]
  if (run !== undefined && run.name === name && run.to === day - 1) run.to = day
  else runs.push({ name, from: day, to: day })
}

const suspendedRange = (
  gap: Gap,
  start: number,
  last: number,
  countedIn: (from: number, to: number) => number,
): SuspendedRange[] => {
  const from = Math.max(gap.start, start + 1)
  if (gap.end === Number.POSITIVE_INFINITY) return [{ from: fromEpochDay(from), resumesOn: null, days: null }]
  // A suspension that begins after the last day did not touch the count.
  if (gap.start > last) return []
  return [{ from: fromEpochDay(from), resumesOn: fromEpochDay(gap.end), days: countedIn(from, gap.end) }]
}

const reasonOf = (day: number, calendar: Calendar, worked: boolean): string => {
  if (worked) return '停计'
  return calendar.daysOff.get(fromEpochDay(day)) ?? '周末'
}
