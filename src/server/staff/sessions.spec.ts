import { beforeAll, describe, expect, it } from 'vitest'
import { useStaffApp, type Visitor } from '../../../testing/staff-app.ts'
import { deviceInWords, deviceOf, placeInWords, placeOf } from './device.ts'

describe('what is kept of a device and a place', () => {
  const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)'
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0'
  it.each([
    [`${mac} Version/17.6 Safari/605.1.15`, 'Safari · macOS'],
    [`${windows} Safari/537.36`, 'Chrome · Windows'],
    [`${windows} Safari/537.36 Edg/130.0.0.0`, 'Edge · Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox · Linux'],
    ['Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0', '微信 · Android'],
    ['<script>alert(1)</script>', '未知设备'],
    ['', '未知设备'],
  ])('%s is %s', (userAgent, words) => {
    expect(deviceInWords(deviceOf(userAgent))).toBe(words)
  })

  it.each([
    ['203.0.113.77', '203.0.113.*'],
    ['::ffff:203.0.113.77', '203.0.113.*'],
    ['2001:db8:12:34::1', '2001:db8:12:*'],
    ['::1', '0:0:0:*'],
    ['nonsense', null],
  ])('%s is somewhere in %s', (address, words) => {
    expect(placeInWords(placeOf(address))).toBe(words)
  })
})

describe('where one is signed in', () => {
  const staff = useStaffApp()
  let id = ''
  beforeAll(async () => {
    id = await staff.addAccount('limin', ['clerk'], '330200')
    await staff.addAccount('zhoulan', ['head'], '330200')
  })
  const list = async (visitor: Visitor) => (await visitor.send('GET', '/sessions')).json().rows
  const works = async (visitor: Visitor) => (await visitor.send('GET', '/session')).statusCode === 200
  /** Two browsers of the same person, and nothing left from before. */
  const two = async () => {
    await staff.database.ownerPool.query('delete from staff_session')
    return [await staff.signedIn('limin', '203.0.113.7'), await staff.signedIn('limin', '198.51.100.9')] as const
  }

  it('GET /api/v1/sessions does: each with device, network, way and times, the one at hand first', async () => {
    const [here] = await two()
    const rows = await list(here)
    expect(rows).toEqual([
      {
        id: expect.any(String),
        current: true,
        device: '未知设备',
        network: '203.0.113.*',
        way: 'password',
        startedAt: expect.any(String),
        lastUsedAt: expect.any(String),
      },
      expect.objectContaining({ current: false, network: '198.51.100.*' }),
    ])
  })

  it('neither the whole address nor the browser’s whole description is kept', async () => {
    await two()
    const { rows } = await staff.database.ownerPool.query('select ip_address, user_agent from staff_session')
    expect(rows).toEqual([
      { ip_address: '203.0.113.0', user_agent: '' },
      { ip_address: '198.51.100.0', user_agent: '' },
    ])
  })

  it('GET /api/v1/sessions refuses: no list without a session, and none of sessions that are over', async () => {
    expect((await staff.visitor().send('GET', '/sessions')).statusCode).toBe(401)
    const [here] = await two()
    await staff.database.ownerPool.query(
      "update staff_session set updated_at = now() - interval '121 minutes' where ip_address = '198.51.100.0'",
    )
    expect(await list(here)).toHaveLength(1)
  })

  it('GET /api/v1/sessions forbids: nobody sees a colleague’s, and no token is in the list', async () => {
    const [here, there] = await two()
    expect(await list(await staff.signedIn('zhoulan'))).toHaveLength(1)
    const { body } = await here.send('GET', '/sessions')
    for (const visitor of [here, there]) {
      const token = decodeURIComponent(visitor.cookies.get('weiquan.session_token') ?? '.').split('.')[0] ?? ''
      expect(token.length).toBeGreaterThan(20)
      expect(body).not.toContain(token)
    }
  })

  it('GET /api/v1/sessions audits: looking at one’s own leaves no row', async () => {
    const [here] = await two()
    const count = async () => (await staff.database.ownerPool.query('select count(*) from audit')).rows[0].count
    const before = await count()
    await list(here)
    expect(await count()).toBe(before)
  })

  it('DELETE /api/v1/sessions/:id does: that one ends at once, the others go on', async () => {
    const [here, there] = await two()
    const other = (await list(here))[1].id
    expect((await here.send('DELETE', `/sessions/${other}`)).statusCode).toBe(204)
    expect(await works(there)).toBe(false)
    expect(await works(here)).toBe(true)
  })

  it('DELETE /api/v1/sessions/:id refuses: one that is over already', async () => {
    const [here] = await two()
    expect((await here.send('DELETE', '/sessions/nothing')).json()).toMatchObject({
      status: 404,
      code: 'session-unknown',
    })
  })

  it('DELETE /api/v1/sessions/:id forbids: a colleague’s is not there, for an administrator neither', async () => {
    const [here] = await two()
    const own = (await list(here))[0].id
    for (const who of ['zhoulan', 'root']) {
      expect((await (await staff.signedIn(who)).send('DELETE', `/sessions/${own}`)).statusCode, who).toBe(404)
    }
    expect((await staff.visitor().send('DELETE', `/sessions/${own}`)).statusCode).toBe(401)
    expect(await works(here)).toBe(true)
  })

  it('DELETE /api/v1/sessions/:id audits: who ended one', async () => {
    const [here] = await two()
    await here.send('DELETE', `/sessions/${(await list(here))[1].id}`)
    expect(await staff.auditRows('session.revoke')).toContainEqual(
      expect.objectContaining({ object_id: id, actor_name: 'limin 的姓名', detail: { ended: 1 } }),
    )
  })

  it('DELETE /api/v1/sessions does: every other one ends, the one at hand goes on', async () => {
    const [here, there] = await two()
    expect((await here.send('DELETE', '/sessions')).json()).toEqual({ ended: 1 })
    expect(await works(there)).toBe(false)
    expect(await works(here)).toBe(true)
  })

  it('DELETE /api/v1/sessions refuses: nothing to end without a session', async () => {
    expect((await staff.visitor().send('DELETE', '/sessions')).statusCode).toBe(401)
  })

  it('DELETE /api/v1/sessions forbids: it ends nobody else’s', async () => {
    const [here] = await two()
    const zhoulan = await staff.signedIn('zhoulan')
    await here.send('DELETE', '/sessions')
    expect(await works(zhoulan)).toBe(true)
  })

  it('DELETE /api/v1/sessions audits: how many, and no row when there was none', async () => {
    const [here] = await two()
    await here.send('DELETE', '/sessions')
    const rows = (await staff.auditRows('session.revoke')).length
    expect((await here.send('DELETE', '/sessions')).json()).toEqual({ ended: 0 })
    expect(await staff.auditRows('session.revoke')).toHaveLength(rows)
  })

  it('DELETE /api/v1/staff/:id/sessions does: an administrator ends all of a person, a sign-in under way included', async () => {
    const [here, there] = await two()
    const root = await staff.signedIn('root')
    expect((await root.send('DELETE', `/staff/${id}/sessions`)).json()).toEqual({ ended: 2 })
    expect([await works(here), await works(there)]).toEqual([false, false])
    expect(await works(await staff.signedIn('limin'))).toBe(true)
  })

  it('DELETE /api/v1/staff/:id/sessions refuses: an unknown account', async () => {
    const root = await staff.signedIn('root')
    expect((await root.send('DELETE', '/staff/nobody/sessions')).statusCode).toBe(404)
  })

  it('DELETE /api/v1/staff/:id/sessions forbids: nobody but an administrator', async () => {
    const [here] = await two()
    expect((await staff.visitor().send('DELETE', `/staff/${id}/sessions`)).statusCode).toBe(401)
    expect((await (await staff.signedIn('zhoulan')).send('DELETE', `/staff/${id}/sessions`)).statusCode).toBe(403)
    expect(await works(here)).toBe(true)
  })

  it('DELETE /api/v1/staff/:id/sessions audits: who, whose, how many, filed where the account is', async () => {
    await two()
    await (await staff.signedIn('root')).send('DELETE', `/staff/${id}/sessions`)
    expect(await staff.auditRows('session.revoke')).toContainEqual(
      expect.objectContaining({
        object_id: id,
        actor_name: 'root 的姓名',
        province_code: '330000',
        detail: { username: 'limin', ended: 2 },
      }),
    )
  })

  it('a session brought along before signing in is not the one after it', async () => {
    const visitor = staff.visitor()
    const planted = (await two())[1].cookies.get('weiquan.session_token') ?? ''
    visitor.cookies.set('weiquan.session_token', planted)
    await visitor.signIn('zhoulan')
    expect(visitor.cookies.get('weiquan.session_token')).not.toBe(planted)
    // The attacker who planted it has nothing now, least of all the victim's session.
    const attacker = staff.visitor()
    attacker.cookies.set('weiquan.session_token', planted)
    expect(await works(attacker)).toBe(false)
  })

  it('a new password ends the other sessions at once', async () => {
    const [here, there] = await two()
    const body = { currentPassword: 'ningbo-harbour-7', newPassword: 'another-harbour-8' }
    expect((await here.send('POST', '/session/password', body)).statusCode).toBe(204)
    expect([await works(here), await works(there)]).toEqual([true, false])
  })
})
