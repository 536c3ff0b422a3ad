import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  matterCount,
  matterPage,
  matterQuery,
  matterView as matterViewSchema,
  revealBody,
  revealed,
  type StepName,
  stepBodies,
} from '../../contract/matter.ts'
import { problem } from '../../contract/problem.ts'
import { registrationInput, submissionReceipt } from '../../contract/submission.ts'
import { uuid } from '../../contract/text.ts'
import type { Role } from '../../domain/actor/actor.ts'
import { as, type MatterId } from '../../domain/kernel/ids.ts'
import { audit } from '../platform/audit.ts'
import type { Ctx } from '../platform/context.ts'
import { attachment } from '../platform/download.ts'
import { sendProblem, sendRefusal } from '../platform/http.ts'
import { asReader, asStaff, type Desk } from '../platform/identity.ts'
import { submissionSettings, submit } from '../submission/submit.ts'
import { commands } from './commands.ts'
import { fieldNames } from './party.ts'
import { countMatters, decodePlace, listMatters, summarise } from './queries.ts'
import { findMatter, type Loaded } from './store.ts'
import { type StepRequest, takeStep } from './use-cases.ts'
import { matterView } from './view.ts'

/** Who may look at matters at all; which ones is the scope's business. */
const readers: readonly Role[] = ['clerk', 'reviewer', 'head', 'province-supervisor', 'national-supervisor', 'auditor']
/** Who may see what identifies a person. */
const revealers: readonly Role[] = ['clerk', 'reviewer', 'head']
const officers: readonly Role[] = ['clerk', 'reviewer', 'head']

const params = z.object({ id: uuid })
const notFound = { code: 'not-found' } as const

/** What was looked at, filed where it belongs: the holder's auditor sees that the province or the nation looked. */
const of = ({ matter, row }: Loaded) => ({
  objectKind: 'matter',
  objectId: matter.id,
  institutionId: matter.holderId,
  provinceCode: row.province_code,
})

const evidenceOf = (ctx: Ctx, matterId: string, evidenceId: string) =>
  ctx.tx
    .selectFrom('evidence')
    .selectAll()
    .where('id', '=', evidenceId)
    .where('matter_id', '=', matterId)
    .executeTakeFirst()

/** The desk's routes on matters. Each reads within the actor's scope and leaves its audit row in the same transaction. */
export const matterRoutes =
  (desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    const staffOnly = <T>(
      request: FastifyRequest,
      reply: FastifyReply,
      needs: readonly Role[],
      work: (ctx: Ctx) => Promise<T>,
    ) => asReader(desk, request, reply, needs, work, { reads: request.method === 'GET' })

    app.get(
      '/matters',
      {
        config: { token: 'matters:read' },
        schema: {
          tags: ['matters'],
          summary: 'List or search matters within one’s scope',
          querystring: matterQuery,
          response: { 200: matterPage, 422: problem },
        },
      },
      (request, reply) =>
        staffOnly(request, reply, readers, async (ctx) => {
          const { after } = request.query
          if (after && !decodePlace(after)) return sendProblem(reply, 'invalid', 'after：不是上一页给出的值')
          const page = await listMatters(ctx, request.query)
          // A plain list shows nothing that identifies a person. Words may be a person's name, so looking for them is recorded.
          if (request.query.text !== null) {
            const detail = { view: request.query.view, rows: page.rows.length }
            await audit(ctx, { action: 'matter.search', objectKind: 'matter', objectId: null, detail })
          }
          return page
        }),
    )

    app.get(
      '/matters/count',
      {
        config: { token: 'matters:read' },
        schema: {
          tags: ['matters'],
          summary: 'Count matters, up to 10,000',
          querystring: matterQuery,
          response: { 200: matterCount },
        },
      },
      (request, reply) => staffOnly(request, reply, readers, (ctx) => countMatters(ctx, request.query)),
    )

    app.get(
      '/matters/summary',
      {
        config: { token: 'matters:read' },
        schema: {
          tags: ['matters'],
          summary: 'Figures beside the menu',
          response: {
            200: z.object({
              inbox: z.number().int(),
              overdue: z.number().int(),
              mine: z.number().int(),
              unassigned: z.number().int(),
            }),
          },
        },
      },
      (request, reply) => staffOnly(request, reply, readers, (ctx) => summarise(ctx)),
    )

    app.post(
      '/matters',
      {
        schema: {
          tags: ['matters'],
          summary: 'Register a matter that came by counter, phone or letter',
          body: registrationInput,
          response: { 200: submissionReceipt, 201: submissionReceipt, 422: problem },
        },
      },
      (request, reply) => {
        const { channel, submission } = request.body
        return asStaff(
          desk,
          request,
          reply,
          officers,
          async (ctx, staff) => {
            // A clerk registers for the own institution unless another one is named on purpose.
            const institutionId = submission.institutionId ?? staff.institutionId
            const options = { channel, consentGiven: 'to-clerk' as const }
            const result = await submit(ctx, { ...submission, institutionId }, options)
            if (!result.ok) return sendRefusal(reply, result.refusal)
            reply.code(result.value.created ? 201 : 200)
            return result.value
          },
          { settings: submissionSettings(submission.submissionId) },
        )
      },
    )

    app.get(
      '/matters/:id',
      {
        config: { token: 'matters:read' },
        schema: {
          tags: ['matters'],
          summary: 'One matter: what happened, and what can be done now',
          params,
          response: { 200: matterViewSchema, 404: problem },
        },
      },
      (request, reply) =>
        staffOnly(request, reply, readers, async (ctx) => {
          const loaded = await findMatter(ctx, as<MatterId>(request.params.id))
          if (!loaded) return sendRefusal(reply, notFound)
          const [view] = await Promise.all([
            matterView(ctx, loaded),
            audit(ctx, { action: 'matter.open', ...of(loaded) }),
          ])
          return view
        }),
    )

    for (const step of Object.keys(stepBodies) as StepName[]) {
      app.post(
        `/matters/:id/${step}`,
        {
          schema: {
            tags: ['matters'],
            summary: `Take the step ${step}`,
            params,
            body: stepBodies[step],
            response: { 200: matterViewSchema, 403: problem, 404: problem, 409: problem, 422: problem },
          },
        },
        (request, reply) =>
          staffOnly(request, reply, readers, async (ctx) => {
            const id = as<MatterId>(request.params.id)
            // The body was parsed by this step's own schema; the loop over steps hides that from the compiler.
            const command = (commands[step] as (body: unknown) => StepRequest)(request.body)
            const values = 'document' in request.body ? request.body.document : null
            const result = await takeStep(ctx, id, request.body.expectedVersion, command, values)
            if (!result.ok) {
              const { refusal, changes } = result
              return sendRefusal(reply, refusal, changes.length > 0 ? { changes: [...changes] } : {})
            }
            const loaded = await findMatter(ctx, id)
            if (!loaded) throw new Error(`matter ${id} left the scope of its own step`)
            return matterView(ctx, loaded)
          }),
      )
    }

    app.post(
      '/matters/:id/reveal',
      {
        schema: {
          tags: ['matters'],
          summary: 'Show one identifying field of a party; the look is recorded with its reason',
          params,
          body: revealBody,
          response: { 200: revealed, 404: problem },
        },
      },
      (request, reply) =>
        staffOnly(request, reply, revealers, async (ctx) => {
          const { partyId, field, reason } = request.body
          const loaded = await findMatter(ctx, as<MatterId>(request.params.id))
          if (!loaded) return sendRefusal(reply, notFound)
          const party = await ctx.tx
            .selectFrom('party')
            .selectAll()
            .where('id', '=', partyId)
            .where('matter_id', '=', loaded.matter.id)
            .executeTakeFirst()
          const sealed = party?.[`${field}_sealed`]
          if (!sealed) return sendRefusal(reply, notFound)
          await audit(ctx, {
            action: 'party.reveal',
            ...of(loaded),
            detail: { partyId, field, reason },
          })
          return { value: ctx.platform.crypto.open(fieldNames[field], sealed) }
        }),
    )

    app.get(
      '/matters/:id/evidence/:evidenceId',
      {
        config: { token: 'evidence:read' },
        schema: {
          tags: ['matters'],
          summary: 'Download a piece of evidence',
          params: params.extend({ evidenceId: uuid }),
        },
      },
      async (request, reply) => {
        const found = await staffOnly(request, reply, readers, async (ctx) => {
          const loaded = await findMatter(ctx, as<MatterId>(request.params.id))
          const evidence = loaded && (await evidenceOf(ctx, loaded.matter.id, request.params.evidenceId))
          if (!loaded || !evidence?.sha256) return sendRefusal(reply, notFound)
          await audit(ctx, {
            action: 'evidence.download',
            ...of(loaded),
            detail: { evidenceId: evidence.id },
          })
          return { evidence, sha256: evidence.sha256 }
        })
        if (!('evidence' in found)) return found
        const { evidence, sha256 } = found
        return reply
          .header('content-disposition', attachment(evidence.name))
          .header('x-content-type-options', 'nosniff')
          .header('content-security-policy', "default-src 'none'; sandbox")
          .type(evidence.media_type ?? 'application/octet-stream')
          .send(desk.platform.files.read(sha256))
      },
    )
  }
