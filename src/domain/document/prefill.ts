import type { Matter } from '../matter/matter.ts'
import type { DocumentContext } from './context.ts'
import { facts } from './facts.ts'
import type { DocumentForm, FieldValue, FormField, FormValues, TableRow } from './form.ts'

/**
 * What the matter says to each field of a form. A field that nothing fills is null, or its boxes, none of them ticked.
 *
 * @throws when a field names a fact that is not there; the loader of `rules/forms` lets none through.
 */
export const prefill = (form: DocumentForm, matter: Matter, context: DocumentContext): FormValues =>
  Object.fromEntries(form.fields.map((field) => [field.id, filledFrom(field, matter, context)]))

const filledFrom = (field: FormField, matter: Matter, context: DocumentContext): FieldValue => {
  if (field.from === null) {
    return field.kind === 'check' ? field.options.map((label) => ({ label, checked: false })) : null
  }
  const fact = facts[field.from]
  if (!fact) throw new Error(`field ${field.id}: given the fact ${field.from}, expected one of ${Object.keys(facts)}`)
  const value = fact.of(matter, context)
  if (field.kind !== 'table' || value === null) return value
  // Facts of tables hand out rows; the form prints the columns it names.
  return (value as readonly TableRow[]).map((row) =>
    Object.fromEntries(field.columns.map(({ id }) => [id, row[id] ?? ''])),
  )
}
