import { describe, expect, it } from 'vitest'
import { aRule, at, publishedRules } from '../../../testing/rules.ts'
import { computeDeadline } from './compute.ts'
import { describeRemaining, remaining } from './remaining.ts'
import type { DeadlineUnit } from './rule.ts'

const { calendar } = publishedRules

const say = (unit: DeadlineUnit, limit: number, from: string, now: string): string =>
  describeRemaining(remaining(computeDeadline(aRule(limit, unit), calendar, at(from)), calendar, at(now)))

describe('what is left of a limit, in words', () => {
  // 7 working days from Fri 2026-02-13 end on Mon 2026-03-02; off 2.15–2.23, worked Sat 2.14 and Sat 2.28.
  it.each([
    ['2026-02-13T18:00', '还剩 7 个工作日'],
    ['2026-02-16T10:00', '还剩 6 个工作日'],
    ['2026-02-27T10:00', '还剩 2 个工作日'],
    ['2026-03-01T10:00', '还剩 1 个工作日'],
    ['2026-03-02T00:00', '今天到期'],
    ['2026-03-02T23:59:59.999', '今天到期'],
    ['2026-03-03T00:00', '已超期 1 个工作日'],
    ['2026-03-09T09:00', '已超期 5 个工作日'],
  ])('in working days at %s: %s', (now, expected) => {
    expect(say('working-day', 7, '2026-02-13T09:00', now)).toBe(expected)
  })

  // Mon 2 + 4 = Fri 6 March 2026.
  it('in working days on the weekend after the last day is overdue without a number', () => {
    expect(say('working-day', 4, '2026-03-02T09:00', '2026-03-07T09:00')).toBe('已超期')
  })

  it.each([
    ['2026-03-18T10:00', '还剩 2 天'],
    ['2026-03-20T10:00', '今天到期'],
    ['2026-03-22T10:00', '已超期 2 天'],
  ])('in natural days at %s: %s', (now, expected) => {
    expect(say('natural-day', 15, '2026-03-05T09:00', now)).toBe(expected)
  })

  it.each([
    ['2026-10-01T12:00', '还剩 22 小时 30 分钟'],
    ['2026-10-02T10:00', '还剩 30 分钟'],
    ['2026-10-02T10:30', '还剩 0 分钟'],
    ['2026-10-02T12:00', '已超期 1 小时 30 分钟'],
  ])('in hours at %s: %s', (now, expected) => {
    expect(say('hour', 24, '2026-10-01T10:30', now)).toBe(expected)
  })

  it.each([
    [aRule(15, 'working-day'), '已暂停，恢复后还有 13 个工作日'],
    [aRule(24, 'hour'), '已暂停，恢复后还有 24 小时 0 分钟'],
  ])('says how much is left of a clock that stands', (rule, expected) => {
    const since = rule.unit === 'hour' ? '2026-02-09T10:00' : '2026-02-12T15:00'
    const paused = computeDeadline(rule, calendar, at('2026-02-09T10:00'), [{ from: at(since), to: null }])
    expect(describeRemaining(remaining(paused, calendar, at('2026-02-20')))).toBe(expected)
  })

  it('counts in every measure, so that a list can sort by one and show another', () => {
    const deadline = computeDeadline(aRule(7, 'working-day'), calendar, at('2026-02-13T09:00'))
    expect(remaining(deadline, calendar, at('2026-02-27T10:00'))).toEqual({
      state: 'running',
      unit: 'working-day',
      workingDays: 2,
      naturalDays: 3,
      minutes: 3 * 24 * 60 + 14 * 60 - 1,
    })
  })
})
