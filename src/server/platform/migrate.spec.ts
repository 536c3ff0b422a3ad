import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../testing/database.ts'
import { migrate, readMigrations } from './migrate.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrations-'))
})
afterEach(() => rm(folder, { recursive: true }))

const put = (name: string, sql: string) => writeFile(join(folder, name), sql)

describe('bringing a database to the newest migration', () => {
  const database = useTestDatabase({ empty: true })
  beforeEach(() => database.ownerPool.query('drop table if exists schema_migration, a, b'))

  const tables = async () => {
    const { rows } = await database.ownerPool.query(
      "select table_name as name from information_schema.tables where table_name in ('a', 'b') order by 1",
    )
    return rows.map((row) => row.name)
  }

  it('applies each file once and in order, and records who it was', async () => {
    await put('0001-create-a.sql', 'create table a (id int);')
    await put('0002-create-b.sql', 'create table b (id int); insert into a values (1);')
    expect(await migrate(database.ownerUrl, folder)).toEqual(['0001-create-a.sql', '0002-create-b.sql'])
    expect(await migrate(database.ownerUrl, folder)).toEqual([])
    const { rows } = await database.ownerPool.query(
      'select number, name, length(sha256) as digits from schema_migration order by 1',
    )
    expect(rows).toEqual([
      { number: 1, name: '0001-create-a.sql', digits: 64 },
      { number: 2, name: '0002-create-b.sql', digits: 64 },
    ])
  })

  it('applies only what is new to a database of an earlier release', async () => {
    await put('0001-create-a.sql', 'create table a (id int);')
    await migrate(database.ownerUrl, folder)
    await put('0002-create-b.sql', 'create table b (id int);')
    expect(await migrate(database.ownerUrl, folder)).toEqual(['0002-create-b.sql'])
  })

  it('applies a smaller number that comes later: parts of a release are written side by side', async () => {
    await put('0002-create-b.sql', 'create table b (id int);')
    await migrate(database.ownerUrl, folder)
    await put('0001-create-a.sql', 'create table a (id int);')
    expect(await migrate(database.ownerUrl, folder)).toEqual(['0001-create-a.sql'])
    expect(await migrate(database.ownerUrl, folder)).toEqual([])
  })

  it('applies each file once when several processes start together', async () => {
    await put('0001-create-a.sql', 'create table a (id int);')
    await put('0002-create-b.sql', 'create table b (id int);')
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.ownerUrl, folder)))
    expect(applied.flat().sort()).toEqual(['0001-create-a.sql', '0002-create-b.sql'])
  })

  it('refuses a file that was changed after it was applied, naming it', async () => {
    await put('0001-create-a.sql', 'create table a (id int);')
    await migrate(database.ownerUrl, folder)
    await put('0001-create-a.sql', 'create table a (id bigint);')
    await put('0002-create-b.sql', 'create table b (id int);')
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow('0001-create-a.sql 在应用之后被修改')
    expect(await tables()).toEqual(['a'])
  })

  it('takes a file checked out with Windows line ends for the same file', async () => {
    await put('0001-create-a.sql', 'create table a (\n id int);\n')
    await migrate(database.ownerUrl, folder)
    await put('0001-create-a.sql', 'create table a (\r\n id int);\r\n')
    expect(await migrate(database.ownerUrl, folder)).toEqual([])
  })

  it('refuses to work on a database that is newer than the program', async () => {
    await put('0001-create-a.sql', 'create table a (id int);')
    await put('0002-create-b.sql', 'create table b (id int);')
    await migrate(database.ownerUrl, folder)
    await rm(join(folder, '0002-create-b.sql'))
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow('程序比数据库旧')
  })

  it('leaves nothing of a file that fails, keeps those before it, and says where it failed', async () => {
    await put('0001-create-a.sql', 'create table a (id int);')
    await put('0002-create-b.sql', 'create table b (id int);\n\nselect nonsense;\n')
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow(
      '0002-create-b.sql, line 3: column "nonsense" does not exist',
    )
    expect(await tables()).toEqual(['a'])
    await put('0002-create-b.sql', 'create table b (id int);')
    expect(await migrate(database.ownerUrl, folder)).toEqual(['0002-create-b.sql'])
  })
})

describe('reading the migrations of a release', () => {
  it('refuses a name without number and verb', async () => {
    await put('create_a.sql', 'select 1')
    await expect(readMigrations(folder)).rejects.toThrow(
      'migrations/create_a.sql: expected a name like 0001-create-matter.sql',
    )
  })

  it('refuses a number that is given twice', async () => {
    await put('0001-create-a.sql', 'select 1')
    await put('0001-create-b.sql', 'select 1')
    await expect(readMigrations(folder)).rejects.toThrow(
      'migrations/0001-create-b.sql: its number is taken by 0001-create-a.sql',
    )
  })
})

describe('the migrations of this release', () => {
  const database = useTestDatabase()

  it('have been applied to every test database', async () => {
    expect(await migrate(database.ownerUrl)).toEqual([])
    const { rows } = await database.pool.query('select current_user as name')
    expect(rows).toEqual([{ name: 'weiquan_app' }])
  })
})
