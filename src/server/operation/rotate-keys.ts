import pg from 'pg'
import type { SuiteName } from '../platform/cipher-suite.ts'
import { createFieldCrypto, type FieldCrypto } from '../platform/crypto.ts'
import { type KeyFile, loadKeys, newKey, saveKeys } from '../platform/key-file.ts'
import { countKeyUse, findSealedTables, keyUseOf, type SealedTable } from './sealed-columns.ts'

/**
 * A change of keys, in steps that each may be the last before a kill:
 *
 *     file names a new key and a new index key, and that a rotation is under way ──▶ every process seals with the new key
 *     each sealed column by batches, until a whole pass finds nothing left
 *     transactions that began before the new key are over ──▶ one more pass
 *     the old index key leaves the file, the rotation is over; old sealing keys stay until they are retired
 *
 * What is left to do is told by the values themselves, so a second run goes on where the first one ended.
 */
export interface Rotation {
  readonly key: string
  readonly suite: SuiteName
  /** True when an earlier run had begun it. */
  readonly resumed: boolean
  readonly rows: number
  readonly values: number
  readonly passes: number
  readonly byTable: Readonly<Record<string, number>>
  /** Values that are still under an older key; the rotation is over when there are none. */
  readonly left: number
  /** Values that open with no key: they stay as they are and are named by table and key, the first ten of them. */
  readonly failed: number
  readonly firstFailed: readonly string[]
  readonly seconds: number
}

interface Options {
  readonly dataDir: string
  readonly ownerUrl: string
  readonly suite: SuiteName
  /** Called after each batch with the rows sealed so far; a spec ends the run here. */
  readonly onBatch?: (rows: number) => void
}

// Rows of a batch are locked while it is sealed anew: 0.4 s for the slower suite.
const batchRows = 200
// A platform that runs with the other suite than this command goes on sealing by its own; its key is the new one all the same.
const mostPasses = 20

const nextKeyId = (file: KeyFile): string => {
  const numbers = Object.keys(file.keys).map((id) => Number(/^k(\d+)$/.exec(id)?.[1] ?? 0))
  return `k${Math.max(0, ...numbers) + 1}`
}

/** Puts a new key in use, or finds the one that an earlier run put in use. */
const begin = (dataDir: string, suite: SuiteName): { readonly file: KeyFile; readonly resumed: boolean } => {
  const before = loadKeys(dataDir, suite)
  if (before.rotation !== null) return { file: before, resumed: true }
  const id = nextKeyId(before)
  const file: KeyFile = {
    ...before,
    current: id,
    keys: { ...before.keys, [id]: newKey() },
    indexes: [{ suite, key: newKey() }, ...(before.indexes ?? [{ suite: 'default', key: before.index }])],
    rotation: id,
  }
  saveKeys(dataDir, file)
  return { file, resumed: false }
}

interface Tally {
  rows: number
  values: number
  readonly byTable: Record<string, number>
  readonly failed: Set<string>
  readonly onBatch: ((rows: number) => void) | undefined
}

type Row = Record<string, unknown>

/** One walk through a table by its primary key. @returns rows that were sealed anew. */
const pass = async (client: pg.Client, crypto: FieldCrypto, table: SealedTable, tally: Tally): Promise<number> => {
  const head = crypto.sealedHead()
  const names = table.key.map(({ name }) => name).join(', ')
  const changed = [...table.columns.flatMap(({ sealed, index }) => (index ? [sealed, index] : [sealed]))]
  const old = table.columns
    .map(({ sealed }) => `(${sealed} is not null and substring(${sealed} from 1 for ${head.length}) <> $1)`)
    .join(' or ')
  let after: unknown[] | null = null
  let done = 0
  for (;;) {
    await client.query('begin')
    try {
      const from: string = after
        ? `and (${names}) > (${table.key.map(({ type }, place) => `$${place + 2}::${type}`).join(', ')})`
        : ''
      const { rows }: pg.QueryResult<Row> = await client.query<Row>(
        `select ${names}, ${changed.join(', ')} from ${table.table} where (${old}) ${from} order by ${names} limit ${batchRows} for update`,
        [head, ...(after ?? [])],
      )
      const last: Row | undefined = rows.at(-1)
      if (!last) {
        await client.query('commit')
        return done
      }
      const sealedAnew = rows.filter((row) => sealAnew(crypto, table, row, head, tally))
      if (sealedAnew.length > 0) await store(client, table, changed, sealedAnew)
      await client.query('commit')
      done += sealedAnew.length
      tally.rows += sealedAnew.length
      tally.byTable[table.table] = (tally.byTable[table.table] ?? 0) + sealedAnew.length
      after = table.key.map(({ name }) => last[name])
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw error
    }
    tally.onBatch?.(tally.rows)
  }
}

/** Seals a row's values under the new key, in place. @returns false when nothing of it could be opened. */
const sealAnew = (crypto: FieldCrypto, table: SealedTable, row: Row, head: Buffer, tally: Tally): boolean => {
  let any = false
  for (const { sealed, field, index } of table.columns) {
    const value = row[sealed]
    if (!Buffer.isBuffer(value) || value.subarray(0, head.length).equals(head)) continue
    try {
      const clear = crypto.open(field, value)
      row[sealed] = crypto.seal(field, clear)
      // An index that was left empty was not wanted.
      if (index && row[index] !== null) row[index] = crypto.blindIndex(field, clear)
      tally.values += 1
      any = true
    } catch {
      tally.failed.add(`${table.table}.${sealed} of ${table.key.map(({ name }) => String(row[name])).join(' ')}`)
    }
  }
  return any
}

const store = async (
  client: pg.Client,
  { table, key }: SealedTable,
  changed: readonly string[],
  rows: readonly Row[],
): Promise<void> => {
  const columns = [...key, ...changed.map((name) => ({ name, type: 'bytea' }))]
  const lists = columns.map(({ type }, place) => `$${place + 1}::${type}[]`).join(', ')
  await client.query(
    `update ${table} t set ${changed.map((name) => `${name} = v.${name}`).join(', ')}
     from unnest(${lists}) as v(${columns.map(({ name }) => name).join(', ')})
     where ${key.map(({ name }) => `t.${name} = v.${name}`).join(' and ')}`,
    columns.map(({ name }) => rows.map((row) => row[name])),
  )
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
// The app's own limits end a transaction long before: 30 s a statement, 60 s idle.
const longestWaitMs = 120_000

/** Waits until every transaction of this database that began before `since` is over: it may have sealed with the older key. */
const olderTransactionsOver = async (client: pg.Client, since: string): Promise<void> => {
  for (let waited = 0; waited < longestWaitMs; waited += 100) {
    const { rowCount } = await client.query(
      `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         and backend_type = 'client backend' and xact_start < $1::timestamptz limit 1`,
      [since],
    )
    if (rowCount === 0) return
    await pause(100)
  }
}

/** Seals everything under a new key while the platform runs. @throws when another change of keys is under way. */
export const rotateKeys = async ({ dataDir, ownerUrl, suite, onBatch }: Options): Promise<Rotation> => {
  const started = performance.now()
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'weiquan keys' })
  await client.connect()
  try {
    const lock = await client.query<{ held: boolean }>("select pg_try_advisory_lock(hashtext('weiquan keys')) as held")
    if (!lock.rows[0]?.held) throw new Error('另一次更换密钥正在进行，请等它结束。')
    const { file, resumed } = begin(dataDir, suite)
    const { rows } = await client.query<{ now: string }>('select clock_timestamp()::text as now')
    const since = rows[0]?.now ?? ''
    const crypto = createFieldCrypto(file, suite)
    const tables = await findSealedTables(client)
    const tally: Tally = { rows: 0, values: 0, byTable: {}, failed: new Set(), onBatch }
    let passes = 0
    const everything = async (): Promise<number> => {
      passes += 1
      let found = 0
      for (const table of tables) found += await pass(client, crypto, table, tally)
      return found
    }
    const untilNothingIsLeft = async () => {
      for (let turn = 0; turn < mostPasses; turn += 1) if ((await everything()) === 0) return
    }
    await untilNothingIsLeft()
    await olderTransactionsOver(client, since)
    await untilNothingIsLeft()
    const left = (await countKeyUse(client)).filter((use) => use.key !== file.current)
    const over = left.length === 0
    if (over) saveKeys(dataDir, { ...file, indexes: file.indexes?.slice(0, 1), rotation: null })
    return {
      key: file.current,
      suite,
      resumed,
      rows: tally.rows,
      values: tally.values,
      passes,
      byTable: tally.byTable,
      left: left.reduce((sum, use) => sum + use.values, 0),
      failed: tally.failed.size,
      firstFailed: [...tally.failed].slice(0, 10),
      seconds: Number(((performance.now() - started) / 1000).toFixed(2)),
    }
  } finally {
    await client.end()
  }
}

export type Retirement =
  | { readonly retired: true; readonly key: string }
  | { readonly retired: false; readonly reason: 'unknown' | 'current'; readonly known: readonly string[] }
  | { readonly retired: false; readonly reason: 'in-use'; readonly uses: Awaited<ReturnType<typeof countKeyUse>> }

/** Takes a key out of the file for good, when nothing in the database needs it. Backups keep the keys of their own time. */
export const retireKey = async (dataDir: string, ownerUrl: string, key: string): Promise<Retirement> => {
  const file = loadKeys(dataDir)
  if (!Object.hasOwn(file.keys, key)) return { retired: false, reason: 'unknown', known: Object.keys(file.keys) }
  if (file.current === key || file.rotation !== null) {
    return { retired: false, reason: 'current', known: Object.keys(file.keys) }
  }
  const uses = (await keyUseOf(ownerUrl)).filter((use) => use.key === key)
  if (uses.length > 0) return { retired: false, reason: 'in-use', uses }
  const { [key]: _, ...keys } = file.keys
  saveKeys(dataDir, { ...file, keys })
  return { retired: true, key }
}
