/** How far a running clock is from its end: `remainingView` of the contract, without its words. */
export interface Remaining {
  readonly value: number
  readonly unit: string
  readonly overdue: boolean
}

const unitWords: Readonly<Record<string, string>> = {
  hour: '小时',
  'natural-day': '天',
  'working-day': '个工作日',
  month: '个月',
}

/** Close enough to its end to be said in red: three days, or a day for limits in hours. */
export const isShort = ({ value, unit, overdue }: Remaining): boolean => overdue || value <= (unit === 'hour' ? 24 : 3)

/** The rule's limit: 15 个工作日, 4 小时, 1 个月. */
export const limitInWords = (limit: number, unit: string): string => `${limit} ${unitWords[unit] ?? unit}`

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
