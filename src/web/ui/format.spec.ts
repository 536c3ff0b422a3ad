import { describe, expect, it } from 'vitest'
import { formatBytes, formatDateWithWeekday, formatInstant, formatMoment, spellOverThePhone } from './format.ts'

describe('what people read', () => {
  it('a day carries its weekday', () => {
    expect(formatDateWithWeekday('2026-12-14')).toBe('2026年12月14日（周一）')
    expect(formatDateWithWeekday('2026-02-01')).toBe('2026年2月1日（周日）')
  })

  it('an instant is told in China time, on the day it is there', () => {
    expect(formatInstant('2026-11-23T02:12:00.000Z')).toBe('2026年11月23日 10:12')
    expect(formatInstant('2026-12-31T16:05:00.000Z')).toBe('2027年1月1日 00:05')
  })

  it('a limit in days ends on a day, a limit in hours at a minute', () => {
    expect(formatMoment('2026-12-14')).toBe('2026年12月14日（周一）')
    expect(formatMoment('2026-11-23T02:12:00.000Z')).toBe('2026年11月23日（周一）10:12')
  })

  it('a day that does not exist is a fault, not a wrong date on a notice', () => {
    expect(() => formatDateWithWeekday('2026-02-30')).toThrow('2026-02-30')
    expect(() => formatInstant('2026-02-03')).toThrow('2026-02-03')
  })

  it.each([
    [999, '999 字节'],
    [2048, '2 KB'],
    [20 * 1024 * 1024, '20 MB'],
    [3_412_000, '3.3 MB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words)
  })

  it('a number is spelled so that it can be read over the phone, one as 幺', () => {
    expect(spellOverThePhone('WQ31-7K')).toBe('字母 W、字母 Q、三、幺；七、字母 K')
  })
})
