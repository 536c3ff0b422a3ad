import { z } from 'zod'
import {
  type Division,
  type Institution,
  type InstitutionLevel,
  type InstitutionStatus,
  nationCode,
} from '../../domain/institution/institution.ts'
import { as } from '../../domain/kernel/ids.ts'
import type { PlainDate } from '../../domain/kernel/plain-date.ts'
import type { CodeLists } from '../platform/code-lists.ts'
import { seededId } from './demo-network.ts'

const webAddress = z.url({ protocol: /^https?$/ })

const rowSchema = z.strictObject({
  name: z.string().min(1),
  kind: z.string(),
  level: z.enum(['national', 'province', 'municipality', 'city', 'industry', 'site', 'district', 'county', 'township']),
  status: z.enum(['reported', 'approved for construction', 'closed (event over)']),
  source_grade: z.enum(['A', 'B', 'C', 'D']),
  division_code: z.string().nullable(),
  as_of: z
    .string()
    .regex(/^\d{4}(-\d{2}){0,2}$/)
    .optional(),
  source_url: webAddress.optional(),
  url: webAddress.optional(),
  phone: z.string().optional(),
  address: z.string().optional(),
  hours: z.string().optional(),
  industries: z.array(z.string()).optional(),
  // The place in words; the code says it better.
  province: z.string().optional(),
  city: z.string().optional(),
  district: z.string().optional(),
})
type Row = z.infer<typeof rowSchema>

const levelOf: Readonly<Record<Row['level'], InstitutionLevel>> = {
  national: 'national',
  province: 'province',
  municipality: 'province',
  industry: 'province',
  city: 'city',
  site: 'city',
  district: 'county',
  county: 'county',
  township: 'county',
}

const statusOf = (row: Row): InstitutionStatus => {
  if (row.status === 'closed (event over)') return 'closed'
  // A centre that a source only knows as approved may never have opened.
  if (row.status === 'approved for construction') return 'unconfirmed'
  return row.source_grade === 'A' || row.source_grade === 'B' ? 'reported' : 'unconfirmed'
}

/** When the collection was made; the first day of a row that does not say since when it is known. */
const collectedOn = '2026-11-01'

const firstDayOf = (asOf: string): PlainDate => as<PlainDate>(`${asOf}-01-01`.slice(0, 10))

/** A real institution with the trades that it names, which only search uses. */
export interface Reported {
  readonly institution: Institution
  readonly industries: readonly string[]
}

/**
 * Reads `seed/institutions.json`: real institutions named by public sources. None of them takes matters through the platform.
 * @throws naming the row when one is malformed, repeated, or of an unknown kind or division.
 */
export const parseReported = (json: string, divisions: readonly Division[], codes: CodeLists): readonly Reported[] => {
  const places = new Map<string, Division>(divisions.map((division) => [division.code, division]))
  const kinds = new Map(
    codes
      .list('institution-kinds', as<PlainDate>(collectedOn))
      .flatMap((kind) => kind.sourceKinds.map((word) => [word, kind.code] as const)),
  )
  const seen = new Set<string>()
  return z
    .array(z.unknown())
    .parse(JSON.parse(json))
    .map((value, index) => {
      const where = `institutions.json row ${index + 1}`
      const parsed = rowSchema.safeParse(value)
      if (!parsed.success) throw new Error(`${where}: ${z.prettifyError(parsed.error)}`)
      const row = parsed.data
      const kind = kinds.get(row.kind)
      if (kind === undefined) throw new Error(`${where}: no institution kind has the source word "${row.kind}"`)
      const place = places.get(row.division_code ?? nationCode)
      if (place === undefined) throw new Error(`${where}: no division has the code ${row.division_code}`)
      if ((place.code === nationCode) !== (row.level === 'national'))
        throw new Error(`${where}: only a national institution has no division`)
      if (seen.has(row.name)) throw new Error(`${where}: "${row.name}" stands twice`)
      seen.add(row.name)
      const showsSource = row.source_grade === 'A' || row.source_grade === 'B'
      return {
        industries: row.industries ?? [],
        institution: {
          id: seededId(`reported:${row.name}`),
          name: row.name.replaceAll('(', '（').replaceAll(')', '）'),
          kind,
          level: levelOf[row.level],
          parentId: null,
          divisionCode: place.code,
          provinceCode: place.provinceCode,
          areas: [place.code],
          rightTypes: [],
          services: [],
          hours: row.hours ?? null,
          address: row.address ?? null,
          phone: row.phone ?? null,
          url: row.url ?? null,
          status: statusOf(row),
          acceptsOnline: false,
          demo: false,
          sourceUrl: showsSource ? (row.source_url ?? null) : null,
          sourceGrade: row.source_grade,
          asOf: row.as_of ?? null,
          validFrom: firstDayOf(row.as_of ?? collectedOn),
          validTo: null,
        },
      }
    })
}
