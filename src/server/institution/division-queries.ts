import { type Kysely, sql } from 'kysely'
import type { OptionGroup } from '../../contract/portal/parts.ts'
import { type Division, nationCode } from '../../domain/institution/institution.ts'
import { as, type DivisionCode } from '../../domain/kernel/ids.ts'
import type { PlainDate } from '../../domain/kernel/plain-date.ts'
import type { DB, DivisionTable } from '../platform/db/schema.ts'
import { searchable } from './search-text.ts'

/** Divisions are public: no scope. Lists hold those valid on a day; a code that is in a record is found for ever. */
type Db = Kysely<DB>

const columns = ['code', 'name', 'full_name', 'parent_code', 'level', 'province_code'] as const

const toDivision = (row: Pick<DivisionTable, (typeof columns)[number]>): Division => ({
  code: as<DivisionCode>(row.code),
  name: row.name,
  fullName: row.full_name,
  parentCode: row.parent_code === null ? null : as<DivisionCode>(row.parent_code),
  level: row.level,
  provinceCode: as<DivisionCode>(row.province_code),
})

const validOn = (db: Db, on: PlainDate) =>
  db
    .selectFrom('division')
    .select(columns)
    .where('valid_from', '<=', on)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', on)]))

export const findDivision = async (db: Db, code: string): Promise<Division | null> => {
  const row = await db.selectFrom('division').select(columns).where('code', '=', code).executeTakeFirst()
  return row === undefined ? null : toDivision(row)
}

/** In the order of their codes. `nationCode` gives the provinces. */
export const listChildren = async (db: Db, parentCode: string, on: PlainDate): Promise<readonly Division[]> => {
  const rows = await validOn(db, on).where('parent_code', '=', parentCode).orderBy('code').execute()
  return rows.map(toDivision)
}

export const listProvinces = (db: Db, on: PlainDate): Promise<readonly Division[]> => listChildren(db, nationCode, on)

/**
 * Each division with its ancestors, itself first and the nation last. A code that no division has gets an empty chain.
 */
export const listChains = async (
  db: Db,
  codes: readonly string[],
): Promise<ReadonlyMap<string, readonly Division[]>> => {
  const { rows } = await sql<Pick<DivisionTable, (typeof columns)[number]> & { start: string }>`
    with recursive up as (
      select code as start, 0 as step, division.* from division where code = any(${codes}::char(6)[])
      union all
      select up.start, up.step + 1, division.* from up join division on division.code = up.parent_code
    )
    select start, code, name, full_name, parent_code, level, province_code from up order by start, step`.execute(db)
  const chains = Map.groupBy(rows, (row) => row.start)
  return new Map(codes.map((code) => [code, (chains.get(code) ?? []).map(toDivision)]))
}

/** The division itself first, the nation last; empty when no division has this code. */
export const listAncestors = async (db: Db, code: string): Promise<readonly Division[]> =>
  (await listChains(db, [code])).get(code) ?? []

/**
 * The lowest divisions of a province, grouped by city for a select with headings. Counties that belong to no city stand under the province's
 * name; a city without counties, and a province without any division, stand as their own only choice.
 */
export const listCountiesOfProvince = async (
  db: Db,
  provinceCode: string,
  on: PlainDate,
): Promise<readonly OptionGroup[]> => {
  const rows = await validOn(db, on).where('province_code', '=', provinceCode).orderBy('code').execute()
  const option = (row: { code: string; name: string }) => ({ code: row.code, label: row.name })
  const below = Map.groupBy(rows, (row) => row.parent_code)
  const province = rows.find((row) => row.level === 'province')
  if (province === undefined) return []
  const children = below.get(province.code) ?? []
  const direct = children.filter((row) => row.level === 'county')
  const cities = children
    .filter((row) => row.level === 'prefecture')
    .map((city) => ({ label: city.name, options: (below.get(city.code) ?? [city]).map(option) }))
  if (children.length === 0) return [{ label: province.name, options: [option(province)] }]
  if (direct.length === 0) return cities
  const label = cities.length === 0 ? province.name : `${province.name}直辖`
  return [...cities, { label, options: direct.map(option) }]
}

const bestOf = <T extends { rank: number }>(hits: readonly T[]): readonly T[] =>
  hits.filter((hit) => hit.rank === hits[0]?.rank)

const ranks = { same: 1, short: 2, begins: 3, part: 4, spread: 5 }

/** What people leave out at the end of a name; before an autonomous one also its peoples: 广西, 海南, 内蒙古, 苏州. */
const kindsOfDivision = '省|市|区|县|州|盟|旗|地区|林区|特别行政区|[^省市区县]*自治[区州县旗]'

/**
 * The divisions that typed words may mean: 浙江省宁波市鄞州区, 宁波市鄞州区, 鄞州, 宁波鄞州. Only the best kind of hit is given: the
 * same name, then the short form of a name, then names that begin so, then a part of the full name, then its characters in
 * order. A place stands for those below it when the words name it and them alike (浙江省宁波 is in the name of every county).
 * @param limit at most so many, in the order of their codes.
 */
export const findDivisions = async (db: Db, text: string, on: PlainDate, limit = 20): Promise<readonly Division[]> => {
  const words = searchable(text)
  if (words === '') return []
  const spread = [...words].join('%')
  const rank = sql<number>`case
    when name = ${words} or full_name = ${words} then ${ranks.same}::int
    when name ~ ${`^${words}(${kindsOfDivision})$`} then ${ranks.short}::int
    when name like ${`${words}%`} then ${ranks.begins}::int
    when full_name like ${`%${words}%`} then ${ranks.part}::int
    else ${ranks.spread}::int end`.as('rank')
  const rows = await validOn(db, on)
    .select(rank)
    .where('full_name', 'like', `%${spread}%`)
    .where('level', '!=', 'nation')
    .orderBy('rank')
    .orderBy('code')
    .execute()
  const hits = bestOf(rows)
  const among = new Map(hits.map((hit) => [hit.code, hit]))
  const standsForItself = hits.filter((hit) => {
    const parent = hit.parent_code === null ? undefined : among.get(hit.parent_code)
    if (parent === undefined) return true
    return hit.rank <= ranks.begins && parent.full_name !== hit.full_name
  })
  return standsForItself.slice(0, limit).map(toDivision)
}
