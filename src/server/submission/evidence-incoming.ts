import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { portalPaths } from '../../contract/paths.ts'
import type { Uploading } from '../../contract/portal/parts.ts'
import type { UploadReceipt } from '../../contract/submission.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { ok, refuse } from '../../domain/kernel/result.ts'
import { sendProblem } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import type { Frame } from '../portal/frame.ts'
import { viewOf } from '../portal/view.ts'
import { cancelIncoming, type FileOwner, listIncoming } from '../upload/incoming-file.ts'
import { incomingRoutes } from '../upload/incoming-routes.ts'
import type { EvidenceAnswer, World } from './answers.ts'
import { evidenceKindOf, fileAnswer, joins, undecidedLocations } from './evidence-form.ts'
import { openSession, saveAnswer } from './session.ts'

/** Whose half-sent files are those of a draft: an application's, or those of the answer to a notice. */
export const draftOwnerKey = (draftId: string): string => `draft:${draftId}`

/** What a page needs to send files piece by piece, and to show those that were left half-way. */
export const uploadingProps = async (
  frame: Frame,
  request: FastifyRequest,
  endpoint: string,
  draftId: string | null,
): Promise<Uploading> => {
  const files = draftId === null ? [] : await listIncoming(frame.platform, { key: draftOwnerKey(draftId) }, request.id)
  return {
    endpoint,
    scriptHref: frame.uploadScriptHref,
    unfinished: files.map((file) => ({
      id: file.id,
      name: file.name,
      sizeBytes: Number(file.size_bytes),
      receivedBytes: Number(file.received_bytes),
      sha256: file.sha256?.toString('hex') ?? null,
    })),
  }
}

/** The button `cancel.<id>` of a file that was left half-way. */
export const cancelUnfinished = async (
  platform: Platform,
  draftId: string,
  action: string,
  requestId: string,
): Promise<void> => {
  const id = /^cancel\.([0-9a-f-]{36})$/.exec(action)?.[1]
  if (id !== undefined) await cancelIncoming(platform, { key: draftOwnerKey(draftId) }, id, requestId)
}

/** How a list of evidence that is kept in a draft takes a file that has become whole. */
export const listTakes =
  (
    frame: Frame,
    request: FastifyRequest,
    world: World,
    change: (
      add: (items: readonly EvidenceAnswer[]) => readonly EvidenceAnswer[],
    ) => Promise<readonly EvidenceAnswer[]>,
  ): FileOwner['take'] =>
  async (receipt: UploadReceipt, metadata) => {
    const { language } = viewOf(request)
    let refusal: { readonly code: string; readonly message: string } | null = null
    const isIn = (items: readonly EvidenceAnswer[]) => items.some((item) => item.uploadId === receipt.uploadId)
    const items = await change((before) => {
      if (isIn(before)) return before
      const joining = joins(before, receipt, language)
      if (!joining.ok) {
        refusal = joining.refusal
        return before
      }
      const addedAt = frame.platform.clock.now()
      return [...before, fileAnswer(receipt, evidenceKindOf(metadata.kind ?? '', world), addedAt)]
    })
    if (refusal !== null) return refuse(refusal)
    // Sent from another window meanwhile: the list is closed.
    return isIn(items) ? ok(null) : refuse({ code: 'closed', message: closed[language] })
  }

const closed = inBoth({
  zh: '这份申请已经提交，材料没有加入；可以在“查进度”里补交',
  en: 'This application has been sent meanwhile, so the file was not added; you can hand it in under “Check progress”',
})

export const heldOf = (items: readonly EvidenceAnswer[]): FileOwner['held'] => ({
  count: items.length,
  bytes: items.reduce((sum, item) => sum + (item.uploadId === undefined ? 0 : item.sizeBytes), 0),
})

/** `/apply/incoming`: files of the application in this browser, piece by piece. */
export const evidenceIncoming =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const ownerOf = async (request: FastifyRequest, reply: FastifyReply): Promise<FileOwner | null> => {
      const session = await openSession(frame, request)
      const { draft, world } = session
      if (draft === null || draft.matterId !== null) {
        sendProblem(reply, 'not-found')
        return null
      }
      return {
        key: draftOwnerKey(draft.id),
        held: heldOf(session.answers.evidence?.items ?? []),
        take: listTakes(frame, request, world, async (add) => {
          const saved = await saveAnswer(frame, request, reply, session, 'evidence', (before) => {
            const items = add(before?.items ?? [])
            return { items, finished: before?.finished === true && undecidedLocations(items, 'zh').length === 0 }
          })
          return saved.answers.evidence?.items ?? []
        }),
      }
    }
    const path = portalPaths.applyIncoming()
    const languageOf = (request: FastifyRequest) => viewOf(request).language
    await app.register(incomingRoutes(frame.platform, { path, route: path, ownerOf, languageOf, documented: false }))
  }
