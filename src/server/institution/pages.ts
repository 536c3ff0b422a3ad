import type { FastifyInstance } from 'fastify'
import { institutionsQuery } from '../../contract/institution.ts'
import type {
  DirectoryPageProps,
  DirectoryTrouble,
  InstitutionEntry,
  InstitutionProfilePageProps,
  InstitutionState,
} from '../../contract/portal/institution.ts'
import { uuid } from '../../contract/text.ts'
import { type Institution, nationCode } from '../../domain/institution/institution.ts'
import type { Language } from '../../domain/kernel/language.ts'
import { chinaDate, type PlainDate } from '../../domain/kernel/plain-date.ts'
import type { CodeLists } from '../platform/code-lists.ts'
import type { Frame } from '../portal/frame.ts'
import { viewOf } from '../portal/view.ts'
import { type DirectoryRefusal, searchDirectory } from './directory.ts'
import { findDivision } from './division-queries.ts'
import { countByProvince, findShownInstitution, listParents } from './queries.ts'

const pageSize = 20

type Query = Readonly<Record<string, unknown>>

const stateOf = ({ status, acceptsOnline }: Institution): InstitutionState => {
  if (status === 'suspended') return 'suspended'
  return status === 'active' && acceptsOnline ? 'open' : 'not-connected'
}

/** The code lists and the language of the page. */
interface Reader {
  readonly codes: CodeLists
  readonly language: Language
}

/** The words of the given codes in the order of the list; a code that has ended is no longer offered. */
const words = (
  { codes, language }: Reader,
  list: 'services' | 'right-types',
  held: readonly string[],
  on: PlainDate,
): string[] =>
  codes
    .list(list, on)
    .filter((entry) => held.includes(entry.code))
    .map((entry) => entry[language])

const entryOf = (reader: Reader, institution: Institution, place: string, on: PlainDate): InstitutionEntry => {
  const { id, name, demo, hours, phone, sourceGrade, sourceUrl, asOf } = institution
  return {
    ...{ id, name, demo, hours, phone, place },
    kindLabel: reader.codes.label('institution-kinds', institution.kind, reader.language),
    state: stateOf(institution),
    source: sourceGrade === 'A' || sourceGrade === 'B' ? { grade: sourceGrade, url: sourceUrl, asOf } : null,
    services: words(reader, 'services', institution.services, on),
  }
}

const troubleOf = (refusal: DirectoryRefusal): DirectoryTrouble => {
  switch (refusal.code) {
    case 'place-unknown':
      return { code: refusal.code, given: refusal.given }
    case 'place-ambiguous':
      return {
        code: refusal.code,
        given: refusal.given,
        meant: refusal.meant.map(({ code, fullName }) => ({ code, fullName })),
      }
    default:
      return { code: refusal.code }
  }
}

/** What was typed, for the form; a field that was sent twice is shown empty. */
const typed = (query: Query, field: string): string => {
  const value = query[field]
  return typeof value === 'string' ? value : ''
}

const directoryProps = async (
  frame: Frame,
  query: Query,
  language: Language,
): Promise<Omit<DirectoryPageProps, 'chrome'>> => {
  const { db, codes, clock } = frame.platform
  const on = chinaDate(clock.now())
  const fields = { place: typed(query, 'place'), name: typed(query, 'name'), kind: typed(query, 'kind') }
  const kinds = codes.list('institution-kinds', on).map((entry) => ({ code: entry.code, label: entry[language] }))
  const parsed = institutionsQuery.safeParse({ ...query, limit: pageSize })
  const asked =
    parsed.success && (parsed.data.place ?? parsed.data.name ?? parsed.data.kind ?? parsed.data.after) !== null
  const found = parsed.success && asked ? await searchDirectory(db, codes, parsed.data, { on }) : null
  const common = { query: fields, kinds }
  if (found?.ok) {
    const { rows, after, place } = found.value
    const results = {
      rows: rows.map(({ institution, divisionName }) => entryOf({ codes, language }, institution, divisionName, on)),
      placeName: place?.fullName ?? null,
      after,
      continued: typed(query, 'after') !== '',
    }
    return { ...common, results, provinces: [] }
  }
  const refused: DirectoryTrouble | undefined = found === null ? undefined : troubleOf(found.refusal)
  return {
    ...common,
    trouble: parsed.success ? refused : { code: 'query-malformed' },
    provinces: [...(await countByProvince(db, { on }))],
  }
}

const profileOf = async (
  frame: Frame,
  institution: Institution,
  on: PlainDate,
  language: Language,
): Promise<InstitutionProfilePageProps['institution']> => {
  const { db, codes } = frame.platform
  const reader = { codes, language }
  const own = await findDivision(db, institution.divisionCode)
  const areas = await Promise.all(institution.areas.map((code) => findDivision(db, code)))
  return {
    ...entryOf(reader, institution, own?.fullName ?? '', on),
    level: codes.label('institution-levels', institution.level, language),
    areas: areas.flatMap((area) =>
      area === null
        ? []
        : [area.code === nationCode ? { zh: '全国', en: 'The whole nation' }[language] : area.fullName],
    ),
    rightTypes: words(reader, 'right-types', institution.rightTypes, on),
    address: institution.address,
    url: institution.url,
    parents: (await listParents(db, institution.id)).map(({ id, name }) => ({ id, name })),
  }
}

/** The directory and the page of an institution. Public, without a session, and complete without script. */
export const institutionPages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get<{ Querystring: Record<string, unknown> }>('/institutions', async (request, reply) => {
      const props = await directoryProps(frame, request.query, viewOf(request).language)
      const status = props.trouble === undefined ? 200 : 422
      return frame.send(reply, 'institutions', { ...props, chrome: frame.plain(request, 'institutions') }, status)
    })

    app.get<{ Params: { id: string } }>('/institutions/:id', async (request, reply) => {
      const on = chinaDate(frame.platform.clock.now())
      const id = uuid.safeParse(request.params.id)
      const institution = id.success ? await findShownInstitution(frame.platform.db, id.data, { on }) : null
      const chrome = frame.plain(request, 'institutions')
      if (institution === null) return frame.send(reply, 'not-found', { chrome }, 404)
      return frame.send(reply, 'institution', {
        chrome,
        institution: await profileOf(frame, institution, on, chrome.view.language),
      })
    })
  }
