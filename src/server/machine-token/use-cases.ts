import type { z } from 'zod'
import type { MachineTokenRow, machineTokenInput, TokenScope } from '../../contract/machine-token.ts'
import type { Staff } from '../../domain/actor/actor.ts'
import { epochMs, type Instant, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { audit } from '../platform/audit.ts'
import type { Ctx } from '../platform/context.ts'
import { uuidV7 } from '../platform/ids.ts'
import type { StaffRefusal } from '../staff/refusal.ts'
import { drawToken, tokenHash } from './token.ts'

type Input = z.output<typeof machineTokenInput>
interface Made {
  readonly token: string
  readonly row: MachineTokenRow
}

const hourMs = 3_600_000

const select = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('machine_token as t')
    .innerJoin('institution as i', 'i.id', 't.institution_id')
    .innerJoin('staff as s', 's.id', 't.created_by')
    .select(['t.id', 't.name', 't.scopes', 't.ending', 't.created_at', 't.expires_at', 't.replaced_by'])
    .select(['t.revoked_at', 't.last_used_at', 't.institution_id', 'i.name as institution_name'])
    .select(['i.province_code', 's.name as created_by_name'])

type Found = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const stateOf = (row: Found, now: Instant): MachineTokenRow['state'] => {
  if (row.revoked_at !== null) return 'revoked'
  if (row.expires_at.getTime() <= epochMs(now)) return 'expired'
  return row.replaced_by === null ? 'in-force' : 'replaced'
}

const toRow = (row: Found, now: Instant): MachineTokenRow => ({
  id: row.id,
  name: row.name,
  institution: { id: row.institution_id, name: row.institution_name },
  // The table's check and the contract name the same scopes.
  scopes: row.scopes as TokenScope[],
  ending: row.ending,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by_name,
  expiresAt: row.expires_at.toISOString(),
  state: stateOf(row, now),
  revokedAt: row.revoked_at?.toISOString() ?? null,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
})

/** Newest first; all that were ever made stay, because the audit names them. */
export const listTokens = async (ctx: Ctx, institutionId: string | null): Promise<MachineTokenRow[]> => {
  let rows = select(ctx)
  if (institutionId !== null) rows = rows.where('t.institution_id', '=', institutionId)
  const found = await rows.orderBy('t.created_at', 'desc').orderBy('t.id', 'desc').limit(500).execute()
  return found.map((row) => toRow(row, ctx.now))
}

const find = async (ctx: Ctx, id: string): Promise<Found | null> =>
  (await select(ctx).where('t.id', '=', id).forUpdate('t').executeTakeFirst()) ?? null

const insert = async (
  ctx: Ctx,
  by: Staff,
  given: Omit<Input, 'validDays'> & { readonly expiresAt: Instant },
): Promise<Made> => {
  const token = drawToken()
  const id = uuidV7(epochMs(ctx.now))
  await ctx.tx
    .insertInto('machine_token')
    .values({
      id,
      institution_id: given.institutionId,
      name: given.name,
      scopes: [...given.scopes],
      hash: tokenHash(ctx.platform.crypto, token),
      ending: token.slice(-4),
      created_at: ctx.now,
      created_by: by.id,
      expires_at: given.expiresAt,
    })
    .execute()
  return { token, row: toRow(await select(ctx).where('t.id', '=', id).executeTakeFirstOrThrow(), ctx.now) }
}

const auditToken = (ctx: Ctx, action: 'replace' | 'revoke', row: Found, detail: Record<string, unknown>) =>
  audit(ctx, {
    action: `machine-token.${action}`,
    objectKind: 'machine-token',
    objectId: row.id,
    detail: { name: row.name, ...detail },
    institutionId: row.institution_id,
    provinceCode: row.province_code,
  })

/** Makes a token for an institution that is at work. The answer is the only place where the token itself is ever told. */
export const makeToken = async (ctx: Ctx, by: Staff, input: Input): Promise<Result<Made, StaffRefusal>> => {
  const institution = await ctx.tx
    .selectFrom('institution')
    .select(['id', 'status', 'demo', 'province_code'])
    .where('id', '=', input.institutionId)
    .executeTakeFirst()
  if (!institution || institution.status === 'closed' || (institution.demo && !ctx.platform.config.demo)) {
    return refuse({ code: 'institution-unknown', institutionId: input.institutionId })
  }
  const expiresAt = instantFromEpochMs(epochMs(ctx.now) + input.validDays * 24 * hourMs)
  const made = await insert(ctx, by, { ...input, expiresAt })
  await audit(ctx, {
    action: 'machine-token.make',
    objectKind: 'machine-token',
    objectId: made.row.id,
    detail: { name: input.name, scopes: [...input.scopes], expiresAt },
    institutionId: institution.id,
    provinceCode: institution.province_code,
  })
  return ok(made)
}

/**
 * A new token with the same name, institution, scopes and length of life; the old one goes on for the overlap, so that the machine can
 * change over without a gap.
 */
export const replaceToken = async (
  ctx: Ctx,
  by: Staff,
  id: string,
  overlapHours: number,
): Promise<Result<Made, StaffRefusal>> => {
  const old = await find(ctx, id)
  if (!old) return refuse({ code: 'token-unknown' })
  if (stateOf(old, ctx.now) !== 'in-force') return refuse({ code: 'token-over' })
  const now = epochMs(ctx.now)
  const lifeMs = old.expires_at.getTime() - old.created_at.getTime()
  const made = await insert(ctx, by, {
    name: old.name,
    institutionId: old.institution_id,
    scopes: old.scopes as TokenScope[], // as above
    expiresAt: instantFromEpochMs(now + lifeMs),
  })
  const until = instantFromEpochMs(Math.min(old.expires_at.getTime(), now + overlapHours * hourMs))
  await ctx.tx
    .updateTable('machine_token')
    .set({ replaced_by: made.row.id, expires_at: until })
    .where('id', '=', id)
    .execute()
  await auditToken(ctx, 'replace', old, { by: made.row.id, until })
  return ok(made)
}

/** From the next request on it opens nothing. */
export const revokeToken = async (ctx: Ctx, id: string): Promise<Result<null, StaffRefusal>> => {
  const row = await find(ctx, id)
  if (!row) return refuse({ code: 'token-unknown' })
  if (row.revoked_at !== null) return refuse({ code: 'token-over' })
  await ctx.tx.updateTable('machine_token').set({ revoked_at: ctx.now }).where('id', '=', id).execute()
  await auditToken(ctx, 'revoke', row, {})
  return ok(null)
}
