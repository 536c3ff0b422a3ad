import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { messageBody, messageLimits } from '../../contract/message.ts'
import { portalPaths } from '../../contract/paths.ts'
import type { FieldError } from '../../contract/portal/parts.ts'
import { explainRefusal } from '../../contract/refusal-words.ts'
import { uuid } from '../../contract/text.ts'
import { listMessages, markRead, sendMessage, whyNoMessage } from '../message/messages.ts'
import { audit } from '../platform/audit.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import type { Frame } from '../portal/frame.ts'
import { viewOf } from '../portal/view.ts'
import { type EvidenceAnswer, inputOf } from '../submission/answers.ts'
import { discardDraft, findDraft, saveDraft } from '../submission/draft.ts'
import {
  decideLocation,
  evidenceItems,
  readEvidenceForm,
  undecidedLocations,
  uploadLimits,
} from '../submission/evidence-form.ts'
import { worldOf } from '../submission/session.ts'
import { staleForm } from '../submission/way.ts'
import { discardUploads } from '../upload/discard.ts'
import { nothingElse, type Reading, withMatter } from './reading.ts'

/** A message while it is being put together; its draft has the message's id. */
interface MessageAnswers {
  readonly matterId: string
  readonly text: string
  readonly items: readonly EvidenceAnswer[]
}

/** The tab was opened for one matter, and this browser has turned to another since. */
const otherMatter: FieldError = {
  field: 'refusal',
  message: {
    zh: '这个浏览器刚才打开了另一件事项，为免发错，这条留言没有发出。内容还在下面，可以复制；请用原来的编号重新打开那一件',
    en: 'This browser has opened another matter meanwhile, so this message was not sent. Your words are still below; please open the right matter by its number again',
  },
}

const tooMany: FieldError = {
  field: 'files',
  message: {
    zh: `一条留言最多附 ${messageLimits.files} 份文件`,
    en: `A message takes at most ${messageLimits.files} files`,
  },
}

/** `/track/messages`: what applicant and institution write to each other, and a form for the next message. */
export const messagePages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame

    /** What both have written. Showing it to the applicant is the applicant's reading, noted once. */
    const conversation = (request: FastifyRequest, { grant, loaded: { matter, row } }: Reading) =>
      inContext(platform, grant.actor, request.id, async (ctx: Ctx) => {
        const messages = await listMessages(ctx, matter.id)
        const unread = messages.filter((one) => one.from === 'institution' && one.readAt === null)
        const seen = unread.map((one) => one.messageId)
        const read = await markRead(ctx, matter.id, 'applicant', seen)
        if (read > 0) {
          await audit(ctx, {
            action: 'message.read',
            objectKind: 'matter',
            objectId: matter.id,
            institutionId: matter.holderId,
            provinceCode: row.province_code,
            detail: { messages: read },
          })
        }
        return { messages, fresh: new Set(seen), whyNot: whyNoMessage(ctx, matter, viewOf(request).language) }
      })

    const show = async (
      request: FastifyRequest,
      reply: FastifyReply,
      reading: Reading,
      messageId: string,
      { text, items }: Pick<MessageAnswers, 'text' | 'items'>,
      errors: readonly FieldError[],
      status = 200,
    ) => {
      const { messages, fresh, whyNot } = await conversation(request, reading)
      const world = worldOf(platform, viewOf(request).language)
      const props = {
        chrome: reading.chrome,
        number: reading.view.number,
        version: reading.view.version,
        institution: reading.view.holder.name,
        messageId,
        messages: messages.map((one) => ({
          ...one,
          fresh: fresh.has(one.messageId),
          files: one.files.map((file) => ({
            name: file.name,
            sizeBytes: file.sizeBytes,
            href: portalPaths.trackEvidence(file.evidenceId),
          })),
        })),
        whyNot: whyNot ?? undefined,
        limit: messageLimits.textChars,
        items: evidenceItems(items, world),
        limits: { ...uploadLimits(viewOf(request).language), maxFiles: messageLimits.files },
        sent: (request.query as { sent?: string }).sent === 'yes', // anything else is as good as nothing
        errors,
        values: { text },
      }
      return frame.send(reply, 'track-messages', props, status)
    }

    const begun = async (matterId: string, messageId: string, requestId: string): Promise<MessageAnswers | null> => {
      const draft = await findDraft<MessageAnswers>(platform, messageId, requestId)
      return draft?.answers.matterId === matterId ? draft.answers : null
    }

    app.get<{ Querystring: { draft?: unknown } }>('/track/messages', (request, reply) =>
      withMatter(frame, request, reply, nothingElse, async (reading) => {
        const asked = uuid.safeParse(request.query.draft)
        const draft = asked.success ? await begun(reading.loaded.matter.id, asked.data, request.id) : null
        const messageId = draft && asked.success ? asked.data : randomUUID()
        return show(request, reply, reading, messageId, draft ?? { text: '', items: [] }, [])
      }),
    )

    app.post('/track/messages', (request, reply) =>
      withMatter(frame, request, reply, nothingElse, async (reading) => {
        const { matter } = reading.loaded
        const here = portalPaths.trackPage('messages')
        if (!request.isMultipart()) return reply.redirect(here, 303)
        const { language } = viewOf(request)
        const sent = await readEvidenceForm(frame, request, worldOf(platform, language), [])
        const text = sent.form.text('text')
        const id = uuid.safeParse(sent.form.text('messageId'))
        const messageId = id.success ? id.data : randomUUID()
        if (!sent.own) return show(request, reply, reading, messageId, { text, items: [] }, [staleForm], 403)
        if (sent.form.text('number') !== matter.number) {
          await discardUploads(
            platform,
            sent.added.flatMap((one) => one.uploadId ?? []),
            request.id,
          )
          return show(request, reply, reading, randomUUID(), { text, items: [] }, [otherMatter], 409)
        }
        const action = sent.form.text('action')
        const removed = /^remove\.(.+)$/.exec(action)?.[1]
        const before = await begun(matter.id, messageId, request.id)
        const held = before?.items ?? []
        const decided = await decideLocation(platform, held, action, request.id)
        const items = [
          ...held.filter((item) => item.id !== removed).map((item) => (item.id === decided?.id ? decided : item)),
          ...sent.added,
        ]
        const gone = held.find((item) => item.id === removed)
        if (gone?.uploadId !== undefined) await discardUploads(platform, [gone.uploadId], request.id)
        const answers = { matterId: matter.id, text, items }
        if (before !== null || items.length > 0) {
          await saveDraft<MessageAnswers>(platform, messageId, answers, () => answers, request.id)
        }
        if (action !== 'continue') {
          if (sent.errors.length > 0) return show(request, reply, reading, messageId, answers, sent.errors, 422)
          return reply.redirect(`${here}?draft=${messageId}#write`, 303)
        }
        const body = messageBody.safeParse({ messageId, text })
        const errors = [
          ...(body.error?.issues ?? []).map((issue) => ({ field: 'text', message: issue.message })),
          ...undecidedLocations(items, language),
          ...(items.length > messageLimits.files ? [tooMany] : []),
          ...sent.errors,
        ]
        if (!body.success || errors.length > 0) {
          return show(request, reply, reading, messageId, answers, errors, 422)
        }
        const evidence = items.map(inputOf.evidence)
        const done = await inContext(platform, reading.grant.actor, request.id, (ctx) =>
          sendMessage(ctx, matter.id, { messageId, text: body.data.text, evidence }),
        )
        if (!done.ok) {
          const refused = [{ field: 'refusal', message: explainRefusal(done.refusal, language) }]
          return show(request, reply, reading, messageId, answers, refused, 409)
        }
        await discardDraft(platform, messageId, request.id)
        return reply.redirect(`${here}?sent=yes`, 303)
      }),
    )
  }
