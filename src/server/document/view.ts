import type { DocumentView, DocumentDraft as DraftView } from '../../contract/document.ts'
import { type FormCode, findFormVersion, formCodes } from '../../domain/document/form.ts'
import type { IssuedDocument, Matter } from '../../domain/matter/matter.ts'
import type { Ctx } from '../platform/context.ts'
import type { DraftDocument } from './issue.ts'
import { nextWay } from './service-ways.ts'

const isFormCode = (code: string): code is FormCode => (formCodes as readonly string[]).includes(code)

/** The form of an issued document. @throws when the rules do not hold that version any more. */
export const formOf = (ctx: Ctx, document: { readonly form: string; readonly formVersion: number }) => {
  const { form: code, formVersion } = document
  const form = isFormCode(code) ? findFormVersion(ctx.platform.forms.all, code, formVersion) : null
  if (!form) throw new Error(`form ${code} version ${formVersion} is in a record and no longer in rules/forms`)
  return form
}

const officers = ['clerk', 'reviewer', 'head'] as const

/** A form in the applicant's name says who that is in full; above the institution only what it has itself written is read. */
export const mayRead = (ctx: Ctx, document: IssuedDocument): boolean => {
  if (formOf(ctx, document).issuedBy === 'institution') return true
  const { actor } = ctx
  return actor.kind === 'applicant' || (actor.kind === 'staff' && officers.some((role) => actor.roles.includes(role)))
}

const serviceOf = (document: IssuedDocument): DocumentView['service'] => {
  const { service, serviceSince, received, revoked } = document
  if (service === null) return null
  const next = received === null && revoked === null ? nextWay(service, serviceSince) : null
  return {
    way: service,
    since: serviceSince,
    moves: next,
    received: received && { on: received.on, way: received.way, trackingNumber: received.trackingNumber },
  }
}

export const documentViews = (ctx: Ctx, matter: Matter): DocumentView[] =>
  matter.documents.map((document) => ({
    documentId: document.documentId,
    form: document.form,
    title: document.title,
    number: document.number,
    issuedAt: document.issuedAt,
    issuedBy: document.issuedBy,
    sha256: document.sha256,
    sm3: document.sm3,
    service: serviceOf(document),
    revoked: document.revoked && { ...document.revoked },
    readable: mayRead(ctx, document),
  }))

export const draftView = ({ form, values, missing }: DraftDocument): DraftView => ({
  form: {
    code: form.code,
    version: form.version,
    title: form.title,
    fields: form.fields.map(({ id, label, kind, editable, required, maxChars, columns, single, hint }) => ({
      id,
      label,
      kind,
      editable,
      required,
      maxChars,
      columns: columns.map((column) => ({ id: column.id, label: column.label })),
      single,
      hint,
    })),
  },
  // JSON of the same shape; the domain's arrays are read-only.
  values: structuredClone(values) as DraftView['values'],
  missing: [...missing],
})
