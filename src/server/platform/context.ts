import { type Kysely, sql } from 'kysely'
import type { Actor, Scope } from '../../domain/actor/actor.ts'
import type { Instant } from '../../domain/kernel/plain-date.ts'
import { transactionOn } from './db/pool.ts'
import type { DB } from './db/schema.ts'
import type { JobName, JobPayloads } from './jobs.ts'
import type { Platform } from './platform.ts'
import { beginWithScope } from './scope.ts'

/** One connection inside a transaction under the actor's scope. */
export type Tx = Kysely<DB>

/** What every use-case and query gets first. */
export interface Ctx {
  readonly now: Instant
  readonly actor: Actor
  readonly tx: Tx
  readonly requestId: string
  readonly platform: Platform
  /** Nothing this transaction has written will stand; for a use-case that meets an obstacle after its first write. */
  readonly undo: () => void
  readonly jobs: {
    /** Added in this transaction: it runs only if the change stands. `key` replaces an earlier job of the same key. */
    readonly add: <Name extends JobName>(
      name: Name,
      payload: JobPayloads[Name],
      options?: { runAt?: Instant; key?: string },
    ) => Promise<void>
  }
}

export interface ContextOptions {
  /** Further settings for row-level security, e.g. the draft in hand. */
  readonly settings?: readonly (readonly [string, string])[]
  /**
   * Nothing is changed: what is written is the trace of the look alone. It is in the same transaction, but the answer does not wait
   * for the disk; a power cut may cost the traces of the last half second, never an accepted change.
   */
  readonly reads?: boolean
  /** Overrides the actor's own scope, e.g. while a tracking number is being checked. */
  readonly scope?: Scope
}

// Serialization failure, deadlock: the database asks to try again.
const retryable = new Set(['40001', '40P01'])
const attempts = 4

/** A tracking number is drawn by chance; the rare second draw of one number is drawn again. */
const drawnTwice = (error: object): boolean => 'constraint' in error && error.constraint === 'matter_number_key'

/** A migration beside this process changed a table: the plans that this connection keeps are of no use any more. */
const planOutdated = (error: unknown): boolean =>
  error instanceof Error && error.message === 'cached plan must not change result type'

const isRetryable = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  (retryable.has(String(error.code)) || drawnTwice(error) || planOutdated(error))

const lazyCommit = ['synchronous_commit', 'off'] as const

const once = async <T>(
  platform: Platform,
  actor: Actor,
  requestId: string,
  work: (ctx: Ctx) => Promise<T>,
  options: ContextOptions,
): Promise<T> => {
  const client = await platform.pool.connect()
  let broken: Error | undefined
  try {
    const settings = options.reads ? [...(options.settings ?? []), lazyCommit] : options.settings
    // Not awaited: the first statements of `work` travel with it, on the same connection and behind it.
    const begun = client.query(beginWithScope(options.scope ?? actor.scope, settings))
    // Told at the end by `await begun`; without this, a failure in between would count as unhandled.
    begun.catch(() => {})
    const tx = transactionOn(client)
    let end = 'commit'
    const result = await work({
      now: platform.clock.now(),
      actor,
      tx,
      requestId,
      platform,
      undo: () => {
        end = 'rollback'
      },
      jobs: {
        add: async (name, payload, { runAt, key } = {}) => {
          await sql`select add_job(${name}, ${JSON.stringify(payload)}::json, ${runAt ?? null}::timestamptz,
            ${key ?? null})`.execute(tx)
        },
      },
    })
    await begun
    const { command } = await client.query(end)
    // PostgreSQL answers COMMIT with ROLLBACK when a statement has failed whose error nobody passed on.
    if (command !== end.toUpperCase()) throw new Error(`transaction ended with ${command} instead of ${end}`)
    return result
  } catch (error) {
    // The connection may be gone with the database; the first error is the one that tells.
    await client.query('rollback').catch((cause: Error) => {
      broken = cause
    })
    if (planOutdated(error)) broken ??= new Error('the plans of this connection are outdated', { cause: error })
    throw error
  } finally {
    // A connection that can't roll back, or that plans by an older schema, is not handed to the next.
    client.release(broken)
  }
}

/**
 * Runs `work` in one transaction under the actor's scope: all of it stands or nothing. Retried when the database asks for it,
 * so `work` must not touch the world outside `ctx`.
 */
export const inContext = async <T>(
  platform: Platform,
  actor: Actor,
  requestId: string,
  work: (ctx: Ctx) => Promise<T>,
  options: ContextOptions = {},
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(platform, actor, requestId, work, options)
    } catch (error) {
      if (attempt >= attempts || !isRetryable(error)) throw error
    }
  }
}
