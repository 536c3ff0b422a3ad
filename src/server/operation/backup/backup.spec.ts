import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aMatter } from '../../../../testing/a-matter.ts'
import { useTestDatabase } from '../../../../testing/database.ts'
import { aPng } from '../../../../testing/files.ts'
import { useTestPlatform } from '../../../../testing/platform.ts'
import { type SuiteName, suiteNames } from '../../platform/cipher-suite.ts'
import { type Config, readConfig } from '../../platform/config.ts'
import { createFieldCrypto } from '../../platform/crypto.ts'
import { createFileStore } from '../../platform/files.ts'
import { loadKeys } from '../../platform/key-file.ts'
import { checkBackup, restoreBackup } from './restore-backup.ts'
import { openStream, type Secret, sealStream } from './sealed-stream.ts'
import { writeBackup } from './write-backup.ts'

const phrase = (text: string): Secret => ({ kind: 'passphrase', bytes: Buffer.from(text) })
// A key file, because scrypt is slow on purpose.
const secret: Secret = { kind: 'key-file', bytes: Buffer.alloc(32, 1) }
const log = fastify({ logger: false }).log

describe('a backup', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
  const [empty, another] = [useTestDatabase({ empty: true }), useTestDatabase({ empty: true })]
  let dir = ''
  const at = (name: string) => join(dir, name)
  const configOf = (url: string, name: string): Config => readConfig({ DATABASE_URL: url, DATA_DIR: at(name) })
  const restore = (config: Config, file: string, by = secret, keysFrom: string | null = null) =>
    restoreBackup(config, { file, secret: by, keysFrom, log, say: () => {} })
  const filesOf = async (folder: string): Promise<readonly string[]> => {
    const names: string[] = []
    for await (const name of createFileStore(folder).list()) names.push(name.toString('hex'))
    return names
  }
  const count = async (url: typeof database, table: string): Promise<number> =>
    (await url.ownerPool.query(`select count(*)::int as count from ${table}`)).rows[0].count

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'weiquan-backup-'))
    await test.platform.files.put(Readable.from([aPng]), aPng.length)
    await aMatter(test, {}).in('supplement-noticed')
    await aMatter(test, {}).in('closed')
    await database.ownerPool.query(
      `select add_job('matter.lapse-supplement', '{"matterId":"x"}', now() + '1 day', 'spec')`,
    )
    await writeBackup(test.platform, database.ownerUrl, { to: at('whole'), secret, withKeys: true })
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  it('restored on an empty place has the same counts, files, jobs, keys and chains, and holds', async () => {
    const done = await restore(configOf(empty.ownerUrl, 'restored'), at('whole'))
    expect(done).toMatchObject({ keys: 'from-backup', migrated: [] })
    expect(await filesOf(at('restored/files'))).toEqual(await filesOf(test.filesDir))
    expect(done.files).toBe((await filesOf(test.filesDir)).length)
    expect(done.verification).toMatchObject({ matters: 2, ok: true })
    expect(done.chains).toMatchObject({ matters: 2, events: done.verification.events })
    for (const table of ['matter', 'matter_event', 'party', 'evidence', 'audit', 'staff', 'institution', 'division']) {
      expect(await count(empty, table), table).toBe(await count(database, table))
      expect(done.tables[table], table).toBe(await count(database, table))
    }
    const sql = `select t.identifier, j.payload, j.run_at, j.key from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id order by j.key`
    expect((await empty.ownerPool.query(sql)).rows).toEqual((await database.ownerPool.query(sql)).rows)
    const crypto = createFieldCrypto(loadKeys(at('restored')))
    const { rows } = await empty.ownerPool.query(
      'select phone_sealed from party where phone_sealed is not null limit 1',
    )
    expect(crypto.open('party.phone', rows[0].phone_sealed)).toMatch(/^138/)
    expect(await count(empty, 'pg_indexes')).toBe(await count(database, 'pg_indexes'))
  })

  it('is refused where anything stands already, and changes nothing there', async () => {
    await expect(restore(configOf(database.ownerUrl, 'elsewhere'), at('whole'))).rejects.toThrow(/里已有内容/)
    await expect(restore(configOf(another.ownerUrl, 'restored'), at('whole'))).rejects.toThrow(/keys 里已有内容/)
    expect(await count(database, 'matter')).toBe(2)
    await expect(stat(at('elsewhere/keys'))).rejects.toThrow('ENOENT')
  })

  it('is refused with a wrong passphrase or key, with the other kind of secret, and when it is another file', async () => {
    const config = configOf(another.ownerUrl, 'refused')
    const right = phrase('correct horse battery staple')
    await writeBackup(test.platform, database.ownerUrl, { to: at('by-phrase'), secret: right, withKeys: true })
    expect((await checkBackup(at('by-phrase'), right)).tally.chains.matters).toBe(2)
    const wrong = phrase('correct horse battery stapler')
    await expect(restore(config, at('by-phrase'), wrong)).rejects.toThrow('口令或密钥不对')
    const key: Secret = { kind: 'key-file', bytes: Buffer.alloc(32, 2) }
    await expect(restore(config, at('whole'), key)).rejects.toThrow('口令或密钥不对')
    await expect(restore(config, at('whole'), right)).rejects.toThrow('--key-file')
    await expect(restore(config, at('by-phrase'), key)).rejects.toThrow('--passphrase-file')
    await writeFile(at('other'), 'PK\x03\x04 something else')
    await expect(restore(config, at('other'))).rejects.toThrow('这不是本平台的备份文件')
    await expect(stat(at('refused/keys'))).rejects.toThrow('ENOENT')
  })

  it('is refused when it was cut anywhere, altered anywhere, or lengthened', async () => {
    const whole = await readFile(at('whole'))
    const head = whole.indexOf(10, 20) + 1
    const damaged: (readonly [string, Buffer])[] = [
      ...[0, 10, head, head + 2, head + 100, whole.length - 1].map(
        (end) => [`cut at ${end}`, whole.subarray(0, end)] as const,
      ),
      ...[3, head - 3, head + 1, head + 50, whole.length >> 1, whole.length - 1].map((place) => {
        const changed = Buffer.from(whole)
        changed.writeUInt8(changed.readUInt8(place) ^ 4, place)
        return [`changed at ${place}`, changed] as const
      }),
      ['lengthened', Buffer.concat([whole, Buffer.from('x')])],
    ]
    for (const [what, content] of damaged) {
      await writeFile(at('damaged'), content)
      await expect(checkBackup(at('damaged'), secret), what).rejects.toThrow(/备份|密钥/)
    }
  })

  it('without keys needs the key file beside it', async () => {
    const done = await writeBackup(test.platform, database.ownerUrl, { to: at('keyless'), secret, withKeys: false })
    expect(done).toMatchObject({ keys: 'left-out' })
    const config = configOf(another.ownerUrl, 'keyless-data')
    await expect(restore(config, at('keyless'))).rejects.toThrow('这个备份不含密钥')
    const keys = join(test.platform.config.dataDir, 'keys', 'field-keys.json')
    const restored = await restore(config, at('keyless'), secret, keys)
    expect(restored).toMatchObject({ keys: 'from-file', verification: { ok: true } })
  })

  it('of a release whose tables this one does not know is refused', async () => {
    await database.ownerPool.query(
      "insert into schema_migration (number, name, sha256) values (9999, '9999-add-later.sql', 'x')",
    )
    await writeBackup(test.platform, database.ownerUrl, { to: at('later'), secret, withKeys: true })
    await database.ownerPool.query('delete from schema_migration where number = 9999')
    await expect(restore(configOf(another.ownerUrl, 'later-data'), at('later'))).rejects.toThrow('程序比备份旧')
  })

  it('never overwrites a file, and leaves none behind when it fails', async () => {
    const again = writeBackup(test.platform, database.ownerUrl, { to: at('whole'), secret, withKeys: true })
    await expect(again).rejects.toThrow('备份不覆盖已有的文件')
    await mkdir(at('full'))
    const gone = { ...test.platform, config: { ...test.platform.config, dataDir: at('no-keys-here') } }
    const failing = writeBackup(gone, database.ownerUrl, { to: at('full/backup'), secret, withKeys: true })
    await expect(failing).rejects.toThrow('ENOENT')
    await expect(stat(at('full/backup.part'))).rejects.toThrow('ENOENT')
  })
})

describe.each(suiteNames)('a stream sealed by the suite %s', (suite: SuiteName) => {
  const sealed = (content: Buffer, by = secret) =>
    buffer(Readable.from(sealStream(Readable.from(content.length ? [content] : []), by, suite)))
  const opened = (bytes: Buffer, by = secret) => buffer(Readable.from(openStream(Readable.from([bytes]), by)))

  it.each([0, 1, 1024 * 1024 - 1, 1024 * 1024, 2 * 1024 * 1024 + 7])(
    'of %i bytes opens to what it was',
    async (size) => {
      const content = Buffer.alloc(size, 'weiquan')
      const bytes = await sealed(content)
      expect(bytes.includes('weiquanweiquan')).toBe(false)
      expect((await opened(bytes)).equals(content)).toBe(true)
    },
  )

  it('does not open when its pieces change places or the last ones are left out', async () => {
    const bytes = await sealed(Buffer.alloc(2 * 1024 * 1024 + 7, 'weiquan'))
    const head = bytes.indexOf(10, 20) + 1
    const piece = 4 + bytes.readUInt32BE(head)
    const [one, two] = [bytes.subarray(head, head + piece), bytes.subarray(head + piece, head + 2 * piece)]
    const swapped = Buffer.concat([bytes.subarray(0, head), two, one, bytes.subarray(head + 2 * piece)])
    await expect(opened(swapped)).rejects.toThrow('口令或密钥不对')
    await expect(opened(bytes.subarray(0, head + 2 * piece))).rejects.toThrow('结尾缺失')
  })

  it('opens with a key file of any length above 32 bytes', async () => {
    const key: Secret = { kind: 'key-file', bytes: Buffer.alloc(100, 3) }
    expect((await opened(await sealed(Buffer.from('维权'), key), key)).toString()).toBe('维权')
  })
})
