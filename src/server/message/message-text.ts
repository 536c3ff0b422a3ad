import type { FieldCrypto } from '../platform/crypto.ts'

/** The words of a message; the convention of names is told at `FieldCrypto`. */
const field = 'message.text'

export const sealMessage = (crypto: FieldCrypto, text: string): Buffer => crypto.seal(field, text)

/** @throws when it was not sealed here as a message. */
export const openMessage = (crypto: FieldCrypto, sealed: Buffer): string => crypto.open(field, sealed)
