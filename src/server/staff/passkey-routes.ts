import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problem } from '../../contract/problem.ts'
import {
  passkeyBody,
  passkeyCreationOptions,
  passkeyList,
  passkeyOptionsBody,
  passkeyRequestOptions,
  passkeyRow,
  passkeySignInBody,
} from '../../contract/session.ts'
import { signInAnswer } from '../../contract/staff.ts'
import { uuid } from '../../contract/text.ts'
import { inContext } from '../platform/context.ts'
import { createLimiter } from '../portal/limiter.ts'
import type { StaffGate } from './gate.ts'
import { networkOf } from './guess.ts'
import { answerRefusals, orRefuse, refuseNow, requireSignedIn, setCookies, visitOf } from './http.ts'
import {
  addPasskey,
  beginPasskey,
  beginPasskeySignIn,
  listPasskeys,
  removePasskey,
  signInByPasskey,
} from './passkeys.ts'
import { relyingParty } from './relying-party.ts'

const tags = ['session']
const nothing = z.null().describe('no content')
/** A person asks a few times; each asking leaves a row for five minutes. */
const askingsPerWindow = { tries: 60, windowMs: 10 * 60_000 }

/** Passkeys: registering, listing and removing one's own, and signing in by one. Mounted under `/api/v1`. */
export const passkeyRoutes =
  (gate: StaffGate): FastifyPluginAsyncZod =>
  async (app) => {
    const { platform } = gate
    answerRefusals(app)
    const limiter = createLimiter(platform.clock, askingsPerWindow)
    const party = (request: FastifyRequest) =>
      relyingParty(platform.config, request) ?? refuseNow({ code: 'passkey-impossible' })

    app.post(
      '/session/passkey/options',
      {
        schema: {
          tags,
          summary: 'Begin signing in by passkey: what to ask the device',
          description: 'Good once, for five minutes, in this browser. The same for every visitor: it names nobody.',
          response: { 200: passkeyRequestOptions, 409: problem, 429: problem },
        },
      },
      async (request, reply) => {
        const wait = limiter.take(networkOf(request.ip))
        if (wait !== null) refuseNow({ code: 'too-many-attempts', retryAfterSeconds: wait })
        const { options, cookies } = await beginPasskeySignIn(gate, visitOf(request), party(request))
        setCookies(reply, cookies)
        return { ...options }
      },
    )

    app.post(
      '/session/passkey',
      {
        schema: {
          tags,
          summary: 'Sign in by passkey, instead of password and code',
          body: passkeySignInBody,
          response: { 200: signInAnswer, 401: problem, 409: problem, 422: problem },
        },
      },
      async (request, reply) => {
        const { response } = request.body
        const { cookies } = orRefuse(await signInByPasskey(gate, visitOf(request), party(request), response))
        setCookies(reply, cookies)
        return { next: 'done' as const }
      },
    )

    app.get(
      '/session/passkeys',
      { schema: { tags, summary: 'One’s own passkeys', response: { 200: passkeyList, 401: problem } } },
      async (request) => {
        const who = await requireSignedIn(gate, request)
        return { rows: await inContext(platform, who.staff, request.id, (ctx) => listPasskeys(ctx, who)) }
      },
    )

    app.post(
      '/session/passkeys/options',
      {
        schema: {
          tags,
          summary: 'Begin registering a passkey: what to ask the device',
          description: 'Asks for the password again. Good once, for five minutes, in this session.',
          body: passkeyOptionsBody,
          response: { 200: passkeyCreationOptions, 401: problem, 409: problem, 422: problem, 429: problem },
        },
      },
      async (request) => {
        const who = await requireSignedIn(gate, request)
        const { password } = request.body
        return { ...orRefuse(await beginPasskey(gate, visitOf(request), who, party(request), password)) }
      },
    )

    app.post(
      '/session/passkeys',
      {
        schema: {
          tags,
          summary: 'Register a passkey under a name of one’s own',
          body: passkeyBody,
          response: { 201: passkeyRow, 401: problem, 409: problem, 422: problem },
        },
      },
      async (request, reply) => {
        const who = await requireSignedIn(gate, request)
        const row = orRefuse(await addPasskey(gate, visitOf(request), who, party(request), request.body))
        reply.code(201)
        return row
      },
    )

    app.delete(
      '/session/passkeys/:id',
      {
        schema: {
          tags,
          summary: 'Remove one of one’s own passkeys',
          params: z.object({ id: uuid }),
          response: { 204: nothing, 401: problem, 404: problem },
        },
      },
      async (request, reply) => {
        const who = await requireSignedIn(gate, request)
        orRefuse(await inContext(platform, who.staff, request.id, (ctx) => removePasskey(ctx, who, request.params.id)))
        reply.code(204)
        return null
      },
    )
  }
