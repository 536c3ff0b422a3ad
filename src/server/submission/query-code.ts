import { spokenAlphabet } from '../../domain/matter/number.ts'
import { type FieldCrypto, sameBytes } from '../platform/crypto.ts'

const length = 8

/**
 * The code that opens a matter together with its number, `K7Q2-9DMW` (39 bits). Derived from the matter's id with a key of the
 * installation, so that a sender whose connection broke after the submission is told the same code when it asks again.
 */
export const queryCode = (crypto: FieldCrypto, matterId: string): string => {
  const digest = crypto.derive(`query-code\0${matterId}`)
  // 32-bit words modulo 30: the bias is below 2^-27.
  const letters = Array.from({ length }, (_, index) => spokenAlphabet[digest.readUInt32BE(index * 4) % 30])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

const normalised = (code: string): string =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')

/** What is stored of the code. */
export const queryCodeHash = (crypto: FieldCrypto, code: string): Buffer =>
  crypto.keyedHash('matter.query-code', normalised(code))

export const isQueryCode = (crypto: FieldCrypto, typed: string, stored: Buffer): boolean =>
  sameBytes(queryCodeHash(crypto, typed), stored)
