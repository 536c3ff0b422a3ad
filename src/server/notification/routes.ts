import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  outboxEntry,
  outboxPage,
  outboxQuery,
  seenBody,
  staffNotificationPage,
  staffNotificationQuery,
  unreadCount,
  webhookChange,
  webhookInput,
  webhookList,
  webhookRow,
  webhookSecret,
} from '../../contract/notification.ts'
import { problem } from '../../contract/problem.ts'
import { uuid } from '../../contract/text.ts'
import { decodePlace } from '../matter/queries.ts'
import { audit } from '../platform/audit.ts'
import { sendProblem } from '../platform/http.ts'
import { asStaff, type Desk } from '../platform/identity.ts'
import {
  countOutbox,
  findOutboxRow,
  listAttempts,
  listChannels,
  listOutbox,
  measurePromptness,
  outboxSettings,
  sendAgain,
} from './outbox.ts'
import { asReaderOfOwn, countUnread, listOwn, markSeen } from './own-notifications.ts'
import { addWebhook, changeWebhook, listWebhooks, rotateSecret, urlFault } from './webhooks.ts'

const params = z.object({ id: uuid })
const badPlace = 'after：不是上一页给出的值'
const notAgain = {
  'not-ended': '这条通知还在等待发送或者已经送出，不需要重新发送',
  emptied: '这条通知的收件地址和内容已按保存期限清除，不能重新发送',
} as const

/** The page of a list by time: `rows` may hold one more than it shows. */
const paged = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
  atOf: (row: Row) => string,
) => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last
  return {
    rows: shown,
    after: more ? Buffer.from(JSON.stringify([atOf(last), last.id])).toString('base64url') : null,
  }
}

/** One's own messages at the desk. */
const ownRoutes =
  (desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/notifications',
      {
        schema: {
          tags: ['notifications'],
          summary: 'What one has been told at the desk, newest first',
          querystring: staffNotificationQuery,
          response: { 200: staffNotificationPage, 401: problem, 422: problem },
        },
      },
      (request, reply) =>
        asStaff(
          desk,
          request,
          reply,
          [],
          async (ctx, staff) => {
            const { after, limit } = request.query
            const place = after ? decodePlace(after) : null
            if (after && place?.at == null) return sendProblem(reply, 'invalid', badPlace)
            await asReaderOfOwn(ctx, staff.id)
            const [unread, rows] = await Promise.all([countUnread(ctx, staff.id), listOwn(ctx, staff.id, limit, place)])
            return { unread, ...paged(rows, limit, (row) => row.at) }
          },
          { reads: true },
        ),
    )

    app.post(
      '/notifications/read',
      {
        schema: {
          tags: ['notifications'],
          summary: 'Note that one has seen them',
          body: seenBody,
          response: { 200: unreadCount, 401: problem, 422: problem },
        },
      },
      (request, reply) =>
        asStaff(desk, request, reply, [], async (ctx, staff) => {
          await asReaderOfOwn(ctx, staff.id)
          await markSeen(ctx, staff.id, request.body)
          return { unread: await countUnread(ctx, staff.id) }
        }),
    )
  }

/** The delivery log, for administrators. */
const outboxRoutes =
  (desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    const options = { settings: outboxSettings }

    app.get(
      '/outbox',
      {
        schema: {
          tags: ['notifications'],
          summary: 'Messages to people and systems outside, newest first, and how their channels stand (administrator)',
          querystring: outboxQuery,
          response: { 200: outboxPage, 401: problem, 403: problem, 422: problem },
        },
      },
      (request, reply) =>
        asStaff(
          desk,
          request,
          reply,
          ['administrator'],
          async (ctx) => {
            const { after, limit } = request.query
            const place = after ? decodePlace(after) : null
            if (after && place?.at == null) return sendProblem(reply, 'invalid', badPlace)
            const [rows, counts, channels, promptness] = await Promise.all([
              listOutbox(ctx, request.query, place),
              countOutbox(ctx),
              listChannels(ctx),
              measurePromptness(ctx),
            ])
            const page = paged(rows, limit, (row) => row.createdAt)
            const detail = { rows: page.rows.length }
            await audit(ctx, { action: 'notification.list', objectKind: 'notification', objectId: null, detail })
            return { ...page, counts, channels: [...channels], promptness, demo: ctx.platform.config.demo }
          },
          { ...options, reads: true },
        ),
    )

    app.get(
      '/outbox/:id',
      {
        schema: {
          tags: ['notifications'],
          summary: 'One message and every try (administrator)',
          params,
          response: { 200: outboxEntry, 401: problem, 403: problem, 404: problem },
        },
      },
      (request, reply) =>
        asStaff(
          desk,
          request,
          reply,
          ['administrator'],
          async (ctx) => {
            const { id } = request.params
            const row = await findOutboxRow(ctx, id)
            if (!row) return sendProblem(reply, 'not-found')
            await audit(ctx, { action: 'notification.open', objectKind: 'notification', objectId: id })
            return { row, attempts: await listAttempts(ctx, id) }
          },
          { ...options, reads: true },
        ),
    )

    app.post(
      '/outbox/:id/send-again',
      {
        schema: {
          tags: ['notifications'],
          summary: 'Send a message again that was given up or could not be sent (administrator)',
          params,
          response: { 200: outboxEntry, 401: problem, 403: problem, 404: problem, 409: problem },
        },
      },
      (request, reply) =>
        asStaff(
          desk,
          request,
          reply,
          ['administrator'],
          async (ctx) => {
            const { id } = request.params
            const row = await findOutboxRow(ctx, id)
            if (!row) return sendProblem(reply, 'not-found')
            const obstacle = await sendAgain(ctx, row)
            if (obstacle) return sendProblem(reply, 'conflict', notAgain[obstacle])
            const after = await findOutboxRow(ctx, id)
            if (!after) throw new Error(`outbox ${id}: gone while it was handed in again`)
            return { row: after, attempts: await listAttempts(ctx, id) }
          },
          options,
        ),
    )
  }

/** The systems of institutions that want to be told, for administrators. */
const webhookRoutes =
  (desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    const options = { settings: outboxSettings }
    const tags = ['webhooks']

    app.get(
      '/webhooks',
      {
        schema: {
          tags,
          summary: 'Systems that are told, by institution (administrator)',
          response: { 200: webhookList, 401: problem, 403: problem },
        },
      },
      (request, reply) =>
        asStaff(
          desk,
          request,
          reply,
          ['administrator'],
          async (ctx) => {
            const rows = await listWebhooks(ctx)
            const detail = { rows: rows.length }
            await audit(ctx, { action: 'webhook.list', objectKind: 'webhook', objectId: null, detail })
            return { rows: [...rows] }
          },
          { ...options, reads: true },
        ),
    )

    app.post(
      '/webhooks',
      {
        schema: {
          tags,
          summary: 'Add a system of an institution; its secret is shown once (administrator)',
          body: webhookInput,
          response: { 201: webhookSecret, 401: problem, 403: problem, 422: problem },
        },
      },
      (request, reply) =>
        asStaff(
          desk,
          request,
          reply,
          ['administrator'],
          async (ctx, staff) => {
            const fault = urlFault(ctx, request.body.url)
            if (fault) return sendProblem(reply, 'invalid', fault)
            const added = await addWebhook(ctx, staff, request.body)
            if (!added) return sendProblem(reply, 'invalid', 'institutionId：没有这家机构，或者已经撤销')
            reply.code(201).header('location', `/api/v1/webhooks/${added.webhook.id}`)
            return added
          },
          options,
        ),
    )

    app.patch(
      '/webhooks/:id',
      {
        schema: {
          tags,
          summary: 'Change the address, switch it off or on (administrator)',
          params,
          body: webhookChange,
          response: { 200: webhookRow, 401: problem, 403: problem, 404: problem, 422: problem },
        },
      },
      (request, reply) =>
        asStaff(
          desk,
          request,
          reply,
          ['administrator'],
          async (ctx) => {
            const { url } = request.body
            const fault = url === undefined ? null : urlFault(ctx, url)
            if (fault) return sendProblem(reply, 'invalid', fault)
            return (await changeWebhook(ctx, request.params.id, request.body)) ?? sendProblem(reply, 'not-found')
          },
          options,
        ),
    )

    app.post(
      '/webhooks/:id/rotate',
      {
        schema: {
          tags,
          summary: 'A new secret; the one before signs too for some days (administrator)',
          params,
          response: { 200: webhookSecret, 401: problem, 403: problem, 404: problem },
        },
      },
      (request, reply) =>
        asStaff(
          desk,
          request,
          reply,
          ['administrator'],
          async (ctx) => (await rotateSecret(ctx, request.params.id)) ?? sendProblem(reply, 'not-found'),
          options,
        ),
    )
  }

/** What is told: at the desk, outside, and to systems. Mounted under `/api/v1`. */
export const notificationRoutes =
  (desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(ownRoutes(desk))
    await app.register(outboxRoutes(desk))
    await app.register(webhookRoutes(desk))
  }
