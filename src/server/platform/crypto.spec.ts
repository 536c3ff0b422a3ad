import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFieldCrypto, loadKeys, sameBytes } from './crypto.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'weiquan-keys-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const path = () => join(dir, 'keys', 'field-keys.json')

describe('a sealed field', () => {
  it('opens to what was sealed, whatever it was', () => {
    const crypto = createFieldCrypto(loadKeys(dir))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(crypto.open('party.phone', crypto.seal('party.phone', value))).toBe(value)
      }),
    )
  })

  it('looks different every time and tells nothing of its value', () => {
    const crypto = createFieldCrypto(loadKeys(dir))
    const [one, two] = [crypto.seal('party.phone', '13812345678'), crypto.seal('party.phone', '13812345678')]
    expect(one.equals(two)).toBe(false)
    expect(one.toString('latin1')).not.toContain('138')
  })

  it('does not open in another column, after any changed byte, cut short, or with other keys', () => {
    const crypto = createFieldCrypto(loadKeys(dir))
    const sealed = crypto.seal('party.phone', '13812345678')
    expect(() => crypto.open('party.mail', sealed)).toThrow()
    for (const [place] of sealed.entries()) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
      expect(() => crypto.open('party.phone', changed), `byte ${place}`).toThrow()
    }
    for (const length of [0, 1, 4, 20, sealed.length - 1]) {
      expect(() => crypto.open('party.phone', sealed.subarray(0, length)), `${length} bytes`).toThrow()
    }
    rmSync(join(dir, 'keys'), { recursive: true })
    expect(() => createFieldCrypto(loadKeys(dir)).open('party.phone', sealed)).toThrow()
  })

  it('opens after a new key has been put in use, as long as the old one is kept', () => {
    const file = loadKeys(dir)
    const sealed = createFieldCrypto(file).seal('party.phone', '13812345678')
    const rotated = { ...file, current: 'k2', keys: { ...file.keys, k2: Buffer.alloc(32, 7).toString('base64') } }
    const crypto = createFieldCrypto(rotated)
    expect(crypto.open('party.phone', sealed)).toBe('13812345678')
    const fresh = crypto.seal('party.phone', '13812345678')
    expect(() => createFieldCrypto(file).open('party.phone', fresh)).toThrow('unknown key "k2"')
  })
})

describe('the index of a sealed field', () => {
  it('is the same for the same value, another in another column, with another value and with other keys', () => {
    const file = loadKeys(dir)
    const crypto = createFieldCrypto(file)
    const index = crypto.blindIndex('party.phone', '13812345678')
    expect(createFieldCrypto(file).blindIndex('party.phone', '13812345678')).toEqual(index)
    expect(crypto.blindIndex('party.mail', '13812345678')).not.toEqual(index)
    expect(crypto.blindIndex('party.phone', '13812345679')).not.toEqual(index)
    const other = createFieldCrypto({ ...file, index: Buffer.alloc(32, 7).toString('base64') })
    expect(other.blindIndex('party.phone', '13812345678')).not.toEqual(index)
  })
})

describe('the keys of an installation', () => {
  it('are made at the first start, readable by their owner alone, and stay', () => {
    const made = loadKeys(dir)
    expect(loadKeys(dir)).toEqual(made)
    if (process.platform !== 'win32') expect(statSync(path()).mode & 0o777).toBe(0o600)
    expect(new Set([made.index, made.root, ...Object.values(made.keys)]).size).toBe(3)
  })

  it('that are damaged stop the start with the file’s name, and are not replaced', () => {
    loadKeys(dir)
    writeFileSync(path(), '{"current":"k1","keys":{}}')
    expect(() => loadKeys(dir)).toThrow(path())
    expect(readFileSync(path(), 'utf8')).toBe('{"current":"k1","keys":{}}')
  })

  it('whose current key is missing stop the start', () => {
    const file = loadKeys(dir)
    expect(() => createFieldCrypto({ ...file, current: 'gone' })).toThrow(
      'the current key "gone" is not among its keys',
    )
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
