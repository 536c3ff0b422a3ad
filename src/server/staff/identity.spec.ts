import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  clientId,
  clientSecret,
  type Lie,
  type RunningProvider,
  signInAtProvider,
  startLiar,
  startProvider,
} from '../../../testing/identity-provider.ts'
import { type StaffApp, useStaffApp, type Visitor } from '../../../testing/staff-app.ts'

const at = ({ issuer }: RunningProvider) => ({
  identityProvider: { issuer, clientId, clientSecret, name: '省统一身份认证' },
})
const apiPath = (address: string): string => address.replace(/^(http:\/\/localhost)?\/api\/v1/, '')

/** Leaves for the provider. @returns its address, with what it was asked. */
const leaveFor = async (visitor: Visitor, next?: string) => {
  const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`
  const response = await visitor.send('GET', `/session/identity-provider${query}`)
  expect(response.statusCode, response.body).toBe(303)
  return new URL(String(response.headers.location))
}

const reasons = async (staff: StaffApp) => (await staff.auditRows('session.refuse')).map(({ detail }) => detail.reason)

describe('signing in by the identity provider', () => {
  let provider: RunningProvider
  const staff = useStaffApp({
    config: async () => {
      provider = await startProvider()
      return at(provider)
    },
  })
  afterAll(() => provider.close())
  let root: Visitor
  const link = async (username: string, identity: object | null) => {
    const { rows } = await staff.database.ownerPool.query('select id from staff where username = $1', [username])
    return root.send('PATCH', `/staff/${rows[0].id}`, { identity })
  }
  beforeAll(async () => {
    await staff.addAccount('limin', ['clerk'], '330200')
    await staff.addAccount('zhoulan', ['head'], '330200')
    root = await staff.signedIn('root')
  })

  /** The whole way: there, signing in as `login`, and back. */
  const signIn = async (login: string, next?: string, visitor = staff.visitor()) => {
    const back = await signInAtProvider((await leaveFor(visitor, next)).href, login)
    const answer = await visitor.send('GET', apiPath(back))
    return { visitor, back, answer, leadsTo: String(answer.headers.location) }
  }

  it('GET /api/v1/session/ways does: it tells which ways there are, by the name that people know', async () => {
    expect((await staff.visitor().send('GET', '/session/ways')).json()).toEqual({
      passkey: true,
      identityProvider: { name: '省统一身份认证' },
    })
  })

  it('GET /api/v1/session/ways refuses: neither address nor secret of the provider is told', async () => {
    const { body } = await staff.visitor().send('GET', '/session/ways')
    expect(body).not.toContain(clientSecret)
    expect(body).not.toContain(provider.issuer)
  })

  it('GET /api/v1/session/ways forbids: it tells the same to everybody, signed in or not', async () => {
    expect((await root.send('GET', '/session/ways')).body).toBe(
      (await staff.visitor().send('GET', '/session/ways')).body,
    )
  })

  it('GET /api/v1/session/ways audits: asking leaves no row', async () => {
    const count = async () => (await staff.database.ownerPool.query('select count(*) from audit')).rows[0].count
    const before = await count()
    await staff.visitor().send('GET', '/session/ways')
    expect(await count()).toBe(before)
  })

  it('GET /api/v1/session/identity-provider does: it leads there with PKCE, state and nonce, new each time', async () => {
    const visitor = staff.visitor()
    const [one, other] = [await leaveFor(visitor), await leaveFor(staff.visitor())]
    expect(one.origin).toBe(provider.issuer)
    expect(Object.fromEntries(one.searchParams)).toMatchObject({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: 'http://localhost/api/v1/session/identity-provider/return',
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.searchParams.get(name)?.length, name).toBeGreaterThanOrEqual(43)
      expect(one.searchParams.get(name), name).not.toBe(other.searchParams.get(name))
    }
    expect([...visitor.cookies.keys()]).toEqual(['weiquan.identity'])
  })

  it('GET /api/v1/session/identity-provider refuses: more than sixty departures from one network in ten minutes', async () => {
    const visitor = staff.visitor('198.51.100.40')
    for (let count = 1; count <= 60; count += 1) await visitor.send('GET', '/session/identity-provider')
    expect((await visitor.send('GET', '/session/identity-provider')).statusCode).toBe(429)
  })

  it.each([
    'https://evil.example/',
    '//evil.example/workbench/',
    '/\\evil.example',
    '/workbench/../../evil',
    '/workbench//evil.example',
    '/workbench/%2e%2e/%2e%2e//evil.example',
    '/workbench/\\evil.example',
    '/workbench/\nSet-Cookie: x=1',
    'javascript:alert(1)',
    '/apply',
    '/workbench/sign-in?next=/workbench/',
  ])('GET /api/v1/session/identity-provider forbids: nobody is led on to %j', async (next) => {
    await link('limin', { by: 'subject', value: 'li-0001' })
    const { leadsTo } = await signIn('li-0001', next)
    expect(leadsTo).toBe('/workbench/')
  })

  it('GET /api/v1/session/identity-provider audits: leaving is no entry, coming back is', async () => {
    const before = (await staff.auditRows('session.start')).length
    await leaveFor(staff.visitor())
    expect(await staff.auditRows('session.start')).toHaveLength(before)
  })

  it('GET /api/v1/session/identity-provider/return does: whom an administrator tied by subject is in, where they wanted to go', async () => {
    const linked = await link('limin', { by: 'subject', value: 'li-0001' })
    expect(linked.json()).toMatchObject({ identity: 'subject' })
    const { visitor, leadsTo, answer } = await signIn('li-0001', '/workbench/matters?status=accepted')
    expect(answer.statusCode).toBe(303)
    expect(leadsTo).toBe('/workbench/matters?status=accepted')
    expect((await visitor.send('GET', '/session')).json()).toMatchObject({
      username: 'limin',
      way: 'identity-provider',
    })
    expect([...visitor.cookies.keys()]).toEqual(['weiquan.session_token'])
  })

  it('whom an administrator tied by username is bound to the subject that first comes with it', async () => {
    await link('zhoulan', { by: 'username', value: 'zhou-01@example' })
    const { visitor } = await signIn('zhou-01')
    expect((await visitor.send('GET', '/session')).json()).toMatchObject({ username: 'zhoulan' })
    // The provider gives the username to somebody else: the tie does not go along.
    const { rows } = await staff.database.ownerPool.query(
      "update staff_identity set subject = '\\x00' where username is not null returning staff_id",
    )
    expect(rows).toHaveLength(1)
    expect((await signIn('zhou-01')).leadsTo).toBe('/workbench/sign-in?trouble=unlinked&next=%2Fworkbench%2F')
  })

  it('GET /api/v1/session/identity-provider/return refuses: a person whom nobody tied, and makes no account', async () => {
    const count = async () => (await staff.database.ownerPool.query('select count(*) from staff')).rows[0].count
    const before = await count()
    const { visitor, leadsTo } = await signIn('a-stranger')
    expect(leadsTo).toBe('/workbench/sign-in?trouble=unlinked&next=%2Fworkbench%2F')
    expect((await visitor.send('GET', '/session')).statusCode).toBe(401)
    // Called like an account, but nobody said that it is theirs.
    expect((await signIn('root')).leadsTo).toContain('trouble=unlinked')
    expect(await count()).toBe(before)
  })

  it('a wrong state, a missing one, and an answer brought by another browser open nothing', async () => {
    await link('limin', { by: 'subject', value: 'li-0001' })
    const outcome = async (change: (back: URL, visitor: Visitor) => void) => {
      const visitor = staff.visitor()
      const back = new URL(await signInAtProvider((await leaveFor(visitor)).href, 'li-0001'))
      change(back, visitor)
      const answer = await visitor.send('GET', apiPath(back.href))
      expect((await visitor.send('GET', '/session')).statusCode).toBe(401)
      return new URLSearchParams(String(answer.headers.location).split('?')[1]).get('trouble')
    }
    expect(await outcome((back) => back.searchParams.set('state', 'another'))).toBe('refused')
    expect(await outcome((back) => back.searchParams.delete('state'))).toBe('refused')
    expect(await outcome((back) => back.searchParams.append('state', 'another'))).toBe('refused')
    // A link that signs the victim in as the attacker: the victim's browser was never sent there.
    expect(await outcome((_back, visitor) => visitor.cookies.clear())).toBe('over')
    const other = staff.visitor()
    await leaveFor(other)
    const held = other.cookies.get('weiquan.identity') ?? ''
    expect(await outcome((_back, visitor) => visitor.cookies.set('weiquan.identity', held))).toBe('refused')
  })

  it('a code is good once: the same way back again leads to the sign-in page', async () => {
    await link('limin', { by: 'subject', value: 'li-0001' })
    const visitor = staff.visitor()
    await leaveFor(visitor)
    const held = visitor.cookies.get('weiquan.identity') ?? ''
    const { back } = await signIn('li-0001')
    const thief = staff.visitor()
    thief.cookies.set('weiquan.identity', held)
    expect((await thief.send('GET', apiPath(back))).headers.location).toContain('trouble=refused')
    expect((await thief.send('GET', apiPath(back))).headers.location).toContain('trouble=over')
    expect((await thief.send('GET', '/session')).statusCode).toBe(401)
  })

  it('a code caught on its way is of no use to who has not the verifier', async () => {
    await link('limin', { by: 'subject', value: 'li-0001' })
    const victim = staff.visitor()
    const caught = new URL(await signInAtProvider((await leaveFor(victim)).href, 'li-0001'))
    const thief = staff.visitor()
    const own = await leaveFor(thief)
    caught.searchParams.set('state', own.searchParams.get('state') ?? '')
    expect((await thief.send('GET', apiPath(caught.href))).headers.location).toContain('trouble=refused')
    expect((await thief.send('GET', '/session')).statusCode).toBe(401)
  })

  it('GET /api/v1/session/identity-provider/return forbids: a disabled account stays out, a tie taken away opens nothing', async () => {
    const gone = await staff.addAccount('gone', ['clerk'], '330200')
    await link('gone', { by: 'subject', value: 'gone-1' })
    expect((await signIn('gone-1')).leadsTo).toBe('/workbench/')
    await root.send('PATCH', `/staff/${gone}`, { disabled: true })
    expect((await signIn('gone-1')).leadsTo).toContain('trouble=unlinked')
    await root.send('PATCH', `/staff/${gone}`, { disabled: false })
    await link('gone', null)
    expect((await signIn('gone-1')).leadsTo).toContain('trouble=unlinked')
  })

  it('one person at the provider is one account here: a second tie is refused', async () => {
    await link('limin', { by: 'subject', value: 'li-0001' })
    expect((await link('zhoulan', { by: 'subject', value: 'li-0001' })).json()).toMatchObject({
      status: 409,
      code: 'identity-taken',
    })
  })

  it('GET /api/v1/session/identity-provider/return audits: entry, refusal and the tie, without whom the provider calls how', async () => {
    await link('limin', { by: 'subject', value: 'li-secret-number' })
    await signIn('li-secret-number')
    await signIn('nobody-secret')
    expect((await staff.auditRows('session.start')).map(({ detail }) => detail)).toContainEqual({
      factor: 'identity-provider',
    })
    expect(await reasons(staff)).toContain('identity-unlinked')
    expect((await staff.auditRows('staff.change')).map(({ detail }) => detail)).toContainEqual({
      username: 'limin',
      identity: 'subject',
    })
    const kept = await staff.database.ownerPool.query(
      `select 1 from audit where detail::text like '%secret%' union all
       select 1 from staff_identity i where i::text like '%secret%'`,
    )
    expect(kept.rows).toEqual([])
  })

  it('GET /api/v1/session/identity-provider/leave does: it leads to the provider’s own way out and back to the sign-in page', async () => {
    const answer = await staff.visitor().send('GET', '/session/identity-provider/leave')
    const out = new URL(String(answer.headers.location))
    expect(out.origin).toBe(provider.issuer)
    expect(out.searchParams.get('post_logout_redirect_uri')).toBe('http://localhost/workbench/sign-in')
    const page = await fetch(out)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('/session/end/confirm')
  })

  it('GET /api/v1/session/identity-provider/leave refuses: an address of the visitor’s own choice', async () => {
    const path = '/session/identity-provider/leave?post_logout_redirect_uri=https://evil.example&next=//evil.example'
    expect((await staff.visitor().send('GET', path)).headers.location).not.toContain('evil')
  })

  it('GET /api/v1/session/identity-provider/leave forbids: it ends no session here', async () => {
    const limin = await staff.signedIn('limin')
    await limin.send('GET', '/session/identity-provider/leave')
    expect((await limin.send('GET', '/session')).statusCode).toBe(200)
  })

  it('GET /api/v1/session/identity-provider/leave audits: the way out leaves no row, signing out here has left one', async () => {
    const count = async () => (await staff.database.ownerPool.query('select count(*) from audit')).rows[0].count
    const before = await count()
    await staff.visitor().send('GET', '/session/identity-provider/leave')
    expect(await count()).toBe(before)
  })
})

describe('a provider that lies', () => {
  let liar: Awaited<ReturnType<typeof startLiar>>
  const staff = useStaffApp({
    config: async () => {
      liar = await startLiar()
      return at(liar)
    },
  })
  afterAll(() => liar.close())
  beforeAll(async () => {
    const id = await staff.addAccount('limin', ['clerk'], '330200')
    const root = await staff.signedIn('root')
    await root.send('PATCH', `/staff/${id}`, { identity: { by: 'subject', value: 'limin' } })
  })

  const outcome = async (lie: Lie, iss = liar.issuer) => {
    const visitor = staff.visitor()
    const asked = (await leaveFor(visitor)).searchParams
    liar.lie(asked.get('nonce') ?? '', lie)
    const query = new URLSearchParams({ code: 'any', state: asked.get('state') ?? '', ...(iss ? { iss } : {}) })
    const answer = await visitor.send('GET', `/session/identity-provider/return?${query}`)
    return { leadsTo: String(answer.headers.location), in: (await visitor.send('GET', '/session')).statusCode === 200 }
  }

  it('is believed as long as it tells the truth, so that the refusals below are due to the lie', async () => {
    expect(await outcome({})).toEqual({ leadsTo: '/workbench/', in: true })
  })

  it.each<readonly [string, Lie]>([
    ['in the name of another issuer', { claims: { iss: 'https://id.elsewhere.example' } }],
    ['meant for another platform', { claims: { aud: 'somebody-else' } }],
    ['for another platform besides', { claims: { aud: [clientId, 'somebody-else'], azp: 'somebody-else' } }],
    ['to another question', { claims: { nonce: 'another' } }],
    ['without the question', { claims: { nonce: undefined } }],
    ['that is over', { claims: { exp: 1_700_000_000, iat: 1_699_999_000 } }],
    ['without a subject', { claims: { sub: undefined } }],
    ['signed by a key that is not the provider’s', { foreignKey: true }],
    ['without a signature', { unsigned: true }],
  ])('opens nothing with an ID token %s', async (_what, lie) => {
    expect(await outcome(lie)).toEqual({
      leadsTo: '/workbench/sign-in?trouble=refused&next=%2Fworkbench%2F',
      in: false,
    })
  })

  it('mixed up with another one: an answer that names another issuer, or none, is refused', async () => {
    expect((await outcome({}, 'https://id.elsewhere.example')).leadsTo).toContain('trouble=refused')
    expect((await outcome({}, '')).leadsTo).toContain('trouble=refused')
  })

  it('a person who says no at the provider is led back, and told so', async () => {
    const visitor = staff.visitor()
    const asked = (await leaveFor(visitor)).searchParams
    const query = new URLSearchParams({
      error: 'access_denied',
      state: asked.get('state') ?? '',
      iss: liar.issuer,
    })
    const answer = await visitor.send('GET', `/session/identity-provider/return?${query}`)
    expect(answer.headers.location).toContain('trouble=refused')
  })
})

describe('a provider that is not there', () => {
  const nowhere = { issuer: 'http://127.0.0.1:1', close: async () => {} }
  const staff = useStaffApp({ config: async () => at(nowhere) })

  it('leads to the sign-in page, which says so; a password still opens', async () => {
    const answer = await staff.visitor().send('GET', '/session/identity-provider')
    expect(answer.headers.location).toBe('/workbench/sign-in?trouble=unreachable')
    expect((await staff.visitor().send('GET', '/session/identity-provider/leave')).headers.location).toBe(
      'http://localhost/workbench/sign-in',
    )
    expect((await staff.signedIn('root')).cookies.size).toBeGreaterThan(0)
  })
})

describe('no provider', () => {
  const staff = useStaffApp()

  it('is none to sign in by, and none to tie an account to', async () => {
    for (const path of ['', '/return', '/leave']) {
      const answer = await staff.visitor().send('GET', `/session/identity-provider${path}`)
      expect(answer.json(), path).toMatchObject({ status: 409, code: 'identity-provider-missing' })
    }
    const id = await staff.addAccount('limin', ['clerk'], '330200')
    const root = await staff.signedIn('root')
    const answer = await root.send('PATCH', `/staff/${id}`, { identity: { by: 'subject', value: 'x' }, disabled: true })
    expect(answer.json()).toMatchObject({ code: 'identity-provider-missing' })
    // Nothing of a change that is refused stands.
    expect((await staff.visitor().signIn('limin')).statusCode).toBe(200)
  })
})
