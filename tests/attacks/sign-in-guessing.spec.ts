import { describe, expect, it } from 'vitest'
import { inContext } from '../../src/server/platform/context.ts'
import { guessAt, takeSignInGuess } from '../../src/server/staff/guess.ts'
import { stranger } from '../../src/server/staff/sign-in.ts'
import { useStaffApp, type Visitor } from '../../testing/staff-app.ts'

/* Slowing guesses must not become a way of keeping somebody out. */

const staff = useStaffApp()
const wrong = 'wrong-wrong-wrong'
const guess = (name: string, address: string) => staff.visitor(address).signIn(name, wrong)
const statusOf = async (visitor: Visitor, name: string) => (await visitor.signIn(name)).statusCode
/** Guesses as the route counts them before it checks a password; checking hundreds would only warm the machine. */
const spend = async (guesses: readonly (readonly [name: string, address: string])[]) => {
  const { platform } = staff.test
  const allowed: boolean[] = []
  for (const [name, address] of guesses) {
    const turn = await inContext(platform, stranger, 'spec', (ctx) =>
      takeSignInGuess(ctx, guessAt(platform.crypto, name, address, null)),
    )
    allowed.push(turn.allowed)
  }
  return allowed
}
const names = (from: number, to: number, address: string) =>
  Array.from({ length: to - from + 1 }, (_, index): [string, string] => [`name-${from + index}`, address])
/** Everything counted so far is gone, as after a quiet day. */
const quietDay = () => staff.database.ownerPool.query('delete from staff_guess')
let accounts = 0
const newAccount = async () => {
  accounts += 1
  const name = `person-${accounts}`
  await staff.addAccount(name, ['clerk'], '330200')
  return name
}

describe('guessing passwords', () => {
  it('one password tried on everybody from one network ends after forty names, known or not', async () => {
    await quietDay()
    const known = await newAccount()
    expect(await spend(names(1, 38, '198.51.100.1'))).toEqual(Array(38).fill(true))
    expect((await guess(known, '198.51.100.1')).statusCode).toBe(401)
    expect((await guess('name-40', '198.51.100.1')).statusCode).toBe(401)
    expect((await guess('name-41', '198.51.100.1')).statusCode).toBe(429)
    expect((await guess(await newAccount(), '198.51.100.1')).statusCode).toBe(429)
    // Another network does not notice.
    expect((await guess('name-99', '203.0.113.1')).statusCode).toBe(401)
  })

  it('who signs in with an own account in between does not wipe what was tried on others', async () => {
    await quietDay()
    const own = await newAccount()
    await spend(names(1, 39, '198.51.100.2'))
    expect(await statusOf(staff.visitor('198.51.100.2'), own)).toBe(200)
    expect((await guess('name-40', '198.51.100.2')).statusCode).toBe(401)
    expect((await guess('name-41', '198.51.100.2')).statusCode).toBe(429)
  })

  it('a colleague behind the same address who uses a browser known to them is not kept out', async () => {
    await quietDay()
    const colleague = await newAccount()
    const ownBrowser = await staff.signedIn(colleague, '198.51.100.3')
    // Aimed at the colleague from the chair beside, then at everybody.
    await spend(Array.from({ length: 8 }, () => [colleague, '198.51.100.3'] as const))
    await spend(names(1, 45, '198.51.100.3'))
    expect(await statusOf(staff.visitor('198.51.100.3'), colleague)).toBe(429)
    expect(await statusOf(ownBrowser, colleague)).toBe(200)
  })

  it('a crowd of machines at one account is slowed after a hundred guesses; its owner’s own browser is not', async () => {
    await quietDay()
    const target = await newAccount()
    const ownBrowser = await staff.signedIn(target, '203.0.113.50')
    const crowd = Array.from({ length: 99 }, (_, index) => [target, `10.${index}.0.1`] as const)
    expect(await spend(crowd)).toEqual(Array(99).fill(true))
    expect((await guess(target, '10.100.0.1')).statusCode).toBe(401)
    expect((await guess(target, '10.101.0.1')).statusCode).toBe(429)
    expect(await statusOf(ownBrowser, target)).toBe(200)
    // Nobody else's account is slowed by it.
    expect(await statusOf(staff.visitor('10.5.0.1'), await newAccount())).toBe(200)
  })

  it('waits are minutes, never for good: a quarter of an hour later the owner gets in from anywhere', async () => {
    await quietDay()
    const target = await newAccount()
    await spend(Array.from({ length: 12 }, () => [target, '198.51.100.4'] as const))
    expect(await statusOf(staff.visitor('198.51.100.4'), target)).toBe(429)
    staff.test.setClock('2026-03-02T10:16')
    expect(await statusOf(staff.visitor('198.51.100.4'), target)).toBe(200)
    staff.test.setClock('2026-03-02T10:00')
  })

  it('a browser is known to one person alone: its mark can’t be made, moved to another name or shared', async () => {
    await quietDay()
    const [attacker, victim] = [await newAccount(), await newAccount()]
    const known = (await staff.signedIn(attacker, '198.51.100.5')).cookies.get('weiquan.device') ?? ''
    const [id = '', mark = ''] = known.split('.')
    await spend(Array.from({ length: 6 }, () => [victim, '198.51.100.5'] as const))
    for (const forged of [known, `${id}.`, `.${mark}`, `${id}.${'A'.repeat(43)}`, `x${known}`, `${known}~${known}`]) {
      const visitor = staff.visitor('198.51.100.5')
      visitor.cookies.set('weiquan.device', forged)
      expect((await visitor.signIn(victim, wrong)).statusCode, forged).toBe(429)
    }
  })

  it('a stolen mark is worth five guesses like any other', async () => {
    await quietDay()
    const victim = await newAccount()
    const stolen = (await staff.signedIn(victim, '203.0.113.60')).cookies.get('weiquan.device') ?? ''
    const answers: number[] = []
    for (let count = 1; count <= 7; count += 1) {
      const thief = staff.visitor(`10.0.${count}.1`)
      thief.cookies.set('weiquan.device', stolen)
      answers.push((await thief.signIn(victim, wrong)).statusCode)
    }
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429])
  })

  it('an address in a header of the request is not believed', async () => {
    await quietDay()
    const target = await newAccount()
    const answers: number[] = []
    for (let count = 1; count <= 7; count += 1) {
      const response = await staff.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        remoteAddress: '198.51.100.6',
        headers: { 'x-forwarded-for': `203.0.113.${count}`, 'x-weiquan-address': `203.0.113.${count}` },
        payload: { username: target, password: wrong },
      })
      answers.push(response.statusCode)
    }
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429])
  })
})

describe('finding out who has an account', () => {
  it('known, unknown, disabled and blocked names are answered alike, and each by checking a password', async () => {
    await quietDay()
    const known = await newAccount()
    const disabled = await newAccount()
    await staff.database.ownerPool.query('update staff set disabled = true where username = $1', [disabled])
    const context = await staff.gate.auth.context
    const { password } = context
    // The time class is the work done: one hash or one comparison of scrypt, whatever the name.
    let worked = 0
    const counting =
      <T extends unknown[], R>(call: (...given: T) => R) =>
      (...given: T) => {
        worked += 1
        return call(...given)
      }
    context.password = { ...password, hash: counting(password.hash), verify: counting(password.verify) }
    try {
      const answers = []
      for (const name of [known, disabled, 'nobody-of-that-name']) {
        worked = 0
        const { statusCode, headers, ...rest } = await guess(name, '198.51.100.7')
        const { requestId: _one, ...body } = rest.json()
        answers.push({ statusCode, body, cookie: headers['set-cookie'], worked })
      }
      expect(answers[0]).toMatchObject({ statusCode: 401, worked: 1 })
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    } finally {
      context.password = password
    }
    await spend([known, 'nobody-of-that-name'].flatMap((name) => Array(4).fill([name, '198.51.100.7'])))
    const [one, other] = [await guess(known, '198.51.100.7'), await guess('nobody-of-that-name', '198.51.100.7')]
    expect(one.statusCode).toBe(429)
    expect({ ...one.json(), requestId: '' }).toEqual({ ...other.json(), requestId: '' })
  })
})
