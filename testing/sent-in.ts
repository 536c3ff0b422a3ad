import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import type { z } from 'zod'
import { consentVersion, type submissionInput, submissionReceipt } from '../src/contract/submission.ts'
import { demoInstitutionId } from '../src/server/institution/demo-network.ts'
import { aPhone, aResidentId } from './identifiers.ts'

/** A matter that a journey finds already sent in. */
export interface SentIn {
  readonly matterId: string
  readonly number: string
  readonly queryCode: string
  readonly phone: string
  readonly applicant: string
}

/**
 * Sends a person's need in through the public API, as a programme does.
 * @param n another person for each; from 0 to 999.
 * @param divisionCode whose demonstration institution gets it.
 */
export const sentIn = async (n: number, applicant: string, divisionCode: string): Promise<SentIn> => {
  const phone = aPhone(n)
  const input = {
    submissionId: randomUUID(),
    kind: 'aid',
    applicant: {
      identityKind: 'natural-person',
      name: applicant,
      identifier: aResidentId(n),
      phone,
      mail: null,
      address: null,
    },
    agent: null,
    respondents: [],
    need: {
      position: 'right-holder',
      rights: [{ type: 'trademark', number: null, name: '海雀' }],
      scene: 'shop',
      facts: '附近的店在卖使用我们商标的雨伞，做工很差，顾客来找我们退货。',
      knownSince: null,
      occurredIn: divisionCode,
      locatedIn: divisionCode,
      urgency: 'none',
      urgentUntil: null,
      services: ['CONSULT'],
    },
    evidence: [],
    institutionId: demoInstitutionId(divisionCode),
    consent: { version: consentVersion, sensitiveData: true },
  } satisfies z.input<typeof submissionInput>
  const response = await fetch(new URL('/api/v1/submissions', inject('appUrl')), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  if (response.status !== 201) throw new Error(`submission: ${response.status} ${await response.text()}`)
  const { matterId, number, queryCode } = submissionReceipt.parse(await response.json())
  return { matterId, number, queryCode, phone, applicant }
}
