import { z } from 'zod'

const value = z.union([
  z.string(),
  z.array(z.string()),
  z.array(z.object({ label: z.string(), checked: z.boolean() })),
  z.array(z.record(z.string(), z.string())),
  z.null(),
])

/** What stands in a document, by field id; each form checks its own, see `formValuesSchema`. */
export const documentValues = z.record(z.string().max(60), value)
export type DocumentValues = z.output<typeof documentValues>

/** Values as an officer changed them; null: as the matter says. */
export const changedValues = documentValues.nullable().default(null)
