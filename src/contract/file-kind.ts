import { z } from 'zod'

const inBoth = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const extension = z.string().regex(/^[a-z0-9]{1,8}$/, { error: 'expected an ending in small letters without its dot' })
const day = z.iso.date()

/** `rules/uploads/file-kinds.yaml`. */
export const fileKindsFile = z.strictObject({
  source: z.string(),
  confidence: z.enum(['high', 'medium', 'low', 'none']),
  version: z.number().int().positive(),
  validFrom: day,
  validTo: day.nullable(),
  accepted: z
    .array(
      z.strictObject({
        label: inBoth,
        /** First the usual one. */
        extensions: z.array(extension).min(1),
        mediaType: z.string().regex(/^[\w-]+\/[\w.+-]+(; charset=utf-8)?$/),
        /** What the content itself must be, in the names of `file-type`; `text` is plain UTF-8. */
        content: z.array(z.string()).min(1),
        because: z.string().min(1),
      }),
    )
    .min(1),
  refused: z.array(z.strictObject({ extensions: z.array(extension).min(1), because: inBoth })),
  contentNames: z.record(z.string(), inBoth),
})

/** A kind of file that may be handed in. */
export type FileKind = z.output<typeof fileKindsFile>['accepted'][number]
export type FileKinds = z.output<typeof fileKindsFile>
