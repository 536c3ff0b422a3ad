import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { machineTokenList, newMachineToken } from '../../../contract/machine-token.ts'
import { apiPaths } from '../../../contract/paths.ts'
import { call } from './client.ts'

export const machineTokensKey = ['machine-tokens'] as const

export const machineTokensQuery = queryOptions({
  queryKey: machineTokensKey,
  queryFn: ({ signal }) => call(apiPaths.machineTokens(), machineTokenList, { signal }),
})

export const makeMachineToken = (body: unknown) =>
  call(apiPaths.machineTokens(), newMachineToken, { method: 'POST', body })

export const replaceMachineToken = (id: string, body: { overlapHours: number }) =>
  call(apiPaths.machineTokenReplacement(id), newMachineToken, { method: 'POST', body })

export const revokeMachineToken = (id: string) => call(apiPaths.oneMachineToken(id), z.unknown(), { method: 'DELETE' })
