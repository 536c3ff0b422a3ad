import { queryOptions, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import type { CodeListName } from '../../../contract/code-list.ts'
import { apiPaths } from '../../../contract/paths.ts'
import { call } from './client.ts'

/** The fields of an entry that a screen reads; which list has which stands in `contract/code-list.ts`. */
const entry = z.object({
  code: z.string(),
  zh: z.string(),
  kinds: z.array(z.string()).optional(),
  offered: z.boolean().optional(),
  setBy: z.string().optional(),
  disclaimer: z.string().nullish(),
  needsDate: z.boolean().optional(),
  examples: z.string().optional(),
  renders: z.boolean().optional(),
})
export type CodeEntry = z.output<typeof entry>

const codeListsQuery = queryOptions({
  queryKey: ['code-lists'],
  queryFn: ({ signal }) =>
    call(apiPaths.codeLists(), z.object({ lists: z.record(z.string(), z.array(entry)) }), { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export interface CodeLists {
  readonly entries: (list: CodeListName) => readonly CodeEntry[]
  /** The Chinese word; the bare code while the lists load, or for a code that has left its list. */
  readonly label: (list: CodeListName, code: string) => string
  readonly options: (
    list: CodeListName,
    fits?: (entry: CodeEntry) => boolean,
  ) => { readonly value: string; readonly label: string }[]
}

export const useCodeLists = (): CodeLists => {
  const lists = useQuery(codeListsQuery).data?.lists
  const entries = (list: CodeListName) => lists?.[list] ?? []
  return {
    entries,
    label: (list, code) => entries(list).find((one) => one.code === code)?.zh ?? code,
    options: (list, fits = () => true) =>
      entries(list)
        .filter(fits)
        .map(({ code, zh }) => ({ value: code, label: zh })),
  }
}
