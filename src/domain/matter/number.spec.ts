import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { as, type DivisionCode } from '../kernel/ids.ts'
import { matterNumber, readMatterNumber, spokenAlphabet } from './number.ts'

const zhejiang = as<DivisionCode>('330000')
const letters = [...spokenAlphabet]
const province = fc.integer({ min: 0, max: 99 }).map((code) => as<DivisionCode>(`${String(code).padStart(2, '0')}0000`))
const seven = fc.array(fc.constantFrom(...letters), { minLength: 7, maxLength: 7 }).map((some) => some.join(''))
/** A number as it is told to people; the bodies without a check letter are drawn again, as the server does. */
const number = fc
  .tuple(province, seven)
  .map(([code, body]) => matterNumber(code, body))
  .filter((one) => one !== null)

describe('the number of a matter', () => {
  it('names the province and ends in a letter that follows from the rest', () => {
    expect(matterNumber(zhejiang, '7K4M2D9')).toMatch(/^WQ33-7K4M-2D9[2-9A-Z]$/)
  })

  it('has no letter that is taken for another when read aloud or written by hand', () => {
    expect(letters).toHaveLength(30)
    for (const doubtful of '01OILU') expect(letters).not.toContain(doubtful)
  })

  it('is read back as it was made', () => {
    fc.assert(
      fc.property(number, (made) => {
        expect(readMatterNumber(made)).toEqual({ ok: true, number: made })
      }),
    )
  })

  it('one body in thirty-one has no check letter and gives no number', () => {
    const bodies = letters.flatMap((one) => letters.map((two) => `${one}${two}55555`))
    const without = bodies.filter((body) => matterNumber(zhejiang, body) === null)
    // 900 bodies over 31 remainders: 29 or 30 of each.
    expect([29, 30]).toContain(without.length)
  })

  it('any single wrong letter is noticed, in every place', () => {
    fc.assert(
      fc.property(number, (made) => {
        const unnoticed = [...made].flatMap((letter, place) => {
          if (place < 2 || letter === '-') return []
          const others = [...(place < 4 ? '0123456789' : letters)].filter((wrong) => wrong !== letter)
          const typed = others.map((wrong) => made.slice(0, place) + wrong + made.slice(place + 1))
          return typed.filter((one) => readMatterNumber(one).ok)
        })
        expect(unnoticed).toEqual([])
      }),
    )
  })

  it('any two neighbours that are swapped are noticed', () => {
    fc.assert(
      fc.property(number, (made) => {
        const bare = made.replaceAll('-', '')
        for (let place = 2; place + 1 < bare.length; place += 1) {
          const [one, two] = [bare[place], bare[place + 1]]
          if (one === two) continue
          const typed = `${bare.slice(0, place)}${two}${one}${bare.slice(place + 2)}`
          expect(readMatterNumber(typed).ok, typed).toBe(false)
        }
      }),
    )
  })

  it.each([
    ['in small letters', (made: string) => made.toLowerCase()],
    ['without hyphens', (made: string) => made.replaceAll('-', '')],
    ['with spaces in between and around', (made: string) => ` ${[...made.replaceAll('-', '')].join(' ')} `],
    [
      'in full-width letters',
      (made: string) => made.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
    ],
    ['with Chinese dashes', (made: string) => made.replaceAll('-', '—')],
    ['with dots', (made: string) => made.replaceAll('-', '.')],
  ])('is understood %s', (_how, typing) => {
    fc.assert(
      fc.property(number, (made) => {
        expect(readMatterNumber(typing(made))).toEqual({ ok: true, number: made })
      }),
    )
  })

  it.each([
    '',
    'WQ',
    '33-7K4M-2D9X',
    'WQ3-7K4M-2D9X',
    'WQ33-7K4M-2D9',
    'WQ33-7K4M-2D9XX',
    'WQ33-7K4O-2D9X',
    '维权33-7K4M-2D9X',
    'WQ33-7K4M-2D9X; drop table',
  ])('“%s” is no number of a matter', (typed) =>
    expect(readMatterNumber(typed)).toEqual({ ok: false, reason: 'format' }),
  )

  it('whatever is typed is read or refused, never a fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (typed) => {
        expect(readMatterNumber(typed)).toHaveProperty('ok')
      }),
    )
  })
})
