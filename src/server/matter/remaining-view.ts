import type { RemainingView } from '../../contract/matter.ts'
import type { Calendar } from '../../domain/deadline/calendar.ts'
import { describeRemaining, remaining } from '../../domain/deadline/remaining.ts'
import type { DeadlineUnit } from '../../domain/deadline/rule.ts'
import type { Instant } from '../../domain/kernel/plain-date.ts'

/** How far a running clock is from its end, for screens. */
export const remainingView = (unit: DeadlineUnit, dueAt: Instant, calendar: Calendar, now: Instant): RemainingView => {
  const left = remaining({ state: 'due', unit, dueAt }, calendar, now)
  if (left.state === 'paused') throw new Error('a clock with a due time is not paused')
  const amount =
    unit === 'working-day' ? left.workingDays : unit === 'hour' ? Math.floor(left.minutes / 60) : left.naturalDays
  const overdue = left.state === 'overdue'
  return { words: describeRemaining(left), value: overdue ? -amount : amount, unit, overdue }
}
