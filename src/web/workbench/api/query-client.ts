import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { markSessionExpired } from '../session/expiry.ts'
import { ProblemError } from './problem-error.ts'

const isUnauthorised = (error: unknown) => error instanceof ProblemError && error.problem.status === 401

/** A refusal will be the same next time; only what may pass by itself is asked again. */
const mayPass = (error: unknown) =>
  error instanceof ProblemError && (error.problem.status === 0 || error.problem.status >= 502)

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (isUnauthorised(error)) markSessionExpired()
    },
  }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      // Where a password is asked for, 401 means "wrong password", not "signed out".
      if (isUnauthorised(error) && mutation.meta?.asksPassword !== true) markSessionExpired()
    },
  }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => count < 2 && mayPass(error) },
  },
})
