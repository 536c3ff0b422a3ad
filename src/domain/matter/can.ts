import type { Actor, Role } from '../actor/actor.ts'
import type { Instant } from '../kernel/plain-date.ts'
import { chinaDate } from '../kernel/plain-date.ts'
import type { Refusal } from '../kernel/refusal.ts'
import { type Matter, type Status, statuses, unreceived } from './matter.ts'

/**
 * Who may take which step in which status. The server enforces this table and the screens read their reasons from it, so a
 * step that may not be taken is shown with the very reason the server would give.
 */
interface Permission {
  /** Roles of staff; empty for steps that no staff takes. */
  readonly staff: readonly Role[]
  readonly applicant: boolean
  readonly system: boolean
  readonly from: readonly Status[]
}

const officers: readonly Role[] = ['clerk', 'reviewer', 'head']
const reviewers: readonly Role[] = ['reviewer', 'head']
/** Papers go their way whatever becomes of the matter. */
const unarchived: readonly Status[] = statuses.filter((status) => status !== 'archived')
const step = (
  staff: readonly Role[],
  from: readonly Status[],
  others: { applicant?: boolean; system?: boolean } = {},
): Permission => ({ staff, from, applicant: others.applicant ?? false, system: others.system ?? false })

export const permissions = {
  startReview: step(officers, ['submitted']),
  requestSupplement: step(officers, ['under-review']),
  recordReceipt: step(officers, unarchived, { applicant: true }),
  supplement: step(officers, ['supplement-noticed'], { applicant: true }),
  lapseSupplement: step([], ['supplement-noticed'], { system: true }),
  accept: step(reviewers, ['under-review']),
  refuse: step(reviewers, ['under-review']),
  markNotInArea: step(reviewers, ['under-review']),
  appeal: step([], ['refused'], { applicant: true }),
  decideAppeal: step(['province-supervisor', 'national-supervisor'], ['appealed']),
  assign: step(['head'], ['accepted', 'in-service']),
  issueDeliverable: step(officers, ['in-service']),
  close: step(officers, ['in-service']),
  terminate: step(['head'], ['under-review', 'accepted', 'in-service']),
  withdraw: step(officers, ['submitted', 'under-review', 'supplement-noticed', 'accepted', 'in-service'], {
    applicant: true,
  }),
  rate: step([], ['closed'], { applicant: true }),
  archive: step(officers, [
    'closed',
    'refused',
    'refusal-upheld',
    'not-in-area',
    'deemed-withdrawn',
    'withdrawn',
    'terminated',
  ]),
  sendMessage: step(officers, unarchived, { applicant: true }),
  issueDocument: step(officers, unarchived, { system: true }),
  moveService: step([], unarchived, { system: true }),
  recomputeDeadlines: step(
    [],
    ['submitted', 'under-review', 'supplement-noticed', 'accepted', 'in-service', 'closed', 'refused', 'appealed'],
    {
      system: true,
    },
  ),
} satisfies Record<string, Permission>

export type Action = keyof typeof permissions
export const actions: readonly Action[] = Object.keys(permissions) as Action[] // keys of the literal above

const mayTake = (permission: Permission, actor: Actor): boolean => {
  switch (actor.kind) {
    case 'staff':
      return actor.roles.some((role) => permission.staff.includes(role))
    case 'applicant':
      return permission.applicant
    case 'system':
      return permission.system
    case 'public':
    case 'machine':
      return false
  }
}

const live = (matter: Matter, ruleId: string) =>
  matter.clocks.find((clock) => clock.ruleId === ruleId && clock.state !== 'stopped') ?? null

/** One round by default; a second needs the head (no source settles how many are allowed). */
const supplementRoundsWithoutHead = 1

/** What stands in the way in a status that would allow the step. */
const obstacle = (action: Action, matter: Matter, actor: Actor, now: Instant): Refusal | null => {
  switch (action) {
    case 'requestSupplement': {
      const isHead = actor.kind === 'staff' && actor.roles.includes('head')
      return matter.supplements.length >= supplementRoundsWithoutHead && !isHead
        ? { code: 'supplement-rounds-used', rounds: matter.supplements.length, needs: ['head'] }
        : null
    }
    case 'recordReceipt': {
      if (unreceived(matter).length > 0) return null
      const last = matter.notices.at(-1)
      return last?.received
        ? { code: 'notice-already-received', noticeId: last.noticeId }
        : { code: 'nothing-to-receive' }
    }
    case 'moveService': {
      const waiting = unreceived(matter).map((one) => one.id)
      return matter.documents.some((one) => waiting.includes(one.documentId)) ? null : { code: 'nothing-to-receive' }
    }
    case 'supplement': {
      const clock = live(matter, 'AID-SUPPLEMENT')
      if (clock === null) return { code: 'notice-not-received' }
      return clock.dueAt && clock.dueOn && now > clock.dueAt ? { code: 'supplement-overdue', dueOn: clock.dueOn } : null
    }
    case 'lapseSupplement': {
      const clock = live(matter, 'AID-SUPPLEMENT')
      return clock?.dueAt && now > clock.dueAt ? null : { code: 'supplement-not-overdue', dueOn: clock?.dueOn ?? null }
    }
    case 'appeal': {
      // Before the decision is received the window has not even begun, so an early appeal is in time.
      const clock = live(matter, 'AID-APPEAL')
      return clock?.dueAt && clock.dueOn && now > clock.dueAt ? { code: 'appeal-overdue', dueOn: clock.dueOn } : null
    }
    case 'issueDeliverable':
    case 'close': {
      const isHead = actor.kind === 'staff' && actor.roles.includes('head')
      if (actor.kind === 'staff' && !isHead && matter.handlerId !== actor.id) {
        return { code: 'not-the-handler', handlerId: matter.handlerId }
      }
      return action === 'close' && matter.deliverables.length === 0 ? { code: 'no-deliverable' } : null
    }
    case 'rate':
      return matter.rating ? { code: 'already-rated' } : null
    case 'archive': {
      if (matter.status === 'refused') {
        const clock = live(matter, 'AID-APPEAL')
        return clock?.dueAt && now > clock.dueAt ? null : { code: 'appeal-window-open', dueOn: clock?.dueOn ?? null }
      }
      if (matter.status === 'closed' && !matter.rating) {
        const clock = live(matter, 'AID-RATE')
        return clock?.dueAt && clock.dueOn && now <= clock.dueAt
          ? { code: 'rating-window-open', dueOn: clock.dueOn }
          : null
      }
      return null
    }
    default:
      return null
  }
}

/** Why this step can't be taken now, or null when it can. Role first, then status, then what the matter itself says. */
export const whyNot = (action: Action, matter: Matter, actor: Actor, now: Instant): Refusal | null => {
  const permission: Permission = permissions[action]
  if (!mayTake(permission, actor)) return { code: 'role-lacks-right', action, needs: permission.staff }
  if (!permission.from.includes(matter.status)) {
    return { code: 'status-forbids', action, status: matter.status, allowed: permission.from }
  }
  return obstacle(action, matter, actor, now)
}

/** The earliest and latest day on which a notice can have been received. */
export const receiptWindow = (issuedAt: Instant, now: Instant) => ({
  earliest: chinaDate(issuedAt),
  latest: chinaDate(now),
})
