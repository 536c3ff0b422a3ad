import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { sm3 as otherSm3 } from 'sm-crypto-v2'
import { describe, expect, it } from 'vitest'
import { suiteNames, suites } from './cipher-suite.ts'
import { createFieldCrypto, sameBytes, sm3 } from './crypto.ts'
import type { KeyFileInput } from './key-file.ts'

const key = (n: number) => Buffer.alloc(32, n).toString('base64')
const file: KeyFileInput = { current: 'k1', keys: { k1: key(1) }, index: key(2), root: key(3) }
const phone = '13812345678'

describe.each(suiteNames)('a field sealed by the suite %s', (suite) => {
  const crypto = createFieldCrypto(file, suite)

  it('opens to what was sealed, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(crypto.open('party.phone', crypto.seal('party.phone', value))).toBe(value)
      }),
    )
  })

  it('looks different every time, tells nothing of its value, and begins with suite and key', () => {
    const [one, two] = [crypto.seal('party.phone', phone), crypto.seal('party.phone', phone)]
    expect(one.equals(two)).toBe(false)
    expect(one.toString('latin1')).not.toContain('138')
    expect(one.subarray(0, 4)).toEqual(Buffer.from([suites[suite].id, 2, 0x6b, 0x31]))
    expect(crypto.sealedHead()).toEqual(one.subarray(0, 4))
  })

  it('does not open in another column, after any changed byte, cut short, or with other keys', () => {
    const sealed = crypto.seal('party.phone', phone)
    expect(() => crypto.open('party.mail', sealed)).toThrow()
    for (const [place] of sealed.entries()) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
      expect(() => crypto.open('party.phone', changed), `byte ${place}`).toThrow()
    }
    for (const length of [0, 1, 4, 20, sealed.length - 1]) {
      expect(() => crypto.open('party.phone', sealed.subarray(0, length)), `${length} bytes`).toThrow()
    }
    expect(() => createFieldCrypto({ ...file, keys: { k1: key(9) } }, suite).open('party.phone', sealed)).toThrow()
  })

  it('opens where the other suite is in use, and does not open as a value of the other suite', () => {
    const sealed = crypto.seal('party.phone', phone)
    const [other] = suiteNames.filter((name) => name !== suite)
    expect(createFieldCrypto(file, other).open('party.phone', sealed)).toBe(phone)
    sealed.writeUInt8(suites[other ?? suite].id, 0)
    expect(() => crypto.open('party.phone', sealed)).toThrow()
  })

  it('opens after a new key has been put in use, as long as the old one is kept', () => {
    const sealed = crypto.seal('party.phone', phone)
    const rotated = createFieldCrypto({ ...file, current: 'k2', keys: { ...file.keys, k2: key(7) } }, suite)
    expect(rotated.open('party.phone', sealed)).toBe(phone)
    expect(() => crypto.open('party.phone', rotated.seal('party.phone', phone))).toThrow('unknown key "k2"')
  })
})

describe.each(suiteNames)('the index of a sealed field under the suite %s', (suite) => {
  const withIndex = (n: number) => createFieldCrypto({ ...file, indexes: [{ suite, key: key(n) }] })

  it('is the same for the same value, another in another column, with another value and with other keys', () => {
    const index = withIndex(4).blindIndex('party.phone', phone)
    expect(index).toHaveLength(32)
    expect(withIndex(4).blindIndex('party.phone', phone)).toEqual(index)
    expect(withIndex(4).blindIndex('party.mail', phone)).not.toEqual(index)
    expect(withIndex(4).blindIndex('party.phone', '13812345679')).not.toEqual(index)
    expect(withIndex(5).blindIndex('party.phone', phone)).not.toEqual(index)
  })

  it('is looked for under the new key and the old one while keys change', () => {
    const changing = createFieldCrypto({
      ...file,
      indexes: [
        { suite, key: key(5) },
        { suite: 'default', key: key(4) },
      ],
    })
    const before = createFieldCrypto({ ...file, indexes: [{ suite: 'default', key: key(4) }] })
    expect(changing.blindIndexes('party.phone', phone)).toEqual([
      withIndex(5).blindIndex('party.phone', phone),
      before.blindIndex('party.phone', phone),
    ])
    expect(changing.blindIndex('party.phone', phone)).toEqual(withIndex(5).blindIndex('party.phone', phone))
  })

  it('hashes and derived keys follow the suite of the first start and never change', () => {
    const made = createFieldCrypto({ ...file, made: suite })
    const algorithm = suite === 'sm' ? 'sm3' : 'sha256'
    const expected = createHmac(algorithm, Buffer.alloc(32, 2)).update('matter.query-code\0K7Q29DMW').digest()
    expect(made.keyedHash('matter.query-code', 'K7Q29DMW')).toEqual(expected)
    const changed = createFieldCrypto({ ...file, made: suite, current: 'k2', keys: { k2: key(7) } }, 'sm')
    expect(changed.keyedHash('matter.query-code', 'K7Q29DMW')).toEqual(expected)
    expect(changed.derive('cookies')).toEqual(made.derive('cookies'))
  })
})

describe('an installation of before there were suites', () => {
  it('finds its values under the one index key of its file', () => {
    const before = createHmac('sha256', Buffer.alloc(32, 2)).update(`party.phone\0${phone}`).digest()
    expect(createFieldCrypto(file).blindIndexes('party.phone', phone)).toEqual([before])
  })

  it('whose current key is missing does not start', () => {
    expect(() => createFieldCrypto({ ...file, current: 'gone' })).toThrow(
      'the current key "gone" is not among its keys',
    )
  })
})

describe('SM3 and SM4', () => {
  it('give the values of GB/T 32905 and GB/T 32907', async () => {
    const digest = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
    expect(sm3('abc').toString('hex')).toBe(digest)
    expect(otherSm3('abc')).toBe(digest)
    const { sm4 } = await import('sm-crypto-v2')
    const block = '0123456789abcdeffedcba9876543210'
    expect(sm4.encrypt(Buffer.from(block, 'hex'), block, { padding: 'none' })).toBe('681edf34d206965e86b3e94f536e4246')
  })

  it('SM4-GCM gives the value of RFC 8998', async () => {
    const { sm4 } = await import('sm-crypto-v2')
    const { output, tag } = sm4.encrypt(
      Buffer.from(
        'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa',
        'hex',
      ),
      '0123456789abcdeffedcba9876543210',
      {
        mode: 'gcm',
        iv: '00001234567800000000abcd',
        associatedData: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
        outputTag: true,
        output: 'array',
      },
    )
    expect(Buffer.from(output).toString('hex')).toBe(
      '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d',
    )
    expect(Buffer.from(tag ?? []).toString('hex')).toBe('83de3541e4c2b58177e065a9bf7b62ec')
  })
})

describe('comparing bytes', () => {
  it.each([
    ['ab', 'ab', true],
    ['ab', 'ac', false],
    ['ab', 'abc', false],
    ['', '', true],
  ])('%s and %s: %s', (one, two, same) => expect(sameBytes(Buffer.from(one), Buffer.from(two))).toBe(same))
})
