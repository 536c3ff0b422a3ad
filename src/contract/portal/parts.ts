import type { InBoth, Language } from '../../domain/kernel/language.ts'

/** What is wrong with one answer, in words that say how to put it right. `field` is the input's name. */
export type FieldError = { field: string; message: string | InBoth<string> }

/** One choice; labels are resolved by whoever renders. */
export type Option = { code: string; label: string; hint?: string }

export type OptionGroup = { label: string; options: readonly Option[] }

export type SummaryRow = { label: string; value: string | readonly string[] }

export type SummarySection = { title: string; rows: readonly SummaryRow[]; changeHref?: string }

/** How a person wants to see the pages; kept in a cookie, chosen by links in the header. */
export type View = {
  language: Language
  /** 适老化: larger type and targets, one column, fewer things at once. */
  ease: boolean
  /** Black on white with strong edges, whatever the system says. */
  contrast: boolean
}

/** What every page needs and no page decides. */
export type Chrome = {
  view: View
  /** A language that the browser asks for and nobody has chosen yet: offered, never taken. */
  offered?: Language
  /** Path and query of this page, to come back to after choosing another view. */
  here: string
  /** `/assets/portal.<hash>.css` */
  cssHref: string
  currentNav?: 'help' | 'track' | 'institutions'
  /** Sent with every form when given. */
  csrfToken?: string
  /** Shows that institutions and people on this installation are invented. */
  demo: boolean
  requestId: string
  /** `https://…` without a slash at the end, for what is printed: paper has no links. */
  siteUrl?: string
}

/** Until when, and how that was computed. */
export type Due = {
  /** A day for limits in days (it ends at 24:00), an instant for limits in hours; null while paused. */
  until: string | null
  state: 'running' | 'soon' | 'overdue' | 'paused' | 'met'
  /** The computation in sentences, in order: start, count, days left out, rule and its source. */
  derivation: readonly string[]
  /** Past the published calendar; may still move. */
  provisional: boolean
}

/** What may be handed in; said on the page before anyone chooses a file. */
export type UploadLimits = {
  maxFileBytes: number
  maxFiles: number
  /** For people: `图片、PDF、Word、音视频`. */
  acceptedInWords: string
  /** For the file chooser: `image/*`, `.pdf`, … */
  accept: readonly string[]
}

/** A file that was left half-way: chosen again, it goes on where it stopped. */
export type UnfinishedFile = {
  /** What the cancel button sends: `cancel.<id>`. */
  id: string
  name: string
  sizeBytes: number
  receivedBytes: number
  /** By which the same file is known again, also on another device; null when the browser could not compute it. */
  sha256: string | null
}

/** What the script needs that sends files piece by piece. Without it the form sends them in one go. */
export type Uploading = {
  /** Where files are announced (tus). */
  endpoint: string
  /** Null: no script was built. */
  scriptHref: string | null
  unfinished: readonly UnfinishedFile[]
}

export type EvidenceValues = { evidenceKind: string; linkName: string; link: string }

export type EvidenceItem = {
  /** What the remove button sends: `remove.<id>`. */
  id: string
  kindLabel: string
  /** File name, or what a link shows. */
  name: string
  /** Null for a link. */
  sizeBytes: number | null
  /** 64 hex digits, null for a link; shortened on the screen, whole on the receipt. */
  sha256: string | null
  sm3: string | null
  link: string | null
  addedAt?: string
  /** Where a photo says it was taken, in degrees. */
  location?: { latitude: number; longitude: number } | null
  /** Whether the person wants the place kept; absent while nobody has decided. */
  locationKept?: boolean
  /** Of the photo as it was chosen, when its place was taken out. */
  originalSha256?: string
  originalSm3?: string
  /** Where the applicant gets the own file back; absent before submission and for links. */
  href?: string
}

/** What the operator of this installation must fill in; the rest of the notice is the same everywhere. */
export type PrivacyNoticeProps = {
  controller: { name: string; contact: string }
  /** How long data is kept, in words, as the rules in force say. */
  retention: string
}
