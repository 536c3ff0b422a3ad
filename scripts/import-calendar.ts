/**
 * Writes rules/calendar/<year>.yaml from the npm package `holiday-calendar` (MIT), one file per calendar year.
 *
 *   node scripts/import-calendar.ts 2019 2026
 *
 * Run it when the State Council has published the next year and the package carries it; review the diff before
 * committing, because the notice of a year may also name days of the December before (2018, 2022).
 * The specs compare the files with a second, independent package day by day.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

interface SourceDay {
  date: string
  name_cn: string
  type: string
}
interface Day {
  date: string
  name: string
}

/** Later notices that changed a year already published. */
const changedBy: Record<number, string> = {
  2019: '《国务院办公厅关于调整2019年劳动节假期安排的通知》',
  2020: '《国务院办公厅关于延长2020年春节假期的通知》',
}

/** Days the package lacks or has wrong, each with who is right and why. */
const corrections: Record<number, { daysOff: Day[]; note: string }> = {
  2020: {
    daysOff: [{ date: '2020-02-02', name: '春节' }],
    note: '2020年春节假期延长至2月2日（周日）。holiday-calendar 1.3.3 缺这一天，chinese-days 1.5.7 和 holiday-cn 都有，按延长假期的通知补入；该日是周日，是否补入都不是工作日。',
  },
  2022: {
    daysOff: [],
    note: '12月31日（周六）由2023年的通知规定放假，chinese-days 1.5.7 记在2022年，一致。',
  },
}

const packageDir = dirname(createRequire(import.meta.url).resolve('holiday-calendar/package.json'))

/** The days of one notice; none when the package doesn't carry the year yet. */
const readNotice = (year: number): SourceDay[] => {
  try {
    // The package's own format; every field that is used is checked below.
    const notice = JSON.parse(readFileSync(join(packageDir, `data/CN/${year}.json`), 'utf8')) as { dates: SourceDay[] }
    return notice.dates
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw cause
  }
}

const importYear = (year: number): string => {
  const notice = readNotice(year)
  if (notice.length === 0) throw new Error(`holiday-calendar has no ${year}; expected a year it carries`)
  const daysOff: Day[] = [...(corrections[year]?.daysOff ?? [])]
  const makeUpDays: Day[] = []
  let usesNext = false
  for (const source of [notice, readNotice(year + 1)])
    for (const { date, name_cn, type } of source) {
      if (!date.startsWith(`${year}-`)) continue
      usesNext ||= source !== notice
      if (type === 'public_holiday') daysOff.push({ date, name: name_cn })
      else if (type === 'transfer_workday') makeUpDays.push({ date, name: name_cn.replace(/补班$/, '') })
      else throw new Error(`holiday-calendar ${date}: given type ${type}, expected public_holiday or transfer_workday`)
    }
  const sources = [`《国务院办公厅关于${year}年部分节假日安排的通知》`]
  const changed = changedBy[year]
  if (changed !== undefined) sources.push(changed)
  if (usesNext) sources.push(`《国务院办公厅关于${year + 1}年部分节假日安排的通知》`)
  const note = corrections[year]?.note
  const list = (days: Day[]): string =>
    days
      .sort((a, b) => a.date.localeCompare(b.date))
      .map(({ date, name }) => `  - { date: ${date}, name: ${name} }\n`)
      .join('')
  return `# Written by scripts/import-calendar.ts. Weekends are not listed unless a notice names them.
year: ${year}
source: ${sources.join('；')}
${note === undefined ? '' : `note: ${note}\n`}daysOff:
${list(daysOff)}makeUpDays:
${list(makeUpDays)}`
}

const [first, last] = process.argv.slice(2).map(Number)
if (first === undefined || last === undefined || !Number.isInteger(first) || !Number.isInteger(last) || last < first) {
  process.stderr.write('usage: node scripts/import-calendar.ts FIRST-YEAR LAST-YEAR\n')
  process.exitCode = 2
} else
  for (let year = first; year <= last; year++) {
    const file = join(import.meta.dirname, `../rules/calendar/${year}.yaml`)
    writeFileSync(file, importYear(year))
    process.stderr.write(`${file}\n`)
  }
