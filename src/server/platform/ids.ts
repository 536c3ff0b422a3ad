import { randomBytes, randomInt } from 'node:crypto'
import { spokenAlphabet } from '../../domain/matter/number.ts'

/** UUID v7: sorts by time, so new rows land at the end of every index. */
export const uuidV7 = (nowMs: number, random: Uint8Array = randomBytes(10)): string => {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(nowMs, 0, 6)
  bytes.set(random, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** `length` letters of the spoken alphabet; 4.9 bits each. */
export const spokenCode = (length: number, pick: (bound: number) => number = randomInt): string =>
  Array.from({ length }, () => spokenAlphabet[pick(spokenAlphabet.length)]).join('')
