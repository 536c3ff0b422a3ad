import { z } from 'zod'
import { outboxStatuses } from '../domain/notification/delivery.ts'
import { outsideChannels } from '../domain/notification/template.ts'
import { line, optional, token, uuid } from './text.ts'

const page = { after: optional(token(200)), limit: z.coerce.number().int().min(1).max(200).default(50) }

/** One's own messages at the desk. */
export const staffNotificationQuery = z.object(page)
export const staffNotification = z.object({
  id: uuid,
  subject: z.string(),
  text: z.string(),
  matterId: uuid.nullable(),
  at: z.string(),
  readAt: z.string().nullable(),
})
export type StaffNotification = z.output<typeof staffNotification>
export const staffNotificationPage = z.object({
  unread: z.number().int(),
  rows: z.array(staffNotification),
  after: z.string().nullable(),
})
export const unreadCount = z.object({ unread: z.number().int() })
/** Those named, or all that are there now. */
export const seenBody = z
  .object({ ids: z.array(uuid).min(1).max(200).optional(), all: z.literal(true).optional() })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), {
    error: '请给出要标为已读的通知（ids），或者全部（all）',
  })

/** The delivery log. */
export const outboxQuery = z.object({
  status: optional(z.enum(outboxStatuses)),
  channel: optional(z.enum(outsideChannels)),
  ...page,
})
export const outboxRow = z.object({
  id: uuid,
  template: z.string(),
  /** The subject of its template, without the facts. */
  title: z.string(),
  /** Masked. */
  to: z.string(),
  institution: z.object({ id: uuid, name: z.string() }).nullable(),
  channels: z.array(z.enum(outsideChannels)),
  channel: z.enum(outsideChannels).nullable(),
  status: z.enum(outboxStatuses),
  attempts: z.number().int(),
  createdAt: z.string(),
  nextAt: z.string(),
  endedAt: z.string().nullable(),
  /** False when address and facts have been emptied: then it can't be sent again. */
  hasContent: z.boolean(),
})
export type OutboxRow = z.output<typeof outboxRow>
export const channelRow = z.object({
  channel: z.enum(outsideChannels),
  setUp: z.boolean(),
  offSince: z.string().nullable(),
  probeAt: z.string().nullable(),
})
export type ChannelRow = z.output<typeof channelRow>
/** How many messages of the last 24 hours were handled within the goal. */
export const promptness = z.object({
  goalSeconds: z.number().int(),
  counted: z.number().int(),
  prompt: z.number().int(),
})
export const outboxPage = z.object({
  rows: z.array(outboxRow),
  after: z.string().nullable(),
  /** What is to be done: messages that wait, and those of the last 30 days that were given up or had no channel. */
  counts: z.object({ waiting: z.number().int(), dead: z.number().int(), unsent: z.number().int() }),
  channels: z.array(channelRow),
  promptness,
  demo: z.boolean(),
})
export type OutboxPage = z.output<typeof outboxPage>
export const attemptRow = z.object({
  at: z.string(),
  channel: z.enum(outsideChannels),
  outcome: z.enum(['sent', 'failed', 'refused']),
  detail: z.string().nullable(),
  tookMs: z.number().int(),
})
export const outboxEntry = z.object({ row: outboxRow, attempts: z.array(attemptRow) })

const webhookUrl = line(500).refine((text) => /^https?:\/\/[^\s/]+/i.test(text), {
  error: '请填写完整地址，如 https://oa.example.org/weiquan',
})
export const webhookInput = z.object({ institutionId: uuid, url: webhookUrl })
export const webhookChange = z
  .object({ url: webhookUrl.optional(), enabled: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, { error: '请给出要修改的内容：url 或者 enabled' })
export const webhookRow = z.object({
  id: uuid,
  institution: z.object({ id: uuid, name: z.string() }),
  url: z.string(),
  enabled: z.boolean(),
  /** Until then messages carry the signature of the secret before as well. */
  previousUntil: z.string().nullable(),
  createdAt: z.string(),
  changedAt: z.string(),
  dead: z.number().int(),
})
export type WebhookRow = z.output<typeof webhookRow>
export const webhookList = z.object({ rows: z.array(webhookRow) })
/** The secret is shown here and never again. */
export const webhookSecret = z.object({ webhook: webhookRow, secret: z.string() })
