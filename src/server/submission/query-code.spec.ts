import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { spokenAlphabet } from '../../domain/matter/number.ts'
import { createFieldCrypto } from '../platform/crypto.ts'
import { isQueryCode, queryCode, queryCodeHash } from './query-code.ts'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const crypto = createFieldCrypto({ current: 'k1', keys: { k1: key(1) }, index: key(2), root: key(3) })
const elsewhere = createFieldCrypto({ current: 'k1', keys: { k1: key(1) }, index: key(2), root: key(4) })
const id = '0198a000-0000-7000-8000-000000000001'

describe('the query code of a matter', () => {
  it('is told again the same, for this matter and this installation alone', () => {
    const code = queryCode(crypto, id)
    expect(code).toMatch(new RegExp(`^[${spokenAlphabet}]{4}-[${spokenAlphabet}]{4}$`))
    expect(queryCode(crypto, id)).toBe(code)
    expect(queryCode(elsewhere, id)).not.toBe(code)
    const codes = Array.from({ length: 2000 }, () => queryCode(crypto, randomUUID()))
    expect(new Set(codes).size).toBe(2000)
  })

  it('uses every letter about as often as any other', () => {
    const letters = Array.from({ length: 3000 }, () => queryCode(crypto, randomUUID()).replace('-', '')).join('')
    const counts = [...spokenAlphabet].map((letter) => letters.split(letter).length - 1)
    // 24,000 letters over 30: 800 each, with a standard deviation of 28; six of them either way.
    for (const count of counts) expect(Math.abs(count - 800)).toBeLessThan(168)
  })

  it('is understood in small letters, without hyphen, with spaces, in full width', () => {
    const code = queryCode(crypto, id)
    const stored = queryCodeHash(crypto, code)
    const wide = code.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
    for (const typed of [code, code.toLowerCase(), code.replace('-', ''), ` ${code} `, code.replace('-', ' '), wide]) {
      expect(isQueryCode(crypto, typed, stored), typed).toBe(true)
    }
  })

  it('any other is not it', () => {
    const stored = queryCodeHash(crypto, queryCode(crypto, id))
    for (const typed of ['', queryCode(crypto, randomUUID()), queryCode(crypto, id).slice(0, -1), '维权']) {
      expect(isQueryCode(crypto, typed, stored), typed).toBe(false)
    }
  })
})
