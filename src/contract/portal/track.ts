import type { Chrome, Due, EvidenceItem, EvidenceValues, FieldError, Option, Uploading, UploadLimits } from './parts.ts'

export type AppealPageProps = {
  chrome: Chrome
  number: string
  version: number
  /** What is appealed against; grounds as words. */
  decision: { issuedAt: string; grounds: readonly string[]; reasons: string }
  /** Absent while the decision has not been signed for: the time has not begun. */
  due?: Due
  /** Characters. */
  limit: number
  errors: readonly FieldError[]
  values: { reasons: string }
}

export type DeliverablePageProps = {
  chrome: Chrome
  number: string
  /** `咨询指导意见` */
  kindLabel: string
  title: string
  institution: string
  issuedBy: string
  issuedAt: string
  /** As written; lines are kept. */
  body: string
  /** From the code list; absent where the kind has none. */
  disclaimer?: string
}

export type DonePageProps = {
  chrome: Chrome
  number: string
  /** `材料已经交给机构` */
  title: string
  paragraphs: readonly string[]
  /** What the institution does next and until when. */
  next?: { text: string; due?: Due }
}

export type MatterAction = {
  label: string
  href: string
  /** Why it can't be done now; shown instead of a button. */
  blockedBecause?: string
}

export type MatterPageProps = {
  chrome: Chrome
  number: string
  /** Right, scene, kind: short words under the number. */
  subject: readonly string[]
  /** Where the matter stands, in plain words: `正在审查您的申请`. */
  headline: string
  /** One sentence more, where the headline needs it (why refused, what was agreed). */
  explanation?: string
  accountable: { name: string; phone?: string; href?: string; demo: boolean; reasons: readonly string[] }
  /** Who acts next and what; absent when nothing is left to do. */
  next?: { actor: 'institution' | 'applicant' | 'other'; text: string; due?: Due }
  /** First the most pressing one. */
  actions: readonly MatterAction[]
  deliverables: readonly { title: string; issuedAt: string; href: string }[]
  /** Oldest first. A title is null while a signature is awaited: it would tell what was decided. */
  documents: readonly {
    title: string | null
    number?: string
    issuedOn: string
    state: 'waits' | 'open' | 'revoked'
    href: string
  }[]
  happened: readonly { title: string; at: string; note?: string }[]
  coming: readonly { title: string; note?: string }[]
  /** What is written between applicant and institution; `unread` are the institution's. */
  messages: { total: number; unread: number }
  /** When this page was computed. */
  asOf: string
}

/** Shown only once it has been signed for. */
export type NoticeContents =
  | { kind: 'supplement'; items: readonly string[]; due: Due; answered: boolean }
  | { kind: 'refusal'; grounds: readonly string[]; reasons: string; due: Due; appealed: boolean }

export type NoticePageProps = {
  chrome: Chrome
  number: string
  version: number
  kind: 'supplement' | 'refusal'
  noticeId: string
  institution: string
  issuedAt: string
  /** What the rule says about counting, in words: `从签收的次日起 7 个工作日内补交`. */
  termInWords: string
  /** `documentHref`: where its PDF is; absent for a notice from before documents were made. */
  received?: { at: string; contents: NoticeContents; documentHref?: string }
}

export type MessagesPageProps = {
  chrome: Chrome
  number: string
  version: number
  institution: string
  /** Of the message that is being written; goes back with the form. */
  messageId: string
  messages: readonly {
    messageId: string
    from: 'applicant' | 'institution'
    /** Who of the institution; null for the applicant. */
    senderName: string | null
    text: string
    sentAt: string
    readAt: string | null
    /** Shown to the applicant for the first time. */
    fresh: boolean
    files: readonly { name: string; sizeBytes: number | null; href: string }[]
  }[]
  /** Why none can be sent now; then there is no form. */
  whyNot?: string
  /** Characters. */
  limit: number
  items: readonly EvidenceItem[]
  limits: UploadLimits
  /** One has just been sent. */
  sent: boolean
  errors: readonly FieldError[]
  values: { text: string }
}

export type RatePageProps = {
  chrome: Chrome
  number: string
  version: number
  institution: string
  /** Characters. */
  limit: number
  errors: readonly FieldError[]
  values: { stars: string; solved: string; words: string }
}

export type SupplementPageProps = {
  chrome: Chrome
  number: string
  version: number
  due: Due
  /** What the notice asks for. */
  asked: readonly string[]
  /** Characters. */
  limit: number
  items: readonly EvidenceItem[]
  kinds: readonly Option[]
  limits: UploadLimits
  uploading: Uploading
  errors: readonly FieldError[]
  values: EvidenceValues & { answer: string }
}

export type TrackPageProps = {
  chrome: Chrome
  errors: readonly FieldError[]
  values: { number: string; proof: string }
}

export type WithdrawPageProps = {
  chrome: Chrome
  number: string
  version: number
  errors: readonly FieldError[]
  /** Characters. */
  limit: number
  values: { reasons: string; confirm: string }
}
