import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { workbenchPaths } from '../../contract/paths.ts'
import { problem } from '../../contract/problem.ts'
import { identityProviderQuery, signInWaysAnswer } from '../../contract/session.ts'
import { createLimiter } from '../portal/limiter.ts'
import type { StaffGate } from './gate.ts'
import { networkOf } from './guess.ts'
import { answerRefusals, refuseNow, setCookies, visitOf } from './http.ts'
import { identityProvider } from './identity-provider.ts'
import { relyingParty } from './relying-party.ts'

const tags = ['session']
const redirect = z.null().describe('a redirect')
const journeysPerWindow = { tries: 60, windowMs: 10 * 60_000 }

/** Signing in by the identity provider; the browser itself walks these addresses. Mounted under `/api/v1`. */
export const identityRoutes =
  (gate: StaffGate): FastifyPluginAsyncZod =>
  async (app) => {
    const { platform } = gate
    const { identityProvider: configured } = platform.config
    answerRefusals(app)
    const provider = identityProvider(gate)
    const limiter = createLimiter(platform.clock, journeysPerWindow)

    app.get(
      '/session/ways',
      { schema: { tags, summary: 'How one may sign in here', response: { 200: signInWaysAnswer } } },
      async (request) => ({
        passkey: relyingParty(platform.config, request) !== null,
        identityProvider: configured && { name: configured.name },
      }),
    )

    app.get(
      '/session/identity-provider',
      {
        schema: {
          tags,
          summary: 'Sign in by the identity provider: leads the browser there',
          querystring: identityProviderQuery,
          response: { 303: redirect, 409: problem, 422: problem, 429: problem },
        },
      },
      async (request, reply) => {
        if (configured === null) refuseNow({ code: 'identity-provider-missing' })
        const wait = limiter.take(networkOf(request.ip))
        if (wait !== null) refuseNow({ code: 'too-many-attempts', retryAfterSeconds: wait })
        const begun = await provider.begin(visitOf(request), request.query.next)
        if (!begun.ok) return reply.redirect(workbenchPaths.signIn({ trouble: begun.refusal.code }), 303)
        setCookies(reply, begun.value.cookies)
        return reply.redirect(begun.value.url, 303)
      },
    )

    app.get(
      '/session/identity-provider/return',
      {
        schema: {
          tags,
          summary: 'Where the identity provider sends the browser back to',
          description: 'Leads on into the workbench, or to the sign-in page with `trouble`.',
          response: { 303: redirect, 409: problem },
        },
      },
      async (request, reply) => {
        if (configured === null) refuseNow({ code: 'identity-provider-missing' })
        const arrived = await provider.arrive(visitOf(request), request.url.split('?')[1] ?? '')
        if (!arrived.ok) {
          const { code, next } = arrived.refusal
          setCookies(reply, [provider.expired])
          return reply.redirect(workbenchPaths.signIn({ trouble: code, next }), 303)
        }
        setCookies(reply, [...arrived.value.cookies, provider.expired])
        return reply.redirect(arrived.value.next, 303)
      },
    )

    app.get(
      '/session/identity-provider/leave',
      {
        schema: {
          tags,
          summary: 'Sign out of the identity provider too, after signing out here',
          response: { 303: redirect, 409: problem },
        },
      },
      async (_request, reply) => {
        if (configured === null) refuseNow({ code: 'identity-provider-missing' })
        return reply.redirect(await provider.leave(), 303)
      },
    )
  }
