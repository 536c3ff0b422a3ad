import { useEffect, useState } from 'react'

/** The value once it has rested, so that a search is not sent for every key. */
export const useDebounced = <Value>(value: Value, restMs = 300): Value => {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs)
    return () => clearTimeout(timer)
  }, [value, restMs])
  return rested
}
