import { createContext, useContext } from 'react'
import type { StaffSession } from '../../../contract/staff.ts'
import type { Role } from '../../../domain/actor/actor.ts'

export const StaffContext = createContext<StaffSession | null>(null)

/** Who is signed in. Only for pages inside the session gate; elsewhere it throws. */
export const useStaff = (): StaffSession => {
  const staff = useContext(StaffContext)
  if (staff === null) throw new Error('useStaff: used outside the session gate')
  return staff
}

export const useHasRole = (wanted: readonly Role[]): boolean => useStaff().roles.some((role) => wanted.includes(role))
