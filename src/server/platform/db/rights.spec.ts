import { beforeAll, describe, expect, it } from 'vitest'
import { aMatter, type StoredMatter } from '../../../../testing/a-matter.ts'
import { useTestDatabase } from '../../../../testing/database.ts'
import { useTestPlatform } from '../../../../testing/platform.ts'
import { appLogin } from './app-login.ts'
import { createPool } from './pool.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
let stored: StoredMatter

beforeAll(async () => {
  const link = { kind: 'web-capture', name: '网店页面', link: 'https://example.com/item/1' }
  stored = await aMatter(test, { submission: { evidence: [link] } }).in('accepted')
})

/** Runs as the app connects, with its own settings inside one transaction that is rolled back. */
const asApp = async (text: string, settings: readonly (readonly [string, string])[] = []) => {
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    for (const [name, value] of settings) await client.query('select set_config($1, $2, true)', [name, value])
    return await client.query(text)
  } finally {
    await client.query('rollback')
    client.release()
  }
}
const everything = [['weiquan.scope', 'system']] as const

describe('the app’s login', () => {
  it('works as the app’s role, and can become neither its owner nor anybody else', async () => {
    const url = await appLogin(database.ownerUrl)
    expect(await appLogin(database.ownerUrl)).toBe(url)
    const pool = createPool(url, 1)
    const { rows: owner } = await database.ownerPool.query('select current_user as name')
    try {
      expect((await pool.query('select current_user as name')).rows).toEqual([{ name: 'weiquan_app' }])
      for (const words of [`set role ${owner[0].name}`, `set session authorization ${owner[0].name}`]) {
        await expect(pool.query(words), words).rejects.toThrow('permission denied')
      }
      await pool.query('reset role')
      expect((await pool.query('select current_user as name')).rows).toEqual([{ name: 'weiquan_app' }])
      // Without the role it has no right at all.
      await expect(pool.query('set role none; select 1 from audit')).rejects.toThrow('permission denied')
      await expect(pool.query('set role none; delete from audit')).rejects.toThrow('permission denied')
      await expect(pool.query('drop table audit')).rejects.toThrow('must be owner')
    } finally {
      await pool.end()
    }
  })
})

describe('the app’s role in the database', () => {
  it.each(['matter_event', 'party', 'evidence', 'audit', 'document'])(
    'can add to %s and read it, never change or remove',
    async (table) => {
      const { rows } = await asApp(`select count(*)::int as count from ${table}`, everything)
      expect(rows[0].count).toBeGreaterThan(0)
      const column = { matter_event: 'seq', audit: 'detail', document: 'number' }[table] ?? 'name'
      await expect(asApp(`update ${table} set ${column} = ${column}`, everything)).rejects.toThrow('permission denied')
      await expect(asApp(`delete from ${table}`, everything)).rejects.toThrow('permission denied')
      await expect(asApp(`truncate ${table}`, everything)).rejects.toThrow('permission denied')
    },
  )

  it('can remove no matter, no search entry, no account, no institution and no limit', async () => {
    for (const table of [
      'matter',
      'matter_search',
      'staff',
      'staff_account',
      'institution',
      'institution_deadline_override',
      'division',
    ]) {
      await expect(asApp(`delete from ${table}`, everything), table).rejects.toThrow('permission denied')
    }
  })

  it.each([
    'matter',
    'matter_event',
    'party',
    'evidence',
    'matter_search',
    'audit',
    'draft',
    'incoming_file',
    'incoming_piece',
    'document',
    'document_service',
  ])('sees nothing of %s without saying for whom it looks', async (table) => {
    expect((await asApp(`select * from ${table}`)).rows).toEqual([])
  })

  it('changes no matter without saying for whom', async () => {
    expect((await asApp("update matter set status = 'archived'")).rowCount).toBe(0)
  })

  it.each([
    ['an empty setting', [['weiquan.scope', '']]],
    ['a scope that is none', [['weiquan.scope', 'everything']]],
    ['no institutions', [['weiquan.institutions', '{}']]],
    ['another province', [['weiquan.province', '440000']]],
    ['an empty province', [['weiquan.province', '']]],
    ['another number', [['weiquan.number', 'WQ33-2222-222Y']]],
  ] as const)('sees nothing with %s', async (_what, settings) => {
    expect((await asApp('select 1 from matter', settings)).rows).toEqual([])
  })

  it.each<readonly [string, () => readonly (readonly [string, string])[]]>([
    ['its id', () => [['weiquan.matter', stored.id]]],
    ['its number', () => [['weiquan.number', stored.number]]],
    ['its submission', () => [['weiquan.submission', stored.submissionId]]],
    ['its holder', () => [['weiquan.institutions', `{${stored.matter.holderId}}`]]],
    ['its province', () => [['weiquan.province', '330000']]],
  ])('sees the matter and what belongs to it by %s', async (_what, settings) => {
    const given = settings()
    for (const [table, column] of [
      ['matter', 'id'],
      ['matter_event', 'matter_id'],
      ['party', 'matter_id'],
      ['evidence', 'matter_id'],
    ]) {
      const { rows } = await asApp(`select ${column} as id from ${table}`, given)
      expect(rows.length, table).toBeGreaterThan(0)
      expect(new Set(rows.map((row) => row.id)), table).toEqual(new Set([stored.id]))
    }
  })

  it('settings end with their transaction: the next user of the connection starts blind', async () => {
    const client = await database.pool.connect()
    try {
      await client.query(`begin; select set_config('weiquan.scope', 'system', true); select 1 from matter; commit`)
      expect((await client.query('select 1 from matter')).rows).toEqual([])
    } finally {
      client.release()
    }
  })

  it('can make no table, no role and no extension, and can’t switch the walls off', async () => {
    for (const text of [
      'create table mine (id int)',
      'create role mine',
      'alter table matter disable row level security',
      'drop policy matter_read on matter',
    ]) {
      await expect(asApp(text), text).rejects.toThrow(/permission denied|must be owner/)
    }
  })

  it('can grant itself nothing: PostgreSQL takes the words and does nothing', async () => {
    const words = 'grant delete on matter_event to weiquan_app; delete from matter_event'
    await expect(asApp(words, everything)).rejects.toThrow('permission denied')
  })

  it('adds jobs by the one function that it was given, and reads no queue', async () => {
    const { rows } = await asApp(`select add_job('matter.sweep', '{}', null, 'spec')`)
    expect(rows).toHaveLength(1)
    await expect(asApp('select * from graphile_worker._private_jobs')).rejects.toThrow('permission denied')
  })
})
