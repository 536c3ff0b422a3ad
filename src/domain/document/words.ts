import type { DeadlineUnit } from '../deadline/rule.ts'
import type { PlainDate } from '../kernel/plain-date.ts'

const unitWords: Readonly<Record<DeadlineUnit, string>> = {
  hour: '小时',
  'natural-day': '日',
  'working-day': '个工作日',
  month: '个月',
}

/** `7个工作日` */
export const limitWords = ({ limit, unit }: { readonly limit: number; readonly unit: DeadlineUnit }): string =>
  `${limit}${unitWords[unit]}`

/** `2026年3月5日`: as official letters write a day (GB/T 9704-2012, 7.3.5.4: Arabic figures, no leading zero). */
export const dateWords = (date: PlainDate | string): string => {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** `1.2 MB`; a whole number below ten of the next unit. */
export const sizeWords = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} B`
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'kB'] : [bytes / (1024 * 1024), 'MB']
  return `${value.toFixed(1)} ${unit}`
}

/** `12,345.60元`: grouped from right, cents only where there are some. */
export const yuanWords = (yuan: number): string => {
  const [whole = '0', cents = '00'] = yuan.toFixed(2).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${grouped}${cents === '00' ? '' : `.${cents}`}元`
}
