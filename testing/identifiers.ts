import { residentIdCheckCharacter } from '../src/domain/identifier/resident-id.ts'
import { organisationCheckCharacter, usccCheckCharacter } from '../src/domain/identifier/uscc.ts'

/** Numbers that are well-formed and belong to nobody: built from a counter, with the check characters of their standards. */

/** @param n from 0 to 999: another person each. */
export const aResidentId = (n = 0): string => {
  const body = `33020319850612${String(n).padStart(3, '0')}`
  return body + residentIdCheckCharacter(body)
}

/** @param n from 0 on: another organisation each. */
export const aCreditCode = (n = 0): string => {
  const organisation = `MA${String(290_000 + n).padStart(6, '0')}`
  const body = `91330200${organisation}${organisationCheckCharacter(organisation)}`
  // The organisation code's own check may be X, which the outer alphabet has too.
  return body + usccCheckCharacter(body)
}

/** @param n from 0 on. */
export const aPhone = (n = 0): string => `138${String(10_000_000 + n).slice(-8)}`
