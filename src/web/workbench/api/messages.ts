import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { type MessageBody, messageList } from '../../../contract/message.ts'
import { apiPaths } from '../../../contract/paths.ts'
import { call } from './client.ts'
import { mattersKey } from './matters.ts'

export const messagesQuery = (matterId: string) =>
  queryOptions({
    queryKey: [...mattersKey, 'messages', matterId],
    queryFn: ({ signal }) => call(apiPaths.matterMessages(matterId), messageList, { signal }),
  })

export const sendMessage = (matterId: string, body: MessageBody) =>
  call(apiPaths.matterMessages(matterId), messageList, { method: 'POST', body })

/** Notes that the institution has looked at these messages. */
export const markRead = (matterId: string, messageIds: readonly string[]) =>
  call(apiPaths.matterMessagesRead(matterId), z.object({ read: z.number() }), {
    method: 'POST',
    body: { messageIds },
  })
