import fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audited } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import type { Staff } from '../../domain/actor/actor.ts'
import { as, type DivisionCode, type StaffId } from '../../domain/kernel/ids.ts'
import { handleApiError } from '../platform/http.ts'
import { demoInstitutionId, seededId } from './demo-network.ts'
import { institutionRoutes } from './routes.ts'
import { seedInstitutions } from './seed.ts'

const clerk: Staff = {
  kind: 'staff',
  id: as<StaffId>('limin'),
  name: '李敏',
  roles: ['clerk'],
  institutionId: demoInstitutionId('330212'),
  institutionName: '鄞州区知识产权维权援助工作站（示范）',
  provinceCode: as<DivisionCode>('330000'),
  scope: { kind: 'institutions', ids: [demoInstitutionId('330212')] },
}

describe('the API of divisions and institutions', () => {
  const database = useTestDatabase()
  const test = useTestPlatform(database, { now: '2026-11-23T10:00' })
  let app: FastifyInstance

  beforeAll(async () => {
    const { platform } = test
    await seedInstitutions(platform.db, platform.codes, { demo: true })
    app = fastify()
    app.setValidatorCompiler(validatorCompiler)
    app.setSerializerCompiler(serializerCompiler)
    app.setErrorHandler(handleApiError)
    const identify = async (request: { headers: Record<string, unknown> }) =>
      request.headers['x-spec-staff'] === undefined ? null : clerk
    await app.register(institutionRoutes({ platform, identify }))
  })
  afterAll(() => app.close())

  const get = async (path: string, signedIn = false) => {
    const answer = await app.inject({ url: encodeURI(path), headers: signedIn ? { 'x-spec-staff': '1' } : {} })
    return { status: answer.statusCode, body: answer.json() }
  }

  it('GET /api/v1/divisions does: without words it gives the provinces', async () => {
    const { status, body } = await get('/divisions')
    expect([status, body.rows.length]).toEqual([200, 34])
    expect(body.rows[0]).toEqual({ code: '110000', name: '北京市', fullName: '北京市', level: 'province' })
  })

  it('GET /api/v1/divisions does: gives the children of a division, and those that words may mean', async () => {
    expect((await get('/divisions?parent=330200')).body.rows).toHaveLength(10)
    expect((await get('/divisions?text=宁波鄞州')).body.rows).toEqual([
      { code: '330212', name: '鄞州区', fullName: '浙江省宁波市鄞州区', level: 'county' },
    ])
  })

  it('GET /api/v1/divisions refuses: a code that is none, naming the field', async () => {
    const { status, body } = await get('/divisions?parent=33')
    expect([status, body.code]).toEqual([422, 'invalid'])
    expect(JSON.stringify(body.errors)).toContain('parent')
  })

  it('GET /api/v1/institutions does: gives a page, the place it understood, and the mark of the next page', async () => {
    const { status, body } = await get('/institutions?place=宁波市&limit=2')
    expect(status).toBe(200)
    expect(body.place.code).toBe('330200')
    expect(body.rows.map((row: { name: string }) => row.name)).toEqual([
      '中国（宁波）知识产权保护中心',
      '宁波市知识产权维权援助中心（示范）',
    ])
    const next = await get(`/institutions?place=宁波市&limit=2&after=${body.after}`)
    expect(next.body.rows[0].name).toBe('浙江省知识产权保护中心')
  })

  it('GET /api/v1/institutions refuses: a place with several meanings and names them', async () => {
    const { status, body } = await get('/institutions?place=鼓楼区')
    expect([status, body.code]).toEqual([422, 'invalid'])
    expect(body.errors[0]).toEqual({
      path: 'place',
      message:
        '叫“鼓楼区”的地方不止一个：江苏省南京市鼓楼区（320106）、江苏省徐州市鼓楼区（320302）、福建省福州市鼓楼区（350102）、河南省开封市鼓楼区（410204）',
    })
  })

  it('GET /api/v1/institutions forbids: hides from the public what nobody has confirmed, and shows it to staff', async () => {
    expect((await get('/institutions?name=曹县知识产权')).body.rows).toHaveLength(1)
    const rows = (await get('/institutions?name=曹县知识产权', true)).body.rows
    expect(rows.map((row: { status: string }) => row.status).sort()).toEqual(['active', 'unconfirmed'])
  })

  it('GET /api/v1/institutions/:id does: gives area, services, chain and source', async () => {
    const station = await get(`/institutions/${demoInstitutionId('330212')}`)
    expect(station.body).toMatchObject({
      divisionName: '浙江省宁波市鄞州区',
      services: ['CONSULT', 'REPORT_TRANSFER', 'TRAINING'],
      areas: [{ code: '330212' }],
      source: null,
    })
    expect(station.body.parents).toHaveLength(3)
    const centre = await get(`/institutions/${seededId('reported:中国(宁波)知识产权保护中心')}`)
    expect(centre.body).toMatchObject({
      status: 'reported',
      acceptsOnline: false,
      source: { grade: 'A', asOf: '2020-04-26' },
    })
  })

  it('GET /api/v1/institutions/:id refuses: one that is not there, with the answer of one that is hidden', async () => {
    const hidden = await get(`/institutions/${seededId('reported:曹县知识产权快速维权中心')}`)
    const missing = await get('/institutions/00000000-0000-4000-8000-000000000000')
    expect([hidden.status, missing.status]).toEqual([404, 404])
    const { requestId: _one, ...first } = hidden.body
    const { requestId: _two, ...second } = missing.body
    expect(first).toEqual(second)
  })

  it('GET /api/v1/institutions/proposal does: gives the nearest fit institution with its reasons', async () => {
    const { status, body } = await get(
      '/institutions/proposal?occurredIn=330212&rightTypes=trademark&services=INFRINGEMENT_OPINION,CONSULT',
    )
    expect(status).toBe(200)
    expect([body.institution.name, body.climbed]).toEqual(['宁波市知识产权维权援助中心（示范）', 1])
    expect(body.why[0]).toBe('您填写的发生地在浙江省宁波市鄞州区，该机构的服务区域是浙江省宁波市，包括您的发生地。')
  })

  it.each([
    ['an unknown division', 'occurredIn=999999', '没有代码为 999999 的行政区划'],
    ['an unknown service', 'services=MAGIC', '代码表里没有：MAGIC'],
  ])('GET /api/v1/institutions/proposal refuses: %s', async (_what, query, detail) => {
    const { status, body } = await get(`/institutions/proposal?${query}`)
    expect([status, body.detail]).toEqual([422, detail])
  })

  it('GET /api/v1/institutions/:id forbids: the public does not see what nobody has confirmed, staff do', async () => {
    const path = `/institutions/${seededId('reported:曹县知识产权快速维权中心')}`
    expect((await get(path)).status).toBe(404)
    expect((await get(path, true)).body.status).toBe('unconfirmed')
  })

  it.each([
    ['GET /api/v1/divisions forbids: nobody; the same for the public and staff', '/divisions?text=宁波鄞州'],
    [
      'GET /api/v1/institutions/proposal forbids: nobody; the same for the public and staff',
      '/institutions/proposal?occurredIn=330212&services=CONSULT',
    ],
  ])('%s', async (_title, path) => {
    const open = await get(path)
    expect(open.status).toBe(200)
    expect(await get(path, true)).toEqual(open)
  })

  it.each([
    ['GET /api/v1/divisions audits: divisions are public and leave no row', '/divisions?text=宁波鄞州'],
    ['GET /api/v1/institutions audits: the directory is public and leaves no row', '/institutions?place=宁波市'],
    [
      'GET /api/v1/institutions/:id audits: an institution is no person and leaves no row',
      `/institutions/${demoInstitutionId('330212')}`,
    ],
    [
      'GET /api/v1/institutions/proposal audits: what is asked names nobody and leaves no row',
      '/institutions/proposal?occurredIn=330212&services=CONSULT',
    ],
  ])('%s', async (_title, path) => {
    const { answer, rows } = await audited(database, () => get(path, true))
    expect(answer.status).toBe(200)
    expect(rows).toEqual([])
  })
})
