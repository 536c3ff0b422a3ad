import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { portalPaths } from '../../contract/paths.ts'
import type { EvidenceValues, FieldError } from '../../contract/portal/parts.ts'
import type { Frame } from '../portal/frame.ts'
import { viewOf } from '../portal/view.ts'
import { discardUploads } from '../upload/discard.ts'
import type { EvidenceAnswer } from './answers.ts'
import {
  decideLocation,
  evidenceItems,
  evidenceKinds,
  readEvidenceForm,
  undecidedLocations,
  uploadLimits,
} from './evidence-form.ts'
import { cancelUnfinished, evidenceIncoming, uploadingProps } from './evidence-incoming.ts'
import { frameOf, keptOf } from './question-props.ts'
import { openSession, type Session, saveAnswer } from './session.ts'
import { applicationLost, detour, fromCheck, hrefAfter, staleForm } from './way.ts'

const untouched: EvidenceValues = { evidenceKind: '', linkName: '', link: '' }

/** `/apply/evidence`: files and links, kept as soon as they arrive. */
export const evidencePages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    await app.register(evidenceIncoming(frame))

    const show = async (
      request: FastifyRequest,
      reply: FastifyReply,
      session: Session,
      values: EvidenceValues,
      errors: readonly FieldError[],
      status: number,
    ) => {
      const { answers, world } = session
      const kept = keptOf(frame.platform, session.draft)
      const chrome = frame.withForm(request, reply, 'help')
      const place = { chrome, answers, world, fromCheck: fromCheck(request), kept }
      const props = {
        ...frameOf(place, 'evidence', values, errors),
        items: evidenceItems(answers.evidence?.items ?? [], world),
        kinds: evidenceKinds(world),
        limits: uploadLimits(chrome.view.language),
        uploading: await uploadingProps(frame, request, portalPaths.applyIncoming(), session.draft?.id ?? null),
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
      const sent = await readEvidenceForm(frame, request, session.world, held)
      if (!sent.own) return show(request, reply, session, sent.values, [staleForm], 403)
      const action = sent.form.text('action')
      const removed = /^remove\.(.+)$/.exec(action)?.[1]
      const { language } = viewOf(request)
      const decided = await decideLocation(frame.platform, held, action, request.id)
      const itemsAfter = (before: readonly EvidenceAnswer[]) => [
        ...before.filter((item) => item.id !== removed).map((item) => (item.id === decided?.id ? decided : item)),
        ...sent.added,
      ]
      if (session.draft !== null) await cancelUnfinished(frame.platform, session.draft.id, action, request.id)
      const undecided = undecidedLocations(itemsAfter(held), language)
      const errors = [...sent.errors, ...(action === 'continue' ? undecided : [])]
      const finished = action === 'continue' && errors.length === 0
      const saved = await saveAnswer(frame, request, reply, session, 'evidence', (before) => ({
        items: itemsAfter(before?.items ?? []),
        finished: finished || (before?.finished === true && undecided.length === 0),
      }))
      const gone = held.find((item) => item.id === removed)
      if (gone?.uploadId !== undefined) await discardUploads(frame.platform, [gone.uploadId], request.id)
      const now = { draft: saved, answers: saved.answers, world: session.world }
      if (errors.length > 0) return show(request, reply, now, sent.values, errors, 422)
      if (finished) return reply.redirect(hrefAfter('evidence', now, fromCheck(request)), 303)
      return reply.redirect(portalPaths.applyStep('evidence', fromCheck(request) ? { from: 'check' } : {}), 303)
    })
  }
