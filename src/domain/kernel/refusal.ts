import type { PlainDate } from './plain-date.ts'

/**
 * Every obstacle a person may run into, with its facts. Closed: the server's problem table and the screen's sentences are
 * `satisfies Record<Refusal['code'], …>`, so a new obstacle does not compile until it has a status and words.
 */
export type Refusal =
  | { readonly code: 'not-found' }
  | { readonly code: 'role-lacks-right'; readonly action: string; readonly needs: readonly string[] }
  | {
      readonly code: 'status-forbids'
      readonly action: string
      readonly status: string
      readonly allowed: readonly string[]
    }
  | { readonly code: 'matter-changed'; readonly expected: number; readonly actual: number }
  | { readonly code: 'not-the-handler'; readonly handlerId: string | null }
  | { readonly code: 'supplement-rounds-used'; readonly rounds: number; readonly needs: readonly string[] }
  | { readonly code: 'notice-unknown'; readonly noticeId: string }
  | { readonly code: 'notice-already-received'; readonly noticeId: string }
  | { readonly code: 'notice-not-received' }
  | { readonly code: 'nothing-to-receive' }
  /** The form holds nothing where it must; labels of the fields. */
  | { readonly code: 'document-incomplete'; readonly missing: readonly string[] }
  /** The values do not fit the form: what was given where, and what is expected. */
  | { readonly code: 'document-unfit'; readonly field: string; readonly expected: string }
  | { readonly code: 'form-unsuited'; readonly given: string; readonly allowed: readonly string[] }
  | { readonly code: 'document-already-issued'; readonly form: string }
  | {
      readonly code: 'receipt-date-impossible'
      readonly given: PlainDate
      readonly earliest: PlainDate
      readonly latest: PlainDate
    }
  | { readonly code: 'supplement-overdue'; readonly dueOn: PlainDate }
  | { readonly code: 'supplement-not-overdue'; readonly dueOn: PlainDate | null }
  | { readonly code: 'appeal-overdue'; readonly dueOn: PlainDate }
  | { readonly code: 'appeal-window-open'; readonly dueOn: PlainDate | null }
  | { readonly code: 'rating-window-open'; readonly dueOn: PlainDate }
  | { readonly code: 'already-rated' }
  | { readonly code: 'no-deliverable' }
  | { readonly code: 'deliverable-unsuited'; readonly given: string; readonly allowed: readonly string[] }
  | { readonly code: 'code-unknown'; readonly list: string; readonly given: string }
  /** A good code, in the wrong place: a service for another kind of matter, a result that only a procedure writes. */
  | {
      readonly code: 'code-unsuited'
      readonly list: string
      readonly given: string
      readonly allowed: readonly string[]
    }
  | { readonly code: 'nothing-to-recompute' }
  | { readonly code: 'upload-unknown'; readonly uploadId: string }
  | { readonly code: 'handler-elsewhere'; readonly handlerId: string }
  | { readonly code: 'institution-not-serving'; readonly institutionId: string }

export type RefusalCode = Refusal['code']
