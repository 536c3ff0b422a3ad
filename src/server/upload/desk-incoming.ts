import type { FastifyInstance } from 'fastify'
import { apiPaths } from '../../contract/paths.ts'
import { ok } from '../../domain/kernel/result.ts'
import { sendProblem } from '../platform/http.ts'
import type { Desk } from '../platform/identity.ts'
import { incomingRoutes } from './incoming-routes.ts'

/** `/incoming-files` below the API's root: files of a signed-in person of the staff, piece by piece; whole, each is an upload of its id. */
export const deskIncoming =
  ({ platform, identify }: Desk) =>
  async (app: FastifyInstance): Promise<void> => {
    await app.register(
      incomingRoutes(platform, {
        path: apiPaths.incomingFiles(),
        route: '/incoming-files',
        ownerOf: async (request, reply) => {
          const staff = await identify(request)
          if (staff) return { key: `staff:${staff.id}`, held: { count: 0, bytes: 0 }, take: async () => ok(null) }
          sendProblem(reply, 'not-signed-in')
          return null
        },
        languageOf: () => 'zh',
        documented: true,
      }),
    )
  }
