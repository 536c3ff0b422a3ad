import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSuspended, isWorked } from '../../../testing/day-by-day.ts'
import { aRule, at, day, publishedRules } from '../../../testing/rules.ts'
import { as, type InstitutionId } from '../kernel/ids.ts'
import { addDays, chinaDate, epochMs, instantFromEpochMs } from '../kernel/plain-date.ts'
import { computeDeadline } from './compute.ts'
import { explainDeadline } from './explain.ts'
import { type DeadlineRule, findDeadlineRule } from './rule.ts'
import type { Suspension } from './suspension.ts'
import { traceDays } from './trace.ts'

const { calendar, deadlines } = publishedRules

const review = deadlines.find(({ id }) => id === 'AID-REVIEW') as DeadlineRule // loaded from rules/, see rules.spec.ts

const explain = (rule: DeadlineRule, from: string, suspensions: readonly Suspension[] = []): string[] =>
  explainDeadline(rule, calendar, at(from), suspensions, computeDeadline(rule, calendar, at(from), suspensions))

describe('the derivation of a limit in working days', () => {
  it('over Spring Festival names rule, source, start, weekends, the holiday, the make-up days and the last day', () => {
    expect(explain(review, '2026-02-09T10:00')).toEqual([
      '规则：援助申请审查期限（AID-REVIEW，第 1 版）。收到援助申请之日起 15 个工作日。',
      '依据：全国维权援助办理流程（《知识产权维权援助工作指引》2023年，据二手公开材料，原文未见）（可信程度：中，来自二手公开资料，尚未核对原文）。',
      '自 2026年2月9日（周一）起算，当日不计入，从 2月10日（周二）开始计算（《民法典》第二百零一条）。',
      '周末共 1 天，不计入。',
      '春节放假 2月15日（周日）至 2月23日（周一）共 9 天，不计入。',
      '2月14日（周六）、2月28日（周六）是因节假日调休的上班日，计入。',
      '第 15 个工作日是 3月6日（周五），期限到当日 24 时为止。',
      '说明：期限来自二手公开材料，开始适用的日期未见来源，自平台日历的第一天起适用。',
    ])
  })

  it('says from when to when it stood, how many working days that took, and that pausing is a practice of the platform', () => {
    const lines = explain(review, '2026-02-09T10:00', [{ from: at('2026-02-12'), to: at('2026-02-25') }])
    expect(lines).toContain('2月12日（周四）起暂停计算，2月25日（周三）恢复（当日计入），停计 4 个工作日。')
    expect(lines).toContain(
      '暂停的规则：发出补正通知时暂停，收到补正材料时恢复；平台默认做法；补正后重新计算还是接着计算，未见规定（可信程度：无，来源未定）。',
    )
    expect(lines).toContain('第 15 个工作日是 3月12日（周四），期限到当日 24 时为止。')
    expect(lines.join()).not.toContain('春节放假')
  })

  it('of a clock that stands says since when and how much was counted, and promises no day', () => {
    const lines = explain(aRule(15, 'working-day'), '2026-02-09T10:00', [{ from: at('2026-02-12'), to: null }])
    expect(lines.slice(2)).toEqual([
      '自 2026年2月9日（周一）起算，当日不计入，从 2月10日（周二）开始计算（《民法典》第二百零一条）。',
      '自 2月12日（周四）起暂停计算，尚未恢复。',
      '期限目前暂停，已计 2 个工作日，恢复计算后才能得出到期日。',
    ])
  })

  it('does not mention a suspension that came too late to matter', () => {
    const lines = explain(aRule(7, 'working-day'), '2026-03-02', [{ from: at('2026-03-12'), to: at('2026-03-20') }])
    expect(lines.join()).not.toContain('暂停')
  })

  it('past the last published year warns that the day is provisional', () => {
    const lines = explain(aRule(15, 'working-day'), '2026-12-20T10:00')
    expect(lines).toContain('第 15 个工作日是 2027年1月8日（周五），期限到当日 24 时为止。')
    expect(lines.at(-1)).toBe(
      '提示：2026年12月31日（周四）以后的放假调休安排尚未公布，这部分只按周一至周五为工作日推算，此到期日是暂定的，安排公布后重新计算。',
    )
  })

  it('before the first published year warns as well', () => {
    expect(explain(aRule(3, 'working-day'), '2018-12-28').at(-1)).toContain(
      '平台没有 2019年1月1日（周二）以前的放假调休安排',
    )
  })

  it("of an institution's own limit says what it replaces and why", () => {
    const found = findDeadlineRule(deadlines, 'AID-REVIEW', day('2026-03-02'), [
      {
        ruleId: 'AID-REVIEW',
        institutionId: as<InstitutionId>('ningbo'),
        limit: 7,
        unit: 'working-day',
        reason: '承诺七个工作日内答复',
        validFrom: day('2026-01-01'),
        validTo: null,
      },
    ])
    if (!found.ok) throw new Error('the rule is in force')
    const lines = explain(found.value, '2026-03-02')
    expect(lines).toContain('承办机构另有规定：期限由 15 个工作日改为 7 个工作日。理由：承诺七个工作日内答复')
    expect(lines).toContain('第 7 个工作日是 3月11日（周三），期限到当日 24 时为止。')
  })
})

describe('the derivation of other limits', () => {
  it('in natural days says why the last day moved', () => {
    expect(explain(aRule(15, 'natural-day'), '2026-09-18').slice(3)).toEqual([
      '按自然日计算，中间的周末和节假日都计入。',
      '期满的 10月3日（周六）在国庆节放假期间，依法顺延到其后的第一个工作日 10月8日（周四）（《民法典》第二百零三条）。',
      '期限的最后一天是 10月8日（周四），到当日 24 时为止。',
    ])
    expect(explain(aRule(15, 'natural-day'), '2026-03-06')).toContain(
      '期满的 3月21日（周六）是周末，依法顺延到其后的第一个工作日 3月23日（周一）（《民法典》第二百零三条）。',
    )
  })

  it('in natural days without a move does not speak of one', () => {
    expect(explain(aRule(15, 'natural-day'), '2026-03-05').join()).not.toContain('顺延')
  })

  it('in months says how the last day was found when the month is too short', () => {
    expect(explain(aRule(3, 'month'), '2025-11-30')).toContain(
      '3 个月后的对应日是 2026年2月28日（周六），当月没有对应日，取最后一日（《民法典》第二百零二条）。',
    )
  })

  it('in months adds the suspended days', () => {
    const lines = explain(aRule(1, 'month'), '2026-03-10', [{ from: at('2026-04-01'), to: at('2026-04-08') }])
    expect(lines).toContain('4月1日（周三）起暂停计算，4月8日（周三）恢复（当日计入），停计 7 天。')
    expect(lines).toContain(
      '1 个月后的对应日是 4月10日（周五）（《民法典》第二百零二条），加上停计的天数为 4月17日（周五）。',
    )
  })

  it('in hours tells the time, with seconds only where there are some', () => {
    expect(explain(aRule(24, 'hour'), '2026-10-01T10:30').slice(2)).toEqual([
      '自 2026年10月1日（周四）10:30起按小时连续计算，夜间、周末和节假日都计入（《民法典》第二百零一条）。',
      '满 24 小时为 2026年10月2日（周五）10:30。',
    ])
    expect(explain(aRule(24, 'hour'), '2026-10-01T10:30:15').at(-1)).toBe(
      '满 24 小时为 2026年10月2日（周五）10:30:15。',
    )
  })

  it('in hours names each suspension, and what is left of a clock that stands', () => {
    const noon = { from: at('2026-10-01T12:00'), to: at('2026-10-01T13:00') }
    const open = { from: at('2026-10-01T15:00'), to: null }
    expect(explain(aRule(24, 'hour'), '2026-10-01T10:30', [noon, open]).slice(3)).toEqual([
      '2026年10月1日（周四）12:00起暂停计算，2026年10月1日（周四）13:00恢复。',
      '自 2026年10月1日（周四）15:00起暂停计算，尚未恢复。',
      '期限已暂停，恢复后还有 20 小时 30 分钟，恢复计算后才能得出到期时间。',
    ])
  })

  it('of a benchmark says that it is no legal limit', () => {
    const benchmark = deadlines.find(({ id }) => id === 'SLA-CLOSE') as DeadlineRule // loaded from rules/
    expect(explain(benchmark, '2026-03-02')).toContain('这是衡量办理快慢的参考值，不是法定期限。')
  })
})

describe('every day between start and end', () => {
  it('stands in exactly one place of the derivation: counted, weekend, holiday or suspension', () => {
    const start = fc.integer({ min: epochMs(at('2019-01-01')), max: epochMs(at('2026-09-01')) }).map(instantFromEpochMs)
    const gap = fc.record({ offset: fc.integer({ min: -5, max: 40 }), days: fc.integer({ min: 0, max: 20 }) })
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 40 }), fc.array(gap, { maxLength: 3 }), (from, limit, shapes) => {
        const gaps = shapes.map(({ offset, days }) => {
          const begins = epochMs(from) + offset * 86_400_000
          return { from: instantFromEpochMs(begins), to: instantFromEpochMs(begins + days * 86_400_000) }
        })
        const rule = aRule(limit, 'working-day')
        const deadline = computeDeadline(rule, calendar, from, gaps)
        const trace = traceDays(rule, calendar, from, gaps, deadline)
        let suspendedWorked = 0
        let weekends = 0
        let holidays = 0
        for (let date = addDays(chinaDate(from), 1); date <= deadline.dueOn; date = addDays(date, 1)) {
          if (isSuspended(gaps, date)) suspendedWorked += isWorked(calendar, date) ? 1 : 0
          else if (calendar.daysOff.has(date)) holidays++
          else if (!isWorked(calendar, date)) weekends++
        }
        expect(trace.counted).toBe(limit)
        expect(trace.weekendDays).toBe(weekends)
        expect(trace.holidays.reduce((sum, run) => sum + run.days, 0)).toBe(holidays)
        expect(trace.suspended.reduce((sum, range) => sum + (range.days ?? 0), 0)).toBe(suspendedWorked)
      }),
      { numRuns: 300 },
    )
  })
})
