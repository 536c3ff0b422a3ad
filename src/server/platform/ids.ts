import { randomBytes, randomInt } from 'node:crypto'
import { spokenAlphabet } from '../../domain/matter/number.ts'

let last = { ms: -1, count: 0 }
const mostCount = 0xfff

/** How many ids this process has made in this millisecond; past 4,095 they no longer sort among each other. */
const countIn = (nowMs: number): number => {
  last = { ms: nowMs, count: last.ms === nowMs ? Math.min(last.count + 1, mostCount) : 0 }
  return last.count
}

/**
 * UUID v7: sorts by time, so new rows land at the end of every index; those of one millisecond by the order in which this process
 * made them (RFC 9562, 6.2, method 1). @param random 10 bytes in place of counter and chance, where the same id is wanted again.
 */
export const uuidV7 = (nowMs: number, random?: Uint8Array): string => {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(nowMs, 0, 6)
  bytes.set(random ?? randomBytes(10), 6)
  if (!random) bytes.writeUInt16BE(countIn(nowMs), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** `length` letters of the spoken alphabet; 4.9 bits each. */
export const spokenCode = (length: number, pick: (bound: number) => number = randomInt): string =>
  Array.from({ length }, () => spokenAlphabet[pick(spokenAlphabet.length)]).join('')
