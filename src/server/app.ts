import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { auditRoutes } from './audit/routes.ts'
import { codeListRoutes } from './code-list/routes.ts'
import { deadlineRoutes } from './deadline/routes.ts'
import { documentRoutes } from './document/routes.ts'
import { institutionRoutes } from './institution/routes.ts'
import { apiSecurity, withTokenScope } from './machine-token/document.ts'
import { admitMachines } from './machine-token/gate.ts'
import { machineTokenRoutes } from './machine-token/routes.ts'
import { matterRoutes } from './matter/routes.ts'
import { messageRoutes } from './message/routes.ts'
import { notificationRoutes } from './notification/routes.ts'
import { observe } from './operation/observe.ts'
import { compressAnswers } from './platform/compress.ts'
import { handleApiError, refuseForeignOrigin, sendProblem } from './platform/http.ts'
import type { Desk } from './platform/identity.ts'
import { uuidV7 } from './platform/ids.ts'
import type { Platform } from './platform/platform.ts'
import { portalPages } from './portal/pages.ts'
import type { Portal } from './portal/portal.ts'
import { createStaffGate } from './staff/gate.ts'
import { identityRoutes } from './staff/identity-routes.ts'
import { passkeyRoutes } from './staff/passkey-routes.ts'
import { sessionListRoutes } from './staff/session-list-routes.ts'
import { sessionRoutes } from './staff/session-routes.ts'
import { staffRoutes } from './staff/staff-routes.ts'
import { submissionRoutes } from './submission/routes.ts'
import { deskIncoming } from './upload/desk-incoming.ts'
import { uploadRoutes } from './upload/upload-routes.ts'

const workbenchFolder = fileURLToPath(new URL('../../dist/workbench', import.meta.url))

/** Everything under `/api/v1`: problem+json for every obstacle, one document that describes it. */
const api =
  (desk: Desk, gate: ReturnType<typeof createStaffGate>) =>
  async (app: FastifyInstance): Promise<void> => {
    admitMachines(app, desk.platform)
    app.setErrorHandler(handleApiError)
    app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not-found'))
    app.addHook('onSend', async (_request, reply) => {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    })
    await app.register(matterRoutes(desk))
    await app.register(documentRoutes(desk))
    await app.register(messageRoutes(desk))
    await app.register(notificationRoutes(desk))
    await app.register(deadlineRoutes(desk))
    await app.register(codeListRoutes(desk.platform))
    await app.register(institutionRoutes(desk))
    await app.register(auditRoutes(desk))
    await app.register(uploadRoutes(desk.platform))
    await app.register(deskIncoming(desk))
    await app.register(submissionRoutes(desk.platform))
    await app.register(sessionRoutes(gate))
    await app.register(passkeyRoutes(gate))
    await app.register(identityRoutes(gate))
    await app.register(sessionListRoutes(gate))
    await app.register(staffRoutes(gate))
    await app.register(machineTokenRoutes(gate))
    app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  }

/** The document of the API and a page to read and try it. Only routes with a tag are in it; pages of the portal have none. */
const apiDocument = async (app: FastifyInstance, gate: ReturnType<typeof createStaffGate>): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Weiquan One Net',
        version: '1',
        description:
          'Rights-protection assistance: everything the workbench does. Errors are application/problem+json with a stable code.',
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: apiSecurity(gate.cookies.session) },
    },
    hideUntagged: true,
    transform: withTokenScope(jsonSchemaTransform),
  })
  // The page brings its own script and styles, so it has its own content policy. It stands at the root, because its links do not
  // know the prefix of a plugin around it.
  await app.register(swaggerUi, { routePrefix: '/api/v1/docs', staticCSP: true })
}

/** The workbench's page for every address below /workbench/ that is no file. */
const workbench = async (app: FastifyInstance): Promise<void> => {
  await app.register(fastifyStatic, {
    root: join(workbenchFolder, 'assets'),
    prefix: '/workbench/assets/',
    // Their names carry a hash of their content.
    immutable: true,
    maxAge: '365d',
    // Specs of the server run without a built workbench.
    logLevel: 'error',
  })
  app.get('/workbench', async (_request, reply) => reply.redirect('/workbench/', 308))
  app.get('/workbench/*', async (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile('index.html', workbenchFolder, { cacheControl: false }),
  )
}

/** The whole server as a value: specs inject requests into it, `main.ts` listens with it. */
export const buildApp = async (platform: Platform, portal: Portal): Promise<FastifyInstance> => {
  const app = fastify({
    loggerInstance: platform.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => uuidV7(Date.parse(platform.clock.now())),
    trustProxy: 'loopback',
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  observe(app, platform)
  compressAnswers(app)
  await app.register(cookie, { secret: platform.crypto.derive('cookies').toString('base64url') })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // antd writes its styles into the page.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: platform.config.publicUrl.startsWith('https:') ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  })
  refuseForeignOrigin(app, platform.config.publicUrl)

  const gate = createStaffGate(platform)
  const desk: Desk = { platform, identify: async (request) => (request.machine ? null : gate.actor(request)) }
  await apiDocument(app, gate)
  await app.register(api(desk, gate), { prefix: '/api/v1' })
  await app.register(workbench)
  app.get('/api/docs', async (_request, reply) => reply.redirect('/api/v1/docs', 302))
  await app.register(portalPages(platform, portal))
  return app
}
