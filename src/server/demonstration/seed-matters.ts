import { availableParallelism } from 'node:os'
import { finished } from 'node:stream/promises'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Instant } from '../../domain/kernel/plain-date.ts'
import type { Platform } from '../platform/platform.ts'
import type { SeedPiece, SeedTask } from './seed-worker.ts'

const pieceSize = 500
/** From this many on, building an index once is cheaper than growing it row by row (search: 14 times, measured on 5,000). */
const rebuildFrom = 20_000

export interface SeedResult {
  readonly matters: number
  readonly events: number
  readonly seconds: number
  readonly mattersPerSecond: number
}

/** Indexes that only speed reading: neither primary keys nor uniqueness. */
const readingIndexes = `
  select format('drop index %I', c.relname) as drop_it, pg_get_indexdef(i.indexrelid) as make_it
  from pg_index i join pg_class c on c.oid = i.indexrelid
  where i.indrelid = any (array['matter', 'matter_event', 'party', 'matter_search']::regclass[]) and not i.indisunique`

const copyPiece = async (client: pg.Client, piece: SeedPiece): Promise<void> => {
  for (const { table, columns, text } of piece.tables) {
    const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
    stream.end(Buffer.from(text.buffer, text.byteOffset, text.byteLength))
    await finished(stream)
  }
}

/** Runs the workers and hands their pieces, one after another, to `take`. */
const pieces = async (tasks: readonly SeedTask[], take: (piece: SeedPiece) => Promise<void>): Promise<void> => {
  // One connection takes the pieces: they queue behind each other.
  let queue = Promise.resolve()
  await Promise.all(
    tasks.map(
      (workerData) =>
        new Promise<void>((resolve, reject) => {
          const worker = new Worker(new URL('./seed-worker.ts', import.meta.url), { workerData })
          worker.on('error', reject)
          worker.on('message', (piece: SeedPiece | null) => {
            if (piece === null) return
            queue = queue.then(async () => {
              await take(piece)
              worker.postMessage('taken')
            })
            queue.catch((error: unknown) => {
              reject(error)
              void worker.terminate()
            })
          })
          worker.on('exit', () => queue.then(resolve, reject))
        }),
    ),
  )
  await queue
}

/**
 * Adds `count` invented matters in every state, each decided by the domain, sealed and chained as real ones are. The same counts on
 * the same day give the same matters everywhere. All of them or none: one transaction, in which large amounts also rebuild the
 * reading indexes; other connections wait for those tables meanwhile.
 */
export const seedMatters = async (platform: Platform, ownerUrl: string, count: number): Promise<SeedResult> => {
  const started = performance.now()
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  let events = 0
  try {
    await client.query(`begin; set local synchronous_commit = off; set local maintenance_work_mem = '512MB'`)
    // The rows are made whole here; checking each reference again would cost more than the rest. Needs a superuser.
    await client
      .query('savepoint quick; set local session_replication_role = replica')
      .catch(() => client.query('rollback to quick'))
    const present = Number((await client.query('select count(*) from matter')).rows[0]?.count ?? 0)
    const rebuilt =
      count >= rebuildFrom ? (await client.query<{ drop_it: string; make_it: string }>(readingIndexes)).rows : []
    for (const { drop_it } of rebuilt) await client.query(drop_it)
    const workers = Math.max(1, Math.min(availableParallelism(), Math.ceil(count / pieceSize)))
    const tasks = Array.from(
      { length: workers },
      (_, worker): SeedTask => ({
        config: platform.config,
        databaseUrl: ownerUrl,
        first: present + worker * pieceSize,
        end: present + count,
        step: workers * pieceSize,
        pieceSize,
        until: platform.clock.now() as Instant,
      }),
    )
    await pieces(tasks, async (piece) => {
      await copyPiece(client, piece)
      events += piece.events
    })
    for (const { make_it } of rebuilt) await client.query(make_it)
    await client.query('commit')
    await client.query('analyze matter, matter_event, party, matter_search')
  } finally {
    await client.end()
  }
  const seconds = (performance.now() - started) / 1000
  return { matters: count, events, seconds: Number(seconds.toFixed(2)), mattersPerSecond: Math.round(count / seconds) }
}

/** Enough that every state and every desk of the demonstration has something to show. */
const firstMatters = 1200

/** Gives a demonstration that has no matter its first ones. */
export const seedFirstMatters = async (platform: Platform, ownerUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query('select 1 from matter limit 1').finally(() => client.end())
  if (rows.length === 0) await seedMatters(platform, ownerUrl, firstMatters)
}
