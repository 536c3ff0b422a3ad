import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'

export const clientId = 'weiquan'
export const clientSecret = 'a-secret-of-the-spec-only'
export const returnAddress = 'http://localhost/api/v1/session/identity-provider/return'

export interface RunningProvider {
  readonly issuer: string
  readonly close: () => Promise<void>
}

const listen = async (handlerFor: (issuer: string) => RequestListener): Promise<RunningProvider> => {
  const server: Server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A TCP server's address is one.
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  server.on('request', handlerFor(issuer))
  return {
    issuer,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

type OpenProviderClass = new (issuer: string, configuration: Record<string, unknown>) => { callback(): RequestListener }
// The package comes without types, so it is asked for by name; the type above says what of it is used here.
const { Provider: OpenProvider }: { Provider: OpenProviderClass } = createRequire(import.meta.url)('oidc-provider')
/** A real identity provider on this machine. Whoever signs in as `x` there has the subject `x` and the username `x@example`. */
export const startProvider = ({ base = 'http://localhost' } = {}): Promise<RunningProvider> =>
  listen((issuer) =>
    new OpenProvider(issuer, {
      clients: [
        {
          client_id: clientId,
          client_secret: clientSecret,
          redirect_uris: [`${base}/api/v1/session/identity-provider/return`],
          post_logout_redirect_uris: [`${base}/workbench/sign-in`],
        },
      ],
      pkce: { required: () => true },
      claims: { openid: ['sub'], profile: ['preferred_username'] },
      findAccount: (_context: unknown, sub: string) => ({
        accountId: sub,
        claims: () => ({ sub, preferred_username: `${sub}@example` }),
      }),
      cookies: { keys: ['a-key-of-the-spec-only'] },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
      features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    }).callback(),
  )

/** Walks through the provider's pages as a person would. @returns the address that it sends the browser back to. */
export const signInAtProvider = async (start: string, login: string): Promise<string> => {
  const cookies = new Map<string, string>()
  const visit = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return response
  }
  let at = start
  for (let step = 0; step < 12; step += 1) {
    if (at.startsWith(returnAddress)) return at
    let response = await visit(at)
    if (response.status === 200) {
      const prompt = /name="prompt" value="(\w+)"/.exec(await response.text())?.[1] ?? ''
      response = await visit(at, { prompt, login, password: 'any' })
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`the provider answered ${response.status} at ${at}`)
    at = new URL(location, at).href
  }
  throw new Error(`the provider leads nowhere: ${at}`)
}

/** What a lying provider writes into its ID token. */
export interface Lie {
  readonly claims?: Record<string, unknown>
  /** Signed by a key that it does not publish. */
  readonly foreignKey?: boolean
  /** Not signed at all: `alg: none`. */
  readonly unsigned?: boolean
}

/** A provider that answers every code with an ID token for `sub`, and lies as told. It asks nobody anything. */
export const startLiar = async (): Promise<RunningProvider & { lie: (nonce: string, lie: Lie) => void }> => {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })
  let nonce = ''
  let current: Lie = {}
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const idToken = (issuer: string): string => {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, aud: clientId, sub: 'limin', nonce, iat: now, exp: now + 300, ...current.claims }
    const head = { alg: current.unsigned ? 'none' : 'RS256', kid: 'one' }
    const text = `${encode(head)}.${encode(claims)}`
    if (current.unsigned) return `${text}.`
    const key = current.foreignKey ? foreign.privateKey : own.privateKey
    return `${text}.${createSign('sha256').update(text).sign(key).toString('base64url')}`
  }
  const running = await listen((issuer) => (request, response) => {
    const answers: Record<string, () => object> = {
      '/.well-known/openid-configuration': () => ({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        authorization_response_iss_parameter_supported: true,
      }),
      '/jwks': () => ({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] }),
      '/token': () => ({
        access_token: randomUUID(),
        token_type: 'Bearer',
        expires_in: 300,
        id_token: idToken(issuer),
      }),
    }
    const answer = answers[(request.url ?? '').split('?')[0] ?? '']
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer?.() ?? {}))
  })
  return {
    ...running,
    lie: (asked, lie) => {
      nonce = asked
      current = lie
    },
  }
}
