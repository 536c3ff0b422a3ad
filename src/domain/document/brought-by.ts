import type { MatterEvent } from '../matter/event.ts'
import { type FormCode, formCodes } from './form.ts'

/** A document that goes out with a step, and the notice or deliverable it puts on paper. */
export interface Brought {
  readonly form: FormCode
  /** Of the notice or deliverable; null where there is none, and the document gets an id of its own. */
  readonly id: string | null
}

const isFormCode = (code: string): code is FormCode => (formCodes as readonly string[]).includes(code)

/** The documents that an event brings with it; most bring none. */
export const broughtBy = (event: MatterEvent): Brought | null => {
  switch (event.type) {
    case 'SupplementRequested':
      return { form: 'supplement-notice', id: event.noticeId }
    case 'MatterAccepted':
      return { form: 'acceptance-decision', id: null }
    case 'MatterRefused':
      return { form: 'refusal-decision', id: event.noticeId }
    case 'MatterFoundNotInArea':
      return { form: 'not-in-area-statement', id: null }
    case 'MatterDeemedWithdrawn':
      return { form: 'deemed-withdrawn-statement', id: null }
    case 'DeliverableIssued':
      // Kinds of written results are named like their forms; one without a form stays a text on the page.
      return isFormCode(event.kind) ? { form: event.kind, id: event.deliverableId } : null
    case 'MatterClosed':
      return { form: 'closing-notice', id: null }
    default:
      return null
  }
}

/** Made by the system from what was sent in, right after it. */
export const formsOfSubmission = ['aid-application', 'submission-receipt'] as const satisfies readonly FormCode[]

/** What an officer makes by hand, beside the steps. */
export const formsByHand = ['return-visit-form'] as const satisfies readonly FormCode[]
