import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../../domain/actor/actor.ts'
import type { Instant } from '../../domain/kernel/plain-date.ts'
import { fieldNames } from '../matter/party.ts'
import { audit } from '../platform/audit.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import type { FieldCrypto } from '../platform/crypto.ts'
import type { Platform } from '../platform/platform.ts'
import { type Address, addressHash, maskOf } from './address.ts'

const field = 'applicant_address.address'
const asker: Actor = { kind: 'public', scope: { kind: 'none' } }

/**
 * The account of a proved address, made at the first proof. Run it in the transaction in which the code was checked.
 * @returns its id.
 */
export const accountFor = async (ctx: Ctx, address: Address): Promise<string> => {
  const hash = addressHash(ctx.platform.crypto, address)
  await sql`select pg_advisory_xact_lock(${hash.readBigInt64BE(0)})`.execute(ctx.tx)
  const known = await ctx.tx
    .updateTable('applicant_address')
    .set({ proved_at: ctx.now })
    .where('address_hash', '=', hash)
    .returning('account_id')
    .executeTakeFirst()
  if (known) return known.account_id
  const accountId = randomUUID()
  await ctx.tx.insertInto('applicant_account').values({ id: accountId, created_at: ctx.now }).execute()
  await keep(ctx, accountId, address, hash)
  return accountId
}

const keep = (ctx: Ctx, accountId: string, address: Address, hash: Buffer) =>
  ctx.tx
    .insertInto('applicant_address')
    .values({
      address_hash: hash,
      account_id: accountId,
      kind: address.kind,
      address_sealed: ctx.platform.crypto.seal(field, address.value),
      mask: maskOf(address),
      proved_at: ctx.now,
    })
    .execute()

/**
 * A second address, just proved by who is signed in. Where it has an account of its own, both are the same person's: that address
 * moves over with its drafts, and its sessions end.
 */
export const addAddress = async (ctx: Ctx, accountId: string, address: Address): Promise<void> => {
  const other = await accountFor(ctx, address)
  if (other !== accountId) {
    const { tx } = ctx
    await tx.deleteFrom('applicant_session').where('account_id', '=', other).execute()
    await tx.updateTable('applicant_address').set({ account_id: accountId }).where('account_id', '=', other).execute()
    await sql`select set_config('weiquan.account', ${other}, true)`.execute(tx)
    await tx.updateTable('draft').set({ account_id: accountId }).where('account_id', '=', other).execute()
    await tx.deleteFrom('applicant_account').where('id', '=', other).execute()
  }
  await audit(ctx, { action: 'account.add-address', objectKind: 'account', objectId: accountId })
}

/** The proved addresses in the clear, the first proved first. */
export const addressesOf = async (ctx: Ctx, accountId: string): Promise<readonly Address[]> => {
  const rows = await ctx.tx
    .selectFrom('applicant_address')
    .select(['kind', 'address_sealed'])
    .where('account_id', '=', accountId)
    .orderBy('kind', 'desc')
    .orderBy('proved_at')
    .execute()
  return rows.map(({ kind, address_sealed }) => ({ kind, value: ctx.platform.crypto.open(field, address_sealed) }))
}

/** `138****8000、z****@example.com` */
export const masksOf = (platform: Platform, accountId: string, requestId: string): Promise<string> =>
  inContext(platform, asker, requestId, async (ctx) => {
    const rows = await ctx.tx
      .selectFrom('applicant_address')
      .select('mask')
      .where('account_id', '=', accountId)
      .orderBy('kind', 'desc')
      .execute()
    return rows.map((row) => row.mask).join('、')
  })

/** The setting by which the database finds the matters of these addresses: their blind indexes, under every key in use. */
export const provedSetting = (crypto: FieldCrypto, addresses: readonly Address[]): readonly [string, string] => {
  const indexes = addresses.flatMap(({ kind, value }) => crypto.blindIndexes(fieldNames[kind], value))
  return ['weiquan.proved', `{${indexes.map((index) => index.toString('hex')).join(',')}}`]
}

export interface OwnMatter {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly status: string
  readonly title: string
  readonly holderId: string
  readonly provinceCode: string
  readonly holder: string
  readonly submittedAt: Instant
  /** Messages of the institution that have not been looked at. */
  readonly unread: number
}

interface OwnRow extends Omit<OwnMatter, 'submittedAt' | 'holderId' | 'provinceCode'> {
  readonly holder_id: string
  readonly province_code: string
  readonly submitted_at: Date
}

/** The matters whose applicant has one of these addresses, the newest first. The look is audited by who shows them. */
export const listOwnMatters = async (
  ctx: Ctx,
  addresses: readonly Address[],
  most = 100,
): Promise<readonly OwnMatter[]> => {
  const [name, value] = provedSetting(ctx.platform.crypto, addresses)
  await sql`select set_config(${name}, ${value}, true)`.execute(ctx.tx)
  const { rows } = await sql<OwnRow>`select * from applicant_matters(${most}::integer)`.execute(ctx.tx)
  return rows.map(({ submitted_at, holder_id, province_code, ...row }) => ({
    ...row,
    holderId: holder_id,
    provinceCode: province_code,
    submittedAt: submitted_at.toISOString() as Instant,
  }))
}

export interface OwnDraft {
  readonly id: string
  /** Sealed, see `draft.answers`. */
  readonly answers: Buffer
  readonly savedAt: Instant
  readonly expiresAt: Instant
}

/** The account's unsent applications, the last saved first. */
export const listOwnDrafts = async (ctx: Ctx, accountId: string): Promise<readonly OwnDraft[]> => {
  await sql`select set_config('weiquan.account', ${accountId}, true)`.execute(ctx.tx)
  const rows = await ctx.tx
    .selectFrom('draft')
    .select(['id', 'answers_sealed', 'updated_at', 'expires_at'])
    .where('account_id', '=', accountId)
    .where('matter_id', 'is', null)
    .where('expires_at', '>', new Date(ctx.now))
    .orderBy('updated_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    answers: row.answers_sealed,
    savedAt: row.updated_at.toISOString() as Instant,
    expiresAt: row.expires_at.toISOString() as Instant,
  }))
}
