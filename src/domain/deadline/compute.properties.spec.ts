import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueByHand, isSuspended, isWorked, workedDays } from '../../../testing/day-by-day.ts'
import { aRule, at, day, publishedRules } from '../../../testing/rules.ts'
import { addDays, chinaDate, epochMs, type Instant, instantFromEpochMs, type PlainDate } from '../kernel/plain-date.ts'
import type { Calendar } from './calendar.ts'
import { computeDeadline } from './compute.ts'
import type { DeadlineUnit } from './rule.ts'

const { calendar } = publishedRules

const first = epochMs(at('2018-11-01'))
const last = epochMs(at('2027-03-01'))
const from = fc.integer({ min: first, max: last }).map(instantFromEpochMs)
const dayUnit = fc.constantFrom<DeadlineUnit>('working-day', 'natural-day', 'month')
const anyUnit = fc.constantFrom<DeadlineUnit>('working-day', 'natural-day', 'month', 'hour')

/** A limit that fits its unit: months stay few so that the day-by-day count stays short. */
const limited = <U extends DeadlineUnit>(unit: fc.Arbitrary<U>) =>
  unit.chain((chosen) =>
    fc.record({ unit: fc.constant(chosen), limit: fc.integer({ min: 1, max: chosen === 'month' ? 7 : 60 }) }),
  )

/** Suspensions near a start, in any order, overlapping or not, before, inside and after the limit. */
const gapsNear = (start: Instant) =>
  fc.array(
    fc
      .record({ begins: fc.integer({ min: -20, max: 120 }), hours: fc.integer({ min: 0, max: 30 * 24 }) })
      .map(({ begins, hours }) => {
        const fromMs = epochMs(start) + begins * 7 * 3_600_000 * 3
        return { from: instantFromEpochMs(fromMs), to: instantFromEpochMs(fromMs + hours * 3_600_000) }
      }),
    { maxLength: 5 },
  )

const clock = <U extends DeadlineUnit>(unit: fc.Arbitrary<U>) =>
  fc
    .tuple(from, limited(unit))
    .chain(([start, rule]) => fc.record({ start: fc.constant(start), rule: fc.constant(rule), gaps: gapsNear(start) }))

/** The calendar with one day changed; the index of the original is not touched. */
const withDay = (change: { off?: PlainDate; worked?: PlainDate }): Calendar => {
  const daysOff = new Map(calendar.daysOff)
  const makeUpDays = new Map(calendar.makeUpDays)
  if (change.off !== undefined) {
    makeUpDays.delete(change.off)
    daysOff.set(change.off, '临时放假')
  }
  if (change.worked !== undefined) {
    daysOff.delete(change.worked)
    makeUpDays.set(change.worked, '临时上班')
  }
  return { ...calendar, daysOff, makeUpDays }
}

/** A day that a limit from this start is likely to run over. */
const dayAfter = (start: Instant, offset: number): PlainDate => addDays(chinaDate(start), offset)
const offset = fc.integer({ min: 0, max: 90 })

describe('for every start, limit and suspension', () => {
  it('the end is the one that a day-by-day count finds', () => {
    fc.assert(
      fc.property(clock(dayUnit), ({ start, rule, gaps }) => {
        const { dueOn } = computeDeadline(aRule(rule.limit, rule.unit), calendar, start, gaps)
        expect(dueOn).toBe(dueByHand(calendar, rule.unit, rule.limit, start, gaps))
      }),
      { numRuns: 1000 },
    )
  })

  it('exactly the limit of working days lies outside the suspensions, and the last day is one of them', () => {
    fc.assert(
      fc.property(clock(fc.constant('working-day' as const)), ({ start, rule, gaps }) => {
        const { dueOn } = computeDeadline(aRule(rule.limit, rule.unit), calendar, start, gaps)
        expect(workedDays(calendar, start, dueOn, gaps)).toBe(rule.limit)
        expect(isWorked(calendar, dueOn) && !isSuspended(gaps, dueOn)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('a suspension never brings the end forward', () => {
    fc.assert(
      fc.property(clock(anyUnit), ({ start, rule, gaps }) => {
        const plain = computeDeadline(aRule(rule.limit, rule.unit), calendar, start)
        const suspended = computeDeadline(aRule(rule.limit, rule.unit), calendar, start, gaps)
        expect(suspended.dueAt >= plain.dueAt).toBe(true)
      }),
    )
  })

  it('the order of the suspensions does not matter', () => {
    fc.assert(
      fc.property(clock(anyUnit), ({ start, rule, gaps }) => {
        const one = computeDeadline(aRule(rule.limit, rule.unit), calendar, start, gaps)
        expect(computeDeadline(aRule(rule.limit, rule.unit), calendar, start, gaps.toReversed())).toEqual(one)
      }),
    )
  })

  it('a limit in hours has exactly its hours outside the suspensions', () => {
    fc.assert(
      fc.property(clock(fc.constant('hour' as const)), ({ start, rule, gaps }) => {
        const { dueAt } = computeDeadline(aRule(rule.limit, rule.unit), calendar, start, gaps)
        // Cut the time into pieces at every border; a piece lies in a suspension as a whole or not at all.
        const borders = [start, dueAt, ...gaps.flatMap((gap) => [gap.from, gap.to])]
          .map(epochMs)
          .filter((ms) => epochMs(start) <= ms && ms <= epochMs(dueAt))
          .sort((a, b) => a - b)
        const counted = borders.slice(1).reduce((sum, end, index) => {
          const begin = borders[index] ?? end
          const inside = gaps.some((gap) => epochMs(gap.from) <= begin && end <= epochMs(gap.to))
          return sum + (inside ? 0 : end - begin)
        }, 0)
        expect(counted).toBe(rule.limit * 3_600_000)
      }),
      { numRuns: 500 },
    )
  })
})

describe('an end never moves the wrong way', () => {
  it('a clock that starts later does not end earlier', () => {
    fc.assert(
      fc.property(from, from, limited(anyUnit), (one, other, rule) => {
        const [early, late] = one < other ? [one, other] : [other, one]
        const shape = aRule(rule.limit, rule.unit)
        expect(computeDeadline(shape, calendar, late).dueAt >= computeDeadline(shape, calendar, early).dueAt).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('a longer limit does not end earlier', () => {
    fc.assert(
      fc.property(from, limited(anyUnit), (start, rule) => {
        const shorter = computeDeadline(aRule(rule.limit, rule.unit), calendar, start)
        const longer = computeDeadline(aRule(rule.limit + 1, rule.unit), calendar, start)
        expect(longer.dueAt >= shorter.dueAt).toBe(true)
      }),
    )
  })

  it('one more day off never shortens a limit', () => {
    fc.assert(
      fc.property(clock(anyUnit), offset, ({ start, rule, gaps }, days) => {
        const off = dayAfter(start, days)
        const shape = aRule(rule.limit, rule.unit)
        const before = computeDeadline(shape, calendar, start, gaps)
        expect(computeDeadline(shape, withDay({ off }), start, gaps).dueAt >= before.dueAt).toBe(true)
      }),
    )
  })

  it('one more make-up workday never lengthens a limit', () => {
    fc.assert(
      fc.property(clock(anyUnit), offset, ({ start, rule, gaps }, days) => {
        const worked = dayAfter(start, days)
        const shape = aRule(rule.limit, rule.unit)
        const before = computeDeadline(shape, calendar, start, gaps)
        expect(computeDeadline(shape, withDay({ worked }), start, gaps).dueAt <= before.dueAt).toBe(true)
      }),
    )
  })

  it('an end is provisional exactly when it lies past the published years, and no other moves when they are published', () => {
    const daysOff = new Map(calendar.daysOff)
    for (let date = day('2027-01-01'); date <= '2027-02-28'; date = addDays(date, 1)) daysOff.set(date, '假设放假')
    const published = { ...calendar, publishedThrough: day('2027-12-31'), daysOff }
    const autumn = fc
      .integer({ min: epochMs(at('2026-09-01')), max: epochMs(at('2027-01-01')) })
      .map(instantFromEpochMs)
    let moved = 0
    fc.assert(
      fc.property(autumn, limited(dayUnit), (start, rule) => {
        const shape = aRule(rule.limit, rule.unit)
        const deadline = computeDeadline(shape, calendar, start)
        const recomputed = computeDeadline(shape, published, start)
        expect(deadline.provisional).toBe(deadline.dueOn > '2026-12-31')
        if (!deadline.provisional) expect(recomputed.dueOn).toBe(deadline.dueOn)
        else if (recomputed.dueOn !== deadline.dueOn) moved++
        expect(recomputed.provisional).toBe(false)
      }),
    )
    expect(moved).toBeGreaterThan(0)
  })
})
