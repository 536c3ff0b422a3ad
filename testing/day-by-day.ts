import type { Calendar } from '../src/domain/deadline/calendar.ts'
import type { DeadlineUnit } from '../src/domain/deadline/rule.ts'
import type { Instant, PlainDate } from '../src/domain/kernel/plain-date.ts'

/*
 * The oracle of the clock: counts as a clerk does, one day after the other with a wall calendar. It shares no arithmetic
 * with the engine, only the days off and make-up days that were published.
 */

const hour = 3_600_000

/** The day in China as text. */
const dayOf = (instant: Instant): string => new Date(Date.parse(instant) + 8 * hour).toISOString().slice(0, 10)

const next = (date: string): string => new Date(Date.parse(`${date}T12:00:00Z`) + 24 * hour).toISOString().slice(0, 10)

export const isWorked = (calendar: Calendar, date: string): boolean => {
  const key = date as PlainDate // came from toISOString
  if (calendar.makeUpDays.has(key)) return true
  if (calendar.daysOff.has(key)) return false
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

export const isSuspended = (gaps: readonly { from: Instant; to: Instant }[], date: string): boolean =>
  gaps.some(({ from, to }) => dayOf(from) <= date && date < dayOf(to))

/** How many days after the start day, up to and including the last, are worked and not suspended. */
export const workedDays = (
  calendar: Calendar,
  from: Instant,
  last: string,
  gaps: readonly { from: Instant; to: Instant }[],
): number => {
  let count = 0
  for (let date = next(dayOf(from)); date <= last; date = next(date))
    if (isWorked(calendar, date) && !isSuspended(gaps, date)) count++
  return count
}

/** The last day of a limit in days or months. */
export const dueByHand = (
  calendar: Calendar,
  unit: DeadlineUnit,
  limit: number,
  from: Instant,
  gaps: readonly { from: Instant; to: Instant }[],
): string => {
  let date = dayOf(from)
  let left = unit === 'month' ? daysOfMonths(date, limit) : limit
  while (left > 0) {
    date = next(date)
    if (isSuspended(gaps, date)) continue
    if (unit !== 'working-day' || isWorked(calendar, date)) left--
  }
  while (!isWorked(calendar, date) || isSuspended(gaps, date)) date = next(date)
  return date
}

/** Walks month by month to the same-numbered day, or to the last day that the month has. */
const daysOfMonths = (start: string, months: number): number => {
  const wanted = start.slice(8)
  let date = start
  let days = 0
  let passed = 0
  while (passed < months || (date.slice(8) !== wanted && next(date).slice(5, 7) === date.slice(5, 7))) {
    const following = next(date)
    if (following.slice(5, 7) !== date.slice(5, 7)) passed++
    date = following
    days++
  }
  return days
}
