import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256, sm3 } from './crypto.ts'
import { createFileStore, type FileStore } from './files.ts'

let dir = ''
let store: FileStore
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'weiquan-files-'))
  store = createFileStore(dir)
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const bytes = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)))
const kept = () => readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

describe('the store of files', () => {
  it('keeps a file under the hash of its content and tells both hashes, size and beginning', async () => {
    const stored = await store.put(bytes('维权', '一张网'), 100)
    expect(stored).toMatchObject({
      sha256: sha256('维权一张网'),
      sm3: sm3('维权一张网'),
      sizeBytes: 15,
      head: Buffer.from('维权一张网'),
    })
    expect(await store.has(stored.sha256)).toBe(true)
    expect(await text(store.read(stored.sha256))).toBe('维权一张网')
    expect(kept().map((entry) => entry.name)).toEqual([stored.sha256.toString('hex')])
  })

  it('keeps the same content once, also when it comes twice at once', async () => {
    await Promise.all([store.put(bytes('same'), 100), store.put(bytes('sa', 'me'), 100)])
    expect(kept()).toHaveLength(1)
  })

  it('takes exactly the limit and refuses one byte more, keeping nothing', async () => {
    await store.put(bytes('12345'), 5)
    await expect(store.put(bytes('123', '456'), 5)).rejects.toThrow('file larger than 5 bytes')
    expect(kept()).toHaveLength(1)
  })

  it('keeps nothing of a transfer that breaks off', async () => {
    const broken = async function* () {
      yield Buffer.from('half')
      throw new Error('connection lost')
    }
    await expect(store.put(broken(), 100)).rejects.toThrow('connection lost')
    expect(kept()).toEqual([])
  })

  it('removes a file, and does not mind one that is not there', async () => {
    const { sha256: name } = await store.put(bytes('gone'), 100)
    await store.remove(name)
    expect(await store.has(name)).toBe(false)
    await store.remove(name)
  })

  it('keeps an empty file as one', async () => {
    const stored = await store.put(bytes(), 100)
    expect([stored.sizeBytes, await store.has(stored.sha256)]).toEqual([0, true])
  })

  it('lists every content that is kept, and nothing that is still on its way', async () => {
    const stored = [await store.put(bytes('one'), 100), await store.put(bytes('two'), 100)]
    mkdirSync(join(dir, 'incoming'), { recursive: true })
    writeFileSync(join(dir, 'incoming', 'half'), 'ha')
    const listed: string[] = []
    for await (const name of store.list()) listed.push(name.toString('hex'))
    expect(listed.sort()).toEqual(stored.map(({ sha256 }) => sha256.toString('hex')).sort())
    for await (const name of createFileStore(join(dir, 'nothing')).list()) throw new Error(name.toString('hex'))
  })
})
