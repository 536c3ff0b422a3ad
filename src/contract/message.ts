import { z } from 'zod'
import { prose, uuid } from './text.ts'

/** Limits that screens tell before they are broken. */
export const messageLimits = { textChars: 3000, files: 10 } as const

/** Body of `POST /api/v1/matters/{id}/messages`. */
export const messageBody = z.object({
  /** Made by the client; sending it twice makes one message. */
  messageId: uuid,
  text: prose(messageLimits.textChars),
  /** Ids that their uploads answered with. */
  uploadIds: z
    .array(uuid)
    .max(messageLimits.files, { error: `最多附 ${messageLimits.files} 份文件` })
    .default([]),
})
export type MessageBody = z.output<typeof messageBody>

export const messageView = z.object({
  messageId: uuid,
  from: z.enum(['applicant', 'institution']),
  /** Who of the institution wrote it; null for the applicant. */
  senderName: z.string().nullable(),
  text: z.string(),
  sentAt: z.string(),
  /** The other side's first look. */
  readAt: z.string().nullable(),
  files: z.array(
    z.object({
      evidenceId: uuid,
      name: z.string(),
      mediaType: z.string().nullable(),
      sizeBytes: z.number().nullable(),
      sha256: z.string().nullable(),
      sm3: z.string().nullable(),
    }),
  ),
})
export type MessageView = z.output<typeof messageView>

export const messageList = z.object({
  /** Oldest first. */
  messages: z.array(messageView),
  /** Why one can't write now; null when one can. */
  whyNot: z.string().nullable(),
})
export type MessageList = z.output<typeof messageList>

/** Body of `POST /api/v1/matters/{id}/messages/read`: what was shown. */
export const messagesSeen = z.object({ messageIds: z.array(uuid).max(1000) })
