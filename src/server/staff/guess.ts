import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import { epochMs, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import type { Ctx } from '../platform/context.ts'
import type { FieldCrypto } from '../platform/crypto.ts'

/*
 * Guessing is slowed for one username from one network address: a stranger's guesses never delay the owner, who sits elsewhere.
 * Free for the first guesses; from then on each wrong one doubles the wait. A right one, or a quiet day, wipes the slate.
 * A guess is counted before it is checked, so a hundred at once are still a hundred.
 */
export const freeGuesses = 5
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

/** Names the pair without telling it: people type passwords into the username field. */
export const guessPair = (crypto: FieldCrypto, username: string, address: string): Buffer =>
  crypto.keyedHash('staff-guess', `${username}\n${networkOf(address)}`)

export type GuessTurn =
  | { readonly allowed: true; readonly guesses: number }
  | { readonly allowed: false; readonly retryAfterSeconds: number }

/** Counts one guess, or answers how long to wait. Commit it whatever the guess turns out to be. */
export const takeGuess = async (ctx: Ctx, pair: Buffer): Promise<GuessTurn> => {
  const { now, tx } = ctx
  const forgetBefore = instantFromEpochMs(epochMs(now) - forgetAfterMs)
  await tx.deleteFrom('staff_guess').where('last_at', '<', new Date(forgetBefore)).execute()
  const { rows } = await sql<{ guesses: number }>`
    insert into staff_guess as g (pair, guesses, last_at, blocked_until)
    values (${pair}, 1, ${now}::timestamptz, ${now}::timestamptz)
    on conflict (pair) do update set
      guesses = g.guesses + 1,
      last_at = excluded.last_at,
      blocked_until = excluded.last_at + case when g.guesses + 1 < ${freeGuesses} then interval '0'
        else least(${firstWaitMs}::float8 * power(2, least(g.guesses + 1 - ${freeGuesses}, 20)), ${longestWaitMs}::float8)
          * interval '1 millisecond' end
    where g.blocked_until <= ${now}::timestamptz
    returning guesses`.execute(tx)
  if (rows[0]) return { allowed: true, guesses: rows[0].guesses }
  const blocked = await tx.selectFrom('staff_guess').select('blocked_until').where('pair', '=', pair).executeTakeFirst()
  const waitMs = blocked ? blocked.blocked_until.getTime() - epochMs(now) : 0
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) }
}

export const forgetGuesses = async (ctx: Ctx, pair: Buffer): Promise<void> => {
  await ctx.tx.deleteFrom('staff_guess').where('pair', '=', pair).execute()
}
