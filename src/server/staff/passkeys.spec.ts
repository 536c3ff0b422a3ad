import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Answering, type PasskeyDevice, passkeyDevice } from '../../../testing/passkey-device.ts'
import { rightPassword, useStaffApp, type Visitor } from '../../../testing/staff-app.ts'

const staff = useStaffApp()
let id = ''
beforeAll(async () => {
  id = await staff.addAccount('limin', ['clerk'], '330200')
  await staff.addAccount('zhoulan', ['head'], '330200')
})

const password = { password: rightPassword }

/** Registers a new device for who is signed in. */
const register = async (visitor: Visitor, name: string, lie: Partial<Answering> = {}, device = passkeyDevice()) => {
  const { challenge } = (await visitor.send('POST', '/session/passkeys/options', password)).json()
  const response = device.register({ challenge, ...lie })
  const answer = await visitor.send('POST', '/session/passkeys', { name, response })
  return { answer, device, response, challenge }
}

/** Comes to the sign-in page in a browser of its own and answers with the device. */
const signIn = async (device: PasskeyDevice, lie: Partial<Answering> = {}, visitor = staff.visitor()) => {
  const { challenge } = (await visitor.send('POST', '/session/passkey/options')).json()
  const response = device.signIn({ challenge, ...lie })
  return { visitor, response, answer: await visitor.send('POST', '/session/passkey', { response }) }
}

const refusals = async () => (await staff.auditRows('session.refuse')).map((row) => row.detail)

describe('registering passkeys', () => {
  it('POST /api/v1/session/passkeys/options does: it asks for a key that its owner must unlock, and names those there are', async () => {
    const limin = await staff.signedIn('limin')
    const { device } = await register(limin, '旧手机')
    const options = (await limin.send('POST', '/session/passkeys/options', password)).json()
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: '维权一张网' },
      user: { name: 'limin', id: Buffer.from(id).toString('base64url') },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: device.id }],
      attestation: 'none',
    })
    expect(Buffer.from(options.challenge, 'base64url').length).toBeGreaterThanOrEqual(32)
  })

  it('POST /api/v1/session/passkeys/options refuses: without the right password a stolen session leaves no key behind', async () => {
    const limin = await staff.signedIn('limin')
    const wrong = await limin.send('POST', '/session/passkeys/options', { password: 'not-the-password' })
    expect(wrong.json()).toMatchObject({ status: 422, code: 'password-wrong' })
    expect(wrong.json().challenge).toBeUndefined()
  })

  it('POST /api/v1/session/passkeys/options forbids: nothing is asked of who is not signed in', async () => {
    expect((await staff.visitor().send('POST', '/session/passkeys/options', password)).statusCode).toBe(401)
  })

  it('POST /api/v1/session/passkeys/options audits: a wrong password, with how often', async () => {
    const before = (await staff.auditRows('staff.refuse-password')).length
    const limin = await staff.signedIn('limin', '198.51.100.20')
    await limin.send('POST', '/session/passkeys/options', { password: 'not-the-password' })
    const rows = await staff.auditRows('staff.refuse-password')
    expect(rows).toHaveLength(before + 1)
    expect(rows).toContainEqual(expect.objectContaining({ object_id: id, detail: { guesses: 1 } }))
  })

  it('POST /api/v1/session/passkeys does: several, each under its own name', async () => {
    const limin = await staff.signedIn('limin')
    const { answer } = await register(limin, '办公室的电脑')
    expect(answer.statusCode, answer.body).toBe(201)
    expect(answer.json()).toEqual({
      id: expect.any(String),
      name: '办公室的电脑',
      createdAt: '2026-03-02T02:00:00.000Z',
      lastUsedAt: null,
    })
    await register(limin, '手机')
    const names = (await limin.send('GET', '/session/passkeys')).json().rows.map((row: { name: string }) => row.name)
    expect(names).toEqual(expect.arrayContaining(['办公室的电脑', '手机']))
  })

  it.each<readonly [string, Partial<Answering>]>([
    ['made for another site', { origin: 'http://evil.example' }],
    ['made under another domain', { rpId: 'evil.example' }],
    ['made without being unlocked', { verified: false }],
    ['made for another question', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
    ['that is an answer to a sign-in', { type: 'webauthn.get' }],
  ])('POST /api/v1/session/passkeys refuses: a key %s', async (_what, lie) => {
    const limin = await staff.signedIn('limin')
    const { answer } = await register(limin, '不该有', lie)
    expect(answer.json()).toMatchObject({ status: 401, code: 'passkey-refused' })
  })

  it('a question is good once: neither a second key nor the same one again is taken for it', async () => {
    const limin = await staff.signedIn('limin')
    const { device, challenge, response } = await register(limin, '一次')
    expect((await limin.send('POST', '/session/passkeys', { name: '两次', response })).statusCode).toBe(401)
    const other = passkeyDevice().register({ challenge })
    expect((await limin.send('POST', '/session/passkeys', { name: '两次', response: other })).statusCode).toBe(401)
    // With a new question the same device is known already.
    expect((await register(limin, '两次', {}, device)).answer.json()).toMatchObject({ code: 'passkey-known' })
  })

  it('POST /api/v1/session/passkeys refuses: a name that is missing or too long, and an answer that is none', async () => {
    const limin = await staff.signedIn('limin')
    const response = passkeyDevice().register({ challenge: 'x' })
    for (const name of ['', ' ', '长'.repeat(41)]) {
      const answer = await limin.send('POST', '/session/passkeys', { name, response })
      expect(answer.json(), name).toMatchObject({ status: 422, errors: [{ path: 'name' }] })
    }
    const broken = { name: '坏', response: { ...response, response: { clientDataJSON: '<script>' } } }
    expect((await limin.send('POST', '/session/passkeys', broken)).statusCode).toBe(422)
  })

  it('POST /api/v1/session/passkeys forbids: the question of one session is not answered in another', async () => {
    const limin = await staff.signedIn('limin')
    const zhoulan = await staff.signedIn('zhoulan')
    const { challenge } = (await limin.send('POST', '/session/passkeys/options', password)).json()
    const response = passkeyDevice().register({ challenge })
    expect((await zhoulan.send('POST', '/session/passkeys', { name: '借用', response })).statusCode).toBe(401)
    const again = await staff.signedIn('limin')
    expect((await again.send('POST', '/session/passkeys', { name: '借用', response })).statusCode).toBe(401)
    expect((await staff.visitor().send('POST', '/session/passkeys', { name: '借用', response })).statusCode).toBe(401)
  })

  it('POST /api/v1/session/passkeys audits: who added which, never the key', async () => {
    const limin = await staff.signedIn('limin')
    const { answer } = await register(limin, '留痕')
    const detail = { passkeyId: answer.json().id }
    expect(await staff.auditRows('staff.add-passkey')).toContainEqual(
      expect.objectContaining({ object_id: id, actor_name: 'limin 的姓名', detail }),
    )
  })
})

describe('one’s own passkeys', () => {
  it('are ten at most', async () => {
    const collector = await staff.addAccount('collector', ['clerk'], '330200')
    await staff.database.ownerPool.query(
      `insert into staff_passkey (id, staff_id, name, credential_id, public_key, counter, transports, created_at)
       select gen_random_uuid(), $1, 'n', 'c' || n, '', 0, '{}', now() from generate_series(1, 10) n`,
      [collector],
    )
    const answer = await (await staff.signedIn('collector')).send('POST', '/session/passkeys/options', password)
    expect(answer.json()).toMatchObject({
      status: 409,
      code: 'passkeys-too-many',
      detail: '最多登记 10 把，请先移除不用的。',
    })
  })

  it('GET /api/v1/session/passkeys does: by name, with when they were last used', async () => {
    const zhoulan = await staff.signedIn('zhoulan')
    const { device } = await register(zhoulan, '家里的钥匙')
    await signIn(device)
    expect((await zhoulan.send('GET', '/session/passkeys')).json().rows).toEqual([
      expect.objectContaining({ name: '家里的钥匙', lastUsedAt: '2026-03-02T02:00:00.000Z' }),
    ])
  })

  it('GET /api/v1/session/passkeys refuses: nobody’s without a session', async () => {
    expect((await staff.visitor().send('GET', '/session/passkeys')).statusCode).toBe(401)
  })

  it('GET /api/v1/session/passkeys forbids: nobody sees a colleague’s', async () => {
    await register(await staff.signedIn('limin'), '李敏的')
    const seen = (await (await staff.signedIn('zhoulan')).send('GET', '/session/passkeys')).body
    expect(seen).not.toContain('李敏的')
  })

  it('GET /api/v1/session/passkeys audits: looking at one’s own leaves no row', async () => {
    const limin = await staff.signedIn('limin')
    const count = async () => (await staff.database.ownerPool.query('select count(*) from audit')).rows[0].count
    const before = await count()
    await limin.send('GET', '/session/passkeys')
    expect(await count()).toBe(before)
  })

  it('DELETE /api/v1/session/passkeys/:id does: from then on the device opens nothing', async () => {
    const limin = await staff.signedIn('limin')
    const { answer, device } = await register(limin, '丢了')
    expect((await signIn(device)).answer.statusCode).toBe(200)
    expect((await limin.send('DELETE', `/session/passkeys/${answer.json().id}`)).statusCode).toBe(204)
    expect((await signIn(device)).answer.json()).toMatchObject({ code: 'passkey-refused' })
  })

  it('DELETE /api/v1/session/passkeys/:id refuses: one that is not there', async () => {
    const limin = await staff.signedIn('limin')
    expect((await limin.send('DELETE', `/session/passkeys/${randomUUID()}`)).json()).toMatchObject({
      status: 404,
      code: 'passkey-unknown',
    })
  })

  it('DELETE /api/v1/session/passkeys/:id forbids: a colleague’s is not there', async () => {
    const { answer, device } = await register(await staff.signedIn('limin'), '不是你的')
    const path = `/session/passkeys/${answer.json().id}`
    expect((await (await staff.signedIn('zhoulan')).send('DELETE', path)).statusCode).toBe(404)
    expect((await staff.visitor().send('DELETE', path)).statusCode).toBe(401)
    expect((await signIn(device)).answer.statusCode).toBe(200)
  })

  it('DELETE /api/v1/session/passkeys/:id audits: who removed which', async () => {
    const limin = await staff.signedIn('limin')
    const passkeyId = (await register(limin, '移除')).answer.json().id
    await limin.send('DELETE', `/session/passkeys/${passkeyId}`)
    expect(await staff.auditRows('staff.remove-passkey')).toContainEqual(
      expect.objectContaining({ object_id: id, detail: { passkeyId } }),
    )
  })
})

describe('signing in by passkey', () => {
  let device: PasskeyDevice
  beforeAll(async () => {
    device = (await register(await staff.signedIn('limin'), '常用')).device
  })

  it('POST /api/v1/session/passkey/options does: the same question for every visitor, never the same words', async () => {
    const one = (await staff.visitor().send('POST', '/session/passkey/options')).json()
    const other = (await staff.visitor().send('POST', '/session/passkey/options')).json()
    expect(one).toEqual({ ...other, challenge: one.challenge })
    expect(one.challenge).not.toBe(other.challenge)
    expect(one).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
    // It names no key, so nobody learns from it who has one.
    expect(one.allowCredentials ?? []).toEqual([])
  })

  it('POST /api/v1/session/passkey/options refuses: more than sixty questions from one network in ten minutes', async () => {
    const asking = staff.visitor('198.51.100.30')
    for (let count = 1; count <= 60; count += 1) await asking.send('POST', '/session/passkey/options')
    const answer = await asking.send('POST', '/session/passkey/options')
    expect(answer.statusCode).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect((await staff.visitor().send('POST', '/session/passkey/options')).statusCode).toBe(200)
  })

  it('POST /api/v1/session/passkey/options forbids: it opens nothing by itself', async () => {
    const visitor = staff.visitor()
    await visitor.send('POST', '/session/passkey/options')
    expect([...visitor.cookies.keys()]).toEqual(['weiquan.passkey'])
    expect((await visitor.send('GET', '/session')).statusCode).toBe(401)
  })

  it('POST /api/v1/session/passkey/options audits: asking leaves no row', async () => {
    const count = async () => (await staff.database.ownerPool.query('select count(*) from audit')).rows[0].count
    const before = await count()
    await staff.visitor().send('POST', '/session/passkey/options')
    expect(await count()).toBe(before)
  })

  it('POST /api/v1/session/passkey does: neither password nor code is asked for', async () => {
    const { visitor, answer } = await signIn(device, { userHandle: Buffer.from(id).toString('base64url') })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toEqual({ next: 'done' })
    expect((await visitor.send('GET', '/session')).json()).toMatchObject({ username: 'limin', way: 'passkey' })
    expect(String(answer.headers['set-cookie'])).toContain('Max-Age=43200; Path=/; HttpOnly; SameSite=Lax')
  })

  it.each<readonly [string, Partial<Answering>]>([
    ['given on another site', { origin: 'http://localhost.evil.example' }],
    ['given over another port of this machine', { origin: 'http://localhost:9999' }],
    ['for another domain', { rpId: 'evil.example' }],
    ['of a device that was not unlocked', { verified: false }],
    ['to another question', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
    ['that was meant for registering', { type: 'webauthn.create' }],
    ['in the name of a colleague', { userHandle: Buffer.from('somebody-else').toString('base64url') }],
  ])('POST /api/v1/session/passkey refuses: an answer %s', async (_what, lie) => {
    const { answer, visitor } = await signIn(device, lie)
    expect(answer.json()).toMatchObject({ status: 401, code: 'passkey-refused' })
    expect((await visitor.send('GET', '/session')).statusCode).toBe(401)
  })

  it('POST /api/v1/session/passkey refuses: another key under a known number, and a number nobody has, alike', async () => {
    const visitor = staff.visitor()
    const forged = { ...passkeyDevice(), id: device.id }
    const ask = async () => (await visitor.send('POST', '/session/passkey/options')).json().challenge
    const impostor = { ...forged.signIn({ challenge: await ask() }), id: device.id, rawId: device.id }
    const wrong = (await visitor.send('POST', '/session/passkey', { response: impostor })).json()
    const stranger = passkeyDevice().signIn({ challenge: await ask() })
    const unknown = (await visitor.send('POST', '/session/passkey', { response: stranger })).json()
    expect({ ...wrong, requestId: '' }).toEqual({ ...unknown, requestId: '' })
    expect(wrong).toMatchObject({ status: 401, code: 'passkey-refused' })
  })

  it('an answer is good once, and only in the browser that was asked', async () => {
    const { response, visitor } = await signIn(device)
    expect((await visitor.send('POST', '/session/passkey', { response })).statusCode).toBe(401)
    // Caught on its way and used elsewhere, before it is used here.
    const victim = staff.visitor()
    const { challenge } = (await victim.send('POST', '/session/passkey/options')).json()
    const caught = device.signIn({ challenge })
    const thief = staff.visitor('198.51.100.31')
    await thief.send('POST', '/session/passkey/options')
    expect((await thief.send('POST', '/session/passkey', { response: caught })).statusCode).toBe(401)
    expect((await staff.visitor().send('POST', '/session/passkey', { response: caught })).statusCode).toBe(401)
  })

  it('a question is over after five minutes', async () => {
    const visitor = staff.visitor()
    const { challenge } = (await visitor.send('POST', '/session/passkey/options')).json()
    await staff.database.ownerPool.query("update staff_challenge set expires_at = now() - interval '1 second'")
    const answer = await visitor.send('POST', '/session/passkey', { response: device.signIn({ challenge }) })
    expect(answer.statusCode).toBe(401)
  })

  it('a device that counts must count upwards: a copy of it is found out and written down', async () => {
    const counting = (await register(await staff.signedIn('limin'), '计数', { counter: 4 })).device
    expect((await signIn(counting, { counter: 5 })).answer.statusCode).toBe(200)
    for (const counter of [5, 3, 0]) {
      expect((await signIn(counting, { counter })).answer.statusCode, String(counter)).toBe(401)
    }
    const counted = (await refusals()).filter(({ reason }) => reason === 'passkey-counter')
    expect(counted).toEqual(Array(3).fill({ reason: 'passkey-counter', username: 'limin' }))
    expect((await signIn(counting, { counter: 6 })).answer.statusCode).toBe(200)
  })

  it('POST /api/v1/session/passkey forbids: a disabled account’s key opens nothing, an administrator takes keys away', async () => {
    const gone = await staff.addAccount('gone', ['clerk'], '330200')
    const key = (await register(await staff.signedIn('gone'), '离职')).device
    const root = await staff.signedIn('root')
    await root.send('PATCH', `/staff/${gone}`, { disabled: true })
    expect((await signIn(key)).answer.json()).toMatchObject({ code: 'passkey-refused' })
    await root.send('PATCH', `/staff/${gone}`, { disabled: false })
    expect((await signIn(key)).answer.statusCode).toBe(200)
    const changed = await root.send('PATCH', `/staff/${gone}`, { removePasskeys: true })
    expect(changed.json()).toMatchObject({ passkeys: 0 })
    expect((await signIn(key)).answer.statusCode).toBe(401)
    const details = (await staff.auditRows('staff.change')).map((row) => row.detail)
    expect(details).toContainEqual({ username: 'gone', passkeys: 'removed' })
  })

  it('POST /api/v1/session/passkey audits: entry and refusal with the account', async () => {
    await signIn(device)
    expect(await staff.auditRows('session.start')).toContainEqual(
      expect.objectContaining({ object_id: id, actor_name: 'limin 的姓名', detail: { factor: 'passkey' } }),
    )
    await signIn(device, { verified: false })
    expect(await refusals()).toContainEqual({ reason: 'passkey', username: 'limin' })
    await signIn(passkeyDevice())
    expect(await refusals()).toContainEqual({ reason: 'passkey', known: false })
  })

  it('a session brought along is not taken over: the new one has a token of its own, the old one is over', async () => {
    const zhoulan = await staff.signedIn('zhoulan')
    const former = zhoulan.cookies.get('weiquan.session_token') ?? ''
    await signIn(device, {}, zhoulan)
    expect(zhoulan.cookies.get('weiquan.session_token')).not.toBe(former)
    expect((await zhoulan.send('GET', '/session')).json()).toMatchObject({ username: 'limin' })
    const other = staff.visitor()
    other.cookies.set('weiquan.session_token', former)
    expect((await other.send('GET', '/session')).statusCode).toBe(401)
  })
})
