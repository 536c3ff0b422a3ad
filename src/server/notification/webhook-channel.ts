import { type ClockReader, systemClock } from '../platform/clock.ts'
import type { ChannelAdapter, Delivery } from './channel.ts'
import { hmacSha256, post } from './signed-post.ts'

/** Before the base64 of a secret, so that people who find one know what it is. */
export const secretPrefix = 'whsec_'

/**
 * The signatures of a webhook, one for each secret that holds, the newest first, as the Standard Webhooks describe it: HMAC-SHA-256 over
 * `id.timestamp.body`, base64. The timestamp (seconds) is that of the try, so an old copy is known by its age and a second one by its id.
 */
export const webhookSignature = (secrets: readonly string[], id: string, timestamp: number, body: string): string =>
  secrets
    .map((secret) => Buffer.from(secret.slice(secretPrefix.length), 'base64'))
    .map((key) => `v1,${hmacSha256(key, `${id}.${timestamp}.${body}`).toString('base64')}`)
    .join(' ')

const deliveryOf = (answer: Awaited<ReturnType<typeof post>>): Delivery => {
  if ('code' in answer) return { outcome: 'failed', detail: answer.code }
  const detail = `http-${answer.status}`
  if (answer.status >= 200 && answer.status < 300) return { outcome: 'sent', detail }
  // 410 Gone: the receiver says that nothing listens here any more.
  return { outcome: answer.status === 410 ? 'refused' : 'failed', detail }
}

/** Posts the facts of a message to an institution's own system. @param trustedHosts reached in the clear or at private addresses. */
export const webhookChannel = (trustedHosts: readonly string[], clock: ClockReader = systemClock): ChannelAdapter => ({
  send: async ({ id, at, template, matterId, data, webhook }, { timeoutMs }) => {
    if (!webhook) throw new Error(`message ${id} is for a webhook and names none`)
    const timestamp = Math.floor(Date.parse(clock.now()) / 1000)
    const body = JSON.stringify({ id, type: template, at, matterId, data })
    const headers = {
      'user-agent': 'weiquan-webhook/1',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': webhookSignature(webhook.secrets, id, timestamp, body),
    }
    return deliveryOf(await post(new URL(webhook.url), headers, body, { timeoutMs, trustedHosts }))
  },
})
