import type { Actor } from '../actor/actor.ts'
import type { InstitutionId, MatterId, MatterNumber, StaffId } from '../kernel/ids.ts'
import type { Instant, PlainDate } from '../kernel/plain-date.ts'
import { startOfChinaDay } from '../kernel/plain-date.ts'
import type { Refusal } from '../kernel/refusal.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { type Action, receiptWindow, whyNot } from './can.ts'
import type { ClockChange, MatterEvent } from './event.ts'
import {
  type Channel,
  type Clock,
  type Consent,
  type EvidenceRef,
  type Matter,
  type MatterKind,
  type Money,
  type Need,
  type PartyRef,
  type PrintedDocument,
  type ReceiptWay,
  type Suspension,
  unreceived,
} from './matter.ts'

/** What a started or resumed clock is set to; the statutory clock answers it from rules, calendar and overrides. */
export type ClockSetting = Pick<
  Clock,
  'ruleId' | 'ruleVersion' | 'limit' | 'unit' | 'overrideReason' | 'provisional' | 'calendarVersion'
> & { readonly dueOn: PlainDate; readonly dueAt: Instant }

export interface Clockwork {
  /** Sets a new clock by the rule in force at `from` for this institution. @throws for a rule id that is not in the rules. */
  readonly set: (ruleId: string, from: Instant, institutionId: InstitutionId) => ClockSetting
  /** Recomputes a clock under the very rule it was started with. */
  readonly reset: (clock: Clock, suspensions: readonly Suspension[]) => ClockSetting
  readonly calendarVersion: string
}

/** Which codes are good today. */
export interface Codes {
  readonly has: (list: string, code: string) => boolean
  /** The deliverables that fit these services (code list `services`). */
  readonly deliverablesFor: (services: readonly string[]) => readonly string[]
  /** The services that can be asked for with a matter of this kind today. */
  readonly servicesFor: (kind: MatterKind) => readonly string[]
  /** The results with which an officer may close a matter of this kind; the others are written by procedures. */
  readonly resultsFor: (kind: MatterKind) => readonly string[]
}

/** All that a decision may know besides the matter: the world as data. */
export interface Setting {
  readonly now: Instant
  readonly actor: Actor
  readonly clockwork: Clockwork
  readonly codes: Codes
  /** Makes an id for a notice or deliverable. */
  readonly newId: () => string
}

export interface SubmitMatter {
  readonly matterId: MatterId
  readonly number: MatterNumber
  readonly kind: MatterKind
  readonly channel: Channel
  readonly need: Need
  readonly parties: readonly PartyRef[]
  readonly evidence: readonly EvidenceRef[]
  readonly consent: Consent
  readonly holderId: InstitutionId
  readonly holderWhy: readonly string[]
}

/** Imperative; closed. What each needs besides the matter. */
export type MatterCommand =
  | { readonly type: 'startReview' }
  | { readonly type: 'requestSupplement'; readonly items: readonly string[] }
  | {
      readonly type: 'recordReceipt'
      readonly noticeId: string
      readonly on: PlainDate | null
      readonly way: ReceiptWay
      /** Of the post. */
      readonly trackingNumber?: string | null
    }
  | { readonly type: 'supplement'; readonly answer: string; readonly evidence: readonly EvidenceRef[] }
  | { readonly type: 'lapseSupplement' }
  | { readonly type: 'accept'; readonly words: string | null }
  | { readonly type: 'refuse'; readonly grounds: readonly string[]; readonly reasons: string }
  | { readonly type: 'markNotInArea'; readonly reasons: string; readonly advisedInstitutionId: InstitutionId | null }
  | { readonly type: 'appeal'; readonly reasons: string }
  | { readonly type: 'decideAppeal'; readonly outcome: 'upheld' | 'revoked'; readonly answer: string }
  | { readonly type: 'assign'; readonly handlerId: StaffId; readonly handlerName: string }
  | { readonly type: 'issueDeliverable'; readonly kind: string; readonly title: string; readonly body: string }
  | { readonly type: 'close'; readonly resultCode: string; readonly summary: string; readonly money: Money }
  | { readonly type: 'terminate'; readonly ground: string; readonly reasons: string }
  | { readonly type: 'withdraw'; readonly reasons: string }
  | {
      readonly type: 'rate'
      readonly stars: number
      readonly solved: 'yes' | 'partly' | 'no'
      readonly words: string | null
    }
  | { readonly type: 'archive'; readonly archiveNumber: string }
  | {
      readonly type: 'sendMessage'
      readonly messageId: string
      readonly commitment: string
      readonly evidence: readonly EvidenceRef[]
    }
  /** A document that no step brings with it; printed and numbered already. */
  | { readonly type: 'issueDocument'; readonly document: PrintedDocument }
  | { readonly type: 'moveService'; readonly documentId: string; readonly to: ReceiptWay }
  | { readonly type: 'recomputeDeadlines' }

// Compiles only while every action has its command and every command its action.
type _SameNames = MatterCommand['type'] extends Action ? (Action extends MatterCommand['type'] ? true : never) : never
const _sameNames: _SameNames = true
void _sameNames

const starting = (
  setting: Setting,
  ruleId: string,
  owner: Clock['owner'],
  from: Instant,
  holderId: InstitutionId,
): ClockChange => ({
  op: 'start',
  owner,
  from,
  ...setting.clockwork.set(ruleId, from, holderId),
})

const stopping = (matter: Matter, at: Instant, only?: string): readonly ClockChange[] =>
  matter.clocks
    .filter((clock) => clock.state !== 'stopped' && (only === undefined || clock.ruleId === only))
    .map((clock) => ({ op: 'stop', ruleId: clock.ruleId, at }))

const live = (matter: Matter, ruleId: string) =>
  matter.clocks.find((clock) => clock.ruleId === ruleId && clock.state !== 'stopped')

const due = ({ dueOn, dueAt, provisional, calendarVersion }: ClockSetting) => ({
  dueOn,
  dueAt,
  provisional,
  calendarVersion,
})

const resuming = (matter: Matter, setting: Setting, ruleId: string): readonly ClockChange[] => {
  const clock = live(matter, ruleId)
  if (clock?.state !== 'paused') return []
  const suspensions = clock.suspensions.map((one) => (one.to === null ? { from: one.from, to: setting.now } : one))
  return [{ op: 'resume', ruleId, at: setting.now, ...due(setting.clockwork.reset(clock, suspensions)) }]
}

const unknownCode = (setting: Setting, list: string, codes: readonly string[]): Refusal | null => {
  const given = codes.find((code) => !setting.codes.has(list, code))
  return given === undefined ? null : { code: 'code-unknown', list, given }
}

const unsuitedCode = (list: string, codes: readonly string[], allowed: readonly string[]): Refusal | null => {
  const given = codes.find((code) => !allowed.includes(code))
  return given === undefined ? null : { code: 'code-unsuited', list, given, allowed }
}

/** The first event of a matter: the review clock of its institution starts with it. */
export const submitMatter = (command: SubmitMatter, setting: Setting): Result<readonly MatterEvent[]> => {
  const { need } = command
  const unknown =
    unknownCode(
      setting,
      'right-types',
      need.rights.map((right) => right.type),
    ) ??
    unknownCode(setting, 'services', need.services) ??
    unknownCode(setting, 'scenes', [need.scene]) ??
    unknownCode(setting, 'positions', [need.position]) ??
    unknownCode(setting, 'urgencies', [need.urgency]) ??
    unknownCode(
      setting,
      'evidence-kinds',
      command.evidence.map((one) => one.kind),
    ) ??
    unsuitedCode('services', need.services, setting.codes.servicesFor(command.kind))
  if (unknown) return refuse(unknown)
  const clocks = [starting(setting, 'AID-REVIEW', 'institution', setting.now, command.holderId)]
  return ok([{ type: 'MatterSubmitted', ...command, clocks }])
}

/** Command in, events or an obstacle out. Pure; `setting` is all it knows of the world. */
export const decide = (matter: Matter, command: MatterCommand, setting: Setting): Result<readonly MatterEvent[]> => {
  const { now } = setting
  const refusal = whyNot(command.type, matter, setting.actor, now)
  if (refusal) return refuse(refusal)
  const start = (ruleId: string, owner: Clock['owner'], from: Instant = now) =>
    starting(setting, ruleId, owner, from, matter.holderId)

  switch (command.type) {
    case 'startReview':
      return ok([{ type: 'ReviewStarted' }])
    case 'requestSupplement': {
      const clocks: ClockChange[] = [{ op: 'pause', ruleId: 'AID-REVIEW', at: now }]
      return ok([{ type: 'SupplementRequested', noticeId: setting.newId(), items: command.items, clocks }])
    }
    case 'recordReceipt': {
      const { noticeId, way, trackingNumber = null } = command
      const notice = unreceived(matter).find((one) => one.id === noticeId)
      if (!notice) {
        const known = [...matter.notices, ...matter.documents].some(
          (one) => one.received !== null && noticeId === ('noticeId' in one ? one.noticeId : one.documentId),
        )
        return refuse({ code: known ? 'notice-already-received' : 'notice-unknown', noticeId })
      }
      const { earliest, latest } = receiptWindow(notice.issuedAt, now)
      const on = command.on ?? latest
      if (on < earliest || on > latest) return refuse({ code: 'receipt-date-impossible', given: on, earliest, latest })
      const from = command.on === null || on === latest ? now : startOfChinaDay(on)
      const clocks = notice.starts === null ? [] : [start(notice.starts, 'applicant', from)]
      return ok([{ type: 'NoticeReceived', noticeId, on, way, trackingNumber, clocks }])
    }
    case 'supplement': {
      const round = matter.supplements.at(-1)
      if (!round) throw new Error(`matter ${matter.number}: supplement-noticed without a round`)
      const unknown = unknownCode(
        setting,
        'evidence-kinds',
        command.evidence.map((one) => one.kind),
      )
      if (unknown) return refuse(unknown)
      const clocks = [...stopping(matter, now, 'AID-SUPPLEMENT'), ...resuming(matter, setting, 'AID-REVIEW')]
      const { noticeId } = round
      return ok([{ type: 'MatterSupplemented', noticeId, answer: command.answer, evidence: command.evidence, clocks }])
    }
    case 'lapseSupplement': {
      const noticeId = matter.supplements.at(-1)?.noticeId ?? ''
      return ok([{ type: 'MatterDeemedWithdrawn', noticeId, clocks: stopping(matter, now) }])
    }
    case 'accept':
      return ok([
        {
          type: 'MatterAccepted',
          words: command.words,
          clocks: [...stopping(matter, now), start('SLA-CLOSE', 'institution')],
        },
      ])
    case 'refuse': {
      const unknown = unknownCode(setting, 'refusal-grounds', command.grounds)
      if (unknown) return refuse(unknown)
      const { grounds, reasons } = command
      return ok([{ type: 'MatterRefused', noticeId: setting.newId(), grounds, reasons, clocks: stopping(matter, now) }])
    }
    case 'markNotInArea': {
      const { reasons, advisedInstitutionId } = command
      return ok([{ type: 'MatterFoundNotInArea', reasons, advisedInstitutionId, clocks: stopping(matter, now) }])
    }
    case 'appeal':
      return ok([
        {
          type: 'RefusalAppealed',
          reasons: command.reasons,
          clocks: [...stopping(matter, now), start('AID-APPEAL-DECISION', 'institution')],
        },
      ])
    case 'decideAppeal': {
      const { outcome, answer } = command
      const started = outcome === 'revoked' ? [start('SLA-CLOSE', 'institution')] : []
      const decided: MatterEvent = {
        type: 'AppealDecided',
        outcome,
        answer,
        clocks: [...stopping(matter, now), ...started],
      }
      if (outcome === 'upheld') return ok([decided])
      // The decision on paper falls with the decision.
      const refusals = matter.notices.filter((notice) => notice.kind === 'refusal').map((notice) => notice.noticeId)
      const fallen = matter.documents
        .filter((one) => refusals.includes(one.documentId) && one.revoked === null)
        .map(({ documentId }): MatterEvent => ({ type: 'DocumentRevoked', documentId, reasons: answer }))
      return ok([decided, ...fallen])
    }
    case 'assign':
      return ok([{ type: 'HandlerAssigned', handlerId: command.handlerId, handlerName: command.handlerName }])
    case 'issueDeliverable': {
      const unknown = unknownCode(setting, 'deliverable-kinds', [command.kind])
      if (unknown) return refuse(unknown)
      const allowed = setting.codes.deliverablesFor(matter.need.services)
      if (!allowed.includes(command.kind)) {
        return refuse({ code: 'deliverable-unsuited', given: command.kind, allowed })
      }
      const { kind, title, body } = command
      return ok([{ type: 'DeliverableIssued', deliverableId: setting.newId(), kind, title, body }])
    }
    case 'close': {
      const unknown =
        unknownCode(setting, 'result-codes', [command.resultCode]) ??
        unsuitedCode('result-codes', [command.resultCode], setting.codes.resultsFor(matter.kind))
      if (unknown) return refuse(unknown)
      const { resultCode, summary, money } = command
      const clocks = [...stopping(matter, now), start('AID-RATE', 'applicant')]
      return ok([{ type: 'MatterClosed', resultCode, summary, money, clocks }])
    }
    case 'terminate': {
      const unknown = unknownCode(setting, 'termination-grounds', [command.ground])
      if (unknown) return refuse(unknown)
      const { ground, reasons } = command
      return ok([{ type: 'MatterTerminated', ground, reasons, clocks: stopping(matter, now) }])
    }
    case 'withdraw':
      return ok([{ type: 'MatterWithdrawn', reasons: command.reasons, clocks: stopping(matter, now) }])
    case 'rate': {
      const { stars, solved, words } = command
      return ok([{ type: 'MatterRated', stars, solved, words, clocks: stopping(matter, now, 'AID-RATE') }])
    }
    case 'archive':
      return ok([{ type: 'MatterArchived', archiveNumber: command.archiveNumber, clocks: stopping(matter, now) }])
    case 'sendMessage': {
      const { messageId, commitment, evidence } = command
      const from = setting.actor.kind === 'staff' ? 'institution' : 'applicant'
      return ok([{ type: 'MessageSent', messageId, from, commitment, evidence }])
    }
    case 'issueDocument':
      return ok([{ type: 'DocumentIssued', ...command.document }])
    case 'moveService': {
      const { documentId, to } = command
      const document = matter.documents.find((one) => one.documentId === documentId)
      const waits = unreceived(matter).some((one) => one.id === documentId)
      if (!document?.service || !waits) return refuse({ code: 'notice-already-received', noticeId: documentId })
      return ok([{ type: 'ServiceMoved', documentId, from: document.service, to }])
    }
    case 'recomputeDeadlines': {
      const { calendarVersion } = setting.clockwork
      const clocks = matter.clocks
        .filter((clock) => clock.state === 'running' && clock.provisional && clock.calendarVersion !== calendarVersion)
        .map((clock): ClockChange => {
          const setTo = setting.clockwork.reset(clock, clock.suspensions)
          return { op: 'recompute', ruleId: clock.ruleId, ...due(setTo) }
        })
      if (clocks.length === 0) return refuse({ code: 'nothing-to-recompute' })
      return ok([{ type: 'DeadlinesRecomputed', calendarVersion, clocks }])
    }
  }
}
