import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Result } from '../../domain/kernel/result.ts'
import type { SignedIn, StaffGate } from './gate.ts'
import { staffProblem } from './problems.ts'
import type { StaffRefusal } from './refusal.ts'
import type { Visit } from './sign-in.ts'

/** Carries a refusal from a route to its answer; use-cases return refusals and never throw them. */
class Refused extends Error {
  readonly refusal: StaffRefusal
  constructor(refusal: StaffRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** The value, or out of the route with the problem that stands in the way. */
export const orRefuse = <T>(result: Result<T, StaffRefusal>): T => {
  if (result.ok) return result.value
  throw new Refused(result.refusal)
}

export const refuseNow = (refusal: StaffRefusal): never => {
  throw new Refused(refusal)
}

/** Who is signed in; everybody else is answered 401. */
export const requireSignedIn = async (gate: StaffGate, request: FastifyRequest): Promise<SignedIn> =>
  (await gate.signedIn(request.headers.cookie)) ?? refuseNow({ code: 'not-signed-in' })

/** Answers refusals as `application/problem+json`, leaves faults to the frame. */
export const answerRefusals = (app: FastifyInstance): void => {
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof Refused)) throw error
    const problem = staffProblem(error.refusal, request.id)
    if (error.refusal.code === 'too-many-attempts') {
      reply.header('retry-after', String(error.refusal.retryAfterSeconds))
    }
    return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem))
  })
}

export const setCookies = (reply: FastifyReply, cookies: readonly string[]): void => {
  reply.header('set-cookie', [...cookies])
}

export const visitOf = (request: FastifyRequest): Visit => ({
  requestId: request.id,
  address: request.ip,
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
  cookieHeader: request.headers.cookie,
})
