import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Platform } from '../../src/server/platform/platform.ts'

/** A statement as the server sent it; with a name when it stays prepared. */
export interface Statement {
  readonly name: string | undefined
  readonly text: string
  readonly values: readonly unknown[]
}

// What a transaction under a scope adds; bare SQL runs without it.
const frame = /^(begin|commit|rollback)/

/** Runs `work` on a platform that writes down every statement it sends. */
export const recorded = async (
  platform: Platform,
  work: (platform: Platform) => Promise<unknown>,
): Promise<Statement[]> => {
  const statements: Statement[] = []
  const connect = async () => {
    const client = await platform.pool.connect()
    const query = (sent: string | pg.QueryConfig) => {
      const { name, text, values = [] } = typeof sent === 'string' ? { name: undefined, text: sent } : sent
      if (!frame.test(text)) statements.push({ name, text, values })
      return client.query(sent)
    }
    return { query, release: client.release.bind(client) }
  }
  // The platform's transactions use no more of a pool than this.
  const pool = { connect } as unknown as Platform['pool']
  await work({ ...platform, pool })
  return statements
}

/**
 * Runs recorded statements as the owner: the same SQL on the same rows without HTTP, session, row security and checks of the
 * server. Statements that add rows run in one transaction with fresh ids.
 */
export const createBare = (ownerUrl: string, connections: number) => {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: connections, options: '-c jit=off' })
  // The database is stopped behind us at the end; an idle connection that goes with it is no failure.
  pool.on('error', () => {})
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
  return {
    read: async (statements: readonly Statement[]): Promise<boolean> => {
      for (const { values, ...sent } of statements) await pool.query({ ...sent, values: [...values] })
      return true
    },
    /** @param keep ids that belong to rows which are there already. */
    write: async (statements: readonly Statement[], keep: ReadonlySet<string>): Promise<boolean> => {
      const fresh = new Map<string, string>()
      const renew = (value: unknown): unknown => {
        if (typeof value !== 'string' || keep.has(value)) return value
        if (!uuid.test(value) && !/^WQ\d\d-/.test(value)) return value
        const known = fresh.get(value)
        if (known !== undefined) return known
        const made = value.startsWith('WQ') ? `WQ00-${randomUUID().slice(0, 12)}` : randomUUID()
        fresh.set(value, made)
        return made
      }
      const client = await pool.connect()
      try {
        await client.query('begin')
        for (const { values, ...sent } of statements) await client.query({ ...sent, values: values.map(renew) })
        await client.query('commit')
        return true
      } finally {
        client.release()
      }
    },
    close: () => pool.end(),
  }
}
