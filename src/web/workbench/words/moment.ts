import { chinaDate, parseInstant, parsePlainDate, toChinaIso } from '../../../domain/kernel/plain-date.ts'
import { todayInChina } from '../clock.ts'

const parts = (date: string) => date.split('-').map(Number)

/** 12 月 14 日, with the year when it is not this year. What is no date is shown as it came. */
export const dayInWords = (text: string, today: string = todayInChina()): string => {
  const date = parsePlainDate(text)
  if (date === null) return text
  const [year, month, day] = parts(date)
  return `${year === parts(today)[0] ? '' : `${year} 年 `}${month} 月 ${day} 日`
}

/** 12 月 10 日 09:41, China time. */
export const momentInWords = (text: string, today: string = todayInChina()): string => {
  const instant = parseInstant(text)
  if (instant === null) return text
  return `${dayInWords(chinaDate(instant), today)} ${toChinaIso(instant).slice(11, 16)}`
}
