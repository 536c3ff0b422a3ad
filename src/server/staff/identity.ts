import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import type { Ctx } from '../platform/context.ts'
import type { Platform } from '../platform/platform.ts'
import type { StaffRefusal } from './refusal.ts'

/** Who somebody is at the identity provider. */
export interface Identity {
  readonly by: 'subject' | 'username'
  readonly value: string
}

/** The issuer belongs to it: the same subject of another provider is somebody else. */
const hashed = ({ config, crypto }: Platform, by: Identity['by'], value: string): Buffer =>
  crypto.keyedHash(`staff-identity.${by}`, `${config.identityProvider?.issuer ?? ''}\n${value}`)

/**
 * Ties an account to a person at the identity provider, or unties it.
 * @returns what changed, for the audit; null when nothing did.
 */
export const linkIdentity = async (
  ctx: Ctx,
  staffId: string,
  identity: Identity | null,
): Promise<Result<string | null, StaffRefusal>> => {
  if (identity !== null && ctx.platform.config.identityProvider === null) {
    return refuse({ code: 'identity-provider-missing' })
  }
  const removed = await ctx.tx
    .deleteFrom('staff_identity')
    .where('staff_id', '=', staffId)
    .returning('staff_id')
    .executeTakeFirst()
  if (identity === null) return ok(removed ? 'removed' : null)
  const hash = hashed(ctx.platform, identity.by, identity.value)
  const added = await ctx.tx
    .insertInto('staff_identity')
    .values({
      staff_id: staffId,
      entered_by: identity.by,
      subject: identity.by === 'subject' ? hash : null,
      username: identity.by === 'username' ? hash : null,
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('staff_id')
    .executeTakeFirst()
  return added ? ok(identity.by) : refuse({ code: 'identity-taken' })
}

/** Whose account this subject is; null: nobody's. */
export const staffBySubject = async (ctx: Ctx, subject: string): Promise<string | null> => {
  const row = await ctx.tx
    .selectFrom('staff_identity')
    .select('staff_id')
    .where('subject', '=', hashed(ctx.platform, 'subject', subject))
    .executeTakeFirst()
  return row?.staff_id ?? null
}

/**
 * Whose account an administrator gave to this username, as long as nobody has come with it: from then on the subject alone counts,
 * because a provider may give the username to somebody else later.
 */
export const claimByUsername = async (ctx: Ctx, username: string, subject: string): Promise<string | null> => {
  const row = await ctx.tx
    .updateTable('staff_identity')
    .set({ subject: hashed(ctx.platform, 'subject', subject) })
    .where('username', '=', hashed(ctx.platform, 'username', username))
    .where('subject', 'is', null)
    .returning('staff_id')
    .executeTakeFirst()
  return row?.staff_id ?? null
}
