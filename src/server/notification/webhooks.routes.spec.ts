import { describe, expect, it } from 'vitest'
import { theSystem } from '../../../testing/actors.ts'
import { type DemoUser, useTestApp } from '../../../testing/app.ts'
import { audited } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import type { WebhookRow } from '../../contract/notification.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'
import { inContext } from '../platform/context.ts'
import { secretsOf } from './webhook-secret.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)
const { as } = desk

const institutionId = demoInstitutionId('330200')
const url = 'https://oa.example.org/weiquan'
const add = async () => {
  const response = await as('admin').post('/webhooks', { institutionId, url })
  expect(response.statusCode, response.body).toBe(201)
  return response.json<{ webhook: WebhookRow; secret: string }>()
}
const patch = async (user: Exclude<DemoUser, null>, id: string, payload: object) =>
  desk.app.inject({
    method: 'PATCH',
    url: `/api/v1/webhooks/${id}`,
    headers: await desk.signInAs(user),
    payload,
  })
const unknown = '0198a000-0000-7000-8000-00000000dead'
const targetOf = (id: string) => inContext(test.platform, theSystem, 'spec', (ctx) => secretsOf(ctx, id))

describe('the systems that are told', () => {
  it('POST /api/v1/webhooks does: adds one and shows its secret, which stands sealed from then on', async () => {
    const { webhook, secret } = await add()
    expect(webhook).toMatchObject({ url, enabled: true, previousUntil: null, institution: { id: institutionId } })
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(await targetOf(webhook.id)).toEqual({ url, secrets: [secret] })
    const { rows } = await database.ownerPool.query('select * from webhook where id = $1', [webhook.id])
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it.each<[given: string, words: RegExp]>([
    ['http://oa.example.org/x', /须为 https 地址/],
    ['https://127.0.0.1/x', /不能是本机或者内网地址/],
    ['https://[::1]/x', /不能是本机或者内网地址/],
    ['https://user:pass@oa.example.org/x', /不能带用户名和口令/],
    ['https://', /完整地址/],
    ['ftp://oa.example.org', /完整地址/],
    ['https://a b', /完整的地址/],
  ])('POST /api/v1/webhooks refuses: the address %s', async (given, words) => {
    const response = await as('admin').post('/webhooks', { institutionId, url: given })
    expect(response.json()).toMatchObject({ status: 422, code: 'invalid', detail: expect.stringMatching(words) })
  })

  it('POST /api/v1/webhooks refuses: an institution that is not there', async () => {
    const response = await as('admin').post('/webhooks', { institutionId: unknown, url })
    expect(response.json()).toMatchObject({ status: 422, detail: expect.stringContaining('没有这家机构') })
  })

  it('POST /api/v1/webhooks forbids: everybody but an administrator', async () => {
    expect((await as(null).post('/webhooks', { institutionId, url })).statusCode).toBe(401)
    expect((await as('wangfang').post('/webhooks', { institutionId, url })).statusCode).toBe(403)
  })

  it('POST /api/v1/webhooks audits: who added it where, never the secret or the whole address', async () => {
    const { rows } = await audited(database, add)
    expect(rows).toMatchObject([{ action: 'webhook.add', detail: { host: 'oa.example.org' } }])
    expect(JSON.stringify(rows)).not.toMatch(/whsec_|\/weiquan/)
  })

  it('GET /api/v1/webhooks does: lists them with their institutions, without secrets', async () => {
    const { webhook, secret } = await add()
    const response = await as('admin').get('/webhooks')
    expect(response.json<{ rows: WebhookRow[] }>().rows.map((row) => row.id)).toContain(webhook.id)
    expect(response.body).not.toContain(secret)
  })

  it('GET /api/v1/webhooks refuses: another method', async () => {
    const { statusCode } = await desk.app.inject({
      method: 'DELETE',
      url: '/api/v1/webhooks',
      headers: await desk.signInAs('admin'),
    })
    expect(statusCode).toBe(404)
  })

  it('GET /api/v1/webhooks forbids: everybody but an administrator', async () => {
    expect((await as(null).get('/webhooks')).statusCode).toBe(401)
    expect((await as('qinzheng').get('/webhooks')).statusCode).toBe(403)
  })

  it('GET /api/v1/webhooks audits: who looked', async () => {
    const { rows } = await audited(database, () => as('admin').get('/webhooks'))
    expect(rows).toMatchObject([{ action: 'webhook.list' }])
  })

  it('PATCH /api/v1/webhooks/:id does: changes the address, and one that is switched off is told nothing', async () => {
    const { webhook } = await add()
    const changed = await patch('admin', webhook.id, { url: 'https://new.example.org/hook', enabled: false })
    expect(changed.json()).toMatchObject({ url: 'https://new.example.org/hook', enabled: false })
    expect(await targetOf(webhook.id)).toBeNull()
  })

  it('PATCH /api/v1/webhooks/:id refuses: nothing to change, a private address, one that is not there', async () => {
    const { webhook } = await add()
    expect((await patch('admin', webhook.id, {})).statusCode).toBe(422)
    expect((await patch('admin', webhook.id, { url: 'https://10.0.0.1/x' })).statusCode).toBe(422)
    expect((await patch('admin', unknown, { enabled: false })).statusCode).toBe(404)
  })

  it('PATCH /api/v1/webhooks/:id forbids: everybody but an administrator', async () => {
    const { webhook } = await add()
    expect((await patch('wangfang', webhook.id, { enabled: false })).statusCode).toBe(403)
  })

  it('PATCH /api/v1/webhooks/:id audits: what was and what is, and no row when nothing changed', async () => {
    const { webhook } = await add()
    const { rows } = await audited(database, () => patch('admin', webhook.id, { enabled: false }))
    expect(rows).toMatchObject([{ action: 'webhook.change', detail: { enabled: { from: true, to: false } } }])
    expect((await audited(database, () => patch('admin', webhook.id, { enabled: false }))).rows).toEqual([])
  })

  it('POST /api/v1/webhooks/:id/rotate does: both secrets sign for seven days, then the new one alone', async () => {
    const { webhook, secret } = await add()
    const rotated = (await as('admin').post(`/webhooks/${webhook.id}/rotate`)).json()
    expect(rotated.secret).not.toBe(secret)
    expect(rotated.webhook.previousUntil).toBe('2026-03-09T01:00:00.000Z')
    expect((await targetOf(webhook.id))?.secrets).toEqual([rotated.secret, secret])
    test.setClock('2026-03-09T09:00')
    expect((await targetOf(webhook.id))?.secrets).toEqual([rotated.secret])
    test.setClock('2026-03-02T09:00')
  })

  it('POST /api/v1/webhooks/:id/rotate refuses: one that is not there', async () => {
    expect((await as('admin').post(`/webhooks/${unknown}/rotate`)).statusCode).toBe(404)
  })

  it('POST /api/v1/webhooks/:id/rotate forbids: everybody but an administrator', async () => {
    const { webhook, secret } = await add()
    expect((await as('wangfang').post(`/webhooks/${webhook.id}/rotate`)).statusCode).toBe(403)
    expect((await targetOf(webhook.id))?.secrets).toEqual([secret])
  })

  it('POST /api/v1/webhooks/:id/rotate audits: who changed which, never the secret', async () => {
    const { webhook } = await add()
    const { rows } = await audited(database, () => as('admin').post(`/webhooks/${webhook.id}/rotate`))
    expect(rows).toMatchObject([{ action: 'webhook.rotate', object_id: webhook.id, detail: { overlapDays: 7 } }])
    expect(JSON.stringify(rows)).not.toContain('whsec_')
  })
})
