import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { messageBody, messageList, messagesSeen } from '../../contract/message.ts'
import { problem } from '../../contract/problem.ts'
import { uuid } from '../../contract/text.ts'
import type { Role } from '../../domain/actor/actor.ts'
import { as, type MatterId } from '../../domain/kernel/ids.ts'
import { findMatter, type Loaded } from '../matter/store.ts'
import { audit } from '../platform/audit.ts'
import type { Ctx } from '../platform/context.ts'
import { sendRefusal } from '../platform/http.ts'
import { asStaff, type Desk } from '../platform/identity.ts'
import { listMessages, markRead, sendMessage, whyNoMessage } from './messages.ts'

const readers: readonly Role[] = ['clerk', 'reviewer', 'head', 'province-supervisor', 'national-supervisor', 'auditor']
/** Who answers for the institution; the others look, and looking does not make a message read. */
const officers: readonly Role[] = ['clerk', 'reviewer', 'head']

const params = z.object({ id: uuid })
const notFound = { code: 'not-found' } as const

const of = ({ matter, row }: Loaded) => ({
  objectKind: 'matter',
  objectId: matter.id,
  institutionId: matter.holderId,
  provinceCode: row.province_code,
})

const listed = async (ctx: Ctx, { matter }: Loaded) => ({
  messages: await listMessages(ctx, matter.id),
  whyNot: whyNoMessage(ctx, matter),
})

/** What applicant and institution write to each other, as the desk reads and answers it. */
export const messageRoutes =
  (desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/matters/:id/messages',
      {
        schema: {
          tags: ['messages'],
          summary: 'Messages between applicant and institution, oldest first',
          params,
          response: { 200: messageList, 404: problem },
        },
      },
      (request, reply) =>
        asStaff(
          desk,
          request,
          reply,
          readers,
          async (ctx) => {
            const loaded = await findMatter(ctx, as<MatterId>(request.params.id))
            if (!loaded) return sendRefusal(reply, notFound)
            await audit(ctx, { action: 'message.list', ...of(loaded) })
            return listed(ctx, loaded)
          },
          { reads: true },
        ),
    )

    app.post(
      '/matters/:id/messages',
      {
        schema: {
          tags: ['messages'],
          summary: 'Write to the applicant; the same messageId again is the same message',
          params,
          body: messageBody,
          response: { 200: messageList, 403: problem, 404: problem, 409: problem, 422: problem },
        },
      },
      (request, reply) =>
        asStaff(desk, request, reply, readers, async (ctx) => {
          const id = as<MatterId>(request.params.id)
          const { messageId, text, uploadIds } = request.body
          const evidence = uploadIds.map((uploadId) => ({ kind: 'other', uploadId }))
          const sent = await sendMessage(ctx, id, { messageId, text, evidence })
          if (!sent.ok) return sendRefusal(reply, sent.refusal)
          const loaded = await findMatter(ctx, id)
          if (!loaded) throw new Error(`matter ${id} left the scope of its own message`)
          return listed(ctx, loaded)
        }),
    )

    app.post(
      '/matters/:id/messages/read',
      {
        schema: {
          tags: ['messages'],
          summary: 'Note that the institution has looked at these messages',
          params,
          body: messagesSeen,
          response: { 200: z.object({ read: z.number().int() }), 404: problem },
        },
      },
      (request, reply) =>
        asStaff(desk, request, reply, officers, async (ctx) => {
          const loaded = await findMatter(ctx, as<MatterId>(request.params.id))
          if (!loaded) return sendRefusal(reply, notFound)
          const read = await markRead(ctx, loaded.matter.id, 'institution', request.body.messageIds)
          if (read > 0) await audit(ctx, { action: 'message.read', ...of(loaded), detail: { messages: read } })
          return { read }
        }),
    )
  }
