import { z } from 'zod'
import { deadlineUnits, ruleConfidences, ruleKinds } from '../domain/deadline/rule.ts'
import { parsePlainDate } from '../domain/kernel/plain-date.ts'

/** Unlike the date of a form this one answers a maintainer of `rules/`, in English, and hands out the branded day. */
const ruleDate = z.string('an existing day as YYYY-MM-DD').transform((text, ctx) => {
  const date = parsePlainDate(text)
  if (date !== null) return date
  ctx.addIssue({ code: 'custom', message: 'an existing day as YYYY-MM-DD' })
  return z.NEVER
})

const text = z.string('a text').trim().min(1, 'a text that is not empty')
const count = z.int('a whole number from 1').min(1, 'a whole number from 1')
const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, `one of ${values.join(', ')}`)

/** The messages say what is expected; `server/platform/rules.ts` puts file, entry and what was given in front. */
export const deadlineRuleSchema = z.strictObject({
  id: z.string('an id').regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$/, 'an id of capitals and dashes, e.g. AID-REVIEW'),
  version: count,
  kind: oneOf(ruleKinds),
  name: text,
  trigger: text,
  limit: count,
  unit: oneOf(deadlineUnits),
  effect: text,
  source: text,
  sourceGrade: oneOf(['A', 'B', 'C', 'D', 'none']),
  confidence: oneOf(ruleConfidences),
  validFrom: ruleDate,
  validTo: ruleDate.nullable(),
  note: text.optional(),
  en: z
    .strictObject({
      name: text,
      trigger: text,
      source: text,
      note: text.optional(),
      pauses: z.array(z.strictObject({ from: text, until: text, source: text })).optional(),
    })
    .optional(),
  pauses: z
    .array(z.strictObject({ from: text, until: text, source: text, confidence: oneOf(ruleConfidences) }))
    .optional(),
})

/** A DeadlineRule of the domain with the grade of its source. */
export type DeadlineRuleEntry = z.output<typeof deadlineRuleSchema>

/** `rules/deadlines/<subject>.yaml` */
export const deadlineFileSchema = z.strictObject({ deadlines: z.array(z.unknown(), 'a list of rules') })

const day = z.strictObject({ date: ruleDate, name: text })

/** `rules/calendar/<year>.yaml` */
export const calendarYearSchema = z.strictObject({
  year: z.int('a year of four digits').min(1949, 'a year from 1949').max(9999, 'a year of four digits'),
  /** The State Council's notices for the year. */
  source: text,
  publishedOn: ruleDate.optional(),
  note: text.optional(),
  /** Every day that a notice frees, those on a weekend too. */
  daysOff: z.array(day, 'a list of days'),
  /** Weekend days worked in exchange. */
  makeUpDays: z.array(day, 'a list of days'),
})
