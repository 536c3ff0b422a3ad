import { z } from 'zod'

/** RFC 9457. `code` is stable; `title` and `detail` are for people. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string().optional(),
  /** Fields that were not right: where, what is expected. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** With `matter-changed`: what happened since the version the command was decided on. */
  changes: z.array(z.object({ seq: z.number(), at: z.string(), by: z.string(), summary: z.string() })).optional(),
  /** Facts of the refusal. */
  facts: z.record(z.string(), z.unknown()).optional(),
})
export type Problem = z.output<typeof problem>
