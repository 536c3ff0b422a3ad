import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { computeDeadline } from '../domain/deadline/compute.ts'
import { explainDeadline } from '../domain/deadline/explain.ts'
import { findDeadlineRule, type RuleRefusal } from '../domain/deadline/rule.ts'
import type { Suspension } from '../domain/deadline/suspension.ts'
import {
  chinaDate,
  type Instant,
  parseInstant,
  parsePlainDate,
  startOfChinaDay,
  toChinaIso,
} from '../domain/kernel/plain-date.ts'
import { loadRules } from '../server/platform/rules.ts'
import { type Command, UsageError } from './command.ts'

/** When a time limit runs out, and how that was counted. Needs the files of `rules/` and nothing else. */
export const due: Command = {
  summary: 'computes when a time limit runs out and derives it in words',
  usage:
    'due --rule ID --from INSTANT [--suspend FROM/TO]...\n' +
    'due --rule AID-REVIEW --from 2026-02-09T10:00:00+08:00 --suspend 2026-02-12/2026-02-25   (FROM and TO: day or instant; TO may be .. while it lasts)',
  run: async (argv, io) => {
    const { values } = parseArgs({
      args: argv,
      options: {
        rule: { type: 'string' },
        from: { type: 'string' },
        suspend: { type: 'string', multiple: true },
      },
    })
    if (values.rule === undefined) throw new UsageError('--rule: given nothing, expected the id of a rule')
    const from = readFrom(values.from)
    const suspensions = (values.suspend ?? []).map(readSuspension)

    const { deadlines, calendar } = loadRules(join(import.meta.dirname, '../../rules'))
    const found = findDeadlineRule(deadlines, values.rule, chinaDate(from))
    if (!found.ok) throw new UsageError(refusalText(found.refusal))
    const rule = found.value
    const deadline = computeDeadline(rule, calendar, from, suspensions)
    const isDue = deadline.state === 'due'
    io.answer({
      rule: rule.id,
      version: rule.version,
      unit: rule.unit,
      from: chinaText(from),
      dueOn: isDue ? deadline.dueOn : null,
      dueAt: isDue ? chinaText(deadline.dueAt) : null,
      provisional: isDue && deadline.provisional,
      derivation: explainDeadline(rule, calendar, from, suspensions, deadline),
    })
    return 0
  },
}

/** `2026-02-09T10:00:00+08:00`; milliseconds only where there are some, as in the last one of a day. */
const chinaText = (instant: Instant): string => toChinaIso(instant).replace('.000+', '+')

const readFrom = (text: string | undefined): Instant => {
  const instant = text === undefined ? null : parseInstant(text)
  if (instant !== null) return instant
  const given = text === undefined ? 'nothing' : `"${text}"`
  throw new UsageError(`--from: given ${given}, expected an existing time with offset, e.g. 2026-02-09T10:00:00+08:00`)
}

const readSuspension = (text: string): Suspension => {
  const parts = text.split('/')
  const [fromText = '', toText = ''] = parts
  const from = readPoint(fromText)
  const open = toText === '..'
  const to = open ? null : readPoint(toText)
  if (parts.length !== 2 || from === null || (to === null && !open))
    throw new UsageError(`--suspend: given "${text}", expected FROM/TO, each an existing day or a time with offset`)
  if (to !== null && to < from)
    throw new UsageError(`--suspend: given "${text}", which ends before it begins, expected FROM before TO`)
  return { from, to }
}

/** A day stands for its beginning in China. */
const readPoint = (text: string): Instant | null => {
  const day = parsePlainDate(text)
  return day === null ? parseInstant(text) : startOfChinaDay(day)
}

const refusalText = (refusal: RuleRefusal): string => {
  if (refusal.code === 'unknown-rule')
    return `--rule: given "${refusal.ruleId}", expected one of ${refusal.known.join(', ')}`
  const periods = refusal.periods.map(({ validFrom, validTo }) => `${validFrom} to ${validTo ?? 'further notice'}`)
  return `--from: ${refusal.ruleId} is not in force on ${refusal.on}, expected a day from ${periods.join(' or ')}`
}
