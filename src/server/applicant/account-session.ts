import { randomBytes, randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../domain/actor/actor.ts'
import { epochMs, type Instant, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import { sha256 } from '../platform/crypto.ts'
import type { Frame } from '../portal/frame.ts'
import { deviceOf } from './device.ts'

/** An applicant who has proved an address by a code. No account is needed anywhere; it only saves typing numbers. */
export interface AccountSession {
  readonly sessionId: string
  readonly accountId: string
}

const cookie = 'wq_account'
const path = '/'
/** A session left alone ends after two hours, any session after a day: the next code is a minute away. */
export const idleHours = 2
export const longestHours = 24

const asker: Actor = { kind: 'public', scope: { kind: 'none' } }
const hours = (count: number) => count * 3_600_000

/** Begins a session; the cookie holds a random token of which only the hash is kept. */
export const beginSession = async (
  ctx: Ctx,
  frame: Frame,
  request: FastifyRequest,
  reply: FastifyReply,
  accountId: string,
): Promise<string> => {
  const token = randomBytes(32).toString('base64url')
  const id = randomUUID()
  await ctx.tx
    .insertInto('applicant_session')
    .values({
      id,
      account_id: accountId,
      token_hash: sha256(token),
      device: deviceOf(request.headers['user-agent']),
      created_at: ctx.now,
      used_at: ctx.now,
      expires_at: instantFromEpochMs(epochMs(ctx.now) + hours(longestHours)),
    })
    .execute()
  frame.setCookie(reply, cookie, token, { path, maxAgeSeconds: hours(longestHours) / 1000 })
  return id
}

/** The session of this browser, or null: none, ended, revoked, left alone for too long. */
export const readSession = async (frame: Frame, request: FastifyRequest): Promise<AccountSession | null> => {
  const token = frame.readCookie(request, cookie)
  if (token === null) return null
  return inContext(frame.platform, asker, request.id, async (ctx) => {
    const row = await ctx.tx
      .selectFrom('applicant_session')
      .select(['id', 'account_id', 'used_at'])
      .where('token_hash', '=', sha256(token))
      .where('expires_at', '>', new Date(ctx.now))
      .where('used_at', '>', new Date(epochMs(ctx.now) - hours(idleHours)))
      .executeTakeFirst()
    if (!row) return null
    // Once a minute is enough to know that it is in use.
    if (epochMs(ctx.now) - row.used_at.getTime() > 60_000) {
      await ctx.tx.updateTable('applicant_session').set({ used_at: ctx.now }).where('id', '=', row.id).execute()
    }
    return { sessionId: row.id, accountId: row.account_id }
  })
}

/** The account that is signed in, or null. */
export const accountOf = async (frame: Frame, request: FastifyRequest): Promise<string | null> =>
  (await readSession(frame, request))?.accountId ?? null

export const forgetSession = (frame: Frame, reply: FastifyReply): void => frame.clearCookie(reply, cookie, path)

export interface SessionLine {
  readonly id: string
  readonly device: string
  readonly createdAt: Instant
  readonly usedAt: Instant
}

/** The account's living sessions, the last used first. */
export const listSessions = async (ctx: Ctx, accountId: string): Promise<readonly SessionLine[]> => {
  const rows = await ctx.tx
    .selectFrom('applicant_session')
    .select(['id', 'device', 'created_at', 'used_at'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', new Date(ctx.now))
    .where('used_at', '>', new Date(epochMs(ctx.now) - hours(idleHours)))
    .orderBy('used_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    device: row.device,
    createdAt: row.created_at.toISOString() as Instant,
    usedAt: row.used_at.toISOString() as Instant,
  }))
}

/** Ends a session of this account at once. @returns whether there was one. */
export const endSession = async (ctx: Ctx, accountId: string, sessionId: string): Promise<boolean> => {
  const gone = await ctx.tx
    .deleteFrom('applicant_session')
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}

export const clearSessions = async (ctx: Ctx): Promise<void> => {
  await ctx.tx.deleteFrom('applicant_session').where('expires_at', '<', new Date(ctx.now)).execute()
}
