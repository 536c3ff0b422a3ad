import { addMonths, epochMs, type Instant, type PlainDate, toChinaIso, weekday } from '../kernel/plain-date.ts'
import type { Calendar } from './calendar.ts'
import type { Deadline, PausedDeadline } from './compute.ts'
import type { DeadlineRule, DeadlineUnit, RuleConfidence } from './rule.ts'
import { gapsOf, type Suspension } from './suspension.ts'
import { type DayTrace, traceDays } from './trace.ts'

/** The sentences of `explainDeadline` in English, one for one. Articles 201 to 203 are those of the Civil Code of 2020. */
export const explainInEnglish = (
  rule: DeadlineRule,
  calendar: Calendar,
  from: Instant,
  suspensions: readonly Suspension[],
  deadline: Deadline | PausedDeadline,
): string[] => [
  ...ruleLines(rule),
  ...(rule.unit === 'hour'
    ? hourLines(rule, from, suspensions, deadline)
    : dayLines(rule, traceDays(rule, calendar, from, suspensions, deadline), deadline)),
  ...warningLines(rule, calendar, deadline),
]

const confidenceText: Record<RuleConfidence, string> = {
  high: 'high',
  medium: 'medium, from second-hand public material, the original text was not seen',
  low: 'low, for reference only, to be verified before use',
  none: 'none, no source is settled',
}

const unitWords: Record<DeadlineUnit, readonly [one: string, many: string]> = {
  hour: ['hour', 'hours'],
  'natural-day': ['natural day', 'natural days'],
  'working-day': ['working day', 'working days'],
  month: ['month', 'months'],
}

const amount = (count: number, unit: DeadlineUnit): string => `${count} ${unitWords[unit][count === 1 ? 0 : 1]}`

const ruleLines = (rule: DeadlineRule): string[] => {
  const { name, trigger, source } = rule.en ?? rule
  const lines = [
    `Rule: ${name} (${rule.id}, version ${rule.version}), ${amount(rule.limit, rule.unit)} from: ${trigger}.`,
    `Basis: ${source} (confidence: ${confidenceText[rule.confidence]}).`,
  ]
  if (rule.kind === 'benchmark') lines.push('This is a figure to compare with, not a legal time limit.')
  if (rule.override !== undefined) {
    const { replacedLimit, replacedUnit, reason } = rule.override
    const before = amount(replacedLimit, replacedUnit)
    lines.push(
      `The institution has set another limit: ${amount(rule.limit, rule.unit)} instead of ${before}. Its reason: ${reason}`,
    )
  }
  return lines
}

const dayLines = (rule: DeadlineRule, trace: DayTrace, deadline: Deadline | PausedDeadline): string[] => {
  const lines = [
    `It starts on ${enDate(trace.startDay)}; that day does not count, counting begins on ${enDate(trace.firstCounted)} (Civil Code, article 201).`,
  ]
  if (rule.unit === 'working-day') {
    if (trace.weekendDays > 0) lines.push(`Weekends, ${amount2(trace.weekendDays, 'day')}: not counted.`)
    for (const run of trace.holidays) lines.push(`${holiday(run.name)}, ${range(run)}: does not count.`)
    if (trace.makeUpDays.length > 0) {
      lines.push(
        `${trace.makeUpDays.map(({ date }) => enDate(date)).join(' and ')}: worked in exchange for a holiday, counts.`,
      )
    }
  } else {
    lines.push(
      `Counted in ${rule.unit === 'month' ? 'months' : 'natural days'}: weekends and holidays in between count.`,
    )
  }
  lines.push(...suspensionLines(rule, trace))
  if (deadline.state === 'paused') {
    const done = rule.unit === 'month' ? '' : `, ${amount(trace.counted, rule.unit)} counted so far`
    return [...lines, `The clock is paused${done}. The last day is known only when it goes on.`]
  }
  const end = enDate(deadline.dueOn)
  if (rule.unit === 'working-day') {
    return [...lines, `Working day ${rule.limit} is ${end}; the time ends at the end of that day.`]
  }
  if (rule.unit === 'month' && trace.nominal !== null) lines.push(monthLine(rule.limit, trace, trace.nominal))
  if (trace.nominal !== null && trace.movedBecause !== null) lines.push(movedLine(trace.nominal, trace, end))
  return [...lines, `The last day is ${end}; the time ends at the end of that day.`]
}

const monthLine = (months: number, { startDay, suspended }: DayTrace, nominal: PlainDate): string => {
  const end = addMonths(startDay, months)
  const clamped = end.slice(8) === startDay.slice(8) ? '' : ', the last day of a month without that day'
  const text = `The same day ${amount(months, 'month')} later is ${enDate(end)}${clamped} (Civil Code, article 202)`
  return suspended.length === 0 ? `${text}.` : `${text}; with the paused days it is ${enDate(nominal)}.`
}

const movedLine = (nominal: PlainDate, { movedBecause }: DayTrace, end: string): string => {
  const day = enDate(nominal)
  if (movedBecause === '停计')
    return `${day} lies in a pause, so the end moves to the first working day after it, ${end}.`
  const reason = movedBecause === '周末' ? 'is on a weekend' : `is in the holiday of ${holiday(movedBecause ?? '')}`
  return `${day} ${reason}, so the end moves to the next working day, ${end} (Civil Code, article 203).`
}

const suspensionLines = (rule: DeadlineRule, trace: DayTrace): string[] => {
  const unit = rule.unit === 'working-day' ? 'working-day' : 'natural-day'
  const lines = trace.suspended.map(({ from, resumesOn, days }) =>
    resumesOn === null
      ? `Paused from ${enDate(from)}, not resumed yet.`
      : `Paused from ${enDate(from)}, resumed on ${enDate(resumesOn)} (that day counts): ${amount(days ?? 0, unit)} not counted.`,
  )
  if (lines.length > 0) {
    for (const [index, pause] of (rule.pauses ?? []).entries()) {
      const { from, until, source } = rule.en?.pauses?.[index] ?? pause
      lines.push(
        `Rule of the pause: it begins with “${from}” and ends with “${until}”; ${source} (confidence: ${confidenceText[pause.confidence]}).`,
      )
    }
  }
  return lines
}

const hourLines = (
  rule: DeadlineRule,
  from: Instant,
  suspensions: readonly Suspension[],
  deadline: Deadline | PausedDeadline,
): string[] => {
  const lines = [
    `Counted hour by hour from ${enTime(from)}; nights, weekends and holidays count (Civil Code, article 201).`,
  ]
  const end = deadline.state === 'due' ? epochMs(deadline.dueAt) : Number.POSITIVE_INFINITY
  for (const gap of gapsOf(suspensions, 'ms')) {
    if (gap.end <= epochMs(from) || gap.start >= end) continue
    const since = enTime(gap.since > from ? gap.since : from)
    const until = suspensions.find(({ to }) => to !== null && epochMs(to) === gap.end)?.to
    lines.push(until ? `Paused from ${since} to ${enTime(until)}.` : `Paused from ${since}, not resumed yet.`)
  }
  if (deadline.state === 'due') return [...lines, `${amount(rule.limit, 'hour')} end at ${enTime(deadline.dueAt)}.`]
  const minutes = Math.floor(deadline.left * 60)
  const rest = `${amount(Math.floor(minutes / 60), 'hour')} ${amount2(minutes % 60, 'minute')}`
  return [...lines, `The clock is paused with ${rest} left. The end is known only when it goes on.`]
}

const warningLines = (rule: DeadlineRule, calendar: Calendar, deadline: Deadline | PausedDeadline): string[] => {
  const lines: string[] = []
  if (deadline.state === 'due' && deadline.provisional) {
    lines.push(
      deadline.dueOn > calendar.publishedThrough
        ? `Note: public holidays after ${enDate(calendar.publishedThrough)} have not been announced. Monday to Friday are taken as working days there; the date is provisional and is counted anew when they are.`
        : `Note: the platform has no public holidays before ${enDate(calendar.publishedFrom)}. Monday to Friday are taken as working days there; the date is provisional.`,
    )
  }
  const note = rule.en === undefined ? rule.note : rule.en.note
  if (note !== undefined) lines.push(`Remark: ${note}`)
  return lines
}

const amount2 = (count: number, unit: 'day' | 'minute'): string => `${count} ${unit}${count === 1 ? '' : 's'}`

const holidays: Readonly<Record<string, string>> = {
  元旦: 'New Year’s Day',
  春节: 'Spring Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
}

/** A name of the calendar, one holiday or two that fall together. One that is not known keeps its Chinese name. */
const holiday = (name: string): string =>
  name
    .split(/[、和]/)
    .map((one) => holidays[one] ?? one)
    .join(' and ')

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec']

/** `Mon, 9 Feb 2026` */
export const enDate = (date: PlainDate): string => {
  const [year, month = 1, day] = date.split('-').map(Number)
  return `${weekdays[weekday(date) - 1]}, ${day} ${months[month - 1]} ${year}`
}

const enTime = (instant: Instant): string => {
  const china = toChinaIso(instant)
  return `${enDate(china.slice(0, 10) as PlainDate)}, ${china.slice(11, 16)}` // the date part of a valid instant
}

const range = (run: { from: PlainDate; to: PlainDate; days: number }): string =>
  run.days === 1 ? enDate(run.from) : `${enDate(run.from)} to ${enDate(run.to)}, ${run.days} days`
