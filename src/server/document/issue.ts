import { randomUUID } from 'node:crypto'
import { formValuesSchema } from '../../contract/document-form.ts'
import { portalPaths } from '../../contract/paths.ts'
import { type Brought, broughtBy } from '../../domain/document/brought-by.ts'
import {
  type DocumentForm,
  type FormCode,
  type FormValues,
  findForm,
  missingFields,
} from '../../domain/document/form.ts'
import { prefill } from '../../domain/document/prefill.ts'
import { chinaDate, type Instant } from '../../domain/kernel/plain-date.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import type { MatterEvent } from '../../domain/matter/event.ts'
import type { Matter, PrintedDocument } from '../../domain/matter/matter.ts'
import type { Ctx } from '../platform/context.ts'
import { type About, documentContext } from './context.ts'
import { drawNumber, numberKey } from './number.ts'
import { renderPdf } from './render/render-pdf.ts'
import { sealAdapter } from './seal.ts'
import { firstWay, nextWay } from './service-ways.ts'
import { verificationCode, verificationCodeHash } from './verification-code.ts'

/** Fields as they are sealed. */
export const valuesField = 'document.values'

/** No document of this road comes near it; a file that does is a fault. */
const mostBytes = 20 * 1024 * 1024

export const formOn = (ctx: Ctx, code: FormCode): DocumentForm => {
  const form = findForm(ctx.platform.forms.all, code, chinaDate(ctx.now))
  if (!form) throw new Error(`rules/forms: no version of ${code} holds on ${chinaDate(ctx.now)}`)
  return form
}

/** What an event says of its document beyond the matter. */
const aboutOf = (brought: Brought, event: MatterEvent): About => ({
  id: brought.id,
  acceptedWords: event.type === 'MatterAccepted' ? event.words : null,
})

/** Values as the matter says them, with what an officer reworded where the form allows it. */
const valuesFor = async (
  ctx: Ctx,
  matter: Matter,
  form: DocumentForm,
  about: About,
  given: unknown,
): Promise<Result<FormValues>> => {
  const filled = prefill(form, matter, await documentContext(ctx, matter, about))
  if (given === null) return ok(filled)
  const parsed = formValuesSchema(form).safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const id = String(issue?.path[0] ?? '')
    const field = form.fields.find((one) => one.id === id)?.label ?? id
    return refuse({ code: 'document-unfit', field, expected: issue?.message ?? '' })
  }
  // A field that was not sent stays as the matter says.
  const sent = Object.keys(Object(given))
  const own = form.fields
    .filter((field) => field.editable && sent.includes(field.id))
    .map((field) => [field.id, parsed.data[field.id] ?? null])
  return ok({ ...filled, ...Object.fromEntries(own) })
}

const institutionOf = (ctx: Ctx, institutionId: string) =>
  ctx.tx
    .selectFrom('institution')
    .select(['name', 'phone', 'address', 'demo'])
    .where('id', '=', institutionId)
    .executeTakeFirstOrThrow()

/** A document before it is issued: its form, what stands in it, and what is still missing. */
export interface DraftDocument {
  readonly form: DocumentForm
  readonly values: FormValues
  readonly missing: readonly string[]
}

/** @param given values as an officer changed them; null: as the matter says. @param matter as it will be once the step is taken. */
export const draftDocument = async (
  ctx: Ctx,
  matter: Matter,
  code: FormCode,
  about: About,
  given: unknown,
): Promise<Result<DraftDocument>> => {
  const form = formOn(ctx, code)
  const values = await valuesFor(ctx, matter, form, about, given)
  return values.ok ? ok({ form, values: values.value, missing: missingFields(form, values.value) }) : values
}

/** The print of a draft: with the watermark, without number, code and seal. */
export const previewDocument = async (ctx: Ctx, matter: Matter, draft: DraftDocument): Promise<Uint8Array> => {
  const { demo, ...institution } = await institutionOf(ctx, matter.holderId)
  return renderPdf(draft.form, draft.values, {
    number: null,
    issuedOn: null,
    verification: null,
    seal: null,
    signature: null,
    institution,
    draft: true,
    demo,
  })
}

/** What every print of an issued document carries besides its values. */
export const printOptions = async (
  ctx: Ctx,
  document: { id: string; institutionId: string; number: string; issuedAt: Instant },
) => {
  const { demo, ...institution } = await institutionOf(ctx, document.institutionId)
  const images = await sealAdapter(ctx.platform.config).imagesOf(document.institutionId)
  return {
    number: document.number,
    issuedOn: chinaDate(document.issuedAt),
    verification: {
      code: verificationCode(ctx.platform.crypto, document.id),
      url: `${ctx.platform.config.publicUrl}${portalPaths.verify()}`,
    },
    ...images,
    institution,
    draft: false,
    demo,
  }
}

/** A form in the applicant's name carries the matter's number, counted on. */
const numberFor = async (ctx: Ctx, matter: Matter, form: DocumentForm) =>
  form.issuedBy === 'institution'
    ? drawNumber(ctx, matter.holderId, form.numberWord)
    : { number: `${matter.number}-${matter.documents.length + 1}`, year: null, sequence: null }

/**
 * Prints, numbers and stores a document. The PDF lies durably in the file store before the transaction can commit; if the transaction
 * does not stand, the number goes back and the file is one that no row names.
 * @param matter as it is once the step is taken, locked by this transaction.
 */
export const printDocument = async (
  ctx: Ctx,
  matter: Matter,
  code: FormCode,
  about: About,
  given: unknown,
): Promise<Result<PrintedDocument>> => {
  const drafted = await draftDocument(ctx, matter, code, about, given)
  if (!drafted.ok) return drafted
  const { form, values, missing } = drafted.value
  if (missing.length > 0) return refuse({ code: 'document-incomplete', missing })
  const { crypto, files } = ctx.platform
  const id = about.id ?? randomUUID()
  const { number, year, sequence } = await numberFor(ctx, matter, form)
  const options = await printOptions(ctx, { id, institutionId: matter.holderId, number, issuedAt: ctx.now })
  const pdf = await renderPdf(form, values, options)
  const stored = await files.put(once(pdf), mostBytes)
  const codeHash = verificationCodeHash(crypto, options.verification.code)
  await ctx.tx
    .insertInto('document')
    .values({
      id,
      matter_id: matter.id,
      form: form.code,
      form_version: form.version,
      title: form.title,
      institution_id: matter.holderId,
      year,
      sequence,
      number,
      number_key: numberKey(number),
      values_sealed: crypto.seal(valuesField, JSON.stringify(values)),
      sha256: stored.sha256,
      sm3: stored.sm3,
      size_bytes: stored.sizeBytes,
      code_hash: codeHash,
      issued_at: ctx.now,
      issued_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
    })
    .execute()
  const service = form.served ? firstWay(matter.channel, chinaDate(ctx.now)) : null
  return ok({
    documentId: id,
    form: form.code,
    formVersion: form.version,
    title: form.title,
    number,
    sha256: stored.sha256.toString('hex'),
    sm3: stored.sm3.toString('hex'),
    codeHash: codeHash.toString('hex'),
    service,
  })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/**
 * The documents that a step's events bring with them, printed and as events of their own.
 * @param given what the officer reworded; null: all as the matter says.
 */
export const printBrought = async (
  ctx: Ctx,
  matter: Matter,
  events: readonly MatterEvent[],
  given: unknown,
): Promise<Result<readonly MatterEvent[]>> => {
  const issued: MatterEvent[] = []
  for (const event of events) {
    const brought = broughtBy(event)
    if (!brought) continue
    const printed = await printDocument(ctx, matter, brought.form, aboutOf(brought, event), given)
    if (!printed.ok) return printed
    issued.push({ type: 'DocumentIssued', ...printed.value })
  }
  return ok(issued)
}

/** The document that a step would bring, for the officer to read and reword before; null when it brings none. */
export const draftBrought = async (
  ctx: Ctx,
  matter: Matter,
  events: readonly MatterEvent[],
  given: unknown,
): Promise<Result<DraftDocument> | null> => {
  for (const event of events) {
    const brought = broughtBy(event)
    if (brought) return draftDocument(ctx, matter, brought.form, aboutOf(brought, event), given)
  }
  return null
}

/** Keeps the state of service beside the record, for the job that looks after uncollected documents. */
export const projectService = async (ctx: Ctx, matter: Matter, events: readonly MatterEvent[]): Promise<void> => {
  const touched = new Set(
    events.flatMap((event) => {
      if (event.type === 'NoticeReceived') return [event.noticeId]
      const ofDocument = ['DocumentIssued', 'ServiceMoved', 'DocumentRevoked'].includes(event.type)
      return ofDocument && 'documentId' in event ? [event.documentId] : []
    }),
  )
  for (const document of matter.documents) {
    if (!touched.has(document.documentId) || document.service === null) continue
    const waits = document.received === null && document.revoked === null
    const next = waits ? nextWay(document.service, document.serviceSince) : null
    const state = {
      way: document.service,
      moves_at: next?.at ?? null,
      received_on: document.received?.on ?? null,
      revoked_at: document.revoked?.at ?? null,
    }
    await ctx.tx
      .insertInto('document_service')
      .values({ document_id: document.documentId, matter_id: matter.id, ...state })
      .onConflict((conflict) => conflict.column('document_id').doUpdateSet(state))
      .execute()
    if (next) {
      await ctx.jobs.add(
        'document.move-service',
        { matterId: matter.id, documentId: document.documentId },
        { runAt: next.at, key: `move-service:${document.documentId}` },
      )
    }
  }
}
