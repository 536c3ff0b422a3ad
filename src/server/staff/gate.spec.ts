import { beforeAll, describe, expect, it } from 'vitest'
import { useStaffApp, type Visitor } from '../../../testing/staff-app.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'
import { createStaffGate } from './gate.ts'

describe('who comes in, and how far they reach', () => {
  const staff = useStaffApp()
  const cookieOf = (visitor: Visitor) => `weiquan.session_token=${visitor.cookies.get('weiquan.session_token')}`
  const actorOf = async (username: string) =>
    staff.gate.actor({ headers: { cookie: cookieOf(await staff.signedIn(username)) } })

  beforeAll(async () => {
    await staff.addAccount('limin', ['clerk', 'reviewer'], '330200')
    await staff.addAccount('zhoulan', ['head'], '330200')
    await staff.addAccount('shenyun', ['province-supervisor', 'head'], '330000')
    await staff.addAccount('hanlin', ['national-supervisor'], '000000')
    await staff.addAccount('qinzheng', ['auditor'], '000000')
    await staff.addAccount('city-auditor', ['auditor'], '330200')
  })

  it('a clerk reaches the own institution', async () => {
    expect(await actorOf('limin')).toEqual({
      kind: 'staff',
      id: expect.any(String),
      name: 'limin 的姓名',
      roles: ['clerk', 'reviewer'],
      institutionId: demoInstitutionId('330200'),
      institutionName: '宁波市中心',
      provinceCode: '330000',
      scope: { kind: 'institutions', ids: [demoInstitutionId('330200')] },
    })
  })

  it('a head and an auditor of a city reach its stations too, and no other city', async () => {
    const ids = [demoInstitutionId('330200'), demoInstitutionId('330212')].sort()
    for (const who of ['zhoulan', 'city-auditor']) {
      const scope = (await actorOf(who))?.scope
      expect(scope?.kind === 'institutions' && [...scope.ids].sort(), who).toEqual(ids)
    }
  })

  it('a province’s supervisor reaches the province, a national one and a national auditor the nation', async () => {
    expect((await actorOf('shenyun'))?.scope).toEqual({ kind: 'province', code: '330000' })
    expect((await actorOf('hanlin'))?.scope).toEqual({ kind: 'nation' })
    expect((await actorOf('qinzheng'))?.scope).toEqual({ kind: 'nation' })
  })

  it('an administrator reaches no matter', async () => {
    expect((await actorOf('root'))?.scope).toEqual({ kind: 'none' })
  })

  it('roles taken away in the database are gone with the next request', async () => {
    const visitor = await staff.signedIn('hanlin')
    await staff.database.ownerPool.query("update staff set roles = '{clerk}' where username = 'hanlin'")
    const actor = await staff.gate.actor({ headers: { cookie: cookieOf(visitor) } })
    expect(actor?.scope).toEqual({ kind: 'institutions', ids: [demoInstitutionId('000000')] })
  })

  it('a session ends twelve hours after sign-in, used or not', async () => {
    const visitor = await staff.signedIn('limin')
    const { rows } = await staff.database.ownerPool.query(
      `select extract(epoch from expires_at - created_at)::int as seconds, extract(epoch from expires_at - now())::int as left
       from staff_session order by created_at desc limit 1`,
    )
    expect(rows[0].seconds).toBe(43_200)
    expect(rows[0].left).toBeGreaterThan(43_100)
    await staff.database.ownerPool.query("update staff_session set expires_at = now() - interval '1 second'")
    expect((await visitor.send('GET', '/session')).statusCode).toBe(401)
  })

  it('a session not used for two hours is over; each use, noted once a minute, keeps it', async () => {
    const visitor = await staff.signedIn('limin')
    const idle = (minutes: number) =>
      staff.database.ownerPool.query(
        `update staff_session set updated_at = now() - ${minutes} * interval '1 minute' where expires_at > now()`,
      )
    await idle(119)
    expect((await visitor.send('GET', '/session')).statusCode).toBe(200)
    await idle(119)
    expect((await visitor.send('GET', '/session')).statusCode).toBe(200)
    const { rows } = await staff.database.ownerPool.query(
      "select count(*)::int as fresh from staff_session where updated_at > now() - interval '1 minute'",
    )
    expect(rows[0].fresh).toBe(1)
    await idle(121)
    expect((await visitor.send('GET', '/session')).statusCode).toBe(401)
  })

  it('without the demonstration its accounts, whose password is published, are nobody', async () => {
    const visitor = await staff.signedIn('limin')
    const { platform } = staff.test
    const gate = createStaffGate({ ...platform, config: { ...platform.config, demo: false } })
    expect(await gate.signedIn(cookieOf(visitor))).toBeNull()
    expect(await staff.gate.signedIn(cookieOf(visitor))).not.toBeNull()
  })

  it('over https the cookie is marked secure, in name and attribute', () => {
    const { platform } = staff.test
    const gate = createStaffGate({
      ...platform,
      config: { ...platform.config, publicUrl: 'https://weiquan.example.org' },
    })
    expect(gate.cookies).toEqual({
      session: '__Secure-weiquan.session_token',
      challenge: '__Secure-weiquan.two_factor',
    })
  })
})
