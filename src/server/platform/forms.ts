import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { z } from 'zod'
import { documentFormFile, documentFormSchema } from '../../contract/document-form.ts'
import { facts } from '../../domain/document/facts.ts'
import {
  type DocumentForm,
  type FormCode,
  type FormField,
  type FormPart,
  findForm,
  findFormVersion,
  formCodes,
} from '../../domain/document/form.ts'
import { placeholdersOf } from '../../domain/document/print.ts'
import type { PlainDate } from '../../domain/kernel/plain-date.ts'

/** The forms of `rules/forms`, read once. A document keeps the version it was made with. */
export interface Forms {
  readonly all: readonly DocumentForm[]
  /** The version that holds on this day; null when none does. */
  find(code: FormCode, on: PlainDate): DocumentForm | null
  /** The version a stored document was made with. Throws when the rules do not hold it any more: versions are never deleted. */
  get(code: FormCode, version: number): DocumentForm
  /** The forms that hold on this day, in the order of the road. */
  list(on: PlainDate): readonly DocumentForm[]
}

/**
 * Reads `<code>.yaml` for every form.
 *
 * Throws, naming file, entry, what was given and what was expected, when a form is missing or malformed, when a part names a
 * field that is not there, when something optional would leave a hole in a sentence, when a field can't hold its fact, and
 * when two versions of a form hold on the same day.
 */
export const loadForms = (dir: string): Forms => {
  for (const file of readdirSync(dir))
    if (/\.ya?ml$/.test(file) && !formCodes.some((code) => file === `${code}.yaml`))
      throw new Error(`${join(dir, file)}: no form has this name; known are ${formCodes.join(', ')}`)
  const all = formCodes.flatMap((code) => loadVersions(join(dir, `${code}.yaml`), code))
  return {
    all,
    find: (code, on) => findForm(all, code, on),
    get: (code, version) => {
      const form = findFormVersion(all, code, version)
      if (form) return form
      const known = all.filter((one) => one.code === code).map((one) => one.version)
      throw new Error(`form ${code}: given version ${version}, expected one of ${known.join(', ')}`)
    },
    list: (on) => formCodes.flatMap((code) => findForm(all, code, on) ?? []),
  }
}

const loadVersions = (path: string, code: FormCode): readonly DocumentForm[] => {
  const file = checked(path, documentFormFile, readYaml(path))
  const versions: DocumentForm[] = []
  for (const [index, entry] of file.forms.entries()) {
    const place = `${path}: entry ${index + 1}`
    const form = checked(place, documentFormSchema, entry)
    if (form.code !== code) throw new Error(`${place}, code: given ${form.code}, expected ${code} as the file is named`)
    refuseFaults(`${path}: version ${form.version}`, form)
    for (const other of versions) refuseClash(place, form, other)
    versions.push(form)
  }
  return versions
}

const refuseClash = (place: string, form: DocumentForm, other: DocumentForm): void => {
  if (form.version === other.version)
    throw new Error(`${place}, version: given ${form.version} twice, expected one that no other entry has`)
  const [earlier, later] = form.validFrom < other.validFrom ? [form, other] : [other, form]
  if (earlier.validTo === null || earlier.validTo >= later.validFrom)
    throw new Error(
      `${place}: versions ${earlier.version} and ${later.version} both hold on ${later.validFrom}, expected one`,
    )
}

/** What no schema of a single entry can see: whether its pieces fit each other. */
const refuseFaults = (place: string, form: DocumentForm): void => {
  if (form.validTo !== null && form.validTo < form.validFrom)
    throw new Error(`${place}, validTo: given ${form.validTo}, expected a day from ${form.validFrom} on`)
  const fields = new Map<string, FormField>()
  for (const field of form.fields) {
    if (fields.has(field.id)) throw new Error(`${place}, fields: given ${field.id} twice, expected each id once`)
    fields.set(field.id, field)
    refuseMisfit(`${place}, field ${field.id}`, field)
  }
  const named = (where: string, id: string): FormField => {
    const field = fields.get(id)
    if (field) return field
    throw new Error(`${place}, ${where}: given ${id}, expected a field of the form: ${[...fields.keys()].join(', ')}`)
  }
  const printed = new Set<string>()
  if (form.addressee !== null) printed.add(named('addressee', form.addressee).id)
  for (const [index, part] of form.parts.entries()) {
    const where = `part ${index + 1}`
    for (const id of [...part.when, ...part.unless]) named(where, id)
    for (const id of fieldsOf(part)) {
      const field = named(where, id)
      if ('text' in part) refuseHole(`${place}, ${where}`, part, field)
      printed.add(id)
    }
  }
  const lost = [...fields.keys()].filter((id) => !printed.has(id))
  if (lost.length > 0)
    throw new Error(`${place}: given ${lost.join(', ')}, which no part prints, expected all in print`)
}

const fieldsOf = (part: FormPart): readonly string[] => {
  if (part.part === 'field') return [part.field]
  if (part.part === 'grid') return part.rows.flat()
  return 'text' in part ? placeholdersOf(part.text) : []
}

/** A sentence around nothing reads as if something had been forgotten. */
const refuseHole = (place: string, part: FormPart, field: FormField): void => {
  if (field.kind !== 'text' && field.kind !== 'date')
    throw new Error(`${place}: given {${field.id}}, a ${field.kind}, expected a text or a date inside a sentence`)
  if (!field.required && !part.when.includes(field.id))
    throw new Error(`${place}: given {${field.id}}, which may be empty, expected it under "when" or required`)
}

const refuseMisfit = (place: string, field: FormField): void => {
  if ((field.kind === 'table') !== field.columns.length > 0)
    throw new Error(
      `${place}, columns: given ${field.columns.length} for a ${field.kind}, expected them for a table only`,
    )
  const boxes = field.kind === 'check' && field.from === null
  if (boxes !== field.options.length > 0)
    throw new Error(`${place}, options: expected them for a check that no fact fills, and only there`)
  const fact = field.from === null ? undefined : facts[field.from]
  if (!fact) return
  // One line may stand in a box for several.
  const fits = fact.kind === field.kind || (fact.kind === 'text' && field.kind === 'long-text')
  if (!fits) throw new Error(`${place}, from: given ${field.from}, a ${fact.kind}, expected a ${field.kind}`)
  for (const { id } of field.columns)
    if (!fact.columns?.includes(id))
      throw new Error(`${place}, columns: given ${id}, expected one of ${fact.columns?.join(', ')}`)
}

const readYaml = (path: string): unknown => {
  try {
    return parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

const checked = <S extends z.ZodType>(place: string, schema: S, value: unknown): z.output<S> => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys')
      return `given the unknown ${issue.keys.join(', ')}, expected only known fields`
    const field = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `
    return `${field}given ${JSON.stringify(at(value, issue.path)) ?? 'nothing'}, expected ${issue.message}`
  })
  throw new Error(`${place}, ${lines.join('; ')}`)
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      // Any object may be asked for any key; what is not there is undefined.
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  )
