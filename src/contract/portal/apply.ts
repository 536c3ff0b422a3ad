import type {
  Chrome,
  Due,
  EvidenceItem,
  EvidenceValues,
  FieldError,
  Option,
  OptionGroup,
  PrivacyNoticeProps,
  SummaryRow,
  SummarySection,
  Uploading,
  UploadLimits,
} from './parts.ts'

/** A draft that is kept: how to go on with it on another device, and until when. */
export type DraftKept = { resumeCode: string; expiresAt: string; endsSoon: boolean }

/** What another device or window has saved for this page since it was opened. */
export type SavedElsewhere = { savedAt: string; rows: readonly SummaryRow[] }

/** What every question page gets; `values` are what was typed, unread, so that they come back as they were. */
export type QuestionProps<Values> = {
  chrome: Chrome
  /** Place on the way; the total is an estimate, since answers add and spare questions. */
  step: { number: number; total: number }
  /** Where the form is posted. */
  action: string
  /** The page before; absent on the first. */
  previous?: string
  /** Absent before the first answer. */
  kept?: DraftKept
  /** Goes back with the form; tells whether the page's answer has changed meanwhile. */
  seen?: string
  elsewhere?: SavedElsewhere
  errors: readonly FieldError[]
  values: Values
}

export type AgentValues = {
  /** `yes`, `no` or empty. */
  hasAgent: string
  agentName: string
  agentPhone: string
  agentRelation: string
}

export type AgentPageProps = QuestionProps<AgentValues>

export type ApplicantValues = {
  name: string
  identifier: string
  phone: string
  mail: string
  address: string
  /** `yes` or empty. */
  sme: string
}

export type ApplicantPageProps = QuestionProps<ApplicantValues> & {
  /** The field's words depend on the kind of identity: a person's name, an organisation's full name. */
  nameLabel: string
  identifierLabel: string
  identifierHint?: string
  identifierOptional: boolean
  askSme: boolean
}

export type CheckPageProps = QuestionProps<Record<string, never>> & {
  sections: readonly SummarySection[]
  evidence: readonly EvidenceItem[]
  evidenceChangeHref: string
  /** Answers still needed, each with the page that asks. Nothing can be sent while there are any. */
  missing: readonly { text: string; href: string }[]
}

export type ConsentPageProps = QuestionProps<{ consent: string; consentSensitive: string; truth: string }> & {
  notice: PrivacyNoticeProps
  /** Sensitive personal data that this application really holds, e.g. 身份证号; asks for the separate consent. */
  sensitive: readonly string[]
  /** Makes a second press of the button the same submission. */
  submissionId?: string
}

export type EvidencePageProps = QuestionProps<EvidenceValues> & {
  items: readonly EvidenceItem[]
  kinds: readonly Option[]
  limits: UploadLimits
  uploading: Uploading
}

export type FactsValues = {
  scene: string
  facts: string
  knownSinceYear: string
  knownSinceMonth: string
  knownSinceDay: string
}

export type FactsPageProps = QuestionProps<FactsValues> & {
  scenes: readonly Option[]
  /** Characters. */
  limit: number
}

export type IdentityPageProps = QuestionProps<{ identityKind: string; position: string }> & {
  identityKinds: readonly Option[]
  /** Right holder, accused, … */
  positions: readonly Option[]
}

export type InstitutionChoice = {
  id: string
  name: string
  kindLabel: string
  place: string
  phone?: string
  /** Why this one, or what speaks against it; plain sentences. */
  reasons: readonly string[]
  demo: boolean
}

export type InstitutionPageProps = QuestionProps<{ institutionId: string }> & {
  /** Absent when no institution covers the place; then the person searches. */
  proposed?: InstitutionChoice
  alternatives: readonly InstitutionChoice[]
  /** What `GET ?q=` found; absent when nothing was searched. */
  search?: { query: string; found: readonly InstitutionChoice[] }
}

export type KindPageProps = QuestionProps<{ kind: string }> & { kinds: readonly Option[] }

export type CountyChoice = {
  province: string
  /** One group a city; municipalities have one or two. */
  cities: readonly OptionGroup[]
}

export type PlaceCountyPageProps = QuestionProps<{ occurredIn: string; locatedIn: string }> & {
  /** Absent when that province was left open on the page before; one of the two is there. */
  occurred?: CountyChoice
  located?: CountyChoice
  organisation: boolean
}

export type PlacePageProps = QuestionProps<{ occurredInProvince: string; locatedInProvince: string }> & {
  provinces: readonly Option[]
  /** Words for a place that is abroad, online or unknown: the empty answer. */
  placeless: string
  organisation: boolean
}

export type ReceiptPageProps = {
  chrome: Chrome
  number: string
  /** Only right after submission; afterwards nobody knows it any more. */
  queryCode?: string
  submittedAt: string
  kindLabel: string
  institution: { name: string; phone?: string }
  nextStep: string
  due?: Due
  /** Identifiers already masked. */
  sections: readonly SummarySection[]
  evidence: readonly EvidenceItem[]
  /** SHA-256 and SM3 over the first entry of the record, hex. */
  record?: { sha256: string; sm3: string }
  /** Where the person came from. */
  back: { label: string; href: string }
}

export type RespondentValues = { name: string; place: string; link: string }

export type RespondentsPageProps = QuestionProps<{ respondents: readonly RespondentValues[] }> & { most: number }

export type RightValues = { type: string; number: string; name: string }

export type RightsPageProps = QuestionProps<{ rights: readonly RightValues[] }> & {
  rightTypes: readonly Option[]
  /** Whether the rights asked about are the other side's. */
  accused: boolean
  most: number
}

export type ServicesPageProps = QuestionProps<{ services: readonly string[] }> & { services: readonly Option[] }

export type SubmittedPageProps = {
  chrome: Chrome
  /** Tracking number, `WQ33-7K4M-2D9X`. */
  number: string
  /** Shown once, only here and on the receipt. */
  queryCode: string
  submittedAt: string
  kindLabel: string
  institution: { name: string; phone?: string; href?: string }
  /** What the institution does next, e.g. 决定是否受理. */
  nextStep: string
  due?: Due
}

export type UnfinishedPageProps = {
  chrome: Chrome
  savedAt: string
  kept?: DraftKept
  kindLabel: string
  /** The page to go on with. */
  continueHref: string
  /** Carried to the new application. */
  start: { kind?: string; scene?: string }
}

/** `/apply/later`: what is needed to go on some other time, here or elsewhere. */
export type LaterPageProps = {
  chrome: Chrome
  kept: DraftKept
  continueHref: string
  /** A link has just been sent to this address (masked), good until then. */
  sent?: { mask: string; until: string }
  /** In whose list the draft stands, masked; absent when nobody is signed in. */
  account?: string
  errors: readonly FieldError[]
  values: { address: string }
}

/** `/apply/resume`: the code from another device. */
export type ResumePageProps = {
  chrome: Chrome
  /** This device has an unfinished application of its own: its code, so that it is not lost. */
  own?: { resumeCode: string; continueHref: string }
  errors: readonly FieldError[]
  values: { code: string }
}

/** A link that was sent to a phone or mail address has been opened. */
export type ResumeLinkPageProps = {
  chrome: Chrome
  /** Where the button posts; absent when the link does not open any more, with the reason instead. */
  action?: string
  refused?: 'unknown' | 'used' | 'expired'
  own?: { resumeCode: string }
}

export type UrgencyValues = {
  urgency: string
  urgentUntilYear: string
  urgentUntilMonth: string
  urgentUntilDay: string
}

export type UrgencyPageProps = QuestionProps<UrgencyValues> & { urgencies: readonly Option[] }
