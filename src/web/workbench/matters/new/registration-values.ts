import { consentVersion } from '../../../../contract/submission.ts'
import { type EvidenceValues, evidenceBody } from '../../fields/evidence-values.ts'

/** What the form holds; named like `registrationInput` of the contract, so that every error finds its field. */
export interface RegistrationValues {
  readonly channel: string
  readonly submission: {
    readonly kind?: string
    readonly applicant: Readonly<Record<string, unknown>>
    readonly hasAgent: boolean
    readonly agent: Readonly<Record<string, unknown>>
    readonly respondents: readonly Readonly<Record<string, unknown>>[]
    readonly need: { readonly services: readonly string[] } & Readonly<Record<string, unknown>>
    readonly evidence: readonly EvidenceValues[]
    readonly institutionId: string | null
    readonly consent: { readonly sensitiveData: boolean }
  }
}

export const emptyRight = { number: '', name: '' }
export const emptyRespondent = { name: '', place: '', link: '' }

export const emptyRegistration = (institutionId: string): RegistrationValues => ({
  channel: 'counter',
  submission: {
    applicant: { name: '', identifier: '', phone: '', mail: '', address: '', sme: false },
    hasAgent: false,
    agent: { name: '', phone: '', relation: '' },
    respondents: [],
    need: { rights: [{ ...emptyRight }], facts: '', urgency: 'none', services: [] },
    evidence: [],
    institutionId,
    consent: { sensitiveData: false },
  },
})

/** The body of the request. An agent that was unticked and a consent that was not given are not sent. */
export const registrationBody = ({ channel, submission }: RegistrationValues, submissionId: string) => {
  const { hasAgent, agent, evidence, consent, institutionId, ...rest } = submission
  return {
    channel,
    submission: {
      ...rest,
      submissionId,
      agent: hasAgent ? agent : null,
      evidence: evidenceBody(evidence),
      // To the API null means "choose for me"; here it means that nobody has chosen yet.
      institutionId: institutionId ?? undefined,
      consent: { version: consentVersion, sensitiveData: consent.sensitiveData ? true : undefined },
    },
  }
}
