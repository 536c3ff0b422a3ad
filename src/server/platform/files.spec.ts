import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type S3Server, s3Account, s3Bucket, startS3Server } from '../../../testing/s3-server.ts'
import { sha256, sm3 } from './crypto.ts'
import { createFileStore, type FileStore } from './files.ts'
import { createS3FileStore } from './s3-files.ts'

const bytes = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)))

interface Opened {
  readonly store: FileStore
  /** The names of what is there, past the store. */
  readonly kept: () => readonly string[]
  readonly close: () => Promise<void>
}

const onDisk = async (): Promise<Opened & { readonly dir: string }> => {
  const dir = mkdtempSync(join(tmpdir(), 'weiquan-files-'))
  const files = () => readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return {
    dir,
    store: createFileStore(dir),
    kept: () => files().map((entry) => entry.name),
    close: async () => rmSync(dir, { recursive: true, force: true }),
  }
}

const inBucket = async (): Promise<Opened & { readonly server: S3Server }> => {
  const server = await startS3Server()
  const config = { ...s3Account, endpoint: server.endpoint, bucket: s3Bucket }
  return {
    server,
    store: createS3FileStore(config, () => new Date('2026-03-02T02:00:00Z')),
    kept: () => [...server.objects.keys()].map((key) => key.replace('files/', '')),
    close: server.close,
  }
}

describe.each<[string, () => Promise<Opened>]>([
  ['on disk', onDisk],
  ['in an S3-compatible bucket', inBucket],
])('the store of files %s', (_, open) => {
  let opened: Opened
  beforeEach(async () => {
    opened = await open()
  })
  afterEach(() => opened.close())

  it('keeps a file under the hash of its content and tells both hashes, size and beginning', async () => {
    const { store, kept } = opened
    const stored = await store.put(bytes('维权', '一张网'), 100)
    expect(stored).toMatchObject({
      sha256: sha256('维权一张网'),
      sm3: sm3('维权一张网'),
      sizeBytes: 15,
      head: Buffer.from('维权一张网'),
    })
    expect(await store.has(stored.sha256)).toBe(true)
    expect(await text(store.read(stored.sha256))).toBe('维权一张网')
    expect(kept()).toEqual([stored.sha256.toString('hex')])
  })

  it('keeps a large file as it came', async () => {
    const content = Buffer.alloc(3 * 1024 * 1024, '证据')
    const stored = await opened.store.put([content], content.length)
    expect((await buffer(opened.store.read(stored.sha256))).equals(content)).toBe(true)
  })

  it('keeps the same content once, also when it comes twice at once', async () => {
    await Promise.all([opened.store.put(bytes('same'), 100), opened.store.put(bytes('sa', 'me'), 100)])
    expect(opened.kept()).toHaveLength(1)
  })

  it('takes exactly the limit and refuses one byte more, keeping nothing', async () => {
    await opened.store.put(bytes('12345'), 5)
    await expect(opened.store.put(bytes('123', '456'), 5)).rejects.toThrow('file larger than 5 bytes')
    expect(opened.kept()).toHaveLength(1)
  })

  it('keeps nothing of a transfer that breaks off', async () => {
    const broken = async function* () {
      yield Buffer.from('half')
      throw new Error('connection lost')
    }
    await expect(opened.store.put(broken(), 100)).rejects.toThrow('connection lost')
    expect(opened.kept()).toEqual([])
  })

  it('removes a file, and does not mind one that is not there; reading it then fails', async () => {
    const { store } = opened
    const { sha256: name } = await store.put(bytes('gone'), 100)
    await store.remove(name)
    expect(await store.has(name)).toBe(false)
    await store.remove(name)
    await expect(text(store.read(name))).rejects.toThrow()
  })

  it('keeps an empty file as one', async () => {
    const stored = await opened.store.put(bytes(), 100)
    expect([stored.sizeBytes, await opened.store.has(stored.sha256)]).toEqual([0, true])
  })

  it('lists every content that is kept', async () => {
    const { store } = opened
    const listed: string[] = []
    for await (const name of store.list()) listed.push(name.toString('hex'))
    expect(listed).toEqual([])
    const names = ['one', 'two', 'three', 'four', 'five'].map(async (one) => (await store.put(bytes(one), 100)).sha256)
    const stored = (await Promise.all(names)).map((name) => name.toString('hex'))
    for await (const name of store.list()) listed.push(name.toString('hex'))
    expect(listed.sort()).toEqual(stored.sort())
  })
})

describe('the store on disk', () => {
  it('does not list what is still on its way, and clears what a kill left half-way a day ago', async () => {
    const { dir, store, close } = await onDisk()
    mkdirSync(join(dir, 'incoming'), { recursive: true })
    for (const name of ['half', 'older']) writeFileSync(join(dir, 'incoming', name), 'ha')
    utimesSync(join(dir, 'incoming', 'older'), new Date('2026-03-01T00:00:00Z'), new Date('2026-03-01T00:00:00Z'))
    for await (const name of store.list()) throw new Error(name.toString('hex'))
    expect(await store.clearUnfinished(new Date('2026-03-02T00:00:00Z'))).toBe(1)
    expect(readdirSync(join(dir, 'incoming'))).toEqual(['half'])
    for await (const name of createFileStore(join(dir, 'nothing')).list()) throw new Error(name.toString('hex'))
    await close()
  })
})
