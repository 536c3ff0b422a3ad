import { beforeAll, describe, expect, it } from 'vitest'
import { aMatter, type StoredMatter } from '../../../testing/a-matter.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { readMatterNumber } from '../../domain/matter/number.ts'
import { type SuiteName, suiteNames, suites } from '../platform/cipher-suite.ts'
import { createFieldCrypto } from '../platform/crypto.ts'
import { loadKeys, watchKeys } from '../platform/key-file.ts'
import { verify } from '../record/verify.ts'
import { saveDraft } from '../submission/draft.ts'
import { openMatter } from '../track/use-cases.ts'
import { retireKey, rotateKeys } from './rotate-keys.ts'
import { countKeyUse } from './sealed-columns.ts'

describe.each(suiteNames)('a change of keys to the suite %s', (suite: SuiteName) => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
  const matters: StoredMatter[] = []
  const dataDir = () => test.platform.config.dataDir
  const rotate = (onBatch?: (rows: number) => void) =>
    rotateKeys({ dataDir: dataDir(), ownerUrl: database.ownerUrl, suite, ...(onBatch ? { onBatch } : {}) })
  const uses = async () => {
    const client = await database.ownerPool.connect()
    return countKeyUse(client).finally(() => client.release())
  }
  const opensByPhone = async (matter: StoredMatter) => {
    const read = readMatterNumber(matter.number)
    if (!read.ok) throw new Error(matter.number)
    return (await openMatter(test.platform, read.number, '13810000000', 'spec')) === matter.id
  }

  beforeAll(async () => {
    const applicant = { phone: '13810000000' }
    for (let n = 0; n < 3; n += 1) matters.push(await aMatter(test, { submission: { applicant } }).in('submitted'))
    await saveDraft(test.platform, null, { facts: '' }, () => ({ facts: '还没写完' }), 'spec')
  })

  it('that is killed leaves everything readable under both keys, and is gone on with', async () => {
    const killed = rotate(() => {
      throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    const file = loadKeys(dataDir())
    expect(file).toMatchObject({ current: 'k2', rotation: 'k2' })
    expect(file.indexes).toHaveLength(2)
    expect(new Set((await uses()).map((use) => use.key))).toEqual(new Set(['k1', 'k2']))
    expect(await verify(test.platform)).toMatchObject({ matters: 3, ok: true })
    for (const matter of matters) expect(await opensByPhone(matter)).toBe(true)
    // What arrives meanwhile is sealed by the running platform with the new key.
    const meanwhile = { applicant: { phone: '13810000000' } }
    matters.push(await aMatter(test, { submission: meanwhile }).in('submitted'))

    const done = await rotate()
    expect(done).toMatchObject({ key: 'k2', suite, resumed: true, failed: 0 })
  })

  it('ends with every value under the new key, the record whole, and people found as before', async () => {
    expect((await uses()).every((use) => use.key === 'k2')).toBe(true)
    expect(new Set((await uses()).map((use) => use.column))).toContain('answers_sealed')
    expect(loadKeys(dataDir())).toMatchObject({ rotation: null, indexes: [{ suite }] })
    expect(await verify(test.platform)).toMatchObject({ matters: 4, ok: true })
    for (const matter of matters) expect(await opensByPhone(matter)).toBe(true)
    const fresh = createFieldCrypto(watchKeys(dataDir(), suite), suite)
    const { rows } = await database.ownerPool.query('select phone_sealed from party where phone_sealed is not null')
    for (const row of rows) expect(fresh.open('party.phone', row.phone_sealed)).toBe('13810000000')
    const resealed = rows.filter((row) => row.phone_sealed[0] === suites[suite].id)
    expect(resealed.length).toBeGreaterThanOrEqual(3)
  })

  it('again makes another key, and the old one can be retired once nothing needs it', async () => {
    expect(await retireKey(dataDir(), database.ownerUrl, 'k2')).toMatchObject({ retired: false, reason: 'current' })
    expect(await rotate()).toMatchObject({ key: 'k3', resumed: false, failed: 0 })
    expect(await retireKey(dataDir(), database.ownerUrl, 'k2')).toEqual({ retired: true, key: 'k2' })
    expect(await retireKey(dataDir(), database.ownerUrl, 'k2')).toMatchObject({ retired: false, reason: 'unknown' })
    expect(await verify(test.platform)).toMatchObject({ matters: 4, ok: true })
  })

  it('names what it cannot open, leaves it as it is, and stays open', async () => {
    await database.ownerPool.query(
      `update party set mail_sealed = '\\x01026b31' where id = (select id from party where mail_sealed is not null order by id limit 1)`,
    )
    const done = await rotate()
    expect(done).toMatchObject({ key: 'k4', failed: 1 })
    expect(done.firstFailed[0]).toMatch(/^party\.mail_sealed of [0-9a-f-]{36}$/)
    expect(loadKeys(dataDir()).rotation).toBe('k4')
    expect(await retireKey(dataDir(), database.ownerUrl, 'k1')).toMatchObject({ retired: false })
  })

  it('is refused while another one runs', async () => {
    const client = await database.ownerPool.connect()
    await client.query("select pg_advisory_lock(hashtext('weiquan keys'))")
    await expect(rotate()).rejects.toThrow('另一次更换密钥正在进行')
    await client.query("select pg_advisory_unlock(hashtext('weiquan keys'))")
    client.release()
  })
})
