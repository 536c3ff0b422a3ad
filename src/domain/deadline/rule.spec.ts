import { describe, expect, it } from 'vitest'
import { aRule, day } from '../../../testing/rules.ts'
import { as, type InstitutionId } from '../kernel/ids.ts'
import { type DeadlineOverride, findDeadlineRule, findRuleVersion } from './rule.ts'

const old = aRule(10, 'working-day', { id: 'AID-REVIEW', validFrom: day('2020-01-01'), validTo: day('2023-01-31') })
const current = aRule(15, 'working-day', { id: 'AID-REVIEW', version: 2, validFrom: day('2023-02-01') })
const rules = [old, current]

const override = (more: Partial<DeadlineOverride> = {}): DeadlineOverride => ({
  ruleId: 'AID-REVIEW',
  institutionId: as<InstitutionId>('ningbo'),
  limit: 7,
  unit: 'working-day',
  reason: '承诺七个工作日内答复',
  validFrom: day('2026-01-01'),
  validTo: day('2026-12-31'),
  ...more,
})

describe('the version of a rule', () => {
  it.each([
    ['2020-01-01', 1],
    ['2023-01-31', 1],
    ['2023-02-01', 2],
    ['2026-11-23', 2],
  ])('that holds on %s is version %i', (on, version) => {
    expect(findDeadlineRule(rules, 'AID-REVIEW', day(on))).toMatchObject({ ok: true, value: { version } })
  })

  it('is refused with the times in which there is one, before the first came into force', () => {
    expect(findDeadlineRule(rules, 'AID-REVIEW', day('2019-12-31'))).toEqual({
      ok: false,
      refusal: {
        code: 'rule-not-in-force',
        ruleId: 'AID-REVIEW',
        on: '2019-12-31',
        periods: [
          { validFrom: '2020-01-01', validTo: '2023-01-31' },
          { validFrom: '2023-02-01', validTo: null },
        ],
      },
    })
  })

  it('is refused with the known ids when nobody knows the rule', () => {
    expect(findDeadlineRule(rules, 'AID-NOPE', day('2026-01-01'))).toEqual({
      ok: false,
      refusal: { code: 'unknown-rule', ruleId: 'AID-NOPE', known: ['AID-REVIEW'] },
    })
  })
})

describe('a version that a clock was started with', () => {
  it('is found after it has ended, and one that never was is not', () => {
    expect(findRuleVersion(rules, 'AID-REVIEW', 1)).toBe(old)
    expect(findRuleVersion(rules, 'AID-REVIEW', 3)).toBeNull()
  })
})

describe("an institution's own limit", () => {
  it('takes the place of the rule and says whose it is, why, and what it replaced', () => {
    const found = findDeadlineRule(rules, 'AID-REVIEW', day('2026-03-01'), [override()])
    expect(found).toMatchObject({
      ok: true,
      value: {
        version: 2,
        limit: 7,
        override: {
          institutionId: 'ningbo',
          reason: '承诺七个工作日内答复',
          replacedLimit: 15,
          replacedUnit: 'working-day',
        },
      },
    })
  })

  it.each([
    ['before it begins', '2025-12-31', override()],
    ['after it has ended', '2027-01-01', override()],
    ['for another rule', '2026-03-01', override({ ruleId: 'AID-APPEAL' })],
  ])('does not count %s', (_when, on, entry) => {
    expect(findDeadlineRule(rules, 'AID-REVIEW', day(on), [entry])).toEqual({ ok: true, value: current })
  })

  it('that was set later wins over an earlier one', () => {
    const later = override({ limit: 5, validFrom: day('2026-02-01'), validTo: null })
    for (const entries of [
      [override(), later],
      [later, override()],
    ])
      expect(findDeadlineRule(rules, 'AID-REVIEW', day('2026-03-01'), entries)).toMatchObject({ value: { limit: 5 } })
  })
})
