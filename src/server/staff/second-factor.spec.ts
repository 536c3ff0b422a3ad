import { beforeAll, describe, expect, it } from 'vitest'
import { rightPassword, useStaffApp, type Visitor } from '../../../testing/staff-app.ts'
import { totpCode } from '../../../testing/totp.ts'

describe('the second factor and the password', () => {
  const staff = useStaffApp()

  /** Enrols and confirms with the code of now, so that the next code is still unused. */
  const enrol = async (visitor: Visitor): Promise<{ secret: string; backupCodes: string[] }> => {
    const begun = await visitor.send('POST', '/session/totp-enrolment', { password: rightPassword })
    expect(begun.statusCode, begun.body).toBe(200)
    const { secret, backupCodes } = begun.json()
    const confirmed = await visitor.send('POST', '/session/totp-enrolment/confirm', { code: totpCode(secret) })
    expect(confirmed.statusCode, confirmed.body).toBe(204)
    return { secret, backupCodes }
  }

  const auditOf = async (id: string, action: string) =>
    (await staff.auditRows(action)).filter((row) => row.object_id === id)

  describe('enrolling an authenticator', () => {
    it('POST /api/v1/session/totp-enrolment does: it shows a secret for the authenticator and ten backup codes', async () => {
      await staff.addAccount('enrol-does', ['clerk'], '330200')
      const visitor = await staff.signedIn('enrol-does')
      const begun = await visitor.send('POST', '/session/totp-enrolment', { password: rightPassword })
      const { uri, secret, backupCodes } = begun.json()
      const address = new URL(uri)
      expect(address.protocol).toBe('otpauth:')
      expect(decodeURIComponent(address.pathname)).toBe('/维权一张网:enrol-does')
      expect(address.searchParams.get('issuer')).toBe('维权一张网')
      expect(address.searchParams.get('secret')).toBe(secret)
      expect(secret).toMatch(/^[A-Z2-7]{32,}$/)
      expect(new Set(backupCodes).size).toBe(10)
      // Nothing counts before the authenticator has shown that it has the secret.
      expect((await visitor.send('GET', '/session')).json()).toMatchObject({ totpEnabled: false })
      expect((await staff.visitor().signIn('enrol-does')).json()).toEqual({ next: 'done' })
      const { rows } = await staff.database.ownerPool.query('select secret, backup_codes from staff_two_factor')
      expect(JSON.stringify(rows)).not.toContain(secret)
      expect(JSON.stringify(rows)).not.toContain(backupCodes[0])
    })

    it('POST /api/v1/session/totp-enrolment refuses: the password is asked for again, and a second authenticator is not added', async () => {
      await staff.addAccount('enrol-refuses', ['clerk'], '330200')
      const visitor = await staff.signedIn('enrol-refuses')
      const wrong = await visitor.send('POST', '/session/totp-enrolment', { password: 'not-my-password' })
      expect(wrong.statusCode).toBe(422)
      expect(wrong.json()).toMatchObject({ code: 'password-wrong' })
      await enrol(visitor)
      const again = await visitor.send('POST', '/session/totp-enrolment', { password: rightPassword })
      expect(again.statusCode).toBe(409)
      expect(again.json()).toMatchObject({ code: 'totp-already-enabled' })
    })

    it('POST /api/v1/session/totp-enrolment forbids: nobody enrols without a session', async () => {
      const response = await staff.visitor().send('POST', '/session/totp-enrolment', { password: rightPassword })
      expect(response.statusCode).toBe(401)
    })

    it('POST /api/v1/session/totp-enrolment audits: the beginning and a wrong password', async () => {
      const id = await staff.addAccount('enrol-audits', ['clerk'], '330200')
      const visitor = await staff.signedIn('enrol-audits')
      await visitor.send('POST', '/session/totp-enrolment', { password: 'not-my-password' })
      await visitor.send('POST', '/session/totp-enrolment', { password: rightPassword })
      expect(await auditOf(id, 'staff.refuse-password')).toHaveLength(1)
      expect(await auditOf(id, 'staff.enrol-totp')).toEqual([
        expect.objectContaining({ actor_name: 'enrol-audits 的姓名' }),
      ])
    })

    it('POST /api/v1/session/totp-enrolment/confirm does: from then on a code is asked for, and other sessions have ended', async () => {
      await staff.addAccount('confirm-does', ['clerk'], '330200')
      const elsewhere = await staff.signedIn('confirm-does', '198.51.100.20')
      const visitor = await staff.signedIn('confirm-does')
      await enrol(visitor)
      expect((await visitor.send('GET', '/session')).json()).toMatchObject({ totpEnabled: true })
      expect((await elsewhere.send('GET', '/session')).statusCode).toBe(401)
      const next = staff.visitor()
      expect((await next.signIn('confirm-does')).json()).toEqual({ next: 'totp' })
      expect((await next.send('GET', '/session')).statusCode).toBe(401)
    })

    it('POST /api/v1/session/totp-enrolment/confirm refuses: a wrong code, and a confirmation of nothing', async () => {
      await staff.addAccount('confirm-refuses', ['clerk'], '330200')
      const visitor = await staff.signedIn('confirm-refuses')
      const early = await visitor.send('POST', '/session/totp-enrolment/confirm', { code: '123456' })
      expect(early.statusCode).toBe(409)
      expect(early.json()).toMatchObject({ code: 'totp-not-started' })
      const { secret } = (await visitor.send('POST', '/session/totp-enrolment', { password: rightPassword })).json()
      const wrong = await visitor.send('POST', '/session/totp-enrolment/confirm', { code: wrongCode(secret) })
      expect(wrong.statusCode).toBe(422)
      expect(wrong.json()).toMatchObject({ code: 'code-wrong' })
      expect((await visitor.send('GET', '/session')).json()).toMatchObject({ totpEnabled: false })
    })

    it('POST /api/v1/session/totp-enrolment/confirm forbids: nobody confirms without a session', async () => {
      const response = await staff.visitor().send('POST', '/session/totp-enrolment/confirm', { code: '123456' })
      expect(response.statusCode).toBe(401)
    })

    it('POST /api/v1/session/totp-enrolment/confirm audits: whose account has a second factor from when', async () => {
      const id = await staff.addAccount('confirm-audits', ['clerk'], '330200')
      await enrol(await staff.signedIn('confirm-audits'))
      expect(await auditOf(id, 'staff.confirm-totp')).toHaveLength(1)
    })
  })

  /** Six digits that are none of the codes valid around now. */
  const wrongCode = (secret: string): string => {
    const near = new Set([totpCode(secret, -1), totpCode(secret), totpCode(secret, 1), totpCode(secret, 2)])
    return ['111111', '222222', '333333', '444444', '555555'].find((code) => !near.has(code)) ?? ''
  }

  describe('signing in with the second factor', () => {
    let id = ''
    let secret = ''
    let backupCodes: string[] = []
    beforeAll(async () => {
      id = await staff.addAccount('zhoulan', ['head'], '330200')
      ;({ secret, backupCodes } = await enrol(await staff.signedIn('zhoulan')))
    })
    const afterPassword = async (address: string): Promise<Visitor> => {
      const visitor = staff.visitor(address)
      const response = await visitor.signIn('zhoulan')
      expect(response.json(), response.body).toEqual({ next: 'totp' })
      return visitor
    }

    it('POST /api/v1/session/totp does: the code of the authenticator completes the sign-in', async () => {
      const visitor = await afterPassword('198.51.100.30')
      const response = await visitor.send('POST', '/session/totp', { code: totpCode(secret, 1) })
      expect(response.statusCode, response.body).toBe(200)
      expect(response.json()).toEqual({ next: 'done' })
      expect((await visitor.send('GET', '/session')).json()).toMatchObject({ username: 'zhoulan', totpEnabled: true })
    })

    it('a backup code completes the sign-in once', async () => {
      const code = backupCodes[0] ?? ''
      const first = await (await afterPassword('198.51.100.31')).send('POST', '/session/totp', { code })
      expect(first.statusCode, first.body).toBe(200)
      const second = await (await afterPassword('198.51.100.31')).send('POST', '/session/totp', { code })
      expect(second.statusCode).toBe(422)
      expect(second.json()).toMatchObject({ code: 'code-wrong' })
    })

    it('POST /api/v1/session/totp refuses: a wrong code, a code used before, and what is no code at all', async () => {
      const visitor = await afterPassword('198.51.100.32')
      const wrong = await visitor.send('POST', '/session/totp', { code: wrongCode(secret) })
      expect(wrong.statusCode).toBe(422)
      expect(wrong.json()).toMatchObject({ code: 'code-wrong' })
      const { rows } = await staff.database.ownerPool.query('select code from staff_totp_use where staff_id = $1', [id])
      expect(rows.length).toBeGreaterThan(0)
      const used = await visitor.send('POST', '/session/totp', { code: rows[0].code })
      expect(used.json()).toMatchObject({ code: 'code-wrong' })
      const malformed = await visitor.send('POST', '/session/totp', { code: '12345' })
      expect(malformed.json()).toMatchObject({ code: 'invalid', errors: [{ path: 'code' }] })
      expect((await visitor.send('GET', '/session')).statusCode).toBe(401)
    })

    it('POST /api/v1/session/totp forbids: no code helps without the password before it, or with a forged challenge', async () => {
      const visitor = staff.visitor('198.51.100.33')
      const none = await visitor.send('POST', '/session/totp', { code: totpCode(secret) })
      expect(none.statusCode).toBe(401)
      expect(none.json()).toMatchObject({ code: 'challenge-over' })
      visitor.cookies.set('weiquan.two_factor', `2fa-abcdefghijklmnopqrst.${'A'.repeat(43)}%3D`)
      expect((await visitor.send('POST', '/session/totp', { code: totpCode(secret) })).statusCode).toBe(401)
    })

    it('POST /api/v1/session/totp audits: the password step, wrong codes, and entry with its factor', async () => {
      const account = await staff.addAccount('totp-audits', ['clerk'], '330200')
      const { secret: own } = await enrol(await staff.signedIn('totp-audits'))
      const visitor = staff.visitor('198.51.100.34')
      await visitor.signIn('totp-audits')
      await visitor.send('POST', '/session/totp', { code: wrongCode(own) })
      const entered = await visitor.send('POST', '/session/totp', { code: totpCode(own, 1) })
      expect(entered.statusCode, entered.body).toBe(200)
      expect(await auditOf(account, 'session.challenge')).toHaveLength(1)
      expect((await auditOf(account, 'session.refuse')).map((row) => row.detail)).toEqual([
        expect.objectContaining({ reason: 'code', username: 'totp-audits' }),
      ])
      expect((await auditOf(account, 'session.start')).map((row) => row.detail)).toContainEqual({ factor: 'totp' })
    })

    it('wrong codes count as guesses: the guesser waits, and the right password opens nothing meanwhile', async () => {
      const visitor = await afterPassword('198.51.100.35')
      const answers: number[] = []
      for (let count = 0; count < 5; count += 1) {
        answers.push((await visitor.send('POST', '/session/totp', { code: wrongCode(secret) })).statusCode)
      }
      // The password before them was the first guess of the five that are free.
      expect(answers).toEqual([422, 422, 422, 422, 429])
      expect((await visitor.signIn('zhoulan')).statusCode).toBe(429)
      await afterPassword('198.51.100.36')
    })

    it('an administrator takes away a lost authenticator, and the next sign-in is by password alone', async () => {
      const lost = await staff.addAccount('lost-phone', ['clerk'], '330200')
      const owner = await staff.signedIn('lost-phone')
      await enrol(owner)
      const root = await staff.signedIn('root')
      const reset = await root.send('PATCH', `/staff/${lost}`, { resetTotp: true })
      expect(reset.json()).toMatchObject({ totpEnabled: false })
      expect((await owner.send('GET', '/session')).statusCode).toBe(401)
      expect((await staff.visitor('198.51.100.37').signIn('lost-phone')).json()).toEqual({ next: 'done' })
      expect((await auditOf(lost, 'staff.change')).map((row) => row.detail)).toEqual([
        { username: 'lost-phone', totp: 'reset' },
      ])
    })
  })

  describe('changing one’s password', () => {
    const change = (visitor: Visitor, currentPassword: string, newPassword: string) =>
      visitor.send('POST', '/session/password', { currentPassword, newPassword })
    const newPassword = 'yuyao-persimmon-4'

    it('POST /api/v1/session/password does: the new one holds, and every other session has ended', async () => {
      await staff.addAccount('password-does', ['clerk'], '330200')
      const elsewhere = await staff.signedIn('password-does', '198.51.100.40')
      const visitor = await staff.signedIn('password-does')
      expect((await change(visitor, rightPassword, newPassword)).statusCode).toBe(204)
      expect((await visitor.send('GET', '/session')).statusCode).toBe(200)
      expect((await elsewhere.send('GET', '/session')).statusCode).toBe(401)
      expect((await staff.visitor().signIn('password-does', rightPassword)).statusCode).toBe(401)
      expect((await staff.visitor().signIn('password-does', newPassword)).statusCode).toBe(200)
    })

    it('POST /api/v1/session/password refuses: a wrong current one, a short one, and ones that anybody would try', async () => {
      await staff.addAccount('wangfang', ['clerk'], '330200')
      const visitor = await staff.signedIn('wangfang')
      expect((await change(visitor, 'not-my-password', newPassword)).json()).toMatchObject({ code: 'password-wrong' })
      expect((await change(visitor, rightPassword, 'elevenchars')).json()).toMatchObject({
        code: 'invalid',
        errors: [{ path: 'newPassword', message: '至少 12 个字符' }],
      })
      const weak = ['1qaz2wsx3edc', 'aaaaaaaaaaaa', 'abababababab', 'wangfang-2026']
      for (const one of weak) {
        expect((await change(visitor, rightPassword, one)).json(), one).toMatchObject({ code: 'password-weak' })
      }
      expect((await staff.visitor().signIn('wangfang')).statusCode).toBe(200)
    })

    it('POST /api/v1/session/password forbids: nobody changes a password without a session', async () => {
      expect((await change(staff.visitor(), rightPassword, newPassword)).statusCode).toBe(401)
    })

    it('POST /api/v1/session/password audits: the change and the failure, without the words', async () => {
      const id = await staff.addAccount('password-audits', ['clerk'], '330200')
      const visitor = await staff.signedIn('password-audits')
      await change(visitor, 'not-my-password', newPassword)
      await change(visitor, rightPassword, newPassword)
      expect(await auditOf(id, 'staff.refuse-password')).toHaveLength(1)
      expect((await auditOf(id, 'staff.change-password')).map((row) => row.detail)).toEqual([{}])
    })

    it('of two changes with the same current password at once, one holds and the other is told', async () => {
      await staff.addAccount('twice', ['clerk'], '330200')
      const [one, two] = [
        await staff.signedIn('twice', '198.51.100.41'),
        await staff.signedIn('twice', '198.51.100.42'),
      ]
      const answers = await Promise.all([
        change(one, rightPassword, 'first-new-password'),
        change(two, rightPassword, 'second-new-password'),
      ])
      expect(answers.filter((answer) => answer.statusCode === 204)).toHaveLength(1)
    })
  })
})
