import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { DB } from '../platform/db/schema.ts'

/**
 * A database handle for a library that opens its own connections: inside `join(tx, …)` its statements run on `tx` and stand or
 * fall with it, audit row included; outside they run on `db`, each by itself. The library must not open transactions.
 */
export interface JoinedDatabase {
  readonly handle: Kysely<unknown>
  readonly join: <T>(tx: Kysely<DB>, work: () => Promise<T>) => Promise<T>
}

export const joinedDatabase = (db: Kysely<DB>): JoinedDatabase => {
  const current = new AsyncLocalStorage<Kysely<DB>>()
  const connection: DatabaseConnection = {
    // The caller of executeQuery names the row type; a compiled query carries it as a phantom only.
    executeQuery: <R>(query: CompiledQuery) => (current.getStore() ?? db).executeQuery(query as CompiledQuery<R>),
    streamQuery: () => {
      throw new Error('a joined database does not stream')
    },
  }
  const refuseTransaction = async () => {
    throw new Error('a joined database has the transaction of its caller, none of its own')
  }
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: refuseTransaction,
    commitTransaction: refuseTransaction,
    rollbackTransaction: refuseTransaction,
    destroy: async () => {},
  }
  return {
    handle: new Kysely({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => driver,
        createIntrospector: (handle) => new PostgresIntrospector(handle),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    }),
    join: (tx, work) => current.run(tx, work),
  }
}
