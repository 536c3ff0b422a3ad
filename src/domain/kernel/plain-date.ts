import type { Branded } from './ids.ts'

/** A calendar day, `YYYY-MM-DD`, proleptic Gregorian. */
export type PlainDate = Branded<'PlainDate'>
/** A point in time in UTC with milliseconds, `2026-02-09T02:00:00.000Z`; sorts as text. */
export type Instant = Branded<'Instant'>

const dayMs = 86_400_000
/** China keeps one time zone and, since 1991, no summer time. */
const chinaOffsetMs = 8 * 3_600_000

/** Days since 1970-01-01. */
export const epochDay = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`) / dayMs

export const fromEpochDay = (day: number): PlainDate => new Date(day * dayMs).toISOString().slice(0, 10) as PlainDate

export const addDays = (date: PlainDate, days: number): PlainDate => fromEpochDay(epochDay(date) + days)

/** 1 = Monday … 7 = Sunday. */
export const weekday = (date: PlainDate): number => ((((epochDay(date) + 3) % 7) + 7) % 7) + 1

/** The same day of a later month, or that month's last day when it is shorter. */
export const addMonths = (date: PlainDate, months: number): PlainDate => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const index = year * 12 + (month - 1) + months
  const targetYear = Math.floor(index / 12)
  const targetMonth = index - targetYear * 12
  const lastDay = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate()
  return fromEpochDay(Date.UTC(targetYear, targetMonth, Math.min(day, lastDay)) / dayMs)
}

/** Reads `YYYY-MM-DD`; null for a day that does not exist. */
export const parsePlainDate = (text: string): PlainDate | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const time = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(time)) return null
  // Date.parse rolls 2026-02-30 over; a day that does not come back unchanged did not exist.
  return new Date(time).toISOString().startsWith(text) ? (text as PlainDate) : null
}

/** Reads an ISO 8601 instant with an explicit offset or Z; null when it is none. */
export const parseInstant = (text: string): Instant | null => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null
  if (parsePlainDate(text.slice(0, 10)) === null) return null
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : (new Date(time).toISOString() as Instant)
}

export const instantFromEpochMs = (ms: number): Instant => new Date(ms).toISOString() as Instant

export const epochMs = (instant: Instant): number => Date.parse(instant)

/** The day on which this instant falls in China. */
export const chinaDate = (instant: Instant): PlainDate =>
  new Date(epochMs(instant) + chinaOffsetMs).toISOString().slice(0, 10) as PlainDate

/** The last millisecond of a day in China: a time limit in days runs to 24:00 (Civil Code art. 203). */
export const endOfChinaDay = (date: PlainDate): Instant =>
  instantFromEpochMs((epochDay(date) + 1) * dayMs - chinaOffsetMs - 1)

export const startOfChinaDay = (date: PlainDate): Instant => instantFromEpochMs(epochDay(date) * dayMs - chinaOffsetMs)

/** `2026-03-03T23:59:59.999+08:00` */
export const toChinaIso = (instant: Instant): string =>
  new Date(epochMs(instant) + chinaOffsetMs).toISOString().replace('Z', '+08:00')
