import { spokenAlphabet } from '../../domain/matter/number.ts'
import type { FieldCrypto } from '../platform/crypto.ts'

const letters = 10

/**
 * The code printed on a document, `K7Q2D-9DMWX` (49 bits). Derived from the document's id with a key of the installation, so that the
 * same document can be printed again; only its keyed hash is stored.
 */
export const verificationCode = (crypto: FieldCrypto, documentId: string): string => {
  const digests = [1, 2].map((part) => crypto.derive(`document-code\0${documentId}\0${part}`))
  const bytes = Buffer.concat(digests)
  // 32-bit words modulo 30: the bias is below 2^-27.
  const code = Array.from({ length: letters }, (_, index) => spokenAlphabet[bytes.readUInt32BE(index * 4) % 30])
  return `${code.slice(0, letters / 2).join('')}-${code.slice(letters / 2).join('')}`
}

/** What is stored of the code; the same for every way of typing it. */
export const verificationCodeHash = (crypto: FieldCrypto, typed: string): Buffer =>
  crypto.keyedHash(
    'document.code',
    typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, ''),
  )
