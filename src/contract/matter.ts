import { z } from 'zod'
import { receiptWays, statuses } from '../domain/matter/matter.ts'
import { changedValues } from './document-values.ts'
import { said } from './spoken.ts'
import { evidenceInput } from './submission.ts'
import { line, optional, plainDate, prose, token, uuid } from './text.ts'

/** Every command says which state it was decided on; another state answers 409 `matter-changed`. */
const expected = { expectedVersion: z.number().int().min(1) }
const yuan = z.number().min(0).max(1e13).multipleOf(0.01).nullable().default(null)

/** Body of `POST /api/v1/matters/{id}/{step}`, by step. */
export const stepBodies = {
  'start-review': z.object(expected),
  'request-supplement': z.object({
    ...expected,
    items: z.array(prose(500)).min(1, { error: '请至少写明一项需要补正的内容' }).max(20),
    /** Of the notice that goes out with it; so with the other steps that bring a document. */
    document: changedValues,
  }),
  'record-receipt': z.object({
    ...expected,
    noticeId: uuid,
    /** Null: today. */
    on: optional(plainDate),
    way: z.enum(receiptWays).exclude(['portal']),
    /** Of a letter by post. */
    trackingNumber: optional(line(40)),
  }),
  supplement: z.object({ ...expected, answer: prose(5000), evidence: z.array(evidenceInput).max(20).default([]) }),
  accept: z.object({ ...expected, words: optional(prose(2000)), document: changedValues }),
  refuse: z.object({
    ...expected,
    grounds: z.array(line(40)).min(1, { error: '请至少选择一项不予受理的理由' }).max(10),
    reasons: prose(2000),
    document: changedValues,
  }),
  'mark-not-in-area': z.object({
    ...expected,
    reasons: prose(2000),
    advisedInstitutionId: optional(uuid),
    document: changedValues,
  }),
  'decide-appeal': z.object({ ...expected, outcome: z.enum(['upheld', 'revoked']), answer: prose(2000) }),
  assign: z.object({ ...expected, handlerId: line(64) }),
  'issue-deliverable': z.object({
    ...expected,
    kind: line(40),
    title: line(100),
    body: prose(20_000, 10),
    document: changedValues,
  }),
  close: z.object({
    ...expected,
    resultCode: line(40),
    summary: prose(2000),
    money: z
      .object({
        avoidedLossYuan: yuan,
        recoveredYuan: yuan,
        savedFeesYuan: yuan,
        subsidyYuan: yuan,
        disputeValueYuan: yuan,
      })
      .prefault({}),
    document: changedValues,
  }),
  terminate: z.object({ ...expected, ground: line(40), reasons: prose(2000) }),
  withdraw: z.object({ ...expected, reasons: prose(2000) }),
  archive: z.object(expected),
} as const
export type StepName = keyof typeof stepBodies

/** What the applicant may do with the matter from the portal. */
export const applicantBodies = {
  supplement: z.object({ answer: prose(5000) }),
  withdraw: z.object({ reasons: prose(2000) }),
  appeal: z.object({ reasons: prose(5000, 10) }),
  rate: z.object({
    stars: z.coerce
      .number()
      .int()
      .min(1, { error: said('请选择 1 到 5 分', 'Please choose 1 to 5 stars') })
      .max(5),
    solved: z.enum(['yes', 'partly', 'no'], {
      error: said('请选择问题是否解决', 'Please choose whether the problem was solved'),
    }),
    words: optional(prose(2000)),
  }),
} as const

const status = z.enum(statuses)

/** How far a running clock is from its end, in the unit of its rule. */
export const remainingView = z.object({
  /** 还剩 3 个工作日 · 今天到期 · 已超期 2 天 */
  words: z.string(),
  /** Whole units left; negative when overdue. Hours are rounded down. */
  value: z.number(),
  unit: z.string(),
  overdue: z.boolean(),
})
export type RemainingView = z.output<typeof remainingView>

export const matterRow = z.object({
  id: uuid,
  number: z.string(),
  kind: z.string(),
  channel: z.string(),
  status,
  title: z.string(),
  /** Natural persons masked, organisations in full. */
  applicantLabel: z.string(),
  sme: z.boolean(),
  urgency: z.string(),
  rightTypes: z.array(z.string()),
  services: z.array(z.string()),
  holder: z.object({ id: uuid, name: z.string() }),
  handlerId: z.string().nullable(),
  submittedAt: z.string(),
  waitingFor: z.enum(['institution', 'applicant', 'nobody']),
  dueAt: z.string().nullable(),
  dueOn: z.string().nullable(),
  dueRule: z.string().nullable(),
  dueProvisional: z.boolean(),
  /** Null when no clock runs. */
  remaining: remainingView.nullable(),
  resultCode: z.string().nullable(),
  stars: z.number().nullable(),
  /** Messages of the applicant at which nobody of the institution has looked. */
  unreadMessages: z.number().int(),
})
export type MatterRow = z.output<typeof matterRow>

export const matterQuery = z.object({
  /** `inbox`: open ones by what is due; `all`: newest first. */
  view: z.enum(['inbox', 'all']).default('all'),
  /** Number, name, right number or words, two characters at least. */
  text: optional(line(100)),
  status: optional(status),
  kind: optional(line(40)),
  rightType: optional(line(40)),
  channel: optional(line(40)),
  urgentOnly: z.stringbool().default(false),
  mineOnly: z.stringbool().default(false),
  waitingFor: optional(z.enum(['institution', 'applicant', 'nobody'])),
  institutionId: optional(uuid),
  /** From the answer before; opaque. */
  after: optional(token(200)),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type MatterQuery = z.output<typeof matterQuery>

export const matterPage = z.object({
  rows: z.array(matterRow),
  after: z.string().nullable(),
})
export type MatterPage = z.output<typeof matterPage>

/** Counts stop at 10,000. */
export const matterCount = z.object({ count: z.number().int(), capped: z.boolean() })

export const clockView = z.object({
  ruleId: z.string(),
  ruleVersion: z.number(),
  name: z.string(),
  /** `benchmark` and `platform` limits are no law. */
  ruleKind: z.string(),
  owner: z.enum(['institution', 'applicant']),
  state: z.enum(['running', 'paused', 'stopped']),
  from: z.string(),
  dueOn: z.string().nullable(),
  dueAt: z.string().nullable(),
  stoppedAt: z.string().nullable(),
  provisional: z.boolean(),
  remaining: remainingView.nullable(),
  /** 0 to 1: how much of the time is used. */
  used: z.number().nullable(),
  /** In words, for people. */
  derivation: z.array(z.string()),
})
export type ClockView = z.output<typeof clockView>

export const partyView = z.object({
  partyId: uuid,
  role: z.enum(['applicant', 'agent', 'respondent']),
  name: z.string(),
  identityKind: z.string().nullable(),
  place: z.string().nullable(),
  link: z.string().nullable(),
  relation: z.string().nullable(),
  identifierType: z.string().nullable(),
  /** Masked; the whole is shown by a recorded reveal. */
  identifier: z.string().nullable(),
  phone: z.string().nullable(),
  mail: z.string().nullable(),
  hasAddress: z.boolean(),
})
export type PartyView = z.output<typeof partyView>

export const historyEntry = z.object({
  seq: z.number().int(),
  at: z.string(),
  actor: z.object({ kind: z.enum(['applicant', 'staff', 'system']), name: z.string() }),
  type: z.string(),
  /** One sentence in Chinese. */
  summary: z.string(),
  detail: z.array(z.string()),
  sha256: z.string(),
  sm3: z.string(),
})
export type HistoryEntry = z.output<typeof historyEntry>

export const stepView = z.object({
  /** As in the URL, e.g. `request-supplement`. */
  step: z.string(),
  label: z.string(),
  hint: z.string(),
  allowed: z.boolean(),
  /** Stable refusal code and its sentence; null when allowed. */
  code: z.string().nullable(),
  reason: z.string().nullable(),
})
export type StepView = z.output<typeof stepView>

export const matterView = z.object({
  id: uuid,
  number: z.string(),
  kind: z.string(),
  channel: z.string(),
  status,
  version: z.number().int(),
  title: z.string(),
  submittedAt: z.string(),
  need: z.object({
    identityKind: z.string(),
    sme: z.boolean(),
    position: z.string(),
    rights: z.array(z.object({ type: z.string(), number: z.string().nullable(), name: z.string().nullable() })),
    scene: z.string(),
    facts: z.string(),
    knownSince: z.string().nullable(),
    occurredIn: z.object({ code: z.string(), fullName: z.string() }).nullable(),
    locatedIn: z.object({ code: z.string(), fullName: z.string() }).nullable(),
    urgency: z.string(),
    urgentUntil: z.string().nullable(),
    services: z.array(z.string()),
  }),
  parties: z.array(partyView),
  evidence: z.array(
    z.object({
      evidenceId: uuid,
      kind: z.string(),
      name: z.string(),
      mediaType: z.string().nullable(),
      sizeBytes: z.number().nullable(),
      sha256: z.string().nullable(),
      sm3: z.string().nullable(),
      /** Of the photo as it was chosen, when its place was taken out before it was handed in. */
      originalSha256: z.string().nullable(),
      originalSm3: z.string().nullable(),
      link: z.string().nullable(),
      addedAt: z.string(),
    }),
  ),
  holder: z.object({ id: uuid, name: z.string(), demo: z.boolean() }),
  holderWhy: z.array(z.string()),
  handler: z.object({ id: z.string(), name: z.string() }).nullable(),
  waitingFor: z.enum(['institution', 'applicant', 'nobody']),
  clocks: z.array(clockView),
  notices: z.array(
    z.object({
      noticeId: z.string(),
      kind: z.enum(['supplement', 'refusal']),
      issuedAt: z.string(),
      received: z
        .object({ at: z.string(), on: z.string(), way: z.string(), trackingNumber: z.string().nullable() })
        .nullable(),
    }),
  ),
  /** What still has to reach the applicant: notices and documents. */
  unreceived: z.array(
    z.object({ id: z.string(), title: z.string(), number: z.string().nullable(), issuedAt: z.string() }),
  ),
  supplements: z.array(
    z.object({
      noticeId: z.string(),
      items: z.array(z.string()),
      answeredAt: z.string().nullable(),
      answer: z.string().nullable(),
    }),
  ),
  refusal: z.object({ grounds: z.array(z.string()), reasons: z.string(), at: z.string() }).nullable(),
  notInArea: z.object({ reasons: z.string(), advised: z.object({ id: uuid, name: z.string() }).nullable() }).nullable(),
  appeal: z
    .object({
      reasons: z.string(),
      at: z.string(),
      outcome: z.enum(['upheld', 'revoked']).nullable(),
      answer: z.string().nullable(),
    })
    .nullable(),
  deliverables: z.array(
    z.object({
      deliverableId: z.string(),
      kind: z.string(),
      title: z.string(),
      body: z.string(),
      issuedAt: z.string(),
      issuedBy: z.string(),
    }),
  ),
  closing: z
    .object({
      resultCode: z.string(),
      summary: z.string(),
      money: z.object({
        avoidedLossYuan: z.number().nullable(),
        recoveredYuan: z.number().nullable(),
        savedFeesYuan: z.number().nullable(),
        subsidyYuan: z.number().nullable(),
        disputeValueYuan: z.number().nullable(),
      }),
      at: z.string(),
    })
    .nullable(),
  ending: z.object({ reasons: z.string(), ground: z.string().nullable() }).nullable(),
  rating: z.object({ stars: z.number(), solved: z.string(), words: z.string().nullable(), at: z.string() }).nullable(),
  archive: z.object({ number: z.string(), at: z.string() }).nullable(),
  /** The deliverable kinds that fit the services asked for. */
  fittingDeliverables: z.array(z.string()),
  history: z.array(historyEntry),
  /** All steps of the desk, each with whether and why not. */
  steps: z.array(stepView),
})
export type MatterView = z.output<typeof matterView>

export const revealBody = z.object({
  partyId: uuid,
  field: z.enum(['identifier', 'phone', 'mail', 'address']),
  /** Why it is needed; stands in the audit. */
  reason: line(200, 2),
})
export const revealed = z.object({ value: z.string() })
