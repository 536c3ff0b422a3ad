import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Chains } from './entries.ts'

export interface Table {
  readonly name: string
  /** Those that are stored; what PostgreSQL computes by itself is computed again. */
  readonly columns: readonly string[]
}

/** Every table of the platform, those that others refer to before those that refer to them. The list of migrations is not data. */
export const listTables = async (client: pg.ClientBase): Promise<readonly Table[]> => {
  const { rows } = await client.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migration'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`)
  const references = await client.query<{ from: string; to: string }>(`
    select distinct f.relname as from, t.relname as to from pg_constraint k
      join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and not k.condeferrable and f.oid <> t.oid`)
  const ordered: Table[] = []
  const placed = new Set<string>()
  for (let left = rows; left.length > 0; ) {
    const ready = left.filter(({ name }) => !references.rows.some(({ from, to }) => from === name && !placed.has(to)))
    if (ready.length === 0)
      throw new Error(`tables refer to each other in a circle: ${left.map((t) => t.name).join(', ')}`)
    for (const table of ready) placed.add(table.name)
    ordered.push(...ready)
    left = left.filter(({ name }) => !placed.has(name))
  }
  return ordered
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** The columns of a table as a statement names them. */
export const columnList = (columns: readonly string[]): string => columns.map(quoted).join(', ')

export const tableName = (name: string): string => `public.${quoted(name)}`

/** All chains as one hash, and how many there are. */
export const digestChains = async (client: pg.ClientBase): Promise<Chains> => {
  const digest = createHash('sha256')
  let matters = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await client.query<{ id: string; version: number; sha256: string; sm3: string }>(
      `select id, version, encode(head_sha256, 'hex') as sha256, encode(head_sm3, 'hex') as sm3
       from matter where id > $1 order by id limit 10000`,
      [after],
    )
    const last = rows.at(-1)
    if (!last) break
    for (const { id, version, sha256, sm3 } of rows) digest.update(`${id} ${version} ${sha256} ${sm3}\n`)
    matters += rows.length
    after = last.id
  }
  const { rows } = await client.query<{ events: string }>('select count(*) as events from matter_event')
  return { matters, events: Number(rows[0]?.events ?? 0), digest: digest.digest('hex') }
}
