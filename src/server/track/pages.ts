import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { portalPaths } from '../../contract/paths.ts'
import type { FieldError } from '../../contract/portal/parts.ts'
import { uuid } from '../../contract/text.ts'
import type { InBoth } from '../../domain/kernel/language.ts'
import { readMatterNumber } from '../../domain/matter/number.ts'
import { findInstitution } from '../institution/queries.ts'
import { countUnread } from '../message/messages.ts'
import { attachment } from '../platform/download.ts'
import { readForm } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import type { HumanCheck } from '../portal/human-check.ts'
import { createLimiter } from '../portal/limiter.ts'
import { networkOf } from '../staff/guess.ts'
import { reasonsIn } from '../submission/institution-choices.ts'
import { receiptProps } from '../submission/receipt-props.ts'
import { staleForm } from '../submission/way.ts'
import { documentPages, listedDocuments } from './document-pages.ts'
import { donePages } from './done-pages.ts'
import { dropGrant, giveGrant } from './grant.ts'
import { messagePages } from './message-pages.ts'
import { noticePages } from './notice-pages.ts'
import { nothingElse, withMatter } from './reading.ts'
import { stepPages } from './step-pages.ts'
import { supplementPages } from './supplement-pages.ts'
import { happenedTo } from './told.ts'
import { openMatter } from './use-cases.ts'
import { standingOf, titleIn } from './view.ts'

/** A person mistypes a few times; a guesser needs millions of tries. */
const perNetwork = { tries: 60, windowMs: 15 * 60_000 }
const perNumber = { tries: 20, windowMs: 60 * 60_000 }

/** One answer for an unknown number and for a wrong proof: neither tells which numbers there are. */
const wrongPair: FieldError = {
  field: 'number',
  message: {
    zh: '事项编号和手机号（查询码）对不上，请核对后再试。固定电话请带区号',
    en: 'The matter number and the phone number (query code) do not match. Please check and try again. Give a landline with its area code',
  },
}

const numberErrors: Readonly<Record<'format' | 'check', InBoth<string>>> = {
  format: {
    zh: '事项编号的样子不对，应以 WQ 开头，后面是两位数字和八位字母数字，例如 WQ33-7K4M-2D9X',
    en: 'This is not how a matter number looks: it begins with WQ, then two digits and eight letters or digits, e.g. WQ33-7K4M-2D9X',
  },
  check: {
    zh: '事项编号有一位写错了，请对照回执再看一遍',
    en: 'One place of the matter number is wrong. Please compare it with your receipt',
  },
}

/** Following a matter without an account: number and a second proof open it for half an hour. */
export const trackPages =
  (frame: Frame, human: HumanCheck) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame
    const networks = createLimiter(platform.clock, perNetwork)
    const numbers = createLimiter(platform.clock, perNumber)

    app.get('/track', async (request, reply) =>
      frame.send(reply, 'track', {
        chrome: frame.withForm(request, reply, 'track'),
        errors: [],
        values: { number: '', proof: '' },
      }),
    )

    app.post('/track', async (request, reply) => {
      const form = readForm(request)
      const values = { number: form.text('number'), proof: form.text('proof') }
      const again = (errors: readonly FieldError[], status: number) =>
        frame.send(reply, 'track', { chrome: frame.withForm(request, reply, 'track'), errors, values }, status)
      if (!frame.isOwnForm(request, form)) return again([staleForm], 403)
      const reading = readMatterNumber(values.number)
      const errors = [
        ...(reading.ok ? [] : [{ field: 'number', message: numberErrors[reading.reason] }]),
        ...(values.proof.trim() === ''
          ? [
              {
                field: 'proof',
                message: {
                  zh: '请填写申请时的手机号，或者查询码',
                  en: 'Please enter the phone number you applied with, or the query code',
                },
              },
            ]
          : []),
      ]
      if (!reading.ok || errors.length > 0) return again(errors, 422)
      const notHuman = human.answer(request, reply, form)
      const wait = human.take(request, networks, networkOf(request.ip)) ?? human.take(request, numbers, reading.number)
      if (wait !== null) return human.ask(request, reply, wait, form, notHuman === null ? [] : [notHuman])
      const matterId = await openMatter(platform, reading.number, values.proof, request.id)
      if (matterId === null) return again([wrongPair], 422)
      giveGrant(frame, reply, matterId)
      return reply.redirect(portalPaths.trackPage('matter'), 303)
    })

    app.post('/track/leave', async (_request, reply) => {
      // Forgetting harms nobody, so a stale token does not stand in the way of someone who leaves a shared computer.
      dropGrant(frame, reply)
      return reply.redirect(portalPaths.track(), 303)
    })

    app.get('/track/matter', (request, reply) =>
      withMatter(
        frame,
        request,
        reply,
        async (ctx, { matter, history }) => ({
          institution: await findInstitution(ctx.tx, matter.holderId),
          messages: {
            total: history.filter(({ event }) => event.type === 'MessageSent').length,
            unread: await countUnread(ctx, matter.id, 'applicant'),
          },
        }),
        ({ loaded, view, chrome }, { institution, messages }) => {
          const now = platform.clock.now()
          const codes = platform.codes.inLanguage(chrome.view.language)
          return frame.send(reply, 'track-matter', {
            chrome,
            number: view.number,
            subject: [codes.label('matter-kinds', view.kind), titleIn(chrome.view.language, view, codes)],
            accountable: {
              name: view.holder.name,
              phone: institution?.phone ?? undefined,
              href: portalPaths.institution(view.holder.id),
              demo: view.holder.demo,
              reasons: reasonsIn({ codes, language: chrome.view.language }, view.holderWhy),
            },
            deliverables: view.deliverables.map((one) => ({
              title: `${codes.label('deliverable-kinds', one.kind)}${chrome.view.language === 'zh' ? '：' : ': '}${one.title}`,
              issuedAt: one.issuedAt,
              href: portalPaths.trackDeliverable(one.deliverableId),
            })),
            documents: listedDocuments(frame, loaded.matter, chrome.view.language),
            happened: happenedTo(loaded.matter, loaded.history, codes, chrome.view.language),
            asOf: now,
            messages,
            ...standingOf(loaded.matter, view, now, chrome.view.language),
          })
        },
      ),
    )

    app.get('/track/receipt', (request, reply) =>
      withMatter(
        frame,
        request,
        reply,
        (ctx, { matter }) => findInstitution(ctx.tx, matter.holderId),
        ({ view, chrome }, institution) => {
          const back = {
            label: { zh: '返回进度', en: 'Back to the matter' }[chrome.view.language],
            href: portalPaths.trackPage('matter'),
          }
          const phone = institution?.phone ?? undefined
          return frame.send(
            reply,
            'receipt',
            receiptProps(chrome, view, platform.codes, { phone, back, fileHref: portalPaths.trackEvidence }),
          )
        },
      ),
    )

    app.get<{ Params: { id: string } }>('/track/deliverable/:id', (request, reply) =>
      withMatter(frame, request, reply, nothingElse, ({ view, chrome }) => {
        const found = view.deliverables.find((one) => one.deliverableId === request.params.id)
        if (!found) return frame.send(reply, 'not-found', { chrome }, 404)
        const kind = platform.codes.get('deliverable-kinds', found.kind)
        return frame.send(reply, 'track-deliverable', {
          chrome,
          number: view.number,
          kindLabel: kind[chrome.view.language],
          title: found.title,
          institution: view.holder.name,
          issuedBy: found.issuedBy,
          issuedAt: found.issuedAt,
          body: found.body,
          disclaimer: (chrome.view.language === 'zh' ? kind.disclaimer : kind.disclaimerEn) ?? undefined,
        })
      }),
    )

    const own = z.object({ id: uuid })
    app.get('/track/evidence/:id', (request, reply) =>
      withMatter(
        frame,
        request,
        reply,
        async (ctx, { matter }) => {
          const params = own.safeParse(request.params)
          if (!params.success) return null
          const row = await ctx.tx
            .selectFrom('evidence')
            .selectAll()
            .where('id', '=', params.data.id)
            .where('matter_id', '=', matter.id)
            .executeTakeFirst()
          return row?.sha256 ? { name: row.name, mediaType: row.media_type, sha256: row.sha256 } : null
        },
        ({ chrome }, file) => {
          if (file === null) return frame.send(reply, 'not-found', { chrome }, 404)
          // Always a download: what strangers uploaded never runs as a page of this site.
          reply.header('content-disposition', attachment(file.name))
          return reply.type(file.mediaType ?? 'application/octet-stream').send(platform.files.read(file.sha256))
        },
      ),
    )

    await app.register(noticePages(frame))
    await app.register(messagePages(frame))
    await app.register(supplementPages(frame))
    await app.register(stepPages(frame))
    await app.register(donePages(frame))
    await app.register(documentPages(frame))
  }
