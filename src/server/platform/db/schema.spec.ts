import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../../testing/database.ts'

const database = useTestDatabase()

/** The tables as `schema.ts` and the files of tables beside it tell them to the compiler: table → column → whether it may be null. */
const typed = (): Record<string, Record<string, boolean>> => {
  const files = readdirSync(import.meta.dirname).filter((name) => /^(schema|[a-z]+-tables)\.ts$/.test(name))
  const text = files.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('\n')
  const bodies = new Map(
    [...text.matchAll(/export interface (\w+) \{\n([\s\S]*?)\n\}/g)].map(([, name = '', body = '']) => [name, body]),
  )
  const fields = (body: string) =>
    [...body.matchAll(/^ {2}(\w+): (.*)$/gm)].map(([, name = '', type = '']) => [name, type] as const)
  const tables = fields(bodies.get('DB') ?? '')
  return Object.fromEntries(
    tables.map(([table, type]) => [
      table,
      Object.fromEntries(fields(bodies.get(type) ?? '').map(([column, of]) => [column, /\bnull\b|^Nullable/.test(of)])),
    ]),
  )
}

describe('the tables', () => {
  it('have exactly the columns that the code knows, and may be null where it says so', async () => {
    const { rows } = await database.ownerPool.query<{ table_name: string; column_name: string; nullable: boolean }>(
      `select table_name, column_name, is_nullable = 'YES' as nullable from information_schema.columns
       where table_schema = 'public' and table_name <> 'schema_migration'`,
    )
    const known = typed()
    // Of the tables of accounts the library reads the rest.
    const asked = rows.filter(
      (row) => !row.table_name.startsWith('staff_') || row.column_name in (known[row.table_name] ?? {}),
    )
    const byTable = Object.groupBy(asked, (row) => row.table_name)
    const there = Object.entries(byTable).map(([table, columns = []]) => [
      table,
      Object.fromEntries(columns.map((row) => [row.column_name, row.nullable])),
    ])
    expect(known).toEqual(Object.fromEntries(there))
  })

  it('name every key and reference themselves, so that an error names what was broken', async () => {
    const { rows } = await database.ownerPool.query<{ name: string }>(
      `select conname as name from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'f')
       and conrelid::regclass::text <> 'schema_migration' and conname ~ '_(pkey|fkey\\d*)$'`,
    )
    expect(rows).toEqual([])
  })

  it('look up every reference by an index, so that nothing is read whole for it', async () => {
    const { rows } = await database.ownerPool.query<{ reference: string }>(
      `select conrelid::regclass || '.' || attname as reference
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
         select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])`,
    )
    expect(rows.map((row) => row.reference)).toEqual([])
  })

  it('that hold matters, or what belongs to them, stand behind row security', async () => {
    const { rows } = await database.ownerPool.query<{ name: string; on: boolean }>(
      `select c.relname as name, c.relrowsecurity as on from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'matter_id' or c.relname in ('matter', 'audit')
       group by 1, 2 order by 1`,
    )
    expect(rows.filter((row) => row.on !== true && row.name !== 'upload')).toEqual([])
    expect(rows.map((row) => row.name)).toEqual(
      expect.arrayContaining(['audit', 'evidence', 'matter', 'matter_event', 'matter_search', 'party']),
    )
  })
})
