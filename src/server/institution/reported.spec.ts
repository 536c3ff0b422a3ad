import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCodeLists } from '../platform/code-lists.ts'
import { parseDivisions } from './divisions.ts'
import { parseReported } from './reported.ts'
import { seedFolder } from './seed.ts'

const codes = loadCodeLists(join(import.meta.dirname, '../../../rules/codes'))
const divisions = parseDivisions(readFileSync(join(seedFolder, 'divisions.csv'), 'utf8'))
const json = readFileSync(join(seedFolder, 'institutions.json'), 'utf8')

describe('the institutions that public sources name', () => {
  const all = parseReported(json, divisions, codes).map(({ institution }) => institution)
  const named = (name: string) => all.find((institution) => institution.name === name)

  it('are 59: 32 shown as reported, 25 hidden until confirmed, 2 closed', () => {
    const count = (status: string) => all.filter((institution) => institution.status === status).length
    expect([all.length, count('reported'), count('unconfirmed'), count('closed'), count('active')]).toEqual([
      59, 32, 25, 2, 0,
    ])
  })

  it('take no matter through this platform', () => {
    expect(all.filter((institution) => institution.acceptsOnline || institution.demo)).toEqual([])
  })

  it('are reported only on a source of grade A or B; no weaker source lends its address', () => {
    for (const { name, status, sourceGrade, sourceUrl } of all) {
      if (status === 'reported') expect(['A', 'B'], name).toContain(sourceGrade)
      if (sourceGrade === 'C' || sourceGrade === 'D') expect([name, sourceUrl]).toEqual([name, null])
    }
  })

  it('a protection centre of a city serves that city', () => {
    expect(named('中国（宁波）知识产权保护中心')).toMatchObject({
      kind: 'protection-centre',
      level: 'city',
      divisionCode: '330200',
      provinceCode: '330000',
      areas: ['330200'],
      sourceGrade: 'A',
      validFrom: '2020-04-26',
    })
  })

  it('a station of a street keeps the phone and the hours that its source prints', () => {
    expect(named('民众街道知识产权维权援助服务站')).toMatchObject({
      level: 'county',
      phone: '0760-87866614',
      hours: '工作日 9:00–12:00，13:30–17:00',
      address: '中山市民众街道民众大道48号(商标业务办理窗口)',
    })
  })

  it('a centre that is only approved for construction is unconfirmed, whatever the grade', () => {
    expect(named('中国（成都）知识产权保护中心')).toMatchObject({ sourceGrade: 'B', status: 'unconfirmed' })
  })

  it('the station of a fair that is over is closed', () => {
    expect(named('第132届广交会知识产权和贸易纠纷投诉接待站')?.status).toBe('closed')
  })

  const row = {
    name: '某中心',
    kind: 'aid_center',
    level: 'city',
    status: 'reported',
    source_grade: 'A',
    division_code: '330200',
  }
  it.each([
    ['an unknown kind', { kind: 'temple' }, /row 1: no institution kind has the source word "temple"/],
    ['an unknown division', { division_code: '330299' }, /row 1: no division has the code 330299/],
    ['a grade that does not exist', { source_grade: 'E' }, /row 1: .*source_grade/s],
    ['an address that is no web page', { url: 'javascript:alert(1)' }, /row 1: .*url/s],
    ['a field that nobody reads', { fax: '1' }, /row 1: .*fax/s],
    ['a city without a division', { division_code: null }, /row 1: only a national institution has no division/],
  ])('%s is refused, naming the row', (_what, over, message) => {
    expect(() => parseReported(JSON.stringify([{ ...row, ...over }]), divisions, codes)).toThrow(message)
  })

  it('a name that stands twice is refused', () => {
    expect(() => parseReported(JSON.stringify([row, row]), divisions, codes)).toThrow('row 2: "某中心" stands twice')
  })
})
