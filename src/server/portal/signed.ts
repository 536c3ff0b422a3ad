import { createHmac } from 'node:crypto'
import { sameBytes } from '../platform/crypto.ts'

/**
 * A value that only this installation can have written: `value.signature`, HMAC-SHA-256 over purpose and value, both base64url.
 * It can be read by who holds it, so nothing secret goes in.
 */
const signature = (key: Buffer, purpose: string, value: string): Buffer =>
  createHmac('sha256', key).update(`${purpose}\0${value}`).digest()

export const sign = (key: Buffer, purpose: string, value: string): string =>
  `${Buffer.from(value).toString('base64url')}.${signature(key, purpose, value).toString('base64url')}`

/** The value, or null when it was not signed here for this purpose. */
export const unsign = (key: Buffer, purpose: string, signed: string): string | null => {
  const [encoded = '', given = '', ...rest] = signed.split('.')
  if (rest.length > 0) return null
  const value = Buffer.from(encoded, 'base64url').toString()
  return sameBytes(signature(key, purpose, value), Buffer.from(given, 'base64url')) ? value : null
}
