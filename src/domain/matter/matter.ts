import type { DivisionCode, InstitutionId, MatterId, MatterNumber, StaffId } from '../kernel/ids.ts'
import type { Instant, PlainDate } from '../kernel/plain-date.ts'

/**
 * The life of a matter (source: national flow as reported, grade C; every limit is data in `rules/deadlines`).
 *
 * submitted          sent in; nobody has begun. Leaves by startReview, withdraw.
 * under-review       an officer examines it; clock AID-REVIEW runs. Leaves by requestSupplement, accept, refuse,
 *                    markNotInArea, withdraw, terminate.
 * supplement-noticed a notice is out, AID-REVIEW is paused; from its receipt AID-SUPPLEMENT runs for the applicant.
 *                    Leaves by supplement (back to under-review), lapseSupplement, withdraw.
 * accepted           decided to help; nobody handles it yet. Leaves by assign, withdraw, terminate.
 * in-service         a handler works on it. Leaves by close, withdraw, terminate.
 * closed             the result is told; AID-RATE runs for the applicant. Leaves by archive.
 * refused            not accepted, with grounds; from receipt AID-APPEAL runs. Leaves by appeal, archive.
 * appealed           the competent department looks at the refusal. Leaves by decideAppeal (accepted or refusal-upheld).
 * refusal-upheld, not-in-area, deemed-withdrawn, withdrawn, terminated   ended. Leave by archive.
 * archived           final.
 */
export const statuses = [
  'submitted',
  'under-review',
  'supplement-noticed',
  'accepted',
  'in-service',
  'closed',
  'refused',
  'appealed',
  'refusal-upheld',
  'not-in-area',
  'deemed-withdrawn',
  'withdrawn',
  'terminated',
  'archived',
] as const
export type Status = (typeof statuses)[number]

/** Someone still has to do something. */
export const openStatuses: readonly Status[] = [
  'submitted',
  'under-review',
  'supplement-noticed',
  'accepted',
  'in-service',
  'appealed',
]

/** Kinds of matter that can be sent in today; the code list `matter-kinds` names those to come. */
export const matterKinds = ['consultation', 'aid'] as const
export type MatterKind = (typeof matterKinds)[number]

export const channels = ['online', 'counter', 'phone', 'letter'] as const
export type Channel = (typeof channels)[number]

export const identityKinds = ['natural-person', 'legal-person', 'other-organisation'] as const
export type IdentityKind = (typeof identityKinds)[number]

export const receiptWays = ['portal', 'counter', 'phone', 'post', 'mail'] as const
export type ReceiptWay = (typeof receiptWays)[number]

/** Who writes a message: the applicant, or the institution by one of its staff. */
export type MessageSide = 'applicant' | 'institution'

/** Points at a row in `party` and commits to it without revealing it. */
export interface PartyRef {
  readonly partyId: string
  readonly role: 'applicant' | 'agent' | 'respondent'
  /** Hex SHA-256 over salt and canonical content; see the record's `commitment`. */
  readonly commitment: string
}

export interface Right {
  /** Code list `right-types`. */
  readonly type: string
  /** Normalised number; null when the right has none or it is not known. */
  readonly number: string | null
  readonly name: string | null
}

export interface EvidenceRef {
  readonly evidenceId: string
  /** Code list `evidence-kinds`. */
  readonly kind: string
  readonly name: string
  /** Hex; null for a link. */
  readonly sha256: string | null
  readonly sm3: string | null
  readonly sizeBytes: number | null
  readonly link: string | null
  /** Of the photo as it was chosen, when its place was taken out before it was handed in. Hex. */
  readonly originalSha256?: string
  readonly originalSm3?: string
}

/** What is asked, without who asks. */
export interface Need {
  readonly title: string
  readonly identityKind: IdentityKind
  readonly sme: boolean
  /** Code list `positions`. */
  readonly position: string
  readonly rights: readonly Right[]
  /** Code list `scenes`. */
  readonly scene: string
  readonly facts: string
  readonly knownSince: PlainDate | null
  /** Where it happened; null when abroad or unknown. */
  readonly occurredIn: DivisionCode | null
  /** Where the applicant lives or works. */
  readonly locatedIn: DivisionCode | null
  /** Code list `urgencies`. */
  readonly urgency: string
  readonly urgentUntil: PlainDate | null
  /** Code list `services`. */
  readonly services: readonly string[]
}

export interface Consent {
  /** Version of the privacy text that was shown. */
  readonly version: string
  readonly sensitiveData: true
  /** How it was given: on screen by the applicant, or to a clerk who recorded it. */
  readonly given: 'on-screen' | 'to-clerk'
}

export interface Suspension {
  readonly from: Instant
  readonly to: Instant | null
}

/** A statutory clock as the matter carries it. The derivation in words is computed from these facts. */
export interface Clock {
  readonly ruleId: string
  readonly ruleVersion: number
  readonly limit: number
  readonly unit: 'hour' | 'natural-day' | 'working-day' | 'month'
  /** The institution's own reason when its limit differs from the rule's. */
  readonly overrideReason: string | null
  /** Who has to act before it ends. */
  readonly owner: 'institution' | 'applicant'
  readonly from: Instant
  readonly suspensions: readonly Suspension[]
  readonly state: 'running' | 'paused' | 'stopped'
  /** Null while paused. */
  readonly dueOn: PlainDate | null
  readonly dueAt: Instant | null
  readonly provisional: boolean
  readonly calendarVersion: string
  readonly stoppedAt: Instant | null
}

/** When and how a paper reached its addressee. */
export interface Receipt {
  readonly at: Instant
  readonly on: PlainDate
  readonly way: ReceiptWay
  /** Of the post. */
  readonly trackingNumber: string | null
}

/** A notice whose receipt starts a clock. Its document, where there is one, has the same id. */
export interface Notice {
  readonly noticeId: string
  readonly kind: 'supplement' | 'refusal'
  readonly issuedAt: Instant
  readonly received: Receipt | null
}

/** A document as it was printed: what the record keeps of it for ever. Hashes are hex, of the PDF. */
export interface PrintedDocument {
  /** That of the notice or deliverable it carries; its own otherwise. */
  readonly documentId: string
  /** Code and version in `rules/forms`. */
  readonly form: string
  readonly formVersion: number
  readonly title: string
  /** 字号, e.g. 知援330200补〔2026〕3号. */
  readonly number: string
  readonly sha256: string
  readonly sm3: string
  /** Keyed hash of the verification code, hex; the code is printed on the document. */
  readonly codeHash: string
  /** The way it sets out on; null for one that need not reach anybody. */
  readonly service: ReceiptWay | null
}

export interface IssuedDocument extends PrintedDocument {
  readonly issuedAt: Instant
  /** Null: by the system. */
  readonly issuedBy: string | null
  /** When it set out on its present way. */
  readonly serviceSince: Instant
  readonly received: Receipt | null
  readonly revoked: { readonly at: Instant; readonly reasons: string } | null
}

export interface SupplementRound {
  readonly noticeId: string
  readonly items: readonly string[]
  readonly answeredAt: Instant | null
  readonly answer: string | null
}

export interface Deliverable {
  readonly deliverableId: string
  /** Code list `deliverable-kinds`. */
  readonly kind: string
  readonly title: string
  readonly body: string
  readonly issuedAt: Instant
  readonly issuedBy: string
}

/** Yuan; null where nothing can be said. */
export interface Money {
  readonly avoidedLossYuan: number | null
  readonly recoveredYuan: number | null
  readonly savedFeesYuan: number | null
  readonly subsidyYuan: number | null
  readonly disputeValueYuan: number | null
}

export interface Closing {
  /** Code list `result-codes`. */
  readonly resultCode: string
  readonly summary: string
  readonly money: Money
  readonly at: Instant
}

export interface Rating {
  /** 1 to 5. */
  readonly stars: number
  readonly solved: 'yes' | 'partly' | 'no'
  readonly words: string | null
  readonly at: Instant
}

export interface Matter {
  readonly id: MatterId
  readonly number: MatterNumber
  readonly kind: MatterKind
  readonly channel: Channel
  readonly status: Status
  /** Number of events folded. */
  readonly version: number
  readonly need: Need
  readonly parties: readonly PartyRef[]
  readonly evidence: readonly EvidenceRef[]
  readonly consent: Consent
  readonly submittedAt: Instant
  /** Exactly one institution answers for the matter. */
  readonly holderId: InstitutionId
  readonly holderWhy: readonly string[]
  readonly handlerId: StaffId | null
  readonly handlerName: string | null
  readonly clocks: readonly Clock[]
  readonly notices: readonly Notice[]
  readonly documents: readonly IssuedDocument[]
  readonly supplements: readonly SupplementRound[]
  readonly refusal: { readonly grounds: readonly string[]; readonly reasons: string; readonly at: Instant } | null
  readonly notInArea: { readonly reasons: string; readonly advisedInstitutionId: InstitutionId | null } | null
  readonly appeal: {
    readonly reasons: string
    readonly at: Instant
    readonly outcome: 'upheld' | 'revoked' | null
    readonly answer: string | null
  } | null
  readonly deliverables: readonly Deliverable[]
  readonly closing: Closing | null
  readonly ending: { readonly reasons: string; readonly ground: string | null } | null
  readonly rating: Rating | null
  readonly archive: { readonly number: string; readonly at: Instant; readonly endedAs: Status } | null
}

/** A paper that has to reach the applicant and has not. */
export interface Unreceived {
  /** Of the notice and of its document. */
  readonly id: string
  readonly issuedAt: Instant
  /** The clock that its receipt starts; null when it starts none. */
  readonly starts: 'AID-SUPPLEMENT' | 'AID-APPEAL' | null
}

/**
 * What still has to reach the applicant, oldest first. A notice that was answered or appealed against without a receipt has done
 * its work; a revoked document has none.
 */
export const unreceived = (matter: Matter): readonly Unreceived[] => {
  const last = matter.notices.at(-1)
  const waits = { supplement: 'supplement-noticed', refusal: 'refused' } as const
  const live = last && last.received === null && matter.status === waits[last.kind] ? last : null
  const documents = matter.documents.filter(
    (one) =>
      one.service !== null &&
      one.received === null &&
      one.revoked === null &&
      !matter.notices.some((notice) => notice.noticeId === one.documentId),
  )
  const others = documents.map(({ documentId, issuedAt }): Unreceived => ({ id: documentId, issuedAt, starts: null }))
  if (live === null) return others
  const starts = live.kind === 'supplement' ? 'AID-SUPPLEMENT' : 'AID-APPEAL'
  return [...others, { id: live.noticeId, issuedAt: live.issuedAt, starts }]
}

/** The clock that ends next, or null when none runs. */
export const nextClock = (matter: Matter): Clock | null =>
  matter.clocks
    .filter((clock) => clock.state === 'running')
    .reduce<Clock | null>(
      (first, clock) => (first?.dueAt && clock.dueAt && first.dueAt <= clock.dueAt ? first : clock),
      null,
    )

/** On whom the matter waits now. */
export const waitingFor = (matter: Matter): 'institution' | 'applicant' | 'nobody' => {
  if (matter.status === 'supplement-noticed') return 'applicant'
  return openStatuses.includes(matter.status) ? 'institution' : 'nobody'
}
