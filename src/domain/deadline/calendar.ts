import { epochDay, fromEpochDay, type PlainDate, parsePlainDate } from '../kernel/plain-date.ts'

/** The published days off and make-up workdays, year by year without a gap. */
export interface Calendar {
  /** Names the data, e.g. `2019-2026`; a deadline keeps it to know when it must be computed anew. */
  readonly version: string
  /** Before this day and after `publishedThrough` only weekends are known. */
  readonly publishedFrom: PlainDate
  readonly publishedThrough: PlainDate
  /** Day off → its holiday, e.g. 春节. Holds every published day off, those on a weekend too. */
  readonly daysOff: ReadonlyMap<PlainDate, string>
  /** Weekend day worked in exchange (调休) → the holiday it was exchanged for. */
  readonly makeUpDays: ReadonlyMap<PlainDate, string>
}

export interface CalendarYear {
  readonly year: number
  readonly daysOff: readonly { readonly date: PlainDate; readonly name: string }[]
  readonly makeUpDays: readonly { readonly date: PlainDate; readonly name: string }[]
}

/**
 * One calendar from its years, in any order. Throws when there is no year, when a year is missing or twice, and when a
 * day stands in a year it does not belong to or is both off and worked: such data would count days silently wrong.
 */
export const buildCalendar = (years: readonly CalendarYear[], version?: string): Calendar => {
  const sorted = [...years].sort((a, b) => a.year - b.year)
  const first = sorted[0]
  const last = sorted[sorted.length - 1]
  if (first === undefined || last === undefined) throw new RangeError('calendar: no year given, expected at least one')
  const daysOff = new Map<PlainDate, string>()
  const makeUpDays = new Map<PlainDate, string>()
  sorted.forEach((entry, index) => {
    const expected = first.year + index
    if (entry.year !== expected) throw new RangeError(`calendar: given year ${entry.year}, expected ${expected}`)
    addAll(daysOff, entry, entry.daysOff, 'daysOff')
    addAll(makeUpDays, entry, entry.makeUpDays, 'makeUpDays')
  })
  for (const date of makeUpDays.keys())
    if (daysOff.has(date)) throw new RangeError(`calendar: ${date} is given as day off and as make-up workday`)
  const publishedFrom = parsePlainDate(`${first.year}-01-01`)
  const publishedThrough = parsePlainDate(`${last.year}-12-31`)
  if (publishedFrom === null || publishedThrough === null)
    throw new RangeError(`calendar: given years ${first.year} to ${last.year}, expected years of four digits`)
  return { version: version ?? `${first.year}-${last.year}`, publishedFrom, publishedThrough, daysOff, makeUpDays }
}

const addAll = (
  into: Map<PlainDate, string>,
  { year }: CalendarYear,
  days: CalendarYear['daysOff'],
  field: string,
): void => {
  for (const { date, name } of days) {
    if (!date.startsWith(`${year}-`))
      throw new RangeError(`calendar ${year}, ${field}: given ${date}, expected a day of ${year}`)
    if (into.has(date)) throw new RangeError(`calendar ${year}, ${field}: ${date} is given twice`)
    into.set(date, name)
  }
}

/** Days are epoch days (days since 1970-01-01) here: bulk work computes 50,000 due dates a second. */
export interface DayIndex {
  readonly firstDay: number
  readonly lastDay: number
  isWorkingDay(day: number): boolean
  /** Working days up to and including this day, counted from the calendar's first day; negative before it. */
  ordinal(day: number): number
  /** The working day whose ordinal this is. */
  dayOfOrdinal(ordinal: number): number
  /** `fromEpochDay` without a `Date` for the published years. */
  dateOf(day: number): PlainDate
}

const indexes = new WeakMap<Calendar, DayIndex>()

/** The index of a calendar, built at the first question and kept as long as the calendar. */
export const dayIndex = (calendar: Calendar): DayIndex => {
  const known = indexes.get(calendar)
  if (known !== undefined) return known
  const built = buildIndex(calendar)
  indexes.set(calendar, built)
  return built
}

/** Monday to Friday up to and including this day; 1969-12-29, three days before the epoch, was a Monday. */
const weekdaysThrough = (day: number): number => {
  const days = day + 4
  const weeks = Math.floor(days / 7)
  return weeks * 5 + Math.min(days - weeks * 7, 5)
}

/** The day on which `weekdaysThrough` first reaches n. */
const nthWeekday = (n: number): number => {
  const weeks = Math.floor((n - 1) / 5)
  return weeks * 7 + (n - 1 - weeks * 5) - 3
}

const isWeekday = (day: number): boolean => weekdaysThrough(day) !== weekdaysThrough(day - 1)

const buildIndex = (calendar: Calendar): DayIndex => {
  const firstDay = epochDay(calendar.publishedFrom)
  const lastDay = epochDay(calendar.publishedThrough)
  const length = lastDay - firstDay + 1
  // through[i] = working days from firstDay to firstDay + i - 1; nth[n - 1] = the n-th working day.
  const through = new Int32Array(length + 1)
  const nth: number[] = []
  const dates: PlainDate[] = []
  for (let offset = 0; offset < length; offset++) {
    const day = firstDay + offset
    const date = fromEpochDay(day)
    dates.push(date)
    if (calendar.makeUpDays.has(date) || (isWeekday(day) && !calendar.daysOff.has(date))) nth.push(day)
    through[offset + 1] = nth.length
  }
  const total = nth.length
  const before = weekdaysThrough(firstDay - 1)
  const atLast = weekdaysThrough(lastDay)
  const ordinal = (day: number): number => {
    if (day < firstDay) return weekdaysThrough(day) - before
    if (day > lastDay) return total + weekdaysThrough(day) - atLast
    return through[day - firstDay + 1] ?? 0
  }
  return {
    firstDay,
    lastDay,
    ordinal,
    isWorkingDay: (day) => ordinal(day) !== ordinal(day - 1),
    dayOfOrdinal: (n) => {
      if (n < 1) return nthWeekday(n + before)
      return nth[n - 1] ?? nthWeekday(n - total + atLast)
    },
    dateOf: (day) => dates[day - firstDay] ?? fromEpochDay(day),
  }
}

export const isWorkingDay = (calendar: Calendar, date: PlainDate): boolean =>
  dayIndex(calendar).isWorkingDay(epochDay(date))

/** The n-th working day after a day that is itself not counted; n = 0 gives the last working day up to that day. */
export const addWorkingDays = (calendar: Calendar, date: PlainDate, count: number): PlainDate => {
  const index = dayIndex(calendar)
  return index.dateOf(index.dayOfOrdinal(index.ordinal(epochDay(date)) + count))
}

/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
export const workingDaysBetween = (calendar: Calendar, from: PlainDate, to: PlainDate): number => {
  const index = dayIndex(calendar)
  return index.ordinal(epochDay(to)) - index.ordinal(epochDay(from))
}

/** The same day when it is worked, else the next that is. */
export const nextWorkingDay = (calendar: Calendar, date: PlainDate): PlainDate =>
  isWorkingDay(calendar, date) ? date : addWorkingDays(calendar, date, 1)
