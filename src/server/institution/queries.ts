import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type Division, type Institution, nationCode } from '../../domain/institution/institution.ts'
import {
  type Asked,
  type NoProposal,
  type Proposal,
  type ProposalLookup,
  proposeInstitution,
} from '../../domain/institution/propose.ts'
import { as, type DivisionCode, type InstitutionId } from '../../domain/kernel/ids.ts'
import type { PlainDate } from '../../domain/kernel/plain-date.ts'
import type { Result } from '../../domain/kernel/result.ts'
import type { CodeLists } from '../platform/code-lists.ts'
import type { DB, InstitutionTable } from '../platform/db/schema.ts'
import { listChains, listProvinces } from './division-queries.ts'

/** Institutions are public: no scope. What nobody has confirmed is held back from the public, see `Visibility`. */
type Db = Kysely<DB>

export interface Visibility {
  /** The day on which the institution must be valid. */
  readonly on: PlainDate
  /** For staff: also those that no good source has confirmed. */
  readonly includeUnconfirmed?: boolean
}

type Row = Omit<InstitutionTable, 'search_text'> & { search_text: string; areas: string[] }

// The checks of the table and of the seed keep these columns to the domain's words; the driver knows them as text.
const toInstitution = (row: Row): Institution => ({
  id: as<InstitutionId>(row.id),
  name: row.name,
  kind: row.kind,
  level: row.level,
  parentId: row.parent_id === null ? null : as<InstitutionId>(row.parent_id),
  divisionCode: as<DivisionCode>(row.division_code ?? nationCode),
  provinceCode: as<DivisionCode>(row.province_code),
  areas: row.areas as DivisionCode[],
  rightTypes: row.right_types,
  services: row.services,
  hours: row.hours,
  address: row.address,
  phone: row.phone,
  url: row.url,
  status: row.status,
  acceptsOnline: row.accepts_online,
  demo: row.demo,
  sourceUrl: row.source_url,
  sourceGrade: row.source_grade as Institution['sourceGrade'],
  asOf: row.as_of,
  validFrom: as<PlainDate>(row.valid_from),
  validTo: row.valid_to === null ? null : as<PlainDate>(row.valid_to),
})

/** `i` is an institution. */
const withAreas = sql`select i.*, array(
    select area.division_code::text from institution_area area where area.institution_id = i.id order by 1
  ) as areas`

/** What may be shown of institutions `i`. */
export const isShown = ({ on, includeUnconfirmed = false }: Visibility): RawBuilder<boolean> => {
  const statuses = ['active', 'suspended', 'reported', ...(includeUnconfirmed ? ['unconfirmed'] : [])]
  return sql<boolean>`i.status = any(${statuses}::text[]) and i.valid_from <= ${on}::date
    and (i.valid_to is null or i.valid_to >= ${on}::date)`
}

/** Any institution, whatever its state: records refer to it. Null when there is none. */
export const findInstitution = async (db: Db, id: string): Promise<Institution | null> => {
  const { rows } = await sql<Row>`${withAreas} from institution i where i.id = ${id}::uuid`.execute(db)
  return rows[0] === undefined ? null : toInstitution(rows[0])
}

/** An institution that may be shown; null when there is none or it is held back. */
export const findShownInstitution = async (db: Db, id: string, visibility: Visibility): Promise<Institution | null> => {
  const { rows } = await sql<Row>`
    ${withAreas} from institution i where i.id = ${id}::uuid and ${isShown(visibility)}`.execute(db)
  return rows[0] === undefined ? null : toInstitution(rows[0])
}

export interface InstitutionName {
  readonly id: InstitutionId
  readonly name: string
}

/** Those above it, the nearest first. */
export const listParents = async (db: Db, id: string): Promise<readonly InstitutionName[]> => {
  const { rows } = await sql<InstitutionName>`
    with recursive up as (
      select 0 as step, id, name, parent_id from institution where id = ${id}::uuid
      union all
      -- A chain of the network has four links; the bound ends a circle that an edit may have made.
      select step + 1, i.id, i.name, i.parent_id from up join institution i on i.id = up.parent_id where step < 9
    )
    select id, name from up where step > 0 order by step`.execute(db)
  return rows
}

/** Every institution whose area covers one of the divisions; always the nation's. */
const listCovering = async (db: Db, codes: readonly string[]): Promise<readonly Institution[]> => {
  const { rows } = await sql<Row>`
    ${withAreas} from institution i
    where i.accepts_online and i.id in (
      select institution_id from institution_area where division_code = any(${[...codes, nationCode]}::char(6)[])
    )`.execute(db)
  return rows.map(toInstitution)
}

/**
 * What `proposeInstitution` looks things up in: those that take matters online and serve one of the divisions or what is above it.
 * @param divisionCodes of the places of a matter; none when all lie abroad.
 */
export const loadProposalLookup = async (
  db: Db,
  codes: CodeLists,
  divisionCodes: readonly string[],
  on: PlainDate,
): Promise<ProposalLookup> => {
  const chains = await listChains(db, divisionCodes)
  const covering = [...chains.values()].flat().map((division) => division.code)
  return {
    candidates: await listCovering(db, [...new Set(covering)]),
    chain: (code) => chains.get(code) ?? [],
    on,
    label: (list, code) => codes.label(list, code),
  }
}

/** The nearest fit institution, with reasons; or what stands in the way. */
export const proposeFor = async (
  db: Db,
  codes: CodeLists,
  asked: Asked,
  on: PlainDate,
): Promise<Result<Proposal, NoProposal>> => {
  const places = asked.places.map((place) => place.code)
  return proposeInstitution(asked, await loadProposalLookup(db, codes, places, on))
}

export interface ProvinceCount {
  readonly provinceCode: DivisionCode
  readonly name: string
  readonly count: number
}

/** How many institutions may be shown in each province, provinces without any included; in the order of the codes. */
export const countByProvince = async (db: Db, visibility: Visibility): Promise<readonly ProvinceCount[]> => {
  const provinces = await listProvinces(db, visibility.on)
  const { rows } = await sql<{ code: string; count: number }>`
    select i.province_code as code, count(*)::int as count from institution i
    where ${isShown(visibility)} group by i.province_code`.execute(db)
  const counts = new Map(rows.map((row) => [row.code, row.count]))
  return provinces.map(({ code, name }) => ({ provinceCode: code, name, count: counts.get(code) ?? 0 }))
}

/** An institution as the directory lists it. */
export interface Listed {
  readonly institution: Institution
  /** Full name of the division where it stands. */
  readonly divisionName: string
}

/** The place in the directory's order, made to be sent back for the next page. */
export type DirectoryKey = readonly [rank: number, divisionCode: string, demo: boolean, name: string, id: string]

export interface DirectorySearch {
  /** The division with its ancestors, itself first. */
  readonly place?: readonly Division[]
  /** Letters and digits as `searchable` leaves them. */
  readonly name?: string
  /** A part of the name, or one of the divisions where it stands. */
  readonly nameOrPlace?: { readonly name: string; readonly divisionCodes: readonly string[] }
  /** Code list `institution-kinds`. */
  readonly kind?: string
  readonly after?: DirectoryKey
  readonly limit: number
}

const subtreeOf = (place: Division): RawBuilder<boolean> => {
  switch (place.level) {
    case 'nation':
      return sql<boolean>`true`
    case 'province':
      return sql<boolean>`i.province_code = ${place.code}`
    default:
      return sql<boolean>`i.division_code in (
        select code from division where code = ${place.code} or parent_code = ${place.code})`
  }
}

/**
 * `id` and `rank` of the institutions to look among. With a place: 0 of the place itself, then by how far above it is what they
 * serve, 9 below it. Two selects along their indexes: one condition with `or` read every institution (9.5 ms against 3).
 */
const reachOf = (place: readonly Division[] | undefined): RawBuilder<unknown> => {
  const [here] = place ?? []
  if (here === undefined) return sql`select id, 0 as rank from institution`
  const chain = (place ?? []).map((division) => division.code)
  return sql`
    select id, min(rank) as rank from (
      select institution_id as id, array_position(${chain}::char(6)[], division_code) - 1 as rank
      from institution_area where division_code = any(${chain}::char(6)[])
      union all
      select i.id, case when i.division_code = ${here.code} then 0 else 9 end from institution i where ${subtreeOf(here)}
    ) reached group by id`
}

/**
 * A page of the directory. With a place: the institutions of the place, then those above it that serve it, the nearest first, then
 * those below; within these by division, real ones before the demonstration, then by name.
 */
export const searchInstitutions = async (
  db: Db,
  search: DirectorySearch,
  visibility: Visibility,
): Promise<{ readonly rows: readonly Listed[]; readonly after: DirectoryKey | null }> => {
  const conditions = [isShown(visibility)]
  if (search.kind !== undefined) conditions.push(sql<boolean>`i.kind = ${search.kind}`)
  // Letters and digits only, so nothing in it is a wildcard.
  if (search.name !== undefined) conditions.push(sql<boolean>`i.search_text like ${`%${search.name}%`}`)
  if (search.nameOrPlace !== undefined) {
    const { name, divisionCodes } = search.nameOrPlace
    conditions.push(
      sql<boolean>`(i.search_text like ${`%${name}%`} or i.division_code = any(${divisionCodes}::char(6)[]))`,
    )
  }
  const key = sql`rank, division_code, demo, name, id`
  const past =
    search.after === undefined
      ? sql<boolean>`true`
      : sql<boolean>`(${key}) > (${search.after[0]}::int, ${search.after[1]}::char(6), ${search.after[2]}::boolean,
          ${search.after[3]}::text, ${search.after[4]}::uuid)`
  const { rows } = await sql<Row & { rank: number; division_name: string }>`
    with reach as (${reachOf(search.place)}), found as (
      select i.id, coalesce(i.division_code, ${nationCode}) as division_code, i.demo, i.name, reach.rank
      from reach join institution i using (id)
      where ${sql.join(conditions, sql` and `)}
    ), page as (
      select * from found where ${past} order by ${key} limit ${search.limit + 1}
    )
    ${withAreas}, page.rank, division.full_name as division_name
    from page join institution i on i.id = page.id join division on division.code = page.division_code
    order by page.rank, page.division_code, page.demo, page.name, page.id`.execute(db)
  const shown = rows.slice(0, search.limit)
  const last = shown.at(-1)
  const more = rows.length > search.limit && last !== undefined
  return {
    rows: shown.map((row) => ({ institution: toInstitution(row), divisionName: row.division_name })),
    after: more ? [last.rank, last.division_code ?? nationCode, last.demo, last.name, last.id] : null,
  }
}
