import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problem } from '../../contract/problem.ts'
import { endedSessions, sessionList } from '../../contract/session.ts'
import { token } from '../../contract/text.ts'
import { inContext } from '../platform/context.ts'
import type { StaffGate } from './gate.ts'
import { answerRefusals, orRefuse, requireSignedIn } from './http.ts'
import { endOtherSessions, endSession, endSessionsOf, listSessions } from './sessions.ts'

const tags = ['session']
const nothing = z.null().describe('no content')

/** Where one is signed in, and how to end it. Mounted under `/api/v1`. */
export const sessionListRoutes =
  (gate: StaffGate): FastifyPluginAsyncZod =>
  async (app) => {
    const { platform } = gate
    answerRefusals(app)

    app.get(
      '/sessions',
      { schema: { tags, summary: 'Where one is signed in', response: { 200: sessionList, 401: problem } } },
      async (request) => {
        const who = await requireSignedIn(gate, request)
        return { rows: [...(await inContext(platform, who.staff, request.id, (ctx) => listSessions(ctx, who)))] }
      },
    )

    app.delete(
      '/sessions',
      {
        schema: {
          tags,
          summary: 'End every session of one’s own but this one',
          response: { 200: endedSessions, 401: problem },
        },
      },
      async (request) => {
        const who = await requireSignedIn(gate, request)
        return { ended: await inContext(platform, who.staff, request.id, (ctx) => endOtherSessions(ctx, who)) }
      },
    )

    app.delete(
      '/sessions/:id',
      {
        schema: {
          tags,
          summary: 'End one session of one’s own',
          params: z.object({ id: token(64) }),
          response: { 204: nothing, 401: problem, 404: problem },
        },
      },
      async (request, reply) => {
        const who = await requireSignedIn(gate, request)
        orRefuse(await inContext(platform, who.staff, request.id, (ctx) => endSession(ctx, who, request.params.id)))
        reply.code(204)
        return null
      },
    )

    app.delete(
      '/staff/:id/sessions',
      {
        schema: {
          tags: ['staff'],
          summary: 'End all sessions of a person (administrator)',
          params: z.object({ id: token(64) }),
          response: { 200: endedSessions, 401: problem, 403: problem, 404: problem },
        },
      },
      async (request) => {
        const { staff } = await requireSignedIn(gate, request)
        const ended = await inContext(platform, staff, request.id, (ctx) => endSessionsOf(ctx, request.params.id))
        return { ended: orRefuse(ended) }
      },
    )
  }
