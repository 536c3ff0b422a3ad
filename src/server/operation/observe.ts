import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sameBytes, sha256 } from '../platform/crypto.ts'
import type { Platform } from '../platform/platform.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { askReadiness } from './readiness.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** From now on not ready: the balancer sends nothing new; what is under way is finished. */
    beginStop: () => void
    metrics: Metrics
  }
}

/**
 * Whether this reader may see the figures: by the token, or, where none is set, from the machine itself. A request that came through a proxy
 * on the same machine carries its trace and does not count as from the machine.
 */
const maySeeMetrics = (platform: Platform, request: FastifyRequest): boolean => {
  const { metricsToken } = platform.config
  if (metricsToken !== null) {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    return sameBytes(sha256(given), sha256(metricsToken))
  }
  const { remoteAddress } = request.socket
  const direct = request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined
  return direct && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(remoteAddress ?? '')
}

/**
 * What whoever runs the platform looks at: `/health` (the process answers; asks nothing), `/ready` (it can serve), `/metrics`, one log line
 * a request, and the request's id in each answer. Called on the root, before the routes, so that it sees all of them.
 */
export const observe = (app: FastifyInstance, platform: Platform): void => {
  let stopping = false
  const metrics = createMetrics(platform)
  app.decorate('beginStop', () => {
    stopping = true
  })
  app.decorate('metrics', metrics)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    // The pattern, never the address: that may hold a tracking number or what somebody searched for.
    const route = request.routeOptions.url ?? 'none'
    const { method } = request
    metrics.observe(method, route, reply.statusCode, reply.elapsedTime / 1000)
    const ms = Math.round(reply.elapsedTime)
    request.log.info({ method, route, status: reply.statusCode, ms }, 'request')
  })
  const quiet = { logLevel: 'silent' } as const
  app.get('/health', quiet, async () => ({ ok: true }))
  app.get('/ready', quiet, async (_request, reply) => {
    const readiness = await askReadiness(platform, stopping)
    return reply
      .code(readiness.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(readiness)
  })
  app.get('/metrics', quiet, async (request, reply) => {
    if (!maySeeMetrics(platform, request)) return reply.callNotFound()
    return reply
      .type(metrics.registry.contentType)
      .header('cache-control', 'no-store')
      .send(await metrics.text())
  })
}
