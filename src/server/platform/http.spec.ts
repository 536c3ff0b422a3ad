import fastify, { type FastifyInstance } from 'fastify'
import { type FastifyPluginAsyncZod, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { problem } from '../../contract/problem.ts'
import { handleApiError, refuseForeignOrigin, sendProblem, sendRefusal } from './http.ts'

let app: FastifyInstance

const routes: FastifyPluginAsyncZod = async (inner) => {
  inner.post('/form', { schema: { body: z.object({ a: z.object({ b: z.array(z.number()) }) }) } }, async () => ({
    ok: true,
  }))
  inner.get('/fault', async () => {
    throw new Error('password=hunter2 at /srv/secret')
  })
  inner.get('/outage/:code', async (request) => {
    throw Object.assign(new Error('no database'), { code: (request.params as { code: string }).code }) // of the path above
  })
  inner.get('/refusal', async (_request, reply) => sendRefusal(reply, { code: 'no-deliverable' }))
  inner.get('/wire', async (_request, reply) => sendProblem(reply, 'too-many', '请一分钟后再试'))
}

beforeAll(async () => {
  app = fastify({ bodyLimit: 1000, genReqId: () => 'request-1' })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(handleApiError)
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not-found'))
  refuseForeignOrigin(app, 'https://weiquan.example.org')
  await app.register(routes)
})
afterAll(() => app.close())

const json = { 'content-type': 'application/json' }
const post = (payload: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/form', payload, headers: { ...json, ...headers } })

describe('every obstacle on the wire', () => {
  it.each([
    ['a body that is not right', () => post('{"a":{"b":["x"]}}'), 422, 'invalid'],
    ['a body that is no JSON', () => post('{'), 400, 'malformed'],
    ['a body that is too large', () => post(`{"a":"${'x'.repeat(2000)}"}`), 413, 'too-large'],
    ['a body of a kind that nobody reads', () => post('a=1', { 'content-type': 'text/xml' }), 400, 'malformed'],
    ['an address that is not there', () => app.inject('/nowhere'), 404, 'not-found'],
    ['a fault', () => app.inject('/fault'), 500, 'fault'],
    ['a database that is away', () => app.inject('/outage/ECONNREFUSED'), 503, 'unavailable'],
    ['a database that is shutting down', () => app.inject('/outage/57P01'), 503, 'unavailable'],
    ['an obstacle of a rule', () => app.inject('/refusal'), 409, 'no-deliverable'],
    ['too many requests', () => app.inject('/wire'), 429, 'too-many'],
  ])('%s is a problem with a stable code and words', async (_what, ask, status, code) => {
    const response = await ask()
    expect(response.statusCode, response.body).toBe(status)
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    const body = problem.parse(response.json())
    expect(body).toMatchObject({ status, code, type: `urn:weiquan:problem:${code}`, requestId: 'request-1' })
    expect(body.title).toMatch(/\p{Script=Han}/u)
  })

  it('names the field by its path', async () => {
    expect((await post('{"a":{"b":[1,"x"]}}')).json().errors).toEqual([{ path: 'a.b.1', message: expect.any(String) }])
  })

  it('a fault tells nothing of its cause', async () => {
    expect((await app.inject('/fault')).body).not.toMatch(/hunter2|secret|Error/)
  })
})

describe('a request that another page makes a browser send', () => {
  const good = '{"a":{"b":[1]}}'
  it.each([
    ['from elsewhere', { origin: 'https://evil.example' }, 403],
    ['from a page that hides where it is', { origin: 'null' }, 403],
    ['from a name that only begins alike', { origin: 'https://weiquan.example.org.evil.example' }, 403],
    ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from the own address', { origin: 'https://weiquan.example.org' }, 200],
    ['without an origin, as programmes send', {}, 200],
  ])('%s answers %s', async (_what, headers, status) => {
    expect((await post(good, headers as Record<string, string>)).statusCode).toBe(status)
  })

  it('reading is open to all: it changes nothing', async () => {
    const response = await app.inject({ url: '/refusal', headers: { origin: 'https://evil.example' } })
    expect(response.statusCode).toBe(409)
  })
})
