import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.ts'

// A date has no time and no zone; the driver's default would make it local midnight.
const dateOid = 1082
pg.types.setTypeParser(dateOid, (text) => text)

/** Connections that work under the app's role, which can't change history. @param max connections at most. */
export const createPool = (databaseUrl: string, max: number): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    options:
      '-c role=weiquan_app -c timezone=UTC -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s -c jit=off',
    application_name: 'weiquan',
    // Statements that do not wait for each other's results travel together; see `transactionOn`.
    pipeline: true,
  })
  // An idle connection that dies is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  // So does one that is at work: its query tells of it, and between two queries the next one does.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

export const createDb = (pool: pg.Pool): Kysely<DB> => new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })

/** Statements that PostgreSQL keeps planned on each connection: planning ours under row security takes longer than running them. */
const mostPrepared = 300
const prepared = new Map<string, string>()

/** The name under which a statement is prepared, or undefined when there are too many different ones to keep them all. */
const nameOf = (text: string): string | undefined => {
  const known = prepared.get(text)
  if (known !== undefined || prepared.size >= mostPrepared) return known
  const name = `s${prepared.size}`
  prepared.set(text, name)
  return name
}

const bound = new WeakMap<pg.PoolClient, Kysely<DB>>()

/**
 * Queries on one connection that is already taken. Unlike `db.connection()`, which sends the next statement only after the last
 * answer, statements started together go out together and are worked off in that order: opening a matter takes three round trips
 * instead of ten.
 */
export const transactionOn = (client: pg.PoolClient): Kysely<DB> => {
  const known = bound.get(client)
  if (known) return known
  // The dialect asks for a pool; this one hands out the one connection and takes it back without giving it away.
  const query = (text: string, values: unknown[]) => client.query({ name: nameOf(text), text, values })
  const lent = { query, release: () => {} }
  // Only `connect` and `end` of the pool are used by the dialect, and only `query` and `release` of the client.
  const pool = { connect: async () => lent, end: async () => {} } as unknown as pg.Pool
  const made = createDb(pool)
  bound.set(client, made)
  return made
}

/** Whether the database holds anything that only its installation's keys open. @param ownerUrl the owner's; it sees all rows. */
export const holdsSealedData = async (ownerUrl: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rowCount } = await client.query('select 1 from party limit 1').finally(() => client.end())
  return rowCount === 1
}
