import { describe, expect, it } from 'vitest'
import { theSystem } from '../../../testing/actors.ts'
import { useTestApp } from '../../../testing/app.ts'
import { audited } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import type { OutboxPage } from '../../contract/notification.ts'
import { inContext } from '../platform/context.ts'
import type { Channels } from './channel.ts'
import { notify } from './notify.ts'
import { notificationFigures } from './outbox.ts'
import { sendMessage } from './send.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const { as } = useTestApp(database, test)

const refusing: Channels = { sms: { send: async () => ({ outcome: 'refused', detail: 'http-422' }) } }
const taking: Channels = { sms: { send: async () => ({ outcome: 'sent', detail: 'http-204' }) } }

const written = async (phone = '13800000001'): Promise<string> => {
  const ids = await inContext(test.platform, theSystem, 'spec', (ctx) =>
    notify(ctx, {
      template: 'one-time-code',
      to: { kind: 'address', phone },
      data: { code: '4711', minutes: 5 },
    }),
  )
  return ids[0] ?? ''
}

/** A message that its receiver refused: given up. */
const givenUp = async (): Promise<string> => {
  const id = await written()
  await sendMessage(test.platform, refusing, id)
  await sendMessage(test.platform, refusing, id)
  return id
}

const unknown = '0198a000-0000-7000-8000-00000000dead'

describe('the delivery log', () => {
  it('GET /api/v1/outbox does: lists messages with masked receivers, how their channels stand and how prompt they were', async () => {
    const id = await givenUp()
    const page = (await as('admin').get('/outbox?status=dead')).json<OutboxPage>()
    expect(page.rows[0]).toMatchObject({
      id,
      template: 'one-time-code',
      title: '您的验证码',
      to: '138****0001',
      status: 'dead',
      attempts: 1,
      hasContent: true,
    })
    expect(JSON.stringify(page)).not.toMatch(/13800000001|4711/)
    expect(page.channels).toEqual([
      { channel: 'mail', setUp: false, offSince: null, probeAt: null },
      { channel: 'sms', setUp: false, offSince: null, probeAt: null },
      { channel: 'webhook', setUp: true, offSince: null, probeAt: null },
    ])
    expect(page.counts.dead).toBeGreaterThan(0)
    expect(page.demo).toBe(true)

    await written()
    const first = (await as('admin').get('/outbox?limit=1')).json<OutboxPage>()
    const second = (await as('admin').get(`/outbox?limit=1&after=${first.after}`)).json<OutboxPage>()
    expect(second.rows[0]?.id).not.toBe(first.rows[0]?.id)
  })

  it('counts as prompt what was handled within ten seconds, and as late what still waits after them', async () => {
    await database.ownerPool.query("update outbox set status = 'unsent' where status = 'waiting'")
    test.setClock('2026-04-01T09:00')
    const [prompt, slow] = [await written(), await written()]
    await written()
    await sendMessage(test.platform, taking, prompt)
    test.setClock('2026-04-01T09:00:11')
    await sendMessage(test.platform, taking, slow)
    const { promptness } = (await as('admin').get('/outbox')).json<OutboxPage>()
    expect(promptness).toEqual({ goalSeconds: 10, counted: 3, prompt: 1 })
    expect(await notificationFigures(test.platform)).toMatchObject({
      counted: 3,
      prompt: 1,
      byStatus: { waiting: 1 },
      oldestWaitingSeconds: 11,
      resting: [],
    })
    test.setClock('2026-03-02T09:00')
  })

  it('GET /api/v1/outbox refuses: a status that does not exist, a page that was not given out', async () => {
    expect((await as('admin').get('/outbox?status=lost')).statusCode).toBe(422)
    expect((await as('admin').get('/outbox?after=eyJ9')).json()).toMatchObject({ status: 422, code: 'invalid' })
  })

  it('GET /api/v1/outbox forbids: everybody but an administrator', async () => {
    expect((await as(null).get('/outbox')).statusCode).toBe(401)
    for (const user of ['limin', 'qinzheng', 'hanlin'] as const)
      expect((await as(user).get('/outbox')).statusCode).toBe(403)
  })

  it('GET /api/v1/outbox audits: who looked at how many', async () => {
    const { rows } = await audited(database, () => as('admin').get('/outbox?limit=1'))
    expect(rows).toMatchObject([{ action: 'notification.list', detail: { rows: 1 } }])
  })
})

describe('one message', () => {
  it('GET /api/v1/outbox/:id does: tells every try with its channel and outcome', async () => {
    const id = await givenUp()
    const { row, attempts } = (await as('admin').get(`/outbox/${id}`)).json()
    expect(row).toMatchObject({ id, status: 'dead', channel: 'sms' })
    expect(attempts).toEqual([
      { at: '2026-03-02T01:00:00.000Z', channel: 'sms', outcome: 'refused', detail: 'http-422', tookMs: 0 },
    ])
  })

  it('GET /api/v1/outbox/:id refuses: one that is not there', async () => {
    expect((await as('admin').get(`/outbox/${unknown}`)).statusCode).toBe(404)
    expect((await as('admin').get('/outbox/17')).statusCode).toBe(422)
  })

  it('GET /api/v1/outbox/:id forbids: everybody but an administrator', async () => {
    const id = await written()
    expect((await as(null).get(`/outbox/${id}`)).statusCode).toBe(401)
    expect((await as('wangfang').get(`/outbox/${id}`)).statusCode).toBe(403)
  })

  it('GET /api/v1/outbox/:id audits: who looked at which', async () => {
    const id = await written()
    const { rows } = await audited(database, () => as('admin').get(`/outbox/${id}`))
    expect(rows).toMatchObject([{ action: 'notification.open', object_id: id }])
  })

  it('POST /api/v1/outbox/:id/send-again does: a message that was given up goes out as if it were new', async () => {
    const id = await givenUp()
    const { row } = (await as('admin').post(`/outbox/${id}/send-again`)).json()
    expect(row).toMatchObject({ status: 'waiting', attempts: 0, endedAt: null })
    test.setClock('2026-03-02T09:01')
    await sendMessage(test.platform, taking, id)
    const after = (await as('admin').get(`/outbox/${id}`)).json()
    expect(after.row).toMatchObject({ status: 'sent', attempts: 1 })
    expect(after.attempts.map((one: { outcome: string }) => one.outcome)).toEqual(['refused', 'sent'])
    test.setClock('2026-03-02T09:00')
  })

  it('POST /api/v1/outbox/:id/send-again refuses: one that waits or was sent, one whose content is gone, one that is not there', async () => {
    const waiting = await written()
    expect((await as('admin').post(`/outbox/${waiting}/send-again`)).json()).toMatchObject({
      status: 409,
      detail: '这条通知还在等待发送或者已经送出，不需要重新发送',
    })
    const emptied = await givenUp()
    await database.ownerPool.query('update outbox set to_sealed = null, data_sealed = null where id = $1', [emptied])
    expect((await as('admin').post(`/outbox/${emptied}/send-again`)).json()).toMatchObject({ status: 409 })
    expect((await as('admin').post(`/outbox/${unknown}/send-again`)).statusCode).toBe(404)
  })

  it('POST /api/v1/outbox/:id/send-again forbids: everybody but an administrator', async () => {
    const id = await givenUp()
    expect((await as(null).post(`/outbox/${id}/send-again`)).statusCode).toBe(401)
    expect((await as('wangfang').post(`/outbox/${id}/send-again`)).statusCode).toBe(403)
    expect((await as('admin').get(`/outbox/${id}`)).json().row.status).toBe('dead')
  })

  it('POST /api/v1/outbox/:id/send-again audits: who sent which again, once', async () => {
    const id = await givenUp()
    const { rows } = await audited(database, () =>
      Promise.all([as('admin').post(`/outbox/${id}/send-again`), as('admin').post(`/outbox/${id}/send-again`)]),
    )
    expect(rows).toMatchObject([{ action: 'notification.send-again', object_id: id }])
  })
})
