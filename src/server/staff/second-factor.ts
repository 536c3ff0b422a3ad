import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { audit } from '../platform/audit.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import { maxPasswordLength, totpIssuer } from './auth.ts'
import { signedCookie } from './cookie.ts'
import type { SignedIn, StaffGate } from './gate.ts'
import { forgetGuesses, guessPair, takeGuess } from './guess.ts'
import { passwordWeakness } from './password.ts'
import type { StaffRefusal } from './refusal.ts'
import { attempt, authHeaders, rememberUse, type Visit } from './sign-in.ts'

export interface Enrolment {
  /** `otpauth://…` for the authenticator's camera. */
  readonly uri: string
  /** The same secret in base32, for typing. */
  readonly secret: string
  readonly backupCodes: readonly string[]
}

const otherSessions = (ctx: Ctx, who: SignedIn, keep: string) =>
  ctx.tx.deleteFrom('staff_session').where('staff_id', '=', who.staff.id).where('token', '<>', keep).execute()

/** Step one: a new secret and backup codes, shown once. The factor counts from its confirmation on. */
export const enrolTotp = async (
  gate: StaffGate,
  visit: Visit,
  who: SignedIn,
  password: string,
): Promise<Result<Enrolment, StaffRefusal>> => {
  const { platform, auth } = gate
  if (who.totpEnabled) return refuse({ code: 'totp-already-enabled' })
  const pair = guessPair(platform.crypto, who.username, visit.address)
  return inContext(platform, who.staff, visit.requestId, async (ctx): Promise<Result<Enrolment, StaffRefusal>> => {
    const turn = await takeGuess(ctx, pair)
    if (!turn.allowed) return refuse({ code: 'too-many-attempts', retryAfterSeconds: turn.retryAfterSeconds })
    const started = await auth.join(ctx.tx, () =>
      attempt(() =>
        auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers: authHeaders(visit, who.cookie) }),
      ),
    )
    const subject = { objectKind: 'staff', objectId: who.staff.id }
    if (!started.ok) {
      if (started.refusal.code === 'TOTP_ALREADY_ENABLED') return refuse({ code: 'totp-already-enabled' })
      await audit(ctx, { action: 'staff.refuse-password', ...subject, detail: { guesses: turn.guesses } })
      return refuse({ code: 'password-wrong' })
    }
    await forgetGuesses(ctx, pair)
    await audit(ctx, { action: 'staff.enrol-totp', ...subject })
    const { value } = started
    if (value.method !== 'totp') throw new Error(`asked better-auth for a TOTP secret, was given "${value.method}"`)
    const secret = new URL(value.totpURI).searchParams.get('secret')
    if (secret === null) throw new Error('better-auth gave an authenticator address without a secret')
    // better-auth labels the entry with the account's made-up mail address.
    const label = `${encodeURIComponent(totpIssuer)}:${encodeURIComponent(who.username)}`
    const uri = `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(totpIssuer)}&digits=6&period=30`
    return ok({ uri, secret, backupCodes: value.backupCodes })
  })
}

/** Step two: the authenticator shows that it has the secret. The session gets a new token, every other session ends. */
export const confirmTotp = async (
  gate: StaffGate,
  visit: Visit,
  who: SignedIn,
  code: string,
): Promise<Result<{ readonly cookies: readonly string[] }, StaffRefusal>> => {
  if (who.totpEnabled) return refuse({ code: 'totp-already-enabled' })
  const { platform, auth } = gate
  return inContext(platform, who.staff, visit.requestId, async (ctx) => {
    const checked = await auth.join(ctx.tx, () =>
      attempt(() =>
        auth.api.verifyTOTP({ body: { code }, headers: authHeaders(visit, who.cookie), returnHeaders: true }),
      ),
    )
    if (!checked.ok) {
      return refuse({ code: checked.refusal.code === 'INVALID_CODE' ? 'code-wrong' : 'totp-not-started' } as const)
    }
    const cookies = checked.value.headers.getSetCookie()
    const fresh = cookies
      .map((cookie) => signedCookie(cookie, gate.cookies.session, gate.secret))
      .findLast((token) => token !== null)
    if (fresh === undefined) throw new Error('better-auth confirmed the second factor without a new session')
    await otherSessions(ctx, who, fresh)
    await rememberUse(ctx, who.staff.id, code)
    await audit(ctx, { action: 'staff.confirm-totp', objectKind: 'staff', objectId: who.staff.id })
    return ok({ cookies })
  })
}

/** A new password for oneself. Every other session ends; the one at hand goes on. */
export const changePassword = async (
  gate: StaffGate,
  visit: Visit,
  who: SignedIn,
  given: { readonly currentPassword: string; readonly newPassword: string },
): Promise<Result<null, StaffRefusal>> => {
  const { platform, auth } = gate
  const weak = passwordWeakness(given.newPassword, who.username)
  if (weak) return refuse(weak)
  if (given.newPassword.length > maxPasswordLength) throw new Error('the contract lets no longer password through')
  const pair = guessPair(platform.crypto, who.username, visit.address)
  const before = await inContext(platform, who.staff, visit.requestId, async (ctx) => ({
    turn: await takeGuess(ctx, pair),
    hash: await currentHash(ctx, who),
  }))
  if (!before.turn.allowed) {
    return refuse({ code: 'too-many-attempts', retryAfterSeconds: before.turn.retryAfterSeconds })
  }
  const { guesses } = before.turn
  const { password } = await auth.context
  const right = before.hash !== null && (await password.verify({ hash: before.hash, password: given.currentPassword }))
  const hash = right ? await password.hash(given.newPassword) : null
  const subject = { objectKind: 'staff', objectId: who.staff.id }
  return inContext(platform, who.staff, visit.requestId, async (ctx) => {
    // Another change in the meantime makes the password given here an old one.
    if (hash === null || (await currentHash(ctx, who, true)) !== before.hash) {
      await audit(ctx, { action: 'staff.refuse-password', ...subject, detail: { guesses } })
      return refuse({ code: 'password-wrong' } as const)
    }
    await ctx.tx
      .updateTable('staff_account')
      .set({ password: hash, updated_at: ctx.now })
      .where('staff_id', '=', who.staff.id)
      .where('provider_id', '=', 'credential')
      .execute()
    await otherSessions(ctx, who, who.sessionToken)
    await forgetGuesses(ctx, pair)
    await audit(ctx, { action: 'staff.change-password', ...subject })
    return ok(null)
  })
}

export const currentHash = async (ctx: Ctx, who: SignedIn, lock = false): Promise<string | null> => {
  const query = ctx.tx
    .selectFrom('staff_account')
    .select('password')
    .where('staff_id', '=', who.staff.id)
    .where('provider_id', '=', 'credential')
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row?.password ?? null
}
