import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadRules } from './rules.ts'

const published = join(import.meta.dirname, '../../../rules')

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'rules-'))
  for (const part of ['calendar', 'deadlines']) cpSync(join(published, part), join(dir, part), { recursive: true })
})
afterEach(() => rmSync(dir, { recursive: true }))

const edit = (file: string, from: string, to: string): void => {
  const path = join(dir, file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`)
  writeFileSync(path, text.replace(from, to))
}

const rule = (more: string): string => `deadlines:
  - { id: NEW-RULE, version: 1, kind: platform, name: 新, trigger: 之日, limit: 1, unit: hour, effect: 无, source: 无, sourceGrade: none,
      confidence: none, validFrom: 2020-01-01, validTo: 2020-12-31 }
  - { id: NEW-RULE, version: 2, kind: platform, name: 新, trigger: 之日, limit: 1, unit: hour, effect: 无, source: 无, sourceGrade: none,
      confidence: none, ${more} }
`

describe('the published time limits', () => {
  // The deadline table of the field, and the platform's own defaults.
  it.each([
    ['AID-REVIEW', 15, 'working-day', 'medium'],
    ['AID-SUPPLEMENT', 7, 'working-day', 'medium'],
    ['AID-APPEAL', 7, 'working-day', 'medium'],
    ['AID-APPEAL-DECISION', 15, 'working-day', 'none'],
    ['AID-RATE', 10, 'working-day', 'none'],
    ['CPL-CHECK', 5, 'working-day', 'high'],
    ['CPL-TRANSFER', 5, 'working-day', 'high'],
    ['CPL-RECEIPT', 15, 'working-day', 'high'],
    ['CPL-RESULT', 90, 'natural-day', 'high'],
    ['CPL-RESULT-COMPLEX', 120, 'natural-day', 'high'],
    ['CPL-CRIME', 15, 'working-day', 'high'],
    ['CPL-SUIT', 15, 'working-day', 'high'],
    ['CPL-FEEDBACK', 5, 'working-day', 'high'],
    ['FAIR-STATEMENT', 24, 'hour', 'high'],
    ['ECOM-WAIT', 15, 'natural-day', 'high'],
    ['MED-CONFIRM', 30, 'natural-day', 'high'],
    ['MED-COURT', 3, 'natural-day', 'medium'],
    ['ADJ-DOCKET', 5, 'working-day', 'high'],
    ['ADJ-DEFENCE', 15, 'natural-day', 'high'],
    ['ADJ-CLOSE', 3, 'month', 'high'],
    ['CREDIT-REPAIR', 6, 'month', 'low'],
    ['SLA-CLOSE', 14, 'natural-day', 'high'],
  ])('hold %s at %i %s with confidence %s', (id, limit, unit, confidence) => {
    const entries = loadRules(published).deadlines.filter((entry) => entry.id === id)
    expect(entries).toMatchObject([{ version: 1, limit, unit, confidence, validTo: null }])
  })

  it('say of every limit without a source that it is a default of the platform that may be changed', () => {
    for (const entry of loadRules(published).deadlines)
      expect(entry.confidence === 'none').toBe(entry.source === '平台默认值，来源未定，可由机构调整')
  })
})

describe('the version of the rules', () => {
  it('stays when only a comment changes', () => {
    edit('deadlines/aid.yaml', '# ', '# 改动 ')
    expect(loadRules(dir).version).toBe(loadRules(published).version)
  })

  it('changes with a limit, and the calendar keeps its own', () => {
    edit('deadlines/aid.yaml', 'limit: 15', 'limit: 20')
    const changed = loadRules(dir)
    expect(changed.version).not.toBe(loadRules(published).version)
    expect(changed.calendar.version).toBe(loadRules(published).calendar.version)
  })

  it('and that of the calendar change with a day of a published year', () => {
    edit('calendar/2026.yaml', '  - { date: 2026-10-07, name: 国庆节 }\n', '')
    const changed = loadRules(dir)
    expect(changed.version).not.toBe(loadRules(published).version)
    expect(changed.calendar.version).not.toBe(loadRules(published).calendar.version)
  })
})

describe('a rule is refused, and the message names file, entry, what was given and what was expected', () => {
  it.each<[title: string, from: string, to: string, message: RegExp]>([
    [
      'with a limit that is no number',
      'limit: 15',
      'limit: 十五',
      /aid\.yaml: entry AID-REVIEW, limit: given "十五", expected a whole number from 1/,
    ],
    ['with no limit', '    limit: 15\n', '', /entry AID-REVIEW, limit: given nothing, expected a whole number/],
    [
      'with an unknown unit',
      'unit: working-day',
      'unit: week',
      /unit: given "week", expected one of hour, natural-day, working-day, month/,
    ],
    [
      'with a day that does not exist',
      'validFrom: 2019-01-01',
      'validFrom: 2019-02-30',
      /validFrom: given "2019-02-30", expected an existing day/,
    ],
    [
      'that ends before it begins',
      'validTo: null',
      'validTo: 2018-12-31',
      /validTo: given 2018-12-31, expected a day from 2019-01-01 on/,
    ],
    ['with a field nobody knows', 'kind: law', 'kind: law\n    kindness: high', /given the unknown kindness/],
    [
      'with an empty effect',
      'effect: 提醒承办机构，并报上级督促',
      'effect: ""',
      /effect: given "", expected a text that is not empty/,
    ],
    [
      'without an id',
      '- id: AID-REVIEW\n    version',
      '- version',
      /aid\.yaml: entry 1, id: given nothing, expected an id/,
    ],
    ['in a file that is no YAML', 'limit: 15', 'limit: [15', /aid\.yaml: /],
  ])('%s', (_title, from, to, message) => {
    edit('deadlines/aid.yaml', from, to)
    expect(() => loadRules(dir)).toThrow(message)
  })

  it.each([
    [
      'when two versions hold on one day',
      'validFrom: 2020-12-31, validTo: null',
      /entry NEW-RULE: versions 1 and 2 both hold on 2020-12-31/,
    ],
    [
      'when an older version begins inside a newer one',
      'validFrom: 2019-01-01, validTo: null',
      /versions 2 and 1 both hold on 2020-01-01/,
    ],
  ])('%s', (_title, more, message) => {
    writeFileSync(join(dir, 'deadlines/new.yaml'), rule(more))
    expect(() => loadRules(dir)).toThrow(message)
  })

  it('but versions that follow each other are taken, a gap between them too', () => {
    writeFileSync(join(dir, 'deadlines/new.yaml'), rule('validFrom: 2021-06-01, validTo: null'))
    expect(loadRules(dir).deadlines.filter(({ id }) => id === 'NEW-RULE')).toHaveLength(2)
  })

  it('when a version of one id stands twice, in two files', () => {
    cpSync(join(dir, 'deadlines/aid.yaml'), join(dir, 'deadlines/twice.yaml'))
    expect(() => loadRules(dir)).toThrow(/twice\.yaml: entry AID-REVIEW, version: given 1 as in .*aid\.yaml/)
  })
})

describe('a calendar is refused', () => {
  it('with one year in two files', () => {
    cpSync(join(dir, 'calendar/2026.yaml'), join(dir, 'calendar/2026-again.yaml'))
    expect(() => loadRules(dir)).toThrow(/calendar.2026.*\.yaml, year: given 2026, which another file has/)
  })

  it('with a year missing between others', () => {
    rmSync(join(dir, 'calendar/2024.yaml'))
    expect(() => loadRules(dir)).toThrow(/given year 2025, expected 2024/)
  })

  it.each<[title: string, from: string, to: string, message: RegExp]>([
    [
      'with a day of another year',
      'date: 2026-01-01',
      'date: 2025-01-01',
      /2026\.yaml, daysOff\.0\.date: given 2025-01-01, expected a day of 2026/,
    ],
    [
      'with a make-up day on a weekday',
      'date: 2026-02-14',
      'date: 2026-02-13',
      /makeUpDays\.1\.date: given 2026-02-13, a weekday, expected a Saturday or Sunday/,
    ],
    [
      'with a day off twice',
      'date: 2026-01-02',
      'date: 2026-01-01',
      /calendar: calendar 2026, daysOff: 2026-01-01 is given twice/,
    ],
    [
      'with a day that does not exist',
      'date: 2026-01-02',
      'date: 2026-01-32',
      /daysOff\.1\.date: given "2026-01-32", expected an existing day/,
    ],
  ])('%s', (_title, from, to, message) => {
    edit('calendar/2026.yaml', from, to)
    expect(() => loadRules(dir)).toThrow(message)
  })

  it('when there is none', () => {
    for (let year = 2019; year <= 2026; year++) rmSync(join(dir, `calendar/${year}.yaml`))
    expect(() => loadRules(dir)).toThrow(/no year given/)
  })
})
