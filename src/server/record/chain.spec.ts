import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256, sm3 } from '../platform/crypto.ts'
import { canonicalJson, chainStart, commitment, linkOfStored, type PartyContent, type Stored } from './chain.ts'

const event: Stored = {
  seq: 2,
  type: 'MatterAccepted',
  at: '2026-03-04T01:00:00.000Z',
  actor: { kind: 'staff', id: 's1', name: '李敏', institutionId: 'i1' },
  payload: { words: null, clocks: [{ op: 'stop', ruleId: 'AID-REVIEW', at: '2026-03-04T01:00:00.000Z' }] },
}
const link = (more: Partial<Stored> = {}, matterId = 'm1', previous = chainStart) =>
  linkOfStored(matterId, { ...event, ...more }, previous)

describe('the hashes of the record', () => {
  it('SM3 of “abc” is the value published in GB/T 32905', () => {
    expect(sm3('abc').toString('hex')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  })

  it('SM3 of “abcd” sixteen times is the second value published in GB/T 32905', () => {
    expect(sm3('abcd'.repeat(16)).toString('hex')).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    )
  })

  it('SHA-256 of “abc” is the value published in FIPS 180-2', () => {
    expect(sha256('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('are taken over the canonical envelope, so anyone can recompute them', () => {
    const text =
      '{"actor":{"id":"s1","institutionId":"i1","kind":"staff","name":"李敏"},"at":"2026-03-04T01:00:00.000Z","matterId":"m1",' +
      '"payload":{"clocks":[{"at":"2026-03-04T01:00:00.000Z","op":"stop","ruleId":"AID-REVIEW"}],"words":null},' +
      `"previous":{"sha256":"${'0'.repeat(64)}","sm3":"${'0'.repeat(64)}"},"seq":2,"type":"MatterAccepted","v":1}`
    expect(link().sha256).toEqual(sha256(text))
    expect(link().sm3).toEqual(sm3(text))
    expect(canonicalize(JSON.parse(text))).toBe(text)
  })

  it.each([
    ['its number', link({ seq: 3 })],
    ['its type', link({ type: 'MatterRefused' })],
    ['its time', link({ at: '2026-03-04T01:00:00.001Z' })],
    ['who did it', link({ actor: { kind: 'applicant' } })],
    ['what was done', link({ payload: { words: '同意', clocks: [] } })],
    ['a type hidden in what was done', link({ payload: { ...(event.payload as object), type: 'MatterAccepted' } })],
    ['the matter', link({}, 'm2')],
    ['the event before', link({}, 'm1', link({ seq: 1 }))],
  ])('change with %s', (_what, changed) => {
    expect(changed.sha256).not.toEqual(link().sha256)
    expect(changed.sm3).not.toEqual(link().sm3)
  })

  it('do not depend on the order in which a database gives the keys back', () => {
    const turned = { clocks: [{ ruleId: 'AID-REVIEW', at: '2026-03-04T01:00:00.000Z', op: 'stop' }], words: null }
    expect(link({ payload: turned })).toEqual(link())
  })
})

describe('canonical JSON', () => {
  // Keys as our payloads have them; one that looks like a whole number would be moved to the front by any object.
  const key = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^\d+$/.test(text))
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'grapheme' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  }))

  it('is what an independent implementation of RFC 8785 writes', () => {
    fc.assert(
      fc.property(value, (given) => {
        expect(canonicalJson(given)).toBe(canonicalize(given))
      }),
      { numRuns: 500 },
    )
  })

  it('is the same whatever order the keys came in', () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 6 }), (given) => {
        const turned = Object.fromEntries(Object.entries(given).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(given))
      }),
    )
  })

  it('keeps a key that a plain assignment would swallow', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"b":1}')
  })
})

describe('the commitment to a party', () => {
  const party: PartyContent = {
    role: 'applicant',
    name: '张明',
    identityKind: 'natural-person',
    place: null,
    link: null,
    relation: null,
    identifierType: 'resident-id',
    identifier: '330203198506120013',
    phone: '13810000001',
    mail: null,
    address: null,
  }
  const salt = Buffer.from('00112233445566778899aabbccddeeff', 'hex')

  it('changes with every field', () => {
    const whole = commitment(party, salt)
    for (const field of Object.keys(party)) {
      expect(commitment({ ...party, [field]: 'other' }, salt), field).not.toBe(whole)
    }
  })

  it('tells nothing without its salt: the same person twice gives two commitments', () => {
    expect(commitment(party, salt)).not.toBe(commitment(party, Buffer.alloc(16)))
    expect(commitment(party, salt)).toMatch(/^[0-9a-f]{64}$/)
  })
})
