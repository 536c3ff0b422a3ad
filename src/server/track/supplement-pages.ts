import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { applicantBodies } from '../../contract/matter.ts'
import { portalPaths } from '../../contract/paths.ts'
import type { EvidenceValues, FieldError } from '../../contract/portal/parts.ts'
import type { Frame } from '../portal/frame.ts'
import { viewOf } from '../portal/view.ts'
import { inputOf } from '../submission/answers.ts'
import { discardDraft, findDraft, saveDraft } from '../submission/draft.ts'
import {
  decideLocation,
  evidenceItems,
  evidenceKinds,
  readEvidenceForm,
  undecidedLocations,
  uploadLimits,
} from '../submission/evidence-form.ts'
import { cancelUnfinished, uploadingProps } from '../submission/evidence-incoming.ts'
import { worldOf } from '../submission/session.ts'
import { staleForm } from '../submission/way.ts'
import { discardUploads } from '../upload/discard.ts'
import { isOfOther, nothingElse, otherMatterOpened, type Reading, step, withMatter } from './reading.ts'
import { refusedErrors } from './refused.ts'
import { expectedVersion } from './step-pages.ts'
import { emptySupplement, openRound, type SupplementAnswers, supplementDraftDays } from './supplement-answers.ts'
import { supplementIncoming } from './supplement-incoming.ts'
import { dueBy, unsigned, whyNotNow } from './view.ts'

const untouched: EvidenceValues = { evidenceKind: '', linkName: '', link: '' }

/** `/track/supplement`: words and files for the institution, kept until they are handed over in one go. */
export const supplementPages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame

    const detour = ({ loaded: { matter } }: Reading): string | null => {
      if (matter.status === 'supplement-noticed' && unsigned(matter)) return portalPaths.trackPage('notice')
      return whyNotNow(matter, 'supplement', platform.clock.now()) === null ? null : portalPaths.trackPage('matter')
    }

    await app.register(supplementIncoming(frame))

    const show = async (
      request: FastifyRequest,
      reply: FastifyReply,
      reading: Reading,
      { answer, items }: SupplementAnswers,
      values: EvidenceValues,
      errors: readonly FieldError[],
      status: number,
    ) => {
      const { view, chrome } = reading
      const due = dueBy(view, 'AID-SUPPLEMENT')
      if (!due) throw new Error(`matter ${view.number}: a supplement without its clock`)
      const world = worldOf(platform, chrome.view.language)
      const props = {
        chrome,
        number: view.number,
        version: view.version,
        due,
        asked: openRound(reading.loaded.matter).items,
        limit: 5000,
        items: evidenceItems(items, world),
        kinds: evidenceKinds(world),
        limits: uploadLimits(chrome.view.language),
        uploading: await uploadingProps(
          frame,
          request,
          portalPaths.trackIncoming(),
          openRound(reading.loaded.matter).noticeId,
        ),
        errors,
        values: { ...values, answer },
      }
      return frame.send(reply, 'track-supplement', props, status)
    }

    app.get('/track/supplement', (request, reply) =>
      withMatter(frame, request, reply, nothingElse, async (reading) => {
        const elsewhere = detour(reading)
        if (elsewhere !== null) return reply.redirect(elsewhere, 303)
        const draft = await findDraft<SupplementAnswers>(
          platform,
          openRound(reading.loaded.matter).noticeId,
          request.id,
        )
        return show(request, reply, reading, draft?.answers ?? emptySupplement, untouched, [], 200)
      }),
    )

    app.post('/track/supplement', (request, reply) =>
      withMatter(frame, request, reply, nothingElse, async (reading) => {
        const elsewhere = detour(reading)
        if (elsewhere !== null || !request.isMultipart()) {
          return reply.redirect(elsewhere ?? portalPaths.trackPage('supplement'), 303)
        }
        const { noticeId } = openRound(reading.loaded.matter)
        const draft = await findDraft<SupplementAnswers>(platform, noticeId, request.id)
        const held = draft?.answers.items ?? []
        const sent = await readEvidenceForm(frame, request, worldOf(platform, reading.chrome.view.language), held)
        const answer = sent.form.text('answer')
        if (isOfOther(reading.loaded.matter.number, sent.form.text('number'))) {
          await discardUploads(
            platform,
            sent.added.flatMap((one) => one.uploadId ?? []),
            request.id,
          )
          return otherMatterOpened(frame, request, reply)
        }
        if (!sent.own) return show(request, reply, reading, { answer, items: held }, sent.values, [staleForm], 403)
        const action = sent.form.text('action')
        const removed = /^remove\.(.+)$/.exec(action)?.[1]
        await cancelUnfinished(platform, noticeId, action, request.id)
        const decided = await decideLocation(platform, held, action, request.id)
        const keep = (before: SupplementAnswers): SupplementAnswers => ({
          answer,
          items: [
            ...before.items
              .filter((item) => item.id !== removed)
              .map((item) => (item.id === decided?.id ? decided : item)),
            ...sent.added,
          ],
        })
        const { answers } = await saveDraft(platform, noticeId, emptySupplement, keep, request.id, {
          days: supplementDraftDays,
        })
        const gone = held.find((item) => item.id === removed)
        if (gone?.uploadId !== undefined) await discardUploads(platform, [gone.uploadId], request.id)
        if (action !== 'continue') {
          if (sent.errors.length > 0) return show(request, reply, reading, answers, sent.values, sent.errors, 422)
          return reply.redirect(portalPaths.trackPage('supplement'), 303)
        }
        const body = applicantBodies.supplement.safeParse({ answer })
        const errors = [
          ...undecidedLocations(answers.items, viewOf(request).language),
          ...(body.error?.issues ?? []).map((issue) => ({ field: 'answer', message: issue.message })),
          ...sent.errors,
        ]
        if (!body.success || errors.length > 0) return show(request, reply, reading, answers, sent.values, errors, 422)
        const version = expectedVersion.parse(sent.form.text('expectedVersion'))
        const evidence = answers.items.map(inputOf.evidence)
        const command = { type: 'supplement', answer: body.data.answer, evidence } as const
        const taken = await step(frame, request, reading.grant, version, command)
        if (!taken.ok) return show(request, reply, reading, answers, sent.values, refusedErrors(taken), 409)
        // Its files belong to the matter now; only the words of the draft go.
        await discardDraft(platform, noticeId, request.id)
        return reply.redirect(`${portalPaths.trackPage('done')}?what=supplement`, 303)
      }),
    )
  }
