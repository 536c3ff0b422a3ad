import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { portalPaths } from '../../contract/paths.ts'
import { findMatter } from '../matter/store.ts'
import { inContext } from '../platform/context.ts'
import { sendProblem } from '../platform/http.ts'
import type { Frame } from '../portal/frame.ts'
import { viewOf } from '../portal/view.ts'
import { findDraft, saveDraft } from '../submission/draft.ts'
import { draftOwnerKey, heldOf, listTakes } from '../submission/evidence-incoming.ts'
import { worldOf } from '../submission/session.ts'
import type { FileOwner } from '../upload/incoming-file.ts'
import { incomingRoutes } from '../upload/incoming-routes.ts'
import { useGrant } from './grant.ts'
import { emptySupplement, openRound, type SupplementAnswers, supplementDraftDays } from './supplement-answers.ts'
import { unsigned, whyNotNow } from './view.ts'

/** `/track/incoming`: files of the answer to a notice, piece by piece, for who holds the grant of its matter. */
export const supplementIncoming =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame
    const ownerOf = async (request: FastifyRequest, reply: FastifyReply): Promise<FileOwner | null> => {
      const grant = useGrant(frame, request, reply)
      const loaded =
        grant && (await inContext(platform, grant.actor, request.id, (ctx) => findMatter(ctx, grant.matterId)))
      const open =
        loaded && !unsigned(loaded.matter) && whyNotNow(loaded.matter, 'supplement', platform.clock.now()) === null
      if (!open) {
        sendProblem(reply, 'not-found')
        return null
      }
      const { noticeId } = openRound(loaded.matter)
      const draft = await findDraft<SupplementAnswers>(platform, noticeId, request.id)
      return {
        key: draftOwnerKey(noticeId),
        held: heldOf(draft?.answers.items ?? []),
        take: listTakes(frame, request, worldOf(platform, viewOf(request).language), async (add) => {
          const change = (before: SupplementAnswers) => ({ ...before, items: add(before.items) })
          const days = supplementDraftDays
          const saved = await saveDraft(platform, noticeId, emptySupplement, change, request.id, { days })
          return saved.answers.items
        }),
      }
    }
    const path = portalPaths.trackIncoming()
    const languageOf = (request: FastifyRequest) => viewOf(request).language
    await app.register(incomingRoutes(platform, { path, route: path, ownerOf, languageOf, documented: false }))
  }
