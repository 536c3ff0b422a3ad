import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { divisionsAnswer, institutionsAnswer, proposalAnswer } from '../../../contract/institution.ts'
import { apiPaths, type Query } from '../../../contract/paths.ts'
import { call } from './client.ts'

export type DivisionRow = z.output<typeof divisionsAnswer>['rows'][number]

/** Divisions whose name holds the words; without words the children of a division, or the provinces. */
export const divisionsQuery = (query: { text?: string; parent?: string }) =>
  queryOptions({
    queryKey: ['divisions', query],
    queryFn: ({ signal }) => call(apiPaths.divisions(query), divisionsAnswer, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const institutionsQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: ['institutions', query],
    queryFn: ({ signal, pageParam }) =>
      call(apiPaths.institutions({ ...query, after: pageParam }), institutionsAnswer, { signal }),
    // The first page has no mark; the annotation widens null to what later pages carry.
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
  })

export const institutionProposalQuery = (query: Query) =>
  queryOptions({
    queryKey: ['institution-proposal', query],
    queryFn: ({ signal }) => call(apiPaths.institutionProposal(query), proposalAnswer, { signal }),
    staleTime: 60_000,
  })
