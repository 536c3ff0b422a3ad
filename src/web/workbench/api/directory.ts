import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { apiPaths, type Query } from '../../paths.ts'
import { call } from './client.ts'

const division = z.object({ code: z.string(), name: z.string(), fullName: z.string(), level: z.string() })
export type DivisionRow = z.output<typeof division>

const institution = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  level: z.string(),
  divisionName: z.string().nullable(),
  demo: z.boolean(),
  acceptsOnline: z.boolean(),
  status: z.string(),
})
export type InstitutionRow = z.output<typeof institution>

const named = z.object({ id: z.string(), name: z.string() })

const proposal = z.object({
  institution: named,
  why: z.array(z.string()),
  alternatives: z.array(named),
  climbed: z.unknown(),
})

/** Divisions whose name holds the words; without words the children of a division, or the provinces. */
export const divisionsQuery = (query: { text?: string; parent?: string }) =>
  queryOptions({
    queryKey: ['divisions', query],
    queryFn: ({ signal }) => call(apiPaths.divisions(query), z.object({ rows: z.array(division) }), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const institutionsQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: ['institutions', query],
    queryFn: ({ signal, pageParam }) =>
      call(
        apiPaths.institutions({ ...query, after: pageParam }),
        z.object({ rows: z.array(institution), after: z.string().nullable() }),
        { signal },
      ),
    // The first page has no mark; the annotation widens null to what later pages carry.
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
  })

export const institutionProposalQuery = (query: Query) =>
  queryOptions({
    queryKey: ['institution-proposal', query],
    queryFn: ({ signal }) => call(apiPaths.institutionProposal(query), proposal, { signal }),
    staleTime: 60_000,
  })
