import type { DeadlineUnit } from '../deadline/rule.ts'
import type { PlainDate } from '../kernel/plain-date.ts'

/** The code lists whose words documents use. */
export type WordList =
  | 'matter-kinds'
  | 'channels'
  | 'identity-kinds'
  | 'positions'
  | 'right-types'
  | 'scenes'
  | 'urgencies'
  | 'services'
  | 'evidence-kinds'
  | 'refusal-grounds'
  | 'termination-grounds'
  | 'result-codes'
  | 'deliverable-kinds'

/** A party as the caller may show it: in the clear on a document for that party, masked elsewhere. */
export interface PartyFacts {
  readonly role: 'applicant' | 'agent' | 'respondent'
  readonly name: string
  readonly identityKind: string | null
  readonly place: string | null
  readonly link: string | null
  readonly relation: string | null
  readonly identifierType: string | null
  readonly identifier: string | null
  readonly phone: string | null
  readonly mail: string | null
  readonly address: string | null
}

export interface InstitutionFacts {
  readonly name: string
  readonly phone: string | null
  readonly address: string | null
  readonly hours: string | null
}

export interface LimitFacts {
  readonly name: string
  readonly limit: number
  readonly unit: DeadlineUnit
}

/** All that a form asks for and the matter itself does not hold. */
export interface DocumentContext {
  readonly today: PlainDate
  /** The holder, in whose name the document goes out. */
  readonly institution: InstitutionFacts
  readonly parties: readonly PartyFacts[]
  /** The words of a code, e.g. from `platform.codes.label`. */
  readonly label: (list: WordList, code: string) => string
  /** The codes that can be chosen today, for boxes to tick. */
  readonly choices: (list: WordList) => readonly string[]
  /** Full name of an administrative division. */
  readonly placeName: (code: string) => string
  /** The limit that holds for this institution today, e.g. AID-SUPPLEMENT; null when there is none. */
  readonly limit: (ruleId: string) => LimitFacts | null
  /** The institution to turn to when the matter is not in the area. */
  readonly advised: InstitutionFacts | null
  /** Who decides on an appeal; null when it is not known. */
  readonly appealTo: string | null
  /** What was said with the acceptance; the matter itself does not keep it. */
  readonly acceptedWords: string | null
  /** Who makes the document. */
  readonly officer: { readonly name: string; readonly phone: string | null } | null
  /** Where the applicant follows the matter. */
  readonly portalUrl: string
  /** Told once, at submission; null ever after. */
  readonly queryCode: string | null
  /** Which notice, round or written result it is about; null for the latest. */
  readonly noticeId: string | null
  readonly deliverableId: string | null
}
