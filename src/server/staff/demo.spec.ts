import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { demoAccounts, demoPassword, seedDemoStaff } from './demo.ts'
import { createStaffGate } from './gate.ts'
import { signIn } from './sign-in.ts'

describe('the people of the demonstration', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const visit = { requestId: 'spec', address: '203.0.113.7', userAgent: 'spec', cookieHeader: undefined }

  it('sign in with the published password, each at an institution marked as a demonstration', async () => {
    const gate = createStaffGate(test.platform)
    for (const account of demoAccounts) {
      const signed = await signIn(gate, visit, { username: account.username, password: demoPassword })
      expect(signed.ok, account.username).toBe(true)
      const cookie = signed.ok ? (signed.value.cookies[0]?.split(';')[0] ?? '') : ''
      const who = await gate.signedIn(cookie)
      expect(who?.staff.name).toBe(account.name)
      expect(who?.staff.roles).toEqual(account.roles)
      expect(who?.institution).toMatchObject({ demo: true, name: expect.stringContaining('示范') })
    }
  })

  it('are made once: a second start makes nobody and leaves a disabled one disabled', async () => {
    await database.ownerPool.query("update staff set disabled = true where username = 'limin'")
    expect(await seedDemoStaff(test.platform)).toEqual([])
    const { rows } = await database.ownerPool.query("select disabled from staff where username = 'limin'")
    expect(rows).toEqual([{ disabled: true }])
    await database.ownerPool.query("update staff set disabled = false where username = 'limin'")
  })

  it('an installation without the demonstration lets none of them in', async () => {
    const { platform } = test
    const gate = createStaffGate({ ...platform, config: { ...platform.config, demo: false } })
    const signed = await signIn(gate, visit, { username: 'limin', password: demoPassword })
    expect(signed).toEqual({ ok: false, refusal: { code: 'credentials-wrong' } })
  })

  it('two first starts at once make each account once', async () => {
    await database.ownerPool.query(
      'truncate staff_session, staff_account, staff_two_factor, staff_totp_use, staff cascade',
    )
    const made = await Promise.all([seedDemoStaff(test.platform), seedDemoStaff(test.platform)])
    expect(made.flat().sort()).toEqual(demoAccounts.map(({ username }) => username).sort())
  })
})
