import { describe, expect, it } from 'vitest'
import { codeListNames } from '../../src/contract/code-list.ts'
import { roles, type Scope } from '../../src/domain/actor/actor.ts'
import { formCodes } from '../../src/domain/document/form.ts'
import { permissions } from '../../src/domain/matter/can.ts'
import type { MatterEventType } from '../../src/domain/matter/event.ts'
import { matterKinds, statuses } from '../../src/domain/matter/matter.ts'
import { publishedRules } from '../../testing/rules.ts'
import { sourceFiles, textOf } from '../../testing/source-files.ts'

// Types leave nothing to read at run time; a type that is missing here does not compile.
const eventTypes = Object.keys({
  MatterSubmitted: 1,
  ReviewStarted: 1,
  SupplementRequested: 1,
  NoticeReceived: 1,
  MatterSupplemented: 1,
  MatterDeemedWithdrawn: 1,
  MatterAccepted: 1,
  MatterRefused: 1,
  MatterFoundNotInArea: 1,
  RefusalAppealed: 1,
  AppealDecided: 1,
  HandlerAssigned: 1,
  DeliverableIssued: 1,
  MatterClosed: 1,
  MatterTerminated: 1,
  MatterWithdrawn: 1,
  MatterRated: 1,
  MatterArchived: 1,
  MessageSent: 1,
  DocumentIssued: 1,
  ServiceMoved: 1,
  DocumentRevoked: 1,
  DeadlinesRecomputed: 1,
} satisfies Record<MatterEventType, 1>)

const scopeKinds = Object.keys({
  none: 1,
  matter: 1,
  number: 1,
  submission: 1,
  institutions: 1,
  province: 1,
  nation: 1,
  system: 1,
} satisfies Record<Scope['kind'], 1>)

interface Row {
  readonly zh: string
  readonly names: readonly string[]
  readonly forbidden: readonly string[]
}

const marked = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)

/** The rows of every table with this heading, wherever it stands in the glossary. */
const rowsUnder = (heading: string): readonly Row[] => {
  let inside = false
  return textOf('GLOSSARY.md')
    .split('\n')
    .flatMap((line) => {
      if (!line.startsWith('|')) inside = false
      else if (line === heading) inside = true
      else if (inside && !line.startsWith('| ---')) {
        const [, zh = '', names = '', , forbidden = ''] = line.split('|')
        return [{ zh: zh.trim(), names: marked(names), forbidden: marked(forbidden) }]
      }
      return []
    })
}

const rows = rowsUnder('| 中文 | Name in code | Source | Not used |')
const named = new Set(rows.flatMap((row) => row.names))

/** `caseNumber`, `case_number` and `case-number` are one word. */
const spelled = (text: string): string =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()

const occursIn = (word: string, text: string): boolean =>
  new RegExp(`(^|[^a-z])${spelled(word)}(s?)([^a-z]|$)`).test(text)

describe('the glossary', () => {
  it.each<[what: string, names: readonly string[]]>([
    ['status', statuses],
    ['step', Object.keys(permissions)],
    ['event', eventTypes],
    ['role', roles],
    ['scope', scopeKinds],
    ['code list', codeListNames],
    ['form of a document', formCodes],
    ['kind of matter that can be sent in', matterKinds],
    ['time limit', [...new Set(publishedRules.deadlines.map((rule) => rule.id))]],
  ])('has a row for every %s', (_what, names) => {
    expect(names.length).toBeGreaterThan(1)
    expect(names.filter((name) => !named.has(name))).toEqual([])
  })

  it('says each thing in Chinese, with at least one name', () => {
    expect(rows.length).toBeGreaterThan(100)
    for (const row of rows) {
      expect(row.zh, JSON.stringify(row)).toMatch(/\p{Script=Han}/u)
      expect(row.names.length, row.zh).toBeGreaterThan(0)
    }
  })

  it('names only what exists in the code, the rules or the tables', () => {
    const written = ['src', 'rules', 'migrations']
      .flatMap((folder) => sourceFiles(folder, /\.(ts|tsx|yaml|sql)$/))
      .map(textOf)
      .join('\n')
    const words = new Set(written.match(/[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z0-9]+)*/g))
    expect([...named].filter((name) => !words.has(name))).toEqual([])
  })

  it('forbids words that the code does not use', () => {
    const forbidden = rows.flatMap((row) => row.forbidden)
    expect(forbidden.length).toBeGreaterThan(20)
    expect(forbidden.filter((word) => named.has(word))).toEqual([])
    const uses = sourceFiles('src', /\.(ts|tsx|css|html)$/).flatMap((path) => {
      const text = spelled(textOf(path))
      return forbidden.filter((word) => occursIn(word, text)).map((word) => `${path}: ${word}`)
    })
    expect(uses).toEqual([])
  })

  it('finds a forbidden word in every spelling, and none inside another word', () => {
    for (const text of ['caseNumber', 'const case_number', '/case-numbers/', 'CaseNumber']) {
      expect(occursIn('caseNumber', spelled(text)), text).toBe(true)
    }
    expect(occursIn('agency', spelled('urgency'))).toBe(false)
  })
})
