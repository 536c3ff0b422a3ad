import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { z } from 'zod'
import {
  calendarYearSchema,
  type DeadlineRuleEntry,
  deadlineFileSchema,
  deadlineRuleSchema,
} from '../../contract/rules.ts'
import { buildCalendar, type Calendar } from '../../domain/deadline/calendar.ts'
import { weekday } from '../../domain/kernel/plain-date.ts'

export interface Rules {
  readonly deadlines: readonly DeadlineRuleEntry[]
  readonly calendar: Calendar
  /** SHA-256 over what the files say: it changes with a rule or a day, not with a comment. */
  readonly version: string
}

/**
 * Reads `deadlines/*.yaml` and `calendar/*.yaml` under `dir`.
 *
 * Throws, naming file, entry, what was given and what was expected, when one is malformed, when two versions of a rule
 * hold on the same day, when a calendar year is missing, there twice, or holds a day of another year.
 */
export const loadRules = (dir: string): Rules => {
  const deadlines = loadDeadlines(join(dir, 'deadlines'))
  const calendar = loadCalendar(join(dir, 'calendar'))
  return { deadlines, calendar, version: hash([deadlines, calendar.version]) }
}

const loadDeadlines = (dir: string): DeadlineRuleEntry[] => {
  const seen: { path: string; rule: DeadlineRuleEntry }[] = []
  for (const path of yamlFiles(dir)) {
    const file = checked(path, deadlineFileSchema, readYaml(path))
    for (const [index, entry] of file.deadlines.entries()) {
      const place = `${path}: ${entryName(entry, index)}`
      const rule = checked(place, deadlineRuleSchema, entry)
      if (rule.validTo !== null && rule.validTo < rule.validFrom)
        throw new Error(`${place}, validTo: given ${rule.validTo}, expected a day from ${rule.validFrom} on`)
      for (const other of seen) refuseClash(place, rule, other)
      seen.push({ path, rule })
    }
  }
  return seen.map(({ rule }) => rule)
}

const refuseClash = (
  place: string,
  rule: DeadlineRuleEntry,
  other: { path: string; rule: DeadlineRuleEntry },
): void => {
  if (rule.id !== other.rule.id) return
  if (rule.version === other.rule.version)
    throw new Error(`${place}, version: given ${rule.version} as in ${other.path}, expected one no other version has`)
  const [earlier, later] = rule.validFrom < other.rule.validFrom ? [rule, other.rule] : [other.rule, rule]
  if (earlier.validTo === null || earlier.validTo >= later.validFrom)
    throw new Error(
      `${place}: versions ${earlier.version} and ${later.version} both hold on ${later.validFrom} (see ${other.path}), expected one`,
    )
}

const loadCalendar = (dir: string): Calendar => {
  const years = new Map<number, z.output<typeof calendarYearSchema>>()
  for (const path of yamlFiles(dir)) {
    const entry = checked(path, calendarYearSchema, readYaml(path))
    if (years.has(entry.year)) throw new Error(`${path}, year: given ${entry.year}, which another file has already`)
    for (const field of ['daysOff', 'makeUpDays'] as const)
      for (const [index, { date }] of entry[field].entries())
        if (!date.startsWith(`${entry.year}-`))
          throw new Error(`${path}, ${field}.${index}.date: given ${date}, expected a day of ${entry.year}`)
    for (const [index, { date }] of entry.makeUpDays.entries())
      if (weekday(date) < 6)
        throw new Error(`${path}, makeUpDays.${index}.date: given ${date}, a weekday, expected a Saturday or Sunday`)
    years.set(entry.year, entry)
  }
  const sorted = [...years.values()].sort((a, b) => a.year - b.year)
  const days = sorted.map(({ year, daysOff, makeUpDays }) => [year, daysOff, makeUpDays])
  const span = `${sorted[0]?.year}-${sorted.at(-1)?.year}`
  try {
    return buildCalendar(sorted, `${span}-${hash(days).slice(0, 8)}`)
  } catch (cause) {
    throw new Error(`${dir}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

const yamlFiles = (dir: string): string[] =>
  readdirSync(dir)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(dir, name))

const readYaml = (path: string): unknown => {
  try {
    return parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

const entryName = (entry: unknown, index: number): string => {
  const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined
  return typeof id === 'string' ? `entry ${id}` : `entry ${index + 1}`
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

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
