import type { Chrome, FieldError, PrivacyNoticeProps } from './parts.ts'

export type HomeProps = {
  chrome: Chrome
  /** Situations in plain words; the code goes into the link. */
  scenes: readonly { code: string; label: string }[]
  /** Institutions by province; left out when the directory is empty. */
  provinces?: readonly { provinceCode: string; name: string; count: number }[]
  /** What the platform can prove about itself; each figure is shown only when it is given. */
  facts?: readonly { value: string; label: string; href?: string }[]
}

export type AboutPageProps = {
  chrome: Chrome
  operator: { name: string; contact: string }
  /** Version of the running programme. */
  version: string
}

export type AccessibilityPageProps = {
  chrome: Chrome
  /** Where to report a barrier. */
  contact: string
  /** The day of the last check, `YYYY-MM-DD`, in words by the page; absent when never checked. */
  testedOn?: string
}

export type NotFoundPageProps = { chrome: Chrome }

export type SomethingWrongPageProps = { chrome: Chrome }

export type TooManyRequestsPageProps = { chrome: Chrome; retryAfterSeconds: number }

export type HumanCheckPageProps = {
  chrome: Chrome
  /** Where the answer goes: to the form that was sent, or to a page of its own. */
  action: string
  /** What was sent, to be sent again with the answer. */
  carried: readonly { name: string; value: string }[]
  /** `七加五等于几？` */
  question: string
  /** The signed question. */
  token: string
  retryAfterSeconds: number
  errors: readonly FieldError[]
}

/**
 * `lost`: what the form belonged to is no longer known to this browser, so nothing of it could be kept; `matter`: it belonged to one
 * matter, and another tab has opened another since.
 */
export type FormExpiredPageProps = { chrome: Chrome; backHref?: string; lost?: 'application' | 'tracking' | 'matter' }

export type FormTooLargePageProps = { chrome: Chrome; maxBytes: number; backHref?: string }

export type PrivacyPageProps = { chrome: Chrome; notice: PrivacyNoticeProps }

export type DemoOutboxPageProps = {
  chrome: Chrome
  /** Newest first. */
  messages: readonly {
    id: string
    channel: 'mail' | 'sms'
    language: 'zh' | 'en'
    /** Masked. */
    to: string
    at: string
    /** Of a mail. */
    subject: string | null
    /** Each line in pieces; those with an address are links. */
    lines: readonly (readonly { text: string; href: string | null }[])[]
  }[]
}
