import { randomBytes } from 'node:crypto'
import { portalPaths } from '../../contract/paths.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import type { Language } from '../../domain/kernel/language.ts'
import { addDays, chinaDate, endOfChinaDay, type Instant } from '../../domain/kernel/plain-date.ts'
import { type Address, addressHash, networkHash, recipientOf } from '../applicant/address.ts'
import { takeSending } from '../applicant/sending.ts'
import { notify } from '../notification/notify.ts'
import { audit } from '../platform/audit.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import { sha256 } from '../platform/crypto.ts'
import type { Platform } from '../platform/platform.ts'
import { draftSettings } from './draft.ts'
import { resumeCodeHash } from './resume-code.ts'

const sender: Actor = { kind: 'public', scope: { kind: 'none' } }

const resumed = (ctx: Ctx, draftId: string, way: 'code' | 'link' | 'account') =>
  audit(ctx, { action: 'draft.resume', objectKind: 'draft', objectId: draftId, detail: { way } })

/** The id of the living draft with this code, or null; a hit is audited. @param code as `readResumeCode` answers it. */
export const findByResumeCode = (platform: Platform, code: string, requestId: string): Promise<string | null> => {
  const hash = resumeCodeHash(platform.crypto, code)
  return inContext(
    platform,
    sender,
    requestId,
    async (ctx) => {
      const row = await ctx.tx
        .selectFrom('draft')
        .select('id')
        .where('resume_code_hash', '=', hash)
        .where('expires_at', '>', new Date(ctx.now))
        .executeTakeFirst()
      if (!row) return null
      await resumed(ctx, row.id, 'code')
      return row.id
    },
    { settings: [['weiquan.resume', hash.toString('hex')]] },
  )
}

/** A draft of the signed-in account, or null when it is not among them; a hit is audited. */
export const findOfAccount = (
  platform: Platform,
  draftId: string,
  accountId: string,
  requestId: string,
): Promise<string | null> =>
  inContext(
    platform,
    sender,
    requestId,
    async (ctx) => {
      const row = await ctx.tx
        .selectFrom('draft')
        .select('id')
        .where('id', '=', draftId)
        .where('account_id', '=', accountId)
        .where('expires_at', '>', new Date(ctx.now))
        .executeTakeFirst()
      if (!row) return null
      await resumed(ctx, row.id, 'account')
      return row.id
    },
    { settings: [['weiquan.account', accountId]] },
  )

const tokenPattern = /^[\w-]{43}$/

export type LinkSent = { readonly ok: true; readonly until: Instant } | { ok: false; retryAfterSeconds: number }

/** Sends a link that opens the draft once, until the end of tomorrow. Only the token's hash is kept. */
export const sendDraftLink = (
  platform: Platform,
  draftId: string,
  address: Address,
  ip: string,
  language: Language,
  requestId: string,
): Promise<LinkSent> =>
  inContext(
    platform,
    sender,
    requestId,
    async (ctx) => {
      const wait = await takeSending(ctx, addressHash(platform.crypto, address), networkHash(platform.crypto, ip))
      if (wait !== null) return { ok: false, retryAfterSeconds: wait }
      const token = randomBytes(32).toString('base64url')
      const expiresOn = addDays(chinaDate(ctx.now), 1)
      const until = endOfChinaDay(expiresOn)
      await ctx.tx
        .insertInto('draft_link')
        .values({ token_hash: sha256(token), draft_id: draftId, created_at: ctx.now, expires_at: until })
        .execute()
      await notify(ctx, {
        template: 'draft-link',
        to: recipientOf(address),
        data: { link: portalPaths.applyResumeLink(token), expiresOn },
        language,
      })
      await audit(ctx, { action: 'draft.send-link', objectKind: 'draft', objectId: draftId })
      return { ok: true, until }
    },
    { settings: draftSettings(draftId) },
  )

/** Why a link does not open: it never was one, has been used, or its time (or its draft's) is over. */
export type LinkRefusal = 'unknown' | 'used' | 'expired'
export type LinkState = { readonly ok: true; readonly draftId: string } | { ok: false; reason: LinkRefusal }

const stateOf = async (ctx: Ctx, token: string): Promise<LinkState> => {
  if (!tokenPattern.test(token)) return { ok: false, reason: 'unknown' }
  const row = await ctx.tx
    .selectFrom('draft_link')
    .selectAll()
    .where('token_hash', '=', sha256(token))
    .forUpdate()
    .executeTakeFirst()
  if (!row) return { ok: false, reason: 'unknown' }
  if (row.used_at !== null) return { ok: false, reason: 'used' }
  return row.expires_at > new Date(ctx.now) ? { ok: true, draftId: row.draft_id } : { ok: false, reason: 'expired' }
}

/** Looks without using it up: mail programmes open links before people do. */
export const lookAtLink = (platform: Platform, token: string, requestId: string): Promise<LinkState> =>
  inContext(platform, sender, requestId, (ctx) => stateOf(ctx, token))

/** Opens the draft by its link, once: of two presses at the same moment one is told that it was used. */
export const useLink = (platform: Platform, token: string, requestId: string): Promise<LinkState> =>
  inContext(platform, sender, requestId, async (ctx) => {
    const state = await stateOf(ctx, token)
    if (!state.ok) return state
    await ctx.tx.updateTable('draft_link').set({ used_at: ctx.now }).where('token_hash', '=', sha256(token)).execute()
    await resumed(ctx, state.draftId, 'link')
    return state
  })
