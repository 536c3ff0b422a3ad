import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { SessionRow } from '../../contract/session.ts'
import type { SignInWay } from '../../contract/staff.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { audit } from '../platform/audit.ts'
import type { Ctx } from '../platform/context.ts'
import { sessionIdleMs, sessionLifetimeMs } from './auth.ts'
import { sessionCookie } from './cookie.ts'
import { deviceInWords, deviceOf, placeInWords, placeOf } from './device.ts'
import type { SignedIn, StaffGate } from './gate.ts'
import type { StaffRefusal } from './refusal.ts'
import type { Visit } from './sign-in.ts'
import { lacksAdministrator, mayLookAfterStaff } from './use-cases.ts'

const randomToken = (): string => randomBytes(24).toString('base64url')

/**
 * A session for somebody who has proved who they are by something else than better-auth. Each has a new token, whatever the browser
 * came with. @returns the Set-Cookie value; null for an account that may not sign in.
 */
export const startSession = async (
  gate: StaffGate,
  ctx: Ctx,
  visit: Visit,
  staffId: string,
  way: SignInWay,
): Promise<string | null> => {
  const token = randomToken()
  const { rows } = await sql`
    insert into staff_session (id, token, staff_id, way, ip_address, user_agent, created_at, updated_at, expires_at)
    select ${randomToken()}, ${token}, s.id, ${way}, ${placeOf(visit.address)}, ${deviceOf(visit.userAgent)}, now(), now(),
      now() + ${sessionLifetimeMs}::float8 * interval '1 millisecond'
    from staff s join institution i on i.id = s.institution_id
    where s.id = ${staffId} and not s.disabled and (not i.demo or ${gate.platform.config.demo})
    returning id`.execute(ctx.tx)
  return rows.length === 1 ? sessionCookie(gate.cookies.session, token, gate.secret, sessionLifetimeMs) : null
}

/** The sessions that still hold, the one at hand first, then the one used last. */
export const listSessions = async (ctx: Ctx, who: SignedIn): Promise<readonly SessionRow[]> => {
  const rows = await ctx.tx
    .selectFrom('staff_session')
    .select(['id', 'token', 'way', 'ip_address', 'user_agent', 'created_at', 'updated_at'])
    .where('staff_id', '=', who.staff.id)
    .where('expires_at', '>', sql<Date>`now()`)
    .where('updated_at', '>', sql<Date>`now() - ${sessionIdleMs}::float8 * interval '1 millisecond'`)
    .orderBy('updated_at', 'desc')
    .execute()
  const shown = rows.map((row) => ({
    id: row.id,
    current: row.token === who.sessionToken,
    device: deviceInWords(row.user_agent),
    network: placeInWords(row.ip_address),
    way: row.way,
    startedAt: row.created_at.toISOString(),
    lastUsedAt: row.updated_at.toISOString(),
  }))
  return [...shown.filter((row) => row.current), ...shown.filter((row) => !row.current)]
}

/** Ends one session of one's own. Another person's is not there. */
export const endSession = async (ctx: Ctx, who: SignedIn, id: string): Promise<Result<null, StaffRefusal>> => {
  const ended = await ctx.tx
    .deleteFrom('staff_session')
    .where('id', '=', id)
    .where('staff_id', '=', who.staff.id)
    .returning('id')
    .executeTakeFirst()
  if (!ended) return refuse({ code: 'session-unknown' })
  await audit(ctx, { action: 'session.revoke', objectKind: 'staff', objectId: who.staff.id, detail: { ended: 1 } })
  return ok(null)
}

/** Ends every session of one's own but the one at hand. @returns how many. */
export const endOtherSessions = async (ctx: Ctx, who: SignedIn): Promise<number> => {
  const ended = await ctx.tx
    .deleteFrom('staff_session')
    .where('staff_id', '=', who.staff.id)
    .where('token', '<>', who.sessionToken)
    .returning('id')
    .execute()
  const detail = { ended: ended.length }
  if (ended.length > 0)
    await audit(ctx, { action: 'session.revoke', objectKind: 'staff', objectId: who.staff.id, detail })
  return ended.length
}

/** An administrator ends all sessions of a person, and the sign-ins that wait for their second factor. @returns how many. */
export const endSessionsOf = async (ctx: Ctx, staffId: string): Promise<Result<number, StaffRefusal>> => {
  if (!mayLookAfterStaff(ctx.actor)) return refuse(lacksAdministrator('session.revoke'))
  const person = await ctx.tx
    .selectFrom('staff')
    .innerJoin('institution', 'institution.id', 'staff.institution_id')
    .select(['staff.username', 'staff.institution_id', 'institution.province_code'])
    .where('staff.id', '=', staffId)
    .executeTakeFirst()
  if (!person) return refuse({ code: 'not-found' })
  const ended = await ctx.tx.deleteFrom('staff_session').where('staff_id', '=', staffId).returning('id').execute()
  await ctx.tx.deleteFrom('staff_verification').where('value', '=', staffId).execute()
  await audit(ctx, {
    action: 'session.revoke',
    objectKind: 'staff',
    objectId: staffId,
    detail: { username: person.username, ended: ended.length },
    institutionId: person.institution_id,
    provinceCode: person.province_code,
  })
  return ok(ended.length)
}
