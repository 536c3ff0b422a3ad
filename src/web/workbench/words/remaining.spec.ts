import { describe, expect, it } from 'vitest'
import { dueGroup, isShort, remainingInWords } from './remaining.ts'

const left = (value: number, unit = 'working-day', overdue = false) => ({ value, unit, overdue })

describe('how long is left, in words', () => {
  it.each([
    [left(3), '还剩 3 个工作日'],
    [left(0), '今天到期'],
    [left(-2, 'working-day', true), '已超期 2 个工作日'],
    [left(0, 'working-day', true), '已超期'],
    [left(10, 'natural-day'), '还剩 10 天'],
    [left(4, 'hour'), '还剩 4 小时'],
    [left(2.5, 'hour'), '还剩 2 小时 30 分钟'],
    [left(0.5, 'hour'), '还剩 30 分钟'],
    [left(-26, 'hour', true), '已超期 26 小时'],
  ])('%o reads %s', (remaining, words) => {
    expect(remainingInWords(remaining)).toBe(words)
  })

  it('turns red at three days or one day of hours, and when overdue', () => {
    expect([left(3), left(4), left(24, 'hour'), left(25, 'hour'), left(-9, 'working-day', true)].map(isShort)).toEqual([
      true,
      false,
      true,
      false,
      true,
    ])
  })
})

describe('the headings of the inbox', () => {
  it('puts an overdue matter first, then today, soon and later; a matter without a clock stands last', () => {
    const today = '2026-12-11'
    expect([
      dueGroup(left(-1, 'working-day', true), '2026-12-10', today),
      dueGroup(left(0), today, today),
      dueGroup(left(2), '2026-12-15', today),
      dueGroup(left(9), '2026-12-24', today),
      dueGroup(null, null, today),
    ]).toEqual(['overdue', 'today', 'soon', 'later', 'none'])
  })
})
