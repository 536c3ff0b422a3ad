import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { auditPage } from '../../../contract/audit.ts'
import { staffPage, staffRow } from '../../../contract/staff.ts'
import { apiPaths, type Query } from '../../paths.ts'
import { call } from './client.ts'

export const staffKey = ['staff'] as const

export const staffPagesQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: [...staffKey, query],
    queryFn: ({ signal, pageParam }) => call(apiPaths.staff({ ...query, after: pageParam }), staffPage, { signal }),
    // The first page has no mark; the annotation widens null to what later pages carry.
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
  })

export const addStaff = (body: unknown) => call(apiPaths.staff(), staffRow, { method: 'POST', body })

export const changeStaff = (id: string, body: { roles?: readonly string[]; disabled?: boolean }) =>
  call(apiPaths.oneOfStaff(id), staffRow, { method: 'PATCH', body })

export const auditPagesQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: ['audit', query],
    queryFn: ({ signal, pageParam }) => call(apiPaths.audit({ ...query, after: pageParam }), auditPage, { signal }),
    // As above.
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
  })

const limit = { limit: z.number(), unit: z.string() }
const validity = { validFrom: z.string(), validTo: z.string().nullable() }

const deadlineRule = z.object({
  id: z.string(),
  version: z.number(),
  name: z.string(),
  trigger: z.string(),
  ...limit,
  effect: z.string(),
  source: z.string(),
  confidence: z.string(),
  kind: z.string(),
  ...validity,
  override: z.object({ ...limit, reason: z.string(), ...validity }).nullable(),
})
export type DeadlineRuleRow = z.output<typeof deadlineRule>

export const deadlineRulesKey = ['deadline-rules'] as const

export const deadlineRulesQuery = queryOptions({
  queryKey: deadlineRulesKey,
  queryFn: ({ signal }) =>
    call(
      apiPaths.deadlineRules(),
      z.object({
        rows: z.array(deadlineRule),
        calendar: z.object({ version: z.string(), publishedThrough: z.string() }),
      }),
      { signal },
    ),
})

export const setDeadlineOverride = (ruleId: string, body: unknown) =>
  call(apiPaths.deadlineOverride(ruleId), z.unknown(), { method: 'POST', body })
