import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { portalPaths } from '../../contract/paths.ts'
import type { HomeProps } from '../../contract/portal/info.ts'
import type { DeadlineUnit } from '../../domain/deadline/rule.ts'
import { inBoth, type Language } from '../../domain/kernel/language.ts'
import { chinaDate, type Instant, type PlainDate } from '../../domain/kernel/plain-date.ts'
import { countByProvince } from '../institution/queries.ts'
import type { Platform } from '../platform/platform.ts'
import type { Frame } from './frame.ts'
import { operatorIn, privacyNotice } from './privacy.ts'
import { viewOf } from './view.ts'

const packageFile = new URL('../../../package.json', import.meta.url)
const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, 'utf8')))

/** Lengths of time as the portal tells them; a limit is never one of a unit that has its own plural. */
export const termWords = inBoth<Record<DeadlineUnit, (limit: number) => string>>({
  zh: {
    hour: (limit) => `${limit} 小时`,
    'natural-day': (limit) => `${limit} 天`,
    'working-day': (limit) => `${limit} 个工作日`,
    month: (limit) => `${limit} 个月`,
  },
  en: {
    hour: (limit) => `${limit} hour${limit === 1 ? '' : 's'}`,
    'natural-day': (limit) => `${limit} day${limit === 1 ? '' : 's'}`,
    'working-day': (limit) => `${limit} working day${limit === 1 ? '' : 's'}`,
    month: (limit) => `${limit} month${limit === 1 ? '' : 's'}`,
  },
})

const words = inBoth({
  zh: {
    review: '提交后，最迟多久决定是否受理',
    serving: '家机构可以在网上受理',
    servingDemo: '家机构可以在网上受理（含示范数据）',
  },
  en: {
    review: 'at most, from sending to the decision whether to accept',
    serving: 'institutions take matters online',
    servingDemo: 'institutions take matters online (with demo data)',
  },
})

/** Figures that the platform can answer for today: a limit from the rules in force, and who takes matters. */
const facts = async ({ db, rules }: Platform, on: string) => {
  const review = rules.deadlines.find(
    (rule) => rule.id === 'AID-REVIEW' && rule.validFrom <= on && (rule.validTo === null || on <= rule.validTo),
  )
  const { count } = await db
    .selectFrom('institution')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('accepts_online', '=', true)
    .where('status', '=', 'active')
    .executeTakeFirstOrThrow()
  return { review, serving: Number(count) }
}

const told = (
  { review, serving }: Awaited<ReturnType<typeof facts>>,
  demo: boolean,
  language: Language,
): HomeProps['facts'] => {
  const t = words[language]
  return [
    ...(review ? [{ value: termWords[language][review.unit](review.limit), label: t.review }] : []),
    {
      value: serving.toLocaleString(language === 'zh' ? 'zh-CN' : 'en'),
      label: demo ? t.servingDemo : t.serving,
      href: portalPaths.institutions(),
    },
  ]
}

/** Home and the pages that tell who runs this, what happens with data, and for whom it works. */
export const infoPages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame

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
      const chrome = frame.plain(request)
      const { language } = chrome.view
      return frame.send(reply, 'home', {
        chrome,
        scenes: platform.codes.list('scenes', on).map((entry) => ({ code: entry.code, label: entry[language] })),
        provinces,
        facts: told(figures, platform.config.demo, language),
      })
    })
    app.get('/privacy', async (request, reply) =>
      frame.send(reply, 'privacy', {
        chrome: frame.plain(request),
        notice: privacyNotice(platform.config, viewOf(request).language),
      }),
    )
    app.get('/accessibility', async (request, reply) =>
      frame.send(reply, 'accessibility', {
        chrome: frame.plain(request),
        contact: operatorIn(platform.config, viewOf(request).language).contact,
      }),
    )
    app.get('/about', async (request, reply) =>
      frame.send(reply, 'about', {
        chrome: frame.plain(request),
        operator: operatorIn(platform.config, viewOf(request).language),
        version,
      }),
    )
  }
