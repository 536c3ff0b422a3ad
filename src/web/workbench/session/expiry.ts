import { useSyncExternalStore } from 'react'

/**
 * Whether the server has answered 401 since the last sign-in. Kept outside React because the query cache, which notices
 * it, stands outside as well.
 */
let expired = false
const listeners = new Set<() => void>()

const set = (value: boolean) => {
  if (expired === value) return
  expired = value
  for (const listener of listeners) listener()
}

export const markSessionExpired = () => set(true)
export const markSessionRenewed = () => set(false)

export const useSessionExpired = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => expired,
  )
