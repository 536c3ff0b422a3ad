import {
  chinaDate,
  endOfChinaDay,
  epochMs,
  type Instant,
  instantFromEpochMs,
  startOfChinaDay,
} from '../kernel/plain-date.ts'
import type { OutsideChannel } from './template.ts'

/**
 * waiting  to be sent at `next_at`. Leaves by sent, shown, unsent, dead.
 * sent     a server has taken it.
 * shown    the demonstration shows it on a page instead of sending it.
 * unsent   no channel is set up that could carry it; nothing was sent.
 * dead     given up after the last try. An administrator may send it again (back to waiting).
 */
export const outboxStatuses = ['waiting', 'sent', 'shown', 'unsent', 'dead'] as const
export type OutboxStatus = (typeof outboxStatuses)[number]

/** failed: worth another try. refused: this receiver will never take it this way. */
export const attemptOutcomes = ['sent', 'failed', 'refused'] as const
export type AttemptOutcome = (typeof attemptOutcomes)[number]

/** Times of day in China, `HH:MM`; over midnight when `until` is not later than `from`. */
export interface QuietHours {
  readonly from: string
  readonly until: string
}

const minuteMs = 60_000

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** When the quiet hours that hold now are over; null outside of them. The first minute is quiet, the last is not. */
export const quietUntil = (hours: QuietHours | null, now: Instant): Instant | null => {
  if (hours === null) return null
  const midnight = epochMs(startOfChinaDay(chinaDate(now)))
  const minute = (epochMs(now) - midnight) / minuteMs
  const from = minuteOf(hours.from)
  const until = minuteOf(hours.until)
  const at = (minutes: number) => instantFromEpochMs(midnight + minutes * minuteMs)
  if (from < until) return minute >= from && minute < until ? at(until) : null
  if (minute < until) return at(until)
  const nextMidnight = (epochMs(endOfChinaDay(chinaDate(now))) + 1 - midnight) / minuteMs
  return minute >= from ? at(nextMidnight + until) : null
}

/** When the next try is due after so many failed ones, or null when there is none. @param waits in seconds, one for each further try. */
export const nextTry = (waits: readonly number[], failedTries: number, now: Instant): Instant | null => {
  const wait = waits[failedTries - 1]
  return wait === undefined ? null : instantFromEpochMs(epochMs(now) + wait * 1000)
}

/** Whether a channel has failed so often lately that it had better rest. */
export const shouldRest = (
  rule: { readonly failures: number; readonly share: number },
  lately: { readonly failed: number; readonly tries: number },
): boolean => lately.failed >= rule.failures && lately.failed >= rule.share * lately.tries

/** What stands in the way of a channel, or `open`. */
export type ChannelStanding = 'open' | 'resting' | 'not-set-up' | 'refused'

/**
 * The channel that is to carry a message: the first open one, otherwise the first that rests (the message waits for it), otherwise
 * why there is none.
 * @param channels the best first.
 */
export const chooseChannel = (
  channels: readonly OutsideChannel[],
  standing: (channel: OutsideChannel) => ChannelStanding,
): OutsideChannel | 'not-set-up' | 'refused' => {
  const at = (wanted: ChannelStanding) => channels.find((channel) => standing(channel) === wanted)
  return at('open') ?? at('resting') ?? (at('refused') ? 'refused' : 'not-set-up')
}
