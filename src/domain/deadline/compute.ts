import { addMonths, epochDay, epochMs, type Instant, instantFromEpochMs, type PlainDate } from '../kernel/plain-date.ts'
import { type Calendar, type DayIndex, dayIndex } from './calendar.ts'
import type { DeadlineUnit, RuleLimit } from './rule.ts'
import { type ClosedSuspension, chinaDay, type Gap, gapsOf, type Suspension } from './suspension.ts'

interface Computed {
  readonly ruleId: string
  readonly ruleVersion: number
  readonly unit: DeadlineUnit
  readonly limit: number
  readonly from: Instant
  readonly calendarVersion: string
}

/** A running clock: when it runs out. */
export interface Deadline extends Computed {
  readonly state: 'due'
  /** The last day, in China. */
  readonly dueOn: PlainDate
  /** The last instant in time: 24:00 of the last day for limits in days and months, exact for hours. */
  readonly dueAt: Instant
  /** The counting touched days for which no days off have been published; recompute when they are. */
  readonly provisional: boolean
}

/** A clock that stands: no due time exists until somebody lifts the suspension. */
export interface PausedDeadline extends Computed {
  readonly state: 'paused'
  readonly pausedSince: Instant
  /** What is left to count after resumption, in `leftUnit`; hours may have a fraction. */
  readonly left: number
  /** A limit in months goes on in natural days once it has been suspended. */
  readonly leftUnit: Exclude<DeadlineUnit, 'month'>
}

const hourMs = 3_600_000
const noGaps: readonly Gap[] = []

/**
 * When a clock that started at `from` runs out (docs/decisions/0007; Civil Code arts. 200–203).
 *
 * The start day is not counted. A limit in natural days or months whose last day is a day off ends on the next working
 * day; one whose last day is suspended, on the first working day after. Hours run on through nights and holidays.
 * A month limit that is suspended grows by the suspended natural days. Suspensions may come in any order, overlap,
 * begin before `from` or after the end (no effect); one that begins on the last day still keeps that day from counting.
 *
 * Costs about a microsecond: no derivation is made here, see `explainDeadline`.
 *
 * @returns a Deadline; with an open suspension that began in time, a PausedDeadline.
 * Throws a RangeError for a limit that is no positive whole number and for a suspension that ends before it begins.
 */
export function computeDeadline(
  rule: RuleLimit,
  calendar: Calendar,
  from: Instant,
  suspensions?: readonly ClosedSuspension[],
): Deadline
export function computeDeadline(
  rule: RuleLimit,
  calendar: Calendar,
  from: Instant,
  suspensions?: readonly Suspension[],
): Deadline | PausedDeadline
export function computeDeadline(
  rule: RuleLimit,
  calendar: Calendar,
  from: Instant,
  suspensions: readonly Suspension[] = [],
): Deadline | PausedDeadline {
  if (!Number.isInteger(rule.limit) || rule.limit < 1)
    throw new RangeError(`rule ${rule.id}: given limit ${rule.limit}, expected a whole number from 1`)
  return rule.unit === 'hour'
    ? computeHours(rule, calendar, from, suspensions)
    : computeDays(rule, calendar, from, suspensions)
}

const computeHours = (
  rule: RuleLimit,
  calendar: Calendar,
  from: Instant,
  suspensions: readonly Suspension[],
): Deadline | PausedDeadline => {
  const gaps = suspensions.length === 0 ? noGaps : gapsOf(suspensions, 'ms')
  let cursor = epochMs(from)
  let left = rule.limit * hourMs
  for (const gap of gaps) {
    const counted = Math.max(0, gap.start - cursor)
    if (counted >= left) break
    left -= counted
    if (gap.end === Number.POSITIVE_INFINITY) return paused(rule, calendar, from, gap, left / hourMs, 'hour')
    cursor = Math.max(cursor, gap.end)
  }
  const dueAt = cursor + left
  const index = dayIndex(calendar)
  return due(rule, calendar, from, index.dateOf(chinaDay(dueAt)), instantFromEpochMs(dueAt), false)
}

const computeDays = (
  rule: RuleLimit,
  calendar: Calendar,
  from: Instant,
  suspensions: readonly Suspension[],
): Deadline | PausedDeadline => {
  const index = dayIndex(calendar)
  const gaps = suspensions.length === 0 ? noGaps : gapsOf(suspensions, 'day')
  const startDay = chinaDay(epochMs(from))
  const working = rule.unit === 'working-day'
  const limit = rule.unit === 'month' ? daysInMonths(index.dateOf(startDay), startDay, rule.limit) : rule.limit
  const axis: Axis = working ? index : naturalAxis
  const reached = countThrough(startDay, limit, gaps, axis)
  if ('openGap' in reached)
    return paused(rule, calendar, from, reached.openGap, reached.left, working ? 'working-day' : 'natural-day')
  const moved = working ? { day: reached.day } : moveToWorkingDay(reached.day, gaps, index)
  if ('openGap' in moved) return paused(rule, calendar, from, moved.openGap, 0, 'natural-day')

  const dueOn = index.dateOf(moved.day)
  // A count of working days looks at every day from the first on; the other units look only at the days at the end.
  const firstLookedAt = working ? startDay + 1 : reached.day
  const provisional = moved.day > index.lastDay || firstLookedAt < index.firstDay
  return due(rule, calendar, from, dueOn, endOfDay(dueOn), provisional)
}

/** `endOfChinaDay` without a `Date`: 24:00 in China is 16:00 UTC of the same date. */
const endOfDay = (date: PlainDate): Instant => `${date}T15:59:59.999Z` as Instant // a PlainDate makes it well-formed

/** Natural days from a start day to the same-numbered day some months later. */
export const daysInMonths = (start: PlainDate, startDay: number, months: number): number =>
  epochDay(addMonths(start, months)) - startDay

/** How a unit counts days: the number of countable days through a day, and its inverse. */
interface Axis {
  ordinal(day: number): number
  dayOfOrdinal(ordinal: number): number
}

const naturalAxis: Axis = { ordinal: (day) => day, dayOfOrdinal: (ordinal) => ordinal }

/** The day on which `limit` days have been counted, after the start day and outside the gaps. */
const countThrough = (
  startDay: number,
  limit: number,
  gaps: readonly Gap[],
  axis: Axis,
): { day: number } | { openGap: Gap; left: number } => {
  let cursor = startDay
  let left = limit
  for (const gap of gaps) {
    const counted = Math.max(0, axis.ordinal(gap.start - 1) - axis.ordinal(cursor))
    if (counted >= left) break
    left -= counted
    if (gap.end === Number.POSITIVE_INFINITY) return { openGap: gap, left }
    cursor = Math.max(cursor, gap.end - 1)
  }
  return { day: axis.dayOfOrdinal(axis.ordinal(cursor) + left) }
}

/** The first day from the nominal last day on that is worked and not suspended. */
const moveToWorkingDay = (
  nominal: number,
  gaps: readonly Gap[],
  index: DayIndex,
): { day: number } | { openGap: Gap } => {
  const toWorkingDay = (day: number): number =>
    index.isWorkingDay(day) ? day : index.dayOfOrdinal(index.ordinal(day) + 1)
  let day = toWorkingDay(nominal)
  for (const gap of gaps) {
    if (day < gap.start || day >= gap.end) continue
    if (gap.end === Number.POSITIVE_INFINITY) return { openGap: gap }
    day = toWorkingDay(gap.end)
  }
  return { day }
}

const due = (
  rule: RuleLimit,
  calendar: Calendar,
  from: Instant,
  dueOn: PlainDate,
  dueAt: Instant,
  provisional: boolean,
): Deadline => ({
  state: 'due',
  ruleId: rule.id,
  ruleVersion: rule.version,
  unit: rule.unit,
  limit: rule.limit,
  from,
  dueOn,
  dueAt,
  provisional,
  calendarVersion: calendar.version,
})

const paused = (
  rule: RuleLimit,
  calendar: Calendar,
  from: Instant,
  gap: Gap,
  left: number,
  leftUnit: PausedDeadline['leftUnit'],
): PausedDeadline => ({
  state: 'paused',
  ruleId: rule.id,
  ruleVersion: rule.version,
  unit: rule.unit,
  limit: rule.limit,
  from,
  calendarVersion: calendar.version,
  pausedSince: gap.since > from ? gap.since : from,
  left,
  leftUnit,
})
