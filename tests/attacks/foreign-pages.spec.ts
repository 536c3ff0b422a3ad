import { beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '../../src/server/staff/demo.ts'
import { aMatter, type StoredMatter } from '../../testing/a-matter.ts'
import { useTestApp } from '../../testing/app.ts'
import { useTestDatabase } from '../../testing/database.ts'
import { useTestPlatform } from '../../testing/platform.ts'
import { listRoutes } from '../../testing/routes.ts'

/* What a page of somebody else's can make the browser of a signed-in officer do: nothing. */

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)

let matter: StoredMatter
let cookie = ''
let changing: readonly (readonly [method: string, path: string])[] = []
beforeAll(async () => {
  matter = await aMatter(test).in('under-review')
  cookie = (await desk.signInAs('admin')).cookie
  changing = (await listRoutes()).flatMap((route): [string, string][] => {
    const [method = '', path = ''] = route.split(' ')
    return /^(POST|PUT|PATCH|DELETE)$/.test(method)
      ? [[method, path.replace(/:\w+/g, matter.id).replace('*', 'x')]]
      : []
  })
})

const send = (method: string, url: string, headers: Record<string, string>, payload?: string) =>
  // A method of the router's own list.
  desk.app.inject({ method: method as 'POST', url, headers: { cookie, ...headers }, ...(payload ? { payload } : {}) })

/** Everything that a request could have changed, counted and summed. */
const state = async () => {
  const { rows } = await database.ownerPool.query(
    `select (select count(*) from matter_event) as events, (select count(*) from audit) as audits, (select count(*) from staff) as staff,
      (select string_agg(s::text, '|' order by id) from staff s) as accounts, (select count(*) from staff_session) as sessions,
      (select count(*) from machine_token) as tokens, (select count(*) from staff_passkey) as passkeys`,
  )
  return rows[0]
}

describe('a request that a foreign page makes the browser send', () => {
  it.each([
    ['from another site', { origin: 'https://evil.example' }],
    ['that the browser marks as cross-site', { 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused by every route that changes something, and changes nothing', async (_what, headers) => {
    expect(changing.length).toBeGreaterThan(60)
    const before = await state()
    for (const [method, path] of changing) {
      const answer = await send(method, path, { ...headers, 'content-type': 'application/json' }, '{}')
      expect([method, path, answer.statusCode]).toEqual([method, path, 403])
    }
    expect(await state()).toEqual(before)
  })

  it.each([
    'http://localhost.evil.example',
    'http://localhost:9999',
    'https://localhost',
    'http://evil.example/http://localhost',
    'null',
    '',
  ])('from %j, which is not ours however alike, is refused', async (origin) => {
    const answer = await send('DELETE', '/api/v1/session', { origin })
    expect(answer.json()).toMatchObject({ status: 403, code: 'origin-foreign' })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'as %j, which a form can send without asking, opens no session and makes no account',
    async (type) => {
      const before = await state()
      const account = {
        username: 'smuggled',
        name: '某人',
        password: 'smuggled-in-77',
        roles: ['administrator'],
        institutionId: matter.matter.holderId,
      }
      // From a browser so old that it names no origin.
      const answer = await send('POST', '/api/v1/staff', type ? { 'content-type': type } : {}, JSON.stringify(account))
      expect(answer.statusCode).toBeGreaterThanOrEqual(400)
      expect(answer.statusCode).toBeLessThan(500)
      expect(await state()).toEqual(before)
    },
  )

  it('may not ask before either: no answer allows another origin to read or to send', async () => {
    const headers = {
      origin: 'https://evil.example',
      'access-control-request-method': 'DELETE',
      'access-control-request-headers': 'content-type',
    }
    for (const path of ['/api/v1/session', '/api/v1/sessions', '/api/v1/staff', '/api/v1/matters']) {
      for (const method of ['OPTIONS', 'GET']) {
        const answer = await send(method, path, headers)
        expect(answer.headers['access-control-allow-origin'], path).toBeUndefined()
        expect(answer.headers['access-control-allow-credentials'], path).toBeUndefined()
      }
    }
  })

  it('does not carry the session: its cookie is kept from requests of other sites and from scripts', async () => {
    const answer = await desk.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { username: 'limin', password: 'no' },
    })
    expect(answer.statusCode).toBe(401)
    const signedIn = await desk.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { username: 'limin', password: demoPassword },
    })
    for (const line of [signedIn.headers['set-cookie'] ?? []].flat()) {
      expect(line).toContain('HttpOnly')
      expect(line).toMatch(/SameSite=(Lax|Strict)/)
      expect(line).not.toMatch(/domain=/i)
    }
  })
})

describe('an account that is told more than it may be', () => {
  const changes = {
    id: 'chosen-by-me',
    isAdmin: true,
    two_factor_enabled: false,
    twoFactorEnabled: false,
    emailVerified: true,
    created_at: '2000-01-01T00:00:00Z',
    scope: { kind: 'nation' },
    institution: { id: 'x' },
  }
  const own = async () => {
    const { rows } = await database.ownerPool.query(
      "select roles, institution_id, disabled, two_factor_enabled, username, created_at from staff where username = 'limin'",
    )
    return rows[0]
  }

  it('by its own routes changes nothing of its rights', async () => {
    const before = await own()
    const headers = { ...(await desk.signInAs('limin')), 'content-type': 'application/json' }
    const widened = { ...changes, roles: ['administrator'], institutionId: 'x', disabled: false, staffId: 'admin' }
    for (const [method, path, body] of [
      ['POST', '/session/password', { currentPassword: 'wrong-wrong', newPassword: 'another-harbour-9' }],
      ['POST', '/session/totp-enrolment', { password: 'wrong-wrong' }],
      ['POST', '/session/passkeys/options', { password: 'wrong-wrong' }],
      ['POST', '/session/passkeys', { name: 'x', response: {} }],
    ] as const) {
      const payload = JSON.stringify({ ...widened, ...body })
      const answer = await desk.app.inject({ method, url: `/api/v1${path}`, headers, payload })
      expect(answer.statusCode, path).toBeGreaterThanOrEqual(400)
    }
    expect(await own()).toEqual(before)
  })

  it.each(['{"__proto__":{"roles":["administrator"]}}', '{"constructor":{"prototype":{"roles":["administrator"]}}}'])(
    'by what every object inherits is refused: %s',
    async (payload) => {
      const headers = { cookie, 'content-type': 'application/json' }
      const answer = await desk.app.inject({ method: 'POST', url: '/api/v1/staff', headers, payload })
      expect(answer.statusCode).toBe(400)
      expect(({} as { roles?: unknown }).roles).toBeUndefined()
    },
  )

  it('by an administrator’s form takes the fields of the form and no other', async () => {
    const headers = { cookie, 'content-type': 'application/json' }
    const payload = JSON.stringify({
      ...changes,
      username: 'plain-person',
      name: '某人',
      password: 'first-password-77',
      roles: ['clerk'],
      institutionId: matter.matter.holderId,
      disabled: true,
      totpEnabled: true,
      passkeys: 9,
      identity: 'subject',
    })
    const made = await desk.app.inject({ method: 'POST', url: '/api/v1/staff', headers, payload })
    expect(made.statusCode, made.body).toBe(201)
    expect(made.json()).toMatchObject({
      roles: ['clerk'],
      disabled: false,
      totpEnabled: false,
      passkeys: 0,
      identity: null,
    })
    expect(made.json().id).not.toBe('chosen-by-me')
    const url = `/api/v1/staff/${made.json().id}`
    const change = JSON.stringify({ ...changes, username: 'admin', name: '改名', institutionId: 'x' })
    expect((await desk.app.inject({ method: 'PATCH', url, headers, payload: change })).json()).toMatchObject({
      username: 'plain-person',
      name: '某人',
      institution: { id: matter.matter.holderId },
    })
  })
})

describe('a link that leads through us to somebody else', () => {
  it('no redirect of ours follows an address that came with the request', async () => {
    const evil = 'https://evil.example/'
    const gets = (await listRoutes()).filter((route) => route.startsWith('GET ')).map((route) => route.slice(4))
    for (const path of gets) {
      const at = path.replace(/:\w+/g, matter.id).replace('*', '')
      const query = ['next', 'redirect', 'return', 'url', 'to', 'here', 'from'].map(
        (name) => `${name}=${encodeURIComponent(evil)}`,
      )
      const answer = await desk.app.inject({ url: `${at}?${query.join('&')}`, headers: { host: 'localhost' } })
      expect(String(answer.headers.location ?? ''), at).not.toMatch(/^(https?:)?\/\/(?!localhost)|^\/\\/)
    }
  })
})
