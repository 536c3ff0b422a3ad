import fc from 'fast-check'
import { stdnum } from 'stdnum'
import { describe, expect, it } from 'vitest'
import { day } from '../../../testing/rules.ts'
import { epochDay, fromEpochDay } from '../kernel/plain-date.ts'
import { checkIdentifier } from './identifier.ts'
import { patentCheckDigit } from './patent.ts'
import { residentIdCheckCharacter } from './resident-id.ts'
import { organisationCheckCharacter, usccCheckCharacter } from './uscc.ts'

// The independent oracle: npm package stdnum.
const oracle = (name: 'uscc' | 'ric', value: string): boolean | undefined => stdnum.CN?.[name]?.validate(value).isValid

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const digits = (length: number) => fc.array(fc.constantFrom(...'0123456789'), { minLength: length, maxLength: length })
const place = fc.integer({ min: 0, max: 17 })

const usccBody = fc
  .tuple(digits(8), fc.array(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 9 }))
  .map(([front, organisation]) => [...front, ...organisation].join(''))

const residentBody = fc
  .tuple(
    fc.constantFrom('110105', '330203', '440106', '650102', '810000', '830000'),
    fc.integer({ min: epochDay(day('1920-01-01')), max: epochDay(day('2020-12-31')) }).map(fromEpochDay),
    digits(3),
  )
  .map(([division, born, order]) => `${division}${born.replaceAll('-', '')}${order.join('')}`)

describe('a unified social credit code', () => {
  it('is valid with exactly one check character, the one that stdnum finds', () => {
    fc.assert(
      fc.property(usccBody, (body) => {
        const valid = alphabet.filter((check) => checkIdentifier('uscc', body + check).valid)
        expect(valid).toEqual([usccCheckCharacter(body)])
        // stdnum 1.12.0 looks for the check of remainder 0 past the end of its alphabet and so refuses every code ending
        // in 0; GB 32100 takes it modulo 31, which gives 0.
        const found = alphabet.filter((check) => oracle('uscc', body + check))
        expect(found).toEqual(valid[0] === '0' ? [] : valid)
      }),
    )
  })

  it('with any one character changed is refused', () => {
    fc.assert(
      fc.property(usccBody, place, fc.constantFrom(...alphabet), (body, at, other) => {
        const code = body + usccCheckCharacter(body)
        fc.pre(code.charAt(at) !== other)
        expect(checkIdentifier('uscc', code.slice(0, at) + other + code.slice(at + 1)).valid).toBe(false)
      }),
    )
  })

  it('whose inner organisation code does not check is valid with a warning', () => {
    expect(organisationCheckCharacter('M000100Y')).toBe('4')
    const body = '91350100M000100Y5'
    const answer = checkIdentifier('uscc', body + usccCheckCharacter(body))
    expect(answer).toMatchObject({ valid: true, note: expect.stringContaining('组织机构代码') })
  })
})

describe('a resident id', () => {
  it('is valid with exactly one check character, the one that stdnum finds', () => {
    fc.assert(
      fc.property(residentBody, (body) => {
        const checks = [...'0123456789X']
        const valid = checks.filter((check) => checkIdentifier('resident-id', body + check).valid)
        expect(valid).toEqual([residentIdCheckCharacter(body)])
        expect(checks.filter((check) => oracle('ric', body + check))).toEqual(valid)
      }),
    )
  })

  it('with any one digit changed is refused', () => {
    fc.assert(
      fc.property(residentBody, place, fc.constantFrom(...'0123456789'), (body, at, other) => {
        const id = body + residentIdCheckCharacter(body)
        fc.pre(id.charAt(at) !== other)
        expect(checkIdentifier('resident-id', id.slice(0, at) + other + id.slice(at + 1)).valid).toBe(false)
      }),
    )
  })

  it('is judged as stdnum judges it for every date, existing or not', () => {
    const part = (max: number, length: number) =>
      fc.integer({ min: 0, max }).map((n) => String(n).padStart(length, '0'))
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2020 }), part(14, 2), part(32, 2), (year, month, date) => {
        const body = `110105${year}${month}${date}002`
        const id = body + residentIdCheckCharacter(body)
        expect(checkIdentifier('resident-id', id).valid).toBe(oracle('ric', id))
      }),
    )
  })
})

describe('a patent number', () => {
  const body = fc.oneof(
    fc.tuple(fc.integer({ min: 2004, max: 2026 }).map(String), fc.constantFrom(...'12389'), digits(7)),
    fc.tuple(fc.integer({ min: 85, max: 99 }).map(String), fc.constantFrom(...'12389'), digits(5)),
  )

  it('is valid with exactly one check digit', () => {
    fc.assert(
      fc.property(body, ([year, kind, serial]) => {
        const number = `${year}${kind}${serial.join('')}`
        const valid = [...'0123456789X'].filter((check) => checkIdentifier('patent', `${number}.${check}`).valid)
        expect(valid).toEqual([patentCheckDigit(number)])
      }),
    )
  })

  it('with any one digit of its serial changed is refused', () => {
    fc.assert(
      fc.property(body, fc.nat(4), fc.constantFrom(...'0123456789'), ([year, kind, serial], at, other) => {
        fc.pre(serial[at] !== other)
        const check = patentCheckDigit(`${year}${kind}${serial.join('')}`)
        const changed = serial.with(at, other).join('')
        expect(checkIdentifier('patent', `${year}${kind}${changed}.${check}`).valid).toBe(false)
      }),
    )
  })
})

describe('anything at all', () => {
  it('is answered, never thrown at, and what is kept is valid again', () => {
    const types = fc.constantFrom('uscc', 'resident-id', 'patent', 'trademark', 'ic-layout', 'gi', 'phone')
    fc.assert(
      fc.property(types, fc.string({ unit: 'binary', maxLength: 40 }), (type, value) => {
        const answer = checkIdentifier(type, value)
        expect(answer.valid).toBe(answer.reason === null)
        if (answer.normalised !== null)
          expect(checkIdentifier(type, answer.normalised).normalised).toBe(answer.normalised)
      }),
      { numRuns: 2000 },
    )
  })
})
