import { type Instant, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'

/** The only reader of the machine's clock. Specs hand in their own. */
export interface ClockReader {
  readonly now: () => Instant
}

export const systemClock: ClockReader = { now: () => instantFromEpochMs(Date.now()) }
