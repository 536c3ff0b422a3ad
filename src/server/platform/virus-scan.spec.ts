import { Readable } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { eicar } from '../../../testing/bad-files.ts'
import { type FakeClamd, startFakeClamd } from '../../../testing/clamd.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPdf } from '../../../testing/files.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { explainUploadRefusal } from '../../contract/upload-refusal.ts'
import { receiveUpload } from '../upload/upload.ts'
import { readVirusScan } from './file-config.ts'
import { createVirusScan } from './virus-scan.ts'

const running: FakeClamd[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()))
})
const start = async (say?: string): Promise<FakeClamd> => {
  const clamd = await startFakeClamd(say)
  running.push(clamd)
  return clamd
}
const troubles: string[] = []
const scanAt = (port: number, whenUnreachable: 'refuse' | 'accept' = 'refuse') =>
  createVirusScan({ place: { host: '127.0.0.1', port }, whenUnreachable }, (error) => troubles.push(String(error)))

/** A port where nobody listens. */
const deadPort = async (): Promise<number> => {
  const clamd = await startFakeClamd()
  await clamd.close()
  return clamd.port
}

describe('the scanner for viruses', () => {
  it('is sent every byte of a file, and says that a clean one is clean', async () => {
    const clamd = await start()
    expect(await scanAt(clamd.port)(Buffer.alloc(1_000_003, 'a'))).toEqual({ verdict: 'clean' })
    expect(clamd.seen).toEqual([1_000_003])
  })

  it('names what it finds', async () => {
    const found = await scanAt((await start()).port)(Buffer.from(`before ${eicar} after`))
    expect(found).toEqual({ verdict: 'infected', signature: 'Eicar-Test-Signature' })
  })

  it.each([
    ['answers that the file is too long for it', 'INSTREAM size limit exceeded. ERROR\0'],
    ['answers nonsense', 'hello\0'],
    ['answers nothing', ''],
  ])('that %s has not looked: refused, or taken where the installation says so', async (_, say) => {
    const { port } = await start(say)
    troubles.length = 0
    expect(await scanAt(port)(aPdf)).toEqual({ verdict: 'unreachable' })
    expect(troubles).toEqual([expect.stringContaining('clamd: answered')])
    expect(await scanAt(port, 'accept')(aPdf)).toEqual({ verdict: 'clean' })
  })

  it('that is away has not looked either', async () => {
    expect(await scanAt(await deadPort())(aPdf)).toEqual({ verdict: 'unreachable' })
    expect(await scanAt(await deadPort(), 'accept')(aPdf)).toEqual({ verdict: 'clean' })
  })

  it('is found by its settings, which say what they expect', () => {
    expect(readVirusScan({})).toBeNull()
    const refuse = { whenUnreachable: 'refuse' }
    expect(readVirusScan({ CLAMD_HOST: 'clam' })).toEqual({ place: { host: 'clam', port: 3310 }, ...refuse })
    expect(readVirusScan({ CLAMD_HOST: '[::1]:99' })).toEqual({ place: { host: '::1', port: 99 }, ...refuse })
    const socket = { CLAMD_SOCKET: '/run/clamd.sock', CLAMD_UNREACHABLE: 'accept' }
    expect(readVirusScan(socket)).toEqual({ place: { path: '/run/clamd.sock' }, whenUnreachable: 'accept' })
    expect(() => readVirusScan({ CLAMD_HOST: 'a:b:c' })).toThrow('CLAMD_HOST: given "a:b:c", expected a host')
    expect(() => readVirusScan({ CLAMD_UNREACHABLE: 'x' })).toThrow('expected refuse or accept')
  })
})

describe('a file with a virus', () => {
  const database = useTestDatabase()
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const send = async (port: number, content: string) => {
    const platform = { ...test.platform, virusScan: scanAt(port) }
    const received = await receiveUpload(
      platform,
      { name: '说明.txt', bytes: Readable.from([Buffer.from(content)]) },
      'spec',
    )
    return received.ok ? 'taken' : explainUploadRefusal(received.refusal)
  }
  const kept = async () => (await database.ownerPool.query('select count(*)::int as count from upload')).rows[0].count

  it('is refused by its name and not kept; a clean one is taken', async () => {
    const { port } = await start()
    expect(await send(port, eicar)).toBe(
      '“说明.txt”被查出病毒（Eicar-Test-Signature），没有接收；请先在自己的设备上杀毒',
    )
    expect(await kept()).toBe(0)
    expect(await send(port, '没有病毒')).toBe('taken')
  })

  it('or without a scanner that answers is not taken, and the sender is told to try again', async () => {
    const before = await kept()
    expect(await send(await deadPort(), '也许有')).toContain('病毒检查暂时不可用，“说明.txt”没有接收；请过几分钟再传')
    expect(await kept()).toBe(before)
  })
})
