import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDivisions } from './divisions.ts'
import { seedFolder } from './seed.ts'

const csv = readFileSync(join(seedFolder, 'divisions.csv'), 'utf8')

describe('the divisions', () => {
  const divisions = parseDivisions(csv)
  const byCode = new Map<string, (typeof divisions)[number]>(divisions.map((division) => [division.code, division]))
  const count = (level: string) => divisions.filter((division) => division.level === level).length

  it('are one nation, 34 provinces, 333 cities and 2,975 counties', () => {
    expect([count('nation'), count('province'), count('prefecture'), count('county')]).toEqual([1, 34, 333, 2975])
  })

  it.each([
    ['a district of a city', '330212', '浙江省宁波市鄞州区', '330200'],
    ['a district of a municipality belongs to the province itself', '110108', '北京市海淀区', '110000'],
    ['a county of Chongqing too', '500229', '重庆市城口县', '500000'],
    ['a county under no city too', '419001', '河南省济源市', '410000'],
    ['a city without counties', '441900', '广东省东莞市', '440000'],
    ['a county that is called like its city', '620201', '甘肃省嘉峪关市', '620200'],
    ['Hong Kong', '810000', '香港特别行政区', '000000'],
  ])('%s', (_what, code, fullName, parentCode) => {
    expect(byCode.get(code)).toMatchObject({ fullName, parentCode })
  })

  it('hold no placeholder of the code table', () => {
    expect(divisions.filter(({ name }) => /市辖区|直辖|^县$/.test(name))).toEqual([])
  })

  it('have no county in Dongguan, Zhongshan, Danzhou, and nothing below Taiwan, Hong Kong and Macao', () => {
    const parents = new Set(divisions.map((division) => division.parentCode))
    for (const code of ['441900', '442000', '460400', '710000', '810000', '820000'])
      expect([code, byCode.has(code), parents.has(byCode.get(code)?.code ?? null)]).toEqual([code, true, false])
  })

  it('stand after their parents, so that they can be put in one by one', () => {
    const seen = new Set<string>()
    for (const { code, parentCode } of divisions) {
      if (parentCode !== null) expect(seen.has(parentCode), code).toBe(true)
      seen.add(code)
    }
  })

  it.each([
    ['a row with a field too many', '110101,东城区,110000,county,x', /line 3: expected code,name/],
    ['a code of five digits', '11010,东城区,110000,county', /line 3: expected code,name/],
    ['an unknown level', '110101,东城区,110000,town', /line 3: expected code,name/],
    ['a county without a parent', '110101,东城区,,county', /line 3: only a province has no parent/],
    ['a parent that is not there', '110101,东城区,120000,county', /line 3: parent 120000 does not stand above it/],
    ['a code that stands twice', '110000,北京市,,province', /line 3: code 110000 stands twice/],
  ])('%s is refused, naming the line', (_what, line, message) => {
    expect(() => parseDivisions(`code,name,parent_code,level\n110000,北京市,,province\n${line}\n`)).toThrow(message)
  })
})
