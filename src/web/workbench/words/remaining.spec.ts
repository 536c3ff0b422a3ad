import { describe, expect, it } from 'vitest'
import { dueGroup, isShort, limitInWords } from './remaining.ts'

const left = (value: number, unit = 'working-day', overdue = false) => ({ value, unit, overdue })

describe('what is said in red', () => {
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

describe('a limit', () => {
  it('is said in its own unit', () => {
    expect([limitInWords(15, 'working-day'), limitInWords(4, 'hour'), limitInWords(1, 'month')]).toEqual([
      '15 个工作日',
      '4 小时',
      '1 个月',
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
