import type { ClockView, MatterView } from '../../contract/matter.ts'
import { portalPaths, type TrackPage } from '../../contract/paths.ts'
import type { MatterAction, MatterPageProps } from '../../contract/portal/track.ts'
import { explainRefusal } from '../../contract/refusal-words.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import type { Instant } from '../../domain/kernel/plain-date.ts'
import { type Action, whyNot } from '../../domain/matter/can.ts'
import type { Matter, Status } from '../../domain/matter/matter.ts'
import { dueOf } from '../submission/receipt-props.ts'

type Next = NonNullable<MatterPageProps['next']>

const applicant: Actor = { kind: 'applicant', scope: { kind: 'none' } }

/** The last notice, as long as it waits for a signature. */
export const unsigned = (matter: Matter) => {
  const last = matter.notices.at(-1)
  return last && last.received === null ? last : null
}

const liveClock = (view: MatterView, ruleId: string): ClockView | undefined =>
  view.clocks.find((clock) => clock.ruleId === ruleId && clock.state !== 'stopped')

/** A clock's end, where the rule is one to rely on: a benchmark compares, it promises nothing. */
export const dueBy = (view: MatterView, ruleId: string) => {
  const clock = liveClock(view, ruleId)
  return clock && clock.ruleKind !== 'benchmark' ? dueOf(clock) : undefined
}

interface Standing {
  readonly headline: string
  readonly explanation?: string
}

/** Why it is another institution's, and whose. */
const elsewhere = ({ notInArea }: MatterView): string | undefined => {
  if (notInArea === null) return undefined
  const advised = notInArea.advised === null ? [] : [`建议找：${notInArea.advised.name}`]
  return [notInArea.reasons.replace(/。$/, ''), ...advised].join('。')
}

const standings: Readonly<Record<Status, (matter: Matter, view: MatterView) => Standing>> = {
  submitted: () => ({ headline: '机构已经收到您的申请' }),
  'under-review': () => ({ headline: '正在审查您的申请' }),
  'supplement-noticed': (matter) =>
    unsigned(matter) ? { headline: '有一份补正通知等您签收' } : { headline: '机构请您补充材料' },
  accepted: () => ({ headline: '已经受理，正在安排承办人' }),
  'in-service': (matter) => ({ headline: '正在办理', explanation: `承办人：${matter.handlerName ?? ''}` }),
  closed: ({ closing }) => ({ headline: '已经办结', explanation: closing?.summary }),
  refused: (matter) =>
    unsigned(matter)
      ? { headline: '机构作出了决定，等您签收' }
      : { headline: '机构决定不予受理', explanation: matter.refusal?.reasons },
  appealed: () => ({ headline: '正在审查您的申诉' }),
  'refusal-upheld': ({ appeal }) => ({
    headline: '申诉没有成立，维持不予受理',
    explanation: appeal?.answer ?? undefined,
  }),
  'not-in-area': (_, view) => ({ headline: '这件事不在这家机构的辖区', explanation: elsewhere(view) }),
  'deemed-withdrawn': () => ({
    headline: '到期没有补交材料，视为撤回',
    explanation: '办理已经终止。准备好材料后，可以重新申请。',
  }),
  withdrawn: () => ({ headline: '您已经撤回申请', explanation: '以后还需要帮助，可以重新申请。' }),
  terminated: ({ ending }) => ({ headline: '办理已经终止', explanation: ending?.reasons }),
  // Where to go instead is what one comes back for; all else stands in the history.
  archived: (_, view) => ({ headline: '案卷已经归档', explanation: elsewhere(view) }),
}

const nextSteps: Partial<Record<Status, (matter: Matter, view: MatterView) => Next | undefined>> = {
  submitted: (_, view) => ({ actor: 'institution', text: '机构审查，决定是否受理', due: dueBy(view, 'AID-REVIEW') }),
  'under-review': (_, view) => ({ actor: 'institution', text: '机构决定是否受理', due: dueBy(view, 'AID-REVIEW') }),
  'supplement-noticed': (matter, view) =>
    unsigned(matter)
      ? { actor: 'applicant', text: '签收通知，看看要补什么' }
      : { actor: 'applicant', text: '补交材料', due: dueBy(view, 'AID-SUPPLEMENT') },
  accepted: () => ({ actor: 'institution', text: '机构指派承办人，开始办理' }),
  'in-service': () => ({ actor: 'institution', text: '承办人出具书面意见，办结后告诉您结果' }),
  closed: (matter, view) =>
    matter.rating ? undefined : { actor: 'applicant', text: '评价这次服务', due: dueBy(view, 'AID-RATE') },
  refused: (matter, view) => {
    if (unsigned(matter)) return { actor: 'applicant', text: '签收决定书，看看理由' }
    const clock = liveClock(view, 'AID-APPEAL')
    if (clock?.remaining?.overdue) return undefined
    return { actor: 'applicant', text: '不同意的，可以申诉', due: clock && dueOf(clock) }
  },
  appealed: (_, view) => ({
    actor: 'other',
    text: '主管的知识产权管理部门审查申诉，告诉您结果',
    due: dueBy(view, 'AID-APPEAL-DECISION'),
  }),
}

const road = ['机构审查', '决定是否受理', '指派承办人', '办理，出具书面意见', '办结，告诉您结果', '您评价这次服务']

const coming: Partial<Record<Status, readonly string[]>> = {
  submitted: road,
  'under-review': road.slice(1),
  'supplement-noticed': ['您补交材料', '机构接着审查', ...road.slice(1)],
  accepted: road.slice(2),
  'in-service': road.slice(3),
  appealed: ['申诉决定'],
}

/** What an applicant may do, the most pressing first: page, rule, words. */
const doings: readonly (readonly [page: TrackPage, action: Action, label: string])[] = [
  ['notice', 'recordReceipt', '签收通知'],
  ['supplement', 'supplement', '补交材料'],
  ['appeal', 'appeal', '提出申诉'],
  ['rate', 'rate', '评价服务'],
  ['withdraw', 'withdraw', '撤回申请'],
]

/** Why the applicant can't do this now, in words; null when it can be done. */
export const whyNotNow = (matter: Matter, action: Action, now: Instant): string | null => {
  const refusal = whyNot(action, matter, applicant, now)
  return refusal === null ? null : explainRefusal(refusal)
}

const actionsOf = (matter: Matter, now: Instant): readonly MatterAction[] => {
  const last = matter.notices.at(-1)
  const signed = last?.received && ['supplement-noticed', 'refused'].includes(matter.status)
  const reread = signed
    ? [
        {
          label: last.kind === 'supplement' ? '看补正通知书' : '看不予受理决定书',
          href: portalPaths.trackPage('notice'),
        },
      ]
    : []
  const steps = doings.map(([page, action, label]): MatterAction => {
    const early = action === 'appeal' && unsigned(matter) ? '请先签收决定书，看看理由' : null
    const blockedBecause = whyNotNow(matter, action, now) ?? early ?? undefined
    return { label, href: portalPaths.trackPage(page), blockedBecause }
  })
  // A signed notice is read again, not signed again.
  return [...steps.filter((step) => !(signed && step.href === portalPaths.trackPage('notice'))), ...reread]
}

/** The matter as the applicant's page tells it; what happened is told by `happenedTo`. */
export const standingOf = (
  matter: Matter,
  view: MatterView,
  now: Instant,
): Pick<MatterPageProps, 'headline' | 'explanation' | 'next' | 'actions' | 'coming'> => {
  const rated = matter.status === 'closed' && !matter.rating ? ['您评价这次服务'] : []
  return {
    ...standings[matter.status](matter, view),
    next: nextSteps[matter.status]?.(matter, view),
    actions: actionsOf(matter, now),
    coming: [...(coming[matter.status] ?? rated)].map((title) => ({ title })),
  }
}
