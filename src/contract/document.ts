import { z } from 'zod'
import { fieldKinds, formCodes } from '../domain/document/form.ts'
import { changedValues, documentValues } from './document-values.ts'
import { stepBodies } from './matter.ts'
import { uuid } from './text.ts'

/** The steps that bring a document with them, in the words of their address. */
export const documentSteps = [
  'request-supplement',
  'accept',
  'refuse',
  'mark-not-in-area',
  'issue-deliverable',
  'close',
] as const satisfies readonly (keyof typeof stepBodies)[]
export type DocumentStep = (typeof documentSteps)[number]
export const bringsDocument = (step: string): step is DocumentStep =>
  (documentSteps as readonly string[]).includes(step)

const forStep = <Step extends DocumentStep>(step: Step) => z.object({ step: z.literal(step), body: stepBodies[step] })

/** A document before it is issued: that of a step with its body, or one made by hand. */
export const draftBody = z.discriminatedUnion('step', [
  forStep('request-supplement'),
  forStep('accept'),
  forStep('refuse'),
  forStep('mark-not-in-area'),
  forStep('issue-deliverable'),
  forStep('close'),
  z.object({ step: z.literal('issue-document'), form: z.enum(formCodes), document: changedValues }),
])
export type DraftBody = z.output<typeof draftBody>

export const documentDraft = z.object({
  form: z.object({
    code: z.string(),
    version: z.number().int(),
    title: z.string(),
    fields: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        kind: z.enum(fieldKinds),
        editable: z.boolean(),
        required: z.boolean(),
        maxChars: z.number().int(),
        columns: z.array(z.object({ id: z.string(), label: z.string() })),
        single: z.boolean(),
        hint: z.string().nullable(),
      }),
    ),
  }),
  values: documentValues,
  /** Labels of what must be filled in before it can be issued. */
  missing: z.array(z.string()),
})
export type DocumentDraft = z.output<typeof documentDraft>

export const issueBody = z.object({
  expectedVersion: z.number().int().min(1),
  form: z.enum(formCodes),
  document: changedValues,
})

export const documentView = z.object({
  documentId: uuid,
  form: z.string(),
  title: z.string(),
  /** 字号 */
  number: z.string(),
  issuedAt: z.string(),
  /** Null: by the system. */
  issuedBy: z.string().nullable(),
  sha256: z.string(),
  sm3: z.string(),
  /** Null: need not reach anybody. */
  service: z
    .object({
      way: z.string(),
      since: z.string(),
      /** When the next way is taken unless it is received; null when none is. */
      moves: z.object({ at: z.string(), to: z.string() }).nullable(),
      received: z.object({ on: z.string(), way: z.string(), trackingNumber: z.string().nullable() }).nullable(),
    })
    .nullable(),
  revoked: z.object({ at: z.string(), reasons: z.string() }).nullable(),
  /** Whether its file may be had by who asks. */
  readable: z.boolean(),
})
export type DocumentView = z.output<typeof documentView>

export const documentList = z.object({
  documents: z.array(documentView),
  /** What can be made by hand. */
  forms: z.array(z.object({ code: z.string(), title: z.string() })),
})
export type DocumentList = z.output<typeof documentList>

export const fileQuery = z.object({ format: z.enum(['pdf', 'docx']).default('pdf') })
