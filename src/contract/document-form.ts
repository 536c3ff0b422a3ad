import { z } from 'zod'
import { ruleConfidences } from '../domain/deadline/rule.ts'
import { facts } from '../domain/document/facts.ts'
import {
  type DocumentForm,
  type FieldValue,
  type FormField,
  type FormValues,
  fieldKinds,
  formCodes,
  layouts,
} from '../domain/document/form.ts'
import { parsePlainDate } from '../domain/kernel/plain-date.ts'
import { line, optional, plainDate, prose } from './text.ts'

// The messages say what is expected, for a maintainer of `rules/`; `server/platform/forms.ts` puts file, entry and what was given in front.
const text = z.string('a text').trim().min(1, 'a text that is not empty')
const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, `one of ${values.join(', ')}`)
const flag = (otherwise: boolean) => z.boolean('true or false').default(otherwise)
const fieldId = z.string('an id').regex(/^[a-z][A-Za-z0-9]*$/, 'an id in camelCase, e.g. applicantName')
const ids = z
  .union([fieldId.transform((id) => [id]), z.array(fieldId).min(1)], 'the id of a field, or a list of them')
  .default([])

const ruleDate = z.string('an existing day as YYYY-MM-DD').transform((given, ctx) => {
  const date = parsePlainDate(given)
  if (date !== null) return date
  ctx.addIssue({ code: 'custom', message: 'an existing day as YYYY-MM-DD' })
  return z.NEVER
})

const column = z.strictObject({
  id: fieldId,
  label: text,
  share: z.number('a number above 0').positive('a number above 0').default(1),
})

/** Characters that may stand in a field unless its form says otherwise. */
const usualMaxChars = { text: 200, 'long-text': 20_000, date: 10, list: 500, check: 100, table: 2000 } as const

const field = z
  .strictObject({
    id: fieldId,
    label: text,
    kind: oneOf(fieldKinds).default('text'),
    from: z
      .string('the name of a fact')
      .refine((name) => name in facts, `a fact of src/domain/document/facts.ts`)
      .nullable()
      .default(null),
    editable: flag(true),
    required: flag(false),
    maxChars: z.int('a whole number from 1').min(1, 'a whole number from 1').optional(),
    columns: z.array(column, 'a list of columns').default([]),
    options: z.array(text, 'a list of texts').default([]),
    single: flag(false),
    hint: text.nullable().default(null),
  })
  .transform(({ maxChars, ...rest }): FormField => ({ ...rest, maxChars: maxChars ?? usualMaxChars[rest.kind] }))

const conditions = { when: ids, unless: ids }
const part = z.union(
  [
    z.strictObject({ ...conditions, text }).transform((one) => ({ part: 'text' as const, ...one })),
    z
      .strictObject({ ...conditions, heading: text })
      .transform(({ heading, ...rest }) => ({ part: 'heading' as const, text: heading, ...rest })),
    z.strictObject({ ...conditions, field: fieldId }).transform((one) => ({ part: 'field' as const, ...one })),
    z
      .strictObject({
        ...conditions,
        heading: text.nullable().default(null),
        grid: z
          .array(z.array(fieldId, 'a list of field ids').min(1).max(2, 'one or two fields a row'), 'a list of rows')
          .min(1),
      })
      .transform(({ grid, ...rest }) => ({ part: 'grid' as const, rows: grid, ...rest })),
    z
      .strictObject({ ...conditions, note: text })
      .transform(({ note, ...rest }) => ({ part: 'note' as const, text: note, ...rest })),
    z
      .strictObject({ ...conditions, signatures: z.array(text, 'a list of texts').min(1) })
      .transform(({ signatures, ...rest }) => ({ part: 'signatures' as const, labels: signatures, ...rest })),
  ],
  'one of text, heading, field, grid, note, signatures, with when and unless at most',
)

/** One entry of `rules/forms/<code>.yaml`. What its parts may refer to is checked by the loader. */
export const documentFormSchema = z
  .strictObject({
    code: oneOf(formCodes),
    version: z.int('a whole number from 1').min(1, 'a whole number from 1'),
    title: text,
    en: text,
    layout: oneOf(layouts),
    issuedBy: oneOf(['institution', 'applicant']),
    numberWord: z.string('a word').regex(/^\p{Script=Han}{1,4}$/u, 'one to four Chinese characters'),
    served: z.boolean('true or false'),
    addressee: fieldId.nullable().default(null),
    emptyMark: z.string('a text').default('—'),
    fields: z.array(field, 'a list of fields').min(1, 'at least one field'),
    parts: z.array(part, 'a list of parts').min(1, 'at least one part'),
    basis: z.array(text, 'a list of texts').min(1, 'at least one'),
    source: text,
    sourceGrade: oneOf(['A', 'B', 'C', 'D', 'none']),
    confidence: oneOf(ruleConfidences),
    validFrom: ruleDate,
    validTo: ruleDate.nullable(),
    note: text.nullable().default(null),
  })
  .transform((form): DocumentForm => form)

/** `rules/forms/<code>.yaml`: all versions of one form. */
export const documentFormFile = z.strictObject({ forms: z.array(z.unknown(), 'a list of forms').min(1) })

const maxListItems = 50
const maxTableRows = 100

const ticked = z.object({ label: line(100), checked: z.boolean() })

const valueSchema = (one: FormField): z.ZodType<FieldValue> => {
  switch (one.kind) {
    case 'text':
      return optional(line(one.maxChars))
    case 'long-text':
      return optional(prose(one.maxChars))
    case 'date':
      return optional(plainDate)
    case 'list':
      return z
        .array(prose(one.maxChars))
        .max(maxListItems, { error: `最多 ${maxListItems} 项` })
        .nullable()
    case 'check':
      return z
        .array(ticked)
        .max(maxListItems)
        .refine((options) => !one.single || options.filter(({ checked }) => checked).length <= 1, {
          error: '只能选择一项',
        })
        .nullable()
    case 'table': {
      // A cell that was not sent is an empty cell.
      const cell = z.preprocess((value) => value ?? '', z.union([z.literal(''), line(one.maxChars)]))
      return z
        .array(z.strictObject(Object.fromEntries(one.columns.map(({ id }) => [id, cell]))))
        .max(maxTableRows, { error: `最多 ${maxTableRows} 行` })
        .nullable()
    }
  }
}

/** What a person may put into the fields of this form; an unknown field is refused. Emptiness is allowed: see `missingFields`. */
export const formValuesSchema = (form: DocumentForm): z.ZodType<FormValues> =>
  z.strictObject(Object.fromEntries(form.fields.map((one) => [one.id, valueSchema(one).default(null)])))
