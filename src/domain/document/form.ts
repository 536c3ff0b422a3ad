import type { RuleConfidence } from '../deadline/rule.ts'
import type { PlainDate } from '../kernel/plain-date.ts'

/** Every document of the road (文书). `rules/forms/<code>.yaml` holds what each asks, says and rests on. */
export const formCodes = [
  'aid-application',
  'submission-receipt',
  'supplement-notice',
  'acceptance-decision',
  'refusal-decision',
  'not-in-area-statement',
  'deemed-withdrawn-statement',
  'advice',
  'reference-opinion',
  'plan',
  'service-confirmation',
  'closing-notice',
  'return-visit-form',
] as const
export type FormCode = (typeof formCodes)[number]

/** letter: an official letter with a red head. table: a form of ruled boxes. */
export const layouts = ['letter', 'table'] as const
export type Layout = (typeof layouts)[number]

export const fieldKinds = ['text', 'long-text', 'date', 'list', 'check', 'table'] as const
export type FieldKind = (typeof fieldKinds)[number]

export interface FormColumn {
  readonly id: string
  readonly label: string
  /** Share of the width against its neighbours; 1 when nothing is said. */
  readonly share: number
}

export interface FormField {
  readonly id: string
  readonly label: string
  readonly kind: FieldKind
  /** The fact it is filled from, a name of `facts.ts`; null for what only a person can say. */
  readonly from: string | null
  /** False: a fact of the record that may be read but not reworded before the document is issued. */
  readonly editable: boolean
  /** The document can't be issued without it. */
  readonly required: boolean
  readonly maxChars: number
  /** Of a table. */
  readonly columns: readonly FormColumn[]
  /** Of a check: what can be ticked where nothing fills it. */
  readonly options: readonly string[]
  /** One only, of a check. */
  readonly single: boolean
  /** What to write here, for the person who fills it in. */
  readonly hint: string | null
}

/** Shown only when these fields hold something, and only while those hold nothing. */
interface Conditional {
  readonly when: readonly string[]
  readonly unless: readonly string[]
}

/** A piece of the print, in order. In `text`, `{id}` stands for the value of a field of text or date. */
export type FormPart = Conditional &
  (
    | { readonly part: 'text'; readonly text: string }
    | { readonly part: 'heading'; readonly text: string }
    /** The value by itself: paragraphs, numbered items, a ruled table, boxes to tick. */
    | { readonly part: 'field'; readonly field: string }
    /** Rows of label and value; a row of several fields shares its width. */
    | { readonly part: 'grid'; readonly heading: string | null; readonly rows: readonly (readonly string[])[] }
    /** Small print at the end of its place. */
    | { readonly part: 'note'; readonly text: string }
    /** Lines to be signed by hand. */
    | { readonly part: 'signatures'; readonly labels: readonly string[] }
  )

/** One version of one form; versions of a code never hold on the same day. */
export interface DocumentForm {
  readonly code: FormCode
  readonly version: number
  readonly title: string
  readonly en: string
  readonly layout: Layout
  /** Who makes it: it is numbered and sealed when the institution does. */
  readonly issuedBy: 'institution' | 'applicant'
  /** The word of the kind in the number (发文字号), e.g. 补 in 甬知援补〔2026〕3号. */
  readonly numberWord: string
  /** It must reach the applicant, and the day on which it does is recorded. */
  readonly served: boolean
  /** The field that names to whom it is written; null for a document without address. */
  readonly addressee: string | null
  /** What stands in an empty box of a table. */
  readonly emptyMark: string
  readonly fields: readonly FormField[]
  readonly parts: readonly FormPart[]
  /** What it rests on, in words. */
  readonly basis: readonly string[]
  readonly source: string
  readonly sourceGrade: 'A' | 'B' | 'C' | 'D' | 'none'
  readonly confidence: RuleConfidence
  readonly validFrom: PlainDate
  /** Last day on which it holds; null while it holds. */
  readonly validTo: PlainDate | null
  readonly note: string | null
}

export interface CheckOption {
  readonly label: string
  readonly checked: boolean
}
export type TableRow = Readonly<Record<string, string>>

/** text, long-text, date (`YYYY-MM-DD`): a string · list: strings · check: options · table: rows by column id · null: empty. */
export type FieldValue = string | readonly string[] | readonly CheckOption[] | readonly TableRow[] | null

/** What stands in a document, by field id. JSON: stored as it is, and printed again from it at any time. */
export type FormValues = Readonly<Record<string, FieldValue>>

/** The version of a form that holds on a day, or null. */
export const findForm = (forms: readonly DocumentForm[], code: FormCode, on: PlainDate): DocumentForm | null =>
  forms.find((form) => form.code === code && form.validFrom <= on && (form.validTo === null || on <= form.validTo)) ??
  null

/** The very version a document was made with, however long ago it ended; null when there is none. */
export const findFormVersion = (forms: readonly DocumentForm[], code: FormCode, version: number): DocumentForm | null =>
  forms.find((form) => form.code === code && form.version === version) ?? null

export const isEmpty = (value: FieldValue | undefined): boolean => {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  return value.length === 0
}

/** Labels of required fields that hold nothing: the document can't be issued yet. */
export const missingFields = (form: DocumentForm, values: FormValues): readonly string[] =>
  form.fields.filter((field) => field.required && !isFilled(values[field.id])).map((field) => field.label)

/** Unlike `isEmpty`, boxes of which none is ticked say nothing. */
const isFilled = (value: FieldValue | undefined): boolean => {
  if (value === undefined || isEmpty(value)) return false
  if (typeof value === 'string' || value === null) return true
  // An array of options is told from others by its first entry; arrays here are of one kind.
  const options = value.filter((one): one is CheckOption => typeof one === 'object' && 'checked' in one)
  return options.length === 0 || options.some((option) => option.checked)
}
