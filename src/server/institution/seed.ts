import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Kysely, sql } from 'kysely'
import type { Division, Institution } from '../../domain/institution/institution.ts'
import type { CodeLists } from '../platform/code-lists.ts'
import type { DB } from '../platform/db/schema.ts'
import { demoNetwork, seedValidFrom } from './demo-network.ts'
import { parseDivisions } from './divisions.ts'
import { parseReported } from './reported.ts'
import { searchable } from './search-text.ts'

/** The seed of this release. */
export const seedFolder = fileURLToPath(new URL('../../../seed', import.meta.url))

/** An institution with further words that search finds it by. */
interface Sown {
  readonly institution: Institution
  readonly words: readonly string[]
}

export interface Seed {
  readonly divisions: readonly Division[]
  readonly institutions: readonly Sown[]
}

/** How many rows were new. */
export interface Seeded {
  readonly divisions: number
  readonly institutions: number
}

/**
 * Reads the seed files and builds what is to be there.
 * @param options.demo with the demonstration network, which a real installation leaves out.
 */
export const readSeed = async (codes: CodeLists, options: { demo: boolean; folder?: string }): Promise<Seed> => {
  const folder = options.folder ?? seedFolder
  const read = (name: string) => readFile(join(folder, name), 'utf8')
  const [csv, json] = await Promise.all([read('divisions.csv'), read('institutions.json')])
  const divisions = parseDivisions(csv)
  const codesOf = (list: 'right-types' | 'services') => codes.list(list, seedValidFrom).map((entry) => entry.code)
  const demo = options.demo
    ? demoNetwork(divisions, { rightTypes: codesOf('right-types'), services: codesOf('services') })
    : []
  const reported = parseReported(json, divisions, codes)
  return {
    divisions,
    institutions: [
      ...demo.map((institution) => ({ institution, words: [] })),
      ...reported.map(({ institution, industries }) => ({ institution, words: industries })),
    ],
  }
}

const divisionRow = (division: Division) => ({
  code: division.code,
  name: division.name,
  full_name: division.fullName,
  parent_code: division.parentCode,
  level: division.level,
  province_code: division.provinceCode,
  valid_from: seedValidFrom,
})

const institutionRow = ({ institution, words }: Sown) => ({
  id: institution.id,
  name: institution.name,
  kind: institution.kind,
  level: institution.level,
  parent_id: institution.parentId,
  division_code: institution.divisionCode,
  province_code: institution.provinceCode,
  right_types: institution.rightTypes,
  services: institution.services,
  hours: institution.hours,
  address: institution.address,
  phone: institution.phone,
  url: institution.url,
  status: institution.status,
  accepts_online: institution.acceptsOnline,
  demo: institution.demo,
  source_url: institution.sourceUrl,
  source_grade: institution.sourceGrade,
  as_of: institution.asOf,
  valid_from: institution.validFrom,
  valid_to: institution.validTo,
  search_text: searchable([institution.name, ...words].join('')),
  areas: institution.areas,
})

/**
 * Puts in what is missing and changes nothing that is there: an officer's edit of a seeded institution stays, an area that an officer took
 * away does not come back. Two statements of one document each: 10,000 rows in well under a second, and each stands by itself, so
 * a seeding that was cut off is finished by the next one.
 */
export const plantSeed = async (db: Kysely<DB>, seed: Seed): Promise<Seeded> => {
  const divisions = await sql`
      insert into division (code, name, full_name, parent_code, level, province_code, valid_from)
      select code, name, full_name, parent_code, level, province_code, valid_from
      from jsonb_to_recordset(${JSON.stringify(seed.divisions.map(divisionRow))}::jsonb) as row
        (code text, name text, full_name text, parent_code text, level text, province_code text, valid_from date)
      on conflict do nothing`.execute(db)
  const rows = seed.institutions.map(institutionRow)
  const institutions = await sql<{ count: string }>`
      with given as materialized (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row
          (id uuid, name text, kind text, level text, parent_id uuid, division_code text, province_code text,
           right_types text[], services text[], hours text, address text, phone text, url text, status text,
           accepts_online boolean, demo boolean, source_url text, source_grade text, as_of text, valid_from date,
           valid_to date, search_text text, areas text[])
      ), added as (
        insert into institution (id, name, kind, level, parent_id, division_code, province_code, right_types, services,
          hours, address, phone, url, status, accepts_online, demo, source_url, source_grade, as_of, valid_from, valid_to,
          search_text)
        select id, name, kind, level, parent_id, division_code, province_code, right_types, services,
          hours, address, phone, url, status, accepts_online, demo, source_url, source_grade, as_of, valid_from, valid_to,
          search_text
        from given
        on conflict do nothing
        returning id
      ), areas as (
        insert into institution_area (institution_id, division_code)
        select id, unnest(areas) from given join added using (id)
      )
      select count(*) from added`.execute(db)
  return {
    divisions: Number(divisions.numAffectedRows ?? 0n),
    institutions: Number(institutions.rows[0]?.count ?? 0),
  }
}

/** Reads the seed and puts in what is missing. */
export const seedInstitutions = async (
  db: Kysely<DB>,
  codes: CodeLists,
  options: { demo: boolean; folder?: string },
): Promise<Seeded> => plantSeed(db, await readSeed(codes, options))
