import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { apiPaths } from '../../../contract/paths.ts'
import { type StaffSession, signInAnswer, staffSession, totpEnrolAnswer } from '../../../contract/staff.ts'
import { call } from './client.ts'
import { ProblemError } from './problem-error.ts'

const nothing = z.unknown()

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<StaffSession | null> => {
    try {
      return await call(apiPaths.session(), staffSession, { signal })
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) return null
      throw error
    }
  },
  staleTime: 5 * 60_000,
})

export const signIn = (body: { username: string; password: string }) =>
  call(apiPaths.session(), signInAnswer, { method: 'POST', body })

export const answerTotp = (body: { code: string }) =>
  call(apiPaths.sessionTotp(), signInAnswer, { method: 'POST', body })

export const signOut = () => call(apiPaths.session(), nothing, { method: 'DELETE' })

export const startTotpEnrolment = (body: { password: string }) =>
  call(apiPaths.totpEnrolment(), totpEnrolAnswer, { method: 'POST', body })

export const confirmTotpEnrolment = (body: { code: string }) =>
  call(apiPaths.totpConfirmation(), nothing, { method: 'POST', body })

export const changePassword = (body: { currentPassword: string; newPassword: string }) =>
  call(apiPaths.password(), nothing, { method: 'POST', body })
