import { sql } from 'kysely'
import type { z } from 'zod'
import type { StaffNotification, seenBody } from '../../contract/notification.ts'
import { fillTemplate, type Template, type TemplateData } from '../../domain/notification/template.ts'
import type { Ctx } from '../platform/context.ts'
import { outboxFields } from './notify.ts'

/** Row security shows a member of staff their own messages alone; this says who looks. */
export const asReaderOfOwn = (ctx: Ctx, staffId: string) =>
  sql`select set_config('weiquan.staff', ${staffId}, true)`.execute(ctx.tx)

export const templateOf = (ctx: Ctx, code: string, version: number): Template => {
  const found = ctx.platform.notifications.templates.find((one) => one.code === code && one.version === version)
  if (!found) throw new Error(`rules/notifications: ${code} has lost its version ${version}`)
  return found
}

export const countUnread = async (ctx: Ctx, staffId: string): Promise<number> => {
  const { count } = await ctx.tx
    .selectFrom('staff_notification')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('staff_id', '=', staffId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

interface Place {
  readonly at: string | null
  readonly id: string
}

/** @returns one row more than `limit` when there are more. Newest first. */
export const listOwn = async (
  ctx: Ctx,
  staffId: string,
  limit: number,
  place: Place | null,
): Promise<readonly StaffNotification[]> => {
  const { crypto, config } = ctx.platform
  let query = ctx.tx.selectFrom('staff_notification').selectAll().where('staff_id', '=', staffId)
  if (place) query = query.where(sql<boolean>`(created_at, id) < (${place.at}::timestamptz, ${place.id}::uuid)`)
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map((row) => {
    // Sealed by `notify`, typed there.
    const data = JSON.parse(crypto.open(outboxFields.staffData, row.data_sealed)) as TemplateData
    const { subject, text } = fillTemplate(
      templateOf(ctx, row.template, row.template_version),
      'zh',
      data,
      config.publicUrl,
    )
    return {
      id: row.id,
      subject,
      text,
      matterId: row.matter_id,
      at: row.created_at.toISOString(),
      readAt: row.read_at?.toISOString() ?? null,
    }
  })
}

/** Notes that one has seen them; those of others and those already read are left alone. */
export const markSeen = async (ctx: Ctx, staffId: string, { ids }: z.output<typeof seenBody>): Promise<void> => {
  let query = ctx.tx
    .updateTable('staff_notification')
    .set({ read_at: ctx.now })
    .where('staff_id', '=', staffId)
    .where('read_at', 'is', null)
  if (ids) query = query.where('id', 'in', ids)
  await query.execute()
}
