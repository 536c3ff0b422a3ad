import type { Insertable, Selectable } from 'kysely'
import { actorRef } from '../../domain/actor/actor.ts'
import { as, type MatterId } from '../../domain/kernel/ids.ts'
import type { Instant } from '../../domain/kernel/plain-date.ts'
import type { MatterEvent, Recorded } from '../../domain/matter/event.ts'
import { evolve, fold } from '../../domain/matter/evolve.ts'
import { type Matter, nextClock, openStatuses, waitingFor } from '../../domain/matter/matter.ts'
import type { Ctx, Tx } from '../platform/context.ts'
import type { MatterEventTable, MatterTable } from '../platform/db/schema.ts'
import { scopePredicate } from '../platform/scope.ts'
import { chainStart, type Link, linkOf } from '../record/chain.ts'

export type MatterRecord = Selectable<MatterTable>

export interface Loaded {
  readonly matter: Matter
  readonly row: MatterRecord
  readonly history: readonly (Recorded & Link)[]
}

/** An event as stored, back as the domain knows it. The payload was written from a MatterEvent and its hash is checked by `verify`. */
export const toRecorded = (row: Selectable<MatterEventTable>): Recorded & Link => ({
  seq: row.seq,
  at: row.at.toISOString() as Instant,
  actor: row.actor,
  event: { ...row.payload, type: row.type } as unknown as MatterEvent,
  sha256: row.sha256,
  sm3: row.sm3,
})

export const listEvents = async (tx: Tx, matterId: string): Promise<readonly (Recorded & Link)[]> => {
  const rows = await tx
    .selectFrom('matter_event')
    .selectAll()
    .where('matter_id', '=', matterId)
    .orderBy('seq')
    .execute()
  return rows.map(toRecorded)
}

/**
 * The matter with its history, or null when it is not there or not within the actor's scope: the two look alike.
 * @param lock `update` keeps a second command waiting until this transaction ends.
 */
export const findMatter = async (ctx: Ctx, id: MatterId, lock: 'none' | 'update' = 'none'): Promise<Loaded | null> => {
  const query = ctx.tx
    .selectFrom('matter as m')
    .selectAll('m')
    .where('m.id', '=', id)
    .where(scopePredicate(ctx.actor.scope))
  // Sent together. The lock comes first, so the history that follows is the one behind the lock.
  const [row, history] = await Promise.all([
    (lock === 'update' ? query.forUpdate() : query).executeTakeFirst(),
    listEvents(ctx.tx, id),
  ])
  return row ? { matter: fold(history), row, history } : null
}

/** What the projection keeps of a matter that can change. */
export const projection = (matter: Matter, updatedAt: Instant, calendarVersion: string) => {
  const next = nextClock(matter)
  const provisional = matter.clocks.filter((clock) => clock.state === 'running' && clock.provisional)
  // A clock that was set under an older calendar is what the sweep looks for, whatever else has happened to the matter since.
  const outdated = provisional.find((clock) => clock.calendarVersion !== calendarVersion)
  return {
    status: matter.status,
    handler_id: matter.handlerId,
    updated_at: updatedAt,
    open: openStatuses.includes(matter.status),
    waiting_for: waitingFor(matter),
    due_at: next?.dueAt ?? null,
    due_on: next?.dueOn ?? null,
    due_rule: next?.ruleId ?? null,
    due_provisional: provisional.length > 0,
    calendar_version: outdated?.calendarVersion ?? calendarVersion,
    closed_at: matter.closing?.at ?? null,
    result_code: matter.closing?.resultCode ?? null,
    stars: matter.rating?.stars ?? null,
    version: matter.version,
  }
}

/** What the projection keeps of a matter for good. */
export interface Identity {
  readonly submissionId: string
  readonly applicantLabel: string
  readonly provinceCode: string
  readonly queryCodeHash: Buffer
}

export const newRow = (
  matter: Matter,
  identity: Identity,
  head: Link,
  calendarVersion: string,
): Insertable<MatterTable> => ({
  id: matter.id,
  number: matter.number,
  submission_id: identity.submissionId,
  kind: matter.kind,
  channel: matter.channel,
  title: matter.need.title,
  applicant_label: identity.applicantLabel,
  identity_kind: matter.need.identityKind,
  sme: matter.need.sme,
  right_types: [...new Set(matter.need.rights.map((right) => right.type))],
  services: [...matter.need.services],
  scene: matter.need.scene,
  urgency: matter.need.urgency,
  division_code: matter.need.occurredIn ?? matter.need.locatedIn,
  province_code: identity.provinceCode,
  holder_institution_id: matter.holderId,
  submitted_at: matter.submittedAt,
  query_code_hash: identity.queryCodeHash,
  ...projection(matter, matter.submittedAt, calendarVersion),
  head_sha256: head.sha256,
  head_sm3: head.sm3,
})

const append = async (ctx: Ctx, matterId: string, recorded: readonly Recorded[], before: Link): Promise<Link> => {
  let link = before
  const rows = recorded.map((one) => {
    const linked = linkOf(matterId, one, link)
    link = linked
    return { matter_id: matterId, seq: one.seq, type: one.event.type, at: one.at, ...linked }
  })
  await ctx.tx.insertInto('matter_event').values(rows).execute()
  return link
}

const record = (ctx: Ctx, events: readonly MatterEvent[], after: number): readonly Recorded[] =>
  events.map((event, index) => ({ seq: after + index + 1, at: ctx.now, actor: actorRef(ctx.actor), event }))

/**
 * Writes a new matter.
 * @returns null when this submission id is already a matter; nothing of this one is written then.
 */
export const insertMatter = async (
  ctx: Ctx,
  events: readonly MatterEvent[],
  identity: Identity,
): Promise<Matter | null> => {
  const recorded = record(ctx, events, 0)
  const matter = fold(recorded)
  const head = recorded.reduce<Link>((link, one) => linkOf(matter.id, one, link), chainStart)
  const inserted = await ctx.tx
    .insertInto('matter')
    .values(newRow(matter, identity, head, ctx.platform.rules.calendar.version))
    .onConflict((conflict) => conflict.column('submission_id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return null
  await append(ctx, matter.id, recorded, chainStart)
  return matter
}

/** The matter as it will be with these events; nothing is written. */
export const foreseen = (ctx: Ctx, loaded: Loaded, events: readonly MatterEvent[]): Matter =>
  record(ctx, events, loaded.matter.version).reduce<Matter>(evolve, loaded.matter)

/** Adds events to a matter that this transaction has locked, and brings its row up to date. */
export const saveMatter = async (ctx: Ctx, loaded: Loaded, events: readonly MatterEvent[]): Promise<Matter> => {
  const recorded = record(ctx, events, loaded.matter.version)
  const matter = recorded.reduce<Matter>(evolve, loaded.matter)
  const head = await append(ctx, matter.id, recorded, { sha256: loaded.row.head_sha256, sm3: loaded.row.head_sm3 })
  const { numUpdatedRows } = await ctx.tx
    .updateTable('matter')
    .set({
      ...projection(matter, ctx.now, ctx.platform.rules.calendar.version),
      head_sha256: head.sha256,
      head_sm3: head.sm3,
    })
    .where('id', '=', matter.id)
    .where('version', '=', loaded.matter.version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Error(`matter ${matter.number}: its row changed although it was locked`)
  return matter
}

/** The matter's id for a submission that was received before. */
export const findBySubmission = (tx: Tx, submissionId: string) =>
  tx.selectFrom('matter').select(['id']).where('submission_id', '=', submissionId).executeTakeFirst()

export const matterIdOf = (row: { readonly id: string }): MatterId => as<MatterId>(row.id)
