import { useEffect, useState } from 'react'

/**
 * For a dialog that is drawn only while it is open: when it goes, the keyboard is back where it was, or at the beginning of the
 * page when that place is gone.
 */
export const useReturnFocus = (): void => {
  // Read while rendering, before the dialog takes the focus.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.querySelector('[role="dialog"]') !== null) return
        const target = before?.isConnected && before !== document.body ? before : document.querySelector('main')
        if (target instanceof HTMLElement) target.focus({ preventScroll: true })
      })
    },
    [before],
  )
}
