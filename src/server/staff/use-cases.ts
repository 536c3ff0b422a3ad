import { sql } from 'kysely'
import { type Actor, hasRole, type Role } from '../../domain/actor/actor.ts'
import { epochMs } from '../../domain/kernel/plain-date.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { audit } from '../platform/audit.ts'
import type { Ctx } from '../platform/context.ts'
import { uuidV7 } from '../platform/ids.ts'
import { type Identity, linkIdentity } from './identity.ts'
import type { StaffRefusal } from './refusal.ts'

export interface NewStaff {
  readonly username: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly institutionId: string
}

export interface StaffChange {
  readonly roles?: readonly Role[] | undefined
  readonly disabled?: boolean | undefined
  /** The phone with the authenticator is lost: the next sign-in is by password alone, and enrols anew. */
  readonly resetTotp?: true | undefined
  readonly removePasskeys?: true | undefined
  /** Who they are at the identity provider; null: they come in by it no more. */
  readonly identity?: Identity | null | undefined
  /** For somebody who lost their password; by `hashPassword`, made before the transaction. */
  readonly passwordHash?: string | undefined
}

/** Reach goes with the institution's level, so a county station's account can't be made to see a province. */
const levelsFor: Partial<Record<Role, readonly string[]>> = {
  'province-supervisor': ['province', 'national'],
  'national-supervisor': ['national'],
}

const unsuitedRole = (roles: readonly Role[], level: string): StaffRefusal | null => {
  for (const role of roles) {
    const needs = levelsFor[role]
    if (needs && !needs.includes(level)) return { code: 'role-unsuited', role, level, needs }
  }
  return null
}

/** Who may make and change accounts: administrators, and the platform itself at the command line. */
export const mayLookAfterStaff = (actor: Actor): boolean => actor.kind === 'system' || hasRole(actor, ['administrator'])

export const lacksAdministrator = (action: string): Extract<StaffRefusal, { code: 'role-lacks-right' }> => ({
  code: 'role-lacks-right',
  action,
  needs: ['administrator'],
})

const unique = (roles: readonly Role[]): Role[] => [...new Set(roles)]

/**
 * Makes an account with a first password.
 * @param passwordHash by `hashPassword`, made before the transaction: it takes tens of milliseconds.
 * @returns the account's id.
 */
export const addStaff = async (
  ctx: Ctx,
  input: NewStaff,
  passwordHash: string,
): Promise<Result<{ readonly id: string }, StaffRefusal>> => {
  if (!mayLookAfterStaff(ctx.actor)) return refuse(lacksAdministrator('staff.add'))
  const institution = await ctx.tx
    .selectFrom('institution')
    .select(['id', 'level', 'province_code', 'status', 'demo'])
    .where('id', '=', input.institutionId)
    .executeTakeFirst()
  // Without the demonstration, accounts of its institutions can't sign in (auth.ts).
  if (!institution || institution.status === 'closed' || (institution.demo && !ctx.platform.config.demo)) {
    return refuse({ code: 'institution-unknown', institutionId: input.institutionId })
  }
  const unsuited = unsuitedRole(input.roles, institution.level)
  if (unsuited) return refuse(unsuited)
  const id = uuidV7(epochMs(ctx.now))
  const times = { created_at: ctx.now, updated_at: ctx.now }
  const added = await ctx.tx
    .insertInto('staff')
    .values({
      id,
      username: input.username,
      name: input.name,
      // Nothing is sent to it: `.invalid` is reserved for addresses that can't exist (RFC 2606).
      email: `${input.username}@staff.invalid`,
      email_verified: false,
      image: null,
      roles: unique(input.roles),
      institution_id: institution.id,
      ...times,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return refuse({ code: 'username-taken', username: input.username })
  await ctx.tx
    .insertInto('staff_account')
    .values({
      id: uuidV7(epochMs(ctx.now)),
      staff_id: id,
      account_id: id,
      provider_id: 'credential',
      password: passwordHash,
      ...times,
    })
    .execute()
  await audit(ctx, {
    action: 'staff.add',
    objectKind: 'staff',
    objectId: id,
    detail: { username: input.username, roles: unique(input.roles) },
    institutionId: institution.id,
    provinceCode: institution.province_code,
  })
  return ok({ id })
}

/**
 * Changes what an account may do or how it signs in, and ends its sessions at once. Nobody changes their own account here, so
 * reach is always given by a second person; the last administrator stays.
 */
export const changeStaff = async (
  ctx: Ctx,
  id: string,
  change: StaffChange,
): Promise<Result<{ readonly id: string }, StaffRefusal>> => {
  if (!mayLookAfterStaff(ctx.actor)) return refuse(lacksAdministrator('staff.change'))
  // Locked first and always in this order: two administrators who disable each other at once come one after the other.
  const administrators = await ctx.tx
    .selectFrom('staff')
    .select('id')
    .where(sql<boolean>`'administrator' = any (roles)`)
    .where('disabled', '=', false)
    .orderBy('id')
    .forUpdate()
    .execute()
  const before = await ctx.tx
    .selectFrom('staff')
    .innerJoin('institution', 'institution.id', 'staff.institution_id')
    .select(['staff.id', 'staff.username', 'staff.roles', 'staff.disabled', 'staff.two_factor_enabled'])
    .select(['staff.institution_id', 'institution.level', 'institution.province_code'])
    .where('staff.id', '=', id)
    .forUpdate('staff')
    .executeTakeFirst()
  if (!before) return refuse({ code: 'not-found' })
  if (ctx.actor.kind === 'staff' && ctx.actor.id === id) return refuse({ code: 'own-account' })

  const roles = unique(change.roles ?? before.roles)
  const disabled = change.disabled ?? before.disabled
  const unsuited = change.roles ? unsuitedRole(roles, before.level) : null
  if (unsuited) return refuse(unsuited)
  const stays = roles.includes('administrator') && !disabled
  if (!stays && administrators.some((one) => one.id === id) && administrators.length === 1) {
    return refuse({ code: 'last-administrator' })
  }

  const facts: Record<string, unknown> = {}
  if ([...roles].sort().join() !== [...before.roles].sort().join()) facts.roles = { from: before.roles, to: roles }
  if (disabled !== before.disabled) facts.disabled = { from: before.disabled, to: disabled }
  if (change.resetTotp && before.two_factor_enabled) facts.totp = 'reset'
  if (change.passwordHash !== undefined) facts.password = 'reset'
  if (change.removePasskeys) {
    const removed = await ctx.tx.deleteFrom('staff_passkey').where('staff_id', '=', id).returning('id').execute()
    if (removed.length > 0) facts.passkeys = 'removed'
  }
  if (change.identity !== undefined) {
    const linked = await linkIdentity(ctx, id, change.identity)
    if (!linked.ok) {
      ctx.undo()
      return linked
    }
    if (linked.value !== null) facts.identity = linked.value
  }
  if (Object.keys(facts).length === 0) return ok({ id })

  const twoFactor = before.two_factor_enabled && !change.resetTotp
  await ctx.tx
    .updateTable('staff')
    .set({ roles, disabled, two_factor_enabled: twoFactor, updated_at: ctx.now })
    .where('id', '=', id)
    .execute()
  if (!twoFactor) await ctx.tx.deleteFrom('staff_two_factor').where('staff_id', '=', id).execute()
  if (change.passwordHash !== undefined) {
    await ctx.tx
      .updateTable('staff_account')
      .set({ password: change.passwordHash, updated_at: ctx.now })
      .where('staff_id', '=', id)
      .where('provider_id', '=', 'credential')
      .execute()
  }
  await endSessions(ctx, id)
  await audit(ctx, {
    action: 'staff.change',
    objectKind: 'staff',
    objectId: id,
    detail: { username: before.username, ...facts },
    institutionId: before.institution_id,
    provinceCode: before.province_code,
  })
  return ok({ id })
}

/** The sessions and the sign-ins that wait for their second factor. */
const endSessions = async (ctx: Ctx, id: string): Promise<void> => {
  await ctx.tx.deleteFrom('staff_session').where('staff_id', '=', id).execute()
  await ctx.tx.deleteFrom('staff_verification').where('value', '=', id).execute()
}
