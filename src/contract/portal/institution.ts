import type { Chrome, Option } from './parts.ts'

/** Where a real record comes from; shown with it. */
export type InstitutionSource = {
  grade: 'A' | 'B'
  /** Null when the source gives no page that may be shown. */
  url: string | null
  /** As exact as the source was: `2021`, `2021-04`, `2021-04-25`; null when it does not say. */
  asOf: string | null
}

/** open: takes matters here; suspended: not for now; not-connected: a real institution outside this platform. */
export type InstitutionState = 'open' | 'suspended' | 'not-connected'

/** An institution in a list; codes are already words. */
export type InstitutionEntry = {
  id: string
  name: string
  kindLabel: string
  /** Full name of the division where it stands: 浙江省宁波市鄞州区. */
  place: string
  state: InstitutionState
  demo: boolean
  source: InstitutionSource | null
  /** Empty when not known. */
  services: readonly string[]
  hours: string | null
  phone: string | null
}

/** What could not be understood of the search; said above the form, the words stay in it. */
export type DirectoryTrouble =
  | { code: 'place-unknown'; given: string }
  | { code: 'place-ambiguous'; given: string; meant: readonly { code: string; fullName: string }[] }
  | { code: 'kind-unknown' }
  | { code: 'name-empty' }
  | { code: 'after-malformed' }
  /** Too long, or not one answer for each field. */
  | { code: 'query-malformed' }

export type DirectoryPageProps = {
  chrome: Chrome
  /** As typed; `place` may be a division code, then `placeName` says its name. */
  query: { place: string; name: string; kind: string }
  kinds: readonly Option[]
  /** Absent before anything was searched, and in trouble. */
  results?: {
    rows: readonly InstitutionEntry[]
    /** What the place was taken to mean; null without a place. */
    placeName: string | null
    /** Mark of the next page; null on the last. */
    after: string | null
    /** Not the first page. */
    continued: boolean
  }
  trouble?: DirectoryTrouble
  provinces: readonly { provinceCode: string; name: string; count: number }[]
}

export type InstitutionProfilePageProps = {
  chrome: Chrome
  institution: InstitutionEntry & {
    level: string
    /** Full names of the divisions that it serves. */
    areas: readonly string[]
    rightTypes: readonly string[]
    address: string | null
    url: string | null
    /** Those above it, the nearest first. */
    parents: readonly { id: string; name: string }[]
  }
}
