import type { FastifyRequest } from 'fastify'
import type { IncomingFile } from '../upload/upload.ts'

/** What a person sent with a form: text as typed, unread. */
export interface Form {
  /** The one value, or '' when the field was not sent. */
  readonly text: (name: string) => string
  /** Every value of a field that may be sent several times. */
  readonly all: (name: string) => readonly string[]
  readonly names: readonly string[]
}

export const formOf = (pairs: readonly (readonly [string, string])[]): Form => {
  const values = Map.groupBy(pairs, ([name]) => name)
  const all = (name: string) => (values.get(name) ?? []).map(([, value]) => value)
  return { text: (name) => all(name).at(-1) ?? '', all, names: [...values.keys()] }
}

/** A form as browsers send it without files. Anything else reads as an empty form. */
export const readForm = (request: FastifyRequest): Form => {
  const { body } = request
  if (typeof body !== 'object' || body === null) return formOf([])
  return formOf(
    Object.entries(body).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
    ),
  )
}

/**
 * A form with files, read part by part: each file is handed to `take` while it arrives, with the fields that came before it.
 * A file field that was left empty is no file.
 */
export const readMultipart = async (
  request: FastifyRequest,
  take: (field: string, file: IncomingFile, before: Form) => Promise<void>,
): Promise<Form> => {
  const pairs: [string, string][] = []
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      // Cut off by the parser: half an answer is no answer.
      if (part.valueTruncated)
        throw Object.assign(new Error(`field ${part.fieldname} is too long`), { statusCode: 413 })
      pairs.push([part.fieldname, String(part.value)])
    } else if (!part.filename) part.file.resume()
    else await take(part.fieldname, { name: part.filename, bytes: part.file }, formOf(pairs))
  }
  return formOf(pairs)
}

/** The rows `<prefix>.<i>.<field>` of a repeated fieldset, in order; at most `most`. */
export const rowsOf = <Field extends string>(
  form: Form,
  prefix: string,
  fields: readonly Field[],
  most: number,
): readonly Record<Field, string>[] => {
  const pattern = new RegExp(`^${prefix}\\.(\\d{1,3})\\.`)
  const indices = new Set(form.names.flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number))
  return [...indices]
    .sort((a, b) => a - b)
    .slice(0, most)
    .map(
      (index) =>
        // Built from exactly these fields.
        Object.fromEntries(fields.map((field) => [field, form.text(`${prefix}.${index}.${field}`)])) as Record<
          Field,
          string
        >,
    )
}
