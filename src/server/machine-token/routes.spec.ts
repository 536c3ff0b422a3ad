import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { aMatter, aSubmission, type StoredMatter } from '../../../testing/a-matter.ts'
import { useTestApp } from '../../../testing/app.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { listRoutes } from '../../../testing/routes.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)
const ningbo = demoInstitutionId('330200')
const hangzhou = demoInstitutionId('330100')

let own: StoredMatter
let foreign: StoredMatter
beforeAll(async () => {
  own = await aMatter(test).in('under-review')
  foreign = await aMatter(test, { heldBy: '330100' }).in('under-review')
})

type Body = Record<string, unknown>
const input = (change: Body = {}): Body => ({
  name: '省局一体化平台',
  institutionId: ningbo,
  scopes: ['matters:read'],
  validDays: 30,
  ...change,
})
const make = async (change: Body = {}) => {
  const answer = await desk.as('admin').post('/machine-tokens', input(change))
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ token: string; row: { id: string; expiresAt: string; state: string } }>()
}
const allScopes = ['directory:read', 'matters:read', 'evidence:read', 'submissions:write']
/** A request of a system. `cookie`: what else it carries. */
const by = (token: string, cookie?: string) => {
  const send = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
    desk.app.inject({
      method,
      url: url.startsWith('/api/') || url === '/' ? url : `/api/v1${url}`,
      headers: { authorization: `Bearer ${token}`, ...(cookie ? { cookie } : {}) },
      ...(payload ? { payload } : {}),
    })
  return { send, get: (url: string) => send('GET', url) }
}
const remove = async (user: 'admin' | 'limin', id: string) =>
  desk.app.inject({ method: 'DELETE', url: `/api/v1/machine-tokens/${id}`, headers: await desk.signInAs(user) })
const audits = async (action: string, objectId?: string) => {
  const { rows } = await database.ownerPool.query(
    'select actor_kind, actor_id, actor_name, object_id, institution_id, detail from audit where action = $1',
    [action],
  )
  return objectId === undefined ? rows : rows.filter((row) => row.object_id === objectId)
}
const listed = async (id: string) => {
  const { rows } = (await desk.as('admin').get('/machine-tokens')).json<{ rows: { id: string }[] }>()
  return rows.find((row) => row.id === id)
}
const others = ['limin', 'zhoulan', 'shenyun', 'hanlin', 'qinzheng'] as const

describe('looking after machine tokens', () => {
  it('GET /api/v1/machine-tokens does: an administrator sees for whom, what, until when, and when last used', async () => {
    const { token, row } = await make()
    await by(token).get('/matters')
    expect(await listed(row.id)).toEqual({
      id: row.id,
      name: '省局一体化平台',
      institution: { id: ningbo, name: expect.stringContaining('宁波') },
      scopes: ['matters:read'],
      ending: token.slice(-4),
      createdAt: '2026-03-02T01:00:00.000Z',
      createdBy: expect.any(String),
      expiresAt: '2026-04-01T01:00:00.000Z',
      state: 'in-force',
      revokedAt: null,
      lastUsedAt: '2026-03-02T01:00:00.000Z',
    })
    const elsewhere = await desk.as('admin').get(`/machine-tokens?institutionId=${hangzhou}`)
    expect(elsewhere.json().rows).toEqual([])
  })

  it('GET /api/v1/machine-tokens refuses: an institution that can’t be one', async () => {
    expect((await desk.as('admin').get('/machine-tokens?institutionId=x')).statusCode).toBe(422)
  })

  it('GET /api/v1/machine-tokens forbids: everybody but administrators; no token stands in it', async () => {
    const { token } = await make()
    expect((await desk.as('admin').get('/machine-tokens')).body).not.toContain(token.slice(0, 20))
    expect((await desk.as(null).get('/machine-tokens')).statusCode).toBe(401)
    for (const who of others) expect((await desk.as(who).get('/machine-tokens')).statusCode, who).toBe(403)
  })

  it('GET /api/v1/machine-tokens audits: the list holds nothing personal, looking leaves no row', async () => {
    const count = async () => (await database.ownerPool.query('select count(*) from audit')).rows[0].count
    const before = await count()
    await desk.as('admin').get('/machine-tokens')
    expect(await count()).toBe(before)
  })

  it('POST /api/v1/machine-tokens does: the token is told once and kept as a keyed hash alone', async () => {
    const { token, row } = await make({ scopes: [...allScopes].reverse() })
    expect(token).toMatch(/^wqt_[\w-]{43}$/)
    expect(row).toMatchObject({ scopes: allScopes, state: 'in-force' })
    const kept = await database.ownerPool.query('select t::text as text from machine_token t')
    expect(kept.rows.some((one) => one.text.includes(token))).toBe(false)
    expect((await make()).token).not.toBe(token)
  })

  it('POST /api/v1/machine-tokens refuses: no name, no scope, an unknown one, too long a life, no such institution', async () => {
    const post = async (change: Body) => (await desk.as('admin').post('/machine-tokens', input(change))).json()
    expect(await post({ name: ' ' })).toMatchObject({ status: 422, errors: [{ path: 'name' }] })
    expect(await post({ scopes: [] })).toMatchObject({ status: 422, errors: [{ path: 'scopes' }] })
    expect(await post({ scopes: ['matters:write'] })).toMatchObject({ status: 422 })
    for (const validDays of [0, 367, 1.5, '30']) {
      expect(await post({ validDays }), String(validDays)).toMatchObject({ errors: [{ path: 'validDays' }] })
    }
    expect(await post({ institutionId: randomUUID() })).toMatchObject({ status: 422, code: 'institution-unknown' })
  })

  it('POST /api/v1/machine-tokens forbids: everybody but administrators', async () => {
    const before = (await desk.as('admin').get('/machine-tokens')).json().rows.length
    expect((await desk.as(null).post('/machine-tokens', input())).statusCode).toBe(401)
    for (const who of others) expect((await desk.as(who).post('/machine-tokens', input())).statusCode, who).toBe(403)
    expect((await desk.as('admin').get('/machine-tokens')).json().rows).toHaveLength(before)
  })

  it('POST /api/v1/machine-tokens audits: who made it, for whom, with what, never the token', async () => {
    const { token, row } = await make()
    const [entry] = await audits('machine-token.make', row.id)
    expect(entry).toMatchObject({
      actor_kind: 'staff',
      institution_id: ningbo,
      detail: { name: '省局一体化平台', scopes: ['matters:read'], expiresAt: '2026-04-01T01:00:00.000Z' },
    })
    expect(JSON.stringify(entry)).not.toContain(token.slice(4))
  })

  it('POST /api/v1/machine-tokens/:id/replace does: both hold for the overlap, then the new one alone', async () => {
    const old = await make()
    const answer = await desk.as('admin').post(`/machine-tokens/${old.row.id}/replace`, { overlapHours: 24 })
    expect(answer.statusCode, answer.body).toBe(201)
    const fresh = answer.json()
    expect(fresh.row).toMatchObject({ scopes: ['matters:read'], expiresAt: '2026-04-01T01:00:00.000Z' })
    expect(await listed(old.row.id)).toMatchObject({ state: 'replaced', expiresAt: '2026-03-03T01:00:00.000Z' })
    const both = async () =>
      [await by(old.token).get('/matters'), await by(fresh.token).get('/matters')].map(({ statusCode }) => statusCode)
    test.setClock('2026-03-03T08:59')
    expect(await both()).toEqual([200, 200])
    test.setClock('2026-03-03T09:00')
    expect(await both()).toEqual([401, 200])
    test.setClock('2026-03-02T09:00')
  })

  it('POST /api/v1/machine-tokens/:id/replace refuses: an unknown one, one that is over, too long an overlap', async () => {
    const { row } = await make()
    const replace = async (id: string, overlapHours: unknown) =>
      (await desk.as('admin').post(`/machine-tokens/${id}/replace`, { overlapHours })).json()
    expect(await replace(randomUUID(), 1)).toMatchObject({ status: 404, code: 'token-unknown' })
    expect(await replace(row.id, 169)).toMatchObject({ status: 422, errors: [{ path: 'overlapHours' }] })
    expect(await replace(row.id, -1)).toMatchObject({ status: 422 })
    await replace(row.id, 0)
    expect(await replace(row.id, 1)).toMatchObject({ status: 409, code: 'token-over' })
  })

  it('POST /api/v1/machine-tokens/:id/replace forbids: everybody but administrators, the machine itself included', async () => {
    const { row, token } = await make({ scopes: allScopes })
    const path = `/machine-tokens/${row.id}/replace`
    for (const who of others) expect((await desk.as(who).post(path, { overlapHours: 1 })).statusCode, who).toBe(403)
    expect((await by(token).send('POST', path, { overlapHours: 1 })).statusCode).toBe(403)
    expect(await listed(row.id)).toMatchObject({ state: 'in-force' })
  })

  it('POST /api/v1/machine-tokens/:id/replace audits: which by which, until when', async () => {
    const { row } = await make()
    const path = `/machine-tokens/${row.id}/replace`
    const fresh = (await desk.as('admin').post(path, { overlapHours: 2 })).json()
    expect(await audits('machine-token.replace', row.id)).toEqual([
      expect.objectContaining({
        detail: { name: '省局一体化平台', by: fresh.row.id, until: '2026-03-02T03:00:00.000Z' },
      }),
    ])
  })

  it('DELETE /api/v1/machine-tokens/:id does: from the next request on it opens nothing', async () => {
    const { token, row } = await make()
    expect((await by(token).get('/matters')).statusCode).toBe(200)
    expect((await remove('admin', row.id)).statusCode).toBe(204)
    expect((await by(token).get('/matters')).json()).toMatchObject({ status: 401, code: 'token-refused' })
    expect(await listed(row.id)).toMatchObject({ state: 'revoked', revokedAt: '2026-03-02T01:00:00.000Z' })
  })

  it('DELETE /api/v1/machine-tokens/:id refuses: an unknown one, and one that is revoked already', async () => {
    const { row } = await make()
    expect((await remove('admin', randomUUID())).json()).toMatchObject({ code: 'token-unknown' })
    await remove('admin', row.id)
    expect((await remove('admin', row.id)).json()).toMatchObject({ status: 409, code: 'token-over' })
  })

  it('DELETE /api/v1/machine-tokens/:id forbids: everybody but administrators', async () => {
    const { row, token } = await make({ scopes: allScopes })
    expect((await remove('limin', row.id)).statusCode).toBe(403)
    expect((await by(token).send('DELETE', `/machine-tokens/${row.id}`)).statusCode).toBe(403)
    expect(await listed(row.id)).toMatchObject({ state: 'in-force' })
  })

  it('DELETE /api/v1/machine-tokens/:id audits: who revoked which', async () => {
    const { row } = await make()
    await remove('admin', row.id)
    expect(await audits('machine-token.revoke', row.id)).toEqual([
      expect.objectContaining({ actor_kind: 'staff', detail: { name: '省局一体化平台' } }),
    ])
  })
})

describe('what a token opens', () => {
  it('is written in the API’s document, and is this and nothing else', async () => {
    const { paths, components } = (await desk.app.inject('/api/v1/openapi.json')).json()
    expect(components.securitySchemes.machineToken).toMatchObject({ type: 'http', scheme: 'bearer' })
    const opened = Object.entries<Record<string, { security?: Record<string, string[]>[] }>>(paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods).flatMap(([method, { security }]) => {
          const scope = security?.find((one) => one.machineToken)?.machineToken?.join()
          return scope === undefined ? [] : [`${scope}: ${method.toUpperCase()} ${path.slice('/api/v1'.length)}`]
        }),
    )
    // Opening one more is a decision: it is written down here.
    expect(opened.sort()).toEqual([
      'directory:read: GET /code-lists',
      'directory:read: GET /divisions',
      'directory:read: GET /institutions',
      'directory:read: GET /institutions/proposal',
      'directory:read: GET /institutions/{id}',
      'evidence:read: GET /matters/{id}/evidence/{evidenceId}',
      'matters:read: GET /matters',
      'matters:read: GET /matters/count',
      'matters:read: GET /matters/summary',
      'matters:read: GET /matters/{id}',
      'submissions:write: POST /submissions',
      'submissions:write: POST /uploads',
    ])
  })

  it('every other route of the API is closed to a token with all scopes', async () => {
    const { token } = await make({ scopes: allScopes })
    const { paths } = (await desk.app.inject('/api/v1/openapi.json')).json()
    const named = (route: string): { security?: Record<string, string[]>[] } | undefined => {
      const [method = '', path = ''] = route.split(' ')
      return paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
    }
    const closed = (await listRoutes()).filter(
      (route) =>
        /^(GET|POST|PUT|PATCH|DELETE) \/api\/v1\/(?!docs|openapi)/.test(route) &&
        !named(route)?.security?.some((one) => one.machineToken),
    )
    expect(closed.length).toBeGreaterThan(40)
    for (const route of closed) {
      const [method = 'GET', path = ''] = route.split(' ')
      const answer = await desk.app.inject({
        // A method of the router's own list.
        method: method as 'GET',
        url: path.replace(/:\w+/g, own.id),
        headers: { authorization: `Bearer ${token}` },
      })
      expect([route, answer.statusCode, answer.json().code]).toEqual([route, 403, 'token-scope-lacking'])
    }
  })

  it('matters of its institution, masked; those of another are not there', async () => {
    const { token } = await make()
    const list = (await by(token).get('/matters?limit=100')).json<{ rows: { id: string }[] }>()
    expect(list.rows.map((row) => row.id)).toContain(own.id)
    expect(list.rows.map((row) => row.id)).not.toContain(foreign.id)
    const view = await by(token).get(`/matters/${own.id}`)
    expect(view.statusCode, view.body).toBe(200)
    const { rows } = await database.ownerPool.query(
      'select count(*)::int as sealed from party where identifier_sealed is not null',
    )
    expect(rows[0].sealed).toBeGreaterThan(0)
    expect(view.body).not.toMatch(/(?<![\da-f])\d{17}[\dXx](?![\da-f])/)
    expect(view.body).not.toMatch(/1[3-9]\d{9}/)
    expect((await by(token).get(`/matters/${foreign.id}`)).statusCode).toBe(404)
  })

  it('no step: a machine decides nothing and sees no identity number', async () => {
    const { token } = await make({ scopes: allScopes })
    const step = await by(token).send('POST', `/matters/${own.id}/accept`, { expectedVersion: 2, words: '受理' })
    expect(step.json()).toMatchObject({ status: 403, code: 'token-scope-lacking' })
    const seen = (await by(token).get(`/matters/${own.id}`)).json()
    expect(JSON.stringify(seen)).toContain('须由')
  })

  it('nothing beside its scopes, and says which one is missing', async () => {
    const { token } = await make({ scopes: ['directory:read'] })
    const answer = await by(token).get('/matters')
    expect(answer.json()).toMatchObject({ status: 403, code: 'token-scope-lacking' })
    expect(answer.headers['www-authenticate']).toBe('Bearer error="insufficient_scope", scope="matters:read"')
    expect((await by(token).get('/institutions')).statusCode).toBe(200)
  })

  it('submissions to its own institution, whoever is named; the audit names the token', async () => {
    const { token, row } = await make({ scopes: ['submissions:write'], name: '市监局窗口系统' })
    const sent = await by(token).send('POST', '/submissions', aSubmission({ institutionId: null }))
    expect(sent.statusCode, sent.body).toBe(201)
    expect(sent.json().institution.id).toBe(ningbo)
    const elsewhere = aSubmission({ institutionId: hangzhou })
    expect((await by(token).send('POST', '/submissions', elsewhere)).statusCode).toBe(403)
    expect(await audits('matter.submit', sent.json().matterId)).toEqual([
      expect.objectContaining({ actor_kind: 'machine', actor_id: row.id, actor_name: '市监局窗口系统' }),
    ])
    await by((await make({ name: '读取方' })).token).get(`/matters/${own.id}`)
    expect(await audits('matter.open', own.id)).toContainEqual(
      expect.objectContaining({ actor_kind: 'machine', actor_name: '读取方' }),
    )
  })
})

describe('attacks on tokens', () => {
  it('a wrong, cut, lengthened, foreign or missing token is refused, whatever the route', async () => {
    const { token } = await make()
    for (const wrong of ['', 'x', token.slice(0, -1), `${token}A`, `${token.slice(0, -1)}=`, `wqt_${'A'.repeat(43)}`]) {
      for (const path of ['/matters', '/institutions', '/no-such-route']) {
        const answer = await by(wrong).get(path)
        expect([wrong, path, answer.statusCode, answer.json().code]).toEqual([wrong, path, 401, 'token-refused'])
      }
    }
    expect((await by('x').get('/matters')).headers['www-authenticate']).toBe('Bearer error="invalid_token"')
  })

  it('a session beside a token counts for nothing: neither widens the other', async () => {
    const { token } = await make({ scopes: ['directory:read'] })
    const { cookie } = await desk.signInAs('hanlin')
    expect((await by(token, cookie).get('/matters')).statusCode).toBe(403)
    expect((await by('wqt_wrong', cookie).get('/matters')).statusCode).toBe(401)
    const reader = await make()
    expect((await by(reader.token, cookie).get(`/matters/${foreign.id}`)).statusCode).toBe(404)
  })

  it('a token is taken from the header alone, and only below /api/v1', async () => {
    const { token } = await make()
    for (const url of [`/api/v1/matters?access_token=${token}`, `/api/v1/matters?token=${token}`]) {
      expect((await desk.app.inject(url)).statusCode).toBe(401)
    }
    const cookie = `authorization=Bearer ${token}; weiquan.session_token=${token}`
    expect((await desk.app.inject({ url: '/api/v1/matters', headers: { cookie } })).statusCode).toBe(401)
    expect((await by(token).get('/')).statusCode).toBe(200)
  })

  it('is over at its last instant, and when its institution closes', async () => {
    const { token, row } = await make({ validDays: 1 })
    test.setClock('2026-03-03T08:59')
    expect((await by(token).get('/matters')).statusCode).toBe(200)
    test.setClock('2026-03-03T09:00')
    expect((await by(token).get('/matters')).statusCode).toBe(401)
    expect(await listed(row.id)).toMatchObject({ state: 'expired' })
    test.setClock('2026-03-02T09:00')
    await database.ownerPool.query("update institution set status = 'closed' where id = $1", [ningbo])
    expect((await by(token).get('/matters')).statusCode).toBe(401)
    await database.ownerPool.query("update institution set status = 'active' where id = $1", [ningbo])
  })

  it('the app itself can neither widen a token, nor move it to another institution, nor delete it', async () => {
    for (const text of [
      `update machine_token set scopes = '{matters:read,evidence:read}'`,
      `update machine_token set institution_id = '${hangzhou}'`,
      'update machine_token set hash = hash',
      'delete from machine_token',
    ]) {
      await expect(database.pool.query(text), text).rejects.toThrow('permission denied')
    }
  })

  it('six hundred calls a minute are a machine’s share; another’s is not touched by it', async () => {
    const [busy, calm] = [await make({ scopes: ['directory:read'] }), await make({ scopes: ['directory:read'] })]
    const { get } = by(busy.token)
    for (let round = 0; round < 6; round += 1) await Promise.all(Array.from({ length: 100 }, () => get('/matters')))
    const answer = await get('/matters')
    expect(answer.statusCode).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect((await by(calm.token).get('/code-lists')).statusCode).toBe(200)
  })
})
