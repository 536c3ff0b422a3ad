import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { problem } from '../../contract/problem.ts'
import { submissionInput, submissionReceipt } from '../../contract/submission.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import { as, type SubmissionId } from '../../domain/kernel/ids.ts'
import { inContext } from '../platform/context.ts'
import { sendProblem, sendRefusal } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { createLimiter } from '../portal/limiter.ts'
import { networkOf } from '../staff/guess.ts'
import { submit } from './submit.ts'

/** A person sends a few; a programme that sends more than these is asked to wait. */
const submissionsPerWindow = { tries: 60, windowMs: 10 * 60_000 }

/** Someone who is not signed in and knows the id of the submission in hand. */
export const sender = (submissionId: string): Actor => ({
  kind: 'public',
  scope: { kind: 'submission', submissionId: as<SubmissionId>(submissionId) },
})

/** `POST /submissions`: the same as the portal's last page, for programmes. */
export const submissionRoutes =
  (platform: Platform): FastifyPluginAsyncZod =>
  async (app) => {
    const limiter = createLimiter(platform.clock, submissionsPerWindow)
    app.post(
      '/submissions',
      {
        config: { token: 'submissions:write', openToAll: true },
        schema: {
          tags: ['submissions'],
          summary: 'Submit a need; the same submissionId again answers with the same matter',
          body: submissionInput,
          response: { 200: submissionReceipt, 201: submissionReceipt, 422: problem, 429: problem },
        },
      },
      async (request, reply) => {
        const machine = request.machine ?? null
        // A machine has a limit of its own.
        const wait = machine === null ? limiter.take(networkOf(request.ip)) : null
        if (wait !== null) return sendProblem(reply.header('retry-after', wait), 'too-many')
        const given = request.body
        if (machine !== null && given.institutionId !== null && given.institutionId !== machine.institutionId) {
          return sendProblem(reply, 'not-allowed', '接口令牌只能向它所属的机构提交')
        }
        const input = machine === null ? given : { ...given, institutionId: machine.institutionId }
        const asSender = sender(input.submissionId)
        const result = await inContext(
          platform,
          machine ?? asSender,
          request.id,
          (ctx) => submit(ctx, input, { channel: 'online', consentGiven: 'on-screen' }),
          { scope: asSender.scope },
        )
        if (!result.ok) return sendRefusal(reply, result.refusal)
        reply.code(result.value.created ? 201 : 200)
        return result.value
      },
    )
  }
