import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { codeListNames } from '../../contract/code-list.ts'
import { chinaDate } from '../../domain/kernel/plain-date.ts'
import type { Platform } from '../platform/platform.ts'

/** The words behind the codes, as they hold today. Public: they are the law's own vocabulary. */
export const codeListRoutes =
  (platform: Platform): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/code-lists',
      {
        config: { token: 'directory:read', openToAll: true },
        schema: {
          tags: ['rules'],
          summary: 'All code lists with labels and sources',
          response: {
            200: z.object({
              lists: z.record(z.string(), z.array(z.looseObject({ code: z.string(), zh: z.string(), en: z.string() }))),
            }),
          },
        },
      },
      async (_request, reply) => {
        const today = chinaDate(platform.clock.now())
        reply.header('cache-control', 'public, max-age=300')
        return {
          lists: Object.fromEntries(
            codeListNames.map((name) => [name, platform.codes.list(name, today).map((entry) => ({ ...entry }))]),
          ),
        }
      },
    )
  }
