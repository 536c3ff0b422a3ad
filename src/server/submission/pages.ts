import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ApplyStep, applySteps, portalPaths } from '../../contract/paths.ts'
import type { FieldError } from '../../contract/portal/parts.ts'
import { submissionLimits } from '../../contract/submission.ts'
import { type Form, readForm } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import type { HumanCheck } from '../portal/human-check.ts'
import type { Answers } from './answers.ts'
import { evidencePages } from './evidence-pages.ts'
import { finishPages } from './finish-pages.ts'
import { whyNotChosen } from './institution-choices.ts'
import { laterPages } from './later-pages.ts'
import { keptOf, type Place, questionProps, typedBefore } from './question-props.ts'
import { type QuestionStep, questions, type Typed } from './questions.ts'
import { reusePages } from './reuse-pages.ts'
import {
  keepStart,
  leaveDraft,
  openSession,
  openStepOf,
  readStart,
  restart,
  type Session,
  saveAnswer,
  seenOf,
} from './session.ts'
import { savedRows } from './summary-names.ts'
import { applicationLost, changedElsewhere, detour, fromCheck, hrefAfter, sentElsewhere, staleForm } from './way.ts'

const rowLimits = { rights: submissionLimits.rights, respondents: submissionLimits.respondents } as const
const emptyRow = { rights: { type: '', number: '', name: '' }, respondents: { name: '', place: '', link: '' } } as const

/** One row more or less without saving; null when another button was pressed. */
const changedRows = (step: QuestionStep, form: Form): Typed<'rights'> | Typed<'respondents'> | null => {
  if (step !== 'rights' && step !== 'respondents') return null
  const action = form.text('action')
  const removed = /^remove\.(\d{1,3})$/.exec(action)?.[1]
  if (action !== 'add' && removed === undefined) return null
  const change = <Row>(rows: readonly Row[], fresh: Row, most: number): readonly Row[] => {
    if (removed !== undefined) return rows.filter((_, index) => index !== Number(removed))
    return rows.length < most ? [...rows, fresh] : rows
  }
  if (step === 'rights') {
    const rows = change(questions.rights.read(form).rights, emptyRow.rights, rowLimits.rights)
    return { rights: rows.length === 0 ? [emptyRow.rights] : rows }
  }
  const { respondents } = questions.respondents.read(form)
  return { respondents: change(respondents, emptyRow.respondents, rowLimits.respondents) }
}

const isApplyStep = (text: string): text is ApplyStep => (applySteps as readonly string[]).includes(text)
const isPlainQuestion = (step: ApplyStep): step is QuestionStep =>
  step !== 'evidence' && step !== 'check' && step !== 'consent'

/** Start, questions and end of an application; see `Session` for what is kept between them. */
export const submissionPages =
  (frame: Frame, human: HumanCheck) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame

    const show = async <Step extends QuestionStep>(
      request: FastifyRequest,
      reply: FastifyReply,
      session: Session,
      step: Step,
      typed: Typed<Step>,
      errors: readonly FieldError[],
      status: number,
      further: Pick<Place, 'seen' | 'elsewhere'> = {},
    ) => {
      const { answers, world } = session
      const place = {
        chrome: frame.withForm(request, reply, 'help'),
        answers,
        world,
        fromCheck: fromCheck(request),
        kept: keptOf(platform, session.draft),
        seen: seenOf(platform, session, step),
        ...further,
      }
      const query = step === 'institution' ? searchWords(request) : ''
      const props = await questionProps(platform, place, step, typed, errors, query)
      return frame.send(reply, `apply-${step}`, props, status)
    }

    const answer = async <Step extends QuestionStep>(
      request: FastifyRequest,
      reply: FastifyReply,
      session: Session,
      step: Step,
    ) => {
      const form = readForm(request)
      const rows = changedRows(step, form)
      // `changedRows` answers with the rows of this very step.
      const typed = (rows as Typed<Step> | null) ?? questions[step].read(form)
      // What the page showed when it was opened stays the measure until its answer is saved.
      const given = form.text('seen')
      const opened = given === '' ? {} : { seen: given }
      if (session.draft !== null && session.draft.matterId !== null) {
        return show(request, reply, session, step, typed, [sentElsewhere], 409, opened)
      }
      if (!frame.isOwnForm(request, form)) return show(request, reply, session, step, typed, [staleForm], 403, opened)
      if (rows !== null) return show(request, reply, session, step, typed, [], 200, opened)
      const errors = [...questions[step].check(typed, session.answers, session.world)]
      if (errors.length === 0 && step === 'institution') {
        const obstacle = await whyNotChosen(platform, form.text('institutionId'), session.world)
        if (obstacle !== null) errors.push({ field: 'institutionId', message: obstacle })
      }
      if (errors.length > 0) return show(request, reply, session, step, typed, errors, 422, opened)
      let clash = false
      const saved = await saveAnswer(frame, request, reply, session, step, (before) => {
        const changed = given !== '' && given !== seenOf(platform, { answers: { [step]: before } }, step)
        clash = changed && JSON.stringify(before) !== JSON.stringify(typed)
        // A page's answer has the type of that page.
        return clash ? before : (typed as Answers[Step])
      })
      if (clash) {
        const current = { ...session, draft: saved, answers: saved.answers }
        const rows = await savedRows(platform, current, step)
        const elsewhere = { savedAt: session.draft?.savedAt ?? saved.savedAt, rows }
        return show(request, reply, current, step, typed, [changedElsewhere], 409, { elsewhere })
      }
      const next = { answers: saved.answers, world: session.world }
      return reply.redirect(hrefAfter(step, next, fromCheck(request)), 303)
    }

    app.get('/apply', async (request, reply) => {
      const session = await openSession(frame, request)
      const start = readStart(request.query, session.world)
      const { draft, answers } = session
      if (draft !== null && draft.matterId === null) {
        return frame.send(reply, 'apply-unfinished', {
          chrome: frame.withForm(request, reply, 'help'),
          savedAt: draft.savedAt,
          kept: keptOf(platform, draft),
          kindLabel: answers.kind
            ? session.world.codes.label('matter-kinds', answers.kind.kind)
            : { zh: '申请', en: 'Application' }[session.world.language],
          continueHref: portalPaths.applyStep(openStepOf(session)),
          start,
        })
      }
      if (draft !== null) leaveDraft(frame, reply)
      keepStart(frame, reply, start)
      return reply.redirect(portalPaths.applyStep(start.kind === undefined ? 'kind' : 'identity'), 303)
    })

    app.post('/apply/unfinished', async (request, reply) => {
      const form = readForm(request)
      const session = await openSession(frame, request)
      if (!frame.isOwnForm(request, form)) {
        return frame.send(
          reply,
          'form-expired',
          { chrome: frame.plain(request, 'help'), backHref: portalPaths.apply() },
          403,
        )
      }
      if (form.text('action') !== 'restart') return reply.redirect(portalPaths.applyStep(openStepOf(session)), 303)
      await restart(frame, request, reply, session)
      const start = readStart({ kind: form.text('kind'), scene: form.text('scene') }, session.world)
      keepStart(frame, reply, start)
      return reply.redirect(portalPaths.applyStep(start.kind === undefined ? 'kind' : 'identity'), 303)
    })

    await app.register(evidencePages(frame))
    await app.register(finishPages(frame))
    await app.register(laterPages(frame, human))
    await app.register(reusePages(frame))

    app.route<{ Params: { step: string } }>({
      method: ['GET', 'POST'],
      url: '/apply/:step',
      handler: async (request, reply) => {
        const { step } = request.params
        if (!isApplyStep(step) || !isPlainQuestion(step)) return reply.callNotFound()
        const session = await openSession(frame, request)
        const elsewhere = detour(session, step)
        if (elsewhere !== null && session.draft === null && request.method === 'POST') {
          return applicationLost(frame, request, reply)
        }
        // Sent from another device: what was typed here is shown again, see `answer`.
        if (session.draft?.matterId && request.method === 'POST') return answer(request, reply, session, step)
        if (elsewhere !== null) return reply.redirect(elsewhere, 303)
        if (request.method === 'POST') return answer(request, reply, session, step)
        return show(request, reply, session, step, typedBefore(step, session.answers), [], 200)
      },
    })
  }

const searchWords = (request: FastifyRequest): string => {
  const { query } = request
  const q = typeof query === 'object' && query !== null && 'q' in query ? query.q : ''
  return typeof q === 'string' ? q.slice(0, 60) : ''
}
