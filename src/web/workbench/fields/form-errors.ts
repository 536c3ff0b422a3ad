import type { FormInstance } from 'antd'
import type { z } from 'zod'
import { ProblemError } from '../api/problem-error.ts'

/** Where in the input, as zod and the API say it: ['need', 'rights', 0, 'number']. */
export type FieldPath = readonly (string | number)[]

export interface FieldIssue {
  readonly path: FieldPath
  readonly message: string
}

const valueAt = (input: unknown, path: FieldPath): unknown =>
  path.reduce<unknown>(
    // What was typed has no type yet; reading a missing key answers undefined.
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined,
    input,
  )

const isKey = (key: PropertyKey): key is string | number => typeof key !== 'symbol'

/**
 * The issues of a failed parse, one sentence each for the field it belongs to. Of a union those of the branch that was
 * meant: the one whose complaints are all about keys that the input has, else the first.
 */
export const issuesOf = (error: { readonly issues: readonly z.core.$ZodIssue[] }, input: unknown): FieldIssue[] => {
  const read = (issue: z.core.$ZodIssue, at: FieldPath): FieldIssue[] => {
    const path = [...at, ...issue.path.filter(isKey)]
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const has = (inner: z.core.$ZodIssue) => valueAt(input, [...path, ...inner.path.filter(isKey)]) !== undefined
      const branch = issue.errors.find((one) => one.every(has)) ?? issue.errors[0] ?? []
      return branch.flatMap((inner) => read(inner, path))
    }
    const given = valueAt(input, path)
    const missing =
      (issue.code === 'invalid_type' || issue.code === 'invalid_value') && (given === undefined || given === null)
    if (missing) return [{ path, message: '请填写或选择' }]
    return [{ path, message: issue.code === 'too_small' && given === '' ? '请填写' : issue.message }]
  }
  return error.issues.flatMap((issue) => read(issue, []))
}

/** `need.rights.0.number` and `/need/rights/0/number` are the same place. */
export const pathOf = (text: string): FieldPath =>
  text
    .split(/[./]/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))

const startsWith = (path: FieldPath, beginning: FieldPath) =>
  beginning.every((key, index) => String(path[index]) === String(key))

/** The field on the screen that an issue belongs to: itself, the first inside it, or the nearest around it. */
export const placeOf = (path: FieldPath, fields: readonly FieldPath[]): FieldPath | null => {
  if (path.length === 0) return null
  const inside = fields.filter((field) => startsWith(field, path))
  const exact = inside.find((field) => field.length === path.length)
  if (exact !== undefined) return exact
  if (inside[0] !== undefined) return inside[0]
  const around = fields.filter((field) => field.length > 0 && startsWith(path, field))
  return around.reduce<FieldPath | null>((best, field) => (field.length > (best?.length ?? 0) ? field : best), null)
}

/** Puts each issue on its field, moves there, and answers the sentences that have no field. */
export const showIssues = (form: FormInstance, issues: readonly FieldIssue[]): string[] => {
  const fields = form.getFieldsError().map((field) => field.name)
  const placed = new Map<string, { name: (string | number)[]; errors: string[] }>()
  const homeless: string[] = []
  for (const { path, message } of issues) {
    const name = placeOf(path, fields)
    if (name === null) {
      homeless.push(message)
      continue
    }
    const key = JSON.stringify(name)
    const held = placed.get(key) ?? { name: [...name], errors: [] }
    if (!held.errors.includes(message)) held.errors.push(message)
    placed.set(key, held)
  }
  form.setFields(fields.map((name) => placed.get(JSON.stringify(name)) ?? { name, errors: [] }))
  const first = fields.find((name) => placed.has(JSON.stringify(name)))
  if (first !== undefined) form.scrollToField(first, { block: 'center', focus: true })
  return homeless
}

/**
 * Reads the form by a schema of the contract.
 * @param shape makes the body of the request from what the fields hold.
 * @returns null when something is wrong; then each field says what.
 */
export const readForm = <Output>(
  form: FormInstance,
  schema: z.ZodType<Output>,
  shape: (values: unknown) => unknown = (values) => values,
  onHomeless: (sentences: string[]) => void = () => {},
): Output | null => {
  const input = shape(form.getFieldsValue(true))
  const read = schema.safeParse(input)
  const homeless = showIssues(form, read.success ? [] : issuesOf(read.error, input))
  onHomeless(homeless)
  return read.success ? read.data : null
}

/** Puts the server's field errors on their fields; answers the sentences that have none. */
export const showProblem = (form: FormInstance, error: unknown): string[] => {
  if (!(error instanceof ProblemError)) return []
  const { errors = [] } = error.problem
  return errors.length === 0
    ? []
    : showIssues(
        form,
        errors.map(({ path, message }) => ({ path: pathOf(path), message })),
      )
}

const hasPath = (input: unknown, path: FieldPath): boolean => {
  let here = input
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !(key in here)) return false
    // The line above has seen that the key is there.
    here = (here as Record<string | number, unknown>)[key]
  }
  return true
}

/** Takes away what was wrong with the fields that have just been changed. */
export const clearChanged = (form: FormInstance, changed: unknown): void => {
  const cleared = form.getFieldsError().filter(({ name, errors }) => errors.length > 0 && hasPath(changed, name))
  if (cleared.length > 0) form.setFields(cleared.map(({ name }) => ({ name, errors: [] })))
}
