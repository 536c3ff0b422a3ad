import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { portalPaths } from '../../contract/paths.ts'
import { chinaDate, type Instant, type PlainDate } from '../../domain/kernel/plain-date.ts'
import { countByProvince } from '../institution/queries.ts'
import type { Platform } from '../platform/platform.ts'
import type { Frame } from './frame.ts'
import { privacyNotice } from './privacy.ts'

const packageFile = new URL('../../../package.json', import.meta.url)
const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, 'utf8')))

const units = { hour: '小时', 'natural-day': '天', 'working-day': '个工作日', month: '个月' } as const

/** Figures that the platform can answer for today: a limit from the rules in force, and who takes matters. */
const facts = async ({ config, db, rules }: Platform, on: string) => {
  const review = rules.deadlines.find(
    (rule) => rule.id === 'AID-REVIEW' && rule.validFrom <= on && (rule.validTo === null || on <= rule.validTo),
  )
  const { count } = await db
    .selectFrom('institution')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('accepts_online', '=', true)
    .where('status', '=', 'active')
    .executeTakeFirstOrThrow()
  return [
    ...(review ? [{ value: `${review.limit} ${units[review.unit]}`, label: '提交后，最迟多久决定是否受理' }] : []),
    {
      value: Number(count).toLocaleString('zh-CN'),
      label: config.demo ? '家机构可以在网上受理（含示范数据）' : '家机构可以在网上受理',
      href: portalPaths.institutions(),
    },
  ]
}

/** Home and the pages that tell who runs this, what happens with data, and for whom it works. */
export const infoPages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame
    const { operator } = platform.config

    // The most visited page costs two counts a minute, however many come.
    let counted: { readonly minute: string; readonly figures: ReturnType<typeof count> } | null = null
    const count = (on: PlainDate) => Promise.all([countByProvince(platform.db, { on }), facts(platform, on)])
    const figuresNow = (now: Instant) => {
      const minute = now.slice(0, 16)
      if (counted?.minute !== minute) {
        const figures = count(chinaDate(now))
        counted = { minute, figures }
        // A failed count is not kept: the next visitor asks again.
        figures.catch(() => {
          counted = null
        })
      }
      return counted.figures
    }

    app.get('/', async (request, reply) => {
      const now = platform.clock.now()
      const on = chinaDate(now)
      const [provinces, figures] = await figuresNow(now)
      return frame.send(reply, 'home', {
        chrome: frame.plain(request),
        scenes: platform.codes.list('scenes', on).map(({ code, zh }) => ({ code, label: zh })),
        provinces,
        facts: figures,
      })
    })
    app.get('/privacy', async (request, reply) =>
      frame.send(reply, 'privacy', { chrome: frame.plain(request), notice: privacyNotice(platform.config) }),
    )
    app.get('/accessibility', async (request, reply) =>
      frame.send(reply, 'accessibility', { chrome: frame.plain(request), contact: operator.contact }),
    )
    app.get('/about', async (request, reply) =>
      frame.send(reply, 'about', { chrome: frame.plain(request), operator, version }),
    )
  }
