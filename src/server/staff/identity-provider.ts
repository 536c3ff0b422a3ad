import { randomBytes } from 'node:crypto'
import * as client from 'openid-client'
import { apiPaths, isWorkbenchAddress, workbenchPaths } from '../../contract/paths.ts'
import type { IdentityTrouble } from '../../contract/session.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import type { Platform } from '../platform/platform.ts'
import { putChallenge, takeChallenge } from './challenge.ts'
import { expiredCookie, rawCookie } from './cookie.ts'
import type { StaffGate } from './gate.ts'
import { claimByUsername, staffBySubject } from './identity.ts'
import { startSession } from './sessions.ts'
import { auditEntry, auditRefusal, endFormerSession, findKnown, stranger, type Visit } from './sign-in.ts'

/** Time to sign in at the provider. */
const journeySeconds = 10 * 60
const answerSeconds = 10

/** Somebody who came back from the provider, or why they did not get in. `code` is a trouble that the sign-in page has words for. */
type Arrival = Result<
  { readonly cookies: readonly string[]; readonly next: string },
  { readonly code: IdentityTrouble; readonly next: string }
>

export interface IdentityProvider {
  /** Where to send the browser, and the cookie that ties the answer to it. */
  readonly begin: (
    visit: Visit,
    next: string | undefined,
  ) => Promise<Result<{ url: string; cookies: readonly string[] }, { code: IdentityTrouble }>>
  /** @param query of the address that the provider sent the browser back to. */
  readonly arrive: (visit: Visit, query: string) => Promise<Arrival>
  /** Where the browser signs out of the provider; the sign-in page when the provider has no such address. */
  readonly leave: () => Promise<string>
  /** The cookie of the journey, to be taken away at its end. */
  readonly expired: string
}

interface Person {
  readonly subject: string
  readonly username: string | null
}

/** Reads what the provider says of itself, once; after a failure the next visitor asks again. */
const discoverer = ({ config }: Pick<Platform, 'config'>) => {
  let known: Promise<client.Configuration> | null = null
  return (): Promise<client.Configuration> => {
    const provider = config.identityProvider
    if (provider === null) throw new Error('no identity provider is configured')
    known ??= client
      .discovery(
        new URL(provider.issuer),
        provider.clientId,
        undefined,
        client.ClientSecretBasic(provider.clientSecret),
        {
          timeout: answerSeconds,
          execute: [
            // Without it the library trusts the connection and leaves the ID token's signature unchecked.
            client.enableNonRepudiationChecks,
            // The configuration lets plain http through for this machine alone.
            ...(provider.issuer.startsWith('http:') ? [client.allowInsecureRequests] : []),
          ],
        },
      )
      .catch((error: unknown) => {
        known = null
        throw error
      })
    return known
  }
}

/** Only an answer that the provider itself gave counts as "no"; everything else that goes wrong on the way is a refusal of ours. */
const troubleOf = (error: unknown): IdentityTrouble => {
  const network = error instanceof TypeError || (error instanceof client.ClientError && error.code === 'OAUTH_TIMEOUT')
  return network ? 'unreachable' : 'refused'
}

/** Sign-on at a national or provincial identity provider: OpenID Connect, authorization code with PKCE, state and nonce. */
export const identityProvider = (gate: StaffGate): IdentityProvider => {
  const { platform } = gate
  const { publicUrl } = platform.config
  const cookieName = gate.cookies.session.replace('session_token', 'identity')
  const returnAddress = `${publicUrl}${apiPaths.identityProviderReturn()}`
  const discover = discoverer(platform)

  const begin: IdentityProvider['begin'] = async (visit, next) => {
    let configuration: client.Configuration
    try {
      configuration = await discover()
    } catch (error) {
      platform.log.warn({ err: error }, 'identity provider')
      return refuse({ code: 'unreachable' })
    }
    const held = randomBytes(24).toString('base64url')
    const asked = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      next: next !== undefined && isWorkbenchAddress(next) ? next : workbenchPaths.home(),
    }
    await inContext(platform, stranger, visit.requestId, (ctx) =>
      putChallenge(ctx, 'identity-provider', held, asked, journeySeconds),
    )
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: returnAddress,
      scope: 'openid profile',
      response_type: 'code',
      code_challenge: await client.calculatePKCECodeChallenge(asked.verifier),
      code_challenge_method: 'S256',
      state: asked.state,
      nonce: asked.nonce,
    })
    const secure = cookieName.startsWith('__Secure-') ? '; Secure' : ''
    // Lax: the provider's page leads back here, and the cookie has to come along.
    const cookie = `${cookieName}=${held}; Max-Age=${journeySeconds}; Path=/api/v1/session; HttpOnly; SameSite=Lax${secure}`
    return ok({ url: url.href, cookies: [cookie] })
  }

  /** Who the provider says it is: signature, issuer, audience, expiry, nonce, state and PKCE are checked on the way. */
  const askWho = async (asked: Readonly<Record<string, string>>, query: string): Promise<Person> => {
    const configuration = await discover()
    // Built from our own address: the Host header is the visitor's.
    const tokens = await client.authorizationCodeGrant(configuration, new URL(`${returnAddress}?${query}`), {
      expectedState: asked.state ?? '',
      expectedNonce: asked.nonce ?? '',
      pkceCodeVerifier: asked.verifier ?? '',
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('identity provider: no ID token')
    const told = typeof claims.preferred_username === 'string' ? claims.preferred_username : null
    if (told !== null || configuration.serverMetadata().userinfo_endpoint === undefined) {
      return { subject: claims.sub, username: told }
    }
    const info = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
    return { subject: claims.sub, username: info.preferred_username ?? null }
  }

  const findAccount = async (ctx: Ctx, { subject, username }: Person): Promise<string | null> =>
    (await staffBySubject(ctx, subject)) ?? (username === null ? null : await claimByUsername(ctx, username, subject))

  const arrive: IdentityProvider['arrive'] = async (visit, query) => {
    const held = rawCookie(visit.cookieHeader, cookieName)
    // In a transaction of its own: what follows asks the provider, and the question is used up whatever it answers.
    const asked =
      held === null
        ? null
        : await inContext(platform, stranger, visit.requestId, (ctx) => takeChallenge(ctx, 'identity-provider', held))
    const next = asked?.next ?? workbenchPaths.home()
    if (asked === null) return refuse({ code: 'over', next })
    let person: Person
    try {
      person = await askWho(asked, query)
    } catch (error) {
      const code = troubleOf(error)
      // The message tells which check failed; codes and tokens are not in it.
      platform.log.warn({ reason: error instanceof Error ? error.message : 'unknown' }, 'identity provider')
      await inContext(platform, stranger, visit.requestId, (ctx) =>
        auditRefusal(ctx, null, { reason: `identity-${code}` }),
      )
      return refuse({ code, next })
    }
    return inContext(platform, stranger, visit.requestId, async (ctx): Promise<Arrival> => {
      const staffId = await findAccount(ctx, person)
      const known = staffId === null ? null : await findKnown(ctx, { id: staffId })
      const session = known && (await startSession(gate, ctx, visit, known.id, 'identity-provider'))
      if (!known || !session) {
        await auditRefusal(ctx, known, { reason: 'identity-unlinked' })
        return refuse({ code: 'unlinked', next })
      }
      await endFormerSession(gate, ctx, visit)
      await auditEntry(ctx, known, 'session.start', 'identity-provider')
      return ok({ cookies: [session], next })
    })
  }

  const leave: IdentityProvider['leave'] = async () => {
    const signIn = `${publicUrl}${workbenchPaths.signIn()}`
    try {
      // Without the ID token as a hint, which we do not keep: the provider asks the person to confirm.
      return client.buildEndSessionUrl(await discover(), { post_logout_redirect_uri: signIn }).href
    } catch {
      return signIn
    }
  }

  return { begin, arrive, leave, expired: expiredCookie(cookieName, '/api/v1/session') }
}
