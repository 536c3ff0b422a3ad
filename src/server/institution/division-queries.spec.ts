import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../testing/database.ts'
import { as } from '../../domain/kernel/ids.ts'
import type { PlainDate } from '../../domain/kernel/plain-date.ts'
import { loadCodeLists } from '../platform/code-lists.ts'
import { createDb } from '../platform/db/pool.ts'
import {
  findDivision,
  findDivisions,
  listAncestors,
  listChains,
  listChildren,
  listCountiesOfProvince,
  listProvinces,
} from './division-queries.ts'
import { seedInstitutions } from './seed.ts'

const codes = loadCodeLists(join(import.meta.dirname, '../../../rules/codes'))
const today = as<PlainDate>('2026-11-23')

describe('looking up divisions', () => {
  const database = useTestDatabase()
  const db = () => createDb(database.pool)
  beforeAll(() => seedInstitutions(db(), codes, { demo: true }))

  const find = async (text: string) => (await findDivisions(db(), text, today)).map((division) => division.fullName)

  it.each([
    ['the full name', '浙江省宁波市鄞州区', ['浙江省宁波市鄞州区']],
    ['city and district', '宁波市鄞州区', ['浙江省宁波市鄞州区']],
    ['the beginning of a name', '鄞州', ['浙江省宁波市鄞州区']],
    ['short forms one after another', '宁波鄞州', ['浙江省宁波市鄞州区']],
    ['with blanks and signs between', '浙江 宁波，鄞州', ['浙江省宁波市鄞州区']],
    ['a province and a city mean the city, not its counties', '浙江省宁波', ['浙江省宁波市']],
    ['a city without counties', '广东东莞', ['广东省东莞市']],
    ['a municipality', '北京', ['北京市']],
    ['a city and its county of one name are one place', '嘉峪关', ['甘肃省嘉峪关市']],
    [
      'several places of one name are all given',
      '鼓楼区',
      ['江苏省南京市鼓楼区', '江苏省徐州市鼓楼区', '福建省福州市鼓楼区', '河南省开封市鼓楼区'],
    ],
    ['a province and a city of one name are both given', '吉林', ['吉林省', '吉林省吉林市']],
    ['an autonomous region in short', '广西', ['广西壮族自治区']],
    ['a city, not the parks that carry its name', '苏州', ['江苏省苏州市']],
    ['all that are called so in short', '海南', ['内蒙古自治区乌海市海南区', '海南省', '青海省海南藏族自治州']],
    ['a wildcard finds nothing', '%', []],
    ['an unknown place', '亚特兰蒂斯', []],
    ['nothing but blanks', '  ', []],
  ])('%s: %s', async (_what, text, expected) => {
    expect(await find(text)).toEqual(expected)
  })

  it('there are 34 provinces, Beijing first', async () => {
    const provinces = await listProvinces(db(), today)
    expect([provinces.length, provinces[0]?.name]).toEqual([34, '北京市'])
  })

  it('the ancestors of a district end at the nation', async () => {
    const chain = await listAncestors(db(), '330212')
    expect(chain.map((division) => division.name)).toEqual(['鄞州区', '宁波市', '浙江省', '全国'])
  })

  it('the chains of several places come at once, an unknown code with none', async () => {
    const chains = await listChains(db(), ['419001', '999999'])
    expect(chains.get('419001')?.map((division) => division.name)).toEqual(['济源市', '河南省', '全国'])
    expect(chains.get('999999')).toEqual([])
  })

  it('the counties of a province stand under their cities', async () => {
    const groups = await listCountiesOfProvince(db(), '330000', today)
    expect(groups.map((group) => group.label).slice(0, 3)).toEqual(['杭州市', '宁波市', '温州市'])
    expect(groups[1]?.options).toContainEqual({ code: '330212', label: '鄞州区' })
  })

  it('those that belong to no city stand under the province, after its cities', async () => {
    const groups = await listCountiesOfProvince(db(), '410000', today)
    expect(groups.at(-1)).toEqual({ label: '河南省直辖', options: [{ code: '419001', label: '济源市' }] })
  })

  it.each([
    ['the districts of a municipality under its own name', '110000', '北京市', '110101'],
    ['a city without counties as its own choice', '440000', '东莞市', '441900'],
    ['a province without any as its own choice', '810000', '香港特别行政区', '810000'],
  ])('%s', async (_what, province, label, code) => {
    const groups = await listCountiesOfProvince(db(), province, today)
    expect(groups.find((group) => group.label === label)?.options[0]?.code).toBe(code)
  })

  it('every county of the table can be chosen in its province', async () => {
    const provinces = await listProvinces(db(), today)
    const groups = await Promise.all(provinces.map(({ code }) => listCountiesOfProvince(db(), code, today)))
    const chosen = groups.flat(2).flatMap((group) => group.options.map((option) => option.code))
    // 2,975 counties, three cities without any, and Taiwan, Hong Kong, Macao.
    expect([chosen.length, new Set(chosen).size]).toEqual([2975 + 3 + 3, 2975 + 3 + 3])
  })

  it('a division that has ended is no longer listed or found by name, but keeps its record', async () => {
    await db().updateTable('division').set({ valid_to: '2026-06-30' }).where('code', '=', '330213').execute()
    const children = async (on: string) =>
      (await listChildren(db(), '330200', as<PlainDate>(on))).map(({ code }) => code)
    expect(await children('2026-06-30')).toContain('330213')
    expect(await children('2026-07-01')).not.toContain('330213')
    expect(await find('奉化')).toEqual([])
    expect((await findDivision(db(), '330213'))?.fullName).toBe('浙江省宁波市奉化区')
  })
})
