import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ApplyStep, portalPaths } from '../../contract/paths.ts'
import type { FieldError } from '../../contract/portal/parts.ts'
import { explainRefusal } from '../../contract/refusal-words.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import { as, type SubmissionId } from '../../domain/kernel/ids.ts'
import { inBoth, type Language } from '../../domain/kernel/language.ts'
import type { Refusal } from '../../domain/kernel/refusal.ts'
import { findInstitution } from '../institution/queries.ts'
import { findMatter } from '../matter/store.ts'
import { matterView } from '../matter/view.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import { type Form, readForm } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import { privacyNotice } from '../portal/privacy.ts'
import { viewOf } from '../portal/view.ts'
import { type Answers, type Missing, readSubmission } from './answers.ts'
import { type Draft, draftSettings, lockDraft, markSent } from './draft.ts'
import { evidenceItems } from './evidence-form.ts'
import { frameOf, keptOf } from './question-props.ts'
import { dueOf, firstStepOf, receiptProps } from './receipt-props.ts'
import { openSession, type Session } from './session.ts'
import { findReceipt, submissionSettings, submit } from './submit.ts'
import { summaryOf } from './summary.ts'
import { namesFor } from './summary-names.ts'
import { applicationLost, detour, recheck, staleForm } from './way.ts'

const codeOwners: Readonly<Record<string, ApplyStep>> = {
  'right-types': 'rights',
  services: 'services',
  scenes: 'facts',
  positions: 'identity',
  urgencies: 'urgency',
  'evidence-kinds': 'evidence',
}

/** The page where an obstacle to the submission can be put right. */
const obstacleOf = (refusal: Refusal, language: Language): Missing => {
  const text = explainRefusal(refusal, language)
  switch (refusal.code) {
    case 'institution-not-serving':
      return { step: 'institution', text }
    case 'upload-unknown':
      return { step: 'evidence', text }
    case 'code-unknown':
      return { step: codeOwners[refusal.list] ?? 'kind', text }
    default:
      return { step: 'kind', text }
  }
}

const ticks = ['consent', 'consentSensitive', 'truth'] as const
const tickMessages = {
  consent: { zh: '请勾选同意，否则无法办理', en: 'Please tick your consent; without it the matter can’t be handled' },
  consentSensitive: {
    zh: '请勾选单独同意；不同意的，可以到机构窗口办理',
    en: 'Please tick your separate consent; if you do not agree, you can apply at the counter',
  },
  truth: { zh: '请勾选声明', en: 'Please tick the declaration' },
} as const

const sensitiveWords = inBoth({
  zh: {
    residentId: '居民身份证号码',
    inBoth: '经过和材料中可能含有的敏感个人信息',
    inFacts: '经过中可能含有的敏感个人信息',
  },
  en: {
    residentId: 'resident identity number',
    inBoth: 'sensitive information that your account and documents may hold',
    inFacts: 'sensitive information that your account may hold',
  },
})

/** What this application really holds of what PIPL art. 28 protects most. The account and files may always hold some. */
const sensitiveIn = ({ applicant, evidence, identity }: Answers, language: Language): readonly string[] => [
  ...(applicant?.identifier && identity?.identityKind === 'natural-person'
    ? [sensitiveWords[language].residentId]
    : []),
  (evidence?.items.length ?? 0) > 0 ? sensitiveWords[language].inBoth : sensitiveWords[language].inFacts,
]

type Outcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'missing'; readonly missing: readonly Missing[] }

const senderOf = (submissionId: string): Actor => ({
  kind: 'public',
  scope: { kind: 'submission', submissionId: as<SubmissionId>(submissionId) },
})

/** Summary, consent, submission and what is shown after it. */
export const finishPages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame

    const showCheck = async (
      request: FastifyRequest,
      reply: FastifyReply,
      { draft, answers, world }: Session,
      missing: readonly Missing[],
      status: number,
      errors: readonly FieldError[] = [],
    ) => {
      const chrome = frame.withForm(request, reply, 'help')
      const place = { chrome, answers, world, fromCheck: false, kept: keptOf(platform, draft) }
      return frame.send(
        reply,
        'apply-check',
        {
          ...frameOf(place, 'check', {}, errors),
          sections: summaryOf(answers, world, await namesFor(platform, answers)),
          evidence: evidenceItems(answers.evidence?.items ?? [], world),
          evidenceChangeHref: portalPaths.applyStep('evidence', { from: 'check' }),
          missing: missing.map(({ step, text }) => ({ text, href: portalPaths.applyStep(step, { from: 'check' }) })),
        },
        status,
      )
    }

    /** What keeps the answers from being sent. */
    const missingOf = ({ draft, answers, world }: Session): readonly Missing[] => {
      const ready = readSubmission(answers, draft?.id ?? '', world)
      return ready.ok ? [] : ready.missing
    }

    const showConsent = (
      request: FastifyRequest,
      reply: FastifyReply,
      { draft, answers, world }: Session,
      given: Form | null,
      errors: readonly FieldError[],
      status: number,
    ) => {
      const place = {
        chrome: frame.withForm(request, reply, 'help'),
        answers,
        world,
        fromCheck: false,
        kept: keptOf(platform, draft),
        // What is consented to is what was checked.
        seen: given?.text('seen') || String(draft?.version ?? 0),
      }
      const tick = (name: string) => (given?.text(name) === 'yes' ? 'yes' : '')
      const values = { consent: tick('consent'), consentSensitive: tick('consentSensitive'), truth: tick('truth') }
      const props = {
        ...frameOf(place, 'consent', values, errors),
        notice: privacyNotice(platform.config, world.language),
        sensitive: sensitiveIn(answers, world.language),
      }
      return frame.send(reply, 'apply-consent', props, status)
    }

    /** The draft becomes a matter, once; draft and matter change together or not at all. */
    const send = (draft: Draft<Answers>, { world }: Session, requestId: string): Promise<Outcome> =>
      inContext(
        platform,
        senderOf(draft.id),
        requestId,
        async (ctx): Promise<Outcome> => {
          const current = await lockDraft<Answers>(ctx, draft.id)
          if (current === null) return { kind: 'gone' }
          if (current.matterId !== null) return { kind: 'sent' }
          const ready = readSubmission(current.answers, current.id, world)
          if (!ready.ok) return { kind: 'missing', missing: ready.missing }
          const sent = await submit(ctx, ready.input, {
            channel: 'online',
            consentGiven: 'on-screen',
            language: world.language,
          })
          if (!sent.ok) return { kind: 'missing', missing: [obstacleOf(sent.refusal, world.language)] }
          await markSent(ctx, current.id, sent.value.matterId)
          return { kind: 'sent' }
        },
        { settings: [...submissionSettings(draft.id), ...draftSettings(draft.id)] },
      )

    app.get('/apply/check', async (request, reply) => {
      const session = await openSession(frame, request)
      const elsewhere = detour(session, 'check')
      if (elsewhere !== null) return reply.redirect(elsewhere, 303)
      return showCheck(request, reply, session, missingOf(session), 200)
    })

    app.post('/apply/check', async (request, reply) => {
      const session = await openSession(frame, request)
      const elsewhere = detour(session, 'check')
      if (elsewhere !== null) return reply.redirect(elsewhere, 303)
      const missing = missingOf(session)
      if (!frame.isOwnForm(request, readForm(request))) {
        return showCheck(request, reply, session, missing, 403, [staleForm])
      }
      if (missing.length > 0) return showCheck(request, reply, session, missing, 422)
      return reply.redirect(portalPaths.applyStep('consent'), 303)
    })

    app.get('/apply/consent', async (request, reply) => {
      const session = await openSession(frame, request)
      const unready = session.draft === null || (session.draft.matterId === null && missingOf(session).length > 0)
      const elsewhere = unready
        ? portalPaths.applyStep('check')
        : session.draft?.matterId
          ? portalPaths.applySubmitted()
          : null
      if (elsewhere !== null) return reply.redirect(elsewhere, 303)
      return showConsent(request, reply, session, null, [], 200)
    })

    app.post('/apply/consent', async (request, reply) => {
      const session = await openSession(frame, request)
      const { draft } = session
      if (draft === null) return applicationLost(frame, request, reply)
      if (draft.matterId !== null) return reply.redirect(portalPaths.applySubmitted(), 303)
      const form = readForm(request)
      if (!frame.isOwnForm(request, form)) return showConsent(request, reply, session, form, [staleForm], 403)
      const open = ticks.filter((name) => form.text(name) !== 'yes')
      if (open.length > 0) {
        const errors = open.map((name) => ({ field: name, message: tickMessages[name] }))
        return showConsent(request, reply, session, form, errors, 422)
      }
      const seen = form.text('seen')
      if (seen !== '' && seen !== String(draft.version)) {
        return showCheck(request, reply, session, missingOf(session), 409, [recheck])
      }
      const outcome = await send(draft, session, request.id)
      if (outcome.kind === 'gone') return reply.redirect(portalPaths.apply(), 303)
      if (outcome.kind === 'missing') return showCheck(request, reply, session, outcome.missing, 409)
      return reply.redirect(portalPaths.applySubmitted(), 303)
    })

    /** What has been sent from this browser, read under the submission's own scope; null when nothing has. */
    const sentBy = async (request: FastifyRequest) => {
      const { draft } = await openSession(frame, request)
      if (draft === null || draft.matterId === null) return null
      const read = async (ctx: Ctx) => {
        const receipt = await findReceipt(ctx, draft.id)
        const loaded = receipt && (await findMatter(ctx, as(receipt.matterId)))
        if (!receipt || !loaded) return null
        const institution = await findInstitution(ctx.tx, receipt.institution.id)
        const { queryCode } = receipt
        return {
          view: await matterView(ctx, loaded, viewOf(request).language),
          queryCode,
          phone: institution?.phone ?? undefined,
        }
      }
      return inContext(platform, senderOf(draft.id), request.id, read, { settings: submissionSettings(draft.id) })
    }

    app.get('/apply/submitted', async (request, reply) => {
      const sent = await sentBy(request)
      if (sent === null) return reply.redirect(portalPaths.apply(), 303)
      const { view, queryCode, phone } = sent
      const review = view.clocks[0]
      return frame.send(reply, 'apply-submitted', {
        chrome: frame.plain(request, 'help'),
        number: view.number,
        queryCode,
        submittedAt: view.submittedAt,
        kindLabel: platform.codes.label('matter-kinds', view.kind, viewOf(request).language),
        institution: { name: view.holder.name, phone, href: portalPaths.institution(view.holder.id) },
        nextStep: firstStepOf(viewOf(request).language),
        due: review && dueOf(review),
      })
    })

    app.get('/apply/receipt', async (request, reply) => {
      const sent = await sentBy(request)
      if (sent === null) return reply.redirect(portalPaths.apply(), 303)
      const { view, queryCode, phone } = sent
      const back = { label: { zh: '返回', en: 'Back' }[viewOf(request).language], href: portalPaths.applySubmitted() }
      const chrome = frame.plain(request, 'help')
      return frame.send(reply, 'receipt', receiptProps(chrome, view, platform.codes, { queryCode, phone, back }))
    })
  }
