import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  outboxEntry,
  outboxPage,
  type seenBody,
  staffNotificationPage,
  unreadCount,
  type webhookChange,
  webhookList,
  webhookRow,
  webhookSecret,
} from '../../../contract/notification.ts'
import { apiPaths, type Query } from '../../../contract/paths.ts'
import { call } from './client.ts'

export const ownNotificationsKey = ['notifications'] as const

/**
 * How many are unread. Asked when a page opens or the window comes back, not by the clock: a request at regular times would keep the
 * session of an abandoned desk alive.
 */
export const unreadQuery = queryOptions({
  queryKey: [...ownNotificationsKey, 'unread'],
  queryFn: ({ signal }) => call(apiPaths.notifications({ limit: 1 }), staffNotificationPage, { signal }),
  staleTime: 20_000,
})

export const ownNotificationsQuery = infiniteQueryOptions({
  queryKey: [...ownNotificationsKey, 'list'],
  queryFn: ({ signal, pageParam }) =>
    call(apiPaths.notifications({ after: pageParam }), staffNotificationPage, { signal }),
  // The first page has no mark; the annotation widens null to what later pages carry.
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.after,
})

export const markSeen = (body: z.input<typeof seenBody>) =>
  call(apiPaths.notificationsRead(), unreadCount, { method: 'POST', body })

export const outboxKey = ['outbox'] as const

export const outboxQuery = (query: Query) =>
  infiniteQueryOptions({
    queryKey: [...outboxKey, query],
    queryFn: ({ signal, pageParam }) => call(apiPaths.outbox({ ...query, after: pageParam }), outboxPage, { signal }),
    // As above.
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
  })

export const outboxMessageQuery = (id: string) =>
  queryOptions({
    queryKey: [...outboxKey, 'one', id],
    queryFn: ({ signal }) => call(apiPaths.outboxMessage(id), outboxEntry, { signal }),
  })

export const sendAgain = (id: string) => call(apiPaths.outboxSendAgain(id), outboxEntry, { method: 'POST' })

export const webhooksKey = ['webhooks'] as const

export const webhooksQuery = queryOptions({
  queryKey: webhooksKey,
  queryFn: ({ signal }) => call(apiPaths.webhooks(), webhookList, { signal }),
})

export const addWebhook = (body: unknown) => call(apiPaths.webhooks(), webhookSecret, { method: 'POST', body })

export const changeWebhook = (id: string, body: z.input<typeof webhookChange>) =>
  call(apiPaths.webhook(id), webhookRow, { method: 'PATCH', body })

export const rotateSecret = (id: string) => call(apiPaths.webhookRotation(id), webhookSecret, { method: 'POST' })
