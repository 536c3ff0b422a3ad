import type { DivisionCode, InstitutionId, MatterId, MatterNumber, StaffId, SubmissionId } from '../kernel/ids.ts'

/** Roles of staff; one person at a station may hold several. */
export const roles = [
  'clerk',
  'reviewer',
  'head',
  'province-supervisor',
  'national-supervisor',
  'auditor',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/**
 * Which matters an actor can reach at all; compiled to one SQL predicate for every reader and stated again by row-level
 * security. What may be done with a reached matter is decided by `matter/can.ts`.
 */
export type Scope =
  | { readonly kind: 'none' }
  | { readonly kind: 'matter'; readonly matterId: MatterId }
  /** Before a tracking number and its second proof are checked. */
  | { readonly kind: 'number'; readonly number: MatterNumber }
  /** The sender of a submission, who alone knows its id. */
  | { readonly kind: 'submission'; readonly submissionId: SubmissionId }
  | { readonly kind: 'institutions'; readonly ids: readonly InstitutionId[] }
  | { readonly kind: 'province'; readonly code: DivisionCode }
  | { readonly kind: 'nation' }
  /** The platform's own jobs. */
  | { readonly kind: 'system' }

export interface Staff {
  readonly kind: 'staff'
  readonly id: StaffId
  readonly name: string
  readonly roles: readonly Role[]
  readonly institutionId: InstitutionId
  readonly institutionName: string
  readonly provinceCode: DivisionCode
  readonly scope: Scope
}

/** A system of an institution that comes with a token. It reaches the institution's matters and holds no role. */
export interface Machine {
  readonly kind: 'machine'
  /** The token's id. */
  readonly id: string
  readonly name: string
  readonly institutionId: InstitutionId
  readonly provinceCode: DivisionCode
  readonly scope: Scope
}

export type Actor =
  | Staff
  | Machine
  | { readonly kind: 'applicant'; readonly scope: Scope }
  | { readonly kind: 'public'; readonly scope: Scope }
  | { readonly kind: 'system'; readonly name: string; readonly scope: { readonly kind: 'system' } }

/** Who did it, as the record keeps it. */
export type ActorRef =
  | { readonly kind: 'applicant' }
  | { readonly kind: 'staff'; readonly id: StaffId; readonly name: string; readonly institutionId: InstitutionId }
  | { readonly kind: 'system'; readonly name: string }

export const actorRef = (actor: Actor): ActorRef => {
  switch (actor.kind) {
    case 'staff':
      return { kind: 'staff', id: actor.id, name: actor.name, institutionId: actor.institutionId }
    case 'system':
      return { kind: 'system', name: actor.name }
    default:
      return { kind: 'applicant' }
  }
}

export const hasRole = (actor: Actor, wanted: readonly Role[]): boolean =>
  actor.kind === 'staff' && actor.roles.some((role) => wanted.includes(role))

/**
 * The reach of a member of staff: the widest that one of their roles gives. An administrator looks after accounts and
 * institutions and reaches no matter by that role.
 * @param subtree the institution itself and all below it.
 */
export const staffScope = (
  held: readonly Role[],
  own: { readonly institutionId: InstitutionId; readonly provinceCode: DivisionCode; readonly national: boolean },
  subtree: readonly InstitutionId[],
): Scope => {
  const has = (role: Role) => held.includes(role)
  // The subtree of the national institution is the nation; naming its thousands of institutions would only be slower.
  if (has('national-supervisor') || (own.national && (has('auditor') || has('head')))) return { kind: 'nation' }
  if (has('province-supervisor')) return { kind: 'province', code: own.provinceCode }
  if (has('head') || has('auditor')) return { kind: 'institutions', ids: subtree }
  if (has('clerk') || has('reviewer')) return { kind: 'institutions', ids: [own.institutionId] }
  return { kind: 'none' }
}
