import type { ActorRef } from '../actor/actor.ts'
import type { InstitutionId, MatterId, MatterNumber, StaffId } from '../kernel/ids.ts'
import type { Instant, PlainDate } from '../kernel/plain-date.ts'
import type {
  Channel,
  Clock,
  Closing,
  Consent,
  EvidenceRef,
  MatterKind,
  MessageSide,
  Money,
  Need,
  PartyRef,
  PrintedDocument,
  ReceiptWay,
} from './matter.ts'

interface DueFacts {
  readonly dueOn: PlainDate
  readonly dueAt: Instant
  readonly provisional: boolean
  readonly calendarVersion: string
}

/** What an event does to the clocks. Due times are facts of the event, so the fold needs neither rules nor calendar. */
export type ClockChange =
  | ({ readonly op: 'start'; readonly from: Instant } & DueFacts &
      Pick<Clock, 'ruleId' | 'ruleVersion' | 'limit' | 'unit' | 'overrideReason' | 'owner'>)
  | { readonly op: 'pause'; readonly ruleId: string; readonly at: Instant }
  | ({ readonly op: 'resume'; readonly ruleId: string; readonly at: Instant } & DueFacts)
  | { readonly op: 'stop'; readonly ruleId: string; readonly at: Instant }
  | ({ readonly op: 'recompute'; readonly ruleId: string } & DueFacts)

interface WithClocks {
  readonly clocks: readonly ClockChange[]
}

/** Everything that can have happened to a matter. Past tense; closed. */
export type MatterEvent =
  | ({
      readonly type: 'MatterSubmitted'
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
    } & WithClocks)
  | { readonly type: 'ReviewStarted' }
  | ({
      readonly type: 'SupplementRequested'
      readonly noticeId: string
      readonly items: readonly string[]
    } & WithClocks)
  | ({
      readonly type: 'NoticeReceived'
      readonly noticeId: string
      readonly on: PlainDate
      readonly way: ReceiptWay
      /** Of the post; absent in records from before it was kept. */
      readonly trackingNumber?: string | null
    } & WithClocks)
  | ({
      readonly type: 'MatterSupplemented'
      readonly noticeId: string
      readonly answer: string
      readonly evidence: readonly EvidenceRef[]
    } & WithClocks)
  | ({ readonly type: 'MatterDeemedWithdrawn'; readonly noticeId: string } & WithClocks)
  | ({ readonly type: 'MatterAccepted'; readonly words: string | null } & WithClocks)
  | ({
      readonly type: 'MatterRefused'
      readonly noticeId: string
      readonly grounds: readonly string[]
      readonly reasons: string
    } & WithClocks)
  | ({
      readonly type: 'MatterFoundNotInArea'
      readonly reasons: string
      readonly advisedInstitutionId: InstitutionId | null
    } & WithClocks)
  | ({ readonly type: 'RefusalAppealed'; readonly reasons: string } & WithClocks)
  | ({ readonly type: 'AppealDecided'; readonly outcome: 'upheld' | 'revoked'; readonly answer: string } & WithClocks)
  | { readonly type: 'HandlerAssigned'; readonly handlerId: StaffId; readonly handlerName: string }
  | {
      readonly type: 'DeliverableIssued'
      readonly deliverableId: string
      readonly kind: string
      readonly title: string
      readonly body: string
    }
  | ({
      readonly type: 'MatterClosed'
      readonly resultCode: Closing['resultCode']
      readonly summary: string
      readonly money: Money
    } & WithClocks)
  | ({ readonly type: 'MatterTerminated'; readonly ground: string; readonly reasons: string } & WithClocks)
  | ({ readonly type: 'MatterWithdrawn'; readonly reasons: string } & WithClocks)
  | ({
      readonly type: 'MatterRated'
      readonly stars: number
      readonly solved: 'yes' | 'partly' | 'no'
      readonly words: string | null
    } & WithClocks)
  | ({ readonly type: 'MatterArchived'; readonly archiveNumber: string } & WithClocks)
  /** The text is sealed in its own table; here stands what commits to it. The files are evidence. */
  | {
      readonly type: 'MessageSent'
      readonly messageId: string
      readonly from: MessageSide
      /** Hex SHA-256 over salt and canonical content; see the record's `messageCommitment`. */
      readonly commitment: string
      readonly evidence: readonly EvidenceRef[]
    }
  /** A document went out with the step before it, or by itself. */
  | ({ readonly type: 'DocumentIssued' } & PrintedDocument)
  /** Nobody collected it in time: it goes the next way. */
  | { readonly type: 'ServiceMoved'; readonly documentId: string; readonly from: ReceiptWay; readonly to: ReceiptWay }
  | { readonly type: 'DocumentRevoked'; readonly documentId: string; readonly reasons: string }
  | ({ readonly type: 'DeadlinesRecomputed'; readonly calendarVersion: string } & WithClocks)

export type MatterEventType = MatterEvent['type']

/** An event with its place in the record. */
export interface Recorded {
  /** From 1. */
  readonly seq: number
  readonly at: Instant
  readonly actor: ActorRef
  readonly event: MatterEvent
}
