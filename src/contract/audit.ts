import { z } from 'zod'
import { line, optional, token, uuid } from './text.ts'

export const auditQuery = z.object({
  objectKind: optional(line(40)),
  objectId: optional(line(64)),
  actorId: optional(line(64)),
  action: optional(line(60)),
  after: optional(token(200)),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const auditRow = z.object({
  id: uuid,
  at: z.string(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  institutionId: uuid.nullable(),
  action: z.string(),
  objectKind: z.string(),
  objectId: z.string().nullable(),
  requestId: z.string(),
  detail: z.record(z.string(), z.unknown()),
})
export type AuditRow = z.output<typeof auditRow>
export const auditPage = z.object({ rows: z.array(auditRow), after: z.string().nullable() })
