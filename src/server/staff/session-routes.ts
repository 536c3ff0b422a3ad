import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problem } from '../../contract/problem.ts'
import {
  changePasswordBody,
  signInAnswer,
  signInBody,
  staffSession,
  totpBody,
  totpConfirmBody,
  totpEnrolAnswer,
  totpEnrolBody,
} from '../../contract/staff.ts'
import type { StaffGate } from './gate.ts'
import { answerRefusals, orRefuse, requireSignedIn, setCookies, visitOf } from './http.ts'
import { changePassword, confirmTotp, enrolTotp } from './second-factor.ts'
import { completeSignIn, signIn, signOut } from './sign-in.ts'

const tags = ['session']
const nothing = z.null().describe('no content')

/** Who is signed in: in, out, second factor, password. Mounted under `/api/v1`. */
export const sessionRoutes =
  (gate: StaffGate): FastifyPluginAsyncZod =>
  async (app) => {
    answerRefusals(app)

    app.get(
      '/session',
      { schema: { tags, summary: 'Who is signed in', response: { 200: staffSession, 401: problem } } },
      async (request) => {
        const { staff, username, institution, totpEnabled, way } = await requireSignedIn(gate, request)
        return { id: staff.id, name: staff.name, username, roles: [...staff.roles], institution, totpEnabled, way }
      },
    )

    app.post(
      '/session',
      {
        schema: {
          tags,
          summary: 'Sign in with username and password',
          description: '`next: totp` asks for POST /session/totp within ten minutes.',
          body: signInBody,
          response: { 200: signInAnswer, 401: problem, 422: problem, 429: problem },
        },
      },
      async (request, reply) => {
        const { next, cookies } = orRefuse(await signIn(gate, visitOf(request), request.body))
        setCookies(reply, cookies)
        return { next }
      },
    )

    app.post(
      '/session/totp',
      {
        schema: {
          tags,
          summary: 'Second factor: a code of the authenticator, or a backup code',
          body: totpBody,
          response: { 200: signInAnswer, 401: problem, 422: problem, 429: problem },
        },
      },
      async (request, reply) => {
        const { next, cookies } = orRefuse(await completeSignIn(gate, visitOf(request), request.body.code))
        setCookies(reply, cookies)
        return { next }
      },
    )

    app.delete(
      '/session',
      { schema: { tags, summary: 'Sign out', response: { 204: nothing, 401: problem } } },
      async (request, reply) => {
        const who = await requireSignedIn(gate, request)
        setCookies(reply, await signOut(gate, visitOf(request), who))
        reply.code(204)
        return null
      },
    )

    app.post(
      '/session/totp-enrolment',
      {
        schema: {
          tags,
          summary: 'Begin a second factor: secret and backup codes, shown once',
          body: totpEnrolBody,
          response: { 200: totpEnrolAnswer, 401: problem, 409: problem, 422: problem, 429: problem },
        },
      },
      async (request) => {
        const who = await requireSignedIn(gate, request)
        const begun = orRefuse(await enrolTotp(gate, visitOf(request), who, request.body.password))
        return { ...begun, backupCodes: [...begun.backupCodes] }
      },
    )

    app.post(
      '/session/totp-enrolment/confirm',
      {
        schema: {
          tags,
          summary: 'Confirm the second factor with a code of the authenticator',
          description: 'From then on it is asked for at sign-in. Every other session ends.',
          body: totpConfirmBody,
          response: { 204: nothing, 401: problem, 409: problem, 422: problem },
        },
      },
      async (request, reply) => {
        const who = await requireSignedIn(gate, request)
        setCookies(reply, orRefuse(await confirmTotp(gate, visitOf(request), who, request.body.code)).cookies)
        reply.code(204)
        return null
      },
    )

    app.post(
      '/session/password',
      {
        schema: {
          tags,
          summary: 'Change one’s password; every other session ends',
          body: changePasswordBody,
          response: { 204: nothing, 401: problem, 422: problem, 429: problem },
        },
      },
      async (request, reply) => {
        const who = await requireSignedIn(gate, request)
        orRefuse(await changePassword(gate, visitOf(request), who, request.body))
        reply.code(204)
        return null
      },
    )
  }
