import { randomBytes } from 'node:crypto'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { PasskeyRow } from '../../contract/session.ts'
import { epochMs } from '../../domain/kernel/plain-date.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { audit } from '../platform/audit.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import { uuidV7 } from '../platform/ids.ts'
import { totpIssuer } from './auth.ts'
import { putChallenge, takeChallenge } from './challenge.ts'
import { expiredCookie, rawCookie } from './cookie.ts'
import { deviceCookie } from './device.ts'
import type { SignedIn, StaffGate } from './gate.ts'
import { forgetGuesses, guessPair, takeGuess } from './guess.ts'
import type { StaffRefusal } from './refusal.ts'
import type { RelyingParty } from './relying-party.ts'
import { currentHash } from './second-factor.ts'
import { startSession } from './sessions.ts'
import { auditEntry, auditRefusal, endFormerSession, findKnown, stranger, type Visit } from './sign-in.ts'

/** Time to answer the device's question, and to fetch the device. */
const challengeSeconds = 5 * 60
const mostPasskeys = 10

const cookieName = (gate: StaffGate): string => gate.cookies.session.replace('session_token', 'passkey')

/** The word of the browser for "I could not check it": the library throws for a wrong origin, challenge, signature or counter alike. */
const checked = async <T>(check: () => Promise<T>): Promise<T | Error> => {
  try {
    return await check()
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
}

const userHandleOf = (staffId: string): string => Buffer.from(staffId).toString('base64url')

/** Asks the password again. It counts as a guess like any other. */
const provePassword = async (
  gate: StaffGate,
  visit: Visit,
  who: SignedIn,
  given: string,
): Promise<Result<null, StaffRefusal>> => {
  const { platform, auth } = gate
  const pair = guessPair(platform.crypto, who.username, visit.address)
  const { turn, hash } = await inContext(platform, who.staff, visit.requestId, async (ctx) => ({
    turn: await takeGuess(ctx, pair),
    hash: await currentHash(ctx, who),
  }))
  if (!turn.allowed) return refuse({ code: 'too-many-attempts', retryAfterSeconds: turn.retryAfterSeconds })
  const { password } = await auth.context
  const right = hash !== null && (await password.verify({ hash, password: given }))
  return inContext(platform, who.staff, visit.requestId, async (ctx) => {
    if (right) {
      await forgetGuesses(ctx, pair)
      return ok(null)
    }
    const detail = { guesses: turn.guesses }
    await audit(ctx, { action: 'staff.refuse-password', objectKind: 'staff', objectId: who.staff.id, detail })
    return refuse({ code: 'password-wrong' } as const)
  })
}

/** @returns what `navigator.credentials.create` is to be asked, for this session and the next five minutes. */
export const beginPasskey = async (
  gate: StaffGate,
  visit: Visit,
  who: SignedIn,
  party: RelyingParty,
  password: string,
) => {
  const proved = await provePassword(gate, visit, who, password)
  if (!proved.ok) return proved
  return inContext(gate.platform, who.staff, visit.requestId, async (ctx) => {
    const own = await ctx.tx
      .selectFrom('staff_passkey')
      .select(['credential_id', 'transports'])
      .where('staff_id', '=', who.staff.id)
      .execute()
    if (own.length >= mostPasskeys) return refuse({ code: 'passkeys-too-many', most: mostPasskeys } as const)
    const options = await generateRegistrationOptions({
      rpName: totpIssuer,
      rpID: party.id,
      userName: who.username,
      userDisplayName: who.staff.name,
      userID: Buffer.from(who.staff.id),
      attestationType: 'none',
      excludeCredentials: own.map((row) => ({ id: row.credential_id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    await putChallenge(
      ctx,
      'passkey-registration',
      who.sessionToken,
      { challenge: options.challenge },
      challengeSeconds,
    )
    return ok(options)
  })
}

/** Keeps the key that the device made for the question that this session was asked. */
export const addPasskey = (
  gate: StaffGate,
  visit: Visit,
  who: SignedIn,
  party: RelyingParty,
  given: { readonly name: string; readonly response: RegistrationResponseJSON },
): Promise<Result<PasskeyRow, StaffRefusal>> =>
  inContext(gate.platform, who.staff, visit.requestId, async (ctx): Promise<Result<PasskeyRow, StaffRefusal>> => {
    const asked = await takeChallenge(ctx, 'passkey-registration', who.sessionToken)
    if (asked === null) return refuse({ code: 'passkey-refused' })
    const answer = await checked(() =>
      verifyRegistrationResponse({
        response: given.response,
        expectedChallenge: asked.challenge ?? '',
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        requireUserVerification: true,
      }),
    )
    if (answer instanceof Error || !answer.verified) return refuse({ code: 'passkey-refused' })
    const { credential } = answer.registrationInfo
    const row = {
      id: uuidV7(epochMs(ctx.now)),
      staff_id: who.staff.id,
      name: given.name,
      credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      created_at: ctx.now,
    }
    const added = await ctx.tx
      .insertInto('staff_passkey')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return refuse({ code: 'passkey-known' })
    await audit(ctx, {
      action: 'staff.add-passkey',
      objectKind: 'staff',
      objectId: who.staff.id,
      detail: { passkeyId: row.id },
    })
    return ok({ id: row.id, name: row.name, createdAt: ctx.now, lastUsedAt: null })
  })

export const listPasskeys = async (ctx: Ctx, who: SignedIn): Promise<PasskeyRow[]> => {
  const rows = await ctx.tx
    .selectFrom('staff_passkey')
    .select(['id', 'name', 'created_at', 'last_used_at'])
    .where('staff_id', '=', who.staff.id)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }))
}

/** Takes one of one's own away. Another person's is not there. */
export const removePasskey = async (ctx: Ctx, who: SignedIn, id: string): Promise<Result<null, StaffRefusal>> => {
  const removed = await ctx.tx
    .deleteFrom('staff_passkey')
    .where('id', '=', id)
    .where('staff_id', '=', who.staff.id)
    .returning('id')
    .executeTakeFirst()
  if (!removed) return refuse({ code: 'passkey-unknown' })
  const detail = { passkeyId: id }
  await audit(ctx, { action: 'staff.remove-passkey', objectKind: 'staff', objectId: who.staff.id, detail })
  return ok(null)
}

/**
 * What `navigator.credentials.get` is to be asked. Names nobody: the device itself offers the passkeys that it has for us, so the
 * answer is the same for every visitor.
 */
export const beginPasskeySignIn = (gate: StaffGate, visit: Visit, party: RelyingParty) =>
  inContext(gate.platform, stranger, visit.requestId, async (ctx) => {
    const options = await generateAuthenticationOptions({ rpID: party.id, userVerification: 'required' })
    const held = randomBytes(24).toString('base64url')
    await putChallenge(ctx, 'passkey-sign-in', held, { challenge: options.challenge }, challengeSeconds)
    const name = cookieName(gate)
    const secure = name.startsWith('__Secure-') ? '; Secure' : ''
    const cookie = `${name}=${held}; Max-Age=${challengeSeconds}; Path=/api/v1/session; HttpOnly; SameSite=Strict${secure}`
    return { options, cookies: [cookie] }
  })

/**
 * Signs in by a passkey that its owner unlocked on the device: possession and knowledge (or body) at once, so neither password nor
 * code is asked for. Whatever is wrong, the answer is the same.
 */
export const signInByPasskey = (
  gate: StaffGate,
  visit: Visit,
  party: RelyingParty,
  response: AuthenticationResponseJSON,
): Promise<Result<{ readonly cookies: readonly string[] }, StaffRefusal>> =>
  inContext(gate.platform, stranger, visit.requestId, async (ctx) => {
    const held = rawCookie(visit.cookieHeader, cookieName(gate))
    const asked = held === null ? null : await takeChallenge(ctx, 'passkey-sign-in', held)
    const passkey = await ctx.tx
      .selectFrom('staff_passkey')
      .selectAll()
      .where('credential_id', '=', response.id)
      // Two copies of one device follow each other here, so that the counter tells.
      .forUpdate()
      .executeTakeFirst()
    const known = passkey ? await findKnown(ctx, { id: passkey.staff_id }) : null
    const refused = async (reason: string) => {
      await auditRefusal(ctx, known, { reason })
      return refuse({ code: 'passkey-refused' } as const)
    }
    if (asked === null || !passkey || known === null) return refused('passkey')
    const { userHandle } = response.response
    if (userHandle !== undefined && userHandle !== userHandleOf(known.id)) return refused('passkey')
    const answer = await checked(() =>
      verifyAuthenticationResponse({
        response,
        expectedChallenge: asked.challenge ?? '',
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        requireUserVerification: true,
        credential: {
          id: passkey.credential_id,
          publicKey: new Uint8Array(passkey.public_key),
          counter: Number(passkey.counter),
        },
      }),
    )
    if (answer instanceof Error) return refused(/counter/i.test(answer.message) ? 'passkey-counter' : 'passkey')
    if (!answer.verified) return refused('passkey')
    const session = await startSession(gate, ctx, visit, known.id, 'passkey')
    if (session === null) return refused('passkey')
    await ctx.tx
      .updateTable('staff_passkey')
      .set({ counter: answer.authenticationInfo.newCounter, last_used_at: ctx.now })
      .where('id', '=', passkey.id)
      .execute()
    await endFormerSession(gate, ctx, visit)
    await auditEntry(ctx, known, 'session.start', 'passkey')
    const device = deviceCookie(gate.platform, visit.cookieHeader, known.username)
    return ok({ cookies: [session, device, expiredCookie(cookieName(gate), '/api/v1/session')] })
  })
