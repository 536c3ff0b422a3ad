import type { ClockView, HistoryEntry, MatterView, PartyView, StepView } from '../../contract/matter.ts'
import { explainRefusal } from '../../contract/refusal-words.ts'
import { computeDeadline } from '../../domain/deadline/compute.ts'
import { explainDeadline } from '../../domain/deadline/explain.ts'
import { as, type InstitutionId } from '../../domain/kernel/ids.ts'
import type { Language } from '../../domain/kernel/language.ts'
import { chinaDate, epochMs, type Instant } from '../../domain/kernel/plain-date.ts'
import { whyNot } from '../../domain/matter/can.ts'
import type { Recorded } from '../../domain/matter/event.ts'
import { type Clock, type Matter, unreceived, waitingFor } from '../../domain/matter/matter.ts'
import type { Ctx } from '../platform/context.ts'
import type { Link } from '../record/chain.ts'
import { remainingView } from './remaining-view.ts'
import { createCodes, ruleOf } from './setting.ts'
import type { Loaded } from './store.ts'
import { actorName, stepWords, tell } from './words.ts'

/** 0 to 1; one day of a fifteen-day limit is a fifteenth, whatever the unit. */
const usedShare = (clock: Clock, now: Instant): number | null => {
  if (!clock.dueAt) return null
  const start = epochMs(clock.from)
  const whole = epochMs(clock.dueAt) - start
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, (epochMs(now) - start) / whole))
}

/** A clock of the matter with how it was computed, in words. */
export const clockView = (
  ctx: Ctx,
  clock: Clock,
  institutionId: InstitutionId,
  language: Language = 'zh',
): ClockView => {
  const { rules } = ctx.platform
  const plain = ruleOf(rules, clock)
  const published = rules.deadlines.find((one) => one.id === clock.ruleId && one.version === clock.ruleVersion)
  const rule =
    clock.overrideReason === null || !published
      ? plain
      : {
          ...plain,
          override: {
            institutionId,
            reason: clock.overrideReason,
            replacedLimit: published.limit,
            replacedUnit: published.unit,
          },
        }
  const computed = computeDeadline(rule, rules.calendar, clock.from, clock.suspensions)
  const running = clock.state === 'running' && clock.dueAt !== null
  return {
    ruleId: clock.ruleId,
    ruleVersion: clock.ruleVersion,
    name: rule.name,
    ruleKind: rule.kind,
    owner: clock.owner,
    state: clock.state,
    from: clock.from,
    dueOn: clock.dueOn,
    dueAt: clock.dueAt,
    stoppedAt: clock.stoppedAt,
    provisional: clock.provisional,
    remaining: running && clock.dueAt ? remainingView(clock.unit, clock.dueAt, rules.calendar, ctx.now) : null,
    used: running ? usedShare(clock, ctx.now) : null,
    derivation: explainDeadline(rule, rules.calendar, clock.from, clock.suspensions, computed, language),
  }
}

const historyEntry = (ctx: Ctx, recorded: Recorded & Link): HistoryEntry => ({
  seq: recorded.seq,
  at: recorded.at,
  actor: { kind: recorded.actor.kind, name: actorName(recorded.actor) },
  type: recorded.event.type,
  ...withMutableDetail(tell(recorded, ctx.platform.codes)),
  sha256: recorded.sha256.toString('hex'),
  sm3: recorded.sm3.toString('hex'),
})

const withMutableDetail = ({ summary, detail }: ReturnType<typeof tell>) => ({ summary, detail: [...detail] })

const steps = (ctx: Ctx, matter: Matter): StepView[] =>
  stepWords.map(([step, action, label, hint]) => {
    const refusal = whyNot(action, matter, ctx.actor, ctx.now)
    return {
      step,
      label,
      hint,
      allowed: refusal === null,
      code: refusal?.code ?? null,
      reason: refusal === null ? null : explainRefusal(refusal),
    }
  })

/** The parties of a matter with what identifies them masked. Reached through the matter, so within its scope. */
export const listParties = async (ctx: Ctx, matterId: string): Promise<PartyView[]> => {
  const rows = await ctx.tx
    .selectFrom('party')
    .select([
      'id',
      'role',
      'name',
      'identity_kind',
      'place',
      'link',
      'relation',
      'identifier_type',
      'identifier_mask',
      'phone_mask',
      'mail_mask',
    ])
    .select((eb) => eb('address_sealed', 'is not', null).as('has_address'))
    .where('matter_id', '=', matterId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    partyId: row.id,
    role: row.role,
    name: row.name,
    identityKind: row.identity_kind,
    place: row.place,
    link: row.link,
    relation: row.relation,
    identifierType: row.identifier_type,
    identifier: row.identifier_mask,
    phone: row.phone_mask,
    mail: row.mail_mask,
    hasAddress: Boolean(row.has_address),
  }))
}

const listEvidence = async (ctx: Ctx, matterId: string): Promise<MatterView['evidence']> => {
  const rows = await ctx.tx
    .selectFrom('evidence')
    .selectAll()
    .where('matter_id', '=', matterId)
    .where('message_id', 'is', null)
    .orderBy('added_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    evidenceId: row.id,
    kind: row.kind,
    name: row.name,
    mediaType: row.media_type,
    sizeBytes: row.size_bytes === null ? null : Number(row.size_bytes),
    sha256: row.sha256?.toString('hex') ?? null,
    sm3: row.sm3?.toString('hex') ?? null,
    originalSha256: row.original_sha256?.toString('hex') ?? null,
    originalSm3: row.original_sm3?.toString('hex') ?? null,
    link: row.link,
    addedAt: row.added_at.toISOString(),
  }))
}

/** Names of the few divisions and institutions that a matter speaks of, in one round trip each. */
const names = async (ctx: Ctx, matter: Matter) => {
  const codes = [matter.need.occurredIn, matter.need.locatedIn].filter((code) => code !== null)
  const ids = [matter.holderId, matter.notInArea?.advisedInstitutionId].filter((id) => id != null)
  const [divisions, institutions] = await Promise.all([
    codes.length === 0
      ? []
      : ctx.tx.selectFrom('division').select(['code', 'full_name']).where('code', 'in', codes).execute(),
    ctx.tx.selectFrom('institution').select(['id', 'name', 'demo']).where('id', 'in', ids).execute(),
  ])
  const division = (code: string | null) => {
    if (code === null) return null
    return { code, fullName: divisions.find((row) => row.code === code)?.full_name ?? code }
  }
  const institution = (id: string) => {
    const row = institutions.find((one) => one.id === id)
    if (!row) throw new Error(`institution ${id} of matter ${matter.number} is not there`)
    return { id: row.id, name: row.name, demo: row.demo }
  }
  return { division, institution }
}

/** The whole matter as one page shows it: what happened, and what can be done now and why not. `language`: of the clocks' derivation. */
export const matterView = async (
  ctx: Ctx,
  { matter, history }: Pick<Loaded, 'matter' | 'history'>,
  language: Language = 'zh',
): Promise<MatterView> => {
  const [parties, evidence, { division, institution }] = await Promise.all([
    listParties(ctx, matter.id),
    listEvidence(ctx, matter.id),
    names(ctx, matter),
  ])
  const { need, notInArea } = matter
  const advised = notInArea?.advisedInstitutionId ? institution(notInArea.advisedInstitutionId) : null
  const codes = createCodes(ctx.platform.codes, chinaDate(ctx.now))
  return {
    id: matter.id,
    number: matter.number,
    kind: matter.kind,
    channel: matter.channel,
    status: matter.status,
    version: matter.version,
    title: need.title,
    submittedAt: matter.submittedAt,
    need: {
      identityKind: need.identityKind,
      sme: need.sme,
      position: need.position,
      rights: need.rights.map((right) => ({ ...right })),
      scene: need.scene,
      facts: need.facts,
      knownSince: need.knownSince,
      occurredIn: division(need.occurredIn),
      locatedIn: division(need.locatedIn),
      urgency: need.urgency,
      urgentUntil: need.urgentUntil,
      services: [...need.services],
    },
    parties,
    evidence,
    holder: institution(matter.holderId),
    holderWhy: [...matter.holderWhy],
    handler: matter.handlerId === null ? null : { id: matter.handlerId, name: matter.handlerName ?? '' },
    waitingFor: waitingFor(matter),
    clocks: matter.clocks.map((clock) => clockView(ctx, clock, as<InstitutionId>(matter.holderId), language)),
    notices: matter.notices.map((notice) => ({ ...notice, received: notice.received && { ...notice.received } })),
    unreceived: unreceived(matter).map(({ id, issuedAt, starts }) => {
      const document = matter.documents.find((one) => one.documentId === id)
      const title = document?.title ?? (starts === 'AID-APPEAL' ? '不予受理决定书' : '补正通知书')
      return { id, title, number: document?.number ?? null, issuedAt }
    }),
    supplements: matter.supplements.map((round) => ({ ...round, items: [...round.items] })),
    refusal: matter.refusal && { ...matter.refusal, grounds: [...matter.refusal.grounds] },
    notInArea: notInArea && { reasons: notInArea.reasons, advised },
    appeal: matter.appeal && { ...matter.appeal },
    deliverables: matter.deliverables.map((one) => ({ ...one })),
    closing: matter.closing && { ...matter.closing, money: { ...matter.closing.money } },
    ending: matter.ending && { ...matter.ending },
    rating: matter.rating && { ...matter.rating },
    archive: matter.archive && { number: matter.archive.number, at: matter.archive.at },
    fittingDeliverables: [...codes.deliverablesFor(need.services)],
    history: history.map((one) => historyEntry(ctx, one)),
    steps: steps(ctx, matter),
  }
}
