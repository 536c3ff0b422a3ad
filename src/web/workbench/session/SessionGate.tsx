import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Navigate, useLocation } from 'react-router'
import { workbenchPaths } from '../../../contract/paths.ts'
import { sessionQuery } from '../api/session.ts'
import { Loading } from '../shell/Loading.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { useSessionExpired } from './expiry.ts'
import { RenewDialog } from './RenewDialog.tsx'
import { StaffContext } from './staff-context.ts'

/**
 * Lets only signed-in staff through. Who comes without a session signs in and comes back here; whose session ends while
 * they work signs in over the page, so that what they have typed stays.
 */
export const SessionGate = ({ children }: { children: ReactNode }) => {
  const session = useQuery(sessionQuery)
  const expired = useSessionExpired()
  const { pathname, search } = useLocation()
  if (session.isPending) return <Loading what="登录状态" />
  if (session.isError) return <Trouble error={session.error} onRetry={() => session.refetch()} />
  if (session.data === null) return <Navigate to={workbenchPaths.signIn({ next: pathname + search })} replace />
  return (
    <StaffContext value={session.data}>
      {children}
      {expired ? <RenewDialog staff={session.data} /> : null}
    </StaffContext>
  )
}
