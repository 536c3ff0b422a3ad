import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { auditPage } from '../../../contract/audit.ts'
import { deadlineRuleRow, deadlineRulesAnswer } from '../../../contract/deadline.ts'
import { apiPaths, type Query } from '../../../contract/paths.ts'
import { type staffChange, staffPage, staffRow } from '../../../contract/staff.ts'
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

export const changeStaff = (id: string, body: z.input<typeof staffChange>) =>
  call(apiPaths.oneOfStaff(id), staffRow, { method: 'PATCH', body })

export const auditPagesQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: ['audit', query],
    queryFn: ({ signal, pageParam }) => call(apiPaths.audit({ ...query, after: pageParam }), auditPage, { signal }),
    // As above.
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
  })

export type DeadlineRuleRow = z.output<typeof deadlineRuleRow>

export const deadlineRulesKey = ['deadline-rules'] as const

export const deadlineRulesQuery = queryOptions({
  queryKey: deadlineRulesKey,
  queryFn: ({ signal }) => call(apiPaths.deadlineRules(), deadlineRulesAnswer, { signal }),
})

export const setDeadlineOverride = (ruleId: string, body: unknown) =>
  call(apiPaths.deadlineOverride(ruleId), deadlineRuleRow, { method: 'POST', body })
