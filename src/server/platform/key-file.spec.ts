import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFieldCrypto } from './crypto.ts'
import { keyPath, loadKeys, newKey, saveKeys, watchKeys } from './key-file.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'weiquan-keys-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('the keys of an installation', () => {
  it('are made at the first start, readable by their owner alone, and stay', () => {
    const made = loadKeys(dir, 'sm')
    expect(loadKeys(dir, 'default')).toEqual(made)
    expect(made.made).toBe('sm')
    if (process.platform !== 'win32') expect(statSync(keyPath(dir)).mode & 0o777).toBe(0o600)
    expect(new Set([made.index, made.root, made.indexes?.[0]?.key, ...Object.values(made.keys)]).size).toBe(4)
    expect(readdirSync(dirname(keyPath(dir)))).toEqual(['field-keys.json'])
  })

  it('that are damaged stop the start with the file’s name, and are not replaced', () => {
    loadKeys(dir)
    writeFileSync(keyPath(dir), '{"current":"k1","keys":{}}')
    expect(() => loadKeys(dir)).toThrow(keyPath(dir))
    expect(readFileSync(keyPath(dir), 'utf8')).toBe('{"current":"k1","keys":{}}')
  })

  it('that change reach a running process with the next value, sealed or opened', () => {
    const [here, there] = [0, 1].map(() => createFieldCrypto(watchKeys(dir, 'default')))
    const before = here?.seal('party.phone', '13812345678') ?? Buffer.alloc(0)
    const file = loadKeys(dir)
    saveKeys(dir, { ...file, current: 'k2', keys: { ...file.keys, k2: newKey() } })
    const sealed = here?.seal('party.phone', '13812345678') ?? Buffer.alloc(0)
    expect(sealed.subarray(2, 4).toString()).toBe('k2')
    expect(there?.open('party.phone', sealed)).toBe('13812345678')
    expect(there?.open('party.phone', before)).toBe('13812345678')
  })

  it('that are taken away under a running process leave it with what it has', () => {
    const crypto = createFieldCrypto(watchKeys(dir, 'default'))
    rmSync(dirname(keyPath(dir)), { recursive: true })
    expect(crypto.open('party.phone', crypto.seal('party.phone', '13812345678'))).toBe('13812345678')
  })
})
