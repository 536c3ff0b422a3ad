import { randomInt } from 'node:crypto'
import { hashPassword as scryptHash } from 'better-auth/crypto'
import type { StaffRefusal } from './refusal.ts'

/** scrypt with a salt of its own, as better-auth checks it: some 60 ms on a thread of the pool. */
export const hashPassword = (password: string): Promise<string> => scryptHash(password)

// No letter that is taken for another; 55 letters, 5.8 bits each.
const letters = '23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'

/** A first password to be told to a person: four groups of five, 116 bits. */
export const generatePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')).join(
    '-',
  )

// Long enough for the length rule and still among the first that anybody tries.
const common = new Set([
  '123456789012',
  '1234567890123',
  '123456123456',
  '111222333444',
  'abcdefghijkl',
  'abc123abc123',
  'abcd1234abcd',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwerty123456',
  '1qaz2wsx3edc',
  '1q2w3e4r5t6y',
  'q1w2e3r4t5y6',
  'zaq12wsxcde3',
  'asdfghjkl123',
  'password1234',
  'password12345',
  'passwordpassword',
  'admin1234567',
  'administrator',
  'administrator1',
  'woaini1314520',
  'woaini520520',
  'letmein12345',
  'welcome12345',
  'iloveyou1234',
])

/** Why a password of allowed length is still too easily guessed; null when it is fit. Never logged, never stored. */
export const passwordWeakness = (
  password: string,
  username: string,
): Extract<StaffRefusal, { code: 'password-weak' }> | null => {
  const folded = password.toLowerCase()
  if (common.has(folded)) return { code: 'password-weak', why: 'common' }
  if (new Set(folded).size < 5) return { code: 'password-weak', why: 'monotonous' }
  if (folded.includes(username)) return { code: 'password-weak', why: 'contains-username' }
  return null
}
