import { sql } from 'kysely'
import type { z } from 'zod'
import type { StaffRow, staffPage, staffQuery } from '../../contract/staff.ts'
import { type Actor, hasRole } from '../../domain/actor/actor.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import type { Ctx } from '../platform/context.ts'
import type { StaffRefusal } from './refusal.ts'

/** Whose accounts an actor sees: those of the institutions they reach; an administrator sees all. Null: none. */
const reach = (actor: Actor) => {
  if (actor.kind === 'system' || hasRole(actor, ['administrator'])) return sql<boolean>`true`
  if (actor.kind !== 'staff') return null
  switch (actor.scope.kind) {
    case 'institutions':
      return sql<boolean>`s.institution_id = any(${actor.scope.ids}::uuid[])`
    case 'province':
      return sql<boolean>`i.province_code = ${actor.scope.code}`
    case 'nation':
      return sql<boolean>`true`
    default:
      return null
  }
}

const select = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('staff as s')
    .innerJoin('institution as i', 'i.id', 's.institution_id')
    .select(['s.id', 's.name', 's.username', 's.roles', 's.disabled', 's.two_factor_enabled', 's.created_at'])
    .select(['s.institution_id', 'i.name as institution_name'])
    .select(sql<number>`(select count(*)::int from staff_passkey p where p.staff_id = s.id)`.as('passkeys'))
    .select(
      sql<'subject' | 'username' | null>`(select entered_by from staff_identity e where e.staff_id = s.id)`.as(
        'identity',
      ),
    )

const toRow = (row: Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>): StaffRow => ({
  id: row.id,
  name: row.name,
  username: row.username,
  roles: row.roles,
  institution: { id: row.institution_id, name: row.institution_name },
  disabled: row.disabled,
  totpEnabled: row.two_factor_enabled,
  passkeys: row.passkeys,
  identity: row.identity,
  createdAt: row.created_at.toISOString(),
})

/** Accounts in the order of their usernames; `after` is the last username of the page before. */
export const listStaff = async (
  ctx: Ctx,
  query: z.output<typeof staffQuery>,
): Promise<Result<z.output<typeof staffPage>, StaffRefusal>> => {
  const within = reach(ctx.actor)
  if (within === null) return refuse({ code: 'role-lacks-right', action: 'staff.list', needs: ['administrator'] })
  let rows = select(ctx).where(within)
  if (query.institutionId) rows = rows.where('s.institution_id', '=', query.institutionId)
  if (query.role) rows = rows.where(sql<boolean>`s.roles @> array[${query.role}]`)
  if (query.text) {
    const pattern = `%${query.text.replace(/[\\%_]/g, '\\$&')}%`
    rows = rows.where((where) => where.or([where('s.name', 'like', pattern), where('s.username', 'ilike', pattern)]))
  }
  if (query.after) rows = rows.where('s.username', '>', query.after)
  const found = await rows
    .orderBy('s.username')
    .limit(query.limit + 1)
    .execute()
  const page = found.slice(0, query.limit).map(toRow)
  return ok({ rows: page, after: found.length > query.limit ? (page.at(-1)?.username ?? null) : null })
}

/** One account; null when there is none. The caller has checked that the actor may see it. */
export const findStaff = async (ctx: Ctx, by: { id: string } | { username: string }): Promise<StaffRow | null> => {
  const rows = 'id' in by ? select(ctx).where('s.id', '=', by.id) : select(ctx).where('s.username', '=', by.username)
  const row = await rows.executeTakeFirst()
  return row ? toRow(row) : null
}

/** One account that is there. @throws when there is none. */
export const getStaff = async (ctx: Ctx, id: string): Promise<StaffRow> => {
  const row = await findStaff(ctx, { id })
  if (!row) throw new Error(`staff ${id}: expected an account`)
  return row
}
