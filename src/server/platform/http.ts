import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Problem } from '../../contract/problem.ts'
import { explainRefusal } from '../../contract/refusal-words.ts'
import type { Refusal, RefusalCode } from '../../domain/kernel/refusal.ts'

/** HTTP status of every obstacle. */
export const refusalStatus = {
  'not-found': 404,
  'role-lacks-right': 403,
  'status-forbids': 409,
  'matter-changed': 409,
  'not-the-handler': 403,
  'supplement-rounds-used': 403,
  'notice-unknown': 404,
  'notice-already-received': 409,
  'notice-not-received': 409,
  'nothing-to-receive': 409,
  'document-incomplete': 422,
  'document-unfit': 422,
  'form-unsuited': 422,
  'document-already-issued': 409,
  'receipt-date-impossible': 422,
  'supplement-overdue': 409,
  'supplement-not-overdue': 409,
  'appeal-overdue': 409,
  'appeal-window-open': 409,
  'rating-window-open': 409,
  'already-rated': 409,
  'no-deliverable': 409,
  'deliverable-unsuited': 422,
  'code-unknown': 422,
  'code-unsuited': 422,
  'nothing-to-recompute': 409,
  'upload-unknown': 422,
  'handler-elsewhere': 422,
  'institution-not-serving': 422,
} as const satisfies Record<RefusalCode, number>

/** Obstacles of the wire itself, which no rule of the domain knows. */
const wireProblems = {
  'not-signed-in': { status: 401, title: '请先登录' },
  'credentials-wrong': { status: 401, title: '用户名或密码不正确' },
  'second-factor-wrong': { status: 401, title: '验证码不正确或已过期' },
  'token-refused': { status: 401, title: '接口令牌无效、已过期或者已停用' },
  'token-scope-lacking': { status: 403, title: '这个接口令牌没有这项权限' },
  'not-allowed': { status: 403, title: '您没有这项权限' },
  'origin-foreign': { status: 403, title: '请求来自其他网站，已拒绝' },
  'not-found': { status: 404, title: '没有找到，或者不在您的权限范围内' },
  invalid: { status: 422, title: '填写的内容有误' },
  conflict: { status: 409, title: '与现有内容冲突' },
  'file-refused': { status: 422, title: '文件没有被接受' },
  'too-large': { status: 413, title: '内容过大' },
  'too-many': { status: 429, title: '请求过于频繁，请稍后再试' },
  malformed: { status: 400, title: '请求的格式有误' },
  fault: { status: 500, title: '系统出现故障，请稍后再试' },
  unavailable: { status: 503, title: '服务暂时不可用，请稍后再试' },
} as const
export type WireCode = keyof typeof wireProblems

type Extra = Pick<Problem, 'errors' | 'changes' | 'facts'>

/**
 * What a route returns after it has answered otherwise. Fastify takes a returned reply as "answered"; `never` lets it stand beside
 * the type that the route's schema promises for success.
 */
export type Answered = never

const send = (
  reply: FastifyReply,
  status: number,
  code: string,
  title: string,
  detail: string,
  extra: Extra,
): Answered => {
  const body: Problem = {
    type: `urn:weiquan:problem:${code}`,
    title,
    status,
    code,
    detail,
    requestId: reply.request.id,
    ...extra,
  }
  reply.code(status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body))
  return reply as Answered
}

/** Answers with a problem of the wire. `detail` says what was given and what was expected. */
export const sendProblem = (reply: FastifyReply, code: WireCode, detail?: string, extra: Extra = {}): Answered => {
  const { status, title } = wireProblems[code]
  return send(reply, status, code, title, detail ?? title, extra)
}

/** Answers with an obstacle of the domain; its facts go with it. */
export const sendRefusal = (reply: FastifyReply, refusal: Refusal, extra: Extra = {}): Answered => {
  const words = explainRefusal(refusal)
  const { code, ...facts } = refusal
  return send(reply, refusalStatus[code], code, words, words, { facts, ...extra })
}

const pointer = (path: string): string => path.replace(/^\//, '').replaceAll('/', '.')

/** The one handler for what was thrown: faults are logged with their cause and told without it. */
export const handleApiError = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((one) => ({ path: pointer(one.instancePath), message: one.message ?? '' }))
    return sendProblem(reply, 'invalid', errors.map(({ path, message }) => `${path}：${message}`).join('；'), {
      errors,
    })
  }
  if (error.statusCode === 429) return sendProblem(reply, 'too-many')
  if (error.statusCode === 413) return sendProblem(reply, 'too-large')
  if (error.statusCode === 404) return sendProblem(reply, 'not-found')
  if (error.statusCode !== undefined && error.statusCode < 500) return sendProblem(reply, 'malformed', error.message)
  request.log.error({ err: error }, 'request failed')
  return isOutage(error) ? sendProblem(reply, 'unavailable') : sendProblem(reply, 'fault')
}

// Connection refused, admin shutdown, cannot connect now, too many connections.
const outages = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '53300'])
// The driver's own words for a connection that died under a statement or before it; they carry no code.
const lostConnection = /^Connection terminated|^Client has encountered a connection error|^Client was closed/
export const isOutage = (error: unknown): boolean =>
  (typeof error === 'object' && error !== null && 'code' in error && outages.has(String(error.code))) ||
  (error instanceof Error && lostConnection.test(error.message))

/**
 * Refuses a state-changing request that a foreign page makes a signed-in browser send: browsers name the page's origin, and no
 * foreign page may send JSON without asking first.
 */
export const refuseForeignOrigin = (app: FastifyInstance, publicUrl: string) => {
  const own = new URL(publicUrl).origin
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
    const { origin } = request.headers
    const site = request.headers['sec-fetch-site']
    const foreignOrigin = origin !== undefined && origin !== own && origin !== `${request.protocol}://${request.host}`
    if (foreignOrigin || site === 'cross-site') return sendProblem(reply, 'origin-foreign')
  })
}
