import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { day } from '../../../testing/rules.ts'
import { loadCodeLists } from './code-lists.ts'
import { loadForms } from './forms.ts'

const published = join(import.meta.dirname, '../../../rules/forms')

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'forms-'))
  cpSync(published, dir, { recursive: true })
})
afterEach(() => rmSync(dir, { recursive: true }))

const edit = (file: string, from: string, to: string): void => {
  const path = join(dir, file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`)
  writeFileSync(path, text.replace(from, to))
}

/** A second version from 2027 on, the first ended before it. */
const succeed = (file: string, change: (entry: string) => string): void => {
  const path = join(dir, file)
  const text = readFileSync(path, 'utf8')
  const entry = text.slice(text.indexOf('  - code:'))
  const next = change(
    entry.replace('version: 1', 'version: 2').replace('validFrom: 2019-01-01', 'validFrom: 2027-01-01'),
  )
  writeFileSync(path, `${text.replace('validTo: null', 'validTo: 2026-12-31')}${next}`)
}

describe('the forms of documents', () => {
  it('are the thirteen of the road, each with its basis, source and confidence', () => {
    const { all } = loadForms(published)
    expect(all.map((form) => `${form.title} ${form.numberWord} ${form.layout} ${form.served}`)).toEqual([
      '知识产权维权援助申请表 申 table false',
      '收件回执 收 letter false',
      '补正通知书 补 letter true',
      '受理决定书 受 letter true',
      '不予受理决定书 不受 letter true',
      '辖区不符说明 辖 letter true',
      '视为撤回说明 撤 letter true',
      '咨询指导意见 咨 letter true',
      '侵权判定参考意见 参 letter true',
      '解决方案建议书 建 letter true',
      '服务确认函 服 letter true',
      '办结通知书 结 letter true',
      '知识产权维权援助回访表 访 table false',
    ])
    for (const form of all) {
      expect(form.basis.length, form.code).toBeGreaterThan(0)
      // Nobody found the wording of the national forms: none may claim more than a name and a place in the flow.
      expect(form.confidence, form.code).not.toBe('high')
    }
  })

  it('tell the reader of a written result what the code list of results says of it', () => {
    const codes = loadCodeLists(join(published, '../codes'))
    for (const { code, disclaimer } of codes.list('deliverable-kinds', day('2026-03-10'))) {
      const form = loadForms(published).all.find((one) => one.code === code)
      const notes = form?.parts.flatMap((part) => (part.part === 'note' ? [part.text] : []))
      expect(notes, code).toEqual(disclaimer === null ? [] : [disclaimer])
    }
  })

  it('hold by day: a new version begins where the old one ends, and the old one stays readable', () => {
    succeed('advice.yaml', (entry) => entry.replace('title: 咨询指导意见', 'title: 咨询意见书'))
    const forms = loadForms(dir)
    expect(forms.find('advice', day('2026-12-31'))).toMatchObject({ version: 1, title: '咨询指导意见' })
    expect(forms.find('advice', day('2027-01-01'))).toMatchObject({ version: 2, title: '咨询意见书' })
    expect(forms.find('advice', day('2018-12-31'))).toBeNull()
    expect(forms.get('advice', 1).title).toBe('咨询指导意见')
    expect(forms.list(day('2027-05-01')).map((form) => form.version)).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1])
    expect(() => forms.get('advice', 3)).toThrow('form advice: given version 3, expected one of 1, 2')
  })

  it.each<[what: string, file: string, from: string, to: string, told: string]>([
    [
      'an unknown fact',
      'advice.yaml',
      'from: matter.number',
      'from: matter.colour',
      'fields.2.from: given "matter.colour", expected a fact',
    ],
    [
      'a fact of another kind',
      'advice.yaml',
      'from: matter.number',
      'from: need.rights',
      'field matterNumber, from: given need.rights, a table, expected a text',
    ],
    [
      'a column its fact has not',
      'advice.yaml',
      '{ id: number,',
      '{ id: colour,',
      'field rights, columns: given colour, expected one of type, number, name',
    ],
    [
      'a placeholder without field',
      'advice.yaml',
      '{matterNumber}',
      '{matterNo}',
      'part 1: given matterNo, expected a field of the form',
    ],
    [
      'a sentence with a hole',
      'advice.yaml',
      '      - when: handler\n',
      '      - when: rights\n',
      'part 6: given {handler}, which may be empty',
    ],
    [
      'a field that is not printed',
      'refusal-decision.yaml',
      '      - field: grounds\n',
      '',
      'given grounds, which no part prints',
    ],
    ['a field twice', 'advice.yaml', 'id: subject', 'id: title', 'fields: given title twice'],
    [
      'an unknown layout',
      'advice.yaml',
      'layout: letter',
      'layout: poster',
      'layout: given "poster", expected one of letter, table',
    ],
    ['an unknown key', 'advice.yaml', 'served: true', 'served: true\n    colour: red', 'given the unknown colour'],
    ['a part of no kind', 'advice.yaml', '      - note:', '      - shout:', 'parts.7: given {"shout":'],
    [
      'a day that is none',
      'advice.yaml',
      'validFrom: 2019-01-01',
      'validFrom: 2019-02-30',
      'validFrom: given "2019-02-30", expected an existing day',
    ],
    [
      'an end before the beginning',
      'advice.yaml',
      'validTo: null',
      'validTo: 2018-01-01',
      'validTo: given 2018-01-01, expected a day from 2019-01-01 on',
    ],
    [
      'a table without columns',
      'return-visit-form.yaml',
      'label: 回访人, hint',
      'label: 回访人, kind: table, hint',
      'field visitor, columns: given 0 for a table',
    ],
    [
      'the code of another file',
      'advice.yaml',
      'code: advice',
      'code: plan',
      'code: given plan, expected advice as the file is named',
    ],
    ['YAML that is none', 'advice.yaml', 'forms:', 'forms: [', 'advice.yaml: '],
  ])('are refused with file, entry and reason: %s', (_, file, from, to, told) => {
    edit(file, from, to)
    expect(() => loadForms(dir)).toThrow(told)
    expect(() => loadForms(dir)).toThrow(file)
  })

  it('are refused when two versions hold on one day, or have one number', () => {
    succeed('advice.yaml', (entry) => entry.replace('validFrom: 2027-01-01', 'validFrom: 2026-06-01'))
    expect(() => loadForms(dir)).toThrow('versions 1 and 2 both hold on 2026-06-01')
    edit('advice.yaml', 'version: 2', 'version: 1')
    expect(() => loadForms(dir)).toThrow('version: given 1 twice')
  })

  it('are refused when one is missing or has a name that no document has', () => {
    writeFileSync(join(dir, 'poster.yaml'), 'forms: []\n')
    expect(() => loadForms(dir)).toThrow('poster.yaml: no form has this name')
    rmSync(join(dir, 'poster.yaml'))
    rmSync(join(dir, 'plan.yaml'))
    expect(() => loadForms(dir)).toThrow('plan.yaml')
  })
})
