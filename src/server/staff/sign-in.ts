import { isAPIError } from 'better-auth/api'
import { sql } from 'kysely'
import type { SignInWay } from '../../contract/staff.ts'
import type { Actor, Role, Staff } from '../../domain/actor/actor.ts'
import { as, type DivisionCode, type InstitutionId, type StaffId } from '../../domain/kernel/ids.ts'
import { epochMs, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { audit } from '../platform/audit.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import { addressHeader } from './auth.ts'
import { expiredCookie, rawCookie, signedCookie } from './cookie.ts'
import { deviceCookie, deviceOf, knownDevice, placeOf } from './device.ts'
import type { SignedIn, StaffGate } from './gate.ts'
import { forgiveGuess, guessAt, takeGuess, takeSignInGuess } from './guess.ts'
import type { StaffRefusal } from './refusal.ts'

/** What of a request matters for signing in. */
export interface Visit {
  readonly requestId: string
  readonly address: string
  readonly userAgent: string
  readonly cookieHeader: string | undefined
}

/** `cookies` are whole Set-Cookie values for the browser. */
export interface SignInAnswer {
  readonly next: 'done' | 'totp'
  readonly cookies: readonly string[]
}

export const stranger: Actor = { kind: 'public', scope: { kind: 'none' } }
/** A code holds for three steps of thirty seconds; its use is remembered longer than that. */
const codeMemoryMs = 5 * 60_000

/** better-auth keeps what it is told of browser and address with the session; it is told as much as the list of sessions shows. */
export const authHeaders = (visit: Visit, cookie: string | null): Headers => {
  const headers = new Headers({ 'user-agent': deviceOf(visit.userAgent), [addressHeader]: placeOf(visit.address) })
  if (cookie !== null) headers.set('cookie', cookie)
  return headers
}

/** better-auth throws what a person did wrong; that becomes a value here, and a fault goes on. */
export const attempt = async <T>(call: () => Promise<T>): Promise<Result<T, { readonly code: string }>> => {
  try {
    return ok(await call())
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return refuse({ code: String(error.body?.code ?? error.message) })
    throw error
  }
}

export interface Known {
  readonly id: string
  readonly username: string
  readonly actor: Staff
}

/** The account without its reach: enough to say in the audit who it was. */
export const findKnown = async (ctx: Ctx, by: { username: string } | { id: string }): Promise<Known | null> => {
  const row = await ctx.tx
    .selectFrom('staff')
    .innerJoin('institution', 'institution.id', 'staff.institution_id')
    .select(['staff.id', 'staff.username', 'staff.name', 'staff.roles', 'staff.institution_id'])
    .select(['institution.name as institution_name', 'institution.province_code'])
    .where((where) => ('id' in by ? where('staff.id', '=', by.id) : where('staff.username', '=', by.username)))
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    username: row.username,
    actor: {
      kind: 'staff',
      id: as<StaffId>(row.id),
      name: row.name,
      roles: row.roles satisfies readonly Role[],
      institutionId: as<InstitutionId>(row.institution_id),
      institutionName: row.institution_name,
      provinceCode: as<DivisionCode>(row.province_code),
      scope: { kind: 'none' },
    },
  }
}

/** A failure belongs to nobody; it is filed where the account is, so that its institution's auditors see it. */
export const auditRefusal = (
  ctx: Ctx,
  known: Known | null,
  detail: { readonly reason: string; readonly guesses?: number },
): Promise<void> =>
  audit(ctx, {
    action: 'session.refuse',
    objectKind: 'staff',
    objectId: known?.id ?? null,
    // An unknown name may be a password typed into the wrong field: it is not kept.
    detail: { ...detail, ...(known ? { username: known.username } : { known: false }) },
    ...(known ? { institutionId: known.actor.institutionId, provinceCode: known.actor.provinceCode } : {}),
  })

export const auditEntry = async (
  ctx: Ctx,
  known: Known,
  action: 'session.start' | 'session.challenge',
  factor: string,
) => {
  await audit({ ...ctx, actor: known.actor }, { action, objectKind: 'staff', objectId: known.id, detail: { factor } })
}

/** Ends the session that the browser came with, and clears away what is over by itself. */
export const endFormerSession = async (gate: StaffGate, ctx: Ctx, visit: Visit): Promise<void> => {
  const former = signedCookie(visit.cookieHeader, gate.cookies.session, gate.secret)
  await ctx.tx
    .deleteFrom('staff_session')
    .where((where) =>
      where.or([where('expires_at', '<', sql<Date>`now()`), ...(former === null ? [] : [where('token', '=', former)])]),
    )
    .execute()
  await ctx.tx.deleteFrom('staff_verification').where('expires_at', '<', sql<Date>`now()`).execute()
}

const noteWay = async (gate: StaffGate, ctx: Ctx, cookies: readonly string[], way: SignInWay): Promise<void> => {
  const token = cookies.map((cookie) => signedCookie(cookie, gate.cookies.session, gate.secret)).find(Boolean)
  if (!token) throw new Error('better-auth signed in without a session')
  await ctx.tx.updateTable('staff_session').set({ way }).where('token', '=', token).execute()
}

/**
 * Password sign-in. The answer to an unknown name, a wrong password and a disabled account is the same and takes as long. The
 * session's cookie is handed out only after its audit row is stored.
 */
export const signIn = async (
  gate: StaffGate,
  visit: Visit,
  given: { readonly username: string; readonly password: string },
): Promise<Result<SignInAnswer, StaffRefusal>> => {
  const { platform, auth } = gate
  const guess = guessAt(
    platform.crypto,
    given.username,
    visit.address,
    knownDevice(platform, visit.cookieHeader, given.username),
  )
  const turn = await inContext(platform, stranger, visit.requestId, (ctx) => takeSignInGuess(ctx, guess))
  if (!turn.allowed) return refuse({ code: 'too-many-attempts', retryAfterSeconds: turn.retryAfterSeconds })
  // Outside a transaction: checking a password takes tens of milliseconds, and connections are few.
  const checked = await attempt(() =>
    auth.api.signInUsername({ body: { ...given }, headers: authHeaders(visit, null), returnHeaders: true }),
  )
  return inContext(platform, stranger, visit.requestId, async (ctx) => {
    const known = await findKnown(ctx, { username: given.username })
    if (!checked.ok || known === null) {
      await auditRefusal(ctx, known, { reason: 'credentials', guesses: turn.guesses })
      return refuse({ code: 'credentials-wrong' })
    }
    await endFormerSession(gate, ctx, visit)
    const { headers, response } = checked.value
    const next = 'twoFactorRedirect' in response ? 'totp' : 'done'
    const cookies = headers.getSetCookie()
    await auditEntry(ctx, known, next === 'done' ? 'session.start' : 'session.challenge', 'password')
    if (next === 'totp') return ok({ next, cookies })
    await forgiveGuess(ctx, guess)
    return ok({ next, cookies: [...cookies, deviceCookie(platform, visit.cookieHeader, known.username)] })
  })
}

/**
 * The second factor after the password: a code of the authenticator, or one of the backup codes, each good once. Wrong codes count
 * as guesses at the account; five end the challenge.
 */
export const completeSignIn = async (
  gate: StaffGate,
  visit: Visit,
  code: string,
): Promise<Result<SignInAnswer, StaffRefusal>> => {
  const { platform, auth, cookies } = gate
  const challenge = signedCookie(visit.cookieHeader, cookies.challenge, gate.secret)
  if (challenge === null) return refuse({ code: 'challenge-over' })
  return inContext(platform, stranger, visit.requestId, async (ctx): Promise<Result<SignInAnswer, StaffRefusal>> => {
    const pending = await ctx.tx
      .selectFrom('staff_verification')
      .innerJoin('staff', 'staff.id', 'staff_verification.value')
      .select('staff.id')
      .where('staff_verification.identifier', '=', challenge)
      .where('staff_verification.expires_at', '>', sql<Date>`now()`)
      // Two tries with one code at the same instant follow each other here.
      .forUpdate('staff')
      .executeTakeFirst()
    const known = pending ? await findKnown(ctx, { id: pending.id }) : null
    if (known === null) return refuse({ code: 'challenge-over' })
    const device = knownDevice(platform, visit.cookieHeader, known.username)
    const guess = guessAt(platform.crypto, known.username, visit.address, device)
    // Who is here has given the password: only the one count is asked, the shared ones were when it was given.
    const turn = await takeGuess(ctx, guess.pair)
    if (!turn.allowed) return refuse({ code: 'too-many-attempts', retryAfterSeconds: turn.retryAfterSeconds })

    const totp = /^\d{6}$/.test(code)
    const headers = authHeaders(visit, `${cookies.challenge}=${rawCookie(visit.cookieHeader, cookies.challenge) ?? ''}`)
    const call = { body: { code }, headers, returnHeaders: true } as const
    const used = totp && (await wasUsed(ctx, known.id, code))
    const checked = used
      ? refuse({ code: 'INVALID_CODE' })
      : await auth.join(ctx.tx, () =>
          attempt(() => (totp ? auth.api.verifyTOTP(call) : auth.api.verifyBackupCode(call))),
        )
    if (!checked.ok) {
      await auditRefusal(ctx, known, { reason: 'code', guesses: turn.guesses })
      return refuse(codeRefusal(checked.refusal.code))
    }
    if (totp) await rememberUse(ctx, known.id, code)
    await endFormerSession(gate, ctx, visit)
    await forgiveGuess(ctx, guess)
    const way = totp ? 'totp' : 'backup-code'
    const fresh = checked.value.headers.getSetCookie()
    await noteWay(gate, ctx, fresh, way)
    await auditEntry(ctx, known, 'session.start', way)
    return ok({ next: 'done', cookies: [...fresh, deviceCookie(platform, visit.cookieHeader, known.username)] })
  })
}

const codeRefusal = (code: string): StaffRefusal => {
  switch (code) {
    case 'INVALID_CODE':
    case 'INVALID_BACKUP_CODE':
      return { code: 'code-wrong' }
    case 'ACCOUNT_TEMPORARILY_LOCKED':
      return { code: 'too-many-attempts', retryAfterSeconds: 900 }
    default:
      return { code: 'challenge-over' }
  }
}

const wasUsed = async (ctx: Ctx, staffId: string, code: string): Promise<boolean> => {
  const row = await ctx.tx
    .selectFrom('staff_totp_use')
    .select('used_at')
    .where('staff_id', '=', staffId)
    .where('code', '=', code)
    .where('used_at', '>', new Date(epochMs(ctx.now) - codeMemoryMs))
    .executeTakeFirst()
  return row !== undefined
}

export const rememberUse = async (ctx: Ctx, staffId: string, code: string): Promise<void> => {
  const before = instantFromEpochMs(epochMs(ctx.now) - codeMemoryMs)
  await ctx.tx.deleteFrom('staff_totp_use').where('used_at', '<=', new Date(before)).execute()
  await ctx.tx
    .insertInto('staff_totp_use')
    .values({ staff_id: staffId, code, used_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['staff_id', 'code']).doUpdateSet({ used_at: ctx.now }))
    .execute()
}

/** Ends the session; answers the Set-Cookie values that clear the browser. */
export const signOut = async (gate: StaffGate, visit: Visit, who: SignedIn): Promise<readonly string[]> => {
  await inContext(gate.platform, who.staff, visit.requestId, async (ctx) => {
    await ctx.tx.deleteFrom('staff_session').where('token', '=', who.sessionToken).execute()
    await audit(ctx, { action: 'session.end', objectKind: 'staff', objectId: who.staff.id })
  })
  return [expiredCookie(gate.cookies.session), expiredCookie(gate.cookies.challenge)]
}
