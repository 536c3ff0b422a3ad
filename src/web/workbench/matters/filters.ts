import type { Query } from '../../../contract/paths.ts'

/** The filters of the list as the address and the API both name them (contract `matterQuery`). */
export const filterNames = [
  'text',
  'status',
  'kind',
  'rightType',
  'channel',
  'waitingFor',
  'urgentOnly',
  'mineOnly',
] as const
export type FilterName = (typeof filterNames)[number]

/** Reads the filters of an address; names that are no filter, and empty values, are left out. */
export const readFilters = (address: URLSearchParams): Partial<Record<FilterName, string>> =>
  Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = address.get(name)?.trim() ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  )

/** The filters with one changed; an empty value takes it away. */
export const withFilter = (address: URLSearchParams, name: FilterName, value: string): URLSearchParams => {
  const after = new URLSearchParams(readFilters(address))
  if (value.trim() === '') after.delete(name)
  else after.set(name, value.trim())
  return after
}

/** A search needs two characters; one alone would find half of everything. */
export const toQuery = (filters: Partial<Record<FilterName, string>>): Query =>
  [...(filters.text ?? '')].length === 1 ? { ...filters, text: undefined } : filters
