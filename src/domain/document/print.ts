import type { CheckOption, DocumentForm, FieldValue, FormField, FormPart, FormValues, TableRow } from './form.ts'
import { isEmpty } from './form.ts'
import { dateWords } from './words.ts'

/** What a cell of a grid holds. */
export type Cell = { readonly lines: readonly string[] } | { readonly options: readonly CheckOption[] }

/** A piece of the print with its words filled in; PDF and DOCX are made from the same blocks. */
export type Block =
  | { readonly block: 'paragraph'; readonly text: string }
  | { readonly block: 'heading'; readonly text: string }
  | { readonly block: 'numbered'; readonly items: readonly string[] }
  | { readonly block: 'options'; readonly options: readonly CheckOption[] }
  | {
      readonly block: 'table'
      readonly columns: readonly { readonly label: string; readonly share: number }[]
      readonly rows: readonly (readonly string[])[]
    }
  | {
      readonly block: 'grid'
      readonly heading: string | null
      readonly rows: readonly (readonly { readonly label: string; readonly cell: Cell }[])[]
    }
  | { readonly block: 'note'; readonly text: string }
  | { readonly block: 'signatures'; readonly labels: readonly string[] }

/** What a form says about these values, in the order of the print. */
export interface Print {
  readonly title: string
  readonly addressee: string | null
  readonly blocks: readonly Block[]
}

const placeholder = /\{([a-z][A-Za-z0-9]*)\}/g

/** The ids in `…{id}…`. */
export const placeholdersOf = (text: string): readonly string[] =>
  [...text.matchAll(placeholder)].map(([, id = '']) => id)

/** A line to write on, where a preview lacks what must stand there before the document is issued. */
export const blank = '＿＿＿＿'

/** Lays the values of a form out as blocks, sentences filled in, conditions applied. */
export const layOut = (form: DocumentForm, values: FormValues): Print => {
  const fields = new Map(form.fields.map((field) => [field.id, field]))
  const getField = (id: string): FormField => {
    const field = fields.get(id)
    if (!field) throw new Error(`form ${form.code} ${form.version} has no field ${id}`)
    return field
  }
  const filled = (id: string) => !isEmpty(values[id])
  const inline = (id: string) => lineOf(getField(id), values[id] ?? null)
  const blocks = form.parts
    .filter((part) => part.when.every(filled) && !part.unless.some(filled))
    .flatMap((part) => blocksOf(part, { form, values, getField, inline }))
  return { title: form.title, addressee: form.addressee === null ? null : inline(form.addressee), blocks }
}

interface Filled {
  readonly form: DocumentForm
  readonly values: FormValues
  readonly getField: (id: string) => FormField
  readonly inline: (id: string) => string
}

const blocksOf = (part: FormPart, { form, values, getField, inline }: Filled): readonly Block[] => {
  // A replacer function: `$&` in a value must stay what it is.
  const sentence = (text: string) => text.replace(placeholder, (_, id: string) => inline(id))
  switch (part.part) {
    case 'text':
      return [{ block: 'paragraph', text: sentence(part.text) }]
    case 'heading':
    case 'note':
      return [{ block: part.part, text: sentence(part.text) }]
    case 'signatures':
      return [{ block: 'signatures', labels: part.labels }]
    case 'field':
      return valueBlocks(getField(part.field), values[part.field] ?? null, form.emptyMark)
    case 'grid': {
      const rows = part.rows.map((row) =>
        row.map((id) => {
          const field = getField(id)
          return { label: field.label, cell: cellOf(field, values[id] ?? null, form.emptyMark) }
        }),
      )
      return [{ block: 'grid', heading: part.heading, rows }]
    }
  }
}

/** One line in a sentence. Line breaks are told by a space: a sentence runs on. */
const lineOf = (field: FormField, value: FieldValue): string => {
  if (typeof value !== 'string' || value.trim() === '') return blank
  return field.kind === 'date' ? dateWords(value) : value.replace(/\s*\n\s*/g, ' ')
}

const paragraphs = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const linesOf = (field: FormField, text: string): readonly string[] =>
  field.kind === 'date' ? [dateWords(text)] : paragraphs(text)

const valueBlocks = (field: FormField, value: FieldValue, emptyMark: string): readonly Block[] => {
  if (typeof value === 'string') return linesOf(field, value).map((text) => ({ block: 'paragraph', text }))
  if (field.kind === 'table') {
    const columns = field.columns.map(({ label, share }) => ({ label, share }))
    const rows = rowsOf(value).map((row) => field.columns.map(({ id }) => row[id] || emptyMark))
    return [{ block: 'table', columns, rows: rows.length > 0 ? rows : [columns.map(() => emptyMark)] }]
  }
  if (value === null || value.length === 0) return [{ block: 'paragraph', text: emptyMark === '' ? blank : emptyMark }]
  if (field.kind === 'check') return [{ block: 'options', options: optionsOf(value) }]
  return [{ block: 'numbered', items: itemsOf(value) }]
}

/** Some lines for the hand, in a box that stays empty until somebody writes in it. */
const roomToWrite = ['　', '　', '　']

const cellOf = (field: FormField, value: FieldValue, emptyMark: string): Cell => {
  if (typeof value === 'string' && value.trim() !== '') return { lines: linesOf(field, value) }
  if (value === null || typeof value === 'string' || value.length === 0)
    return { lines: field.kind === 'long-text' && field.from === null && emptyMark === '' ? roomToWrite : [emptyMark] }
  if (field.kind === 'check') return { options: optionsOf(value) }
  if (field.kind === 'table')
    return { lines: rowsOf(value).map((row) => field.columns.map(({ id }) => row[id] ?? '').join('　')) }
  const items = itemsOf(value)
  return { lines: items.length === 1 ? items : items.map((item, index) => `${index + 1}. ${item}`) }
}

// The kind of the field says of what the array is; `formValuesSchema` lets no other in.
const rowsOf = (value: FieldValue) => (value ?? []) as readonly TableRow[]
const optionsOf = (value: FieldValue) => value as readonly CheckOption[]
const itemsOf = (value: FieldValue) => value as readonly string[]
