import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { portalPaths } from '../../contract/paths.ts'
import type { EvidenceValues, FieldError } from '../../contract/portal/parts.ts'
import { submissionLimits } from '../../contract/submission.ts'
import type { Frame } from '../portal/frame.ts'
import { discardUploads } from '../upload/upload.ts'
import { evidenceItems, evidenceKinds, readEvidenceForm, uploadLimits } from './evidence-form.ts'
import { frameOf } from './question-props.ts'
import { openSession, type Session, saveAnswer } from './session.ts'
import { applicationLost, detour, fromCheck, hrefAfter, staleForm } from './way.ts'

const untouched: EvidenceValues = { evidenceKind: '', linkName: '', link: '' }

/** `/apply/evidence`: files and links, kept as soon as they arrive. */
export const evidencePages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const show = (
      request: FastifyRequest,
      reply: FastifyReply,
      session: Pick<Session, 'answers' | 'world'>,
      values: EvidenceValues,
      errors: readonly FieldError[],
      status: number,
    ) => {
      const { answers, world } = session
      const place = { chrome: frame.withForm(request, reply, 'help'), answers, world, fromCheck: fromCheck(request) }
      const props = {
        ...frameOf(place, 'evidence', values, errors),
        items: evidenceItems(answers.evidence?.items ?? [], world),
        kinds: evidenceKinds(world),
        limits: uploadLimits,
      }
      return frame.send(reply, 'apply-evidence', props, status)
    }

    app.get('/apply/evidence', async (request, reply) => {
      const session = await openSession(frame, request)
      const elsewhere = detour(session, 'evidence')
      if (elsewhere !== null) return reply.redirect(elsewhere, 303)
      return show(request, reply, session, untouched, [], 200)
    })

    app.post('/apply/evidence', async (request, reply) => {
      const session = await openSession(frame, request)
      const elsewhere = detour(session, 'evidence')
      if (elsewhere !== null && session.draft === null) return applicationLost(frame, request, reply)
      if (elsewhere !== null || !request.isMultipart()) {
        return reply.redirect(elsewhere ?? portalPaths.applyStep('evidence'), 303)
      }
      const held = session.answers.evidence?.items ?? []
      const sent = await readEvidenceForm(frame, request, session.world, submissionLimits.evidence - held.length)
      if (!sent.own) return show(request, reply, session, sent.values, [staleForm], 403)
      const action = sent.form.text('action')
      const removed = /^remove\.(.+)$/.exec(action)?.[1]
      const finished = action === 'continue' && sent.errors.length === 0
      const saved = await saveAnswer(frame, request, reply, session, 'evidence', (before) => ({
        items: [...(before?.items ?? []).filter((item) => item.id !== removed), ...sent.added],
        finished: finished || before?.finished === true,
      }))
      const gone = held.find((item) => item.id === removed)
      if (gone?.uploadId !== undefined) await discardUploads(frame.platform, [gone.uploadId], request.id)
      const now = { answers: saved.answers, world: session.world }
      if (sent.errors.length > 0) return show(request, reply, now, sent.values, sent.errors, 422)
      if (finished) return reply.redirect(hrefAfter('evidence', now, fromCheck(request)), 303)
      return reply.redirect(portalPaths.applyStep('evidence', fromCheck(request) ? { from: 'check' } : {}), 303)
    })
  }
