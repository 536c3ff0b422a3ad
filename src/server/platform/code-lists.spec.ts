import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codeListNames } from '../../contract/code-list.ts'
import { as } from '../../domain/kernel/ids.ts'
import type { PlainDate } from '../../domain/kernel/plain-date.ts'
import { channels, identityKinds, matterKinds } from '../../domain/matter/matter.ts'
import { loadCodeLists } from './code-lists.ts'

const rules = join(import.meta.dirname, '../../../rules/codes')
const day = (text: string) => as<PlainDate>(text)
const codesOf = (entries: readonly { code: string }[]) => entries.map((entry) => entry.code)

describe('the code lists of the platform', () => {
  const lists = loadCodeLists(rules)
  const today = day('2026-11-23')

  it('every list is there and has entries today', () => {
    for (const name of codeListNames) expect(lists.list(name, today).length, name).toBeGreaterThan(2)
  })

  it('the service catalogue holds the twelve services and offers six of them', () => {
    expect(codesOf(lists.list('services', today))).toEqual([
      'CONSULT',
      'INFRINGEMENT_OPINION',
      'MAJOR_SOLUTION',
      'COMPLEX_CASE_STUDY',
      'ANALYSIS_WARNING',
      'TRAINING',
      'ON_SITE',
      'MEDIATION',
      'OVERSEAS',
      'REPORT_TRANSFER',
      'CREDIT_AND_OTHER',
      'FUNDING',
    ])
    expect(codesOf(lists.list('services', today).filter((service) => service.offered))).toEqual([
      'CONSULT',
      'INFRINGEMENT_OPINION',
      'MAJOR_SOLUTION',
      'ANALYSIS_WARNING',
      'TRAINING',
      'ON_SITE',
    ])
  })

  it('a consultation ends with advice, an infringement opinion with a reference opinion', () => {
    expect(lists.get('services', 'CONSULT').deliverable).toBe('advice')
    expect(lists.get('services', 'INFRINGEMENT_OPINION').deliverable).toBe('reference-opinion')
    expect(lists.get('deliverable-kinds', 'reference-opinion').disclaimer).toContain('仅供参考')
  })

  it('a service that is offered can be rendered in a kind of matter that is offered', () => {
    const offered = new Set(codesOf(lists.list('matter-kinds', today).filter((kind) => kind.offered)))
    for (const service of lists.list('services', today).filter((each) => each.offered))
      expect(
        service.kinds.some((kind) => offered.has(kind)),
        service.code,
      ).toBe(true)
  })

  it('the lists say the same as the rules in code', () => {
    expect(codesOf(lists.list('matter-kinds', today).filter((kind) => kind.offered))).toEqual([...matterKinds])
    expect(codesOf(lists.list('channels', today))).toEqual([...channels])
    expect(codesOf(lists.list('identity-kinds', today))).toEqual([...identityKinds])
  })

  it('out of the area is no ground of refusal but a result of its own', () => {
    expect(lists.find('refusal-grounds', 'not-in-area')).toBeNull()
    expect(lists.label('result-codes', 'not-in-area')).toBe('不属于本辖区')
  })

  it('a label is Chinese unless English is asked for', () => {
    expect(lists.label('right-types', 'gi')).toBe('地理标志')
    expect(lists.label('right-types', 'gi', 'en')).toBe('Geographical indication')
  })

  it('an unknown code is named together with its list', () => {
    expect(() => lists.get('channels', 'fax')).toThrow('code list channels has no code "fax"; it has online, counter')
  })

  it('no entry is trusted more than its best source allows', () => {
    for (const name of codeListNames)
      for (const entry of lists.list(name, today)) {
        const unsourced = entry.source.every((source) => source.grade === 'none')
        expect(unsourced && ['high', 'medium'].includes(entry.confidence), `${name} ${entry.code}`).toBe(false)
      }
  })
})

describe('a code list that an officer has changed', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'code-lists-'))
    cpSync(rules, dir, { recursive: true })
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  const edit = (name: string, from: string, to: string) => {
    const path = join(dir, `${name}.yaml`)
    const before = readFileSync(path, 'utf8')
    expect(before).toContain(from)
    writeFileSync(path, before.replace(from, to))
  }

  it('an entry that has ended is no longer offered but keeps its words', () => {
    edit('channels', 'validTo: null', "validTo: '2026-12-31'")
    const lists = loadCodeLists(dir)
    expect(codesOf(lists.list('channels', day('2026-12-31')))).toContain('online')
    expect(codesOf(lists.list('channels', day('2027-01-01')))).not.toContain('online')
    expect(lists.find('channels', 'online', day('2027-01-01'))).toBeNull()
    expect(lists.label('channels', 'online')).toBe('网上')
  })

  it('two versions of one code may follow each other, not hold on one day', () => {
    const next =
      "  - code: online\n    zh: 在线\n    en: Online\n    source: [platform]\n    confidence: none\n    version: 2\n    validFrom: '2027-01-01'\n    validTo: null\n"
    edit('channels', 'entries:\n', `entries:\n${next}`)
    expect(() => loadCodeLists(dir)).toThrow('versions 2 and 1 of online hold on the same day')
    edit('channels', "validFrom: '2020-06-16'\n    validTo: null", "validFrom: '2020-06-16'\n    validTo: '2026-12-31'")
    const lists = loadCodeLists(dir)
    expect(lists.find('channels', 'online', day('2026-12-31'))?.zh).toBe('网上')
    expect(lists.find('channels', 'online', day('2027-01-01'))?.zh).toBe('在线')
    expect(lists.label('channels', 'online')).toBe('在线')
  })

  it.each([
    ['a field nobody knows', 'channels', 'zh: 网上', 'zh: 网上\n    colour: red', /channels\.yaml.*colour/s],
    ['a day that does not exist', 'channels', "'2020-06-16'", "'2020-02-30'", /channels\.yaml.*2020-02-30/s],
    [
      'a source that is not listed',
      'channels',
      '[opinions-2020, national-flow]',
      '[hearsay]',
      /online cites "hearsay"/,
    ],
    [
      'a deliverable that is not listed',
      'services',
      'deliverable: advice',
      'deliverable: letter',
      /CONSULT names the deliverable "letter"/,
    ],
    ['a matter kind that is not listed', 'services', '[mediation]', '[talk]', /MEDIATION names the matter kind "talk"/],
    ['an end before the beginning', 'channels', 'validTo: null', "validTo: '2019-01-01'", /online ends on 2019-01-01/],
    [
      'an address of a copied page',
      'sources',
      'grade: C',
      'grade: C\n    url: https://example.org/copy',
      /grade A or B/,
    ],
  ])('%s is refused, naming the place', (_what, file, from, to, message) => {
    edit(file, from, to)
    expect(() => loadCodeLists(dir)).toThrow(message)
  })

  it('a missing list is refused, naming the file', () => {
    rmSync(join(dir, 'scenes.yaml'))
    expect(() => loadCodeLists(dir)).toThrow('scenes.yaml: cannot be read as YAML')
  })

  it('a file that no list knows is refused, not ignored', () => {
    writeFileSync(join(dir, 'colours.yaml'), 'list: colours\nentries: []\n')
    expect(() => loadCodeLists(dir)).toThrow('colours.yaml: no code list has this name')
  })
})
