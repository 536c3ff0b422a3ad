import { beforeAll, describe, expect, it } from 'vitest'
import { useStaffApp } from '../../../testing/staff-app.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'

describe('signing in with a password', () => {
  const staff = useStaffApp()
  const ningbo = demoInstitutionId('330200')
  beforeAll(async () => {
    await staff.addAccount('limin', ['clerk', 'reviewer'], '330200')
  })

  it('POST /api/v1/session does: the right password opens a session of twelve hours that scripts can’t read', async () => {
    const visitor = staff.visitor()
    const response = await visitor.signIn(' LiMin ')
    expect(response.statusCode, response.body).toBe(200)
    expect(response.json()).toEqual({ next: 'done' })
    const cookie = String(response.headers['set-cookie'])
    expect(cookie).toMatch(/^weiquan\.session_token=[^;]+;/)
    expect(cookie).toContain('Max-Age=43200')
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Lax')
    expect((await visitor.send('GET', '/session')).json()).toMatchObject({ username: 'limin' })
  })

  it('POST /api/v1/session refuses: an unknown name and a wrong password get the same answer', async () => {
    const wrong = await staff.visitor('198.51.100.1').signIn('limin', 'not-the-password')
    const unknown = await staff.visitor('198.51.100.1').signIn('nobody-here', 'not-the-password')
    for (const response of [wrong, unknown]) {
      expect(response.statusCode).toBe(401)
      expect(response.headers['content-type']).toContain('application/problem+json')
      expect(response.headers['set-cookie']).toBeUndefined()
    }
    const { requestId: _one, ...first } = wrong.json()
    const { requestId: _two, ...second } = unknown.json()
    expect(first).toEqual(second)
    expect(first).toMatchObject({
      code: 'credentials-wrong',
      detail: '请核对用户名和密码。忘记密码请联系本系统管理员重设。',
    })
  })

  it('POST /api/v1/session forbids: a disabled account gets the answer of a wrong password, with the right one too', async () => {
    const id = await staff.addAccount('gone', ['clerk'], '330200')
    const root = await staff.signedIn('root')
    expect((await root.send('PATCH', `/staff/${id}`, { disabled: true })).statusCode).toBe(200)
    const response = await staff.visitor('198.51.100.2').signIn('gone')
    expect(response.statusCode).toBe(401)
    expect(response.json()).toMatchObject({ code: 'credentials-wrong' })
    expect(response.headers['set-cookie']).toBeUndefined()
    const { rows } = await staff.database.ownerPool.query('select 1 from staff_session where staff_id = $1', [id])
    expect(rows).toEqual([])
  })

  it('POST /api/v1/session audits: entry and failure with the account, and never what was typed as password', async () => {
    const id = await staff.addAccount('audited', ['clerk'], '330200')
    await staff.visitor('198.51.100.3').signIn('audited', 'a-wrong-password')
    await staff.visitor('198.51.100.3').signIn('audited')
    const started = (await staff.auditRows('session.start')).filter((row) => row.object_id === id)
    expect(started).toEqual([
      expect.objectContaining({
        actor_kind: 'staff',
        actor_name: 'audited 的姓名',
        institution_id: ningbo,
        detail: { factor: 'password' },
      }),
    ])
    const refused = (await staff.auditRows('session.refuse')).filter((row) => row.object_id === id)
    expect(refused).toEqual([
      expect.objectContaining({
        actor_kind: 'public',
        actor_name: null,
        institution_id: ningbo,
        province_code: '330000',
        detail: { reason: 'credentials', guesses: 1, username: 'audited' },
      }),
    ])
    const { rows } = await staff.database.ownerPool.query(
      "select 1 from audit where detail::text like '%a-wrong-password%'",
    )
    expect(rows).toEqual([])
  })

  it('a name that no account has is not kept: it may be a password in the wrong field', async () => {
    await staff.visitor('198.51.100.4').signIn('my-secret-word', 'whatever-it-is')
    const { rows } = await staff.database.ownerPool.query(
      "select 1 from audit where detail::text like '%my-secret-word%'",
    )
    expect(rows).toEqual([])
    expect((await staff.auditRows('session.refuse')).map((row) => row.detail)).toContainEqual({
      reason: 'credentials',
      guesses: 1,
      known: false,
    })
  })

  it('GET /api/v1/session does: it tells who is signed in, where, and with which roles', async () => {
    const limin = await staff.signedIn('limin')
    expect((await limin.send('GET', '/session')).json()).toEqual({
      id: expect.any(String),
      name: 'limin 的姓名',
      username: 'limin',
      roles: ['clerk', 'reviewer'],
      institution: { id: ningbo, name: '宁波市中心', demo: true },
      totpEnabled: false,
      way: 'password',
    })
  })

  it('GET /api/v1/session refuses: without a session it answers 401 not-signed-in', async () => {
    const response = await staff.visitor().send('GET', '/session')
    expect(response.statusCode).toBe(401)
    expect(response.json()).toMatchObject({ code: 'not-signed-in' })
  })

  it('GET /api/v1/session forbids: a session token with a forged or missing signature opens nothing', async () => {
    const limin = await staff.signedIn('limin')
    const genuine = limin.cookies.get('weiquan.session_token') ?? ''
    const token = decodeURIComponent(genuine).split('.')[0] ?? ''
    for (const forged of [token, `${token}.`, `${token}.${'A'.repeat(43)}%3D`, `x${genuine}`, '%E0%A4%A', '']) {
      const other = staff.visitor()
      other.cookies.set('weiquan.session_token', forged)
      expect((await other.send('GET', '/session')).statusCode, forged).toBe(401)
    }
  })

  it('GET /api/v1/session audits: looking at oneself leaves no row', async () => {
    const limin = await staff.signedIn('limin')
    const count = async () => (await staff.database.ownerPool.query('select count(*) from audit')).rows[0].count
    const before = await count()
    await limin.send('GET', '/session')
    expect(await count()).toBe(before)
  })

  it('DELETE /api/v1/session does: the session ends on the server and its cookie leaves the browser', async () => {
    const limin = await staff.signedIn('limin')
    const stolen = limin.cookies.get('weiquan.session_token') ?? ''
    const response = await limin.send('DELETE', '/session')
    expect(response.statusCode).toBe(204)
    // The browser stays known to this person, so that a stranger's guesses do not delay them here.
    expect([...limin.cookies.keys()]).toEqual(['weiquan.device'])
    const thief = staff.visitor()
    thief.cookies.set('weiquan.session_token', stolen)
    expect((await thief.send('GET', '/session')).statusCode).toBe(401)
  })

  it('DELETE /api/v1/session refuses: there is nothing to end without a session', async () => {
    expect((await staff.visitor().send('DELETE', '/session')).statusCode).toBe(401)
  })

  it('DELETE /api/v1/session forbids: signing out ends no session of anybody else', async () => {
    const here = await staff.signedIn('limin')
    const there = await staff.signedIn('limin', '198.51.100.9')
    await here.send('DELETE', '/session')
    expect((await there.send('GET', '/session')).statusCode).toBe(200)
  })

  it('DELETE /api/v1/session audits: who left', async () => {
    const id = await staff.addAccount('leaver', ['clerk'], '330200')
    await (await staff.signedIn('leaver')).send('DELETE', '/session')
    expect((await staff.auditRows('session.end')).filter((row) => row.object_id === id)).toEqual([
      expect.objectContaining({ actor_kind: 'staff', actor_name: 'leaver 的姓名', institution_id: ningbo }),
    ])
  })

  it('signing in again in the same browser ends the former session', async () => {
    const limin = await staff.signedIn('limin')
    const former = limin.cookies.get('weiquan.session_token') ?? ''
    await limin.signIn('limin')
    expect(limin.cookies.get('weiquan.session_token')).not.toBe(former)
    const other = staff.visitor()
    other.cookies.set('weiquan.session_token', former)
    expect((await other.send('GET', '/session')).statusCode).toBe(401)
  })

  it('a password is not to be found in the database', async () => {
    const { rows } = await staff.database.ownerPool.query('select password from staff_account')
    expect(rows.length).toBeGreaterThan(0)
    for (const { password } of rows) expect(password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/)
  })
})

describe('guessing a password', () => {
  const staff = useStaffApp()

  it('five wrong guesses make the guesser wait, longer each time, and nobody else', async () => {
    await staff.addAccount('target', ['clerk'], '330200')
    const guess = () => staff.visitor('198.51.100.66').signIn('target', 'wrong-wrong-wrong')
    for (let count = 1; count <= 5; count += 1) expect((await guess()).statusCode).toBe(401)
    const blocked = await guess()
    expect(blocked.statusCode).toBe(429)
    expect(blocked.json()).toMatchObject({ code: 'too-many-attempts', detail: '连续输错多次，请在 30 秒后再试。' })
    expect(blocked.headers['retry-after']).toBe('30')

    // The right password does not help the one who waits; the owner elsewhere does not notice.
    expect((await staff.visitor('198.51.100.66').signIn('target')).statusCode).toBe(429)
    expect((await staff.visitor('203.0.113.50').signIn('target')).statusCode).toBe(200)
    // Nor does another person behind the guesser's address.
    await staff.addAccount('colleague', ['clerk'], '330200')
    expect((await staff.visitor('198.51.100.66').signIn('colleague')).statusCode).toBe(200)

    staff.test.setClock('2026-03-02T10:01')
    expect((await guess()).statusCode).toBe(401)
    expect((await guess()).headers['retry-after']).toBe('60')
    staff.test.setClock('2026-03-02T10:02')
    expect((await staff.visitor('198.51.100.66').signIn('target')).statusCode).toBe(200)
    expect((await guess()).statusCode).toBe(401)
  })

  it('a hundred guesses at once are counted as a hundred, not as one', async () => {
    await staff.addAccount('flooded', ['clerk'], '330200')
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => staff.visitor('198.51.100.67').signIn('flooded', 'wrong-wrong-wrong')),
    )
    expect(answers.filter((answer) => answer.statusCode === 401)).toHaveLength(5)
    expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(25)
  })

  it('an unknown name makes the guesser wait like a known one', async () => {
    const guess = () => staff.visitor('198.51.100.68').signIn('not-an-account', 'wrong-wrong-wrong')
    for (let count = 1; count <= 5; count += 1) expect((await guess()).statusCode).toBe(401)
    expect((await guess()).statusCode).toBe(429)
  })
})
