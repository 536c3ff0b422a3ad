import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { portalPaths } from '../../contract/paths.ts'
import type { MatterPageProps } from '../../contract/portal/track.ts'
import type { Language } from '../../domain/kernel/language.ts'
import { chinaDate } from '../../domain/kernel/plain-date.ts'
import { type IssuedDocument, type Matter, unreceived } from '../../domain/matter/matter.ts'
import { documentFileName } from '../document/files.ts'
import { audit } from '../platform/audit.ts'
import { attachment } from '../platform/download.ts'
import { readForm } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import { step, withMatter } from './reading.ts'

export const waitsForSignature = (matter: Matter, document: IssuedDocument): boolean =>
  unreceived(matter).some((one) => one.id === document.documentId)

/** A notice has a page of its own, where signing starts the applicant's time. */
const isNotice = (matter: Matter, document: IssuedDocument): boolean =>
  matter.notices.at(-1)?.noticeId === document.documentId

const find = (matter: Matter, id: unknown): IssuedDocument | undefined =>
  matter.documents.find((one) => one.documentId === id)

const signing = z.object({ expectedVersion: z.coerce.number().int().min(1) })

/** `/track/document/:id`: signed for where that is awaited, then to be had as PDF. */
export const documentPages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame

    app.get<{ Params: { id: string } }>('/track/document/:id', (request, reply) =>
      withMatter(
        frame,
        request,
        reply,
        async (ctx, { matter }) => {
          const document = find(matter, request.params.id)
          if (!document) return null
          const row = await ctx.tx
            .selectFrom('document')
            .select('size_bytes')
            .where('id', '=', document.documentId)
            .executeTakeFirstOrThrow()
          return { document, sizeBytes: Number(row.size_bytes) }
        },
        ({ loaded: { matter }, view, chrome }, found) => {
          if (found === null) return frame.send(reply, 'not-found', { chrome }, 404)
          const { document, sizeBytes } = found
          const waits = waitsForSignature(matter, document)
          if (waits && isNotice(matter, document)) return reply.redirect(portalPaths.trackPage('notice'), 303)
          return frame.send(reply, 'track-document', {
            chrome,
            number: view.number,
            version: view.version,
            documentId: document.documentId,
            title: titleOf(frame, document, chrome.view.language),
            institution: view.holder.name,
            issuedAt: document.issuedAt,
            contents: waits
              ? undefined
              : {
                  documentNumber: document.number,
                  receivedOn: document.received?.on,
                  sizeBytes,
                  sha256: document.sha256,
                  sm3: document.sm3,
                  fileHref: portalPaths.trackDocumentFile(document.documentId),
                  revoked: document.revoked !== null,
                },
          })
        },
      ),
    )

    app.post<{ Params: { id: string } }>('/track/document/:id', (request, reply) =>
      withMatter(
        frame,
        request,
        reply,
        async () => null,
        async ({ grant, loaded: { matter }, chrome }) => {
          const document = find(matter, request.params.id)
          if (!document) return frame.send(reply, 'not-found', { chrome }, 404)
          const backHref = portalPaths.trackDocument(document.documentId)
          const form = readForm(request)
          if (!frame.isOwnForm(request, form)) return frame.send(reply, 'form-expired', { chrome, backHref }, 403)
          const asked = signing.safeParse({ expectedVersion: form.text('expectedVersion') })
          // Whatever stands in the way (signed already, delivered by post meanwhile), the page itself tells it.
          if (asked.success) {
            const { documentId: noticeId } = document
            const command = { type: 'recordReceipt', noticeId, on: null, way: 'portal' } as const
            await step(frame, request, grant, asked.data.expectedVersion, command)
          }
          return reply.redirect(backHref, 303)
        },
      ),
    )

    app.get<{ Params: { id: string } }>('/track/document/:id/file', (request, reply) =>
      withMatter(
        frame,
        request,
        reply,
        async (ctx, { matter, row }) => {
          const document = find(matter, request.params.id)
          if (!document || waitsForSignature(matter, document)) return null
          await audit(ctx, {
            action: 'document.download',
            objectKind: 'matter',
            objectId: matter.id,
            institutionId: matter.holderId,
            provinceCode: row.province_code,
            detail: { documentId: document.documentId, form: document.form, format: 'pdf' },
          })
          return document
        },
        ({ chrome }, document) => {
          if (document === null) return frame.send(reply, 'not-found', { chrome }, 404)
          reply.header('content-disposition', attachment(documentFileName(document, 'pdf')))
          return reply.type('application/pdf').send(platform.files.read(Buffer.from(document.sha256, 'hex')))
        },
      ),
    )
  }

/** In the page's language. */
const titleOf = (frame: Frame, document: IssuedDocument, language: Language): string => {
  const form = frame.platform.forms.all.find(
    (one) => one.code === document.form && one.version === document.formVersion,
  )
  return language === 'en' && form ? form.en : document.title
}

/** The documents as the matter's page lists them. What awaits a signature does not say beforehand what it decides. */
export const listedDocuments = (frame: Frame, matter: Matter, language: Language): MatterPageProps['documents'] =>
  matter.documents.map((document) => {
    const waits = waitsForSignature(matter, document)
    return {
      title: waits ? null : titleOf(frame, document, language),
      number: waits ? undefined : document.number,
      issuedOn: chinaDate(document.issuedAt),
      state: waits ? 'waits' : document.revoked ? 'revoked' : 'open',
      href: portalPaths.trackDocument(document.documentId),
    }
  })
