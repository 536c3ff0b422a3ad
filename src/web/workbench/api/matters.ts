import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { matterCount, matterPage, matterView, revealed } from '../../../contract/matter.ts'
import { apiPaths, type Query } from '../../../contract/paths.ts'
import { submissionReceipt, uploadReceipt } from '../../../contract/submission.ts'
import { call } from './client.ts'

/** Every list, count and page of matters starts with this key: a step changes them all. */
export const mattersKey = ['matters'] as const

export const matterPagesQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: [...mattersKey, 'page', query],
    queryFn: ({ signal, pageParam }) => call(apiPaths.matters({ ...query, after: pageParam }), matterPage, { signal }),
    // The first page has no mark; the annotation widens null to what later pages carry.
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
  })

export const matterCountQuery = (query: Query) =>
  queryOptions({
    queryKey: [...mattersKey, 'count', query],
    queryFn: ({ signal }) => call(apiPaths.matterCount(query), matterCount, { signal }),
  })

/** Counts stop at 10,000. */
const matterSummary = z.object({
  inbox: z.number(),
  overdue: z.number(),
  mine: z.number(),
  unassigned: z.number(),
})
export type MatterSummary = z.output<typeof matterSummary>

export const matterSummaryQuery = queryOptions({
  queryKey: [...mattersKey, 'summary'],
  queryFn: ({ signal }) => call(apiPaths.matterSummary(), matterSummary, { signal }),
  refetchInterval: 60_000,
})

export const matterQueryOf = (id: string) =>
  queryOptions({
    queryKey: [...mattersKey, 'one', id],
    queryFn: ({ signal }) => call(apiPaths.matter(id), matterView, { signal }),
  })

export const takeStep = (id: string, step: string, body: unknown) =>
  call(apiPaths.matterStep(id, step), matterView, { method: 'POST', body })

export const reveal = (id: string, body: { partyId: string; field: string; reason: string }) =>
  call(apiPaths.matterReveal(id), revealed, { method: 'POST', body })

export const registerMatter = (body: unknown) => call(apiPaths.matters(), submissionReceipt, { method: 'POST', body })

export const removeLocation = (uploadId: string) =>
  call(apiPaths.removeLocation(uploadId), uploadReceipt, { method: 'POST' })

/** In one go; `fields/file-sending.ts` sends piece by piece. */
export const upload = (file: File, signal?: AbortSignal) => {
  const body = new FormData()
  body.append('file', file)
  return call(apiPaths.uploads(), uploadReceipt, { method: 'POST', body, signal })
}
