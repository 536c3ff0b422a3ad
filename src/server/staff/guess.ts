import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import { epochMs, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import type { Ctx } from '../platform/context.ts'
import type { FieldCrypto } from '../platform/crypto.ts'

/*
 * Guessing is slowed, never locked, in a way that nobody can use against somebody else:
 *
 *   one name from one network      five free, then each wrong guess doubles the wait
 *   many names from one network    forty free, one forgiven a minute: trying one password on everybody
 *   one name from many networks    a hundred free, one forgiven a quarter of an hour: a crowd of machines at one account
 *
 * A browser with which this person has signed in before counts by itself alone: neither a neighbour behind the same address nor a
 * crowd elsewhere delays it. A passkey is asked for no guess at all. A right guess wipes the first count and is taken off the
 * others. A guess is counted before it is checked, so a hundred at once are still a hundred.
 */
export const freeGuesses = 5
export const networkLimit = { free: 40, forgiveMs: 60_000 }
export const nameLimit = { free: 100, forgiveMs: 15 * 60_000 }
export const firstWaitMs = 30_000
export const longestWaitMs = 15 * 60_000
const forgetAfterMs = 24 * 3_600_000

/** An IPv6 customer owns a whole /64: its addresses count as one. IPv4 stays as it is. */
export const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.replace(/%.*$/, '').split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : 8 - front.length - back.length
  const groups = [...front, ...Array.from({ length: gap }, () => '0'), ...back]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/** What is counted, named without telling it: people type passwords into the username field. */
const counted = (crypto: FieldCrypto, words: string): Buffer => crypto.keyedHash('staff-guess', words)

/** @param device the number of a browser that is known to this person; its guesses count by themselves. */
export const guessPair = (
  crypto: FieldCrypto,
  username: string,
  address: string,
  device: string | null = null,
): Buffer => counted(crypto, `${username}\n${device === null ? networkOf(address) : `device ${device}`}`)

export type GuessTurn =
  | { readonly allowed: true; readonly guesses: number }
  | { readonly allowed: false; readonly retryAfterSeconds: number }

interface Limit {
  readonly free: number
  /** A guess is forgiven after this long; null: none is, until a quiet day. */
  readonly forgiveMs: number | null
}

const count = async (ctx: Ctx, key: Buffer, { free, forgiveMs }: Limit): Promise<GuessTurn> => {
  const { now, tx } = ctx
  const guesses =
    forgiveMs === null
      ? sql`g.guesses + 1`
      : sql`greatest(0, g.guesses - floor(extract(epoch from excluded.last_at - g.last_at) * 1000 / ${forgiveMs}::float8)::int) + 1`
  const { rows } = await sql<{ guesses: number }>`
    insert into staff_guess as g (pair, guesses, last_at, blocked_until)
    values (${key}, 1, ${now}::timestamptz, ${now}::timestamptz)
    on conflict (pair) do update set
      guesses = ${guesses},
      last_at = excluded.last_at,
      blocked_until = excluded.last_at + case when ${guesses} < ${free} then interval '0'
        else least(${firstWaitMs}::float8 * power(2, least(${guesses} - ${free}, 20)), ${longestWaitMs}::float8)
          * interval '1 millisecond' end
    where g.blocked_until <= ${now}::timestamptz
    returning guesses`.execute(tx)
  if (rows[0]) return { allowed: true, guesses: rows[0].guesses }
  const blocked = await tx.selectFrom('staff_guess').select('blocked_until').where('pair', '=', key).executeTakeFirst()
  const waitMs = blocked ? blocked.blocked_until.getTime() - epochMs(now) : 0
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) }
}

const forgetOld = async ({ tx, now }: Ctx): Promise<void> => {
  const before = instantFromEpochMs(epochMs(now) - forgetAfterMs)
  await tx.deleteFrom('staff_guess').where('last_at', '<', new Date(before)).execute()
}

/** Counts one guess of somebody who is known already, or answers how long to wait. Commit it whatever the guess turns out to be. */
export const takeGuess = async (ctx: Ctx, pair: Buffer): Promise<GuessTurn> => {
  await forgetOld(ctx)
  return count(ctx, pair, { free: freeGuesses, forgiveMs: null })
}

/** One try at signing in. */
export interface Guess {
  readonly pair: Buffer
  /** The counts that it shares with others; none on a known device. */
  readonly shared: readonly (readonly [key: Buffer, limit: Limit])[]
}

export const guessAt = (crypto: FieldCrypto, username: string, address: string, device: string | null): Guess => ({
  pair: guessPair(crypto, username, address, device),
  shared:
    device !== null
      ? []
      : [
          [counted(crypto, `network ${networkOf(address)}`), networkLimit],
          [counted(crypto, `name ${username}`), nameLimit],
        ],
})

/** As `takeGuess`, for somebody who is not known yet: the counts shared with others are asked first. */
export const takeSignInGuess = async (ctx: Ctx, guess: Guess): Promise<GuessTurn> => {
  for (const [key, limit] of guess.shared) {
    const turn = await count(ctx, key, limit)
    if (!turn.allowed) return turn
  }
  return takeGuess(ctx, guess.pair)
}

export const forgetGuesses = async (ctx: Ctx, pair: Buffer): Promise<void> => {
  await ctx.tx.deleteFrom('staff_guess').where('pair', '=', pair).execute()
}

/** The guess was right. Of the shared counts it takes off itself alone: one good account must not wipe what was tried on others. */
export const forgiveGuess = async (ctx: Ctx, guess: Guess): Promise<void> => {
  // In the order of `takeSignInGuess`, so that two of one network do not wait for each other.
  for (const [key] of guess.shared) {
    await ctx.tx
      .updateTable('staff_guess')
      .set((was) => ({ guesses: sql<number>`greatest(0, ${was.ref('guesses')} - 1)`, blocked_until: ctx.now }))
      .where('pair', '=', key)
      .execute()
  }
  await forgetGuesses(ctx, guess.pair)
}
