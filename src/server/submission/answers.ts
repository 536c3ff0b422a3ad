import { type ApplyStep, applySteps } from '../../contract/paths.ts'
import type {
  AgentValues,
  ApplicantValues,
  FactsValues,
  RespondentValues,
  RightValues,
  UrgencyValues,
} from '../../contract/portal/apply.ts'
import { speaking } from '../../contract/spoken.ts'
import { consentVersion, type PhotoLocation, type SubmissionInput, submissionInput } from '../../contract/submission.ts'
import { inBoth, type Language } from '../../domain/kernel/language.ts'
import type { PlainDate } from '../../domain/kernel/plain-date.ts'
import type { CodeLists } from '../platform/code-lists.ts'

/** A file that has been added. */
export interface FileAnswer {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly uploadId: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly sm3: string
  readonly addedAt: string
  readonly link?: undefined
  /** Where the photo says it was taken, until it is taken out. */
  readonly location?: PhotoLocation
  /** Absent while nobody has decided. */
  readonly locationKept?: boolean
  /** Of the photo as it was chosen, once its place was taken out. */
  readonly originalSha256?: string
  readonly originalSm3?: string
}

/** One file or link that has been added. */
export type EvidenceAnswer =
  | FileAnswer
  | {
      readonly id: string
      readonly kind: string
      readonly name: string
      readonly link: string
      readonly uploadId?: undefined
    }

/**
 * The answers of an application, page by page, as they were typed: what is shown again is what was written, and the contract's
 * schemas read the same text when it is sent. A page stands here only while its answer is valid.
 */
export interface Answers {
  readonly kind?: { readonly kind: string }
  readonly identity?: { readonly identityKind: string; readonly position: string }
  readonly applicant?: ApplicantValues
  readonly agent?: AgentValues
  readonly rights?: { readonly rights: readonly RightValues[] }
  readonly facts?: FactsValues
  readonly respondents?: { readonly respondents: readonly RespondentValues[] }
  readonly place?: { readonly occurredInProvince: string; readonly locatedInProvince: string }
  readonly 'place-county'?: { readonly occurredIn: string; readonly locatedIn: string }
  readonly urgency?: UrgencyValues
  readonly services?: { readonly services: readonly string[] }
  readonly evidence?: { readonly items: readonly EvidenceAnswer[]; readonly finished: boolean }
  readonly institution?: { readonly institutionId: string }
  /** Picked on the home page, before the account is asked for. */
  readonly startScene?: string
}

/** Pages whose answer is kept in the draft. */
export type AnswerStep = Exclude<keyof Answers, 'startScene'>
export const answerSteps = applySteps.filter((step): step is AnswerStep => step !== 'check' && step !== 'consent')

/** What a page is called where it is referred to. */
export const stepNames = inBoth<Readonly<Record<ApplyStep, string>>>({
  zh: {
    kind: '需要什么帮助',
    identity: '您是谁',
    applicant: '申请人和联系方式',
    agent: '代办人',
    rights: '涉及的权利',
    facts: '发生了什么',
    respondents: '对方',
    place: '在什么地方',
    'place-county': '在哪个区县',
    urgency: '急不急',
    services: '需要哪些帮助',
    evidence: '材料和证据',
    institution: '办理机构',
    check: '核对',
    consent: '同意和声明',
  },
  en: {
    kind: 'What you need',
    identity: 'Who you are',
    applicant: 'Applicant and contact',
    agent: 'Agent',
    rights: 'Rights concerned',
    facts: 'What happened',
    respondents: 'The other side',
    place: 'Where',
    'place-county': 'County or district',
    urgency: 'How urgent',
    services: 'Services asked for',
    evidence: 'Documents and evidence',
    institution: 'Institution',
    check: 'Check',
    consent: 'Consent and declaration',
  },
})

/** The services that can be asked for in this kind of matter today. */
export const servicesFor = (codes: CodeLists, kind: string, on: PlainDate): readonly string[] =>
  codes
    .list('services', on)
    .filter((entry) => entry.offered && entry.kinds.includes(kind))
    .map((entry) => entry.code)

/** What the pages need to know of the world. */
export interface World {
  /** What a page says by itself is said in it; the lists speak it too. */
  readonly language: Language
  readonly codes: CodeLists
  readonly on: PlainDate
}

/** A consultation is not asked what only an examined application needs; a single choice is no question. */
export const applies = (step: ApplyStep, answers: Answers, world: World): boolean => {
  const kind = answers.kind?.kind
  switch (step) {
    case 'agent':
    case 'respondents':
      return kind !== 'consultation'
    case 'services':
      return kind === undefined || servicesFor(world.codes, kind, world.on).length > 1
    default:
      return true
  }
}

export const stepsFor = (answers: Answers, world: World): readonly ApplyStep[] =>
  applySteps.filter((step) => applies(step, answers, world))

export const isAnswered = (step: ApplyStep, answers: Answers): boolean => {
  if (step === 'check' || step === 'consent') return false
  return step === 'evidence' ? answers.evidence?.finished === true : answers[step] !== undefined
}

/** The first page that still needs an answer. */
export const firstOpenStep = (answers: Answers, world: World): ApplyStep =>
  stepsFor(answers, world).find((step) => !isAnswered(step, answers)) ?? 'check'

/** `2026`, `3`, `5` → `2026-03-05`; '' when nothing was typed. What is no day stays recognisable and is refused by the schema. */
export const dateOf = (year: string, month: string, day: string): string => {
  const parts = [year, month, day].map((part) => part.normalize('NFKC').trim())
  if (parts.every((part) => part === '')) return ''
  const [y = '', m = '', d = ''] = parts
  return `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
}

/** The parts of a submission as the schemas of the contract take them; each page's check and the whole use these. */
export const inputOf = {
  applicant: (applicant: ApplicantValues | undefined, identityKind: string | undefined) => ({
    ...applicant,
    identityKind,
    sme: applicant?.sme === 'yes',
  }),
  agent: (agent: AgentValues | undefined) =>
    agent?.hasAgent === 'yes'
      ? { name: agent.agentName, phone: agent.agentPhone, relation: agent.agentRelation }
      : null,
  facts: (facts: FactsValues | undefined) => ({
    scene: facts?.scene,
    facts: facts?.facts,
    knownSince: facts && dateOf(facts.knownSinceYear, facts.knownSinceMonth, facts.knownSinceDay),
  }),
  urgency: (urgency: UrgencyValues | undefined) => ({
    urgency: urgency?.urgency,
    urgentUntil: urgency && dateOf(urgency.urgentUntilYear, urgency.urgentUntilMonth, urgency.urgentUntilDay),
  }),
  evidence: (item: EvidenceAnswer) =>
    item.uploadId === undefined
      ? { kind: item.kind, name: item.name, link: item.link }
      : { kind: item.kind, uploadId: item.uploadId },
}

/** The whole as the contract takes it; answers of pages that do not apply are left out. Unchecked. */
const toSubmission = (answers: Answers, submissionId: string, world: World): unknown => {
  const given = <Step extends AnswerStep>(step: Step): Answers[Step] | undefined =>
    applies(step, answers, world) ? answers[step] : undefined
  const kind = answers.kind?.kind
  const place = given('place-county')
  return {
    submissionId,
    kind,
    applicant: inputOf.applicant(given('applicant'), answers.identity?.identityKind),
    agent: inputOf.agent(given('agent')),
    respondents: given('respondents')?.respondents ?? [],
    need: {
      position: answers.identity?.position,
      rights: given('rights')?.rights,
      ...inputOf.facts(given('facts')),
      occurredIn: place?.occurredIn ?? '',
      locatedIn: place?.locatedIn ?? '',
      ...inputOf.urgency(given('urgency')),
      services: given('services')?.services ?? (kind === undefined ? [] : servicesFor(world.codes, kind, world.on)),
    },
    evidence: (given('evidence')?.items ?? []).map(inputOf.evidence),
    institutionId: given('institution')?.institutionId,
    consent: { version: consentVersion, sensitiveData: true },
  }
}

const needOwners: Readonly<Record<string, ApplyStep>> = {
  position: 'identity',
  rights: 'rights',
  occurredIn: 'place',
  locatedIn: 'place',
  urgency: 'urgency',
  urgentUntil: 'urgency',
  services: 'services',
}
const owners: Readonly<Record<string, ApplyStep>> = {
  kind: 'kind',
  applicant: 'applicant',
  agent: 'agent',
  respondents: 'respondents',
  evidence: 'evidence',
  institutionId: 'institution',
  consent: 'consent',
}

/** The page that asks for what stands at this path of a submission. */
export const ownerOf = (path: readonly PropertyKey[]): ApplyStep => {
  const [first, second] = path.map(String)
  if (first === 'need') return needOwners[second ?? ''] ?? 'facts'
  if (first === 'applicant' && second === 'identityKind') return 'identity'
  return owners[first ?? ''] ?? 'check'
}

/** Something that keeps the application from being sent, with the page where it is put right. */
export interface Missing {
  readonly step: ApplyStep
  readonly text: string
}

export type Readiness =
  | { readonly ok: true; readonly input: SubmissionInput }
  | { readonly ok: false; readonly missing: readonly Missing[] }

/** Whether the answers are a whole submission, by the contract's own schema; consent is asked for separately. */
export const readSubmission = (answers: Answers, submissionId: string, world: World): Readiness => {
  const open = stepsFor(answers, world).filter(
    (step) => step !== 'check' && step !== 'consent' && !isAnswered(step, answers),
  )
  if (open.length > 0)
    return { ok: false, missing: open.map((step) => ({ step, text: stepNames[world.language][step] })) }
  const parsed = speaking(world.language, () => submissionInput.safeParse(toSubmission(answers, submissionId, world)))
  if (parsed.success) return { ok: true, input: parsed.data }
  const missing = parsed.error.issues.map((issue) => {
    const step = ownerOf(issue.path)
    return { step, text: `${stepNames[world.language][step]}${world.language === 'zh' ? '：' : ': '}${issue.message}` }
  })
  return { ok: false, missing }
}
