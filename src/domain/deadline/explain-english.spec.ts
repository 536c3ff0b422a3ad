import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, publishedRules } from '../../../testing/rules.ts'
import { epochMs, instantFromEpochMs } from '../kernel/plain-date.ts'
import { computeDeadline } from './compute.ts'
import { explainDeadline } from './explain.ts'
import type { DeadlineRule } from './rule.ts'
import type { Suspension } from './suspension.ts'

const { calendar, deadlines } = publishedRules
const explain = (rule: DeadlineRule, from: string, suspensions: readonly Suspension[], language: 'zh' | 'en') => {
  const computed = computeDeadline(rule, calendar, at(from), suspensions)
  return explainDeadline(rule, calendar, at(from), suspensions, computed, language)
}
const ruleOf = (id: string): DeadlineRule => {
  const rule = deadlines.find((one) => one.id === id)
  if (rule === undefined) throw new Error(`no rule ${id}`)
  return rule
}

describe('the derivation of a time limit in English', () => {
  it('says what the Chinese one says, sentence by sentence', () => {
    expect(explain(ruleOf('AID-REVIEW'), '2026-02-09T10:00', [], 'en')).toEqual([
      'Rule: Examination of an application for assistance (AID-REVIEW, version 1), 15 working days from: the day the application is received.',
      'Basis: National procedure of rights-protection assistance (work guide of 2023, by second-hand public material, the original text was not seen) (confidence: medium, from second-hand public material, the original text was not seen).',
      'It starts on Mon, 9 Feb 2026; that day does not count, counting begins on Tue, 10 Feb 2026 (Civil Code, article 201).',
      'Weekends, 1 day: not counted.',
      'Spring Festival, Sun, 15 Feb 2026 to Mon, 23 Feb 2026, 9 days: does not count.',
      'Sat, 14 Feb 2026 and Sat, 28 Feb 2026: worked in exchange for a holiday, counts.',
      'Working day 15 is Fri, 6 Mar 2026; the time ends at the end of that day.',
      'Remark: The limit comes from second-hand public material. No source says since when it holds; here it holds from the first day of the calendar.',
    ])
  })

  it('has as many sentences as the Chinese one, whatever the rule, the day and the pauses', () => {
    const start = epochMs(at('2021-01-01T00:00'))
    const moment = fc
      .integer({ min: 0, max: 6 * 365 * 24 })
      .map((hours) => instantFromEpochMs(start + hours * 3_600_000))
    const pause = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.option(fc.integer({ min: 1, max: 30 })))
    fc.assert(
      fc.property(fc.constantFrom(...deadlines), moment, fc.option(pause), (rule, from, pauseDays) => {
        const later = (days: number) => instantFromEpochMs(epochMs(from) + days * 86_400_000)
        const [after, length] = pauseDays ?? [0, null]
        const suspensions =
          pauseDays === null ? [] : [{ from: later(after), to: length === null ? null : later(after + length) }]
        const computed = computeDeadline(rule, calendar, from, suspensions)
        const [zh, en] = (['zh', 'en'] as const).map((language) =>
          explainDeadline(rule, calendar, from, suspensions, computed, language),
        )
        return zh?.length === en?.length
      }),
    )
  })

  it('has no word of Chinese for the time limits that an applicant meets', () => {
    const met = deadlines.filter(({ id }) => id.startsWith('AID-') || id === 'SLA-CLOSE')
    expect(met.length).toBeGreaterThan(5)
    for (const rule of met) {
      // Over National Day and the Mid-Autumn Festival, with a pause, into a year that is not announced.
      const pauses = [{ from: at('2026-09-28T10:00'), to: at('2026-10-12T10:00') }]
      for (const from of ['2026-09-23T10:00', '2026-12-28T10:00']) {
        expect(explain(rule, from, pauses, 'en').join('\n'), rule.id).not.toMatch(/\p{Script=Han}/u)
      }
      expect(rule.en?.pauses?.length, rule.id).toBe(rule.pauses?.length)
    }
  })
})
