import { describe, expect, it } from 'vitest'
import { networkOf } from './guess.ts'
import { generatePassword, passwordWeakness } from './password.ts'

describe('the network that guesses are counted by', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:12:34:1:2:3:4', '2001:db8:12:34'],
    ['2001:db8:12:34::1', '2001:db8:12:34'],
    ['2001:0DB8:0012:0034:ffff::', '2001:db8:12:34'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('of %s is %s: one customer’s IPv6 addresses count as one', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('a password', () => {
  it('that is made for a person is fit, long, and never the same', () => {
    const made = new Set(Array.from({ length: 50 }, generatePassword))
    expect(made.size).toBe(50)
    for (const one of made) {
      expect(one).toMatch(/^[2-9A-Za-z]{5}(-[2-9A-Za-z]{5}){3}$/)
      expect(passwordWeakness(one, 'limin')).toBeNull()
    }
  })

  it.each([
    ['Password1234', 'common'],
    ['woaini1314520', 'common'],
    ['121212121212', 'monotonous'],
    ['LiMin-is-here', 'contains-username'],
  ])('%s is refused as %s', (password, why) => {
    expect(passwordWeakness(password, 'limin')).toEqual({ code: 'password-weak', why })
  })
})
