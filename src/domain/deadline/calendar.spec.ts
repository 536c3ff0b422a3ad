import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWorked } from '../../../testing/day-by-day.ts'
import { day, publishedRules } from '../../../testing/rules.ts'
import { addDays, epochDay, fromEpochDay } from '../kernel/plain-date.ts'
import {
  addWorkingDays,
  buildCalendar,
  type CalendarYear,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
} from './calendar.ts'

const { calendar } = publishedRules

const year = (more: Partial<CalendarYear> = {}): CalendarYear => ({ year: 2026, daysOff: [], makeUpDays: [], ...more })

describe('the published calendar', () => {
  // Where the two packages differ (2020-02-02, a Sunday of an extended holiday) the file of the year says who is right.
  it.each([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])(
    'of %i calls each day worked or off as the independent package chinese-days does',
    (number) => {
      const differing: string[] = []
      let days = 0
      for (let date = day(`${number}-01-01`); date.startsWith(`${number}`); date = addDays(date, 1)) {
        days++
        if (isWorkingDay(calendar, date) !== chineseDays.isWorkday(date)) differing.push(date)
        const detail = chineseDays.getDayDetail(date)
        // A holiday is named 'English,中文,days' there, a plain day by its weekday.
        if (calendar.daysOff.has(date) !== (!detail.work && detail.name.includes(',')))
          differing.push(`${date} by name`)
      }
      expect(differing).toEqual([])
      expect(days).toBe(number % 4 === 0 ? 366 : 365)
    },
  )

  it.each([
    ['2025', ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11']],
    ['2026', ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']],
  ])('has the make-up workdays of %s', (of, expected) => {
    expect([...calendar.makeUpDays.keys()].filter((date) => date.startsWith(of))).toEqual(expected)
  })

  it('runs from 2019 through 2026', () => {
    expect(calendar).toMatchObject({ publishedFrom: '2019-01-01', publishedThrough: '2026-12-31' })
    expect(calendar.version).toMatch(/^2019-2026-[0-9a-f]{8}$/)
  })
})

describe('counting working days', () => {
  const around = fc.integer({ min: epochDay(day('2018-06-01')), max: epochDay(day('2027-06-01')) }).map(fromEpochDay)

  it('a day is worked when a wall calendar says so, inside and outside the published years', () => {
    fc.assert(
      fc.property(around, (date) => {
        expect(isWorkingDay(calendar, date)).toBe(isWorked(calendar, date))
      }),
      { numRuns: 1000 },
    )
  })

  it('adding working days and counting them back agree across the borders of the published years', () => {
    fc.assert(
      fc.property(around, fc.integer({ min: 1, max: 400 }), (date, count) => {
        const end = addWorkingDays(calendar, date, count)
        expect(workingDaysBetween(calendar, date, end)).toBe(count)
        expect(workingDaysBetween(calendar, end, date)).toBe(-count)
        expect(isWorkingDay(calendar, end)).toBe(true)
      }),
    )
  })

  it('the next working day of a worked Saturday is that Saturday', () => {
    expect(nextWorkingDay(calendar, day('2026-02-14'))).toBe('2026-02-14')
    expect(nextWorkingDay(calendar, day('2026-02-15'))).toBe('2026-02-24')
  })
})

describe('a calendar is refused', () => {
  it.each<[title: string, years: CalendarYear[], message: RegExp]>([
    ['without a year', [], /no year/],
    ['with a year missing', [year({ year: 2024 }), year()], /given year 2026, expected 2025/],
    ['with a year twice', [year(), year()], /given year 2026, expected 2027/],
    [
      'with a day of another year',
      [year({ daysOff: [{ date: day('2027-01-01'), name: '元旦' }] })],
      /given 2027-01-01, expected a day of 2026/,
    ],
    [
      'with a day twice',
      [
        year({
          daysOff: [
            { date: day('2026-01-01'), name: '元旦' },
            { date: day('2026-01-01'), name: '元旦' },
          ],
        }),
      ],
      /given twice/,
    ],
    [
      'with a day both off and worked',
      [
        year({
          daysOff: [{ date: day('2026-02-14'), name: '春节' }],
          makeUpDays: [{ date: day('2026-02-14'), name: '春节' }],
        }),
      ],
      /as day off and as make-up/,
    ],
  ])('%s', (_title, years, message) => {
    expect(() => buildCalendar(years)).toThrow(message)
  })

  it('but years may come in any order', () => {
    expect(buildCalendar([year(), year({ year: 2025 })])).toMatchObject({
      version: '2025-2026',
      publishedFrom: '2025-01-01',
    })
  })
})
