import { epochMs } from '../../domain/kernel/plain-date.ts'
import type { ClockReader } from '../platform/clock.ts'

/**
 * Counts tries by key in fixed windows, in this process. A second process counts for itself: the limit is then per process,
 * which still makes guessing hopeless (34 bits of a number, 30 of a code). @fastify/rate-limit was the loser: it reads the
 * machine's clock and can't count by what stands in a form.
 */
export interface Limiter {
  /** Counts one try. @returns seconds to wait when it is one too many, else null. */
  readonly take: (key: string) => number | null
}

// A window's map is dropped as a whole, so memory is bounded by the tries of two windows; past this it is dropped early.
const mostKeys = 200_000

export const createLimiter = (
  clock: ClockReader,
  limit: { readonly tries: number; readonly windowMs: number },
): Limiter => {
  let window = -1
  let counts = new Map<string, number>()
  return {
    take: (key) => {
      const now = epochMs(clock.now())
      const current = Math.floor(now / limit.windowMs)
      if (current !== window || counts.size > mostKeys) {
        window = current
        counts = new Map()
      }
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return count > limit.tries ? Math.ceil(((current + 1) * limit.windowMs - now) / 1000) : null
    },
  }
}
