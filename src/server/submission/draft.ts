import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Actor } from '../../domain/actor/actor.ts'
import { epochMs, type Instant, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import type { DraftTable } from '../platform/db/schema.ts'
import type { Platform } from '../platform/platform.ts'
import { resumeCode, resumeCodeHash } from './resume-code.ts'

/**
 * What a person has answered and not yet sent. It begins with the first answer and ends 14 days later, or when it is sent: then
 * its answers are emptied and it points to its matter. The id is the submission's id, so two presses of the button make one matter.
 * `T` is what is answered: an application, or the answer to a notice (its id is the notice's).
 */
export interface Draft<T> {
  readonly id: string
  readonly answers: T
  readonly version: number
  readonly savedAt: Instant
  readonly expiresAt: Instant
  /** Set once it has been sent. */
  readonly matterId: string | null
  /** The account that lists it among its drafts. */
  readonly accountId: string | null
}

export const draftDays = 14

const sender: Actor = { kind: 'public', scope: { kind: 'none' } }
const field = 'draft.answers'

/** Row security shows the draft in hand only; whoever may work on a draft runs with these settings. */
export const draftSettings = (draftId: string) => [['weiquan.draft', draftId]] as const

/** Answers are JSON written by `seal` below, under the draft's id. */
const opened = <T>(ctx: Ctx, row: Selectable<DraftTable>): Draft<T> => ({
  id: row.id,
  answers: JSON.parse(ctx.platform.crypto.open(field, row.answers_sealed)) as T,
  version: row.version,
  savedAt: row.updated_at.toISOString() as Instant,
  expiresAt: row.expires_at.toISOString() as Instant,
  matterId: row.matter_id,
  accountId: row.account_id,
})

const seal = (ctx: Ctx, answers: unknown): Buffer => ctx.platform.crypto.seal(field, JSON.stringify(answers))

/** Loads a draft inside a transaction that has `draftSettings`; a second request waits until this one is done. */
export const lockDraft = async <T>(ctx: Ctx, id: string): Promise<Draft<T> | null> => {
  const row = await ctx.tx
    .selectFrom('draft')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', new Date(ctx.now))
    .forUpdate()
    .executeTakeFirst()
  return row ? opened(ctx, row) : null
}

/** The draft, or null when there is none or its time is over. */
export const findDraft = <T>(platform: Platform, id: string, requestId: string): Promise<Draft<T> | null> =>
  inContext(
    platform,
    sender,
    requestId,
    async (ctx) => {
      const row = await ctx.tx
        .selectFrom('draft')
        .selectAll()
        .where('id', '=', id)
        .where('expires_at', '>', new Date(ctx.now))
        .executeTakeFirst()
      return row ? opened<T>(ctx, row) : null
    },
    { settings: draftSettings(id) },
  )

export interface DraftOptions {
  /** How long a new draft lives; never longer than an unclaimed upload, see `upload.ts`. */
  readonly days?: number
  /** Can be gone on with on another device by its code, and its end is announced: an application. */
  readonly resumable?: boolean
  /** The account that is signed in; the draft joins its list and never leaves it for another's. */
  readonly accountId?: string | null
}

/**
 * Changes the answers under a lock, so that two windows of one person never undo each other's page.
 * @param id null begins a draft.
 * @param begin what a new draft (or one whose time was over) starts from.
 * @returns the draft as saved; one that has been sent comes back unchanged.
 */
export const saveDraft = <T>(
  platform: Platform,
  id: string | null,
  begin: T,
  change: (answers: T) => T,
  requestId: string,
  { days = draftDays, resumable = false, accountId = null }: DraftOptions = {},
): Promise<Draft<T>> => {
  const draftId = id ?? randomUUID()
  return inContext(
    platform,
    sender,
    requestId,
    async (ctx) => {
      const before = id === null ? null : await lockDraft<T>(ctx, id)
      if (before && before.matterId !== null) return before
      const answers = change(before?.answers ?? begin)
      const version = (before?.version ?? 0) + 1
      const end = instantFromEpochMs(epochMs(ctx.now) + days * 86_400_000)
      const fresh = {
        answers_sealed: seal(ctx, answers),
        version,
        updated_at: ctx.now,
        matter_id: null,
        resume_code_hash: resumable ? resumeCodeHash(platform.crypto, resumeCode(platform.crypto, draftId)) : null,
        account_id: before?.accountId ?? accountId,
      }
      const row = await ctx.tx
        .insertInto('draft')
        .values({ id: draftId, ...fresh, created_at: ctx.now, expires_at: end })
        // An expired one under this id is begun anew; a living one keeps its end.
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet(before ? fresh : { ...fresh, created_at: ctx.now, expires_at: end, warned_at: null }),
        )
        .returningAll()
        .executeTakeFirstOrThrow()
      return opened<T>(ctx, row)
    },
    { settings: draftSettings(draftId) },
  )
}

/** The draft has become this matter; what was answered is in the matter now and is not kept twice. */
export const markSent = async (ctx: Ctx, draftId: string, matterId: string): Promise<void> => {
  await ctx.tx
    .updateTable('draft')
    .set((eb) => ({
      answers_sealed: seal(ctx, {}),
      version: eb('version', '+', 1),
      updated_at: ctx.now,
      matter_id: matterId,
    }))
    .where('id', '=', draftId)
    .execute()
}

/** Forgets a draft at its owner's wish. @returns what was answered, so that its uploads can be forgotten too. */
export const discardDraft = <T>(platform: Platform, id: string, requestId: string): Promise<T | null> =>
  inContext(
    platform,
    sender,
    requestId,
    async (ctx) => {
      const row = await ctx.tx.deleteFrom('draft').where('id', '=', id).returningAll().executeTakeFirst()
      return row ? opened<T>(ctx, row).answers : null
    },
    { settings: draftSettings(id) },
  )
