import { z } from 'zod'
import { parsePlainDate } from '../domain/kernel/plain-date.ts'

const plainDate = z.string().transform((text, ctx) => {
  const date = parsePlainDate(text)
  if (date !== null) return date
  ctx.addIssue({ code: 'custom', message: `expected an existing day as YYYY-MM-DD, was given "${text}"` })
  return z.NEVER
})

/** A–D as in `rules/codes/sources.yaml`; `none` is a choice of the platform or general knowledge. */
export const sourceGradeSchema = z.enum(['A', 'B', 'C', 'D', 'none'])

export const citationSchema = z
  .strictObject({ title: z.string().min(1), grade: sourceGradeSchema, url: z.url({ protocol: /^https?$/ }).optional() })
  .refine((source) => source.url === undefined || source.grade === 'A' || source.grade === 'B', {
    message: 'an address may stand only at a source of grade A or B',
  })
/** What an entry rests on. */
export type Citation = z.infer<typeof citationSchema>

/** `rules/codes/sources.yaml`: each source once, by the short name that the lists use. */
export const citationsSchema = z.strictObject({ sources: z.record(z.string(), citationSchema) })

const base = z.strictObject({
  code: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/),
  zh: z.string().min(1),
  en: z.string().min(1),
  /** Names in `sources.yaml`. */
  source: z.array(z.string()).min(1),
  confidence: z.enum(['high', 'medium', 'low', 'none']),
  version: z.int().min(1),
  validFrom: plainDate,
  /** Last day on which the entry holds; null while it holds. */
  validTo: plainDate.nullable(),
  note: z.string().optional(),
  /** The note for English pages, where the note is shown to applicants. */
  noteEn: z.string().optional(),
})

const codes = z.array(z.string())

/** One schema for the entries of each list; the file `rules/codes/<list>.yaml` must exist for each name. */
export const entrySchemas = {
  'right-types': base.extend({ numberType: z.enum(['patent', 'trademark', 'ic-layout', 'gi']).nullable() }),
  services: base.extend({
    /** Code list `deliverable-kinds`; null when the service ends without a written result of this platform. */
    deliverable: z.string().nullable(),
    /** Code list `matter-kinds`. */
    kinds: codes,
    offered: z.boolean(),
  }),
  'matter-kinds': base.extend({ offered: z.boolean() }),
  'identity-kinds': base.extend({
    identifierType: z.enum(['resident-id', 'uscc']),
    otherIdentifierTypes: z.array(z.enum(['passport', 'hk-macao-permit', 'taiwan-permit', 'other-document'])),
  }),
  positions: base,
  scenes: base,
  urgencies: base.extend({ needsDate: z.boolean() }),
  'evidence-kinds': base.extend({ examples: z.string(), examplesEn: z.string() }),
  'refusal-grounds': base,
  'termination-grounds': base,
  'result-codes': base.extend({
    setBy: z.enum(['officer', 'procedure']),
    /** Code list `matter-kinds`. */
    kinds: codes,
  }),
  'deliverable-kinds': base.extend({ disclaimer: z.string().nullable(), disclaimerEn: z.string().nullable() }),
  'institution-kinds': base.extend({ sourceKinds: codes, renders: z.boolean() }),
  'institution-levels': base,
  channels: base,
} as const

export type CodeListName = keyof typeof entrySchemas
// Object.keys widens to string[]; the keys of this constant are exactly the names.
export const codeListNames = Object.keys(entrySchemas) as CodeListName[]

/** An entry as it stands in its file. */
export type CodeEntryInFile<Name extends CodeListName> = z.infer<(typeof entrySchemas)[Name]>

/** An entry with its sources spelled out. */
export type CodeEntry<Name extends CodeListName = CodeListName> = Omit<CodeEntryInFile<Name>, 'source'> & {
  readonly source: readonly Citation[]
}

/** The whole of one file. */
export const codeListFileSchema = <Name extends CodeListName>(name: Name) =>
  z.strictObject({ list: z.literal(name), entries: z.array(entrySchemas[name]).min(1) })
