import { beforeEach, describe, expect, it } from 'vitest'
import { theSystem } from '../../../testing/actors.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import type { TemplateData } from '../../domain/notification/template.ts'
import { inContext } from '../platform/context.ts'
import type { Channels, Delivery, Envelope } from './channel.ts'
import { notify } from './notify.ts'
import { sendMessage, sweepOutbox } from './send.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })

/** A channel that answers as the spec says and keeps what it was given. */
const answering = (...answers: readonly Delivery['outcome'][]) => {
  const given: Envelope[] = []
  const left = [...answers]
  const send = async (envelope: Envelope): Promise<Delivery> => {
    given.push(envelope)
    const outcome = left.shift() ?? 'sent'
    return outcome === 'sent' ? { outcome, detail: null } : { outcome, detail: 'spec' }
  }
  return { given, send }
}

const write = async (template: 'one-time-code' | 'draft-expires', to: { phone?: string; mail?: string }) => {
  const data: TemplateData =
    template === 'one-time-code' ? { code: '4711', minutes: 5 } : { link: '/apply/unfinished', expiresOn: '2026-03-20' }
  const ids = await inContext(test.platform, theSystem, 'spec', (ctx) =>
    notify(ctx, { template, to: { kind: 'address', ...to }, data }),
  )
  return ids[0] ?? ''
}
const both = { phone: '13800000001', mail: 'zhangming@example.com' }

const rowOf = async (id: string) =>
  (
    await database.ownerPool.query(
      'select status, channel, attempts, next_at, handled_at, to_sealed from outbox where id = $1',
      [id],
    )
  ).rows[0]
const send = (id: string, channels: Channels) => sendMessage(test.platform, channels, id)

describe('a message of the outbox', () => {
  let day = 2
  beforeEach(async () => {
    // A day of its own, so that the failures of one spec do not make a channel rest in the next.
    test.setClock(`2026-02-${String(day).padStart(2, '0')}T09:00`)
    day += 3
    await database.ownerPool.query('update channel_state set off_since = null')
  })

  it('is sent once, also when two processes take it at the same moment', async () => {
    const mail = answering()
    const id = await write('draft-expires', both)
    await Promise.all([send(id, { mail }), send(id, { mail })])
    await send(id, { mail })
    expect(mail.given.map((one) => one.id)).toEqual([id])
    expect(await rowOf(id)).toMatchObject({ status: 'sent', channel: 'mail', attempts: 1 })
  })

  it('without any channel set up is shown by the demonstration, and outside of it counts as not sent', async () => {
    const shown = await write('draft-expires', both)
    await send(shown, {})
    expect(await rowOf(shown)).toMatchObject({ status: 'shown', attempts: 0 })
    const unsent = await write('draft-expires', both)
    await sendMessage({ ...test.platform, config: { ...test.platform.config, demo: false } }, {}, unsent)
    expect(await rowOf(unsent)).toMatchObject({ status: 'unsent', attempts: 0 })
  })

  it('that fails is tried again with growing delay, under the same id, until it is given up', async () => {
    const sms = answering(...Array<'failed'>(8).fill('failed'))
    const id = await write('one-time-code', { phone: '13800000001' })
    const waits: number[] = []
    for (let tries = 1; tries <= 8; tries += 1) {
      const before = Date.parse(test.platform.clock.now())
      await send(id, { sms })
      const row = await rowOf(id)
      if (row.status === 'dead') break
      waits.push((row.next_at.getTime() - before) / 1000)
      test.setClock(row.next_at.toISOString())
    }
    expect(waits).toEqual([15, 60, 300, 1800, 7200, 21600, 43200])
    expect(await rowOf(id)).toMatchObject({ status: 'dead', attempts: 8 })
    expect(new Set(sms.given.map((one) => one.id))).toEqual(new Set([id]))
  })

  it('before its time is not sent, though somebody asks', async () => {
    const mail = answering('failed')
    const id = await write('draft-expires', { mail: both.mail })
    await send(id, { mail })
    await send(id, { mail })
    expect(mail.given).toHaveLength(1)
  })

  it('that its receiver refuses goes by the other channel at once, and is given up when there is none', async () => {
    const [mail, sms] = [answering('refused'), answering('sent', 'refused')]
    const id = await write('draft-expires', both)
    await send(id, { mail, sms })
    await send(id, { mail, sms })
    expect(await rowOf(id)).toMatchObject({ status: 'sent', channel: 'sms', attempts: 2 })
    const alone = await write('one-time-code', { phone: '13800000001' })
    await send(alone, { sms })
    await send(alone, { sms })
    expect(await rowOf(alone)).toMatchObject({ status: 'dead', attempts: 1 })
  })

  it('whose sender died before the mark goes out again when the lease is over, with the same id', async () => {
    const mail = answering()
    const id = await write('draft-expires', { mail: both.mail })
    // What a killed sender leaves behind: a lease, no mark, no job.
    await database.ownerPool.query(
      "update outbox set channel = 'mail', leased_until = created_at + interval '30 seconds' where id = $1",
      [id],
    )
    await database.ownerPool.query('delete from graphile_worker._private_jobs where key = $1', [`notification:${id}`])
    await send(id, { mail })
    expect(mail.given).toEqual([])
    test.setClock(new Date(Date.parse(test.platform.clock.now()) + 61_000).toISOString())
    expect((await sweepOutbox(test.platform)).found).toBeGreaterThan(0)
    const { rows } = await database.ownerPool.query('select 1 from graphile_worker.jobs where key = $1', [
      `notification:${id}`,
    ])
    expect(rows).toHaveLength(1)
    await send(id, { mail })
    expect(mail.given.map((one) => one.id)).toEqual([id])
  })
})

describe('quiet hours', () => {
  it('hold back a text message until morning, and neither a letter nor a one-time code', async () => {
    test.setClock('2026-03-02T21:30')
    const [mail, sms] = [answering(), answering()]
    const quiet = await write('draft-expires', { phone: '13800000001' })
    await send(quiet, { sms })
    expect(sms.given).toEqual([])
    const { status, next_at, handled_at } = await rowOf(quiet)
    expect([status, next_at.toISOString()]).toEqual(['waiting', '2026-03-03T00:00:00.000Z'])
    expect(handled_at, 'put off on purpose is handled').not.toBeNull()

    await send(await write('one-time-code', { phone: '13800000001' }), { sms })
    await send(await write('draft-expires', both), { mail, sms })
    expect([sms.given.length, mail.given.length]).toEqual([1, 1])

    test.setClock('2026-03-03T08:00')
    await send(quiet, { sms })
    expect(await rowOf(quiet)).toMatchObject({ status: 'sent' })
  })
})

describe('a channel that fails too often', () => {
  it('rests, its messages take the other one, and it is back after a probe', async () => {
    test.setClock('2026-03-04T10:00')
    const mail = answering(...Array<'failed'>(6).fill('failed'))
    const sms = answering()
    for (let tries = 0; tries < 5; tries += 1) await send(await write('draft-expires', both), { mail, sms })
    expect([mail.given.length, sms.given.length]).toEqual([5, 0])
    await send(await write('draft-expires', both), { mail, sms })
    expect([mail.given.length, sms.given.length]).toEqual([5, 1])

    test.setClock('2026-03-04T10:05')
    await send(await write('draft-expires', both), { mail, sms })
    expect(mail.given.length, 'the first probe fails').toBe(6)
    await send(await write('draft-expires', both), { mail, sms })
    expect(sms.given.length, 'nobody else tries meanwhile').toBe(2)
    test.setClock('2026-03-04T10:10')
    await send(await write('draft-expires', both), { mail, sms })
    await send(await write('draft-expires', both), { mail, sms })
    expect([mail.given.length, sms.given.length]).toEqual([8, 2])
    const { rows } = await database.ownerPool.query(
      `select action, object_id from audit where object_kind = 'channel' and object_id = 'mail' order by at, id`,
    )
    expect(rows).toEqual([
      { action: 'channel.rest', object_id: 'mail' },
      { action: 'channel.return', object_id: 'mail' },
    ])
  })

  it('and is the only way holds back what can wait until the probe, and tries a one-time code all the same', async () => {
    test.setClock('2026-03-04T12:00')
    const sms = answering(...Array<'failed'>(6).fill('failed'))
    for (let tries = 0; tries < 5; tries += 1)
      await send(await write('one-time-code', { phone: '13800000001' }), { sms })
    const held = await write('draft-expires', { phone: '13800000001' })
    await send(held, { sms })
    expect(sms.given).toHaveLength(5)
    expect(await rowOf(held)).toMatchObject({
      status: 'waiting',
      attempts: 0,
      next_at: new Date('2026-03-04T04:05:00Z'),
    })
    await send(await write('one-time-code', { phone: '13800000001' }), { sms })
    expect(sms.given).toHaveLength(6)
    test.setClock('2026-03-04T12:05')
    await send(held, { sms })
    expect(await rowOf(held)).toMatchObject({ status: 'sent' })
  })
})

describe('the sweep', () => {
  it('empties address and facts of what ended 90 days ago, and of nothing else', async () => {
    test.setClock('2026-03-05T10:00')
    const id = await write('draft-expires', { mail: both.mail })
    const waiting = await write('draft-expires', { mail: both.mail })
    await send(id, { mail: answering() })
    test.setClock('2026-06-03T09:59')
    await sweepOutbox(test.platform)
    expect((await rowOf(id)).to_sealed).not.toBeNull()
    test.setClock('2026-06-03T10:01')
    await sweepOutbox(test.platform)
    expect((await rowOf(id)).to_sealed).toBeNull()
    expect((await rowOf(waiting)).to_sealed).not.toBeNull()
  })
})
