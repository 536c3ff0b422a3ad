import type { PlainDate } from '../kernel/plain-date.ts'
import type { Finding, IdentifierFault, IdentifierType } from './check.ts'
import { checkPatent } from './patent.ts'
import { checkPhone } from './phone.ts'
import { checkGi, checkIcLayout, checkTrademark } from './registration.ts'
import { checkResidentId } from './resident-id.ts'
import { checkUscc } from './uscc.ts'

export interface IdentifierCheck {
  readonly type: IdentifierType
  /** As given. */
  readonly value: string
  readonly valid: boolean
  /** The one form in which this number is kept; null when it is not valid. */
  readonly normalised: string | null
  /** What was wrong, in Chinese, for the person who typed it; null when it is valid. */
  readonly reason: string | null
  readonly reasonInEnglish: string | null
  readonly code: IdentifierFault | null
  /** What a valid answer does not vouch for, e.g. that only the form was checked. */
  readonly note: string | null
}

const checkers: Record<IdentifierType, (value: string, today: PlainDate | null) => Finding> = {
  uscc: checkUscc,
  'resident-id': checkResidentId,
  patent: (value, today) => checkPatent(value, yearOf(today)),
  trademark: checkTrademark,
  'ic-layout': (value, today) => checkIcLayout(value, yearOf(today)),
  gi: checkGi,
  phone: checkPhone,
}

const yearOf = (today: PlainDate | null): number | null => (today === null ? null : Number(today.slice(0, 4)))

/**
 * Whether a number can be what it claims to be. It asks no register: a valid number may still belong to nobody.
 *
 * Sources: GB 32100-2015 and GB 11714 (uscc), GB 11643 (resident-id), ZC 0006 (patent). The forms of trademark,
 * ic-layout and gi numbers are not confirmed by an official source; the note says so.
 *
 * @param today years and dates after it are refused; without it they are not compared with today
 */
export const checkIdentifier = (
  type: IdentifierType,
  value: string,
  today: PlainDate | null = null,
): IdentifierCheck => {
  const finding = checkers[type](value, today)
  return finding.ok
    ? {
        type,
        value,
        valid: true,
        normalised: finding.normalised,
        reason: null,
        reasonInEnglish: null,
        code: null,
        note: finding.note,
      }
    : {
        type,
        value,
        valid: false,
        normalised: null,
        reason: finding.reason,
        reasonInEnglish: finding.reasonInEnglish,
        code: finding.code,
        note: null,
      }
}
