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
    options: '-c role=weiquan_app -c timezone=UTC -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s -c jit=off',
    application_name: 'weiquan',
  })
  // An idle connection that dies is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  return pool
}

export const createDb = (pool: pg.Pool): Kysely<DB> => new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
