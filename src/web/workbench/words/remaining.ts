/** How far a clock is from its end, as the API tells it; negative or `overdue` when the end has passed. */
export interface Remaining {
  readonly value: number
  readonly unit: string
  readonly overdue: boolean
}

const unitWords: Readonly<Record<string, string>> = {
  hour: '小时',
  'natural-day': '天',
  'working-day': '个工作日',
  month: '天',
}

const amount = (value: number, unit: string): string => {
  if (unit !== 'hour') return `${Math.round(value)} ${unitWords[unit] ?? unit}`
  const minutes = Math.floor(value * 60)
  if (minutes < 60) return `${minutes} 分钟`
  return minutes % 60 === 0 ? `${minutes / 60} 小时` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分钟`
}

/** 还剩 3 个工作日 · 今天到期 · 已超期 2 个工作日 */
export const remainingInWords = ({ value, unit, overdue }: Remaining): string => {
  const size = Math.abs(value)
  if (overdue) return size === 0 ? '已超期' : `已超期 ${amount(size, unit)}`
  if (size === 0 && unit !== 'hour') return '今天到期'
  return `还剩 ${amount(size, unit)}`
}

/** Close enough to its end to be said in red: three days, or a day for limits in hours. */
export const isShort = ({ value, unit, overdue }: Remaining): boolean => overdue || value <= (unit === 'hour' ? 24 : 3)

/** The rule's limit: 15 个工作日, 4 小时, 1 个月. */
export const limitInWords = (limit: number, unit: string): string =>
  `${limit} ${unit === 'month' ? '个月' : (unitWords[unit] ?? unit)}`

export type DueGroup = 'overdue' | 'today' | 'soon' | 'later' | 'none'

export const dueGroupLabels = {
  overdue: '已超期',
  today: '今天到期',
  soon: '三个工作日（或天）以内',
  later: '以后到期',
  none: '没有在走的时限',
} satisfies Record<DueGroup, string>

/** Under which heading of the inbox a matter stands. */
export const dueGroup = (remaining: Remaining | null, dueOn: string | null, today: string): DueGroup => {
  if (remaining === null) return 'none'
  if (remaining.overdue) return 'overdue'
  if (dueOn === today) return 'today'
  return isShort(remaining) ? 'soon' : 'later'
}
