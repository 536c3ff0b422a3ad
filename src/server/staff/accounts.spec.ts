import { beforeAll, describe, expect, it } from 'vitest'
import { rightPassword, useStaffApp } from '../../../testing/staff-app.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'

describe('looking after accounts', () => {
  const staff = useStaffApp()
  const ningbo = demoInstitutionId('330200')
  const guangzhou = demoInstitutionId('440100')
  const password = 'first-password-77'
  beforeAll(async () => {
    await staff.addAccount('limin', ['clerk', 'reviewer'], '330200')
    await staff.addAccount('zhoulan', ['head'], '330200')
    await staff.addAccount('wangfang', ['clerk', 'reviewer', 'head'], '330212')
    await staff.addAccount('shenyun', ['province-supervisor'], '330000')
    await staff.addAccount('hanlin', ['national-supervisor'], '000000')
    await staff.addAccount('qinzheng', ['auditor'], '000000')
    await staff.addAccount('canton', ['clerk'], '440100')
  })

  const usernames = async (who: string, query = '') => {
    const response = await (await staff.signedIn(who)).send('GET', `/staff${query}`)
    expect(response.statusCode, response.body).toBe(200)
    return response.json().rows.map((row: { username: string }) => row.username)
  }

  it('GET /api/v1/staff does: everybody sees the colleagues they reach, an administrator all', async () => {
    expect(await usernames('limin')).toEqual(['limin', 'zhoulan'])
    expect(await usernames('zhoulan')).toEqual(['limin', 'wangfang', 'zhoulan'])
    expect(await usernames('wangfang')).toEqual(['wangfang'])
    expect(await usernames('shenyun')).toEqual(['limin', 'shenyun', 'wangfang', 'zhoulan'])
    const all = ['canton', 'hanlin', 'limin', 'qinzheng', 'root', 'shenyun', 'wangfang', 'zhoulan']
    expect(await usernames('hanlin')).toEqual(all)
    expect(await usernames('qinzheng')).toEqual(all)
    expect(await usernames('root')).toEqual(all)
  })

  it('pages through accounts by username, without gap or repetition', async () => {
    const root = await staff.signedIn('root')
    const seen: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: { rows: { username: string }[]; after: string | null } = (
        await root.send('GET', `/staff?limit=3&after=${after}`)
      ).json()
      seen.push(...page.rows.map((row) => row.username))
      after = page.after
    }
    expect(seen).toEqual(['canton', 'hanlin', 'limin', 'qinzheng', 'root', 'shenyun', 'wangfang', 'zhoulan'])
  })

  it('finds accounts by institution, role and a part of the name, taking % and _ as they are', async () => {
    expect(await usernames('root', `?institutionId=${ningbo}`)).toEqual(['limin', 'zhoulan'])
    expect(await usernames('root', '?role=head')).toEqual(['wangfang', 'zhoulan'])
    expect(await usernames('root', '?text=MIN')).toEqual(['limin'])
    expect(await usernames('root', '?text=%25')).toEqual([])
    expect(await usernames('root', '?text=_')).toEqual([])
  })

  it('GET /api/v1/staff refuses: a query that can’t be meant names its field', async () => {
    const response = await (await staff.signedIn('root')).send('GET', '/staff?limit=1000')
    expect(response.statusCode).toBe(422)
    expect(response.json()).toMatchObject({ code: 'invalid', errors: [{ path: 'limit' }] })
  })

  it('GET /api/v1/staff forbids: nothing without a session, nothing beyond one’s reach by asking for it', async () => {
    expect((await staff.visitor().send('GET', '/staff')).statusCode).toBe(401)
    expect(await usernames('limin', `?institutionId=${guangzhou}`)).toEqual([])
    expect(await usernames('shenyun', `?institutionId=${guangzhou}`)).toEqual([])
  })

  it('GET /api/v1/staff audits: the list of colleagues is no personal file, looking at it leaves no row', async () => {
    const limin = await staff.signedIn('limin')
    const count = async () => (await staff.database.ownerPool.query('select count(*) from audit')).rows[0].count
    const before = await count()
    await limin.send('GET', '/staff')
    expect(await count()).toBe(before)
  })

  it('POST /api/v1/staff does: an administrator makes an account that can sign in at once', async () => {
    const root = await staff.signedIn('root')
    const input = {
      username: 'newcomer',
      name: '新同事',
      password,
      roles: ['clerk', 'clerk'],
      institutionId: guangzhou,
    }
    const response = await root.send('POST', '/staff', input)
    expect(response.statusCode, response.body).toBe(201)
    expect(response.headers.location).toBe(`/api/v1/staff/${response.json().id}`)
    expect(response.json()).toMatchObject({
      username: 'newcomer',
      name: '新同事',
      roles: ['clerk'],
      institution: { id: guangzhou, name: '广州市中心' },
      disabled: false,
      totpEnabled: false,
      createdAt: '2026-03-02T02:00:00.000Z',
    })
    expect((await staff.visitor().signIn('newcomer', password)).statusCode).toBe(200)
  })

  it('POST /api/v1/staff refuses: a name in use, a strange name, an unknown institution, an unfit role, a weak password', async () => {
    const root = await staff.signedIn('root')
    const input = { username: 'somebody', name: '某人', password, roles: ['clerk'], institutionId: guangzhou }
    const post = async (change: object) => {
      const response = await root.send('POST', '/staff', { ...input, ...change })
      return { status: response.statusCode, ...response.json() }
    }
    expect(await post({ username: 'limin' })).toMatchObject({ status: 409, code: 'username-taken' })
    expect(await post({ username: '李敏' })).toMatchObject({ status: 422, errors: [{ path: 'username' }] })
    expect(await post({ institutionId: '0190b3a0-0000-7000-8000-000000000000' })).toMatchObject({
      status: 422,
      code: 'institution-unknown',
    })
    expect(await post({ roles: ['national-supervisor'] })).toMatchObject({
      status: 422,
      code: 'role-unsuited',
      detail: '“国家级主管”只能设在全国级机构，所选机构为市级。',
    })
    expect(await post({ roles: ['province-supervisor'] })).toMatchObject({ code: 'role-unsuited' })
    expect(await post({ roles: [] })).toMatchObject({ status: 422, errors: [{ path: 'roles' }] })
    expect(await post({ password: 'somebody-1234' })).toMatchObject({ status: 422, code: 'password-weak' })
    expect(await usernames('root', '?text=somebody')).toEqual([])
  })

  it('POST /api/v1/staff forbids: nobody but an administrator makes accounts', async () => {
    const input = { username: 'smuggled', name: '某人', password, roles: ['administrator'], institutionId: ningbo }
    expect((await staff.visitor().send('POST', '/staff', input)).statusCode).toBe(401)
    for (const who of ['limin', 'zhoulan', 'shenyun', 'hanlin', 'qinzheng']) {
      const response = await (await staff.signedIn(who)).send('POST', '/staff', input)
      expect(response.statusCode, who).toBe(403)
      expect(response.json()).toMatchObject({ code: 'role-lacks-right', detail: '此操作须由管理员办理。' })
    }
    expect(await usernames('root', '?text=smuggled')).toEqual([])
  })

  it('POST /api/v1/staff audits: who made which account with which roles, filed at its institution', async () => {
    const root = await staff.signedIn('root')
    const input = { username: 'recorded', name: '某人', password, roles: ['clerk'], institutionId: guangzhou }
    const { id } = (await root.send('POST', '/staff', input)).json()
    expect((await staff.auditRows('staff.add')).filter((row) => row.object_id === id)).toEqual([
      expect.objectContaining({
        actor_kind: 'staff',
        actor_name: 'root 的姓名',
        institution_id: guangzhou,
        province_code: '440000',
        detail: { username: 'recorded', roles: ['clerk'] },
      }),
    ])
  })

  it('PATCH /api/v1/staff/:id does: new roles hold from the next request on and end the sessions', async () => {
    const id = await staff.addAccount('promoted', ['clerk'], '330200')
    const before = await staff.signedIn('promoted')
    const root = await staff.signedIn('root')
    const response = await root.send('PATCH', `/staff/${id}`, { roles: ['clerk', 'head'] })
    expect(response.statusCode, response.body).toBe(200)
    expect(response.json()).toMatchObject({ roles: ['clerk', 'head'] })
    expect((await before.send('GET', '/session')).statusCode).toBe(401)
    const after = await staff.signedIn('promoted')
    expect((await after.send('GET', '/session')).json()).toMatchObject({ roles: ['clerk', 'head'] })
  })

  it('disabling ends the sessions at once, enabling lets the account in again', async () => {
    const id = await staff.addAccount('on-leave', ['clerk'], '330200')
    const visitor = await staff.signedIn('on-leave')
    const root = await staff.signedIn('root')
    expect((await root.send('PATCH', `/staff/${id}`, { disabled: true })).json()).toMatchObject({ disabled: true })
    expect((await visitor.send('GET', '/session')).statusCode).toBe(401)
    await root.send('PATCH', `/staff/${id}`, { disabled: false })
    expect((await visitor.send('GET', '/session')).statusCode).toBe(401)
    expect((await staff.visitor().signIn('on-leave')).statusCode).toBe(200)
  })

  it('a forgotten password is set by an administrator', async () => {
    const id = await staff.addAccount('forgetful', ['clerk'], '330200')
    const root = await staff.signedIn('root')
    expect((await root.send('PATCH', `/staff/${id}`, { password: 'forgetful-12345' })).json()).toMatchObject({
      code: 'password-weak',
    })
    expect((await root.send('PATCH', `/staff/${id}`, { password })).statusCode).toBe(200)
    expect((await staff.visitor().signIn('forgetful', rightPassword)).statusCode).toBe(401)
    expect((await staff.visitor().signIn('forgetful', password)).statusCode).toBe(200)
  })

  it('PATCH /api/v1/staff/:id refuses: an unknown account, an unfit role, and the last administrator', async () => {
    const root = await staff.signedIn('root')
    expect((await root.send('PATCH', '/staff/nobody', { disabled: true })).statusCode).toBe(404)
    const id = await staff.addAccount('countywide', ['clerk'], '330212')
    expect((await root.send('PATCH', `/staff/${id}`, { roles: ['province-supervisor'] })).json()).toMatchObject({
      code: 'role-unsuited',
    })
    // Two administrators disable each other at the same instant: one of them stays.
    const second = await staff.addAccount('second-root', ['administrator'], '000000')
    const rootId = (await root.send('GET', '/session')).json().id
    const other = await staff.signedIn('second-root')
    const answers = await Promise.all([
      root.send('PATCH', `/staff/${second}`, { disabled: true }),
      other.send('PATCH', `/staff/${rootId}`, { disabled: true }),
    ])
    const left = await staff.database.ownerPool.query(
      "select username from staff where 'administrator' = any (roles) and not disabled",
    )
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
    expect(left.rows).toHaveLength(1)
    await staff.database.ownerPool.query("update staff set disabled = false where username = 'root'")
  })

  it('PATCH /api/v1/staff/:id forbids: nobody changes their own account, and only administrators change others', async () => {
    const root = await staff.signedIn('root')
    const { id } = (await root.send('GET', '/session')).json()
    const own = await root.send('PATCH', `/staff/${id}`, { roles: ['administrator', 'national-supervisor'] })
    expect(own.statusCode).toBe(403)
    expect(own.json()).toMatchObject({ code: 'own-account' })
    const victim = await staff.addAccount('victim', ['clerk'], '330200')
    expect((await staff.visitor().send('PATCH', `/staff/${victim}`, { disabled: true })).statusCode).toBe(401)
    for (const who of ['limin', 'zhoulan', 'hanlin', 'qinzheng']) {
      const response = await (await staff.signedIn(who)).send('PATCH', `/staff/${victim}`, { disabled: true })
      expect(response.statusCode, who).toBe(403)
    }
    expect((await staff.visitor().signIn('victim')).statusCode).toBe(200)
  })

  it('PATCH /api/v1/staff/:id audits: what was and what is, and no row when nothing changed', async () => {
    const id = await staff.addAccount('followed', ['clerk'], '330200')
    const root = await staff.signedIn('root')
    const visitor = await staff.signedIn('followed')
    await root.send('PATCH', `/staff/${id}`, { roles: ['clerk'], disabled: false })
    expect((await visitor.send('GET', '/session')).statusCode).toBe(200)
    await root.send('PATCH', `/staff/${id}`, { roles: ['head'], disabled: true })
    await root.send('PATCH', `/staff/${id}`, { password })
    const rows = (await staff.auditRows('staff.change')).filter((row) => row.object_id === id)
    expect(rows).toHaveLength(2)
    expect(rows.map((row) => row.detail)).toEqual(
      expect.arrayContaining([
        { username: 'followed', roles: { from: ['clerk'], to: ['head'] }, disabled: { from: false, to: true } },
        { username: 'followed', password: 'reset' },
      ]),
    )
    expect(rows[0]).toMatchObject({ actor_name: 'root 的姓名', institution_id: ningbo })
  })

  it('the app itself has no right to delete an account', async () => {
    await expect(staff.database.pool.query("delete from staff where username = 'limin'")).rejects.toThrow(
      'permission denied',
    )
  })
})
