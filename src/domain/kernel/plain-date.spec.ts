import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, day } from '../../../testing/rules.ts'
import {
  addDays,
  addMonths,
  chinaDate,
  endOfChinaDay,
  epochDay,
  epochMs,
  fromEpochDay,
  instantFromEpochMs,
  parseInstant,
  parsePlainDate,
  startOfChinaDay,
  toChinaIso,
  weekday,
} from './plain-date.ts'

const anyDay = fc.integer({ min: epochDay(day('1900-01-01')), max: epochDay(day('2199-12-31')) })

describe('a day', () => {
  it.each(['2026-02-09', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s exists', (text) => {
    expect(parsePlainDate(text)).toBe(text)
  })

  it.each([
    '2026-02-29',
    '2026-02-30',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-2-9',
    '20260209',
    '',
    '2026-02-09T00:00',
    ' 2026-02-09',
  ])('"%s" is no day', (text) => {
    expect(parsePlainDate(text)).toBeNull()
  })

  it('comes back from its number, and each next day is the next number', () => {
    expect(epochDay(day('1970-01-01'))).toBe(0)
    fc.assert(
      fc.property(anyDay, (number) => {
        expect(epochDay(fromEpochDay(number))).toBe(number)
        expect(epochDay(addDays(fromEpochDay(number), 1))).toBe(number + 1)
      }),
    )
  })

  it.each([
    ['2026-02-09', 1],
    ['2026-02-14', 6],
    ['2026-02-15', 7],
    ['1969-12-31', 3],
    ['1900-01-01', 1],
  ])('%s is weekday %i, Monday being 1', (text, expected) => {
    expect(weekday(day(text))).toBe(expected)
  })
})

describe('months', () => {
  it.each([
    ['2026-07-03', 3, '2026-10-03'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s and %i months is %s', (from, months, expected) => {
    expect(addMonths(day(from), months)).toBe(expected)
  })
})

describe('a time', () => {
  it.each([
    ['2026-02-09T10:00:00+08:00', '2026-02-09T02:00:00.000Z'],
    ['2026-02-09T02:00Z', '2026-02-09T02:00:00.000Z'],
    ['2026-02-09T02:00:00.123456Z', '2026-02-09T02:00:00.123Z'],
  ])('%s is %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected)
  })

  it.each([
    '2026-02-09T10:00:00',
    '2026-02-30T10:00:00Z',
    '2026-02-09 10:00:00Z',
    '2026-02-09T25:00:00Z',
    '2026-02-09',
    'now',
  ])('"%s" is no time: it needs an existing day and an offset', (text) => {
    expect(parseInstant(text)).toBeNull()
  })

  it('belongs to the day that China writes', () => {
    expect(chinaDate(at('2026-02-08T15:59:59.999Z'))).toBe('2026-02-08')
    expect(chinaDate(at('2026-02-08T16:00:00Z'))).toBe('2026-02-09')
  })

  it('runs to the last millisecond of the day in China', () => {
    expect(endOfChinaDay(day('2026-03-03'))).toBe('2026-03-03T15:59:59.999Z')
    expect(startOfChinaDay(day('2026-03-03'))).toBe('2026-03-02T16:00:00.000Z')
    expect(toChinaIso(endOfChinaDay(day('2026-03-03')))).toBe('2026-03-03T23:59:59.999+08:00')
  })

  it('sorts as text as it does as number', () => {
    const ms = fc.integer({ min: 0, max: epochMs(at('2199-12-31')) })
    fc.assert(
      fc.property(ms, ms, (a, b) => {
        expect(instantFromEpochMs(a) < instantFromEpochMs(b)).toBe(a < b)
      }),
    )
  })
})
