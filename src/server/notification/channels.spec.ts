import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { useHttpReceiver } from '../../../testing/http-receiver.ts'
import { useMailServer } from '../../../testing/mail-server.ts'
import { at } from '../../../testing/rules.ts'
import type { Envelope } from './channel.ts'
import { mailChannel } from './mail-channel.ts'
import { addressFault, isPublicAddress, post } from './signed-post.ts'
import { smsChannel } from './sms-channel.ts'
import { secretPrefix, webhookChannel } from './webhook-channel.ts'

const mailServer = useMailServer()
const receiver = useHttpReceiver()
const clock = { now: () => at('2026-03-02T09:00') }
const seconds = Date.parse(clock.now()) / 1000
const limits = { timeoutMs: 5000 }

const secretOf = (byte: number) => secretPrefix + Buffer.alloc(32, byte).toString('base64')

const envelope: Envelope = {
  id: '0198a000-0000-7000-8000-000000000001',
  at: '2026-03-02T01:00:00.000Z',
  template: 'matter-accepted',
  language: 'zh',
  words: { subject: '您的申请已受理（WQ33-7K4M-2D9X）', text: '您好：\n\n已受理。', short: '已受理 WQ33-7K4M-2D9X' },
  data: { number: 'WQ33-7K4M-2D9X' },
  matterId: null,
  address: { phone: '13800000001', mail: 'zhangming@example.com' },
  webhook: null,
}

beforeEach(() => {
  mailServer.received.length = 0
  mailServer.refuseWith = null
  receiver.received.length = 0
  Object.assign(receiver, { answer: 204, location: null, silent: false })
})

describe('a letter', () => {
  const send = (mail: string | null = envelope.address.mail) =>
    mailChannel({ url: mailServer.url, from: '维权一张网 <no-reply@weiquan.example>' }).send(
      { ...envelope, address: { phone: null, mail } },
      limits,
    )

  it('reaches the server with its subject, text and an id that stays the same for every try', async () => {
    expect(await send()).toEqual({ outcome: 'sent', detail: null })
    await send()
    const [first, second] = mailServer.received
    expect(first?.to).toEqual(['zhangming@example.com'])
    const ids = [first, second].map((one) => /^Message-ID: (.*)$/im.exec(one?.raw ?? '')?.[1]?.trim())
    expect(ids).toEqual(Array(2).fill(`<${envelope.id}@weiquan.example>`))
    expect(first?.raw).toMatch(/^Auto-Submitted: auto-generated/im)
    const subject = /^Subject: (=\?UTF-8\?B\?[\s\S]*?\?=)\r\n(?! )/im.exec(first?.raw ?? '')?.[1] ?? ''
    const words = [...subject.matchAll(/=\?UTF-8\?B\?([^?]+)\?=/gi)].map(([, part = '']) => Buffer.from(part, 'base64'))
    expect(Buffer.concat(words).toString()).toBe(envelope.words.subject)
  })

  it.each([
    [550, 'refused'],
    [451, 'failed'],
  ])('to a box that the server answers with %i is %s, and nothing of the address is kept', async (code, outcome) => {
    mailServer.refuseWith = code
    expect(await send()).toEqual({ outcome, detail: String(code) })
  })

  it('to a server that is not there is tried again', async () => {
    const gone = mailChannel({ url: 'smtp://127.0.0.1:1', from: 'a@weiquan.example' })
    expect(await gone.send(envelope, limits)).toEqual({ outcome: 'failed', detail: 'ESOCKET' })
  })

  it('to a server that takes the connection and says nothing ends in time', async () => {
    const silent = mailChannel({ url: receiver.url.replace('http', 'smtp'), from: 'a@weiquan.example' })
    const { outcome } = await silent.send(envelope, { timeoutMs: 50 })
    expect(outcome).toBe('failed')
  })
})

describe('a text message', () => {
  const secret = 'x'.repeat(32)
  const send = () => smsChannel({ url: receiver.url, secret }, clock).send(envelope, limits)

  it('is posted with time, nonce and a signature over both that the gateway can check', async () => {
    expect(await send()).toEqual({ outcome: 'sent', detail: 'http-204' })
    const { headers, body } = receiver.received[0] ?? { headers: {}, body: '' }
    expect(JSON.parse(body)).toEqual({ id: envelope.id, to: '13800000001', text: envelope.words.short, language: 'zh' })
    expect(headers['weiquan-timestamp']).toBe(String(seconds))
    const signed = `${headers['weiquan-timestamp']}.${headers['weiquan-nonce']}.${body}`
    expect(headers['weiquan-signature']).toBe(`v1=${createHmac('sha256', secret).update(signed).digest('hex')}`)
  })

  it('sent again carries the same id and another nonce', async () => {
    await send()
    await send()
    const [first, second] = receiver.received
    expect(JSON.parse(first?.body ?? '').id).toBe(JSON.parse(second?.body ?? '').id)
    expect(first?.headers['weiquan-nonce']).not.toBe(second?.headers['weiquan-nonce'])
  })

  it.each([
    [422, 'refused'],
    [401, 'failed'],
    [503, 'failed'],
  ])('answered with %i counts as %s', async (status, outcome) => {
    receiver.answer = status
    expect(await send()).toEqual({ outcome, detail: `http-${status}` })
  })
})

/** What a careful receiver does: signature by any of its secrets, an age of at most five minutes, an id it has not seen. */
const careful = (secret: string, now = seconds) => {
  const seen = new Set<string>()
  return ({ headers, body }: { headers: Record<string, unknown>; body: string }): string => {
    const id = String(headers['webhook-id'])
    const timestamp = String(headers['webhook-timestamp'])
    const key = Buffer.from(secret.slice(secretPrefix.length), 'base64')
    const wanted = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
    if (!String(headers['webhook-signature']).split(' ').includes(wanted)) return 'forged'
    if (Math.abs(now - Number(timestamp)) > 300) return 'stale'
    if (seen.has(id)) return 'seen'
    seen.add(id)
    return 'taken'
  }
}

describe('a webhook', () => {
  const send = (secrets = [secretOf(1)], url = receiver.url) =>
    webhookChannel(['127.0.0.1'], clock).send({ ...envelope, webhook: { url, secrets } }, limits)

  it('carries the facts, its id, the time and a signature that the receiver checks; a replay is known by them', async () => {
    expect(await send()).toEqual({ outcome: 'sent', detail: 'http-204' })
    const request = receiver.received[0] ?? { headers: {}, body: '' }
    expect(JSON.parse(request.body)).toEqual({
      id: envelope.id,
      type: 'matter-accepted',
      at: envelope.at,
      matterId: null,
      data: { number: 'WQ33-7K4M-2D9X' },
    })
    const check = careful(secretOf(1))
    expect([check(request), check(request)]).toEqual(['taken', 'seen'])
    expect(careful(secretOf(1), seconds + 301)(request)).toBe('stale')
    expect(careful(secretOf(1))({ ...request, body: request.body.replace('2D9X', '2D9Y') })).toBe('forged')
    const moved = { ...request.headers, 'webhook-timestamp': String(seconds + 600) }
    expect(careful(secretOf(1), seconds + 600)({ ...request, headers: moved })).toBe('forged')
  })

  it('is signed with both secrets while a rotated one overlaps, so that neither the old nor the new receiver misses one', async () => {
    await send([secretOf(2), secretOf(1)])
    const request = receiver.received[0] ?? { headers: {}, body: '' }
    expect([careful(secretOf(1))(request), careful(secretOf(2))(request), careful(secretOf(3))(request)]).toEqual([
      'taken',
      'taken',
      'forged',
    ])
  })

  it.each([
    [410, 'refused'],
    [404, 'failed'],
    [500, 'failed'],
  ])('answered with %i counts as %s', async (status, outcome) => {
    receiver.answer = status
    expect(await send()).toEqual({ outcome, detail: `http-${status}` })
  })

  it('follows no redirect', async () => {
    Object.assign(receiver, { answer: 302, location: receiver.url })
    expect(await send()).toEqual({ outcome: 'failed', detail: 'http-302' })
    expect(receiver.received).toHaveLength(1)
  })

  it('to a receiver that never answers ends in time', async () => {
    receiver.silent = true
    const answer = await post(new URL(receiver.url), {}, '{}', { timeoutMs: 50, trustedHosts: 'any' })
    expect(answer).toEqual({ code: 'timeout' })
  })

  it('is not sent to a private place, also when a name leads there', async () => {
    const guarded = webhookChannel([], clock)
    const target = (url: string) => guarded.send({ ...envelope, webhook: { url, secrets: [secretOf(1)] } }, limits)
    expect(await target(receiver.url)).toEqual({ outcome: 'failed', detail: 'not-https' })
    expect(await target(receiver.url.replace('http:', 'https:'))).toEqual({ outcome: 'failed', detail: 'not-public' })
    expect(await target('https://localhost/hook')).toEqual({ outcome: 'failed', detail: 'not-public' })
    // A name of the machine's own table that leads to a loopback address.
    const { code } = (await post(new URL('https://ip6-localhost/hook'), {}, '{}', {
      ...limits,
      trustedHosts: [],
    })) as { code?: string }
    expect(['not-public', 'ENOTFOUND', 'EAI_AGAIN']).toContain(code)
    expect(receiver.received).toEqual([])
  })
})

describe('addresses', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
    '2002:7f00:1::',
    '2001:db8::1',
    'localhost',
    '',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['1.1.1.1', '223.5.5.5', '172.32.0.1', '2400:3200::1', '2606:4700::1111'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each<[url: string, fault: string | null]>([
    ['https://hook.example.org/x', null],
    ['http://hook.example.org/x', 'not-https'],
    ['https://2130706433/x', 'not-public'],
    ['https://0x7f.1/x', 'not-public'],
    ['https://[::1]/x', 'not-public'],
    ['https://[::ffff:7f00:1]/x', 'not-public'],
    ['https://metadata.internal/x', 'not-public'],
    ['https://LOCALHOST./x', 'not-public'],
    ['http://relay.lan/x', null],
  ])('%s: %s', (url, fault) => {
    expect(addressFault(new URL(url), ['relay.lan'])).toBe(fault)
  })
})
