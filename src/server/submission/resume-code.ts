import { spokenAlphabet } from '../../domain/matter/number.ts'
import type { FieldCrypto } from '../platform/crypto.ts'

const length = 10

/**
 * The code by which a draft is gone on with on another device, `K7Q29-DMW3F` (49 bits: among a hundred thousand drafts a guess in
 * five thousand million hits). It is derived from the draft's id, so that every page can show it and nothing in the clear is kept.
 */
export const resumeCode = (crypto: FieldCrypto, draftId: string): string => {
  const bytes = Buffer.concat([
    crypto.derive(`resume-code\0${draftId}\0a`),
    crypto.derive(`resume-code\0${draftId}\0b`),
  ])
  // 32-bit words modulo 30: the bias is below 2^-27.
  const letters = Array.from({ length }, (_, index) => spokenAlphabet[bytes.readUInt32BE(index * 4) % 30])
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`
}

/** Any case, hyphens, spaces and full-width letters are fine. Null: it can't be a code at all. */
export const readResumeCode = (typed: string): string | null => {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, '')
  return /^[2-9A-HJKMNP-TV-Z]{10}$/.test(letters) ? letters : null
}

/** What is stored of the code. */
export const resumeCodeHash = (crypto: FieldCrypto, code: string): Buffer =>
  crypto.keyedHash('draft.resume-code', code.replace('-', ''))
