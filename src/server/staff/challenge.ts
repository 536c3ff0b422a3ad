import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { sha256 } from '../platform/crypto.ts'

/** What for: an answer to one is none to another. */
type Purpose = 'passkey-registration' | 'passkey-sign-in' | 'identity-provider'

/** @param held what only that browser holds: its session's token, or the cookie made for the purpose. */
const idOf = (purpose: Purpose, held: string): Buffer => sha256(`${purpose}\n${held}`)

/** Keeps what the browser's answer has to match; a second one takes the place of the first. Times are real time, as of sessions. */
export const putChallenge = async (
  ctx: Ctx,
  purpose: Purpose,
  held: string,
  value: Readonly<Record<string, string>>,
  lifetimeSeconds: number,
): Promise<void> => {
  await ctx.tx.deleteFrom('staff_challenge').where('expires_at', '<', sql<Date>`now()`).execute()
  const row = {
    value: JSON.stringify(value),
    expires_at: sql<string>`now() + ${lifetimeSeconds}::int * interval '1 second'`,
  }
  await ctx.tx
    .insertInto('staff_challenge')
    .values({ id: idOf(purpose, held), ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** Takes it away whatever the answer turns out to be: it is good once. Null: none, over, or used. */
export const takeChallenge = async (
  ctx: Ctx,
  purpose: Purpose,
  held: string,
): Promise<Readonly<Record<string, string>> | null> => {
  const row = await ctx.tx
    .deleteFrom('staff_challenge')
    .where('id', '=', idOf(purpose, held))
    .returning(['value', sql<boolean>`expires_at > now()`.as('fresh')])
    .executeTakeFirst()
  return row?.fresh ? row.value : null
}
