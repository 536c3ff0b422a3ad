import type { DivisionCode, InstitutionId } from '../kernel/ids.ts'
import type { PlainDate } from '../kernel/plain-date.ts'

/** From the nearest to the widest; also the order in which a matter climbs. Code list `institution-levels`. */
export const institutionLevels = ['county', 'city', 'province', 'national'] as const
export type InstitutionLevel = (typeof institutionLevels)[number]

/**
 * active       takes part in the platform.
 * suspended    takes part, takes nothing for now.
 * closed       no longer exists.
 * reported     named by a source of grade A or B; not connected to the platform.
 * unconfirmed  named by a weaker source, or known only as planned; never shown to the public.
 */
export const institutionStatuses = ['active', 'suspended', 'closed', 'reported', 'unconfirmed'] as const
export type InstitutionStatus = (typeof institutionStatuses)[number]

export interface Institution {
  readonly id: InstitutionId
  readonly name: string
  /** Code list `institution-kinds`. */
  readonly kind: string
  readonly level: InstitutionLevel
  readonly parentId: InstitutionId | null
  /** Where it stands; `nationCode` for a national institution. */
  readonly divisionCode: DivisionCode
  /** `nationCode` for a national institution. */
  readonly provinceCode: DivisionCode
  /** The divisions that it serves with everything below them. */
  readonly areas: readonly DivisionCode[]
  /** Code list `right-types`; empty when not known. */
  readonly rightTypes: readonly string[]
  /** Code list `services`; empty when not known. */
  readonly services: readonly string[]
  readonly hours: string | null
  readonly address: string | null
  readonly phone: string | null
  readonly url: string | null
  readonly status: InstitutionStatus
  /** Takes matters through this platform. */
  readonly acceptsOnline: boolean
  /** Belongs to the demonstration network, not to the world. */
  readonly demo: boolean
  readonly sourceUrl: string | null
  readonly sourceGrade: 'A' | 'B' | 'C' | 'D' | null
  /** When the source said so, as exact as it said: `2021`, `2021-04` or `2021-04-25`. */
  readonly asOf: string | null
  readonly validFrom: PlainDate
  /** Last day; null while it holds. */
  readonly validTo: PlainDate | null
}

/** `prefecture` is the level of a city (地级). */
export type DivisionLevel = 'nation' | 'province' | 'prefecture' | 'county'

/** The whole country as the root of all divisions. GB/T 2260 begins at the provinces; all noughts name none of them. */
// A constant of the right shape; `as` from ids.ts is for values that cross a boundary.
export const nationCode = '000000' as DivisionCode

/** An administrative division, GB/T 2260, or the nation above them. */
export interface Division {
  readonly code: DivisionCode
  readonly name: string
  /** With its ancestors, without the placeholders of the code table: 浙江省宁波市鄞州区, 北京市海淀区, 河南省济源市. */
  readonly fullName: string
  /** The real parent: the province for a county that belongs to no city; null for the nation alone. */
  readonly parentCode: DivisionCode | null
  readonly level: DivisionLevel
  readonly provinceCode: DivisionCode
}

/** Holds on this day, first and last day included. */
export const isValidOn = (held: Pick<Institution, 'validFrom' | 'validTo'>, on: PlainDate): boolean =>
  held.validFrom <= on && (held.validTo === null || on <= held.validTo)

/** A new matter may be given to it on this day. */
export const takesMatters = (institution: Institution, on: PlainDate): boolean =>
  institution.acceptsOnline && institution.status === 'active' && isValidOn(institution, on)

/** @param chain a division first, then its ancestors up to the nation. */
export const servesPlace = (
  institution: Pick<Institution, 'areas'>,
  chain: readonly Pick<Division, 'code'>[],
): boolean => chain.some((division) => institution.areas.includes(division.code))

/** What is asked for and not offered here, as codes. */
export const missingFrom = (
  institution: Pick<Institution, 'rightTypes' | 'services'>,
  asked: { readonly rightTypes: readonly string[]; readonly services: readonly string[] },
): { readonly rightTypes: readonly string[]; readonly services: readonly string[] } => ({
  rightTypes: asked.rightTypes.filter((code) => !institution.rightTypes.includes(code)),
  services: asked.services.filter((code) => !institution.services.includes(code)),
})
