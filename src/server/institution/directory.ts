import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { institutionsQuery } from '../../contract/institution.ts'
import { type Division, nationCode } from '../../domain/institution/institution.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import type { CodeLists } from '../platform/code-lists.ts'
import type { DB } from '../platform/db/schema.ts'
import { findDivisions, listAncestors } from './division-queries.ts'
import { type DirectoryKey, type Listed, searchInstitutions, type Visibility } from './queries.ts'
import { searchable } from './search-text.ts'

export type DirectoryQuery = z.output<typeof institutionsQuery>

export interface DirectoryPage {
  readonly rows: readonly Listed[]
  /** To be sent back for the next page; null on the last. */
  readonly after: string | null
  /** What the words for the place were taken to mean. */
  readonly place: Division | null
}

export type DirectoryRefusal =
  | { readonly code: 'place-unknown'; readonly given: string }
  | { readonly code: 'place-ambiguous'; readonly given: string; readonly meant: readonly Division[] }
  | { readonly code: 'kind-unknown'; readonly given: string }
  /** Nothing but signs is left of the name. */
  | { readonly code: 'name-empty'; readonly given: string }
  | { readonly code: 'after-malformed' }

const keySchema = z.tuple([z.int().min(0).max(9), z.string().regex(/^\d{6}$/), z.boolean(), z.string(), z.uuid()])

const encodeKey = (key: DirectoryKey): string => Buffer.from(JSON.stringify(key)).toString('base64url')

const decodeKey = (text: string): DirectoryKey | null => {
  try {
    return keySchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    // Whatever is wrong with it, it was not given out by us.
    return null
  }
}

const resolvePlace = async (
  db: Kysely<DB>,
  given: string,
  visibility: Visibility,
): Promise<Result<readonly Division[], DirectoryRefusal>> => {
  if (/^\d{6}$/.test(given)) {
    const chain = await listAncestors(db, given)
    return chain.length === 0 ? refuse({ code: 'place-unknown', given }) : ok(chain)
  }
  const [found, ...others] = await findDivisions(db, given, visibility.on)
  if (found === undefined) return refuse({ code: 'place-unknown', given })
  if (others.length > 0) return refuse({ code: 'place-ambiguous', given, meant: [found, ...others] })
  return ok(await listAncestors(db, found.code))
}

/** One page of the directory as typed into the form; what can't be understood is said, never left out. */
export const searchDirectory = async (
  db: Kysely<DB>,
  codes: CodeLists,
  query: DirectoryQuery,
  visibility: Visibility,
): Promise<Result<DirectoryPage, DirectoryRefusal>> => {
  if (query.kind !== null && codes.find('institution-kinds', query.kind, visibility.on) === null)
    return refuse({ code: 'kind-unknown', given: query.kind })
  const name = query.name === null ? undefined : searchable(query.name)
  if (name === '') return refuse({ code: 'name-empty', given: query.name ?? '' })
  const text = query.text === null ? undefined : searchable(query.text)
  if (text === '') return refuse({ code: 'name-empty', given: query.text ?? '' })
  const after = query.after === null ? undefined : decodeKey(query.after)
  if (after === null) return refuse({ code: 'after-malformed' })
  const place = query.place === null ? null : await resolvePlace(db, query.place, visibility)
  if (place !== null && !place.ok) return place
  const chain = place?.value
  const nameOrPlace =
    text === undefined
      ? undefined
      : { name: text, divisionCodes: (await findDivisions(db, text, visibility.on)).map((division) => division.code) }
  const found = await searchInstitutions(
    db,
    { place: chain, name, nameOrPlace, kind: query.kind ?? undefined, after, limit: query.limit },
    visibility,
  )
  const here = chain?.[0] ?? null
  return ok({
    rows: found.rows,
    after: found.after === null ? null : encodeKey(found.after),
    place: here?.code === nationCode ? null : here,
  })
}
