import { epochMs } from '../../domain/kernel/plain-date.ts'
import type { Ctx } from './context.ts'
import { uuidV7 } from './ids.ts'

export interface AuditEntry {
  /** `noun.verb`, e.g. `matter.accept`. */
  readonly action: string
  readonly objectKind: string
  readonly objectId: string | null
  /** Facts, never personal data. */
  readonly detail?: Record<string, unknown>
  /** Where the object belongs, when that is not the actor's own institution. */
  readonly institutionId?: string
  readonly provinceCode?: string
}

/** Leaves the row in the transaction of what it tells of: no change, and no look at personal data, without it. */
export const audit = async (ctx: Ctx, entry: AuditEntry): Promise<void> => {
  const { actor } = ctx
  const by = actor.kind === 'staff' || actor.kind === 'machine' ? actor : null
  await ctx.tx
    .insertInto('audit')
    .values({
      id: uuidV7(epochMs(ctx.now)),
      at: ctx.now,
      actor_kind: actor.kind,
      actor_id: by?.id ?? null,
      actor_name: by?.name ?? (actor.kind === 'system' ? actor.name : null),
      institution_id: entry.institutionId ?? by?.institutionId ?? null,
      province_code: entry.provinceCode ?? by?.provinceCode ?? null,
      action: entry.action,
      object_kind: entry.objectKind,
      object_id: entry.objectId,
      request_id: ctx.requestId,
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute()
}
