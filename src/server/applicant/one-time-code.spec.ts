import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../testing/database.ts'
import { sentTo } from '../../../testing/outbox.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { inContext } from '../platform/context.ts'
import { type Address, readAddress } from './address.ts'
import { type CodePurpose, checkCode, clearCodes, codeTries, sendCode } from './one-time-code.ts'
import { clearSendings, sendingLimits } from './sending.ts'

const nobody = { kind: 'public', scope: { kind: 'none' } } as const

describe('a one-time code', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  let nextPhone = 0
  const aPhone = (): Address => {
    nextPhone += 1
    return { kind: 'phone', value: `1380000${String(nextPhone).padStart(4, '0')}` }
  }
  const send = (address: Address, ip = '203.0.113.7', purpose: CodePurpose = 'sign-in') =>
    inContext(test.platform, nobody, 'spec', (ctx) => sendCode(ctx, purpose, address, ip))
  const check = (codeId: string, code: string, purpose: CodePurpose = 'sign-in') =>
    inContext(test.platform, nobody, 'spec', (ctx) => checkCode(ctx, purpose, codeId, code))
  const sent = async (address: Address, ip?: string, purpose?: CodePurpose) => {
    const answer = await send(address, ip, purpose)
    if (!answer.ok) throw new Error(`not sent, wait ${answer.retryAfterSeconds} s`)
    const [message] = await sentTo(test.platform, database, address.value)
    return { codeId: answer.codeId, code: String(message?.data.code) }
  }
  const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

  it('has six digits, proves the address it was sent to, and only once', async () => {
    const phone = aPhone()
    const { codeId, code } = await sent(phone)
    expect(code).toMatch(/^\d{6}$/)
    expect(await check(codeId, ` ${code.slice(0, 3)} ${code.slice(3)} `)).toEqual({ ok: true, address: phone })
    expect(await check(codeId, code)).toEqual({ ok: false, reason: 'used', triesLeft: 0 })
  })

  it('stands nowhere in the database in the clear, and neither does its address', async () => {
    const phone = aPhone()
    const { code } = await sent(phone)
    const { rows } = await database.ownerPool.query(`select to_jsonb(c)::text as one from one_time_code c
      union all select to_jsonb(o)::text from outbox o union all select to_jsonb(s)::text from address_sending s`)
    const text = rows.map((row) => row.one).join('\n')
    expect(text).not.toContain(phone.value)
    expect(text).not.toContain(`"${code}"`)
    expect(text).not.toContain(Buffer.from(phone.value).toString('hex'))
  })

  it('is over after ten minutes', async () => {
    const { codeId, code } = await sent(aPhone())
    test.setClock('2026-03-02T10:10')
    expect(await check(codeId, code)).toMatchObject({ ok: false, reason: 'expired' })
    test.setClock('2026-03-02T10:00')
  })

  it('dies with the fifth wrong guess: the right one comes too late', async () => {
    const { codeId, code } = await sent(aPhone())
    for (let left = codeTries - 1; left > 0; left -= 1) {
      expect(await check(codeId, another(code))).toEqual({ ok: false, reason: 'wrong', triesLeft: left })
    }
    expect(await check(codeId, another(code))).toMatchObject({ reason: 'no-tries-left' })
    expect(await check(codeId, code)).toMatchObject({ ok: false, reason: 'no-tries-left' })
  })

  it('a hundred guesses at the same moment are still five', async () => {
    const { codeId, code } = await sent(aPhone())
    const guesses = Array.from({ length: 100 }, (_, n) => String((Number(code) + 1 + n) % 1_000_000).padStart(6, '0'))
    const answers = await Promise.all(guesses.map((guess) => check(codeId, guess)))
    expect(answers.filter((one) => !one.ok && one.reason === 'wrong')).toHaveLength(codeTries - 1)
    const { rows } = await database.ownerPool.query('select tries from one_time_code where id = $1', [codeId])
    expect(rows).toEqual([{ tries: codeTries }])
  })

  it('sent twice at the same moment from two windows, is taken once', async () => {
    const { codeId, code } = await sent(aPhone())
    const answers = await Promise.all([check(codeId, code), check(codeId, code)])
    expect(answers.map((one) => (one.ok ? 'ok' : one.reason)).sort()).toEqual(['ok', 'used'])
  })

  it('what is not six digits is told and costs no try', async () => {
    const { codeId, code } = await sent(aPhone())
    for (const typed of ['', '12345', '1234567', 'abcdef', "' or 1=1", '１２３']) {
      expect(await check(codeId, typed), typed).toEqual({ ok: false, reason: 'not-six-digits', triesLeft: codeTries })
    }
    expect(await check(codeId, code)).toMatchObject({ ok: true })
  })

  it('is good for what it was asked for, and under its own id alone', async () => {
    const phone = aPhone()
    const mine = await sent(phone)
    const other = await sent(phone, '198.51.100.2', 'reuse')
    expect(await check(mine.codeId, mine.code, 'reuse')).toMatchObject({ reason: 'unknown' })
    expect(await check('018f0000-0000-7000-8000-000000000009', mine.code)).toMatchObject({ reason: 'unknown' })
    if (mine.code !== other.code) expect(await check(mine.codeId, other.code)).toMatchObject({ reason: 'wrong' })
    expect(await check(mine.codeId, mine.code)).toMatchObject({ ok: true })
  })

  it('a stranger who guesses and asks for codes elsewhere costs the owner neither code nor tries', async () => {
    const phone = aPhone()
    const owner = await sent(phone, '203.0.113.7')
    const stranger = await sent(phone, '198.51.100.9')
    for (let n = 0; n < codeTries; n += 1) await check(stranger.codeId, another(stranger.code))
    for (let n = 0; n < 10; n += 1) await send(phone, '198.51.100.9')
    expect(await check(owner.codeId, owner.code)).toMatchObject({ ok: true })
  })

  it('one network may have five an hour sent to one address, whoever asks, and is told to wait', async () => {
    const phone = aPhone()
    for (let n = 0; n < sendingLimits.pair.most; n += 1) expect((await send(phone, '192.0.2.5')).ok).toBe(true)
    expect(await send(phone, '192.0.2.5')).toEqual({ ok: false, retryAfterSeconds: 3600 })
    expect((await send(phone, '192.0.2.6')).ok).toBe(true)
    test.setClock('2026-03-02T11:01')
    expect((await send(phone, '192.0.2.5')).ok).toBe(true)
    test.setClock('2026-03-02T10:00')
  })

  it('a hundred requests at once for one address send no more than five', async () => {
    const phone = aPhone()
    const answers = await Promise.all(Array.from({ length: 30 }, () => send(phone, '192.0.2.77')))
    expect(answers.filter((one) => one.ok)).toHaveLength(sendingLimits.pair.most)
  })

  it('one network can’t work through a list of phones', async () => {
    let count = 0
    for (let n = 0; n < sendingLimits.network.most + 5; n += 1) if ((await send(aPhone(), '192.0.2.9')).ok) count += 1
    expect(count).toBe(sendingLimits.network.most)
  })

  it('a flood from many networks ends, and never keeps out who has proved the address from where they sit', async () => {
    const phone = aPhone()
    const home = '2001:db8:1:2::17'
    const { codeId, code } = await sent(phone, home)
    await check(codeId, code)
    let flooded = 0
    for (let n = 1; n <= 50; n += 1) if ((await send(phone, `198.51.100.${n}`)).ok) flooded += 1
    expect(flooded).toBe(sendingLimits.address.most)
    expect((await send(phone, '2001:db8:1:2:ffff::1')).ok, 'another machine of the same customer').toBe(true)
  })

  it('leaves nothing behind after a day', async () => {
    await sent(aPhone())
    test.setClock('2026-03-03T23:00')
    await inContext(test.platform, { kind: 'system', name: 'spec', scope: { kind: 'system' } }, 'spec', async (ctx) => {
      await clearCodes(ctx)
      await clearSendings(ctx)
    })
    const { rows } = await database.ownerPool.query(
      'select (select count(*) from one_time_code)::int as codes, (select count(*) from address_sending)::int as sendings',
    )
    expect(rows).toEqual([{ codes: 0, sendings: 0 }])
    test.setClock('2026-03-02T10:00')
  })
})

describe('an address to send a code to', () => {
  it.each([
    ['１３８ ００１３ ８０００', { kind: 'phone', value: '13800138000' }],
    ['+86 138-0013-8000', { kind: 'phone', value: '13800138000' }],
    [' Zhang.San@Example.COM ', { kind: 'mail', value: 'zhang.san@example.com' }],
  ])('%j is read', (typed, address) => {
    expect(readAddress(typed)).toEqual({ ok: true, address })
  })

  it.each([
    ['', '请填写手机号或电子邮箱'],
    ['0574-87654321', '座机收不到短信'],
    ['138', '手机号码应为 11 位'],
    ['a@', '请填写完整的电子邮箱'],
  ])('%j is told what to put right', (typed, message) => {
    const read = readAddress(typed)
    expect(read.ok ? '' : JSON.stringify(read.message)).toContain(message)
  })
})
