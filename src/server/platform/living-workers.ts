import { EventEmitter } from 'node:events'
import type { FastifyBaseLogger } from 'fastify'
import type { WorkerEvents } from 'graphile-worker'
import pg from 'pg'

/**
 * Gives back the jobs of workers that died. The queue itself lets a job go only four hours after its worker was killed, because it
 * can't tell a dead worker from a slow one. Here each worker holds a session lock under its name; PostgreSQL drops it the moment the
 * process dies, however it dies. Every process looks now and then for jobs whose holder's lock is free.
 */
export interface LivingWorkers {
  /** For the queue: tells of each pool of workers that it makes. */
  readonly events: WorkerEvents
  /** The queue of this process has ended by itself: what its pools still hold is given back like that of the dead. */
  readonly letGo: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Any constant; the second half of each lock is the worker's name. */
const lockClass = 7_319_043
const lookEveryMs = 5000
/** A worker takes its first job a moment before its lock. */
const youngest = '3 seconds'

export const watchWorkers = async (ownerUrl: string, log: FastifyBaseLogger): Promise<LivingWorkers> => {
  const events: WorkerEvents = new EventEmitter()
  const own = new Set<string>()
  let client: pg.Client | null = null
  let stopped = false
  let looking: Promise<void> | null = null
  let locking: Promise<void> = Promise.resolve()

  const lock = (id: string) => client?.query('select pg_advisory_lock($1, hashtext($2))', [lockClass, id])
  const connect = async (): Promise<pg.Client> => {
    const fresh = new pg.Client({ connectionString: ownerUrl, application_name: 'weiquan workers', keepAlive: true })
    fresh.on('error', () => {})
    fresh.once('end', () => {
      if (client === fresh) client = null
    })
    await fresh.connect()
    client = fresh
    for (const id of own) await lock(id)
    return fresh
  }
  const giveBack = async (): Promise<void> => {
    const now = client ?? (await connect())
    const { rows } = await now.query<{ id: string }>(
      `select distinct locked_by as id from graphile_worker._private_jobs where locked_at < now() - $1::interval`,
      [youngest],
    )
    for (const { id } of rows) {
      if (own.has(id)) continue
      const held = await now.query<{ free: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as free', [
        lockClass,
        id,
      ])
      if (!held.rows[0]?.free) continue
      await now.query('select graphile_worker.force_unlock_workers(array[$1])', [id])
      await now.query('select pg_advisory_unlock($1, hashtext($2))', [lockClass, id])
      log.warn({ worker: id }, 'jobs of a worker that died are given back')
    }
  }
  const look = (): Promise<void> => {
    looking ??= locking
      .then(giveBack)
      .catch((error: unknown) => log.warn({ err: error }, 'workers: the database did not answer'))
      .finally(() => {
        looking = null
      })
    return looking
  }
  // The queue marks a job with the pool of workers that has it, not with the single worker.
  events.on('pool:create', ({ workerPool }) => {
    own.add(workerPool.id)
    // One after the other, and never beside a look.
    locking = locking
      .then(async () => {
        await looking
        await lock(workerPool.id)
      })
      .catch(() => {})
  })
  await connect()
  await look()
  const timer = setInterval(look, lookEveryMs).unref()
  return {
    events,
    letGo: () => {
      own.clear()
      locking = locking
        .then(async () => {
          await looking
          await client?.query('select pg_advisory_unlock_all()')
        })
        // A connection that is gone holds no lock.
        .catch(() => {})
      return locking
    },
    stop: async () => {
      if (stopped) return
      stopped = true
      clearInterval(timer)
      await looking
      await client?.end()
    },
  }
}
