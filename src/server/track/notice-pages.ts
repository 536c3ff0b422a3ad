import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { MatterView } from '../../contract/matter.ts'
import { portalPaths } from '../../contract/paths.ts'
import type { NoticeContents } from '../../contract/portal/track.ts'
import { inBoth, type Language } from '../../domain/kernel/language.ts'
import type { Matter, Notice } from '../../domain/matter/matter.ts'
import { settingFor } from '../matter/setting.ts'
import type { Ctx } from '../platform/context.ts'
import { readForm } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import { termWords } from '../portal/info-pages.ts'
import { viewOf } from '../portal/view.ts'
import { dueOf } from '../submission/receipt-props.ts'
import { step, withMatter } from './reading.ts'

const rules = { supplement: 'AID-SUPPLEMENT', refusal: 'AID-APPEAL' } as const

const words = inBoth({
  zh: {
    supplement: (length: string) => `从签收的次日起，${length}内补交。到期没有补交的，视为您撤回申请。`,
    refusal: (length: string) => `从签收的次日起，${length}内可以申诉。`,
  },
  en: {
    supplement: (length) =>
      `Hand in within ${length} from the day after you sign. After that the application counts as withdrawn.`,
    refusal: (length) => `You may appeal within ${length} from the day after you sign.`,
  },
})

/** What signing starts, by the rule in force for this institution today. */
const termInWords = async (ctx: Ctx, matter: Matter, language: Language): Promise<string> => {
  const notice = matter.notices.at(-1)
  if (!notice) return ''
  const { clockwork } = await settingFor(ctx, matter.holderId)
  const { limit, unit } = clockwork.set(rules[notice.kind], ctx.now, matter.holderId)
  return words[language][notice.kind](termWords[language][unit](limit))
}

/** The clock that this notice's receipt has started: rounds and clocks of a rule come in the same order. */
const clockOf = (matter: Matter, view: MatterView, notice: Notice) => {
  const round = matter.notices.filter((one) => one.kind === notice.kind).indexOf(notice)
  const clock = view.clocks.filter((one) => one.ruleId === rules[notice.kind])[round]
  if (!clock) throw new Error(`matter ${matter.number}: notice ${notice.noticeId} was received and started no clock`)
  return dueOf(clock)
}

const contentsOf = (
  frame: Frame,
  matter: Matter,
  view: MatterView,
  notice: Notice,
  language: Language,
): NoticeContents => {
  const due = clockOf(matter, view, notice)
  if (notice.kind === 'supplement') {
    const round = matter.supplements.find((one) => one.noticeId === notice.noticeId)
    return { kind: 'supplement', items: round?.items ?? [], due, answered: matter.status !== 'supplement-noticed' }
  }
  const { codes } = frame.platform
  return {
    kind: 'refusal',
    grounds: (matter.refusal?.grounds ?? []).map((code) => codes.label('refusal-grounds', code, language)),
    reasons: matter.refusal?.reasons ?? '',
    due,
    appealed: matter.status !== 'refused',
  }
}

/** Where its PDF is; notices from before documents were made have none. */
const documentOf = (matter: Matter, { noticeId }: Notice): string | undefined =>
  matter.documents.some((one) => one.documentId === noticeId) ? portalPaths.trackDocument(noticeId) : undefined

const signing = z.object({ noticeId: z.string().max(64), expectedVersion: z.coerce.number().int().min(1) })

/** `/track/notice`: the last notice; its contents after the signature, which begins the applicant's time. */
export const noticePages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get('/track/notice', (request, reply) =>
      withMatter(
        frame,
        request,
        reply,
        (ctx, { matter }) => termInWords(ctx, matter, viewOf(request).language),
        ({ loaded: { matter }, view, chrome }, term) => {
          const notice = matter.notices.at(-1)
          if (!notice) return reply.redirect(portalPaths.trackPage('matter'), 303)
          const { received } = notice
          return frame.send(reply, 'track-notice', {
            chrome,
            number: view.number,
            version: view.version,
            kind: notice.kind,
            noticeId: notice.noticeId,
            institution: view.holder.name,
            issuedAt: notice.issuedAt,
            termInWords: term,
            received: received
              ? {
                  at: received.at,
                  contents: contentsOf(frame, matter, view, notice, chrome.view.language),
                  documentHref: documentOf(matter, notice),
                }
              : undefined,
          })
        },
      ),
    )

    app.post('/track/notice', (request, reply) =>
      withMatter(
        frame,
        request,
        reply,
        async () => null,
        async ({ grant, chrome }) => {
          const form = readForm(request)
          if (!frame.isOwnForm(request, form)) {
            return frame.send(reply, 'form-expired', { chrome, backHref: portalPaths.trackPage('notice') }, 403)
          }
          const asked = signing.safeParse({
            noticeId: form.text('noticeId'),
            expectedVersion: form.text('expectedVersion'),
          })
          // Whatever stands in the way (signed already, answered by the counter, a newer notice), the page itself tells it.
          if (asked.success) {
            const { noticeId, expectedVersion } = asked.data
            const command = { type: 'recordReceipt', noticeId, on: null, way: 'portal' } as const
            await step(frame, request, grant, expectedVersion, command)
          }
          return reply.redirect(portalPaths.trackPage('notice'), 303)
        },
      ),
    )
  }
