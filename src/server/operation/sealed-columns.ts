import pg from 'pg'

/** A table with sealed values, found by the names of its columns: `x_sealed`, and `x_index` beside it when values are looked up. */
export interface SealedTable {
  readonly table: string
  /** Columns of the primary key with their types. */
  readonly key: readonly { readonly name: string; readonly type: string }[]
  readonly columns: readonly SealedColumn[]
}

export interface SealedColumn {
  readonly sealed: string
  /** What the value is bound to: `table.column` without its ending. */
  readonly field: string
  readonly index: string | null
}

/** The tables of the database that hold sealed values, by name. @throws when one of them has no primary key. */
export const findSealedTables = async (client: pg.ClientBase): Promise<readonly SealedTable[]> => {
  const { rows } = await client.query<{ table: string; columns: string[]; names: string[]; types: string[] }>(`
    select c.relname as table,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select array_agg(a.attname::text order by k.n) from pg_index i, unnest(i.indkey) with ordinality k(attnum, n), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum) as names,
      (select array_agg(format_type(a.atttypid, null) order by k.n)
        from pg_index i, unnest(i.indkey) with ordinality k(attnum, n), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum) as types
    from pg_class c
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attname like '%\\_sealed' and a.atttypid = 'bytea'::regtype)
    order by c.relname`)
  return rows.map(({ table, columns, names, types }) => {
    if (!names) throw new Error(`${table} has sealed values and no primary key`)
    return {
      table,
      key: names.map((name, place) => ({ name, type: types[place] ?? 'text' })),
      columns: columns
        .filter((name) => name.endsWith('_sealed'))
        .map((sealed) => {
          const name = sealed.slice(0, -'_sealed'.length)
          return {
            sealed,
            field: `${table}.${name}`,
            index: columns.includes(`${name}_index`) ? `${name}_index` : null,
          }
        }),
    }
  })
}

export interface KeyUse {
  readonly table: string
  readonly column: string
  readonly suite: number
  readonly key: string
  readonly values: number
}

/** How many values each key and suite has sealed. Reads every sealed value's beginning. */
export const countKeyUse = async (client: pg.ClientBase): Promise<readonly KeyUse[]> => {
  const uses: KeyUse[] = []
  for (const { table, columns } of await findSealedTables(client)) {
    for (const { sealed } of columns) {
      const { rows } = await client.query<{ suite: number; key: string; values: string }>(`
        select get_byte(${sealed}, 0) as suite, convert_from(substring(${sealed} from 3 for get_byte(${sealed}, 1)), 'UTF8') as key,
          count(*) as values
        from ${table} where ${sealed} is not null group by 1, 2 order by 1, 2`)
      for (const row of rows) uses.push({ table, column: sealed, ...row, values: Number(row.values) })
    }
  }
  return uses
}

/** The same for a command, on a connection of its own. */
export const keyUseOf = async (ownerUrl: string): Promise<readonly KeyUse[]> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  return countKeyUse(client).finally(() => client.end())
}
