import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { portalPaths } from '../../contract/paths.ts'
import type { LaterPageProps } from '../../contract/portal/apply.ts'
import type { FieldError } from '../../contract/portal/parts.ts'
import { masksOf } from '../applicant/account.ts'
import { accountOf } from '../applicant/account-session.ts'
import { maskOf, readAddress } from '../applicant/address.ts'
import { readForm } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import type { HumanCheck } from '../portal/human-check.ts'
import { createLimiter } from '../portal/limiter.ts'
import { networkOf } from '../staff/guess.ts'
import { findByResumeCode, lookAtLink, sendDraftLink, useLink } from './draft-resume.ts'
import { keptOf } from './question-props.ts'
import { readResumeCode } from './resume-code.ts'
import { holdDraft, leaveDraft, openSession, openStepOf, type Session } from './session.ts'
import { staleForm } from './way.ts'

/** A person mistypes a few times; what stands behind a guess is told at `resumeCode`. */
const codesPerNetwork = { tries: 30, windowMs: 15 * 60_000 }

const living = (session: Session) => session.draft !== null && session.draft.matterId === null

/** Save and go on later; and the ways back: the code from another device, and the link that was sent. */
export const laterPages =
  (frame: Frame, human: HumanCheck) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame
    const networks = createLimiter(platform.clock, codesPerNetwork)

    const tooMany = (request: FastifyRequest, reply: FastifyReply, wait: number) =>
      frame.send(
        reply.header('retry-after', wait),
        'too-many-requests',
        { chrome: frame.plain(request, 'help'), retryAfterSeconds: wait },
        429,
      )

    const goOn = (reply: FastifyReply, draftId: string) => {
      holdDraft(frame, reply, draftId)
      return reply.redirect(portalPaths.apply(), 303)
    }

    const showLater = async (
      request: FastifyRequest,
      reply: FastifyReply,
      session: Session,
      further: Pick<LaterPageProps, 'errors' | 'values' | 'sent'>,
      status = 200,
    ) => {
      const kept = keptOf(platform, session.draft)
      if (!kept) return reply.redirect(portalPaths.apply(), 303)
      const accountId = session.draft?.accountId ?? null
      const own = accountId !== null && accountId === (await accountOf(frame, request))
      const account = own ? await masksOf(platform, accountId, request.id) : undefined
      const chrome = frame.withForm(request, reply, 'help')
      const continueHref = portalPaths.applyStep(openStepOf(session))
      return frame.send(reply, 'apply-later', { chrome, kept, continueHref, account, ...further }, status)
    }

    app.get('/apply/later', async (request, reply) => {
      const session = await openSession(frame, request)
      return showLater(request, reply, session, { errors: [], values: { address: '' } })
    })

    app.post('/apply/later', async (request, reply) => {
      const session = await openSession(frame, request)
      const form = readForm(request)
      const values = { address: form.text('address') }
      const again = (error: FieldError, status: number) =>
        showLater(request, reply, session, { errors: [error], values }, status)
      if (!frame.isOwnForm(request, form)) return again(staleForm, 403)
      const read = readAddress(values.address)
      if (!read.ok) return again({ field: 'address', message: read.message }, 422)
      if (session.draft === null || !living(session)) return reply.redirect(portalPaths.apply(), 303)
      const { language } = frame.plain(request).view
      const sent = await sendDraftLink(platform, session.draft.id, read.address, request.ip, language, request.id)
      if (!sent.ok) return tooMany(request, reply, sent.retryAfterSeconds)
      return showLater(request, reply, session, {
        errors: [],
        values: { address: '' },
        sent: { mask: maskOf(read.address), until: sent.until },
      })
    })

    app.post('/apply/leave', async (_request, reply) => {
      // Forgetting harms nobody: the draft stays and its code opens it.
      leaveDraft(frame, reply)
      return reply.redirect(portalPaths.home(), 303)
    })

    /** The unfinished application of this very device, so that going on with another one does not lose it. */
    const ownOf = (session: Session) => {
      const kept = keptOf(platform, session.draft)
      return kept && { resumeCode: kept.resumeCode, continueHref: portalPaths.applyStep(openStepOf(session)) }
    }

    const showResume = async (
      request: FastifyRequest,
      reply: FastifyReply,
      code: string,
      errors: readonly FieldError[],
      status = 200,
    ) => {
      const own = ownOf(await openSession(frame, request))
      const chrome = frame.withForm(request, reply, 'help')
      return frame.send(reply, 'apply-resume', { chrome, own, errors, values: { code } }, status)
    }

    app.get('/apply/resume', (request, reply) => showResume(request, reply, '', []))

    app.post('/apply/resume', async (request, reply) => {
      const form = readForm(request)
      const typed = form.text('code')
      const again = (message: FieldError['message']) =>
        showResume(request, reply, typed, [{ field: 'code', message }], 422)
      if (!frame.isOwnForm(request, form)) return showResume(request, reply, typed, [staleForm], 403)
      const code = readResumeCode(typed)
      if (code === null)
        return again({
          zh: '续办码的样子不对，应是十位字母和数字，例如 K7Q29-DMW3F',
          en: 'The code does not look right: it has ten letters and digits, e.g. K7Q29-DMW3F',
        })
      const notHuman = human.answer(request, reply, form)
      const wait = human.take(request, networks, networkOf(request.ip))
      if (wait !== null) return human.ask(request, reply, wait, form, notHuman === null ? [] : [notHuman])
      const draftId = await findByResumeCode(platform, code, request.id)
      return draftId === null
        ? again({
            zh: '没有找到这份申请：续办码写错了，或者已经过期删除',
            en: 'This application was not found: the code is wrong, or it has expired and was deleted',
          })
        : goOn(reply, draftId)
    })

    app.get<{ Params: { token: string } }>('/apply/resume/:token', async (request, reply) => {
      const { token } = request.params
      const state = await lookAtLink(platform, token, request.id)
      const own = ownOf(await openSession(frame, request))
      const chrome = frame.withForm(request, reply, 'help')
      return state.ok
        ? frame.send(reply, 'apply-resume-link', { chrome, own, action: portalPaths.applyResumeLink(token) })
        : frame.send(reply, 'apply-resume-link', { chrome, refused: state.reason }, 410)
    })

    app.post<{ Params: { token: string } }>('/apply/resume/:token', async (request, reply) => {
      const chrome = frame.withForm(request, reply, 'help')
      const { token } = request.params
      // Nothing was typed here; the button comes again with a token of this browser.
      const form = readForm(request)
      if (!frame.isOwnForm(request, form)) {
        return frame.send(reply, 'form-expired', { chrome, backHref: portalPaths.applyResumeLink(token) }, 403)
      }
      const notHuman = human.answer(request, reply, form)
      const wait = human.take(request, networks, networkOf(request.ip))
      if (wait !== null) return human.ask(request, reply, wait, form, notHuman === null ? [] : [notHuman])
      const state = await useLink(platform, token, request.id)
      if (state.ok) return goOn(reply, state.draftId)
      return frame.send(reply, 'apply-resume-link', { chrome, refused: state.reason }, 410)
    })
  }
