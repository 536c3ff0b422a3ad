import { sql } from 'kysely'
import type { InstitutionId } from '../../domain/kernel/ids.ts'
import type { Ctx } from '../platform/context.ts'

/** A member of staff who can be given matters of this institution, or null. */
export const findHandler = async (
  ctx: Ctx,
  staffId: string,
  institutionId: InstitutionId,
): Promise<{ readonly id: string; readonly name: string } | null> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from staff
    where id = ${staffId} and institution_id = ${institutionId} and not disabled
      and roles && array['clerk', 'reviewer', 'head']`.execute(ctx.tx)
  return rows[0] ?? null
}
