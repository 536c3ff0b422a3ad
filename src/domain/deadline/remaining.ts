import { epochMs, type Instant } from '../kernel/plain-date.ts'
import { type Calendar, dayIndex } from './calendar.ts'
import type { Deadline, PausedDeadline } from './compute.ts'
import type { DeadlineUnit } from './rule.ts'
import { chinaDay } from './suspension.ts'

/** How far a clock is from its end: the same distance in each measure, so that a screen takes the one it needs. */
export type Remaining =
  | {
      readonly state: 'running' | 'overdue'
      readonly unit: DeadlineUnit
      /** Working days after today through the last day; when overdue, after the last day through today. 0 = today. */
      readonly workingDays: number
      /** As above, in natural days. */
      readonly naturalDays: number
      /** Whole minutes to the due instant, or since it. */
      readonly minutes: number
    }
  | { readonly state: 'paused'; readonly unit: DeadlineUnit; readonly left: number; readonly leftUnit: DeadlineUnit }

export const remaining = (
  deadline: Pick<Deadline, 'state' | 'unit' | 'dueAt'> | Pick<PausedDeadline, 'state' | 'unit' | 'left' | 'leftUnit'>,
  calendar: Calendar,
  now: Instant,
): Remaining => {
  const { unit } = deadline
  if (deadline.state === 'paused') return { state: 'paused', unit, left: deadline.left, leftUnit: deadline.leftUnit }
  const nowMs = epochMs(now)
  const dueMs = epochMs(deadline.dueAt)
  const overdue = nowMs > dueMs
  const index = dayIndex(calendar)
  const [earlier, later] = overdue ? [chinaDay(dueMs), chinaDay(nowMs)] : [chinaDay(nowMs), chinaDay(dueMs)]
  return {
    state: overdue ? 'overdue' : 'running',
    unit,
    workingDays: index.ordinal(later) - index.ordinal(earlier),
    naturalDays: later - earlier,
    minutes: Math.floor(Math.abs(dueMs - nowMs) / 60_000),
  }
}

/** 还剩 3 个工作日 · 今天到期 · 已超期 2 个工作日 · 已暂停，恢复后还有 9 个工作日 */
export const describeRemaining = (left: Remaining): string => {
  if (left.state === 'paused') return `已暂停，恢复后还有${amountText(left.left, left.leftUnit)}`
  const overdue = left.state === 'overdue'
  if (left.unit === 'hour') {
    const hours = Math.floor(left.minutes / 60)
    const text = hours === 0 ? `${left.minutes} 分钟` : `${hours} 小时 ${left.minutes % 60} 分钟`
    return overdue ? `已超期 ${text}` : `还剩 ${text}`
  }
  const working = left.unit === 'working-day'
  const days = working ? left.workingDays : left.naturalDays
  if (!overdue) return left.naturalDays === 0 ? '今天到期' : `还剩 ${days} ${working ? '个工作日' : '天'}`
  // On the weekend after the last day no working day has passed yet, but the limit has.
  return days === 0 ? '已超期' : `已超期 ${days} ${working ? '个工作日' : '天'}`
}

const amountText = (amount: number, unit: DeadlineUnit): string => {
  if (unit !== 'hour') return ` ${amount} ${unit === 'working-day' ? '个工作日' : '天'}`
  const minutes = Math.floor(amount * 60)
  return ` ${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分钟`
}
