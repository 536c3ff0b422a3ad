import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPdf, aPng } from '../../../testing/files.ts'
import { readConfig } from '../platform/config.ts'
import { sealAdapter } from './seal.ts'
import { loadServiceWays, nextWay } from './service-ways.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weiquan-seals-'))
  await writeFile(join(folder, 'ningbo.png'), aPng)
  await writeFile(join(folder, 'hangzhou.signature.png'), aPdf)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const fromFolder = () => sealAdapter(readConfig({ SEAL: 'file', SEAL_DIR: folder }))

describe('the seal of an institution', () => {
  it('is not there unless it was configured', async () => {
    expect(await sealAdapter(readConfig({})).imagesOf('ningbo')).toEqual({ seal: null, signature: null })
    expect(() => readConfig({ SEAL: 'wax' })).toThrow('SEAL: given "wax", expected none or file')
  })

  it('comes from the folder; an institution without a file has none', async () => {
    expect(await fromFolder().imagesOf('ningbo')).toEqual({ seal: aPng, signature: null })
    expect(await fromFolder().imagesOf('wenzhou')).toEqual({ seal: null, signature: null })
  })

  it('that is no picture stops the document rather than letting it out without', async () => {
    await expect(fromFolder().imagesOf('hangzhou')).rejects.toThrow('expected a PNG')
  })
})

describe('the ways of service', () => {
  const load = async (text: string) => {
    const path = join(folder, 'ways.yaml')
    await writeFile(path, text)
    return () => loadServiceWays(path)
  }
  const version = (more: string) =>
    `ways: [{ version: 1, source: s, confidence: none, validFrom: '2019-01-01', validTo: null,
      first: { online: portal, counter: counter, phone: post, letter: post }, next: [${more}] }]`

  it('are refused by name of the file when a way follows itself, stands twice or is none', async () => {
    for (const wrong of [
      '{ from: post, afterDays: 5, to: post }',
      '{ from: portal, afterDays: 5, to: post }, { from: portal, afterDays: 6, to: counter }',
      '{ from: portal, afterDays: 0, to: post }',
      '{ from: pigeon, afterDays: 5, to: post }',
    ])
      expect(await load(version(wrong)), wrong).toThrow('ways.yaml')
    expect(await load(version('{ from: portal, afterDays: 5, to: post }'))).not.toThrow()
  })

  it('count whole days: what went out on Monday evening moves when the fifth day after it is over', () => {
    const since = '2026-03-02T14:00:00.000Z' as Parameters<typeof nextWay>[1] // 22:00 in China
    expect(nextWay('portal', since)).toEqual({ to: 'post', at: '2026-03-07T16:00:00.000Z' })
  })
})
