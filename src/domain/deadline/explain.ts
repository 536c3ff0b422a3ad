import type { InBoth, Language } from '../kernel/language.ts'
import { addMonths, epochMs, type Instant, type PlainDate, toChinaIso, weekday } from '../kernel/plain-date.ts'
import type { Calendar } from './calendar.ts'
import type { Deadline, PausedDeadline } from './compute.ts'
import { explainInEnglish } from './explain-english.ts'
import { describeRemaining } from './remaining.ts'
import type { DeadlineRule, DeadlineUnit, RuleConfidence } from './rule.ts'
import { gapsOf, type Suspension } from './suspension.ts'
import { type DayTrace, traceDays } from './trace.ts'

const confidenceText: Record<RuleConfidence, string> = {
  high: '高',
  medium: '中，来自二手公开资料，尚未核对原文',
  low: '低，仅供参考，使用前请核实',
  none: '无，来源未定',
}

/**
 * The derivation of a due time in plain Chinese or English, a sentence a line, in the order in which a person would count:
 * rule, authority, start, what was left out and why, what was counted unexpectedly, suspensions, the last day, warnings.
 *
 * @param deadline what `computeDeadline` answered for the same rule, calendar, start and suspensions
 */
export const explainDeadline = (
  rule: DeadlineRule,
  calendar: Calendar,
  from: Instant,
  suspensions: readonly Suspension[],
  deadline: Deadline | PausedDeadline,
  language: Language = 'zh',
): string[] => explanations[language](rule, calendar, from, suspensions, deadline)

const explainInChinese: typeof explainInEnglish = (rule, calendar, from, suspensions, deadline) => [
  ...ruleLines(rule),
  ...(rule.unit === 'hour'
    ? hourLines(rule, from, suspensions, deadline)
    : dayLines(rule, traceDays(rule, calendar, from, suspensions, deadline), deadline)),
  ...warningLines(rule, calendar, deadline),
]

const explanations: InBoth<typeof explainInEnglish> = { zh: explainInChinese, en: explainInEnglish }

const ruleLines = (rule: DeadlineRule): string[] => {
  const lines = [
    `规则：${rule.name}（${rule.id}，第 ${rule.version} 版）。${rule.trigger}起 ${limitText(rule.limit, rule.unit)}。`,
  ]
  lines.push(`依据：${rule.source}（可信程度：${confidenceText[rule.confidence]}）。`)
  if (rule.kind === 'benchmark') lines.push('这是衡量办理快慢的参考值，不是法定期限。')
  if (rule.override !== undefined) {
    const { replacedLimit, replacedUnit, reason } = rule.override
    const before = limitText(replacedLimit, replacedUnit)
    lines.push(`承办机构另有规定：期限由 ${before}改为 ${limitText(rule.limit, rule.unit)}。理由：${reason}`)
  }
  return lines
}

const dayLines = (rule: DeadlineRule, trace: DayTrace, deadline: Deadline | PausedDeadline): string[] => {
  const lines = [
    `自 ${zhDate(trace.startDay)}起算，当日不计入，从 ${zhDate(trace.firstCounted, trace.startDay)}开始计算（《民法典》第二百零一条）。`,
  ]
  if (rule.unit === 'working-day') {
    if (trace.weekendDays > 0) lines.push(`周末共 ${trace.weekendDays} 天，不计入。`)
    for (const run of trace.holidays) lines.push(`${run.name}放假 ${rangeText(run, trace.startDay)}，不计入。`)
    if (trace.makeUpDays.length > 0) {
      const days = trace.makeUpDays.map(({ date }) => zhDate(date, trace.startDay)).join('、')
      lines.push(`${days}是因节假日调休的上班日，计入。`)
    }
  } else lines.push(`按${rule.unit === 'month' ? '月' : '自然日'}计算，中间的周末和节假日都计入。`)
  lines.push(...suspensionLines(rule, trace))
  if (deadline.state === 'paused') {
    const done =
      rule.unit === 'month' ? '' : `，已计 ${trace.counted} ${rule.unit === 'working-day' ? '个工作日' : '天'}`
    return [...lines, `期限目前暂停${done}，恢复计算后才能得出到期日。`]
  }
  const end = zhDate(deadline.dueOn, trace.startDay)
  if (rule.unit === 'working-day') return [...lines, `第 ${rule.limit} 个工作日是 ${end}，期限到当日 24 时为止。`]
  if (rule.unit === 'month' && trace.nominal !== null) lines.push(monthLine(rule.limit, trace, trace.nominal))
  if (trace.nominal !== null && trace.movedBecause !== null) lines.push(movedLine(trace.nominal, trace, end))
  return [...lines, `期限的最后一天是 ${end}，到当日 24 时为止。`]
}

const monthLine = (months: number, { startDay, suspended }: DayTrace, nominal: PlainDate): string => {
  const end = addMonths(startDay, months)
  const clamped = end.slice(8) === startDay.slice(8) ? '' : '，当月没有对应日，取最后一日'
  const text = `${months} 个月后的对应日是 ${zhDate(end, startDay)}${clamped}（《民法典》第二百零二条）`
  return suspended.length === 0 ? `${text}。` : `${text}，加上停计的天数为 ${zhDate(nominal, startDay)}。`
}

const movedLine = (nominal: PlainDate, { movedBecause, startDay }: DayTrace, end: string): string => {
  const day = zhDate(nominal, startDay)
  if (movedBecause === '停计') return `期满的 ${day}在停计期间内，顺延到恢复计算后的第一个工作日 ${end}。`
  const reason = movedBecause === '周末' ? '是周末' : `在${movedBecause}放假期间`
  return `期满的 ${day}${reason}，依法顺延到其后的第一个工作日 ${end}（《民法典》第二百零三条）。`
}

const suspensionLines = (rule: DeadlineRule, trace: DayTrace): string[] => {
  const unit = rule.unit === 'working-day' ? '个工作日' : '天'
  const lines = trace.suspended.map(({ from, resumesOn, days }) =>
    resumesOn === null
      ? `自 ${zhDate(from, trace.startDay)}起暂停计算，尚未恢复。`
      : `${zhDate(from, trace.startDay)}起暂停计算，${zhDate(resumesOn, trace.startDay)}恢复（当日计入），停计 ${days} ${unit}。`,
  )
  if (lines.length > 0)
    for (const pause of rule.pauses ?? [])
      lines.push(
        `暂停的规则：${pause.from}时暂停，${pause.until}时恢复；${pause.source}（可信程度：${confidenceText[pause.confidence]}）。`,
      )
  return lines
}

const hourLines = (
  rule: DeadlineRule,
  from: Instant,
  suspensions: readonly Suspension[],
  deadline: Deadline | PausedDeadline,
): string[] => {
  const lines = [`自 ${zhTime(from)}起按小时连续计算，夜间、周末和节假日都计入（《民法典》第二百零一条）。`]
  const end = deadline.state === 'due' ? epochMs(deadline.dueAt) : Number.POSITIVE_INFINITY
  for (const gap of gapsOf(suspensions, 'ms')) {
    if (gap.end <= epochMs(from) || gap.start >= end) continue
    const since = zhTime(gap.since > from ? gap.since : from)
    const until = suspensions.find(({ to }) => to !== null && epochMs(to) === gap.end)?.to
    lines.push(until ? `${since}起暂停计算，${zhTime(until)}恢复。` : `自 ${since}起暂停计算，尚未恢复。`)
  }
  if (deadline.state === 'due') return [...lines, `满 ${rule.limit} 小时为 ${zhTime(deadline.dueAt)}。`]
  const { left, leftUnit } = deadline
  const rest = describeRemaining({ state: 'paused', unit: rule.unit, left, leftUnit })
  return [...lines, `期限${rest}，恢复计算后才能得出到期时间。`]
}

const warningLines = (rule: DeadlineRule, calendar: Calendar, deadline: Deadline | PausedDeadline): string[] => {
  const lines: string[] = []
  if (deadline.state === 'due' && deadline.provisional) {
    const first = calendar.publishedFrom
    const through = calendar.publishedThrough
    lines.push(
      deadline.dueOn > through
        ? `提示：${zhDate(through)}以后的放假调休安排尚未公布，这部分只按周一至周五为工作日推算，此到期日是暂定的，安排公布后重新计算。`
        : `提示：平台没有 ${zhDate(first)}以前的放假调休安排，这部分只按周一至周五为工作日推算，此到期日是暂定的。`,
    )
  }
  if (rule.note !== undefined) lines.push(`说明：${rule.note}`)
  return lines
}

const limitText = (limit: number, unit: DeadlineUnit): string =>
  ({
    hour: `${limit} 小时`,
    'natural-day': `${limit} 日（自然日）`,
    'working-day': `${limit} 个工作日`,
    month: `${limit} 个月`,
  })[unit]

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

/** `2026年2月9日（周一）`; without the year when it is that of the other day. */
export const zhDate = (date: PlainDate, sameYearAs?: PlainDate): string => {
  const [year, month, day] = date.split('-').map(Number)
  const yearText = sameYearAs?.slice(0, 4) === date.slice(0, 4) ? '' : `${year}年`
  return `${yearText}${month}月${day}日（周${weekdays[weekday(date) - 1]}）`
}

const zhTime = (instant: Instant): string => {
  const china = toChinaIso(instant)
  const seconds = china.slice(16, 19)
  return `${zhDate(china.slice(0, 10) as PlainDate)}${china.slice(11, 16)}${seconds === ':00' ? '' : seconds}` // the date part of a valid instant
}

const rangeText = (run: { from: PlainDate; to: PlainDate; days: number }, start: PlainDate): string =>
  run.days === 1
    ? `${zhDate(run.from, start)} 1 天`
    : `${zhDate(run.from, start)}至 ${zhDate(run.to, start)}共 ${run.days} 天`
