import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spokenAlphabet } from '../../domain/matter/number.ts'
import { spokenCode, uuidV7 } from './ids.ts'

const time = fc.integer({ min: 0, max: 2 ** 48 - 1 })

describe('ids', () => {
  it('are UUIDs of version 7 and tell the millisecond they were made in', () => {
    fc.assert(
      fc.property(time, (ms) => {
        const id = uuidV7(ms)
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(ms)
      }),
    )
  })

  it('sort by the time they were made', () => {
    fc.assert(
      fc.property(time, time, (one, two) => {
        if (one < two) expect(uuidV7(one) < uuidV7(two)).toBe(true)
      }),
    )
  })

  it('of one millisecond are not the same', () => {
    expect(new Set(Array.from({ length: 1000 }, () => uuidV7(0))).size).toBe(1000)
  })

  it('of one millisecond sort in the order in which they were made', () => {
    const made = Array.from({ length: 2000 }, () => uuidV7(1_772_413_200_000))
    expect(made.toSorted()).toEqual(made)
  })

  it('a spoken code has as many letters as asked, each by its own throw', () => {
    expect(spokenCode(7, () => 0)).toBe('2222222')
    expect(spokenCode(3, (bound) => bound - 1)).toBe('ZZZ')
    for (const letter of spokenCode(200)) expect(spokenAlphabet).toContain(letter)
  })
})
