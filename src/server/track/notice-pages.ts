import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { MatterView } from '../../contract/matter.ts'
import { portalPaths } from '../../contract/paths.ts'
import type { NoticeContents } from '../../contract/portal/track.ts'
import type { Matter, Notice } from '../../domain/matter/matter.ts'
import { settingFor } from '../matter/setting.ts'
import type { Ctx } from '../platform/context.ts'
import { readForm } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import { dueOf } from '../submission/receipt-props.ts'
import { step, withMatter } from './reading.ts'

const rules = { supplement: 'AID-SUPPLEMENT', refusal: 'AID-APPEAL' } as const
const units = { hour: '小时', 'natural-day': '天', 'working-day': '个工作日', month: '个月' } as const

/** What signing starts, by the rule in force for this institution today. */
const termInWords = async (ctx: Ctx, matter: Matter): Promise<string> => {
  const notice = matter.notices.at(-1)
  if (!notice) return ''
  const { clockwork } = await settingFor(ctx, matter.holderId)
  const { limit, unit } = clockwork.set(rules[notice.kind], ctx.now, matter.holderId)
  const length = `${limit} ${units[unit]}`
  return notice.kind === 'supplement'
    ? `从签收的次日起，${length}内补交。到期没有补交的，视为您撤回申请。`
    : `从签收的次日起，${length}内可以申诉。`
}

/** The clock that this notice's receipt has started: rounds and clocks of a rule come in the same order. */
const clockOf = (matter: Matter, view: MatterView, notice: Notice) => {
  const round = matter.notices.filter((one) => one.kind === notice.kind).indexOf(notice)
  const clock = view.clocks.filter((one) => one.ruleId === rules[notice.kind])[round]
  if (!clock) throw new Error(`matter ${matter.number}: notice ${notice.noticeId} was received and started no clock`)
  return dueOf(clock)
}

const contentsOf = (frame: Frame, matter: Matter, view: MatterView, notice: Notice): NoticeContents => {
  const due = clockOf(matter, view, notice)
  if (notice.kind === 'supplement') {
    const round = matter.supplements.find((one) => one.noticeId === notice.noticeId)
    return { kind: 'supplement', items: round?.items ?? [], due, answered: matter.status !== 'supplement-noticed' }
  }
  const { codes } = frame.platform
  return {
    kind: 'refusal',
    grounds: (matter.refusal?.grounds ?? []).map((code) => codes.label('refusal-grounds', code)),
    reasons: matter.refusal?.reasons ?? '',
    due,
    appealed: matter.status !== 'refused',
  }
}

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
        (ctx, { matter }) => termInWords(ctx, matter),
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
            received: received ? { at: received.at, contents: contentsOf(frame, matter, view, notice) } : undefined,
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
