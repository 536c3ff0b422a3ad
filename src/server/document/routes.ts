import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { documentDraft, documentList, draftBody, fileQuery, issueBody } from '../../contract/document.ts'
import { problem } from '../../contract/problem.ts'
import { uuid } from '../../contract/text.ts'
import type { Role } from '../../domain/actor/actor.ts'
import { formsByHand } from '../../domain/document/brought-by.ts'
import { as, type MatterId } from '../../domain/kernel/ids.ts'
import { findMatter, type Loaded } from '../matter/store.ts'
import { takeStep } from '../matter/use-cases.ts'
import { audit } from '../platform/audit.ts'
import type { Ctx } from '../platform/context.ts'
import { attachment } from '../platform/download.ts'
import { sendProblem, sendRefusal } from '../platform/http.ts'
import { asStaff, type Desk } from '../platform/identity.ts'
import { draftOf } from './draft.ts'
import { documentDocx, documentFileName } from './files.ts'
import { formOn, previewDocument } from './issue.ts'
import { documentViews, draftView, mayRead } from './view.ts'

const readers: readonly Role[] = ['clerk', 'reviewer', 'head', 'province-supervisor', 'national-supervisor', 'auditor']
/** Who writes documents, and has their text for further work. */
const officers: readonly Role[] = ['clerk', 'reviewer', 'head']

const params = z.object({ id: uuid })
const notFound = { code: 'not-found' } as const
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const of = ({ matter, row }: Loaded) => ({
  objectKind: 'matter',
  objectId: matter.id,
  institutionId: matter.holderId,
  provinceCode: row.province_code,
})

const listed = (ctx: Ctx, { matter }: Loaded) => ({
  documents: documentViews(ctx, matter),
  forms: formsByHand.map((code) => ({ code, title: formOn(ctx, code).title })),
})

/** The documents of a matter, as the desk makes and reads them. */
export const documentRoutes =
  (desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/matters/:id/documents',
      {
        schema: {
          tags: ['documents'],
          summary: 'Documents of a matter with the state of their service',
          params,
          response: { 200: documentList, 404: problem },
        },
      },
      (request, reply) =>
        asStaff(
          desk,
          request,
          reply,
          readers,
          async (ctx) => {
            const loaded = await findMatter(ctx, as<MatterId>(request.params.id))
            if (!loaded) return sendRefusal(reply, notFound)
            await audit(ctx, { action: 'document.list', ...of(loaded) })
            return listed(ctx, loaded)
          },
          { reads: true },
        ),
    )

    app.post(
      '/matters/:id/documents/draft',
      {
        schema: {
          tags: ['documents'],
          summary: 'What a step or a form would put on paper, to be read and reworded before',
          params,
          body: draftBody,
          response: { 200: documentDraft, 403: problem, 404: problem, 409: problem, 422: problem },
        },
      },
      (request, reply) =>
        asStaff(desk, request, reply, officers, async (ctx) => {
          const loaded = await findMatter(ctx, as<MatterId>(request.params.id))
          if (!loaded) return sendRefusal(reply, notFound)
          const drafted = await draftOf(ctx, loaded, request.body)
          if (!drafted.ok) return sendRefusal(reply, drafted.refusal)
          await audit(ctx, {
            action: 'document.draft',
            ...of(loaded),
            detail: { form: drafted.draft.form.code },
          })
          return draftView(drafted.draft)
        }),
    )

    app.post(
      '/matters/:id/documents/preview',
      {
        schema: {
          tags: ['documents'],
          summary: 'The print of a draft: a PDF with a watermark, without number, code and seal',
          params,
          body: draftBody,
        },
      },
      async (request, reply) => {
        const made = await asStaff(desk, request, reply, officers, async (ctx) => {
          const loaded = await findMatter(ctx, as<MatterId>(request.params.id))
          if (!loaded) return sendRefusal(reply, notFound)
          const drafted = await draftOf(ctx, loaded, request.body)
          if (!drafted.ok) return sendRefusal(reply, drafted.refusal)
          await audit(ctx, { action: 'document.preview', ...of(loaded), detail: { form: drafted.draft.form.code } })
          return { pdf: await previewDocument(ctx, drafted.matter, drafted.draft) }
        })
        if (!('pdf' in made)) return made
        return reply
          .header('content-disposition', 'inline')
          .header('x-content-type-options', 'nosniff')
          .type('application/pdf')
          .send(Buffer.from(made.pdf))
      },
    )

    app.post(
      '/matters/:id/documents',
      {
        schema: {
          tags: ['documents'],
          summary: 'Issue a document that no step brings with it',
          params,
          body: issueBody,
          response: { 201: documentList, 403: problem, 404: problem, 409: problem, 422: problem },
        },
      },
      (request, reply) =>
        asStaff(desk, request, reply, officers, async (ctx) => {
          const id = as<MatterId>(request.params.id)
          const { expectedVersion, form, document } = request.body
          const result = await takeStep(ctx, id, expectedVersion, { type: 'issueDocument', form }, document)
          if (!result.ok) {
            const { refusal, changes } = result
            return sendRefusal(reply, refusal, changes.length > 0 ? { changes: [...changes] } : {})
          }
          const loaded = await findMatter(ctx, id)
          if (!loaded) throw new Error(`matter ${id} left the scope of its own step`)
          reply.code(201)
          return listed(ctx, loaded)
        }),
    )

    app.get(
      '/matters/:id/documents/:documentId/file',
      {
        schema: {
          tags: ['documents'],
          summary: 'Download a document: the PDF as issued, or its text as DOCX',
          params: params.extend({ documentId: uuid }),
          querystring: fileQuery,
        },
      },
      async (request, reply) => {
        const { format } = request.query
        const found = await asStaff(
          desk,
          request,
          reply,
          readers,
          async (ctx, staff) => {
            const loaded = await findMatter(ctx, as<MatterId>(request.params.id))
            const document = loaded?.matter.documents.find((one) => one.documentId === request.params.documentId)
            if (!loaded || !document) return sendRefusal(reply, notFound)
            const isOfficer = staff.roles.some((role) => officers.includes(role))
            if (!mayRead(ctx, document) || (format === 'docx' && !isOfficer)) return sendProblem(reply, 'not-allowed')
            await audit(ctx, {
              action: 'document.download',
              ...of(loaded),
              detail: { documentId: document.documentId, form: document.form, format },
            })
            const name = documentFileName(document, format)
            return format === 'docx'
              ? { name, type: docxType, content: Buffer.from(await documentDocx(ctx, loaded.matter, document)) }
              : { name, type: 'application/pdf', sha256: Buffer.from(document.sha256, 'hex') }
          },
          { reads: true },
        )
        if (!('name' in found)) return found
        return reply
          .header('content-disposition', attachment(found.name))
          .header('x-content-type-options', 'nosniff')
          .type(found.type)
          .send(found.content ?? desk.platform.files.read(found.sha256))
      },
    )
  }
