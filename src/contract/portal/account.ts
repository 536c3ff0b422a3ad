import type { Chrome, FieldError } from './parts.ts'

/** `/account/sign-in`, and wherever else an address is to be proved: where to send the code. */
export type AskAddressPageProps = {
  chrome: Chrome
  /** What the proof is for. */
  purpose: 'sign-in' | 'add-address' | 'reuse'
  errors: readonly FieldError[]
  values: { address: string }
}

/** The code from the message. */
export type AskCodePageProps = {
  chrome: Chrome
  purpose: 'sign-in' | 'add-address' | 'reuse'
  /** Where it was sent, masked. */
  mask: string
  minutes: number
  errors: readonly FieldError[]
}

export type AccountPageProps = {
  chrome: Chrome
  /** Proved phones and mail addresses, masked. */
  addresses: readonly string[]
  matters: readonly {
    number: string
    title: string
    /** In words. */
    status: string
    holder: string
    submittedAt: string
    unread: number
    href: string
  }[]
  drafts: readonly { kindLabel: string; savedAt: string; expiresAt: string; href: string }[]
  sessions: readonly { device: string; usedAt: string; current: boolean; action: string }[]
}

/** `/apply/reuse`: what the same applicant answered before, to be taken over piece by piece. */
export type ReusePageProps = {
  chrome: Chrome
  /** Back to the question. */
  backHref: string
  /** From the newest matter on, each different set once. */
  people: readonly { id: string /** Masked. */; name: string; lines: readonly string[]; from: string }[]
  rights: readonly { id: string; words: string; from: string }[]
  errors: readonly FieldError[]
  values: { person: string; name: string; rights: readonly string[] }
}
