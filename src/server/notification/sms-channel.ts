import { randomUUID } from 'node:crypto'
import { type ClockReader, systemClock } from '../platform/clock.ts'
import type { ChannelAdapter } from './channel.ts'
import { hmacSha256, post } from './signed-post.ts'

/** HMAC-SHA-256 over `timestamp.nonce.body`, hex. */
export const smsSignature = (secret: string, timestamp: string, nonce: string, body: string): string =>
  hmacSha256(secret, `${timestamp}.${nonce}.${body}`).toString('hex')

/**
 * Text messages through the operator's own gateway: a signed POST of `{ id, to, text, language }`. The gateway answers 2xx when it has
 * taken the message, 422 when this number can never be reached, anything else for "try again". `weiquan-timestamp` and `weiquan-nonce`
 * let it refuse a replay, `id` a second copy.
 */
export const smsChannel = (
  { url, secret }: { readonly url: string; readonly secret: string },
  clock: ClockReader = systemClock,
): ChannelAdapter => ({
  send: async ({ id, language, words, address }, { timeoutMs }) => {
    if (address.phone === null || words.short === null) throw new Error(`message ${id} has no phone or no short text`)
    const timestamp = String(Math.floor(Date.parse(clock.now()) / 1000))
    const nonce = randomUUID()
    const body = JSON.stringify({ id, to: address.phone, text: words.short, language })
    const headers = {
      'weiquan-timestamp': timestamp,
      'weiquan-nonce': nonce,
      'weiquan-signature': `v1=${smsSignature(secret, timestamp, nonce, body)}`,
    }
    const answer = await post(new URL(url), headers, body, { timeoutMs, trustedHosts: 'any' })
    if ('code' in answer) return { outcome: 'failed', detail: answer.code }
    const detail = `http-${answer.status}`
    if (answer.status >= 200 && answer.status < 300) return { outcome: 'sent', detail }
    return { outcome: answer.status === 422 ? 'refused' : 'failed', detail }
  },
})
