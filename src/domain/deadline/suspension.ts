import { epochMs, type Instant } from '../kernel/plain-date.ts'

/**
 * A time in which a clock stands still. Limits in days leave out the days from the day of `from` up to, but not
 * including, the day of `to`; limits in hours leave out the exact time. `to` is null while nobody has lifted it.
 */
export interface Suspension {
  readonly from: Instant
  readonly to: Instant | null
  /** e.g. 发出补正通知 */
  readonly reason?: string
}

export interface ClosedSuspension extends Suspension {
  readonly to: Instant
}

/** Half-open on an integer axis: epoch days in China, or milliseconds. `end` is Infinity while the suspension is open. */
export interface Gap {
  readonly start: number
  readonly end: number
  /** When the first suspension of this gap began. */
  readonly since: Instant
}

const dayMs = 86_400_000
const chinaOffsetMs = 8 * 3_600_000

/** The epoch day in China of a point in time; `epochDay(chinaDate(…))` without the text. */
export const chinaDay = (ms: number): number => Math.floor((ms + chinaOffsetMs) / dayMs)

/**
 * Suspensions as gaps in their order, those that overlap or touch joined, those of no length left out.
 * Throws a RangeError when one ends before it begins: no decision of a person makes such data.
 */
export const gapsOf = (suspensions: readonly Suspension[], axis: 'day' | 'ms'): Gap[] => {
  const gaps: { start: number; end: number; since: Instant }[] = []
  for (const { from, to } of suspensions) {
    const fromMs = epochMs(from)
    const toMs = to === null ? Number.POSITIVE_INFINITY : epochMs(to)
    if (!(toMs >= fromMs)) throw new RangeError(`suspension: given ${from} to ${to}, expected an end after its start`)
    const start = axis === 'day' ? chinaDay(fromMs) : fromMs
    const end = axis === 'day' && to !== null ? chinaDay(toMs) : toMs
    if (end > start) gaps.push({ start, end, since: from })
  }
  gaps.sort((a, b) => a.start - b.start || (a.since < b.since ? -1 : 1))
  const joined: { start: number; end: number; since: Instant }[] = []
  for (const gap of gaps) {
    const last = joined[joined.length - 1]
    if (last !== undefined && gap.start <= last.end) last.end = Math.max(last.end, gap.end)
    else joined.push(gap)
  }
  return joined
}
