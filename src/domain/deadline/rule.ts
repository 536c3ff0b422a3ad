import type { InstitutionId } from '../kernel/ids.ts'
import type { PlainDate } from '../kernel/plain-date.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'

export const deadlineUnits = ['hour', 'natural-day', 'working-day', 'month'] as const
export type DeadlineUnit = (typeof deadlineUnits)[number]

export const ruleConfidences = ['high', 'medium', 'low', 'none'] as const
export type RuleConfidence = (typeof ruleConfidences)[number]

/** law: an act or an authority's procedure · benchmark: a figure to measure against · platform: our default, no source. */
export const ruleKinds = ['law', 'benchmark', 'platform'] as const
export type RuleKind = (typeof ruleKinds)[number]

/** Something that stops the clock of a rule, in words; the matter decides when it happened. */
export interface RulePause {
  /** What stops the clock, e.g. 发出补正通知 */
  readonly from: string
  /** What sets it going again, e.g. 收到补正材料 */
  readonly until: string
  readonly source: string
  readonly confidence: RuleConfidence
}

/** What an English page says of a rule. */
export interface RuleWords {
  readonly name: string
  readonly trigger: string
  readonly source: string
  readonly note?: string
  readonly pauses?: readonly Pick<RulePause, 'from' | 'until' | 'source'>[]
}

/** One version of one time limit; `rules/deadlines/*.yaml` holds them all. */
export interface DeadlineRule {
  /** e.g. AID-REVIEW */
  readonly id: string
  /** Counts up with every change of the limit; a deadline names the version it was computed by. */
  readonly version: number
  readonly kind: RuleKind
  readonly name: string
  /** What starts the clock. */
  readonly trigger: string
  readonly limit: number
  readonly unit: DeadlineUnit
  /** What follows when the limit is missed. */
  readonly effect: string
  readonly source: string
  readonly confidence: RuleConfidence
  /** First day on which this version holds for a clock that starts. */
  readonly validFrom: PlainDate
  /** Last day on which it holds; null while it holds. */
  readonly validTo: PlainDate | null
  readonly note?: string
  /** The words above for English pages, the pauses in the same order; without it they are told in Chinese. */
  readonly en?: RuleWords
  readonly pauses?: readonly RulePause[]
  /** Present when an institution has set another limit; `limit` and `unit` above are then the institution's. */
  readonly override?: RuleOverride
}

/** What counting needs of a rule; a clock that is computed anew brings it from its own record. */
export type RuleLimit = Pick<DeadlineRule, 'id' | 'version' | 'limit' | 'unit'>

export interface RuleOverride {
  readonly institutionId: InstitutionId
  readonly reason: string
  readonly replacedLimit: number
  readonly replacedUnit: DeadlineUnit
}

/** An institution's own limit in place of a rule's; valid from and to the named days, both included. */
export interface DeadlineOverride {
  readonly ruleId: string
  readonly institutionId: InstitutionId
  readonly limit: number
  readonly unit: DeadlineUnit
  readonly reason: string
  readonly validFrom: PlainDate
  readonly validTo: PlainDate | null
}

export type RuleRefusal =
  | { readonly code: 'unknown-rule'; readonly ruleId: string; readonly known: readonly string[] }
  | {
      readonly code: 'rule-not-in-force'
      readonly ruleId: string
      readonly on: PlainDate
      readonly periods: readonly { readonly validFrom: PlainDate; readonly validTo: PlainDate | null }[]
    }

const holds = (entry: { validFrom: PlainDate; validTo: PlainDate | null }, on: PlainDate): boolean =>
  entry.validFrom <= on && (entry.validTo === null || on <= entry.validTo)

/**
 * The version of a rule that holds on the day its clock starts, with the institution's own limit if it has set one.
 *
 * @param overrides those of the one institution that handles the matter. Of two that hold on the day the one that
 *   began later wins: the newer decision replaces the older.
 */
export const findDeadlineRule = (
  rules: readonly DeadlineRule[],
  id: string,
  on: PlainDate,
  overrides: readonly DeadlineOverride[] = [],
): Result<DeadlineRule, RuleRefusal> => {
  let known = false
  for (const rule of rules) {
    if (rule.id !== id) continue
    known = true
    if (holds(rule, on)) return ok(overrides.length === 0 ? rule : overridden(rule, on, overrides))
  }
  if (!known) return refuse({ code: 'unknown-rule', ruleId: id, known: [...new Set(rules.map((rule) => rule.id))] })
  const periods = rules.filter((rule) => rule.id === id).map(({ validFrom, validTo }) => ({ validFrom, validTo }))
  return refuse({ code: 'rule-not-in-force', ruleId: id, on, periods })
}

/** The very version a clock was started with, to explain it after the rule has changed; null when it is not in the rules. */
export const findRuleVersion = (rules: readonly DeadlineRule[], id: string, version: number): DeadlineRule | null =>
  rules.find((rule) => rule.id === id && rule.version === version) ?? null

const overridden = (rule: DeadlineRule, on: PlainDate, overrides: readonly DeadlineOverride[]): DeadlineRule => {
  let chosen: DeadlineOverride | null = null
  for (const entry of overrides) {
    if (entry.ruleId !== rule.id || !holds(entry, on)) continue
    if (chosen === null || entry.validFrom > chosen.validFrom) chosen = entry
  }
  if (chosen === null) return rule
  const { institutionId, reason, limit, unit } = chosen
  return {
    ...rule,
    limit,
    unit,
    override: { institutionId, reason, replacedLimit: rule.limit, replacedUnit: rule.unit },
  }
}
