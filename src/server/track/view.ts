import type { ClockView, MatterView } from '../../contract/matter.ts'
import { portalPaths, type TrackPage } from '../../contract/paths.ts'
import type { MatterAction, MatterPageProps } from '../../contract/portal/track.ts'
import { explainRefusal } from '../../contract/refusal-words.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import type { Language } from '../../domain/kernel/language.ts'
import type { Instant } from '../../domain/kernel/plain-date.ts'
import { type Action, whyNot } from '../../domain/matter/can.ts'
import { type Matter, type Status, unreceived } from '../../domain/matter/matter.ts'
import type { CodeLists } from '../platform/code-lists.ts'
import { dueOf } from '../submission/receipt-props.ts'
import { standingWords } from './standing-words.ts'

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

type Words = (typeof standingWords)['zh']

interface Standing {
  readonly headline: string
  readonly explanation?: string
}

/** What a matter is about, in a few words: as it was named when it came, or by the same code lists in English. */
export const titleIn = (
  language: Language,
  { title, need }: Pick<MatterView, 'title' | 'need'>,
  codes: CodeLists,
): string => {
  if (language === 'zh') return title
  const rights = [...new Set(need.rights.map((right) => codes.label('right-types', right.type, language)))]
  return `${rights.join(', ')}: ${codes.label('scenes', need.scene, language)}`
}

/** Why it is another institution's, and whose. */
const elsewhere = ({ notInArea }: MatterView, t: Words): string | undefined => {
  if (notInArea === null) return undefined
  const advised = notInArea.advised === null ? [] : [t.advised(notInArea.advised.name)]
  return [notInArea.reasons.replace(/。$/, ''), ...advised].join(t.stop)
}

const standings: Readonly<Record<Status, (matter: Matter, view: MatterView, t: Words) => Standing>> = {
  submitted: (_, __, t) => ({ headline: t.submitted }),
  'under-review': (_, __, t) => ({ headline: t.underReview }),
  'supplement-noticed': (matter, _, t) => ({ headline: unsigned(matter) ? t.noticeWaits : t.supplementAsked }),
  accepted: (_, __, t) => ({ headline: t.accepted }),
  'in-service': (matter, _, t) => ({ headline: t.inService, explanation: t.handledBy(matter.handlerName ?? '') }),
  closed: ({ closing }, _, t) => ({ headline: t.closed, explanation: closing?.summary }),
  refused: (matter, _, t) =>
    unsigned(matter) ? { headline: t.decisionWaits } : { headline: t.refused, explanation: matter.refusal?.reasons },
  appealed: (_, __, t) => ({ headline: t.appealed }),
  'refusal-upheld': ({ appeal }, _, t) => ({ headline: t.upheld, explanation: appeal?.answer ?? undefined }),
  'not-in-area': (_, view, t) => ({ headline: t.notInArea, explanation: elsewhere(view, t) }),
  'deemed-withdrawn': (_, __, t) => ({ headline: t.deemedWithdrawn, explanation: t.deemedWithdrawnText }),
  withdrawn: (_, __, t) => ({ headline: t.withdrawn, explanation: t.withdrawnText }),
  terminated: ({ ending }, _, t) => ({ headline: t.terminated, explanation: ending?.reasons }),
  // Where to go instead is what one comes back for; all else stands in the history.
  archived: (_, view, t) => ({ headline: t.archived, explanation: elsewhere(view, t) }),
}

const nextSteps: Partial<Record<Status, (matter: Matter, view: MatterView, t: Words) => Next | undefined>> = {
  submitted: (_, view, t) => ({ actor: 'institution', text: t.nextReview, due: dueBy(view, 'AID-REVIEW') }),
  'under-review': (_, view, t) => ({ actor: 'institution', text: t.nextDecision, due: dueBy(view, 'AID-REVIEW') }),
  'supplement-noticed': (matter, view, t) =>
    unsigned(matter)
      ? { actor: 'applicant', text: t.nextSignNotice }
      : { actor: 'applicant', text: t.nextSupplement, due: dueBy(view, 'AID-SUPPLEMENT') },
  accepted: (_, __, t) => ({ actor: 'institution', text: t.nextAssign }),
  'in-service': (_, __, t) => ({ actor: 'institution', text: t.nextDeliverable }),
  closed: (matter, view, t) =>
    matter.rating ? undefined : { actor: 'applicant', text: t.nextRate, due: dueBy(view, 'AID-RATE') },
  refused: (matter, view, t) => {
    if (unsigned(matter)) return { actor: 'applicant', text: t.nextSignDecision }
    const clock = liveClock(view, 'AID-APPEAL')
    if (clock?.remaining?.overdue) return undefined
    return { actor: 'applicant', text: t.nextAppeal, due: clock && dueOf(clock) }
  },
  appealed: (_, view, t) => ({ actor: 'other', text: t.nextAppealDecision, due: dueBy(view, 'AID-APPEAL-DECISION') }),
}

const coming: Partial<Record<Status, (t: Words) => readonly string[]>> = {
  submitted: ({ road }) => road,
  'under-review': ({ road }) => road.slice(1),
  'supplement-noticed': ({ road, supplementRoad }) => [...supplementRoad, ...road.slice(1)],
  accepted: ({ road }) => road.slice(2),
  'in-service': ({ road }) => road.slice(3),
  appealed: ({ appealRoad }) => appealRoad,
}

/** What an applicant may do, the most pressing first: page, rule, words. */
const doings: readonly (readonly [page: keyof Words['doings'] & TrackPage, action: Action])[] = [
  ['notice', 'recordReceipt'],
  ['supplement', 'supplement'],
  ['appeal', 'appeal'],
  ['rate', 'rate'],
  ['withdraw', 'withdraw'],
]

/** Why the applicant can't do this now, in words; null when it can be done. */
export const whyNotNow = (matter: Matter, action: Action, now: Instant, language: Language = 'zh'): string | null => {
  const refusal = whyNot(action, matter, applicant, now)
  return refusal === null ? null : explainRefusal(refusal, language)
}

/** Where one signs: a notice, whose time begins with it, before any other document. */
const signingHref = (matter: Matter): string => {
  const document = unsigned(matter) ? null : unreceived(matter)[0]
  return document ? portalPaths.trackDocument(document.id) : portalPaths.trackPage('notice')
}

const actionsOf = (matter: Matter, now: Instant, language: Language): readonly MatterAction[] => {
  const t = standingWords[language]
  const last = matter.notices.at(-1)
  const signed = last?.received && ['supplement-noticed', 'refused'].includes(matter.status)
  const reread = signed
    ? [
        {
          label: last.kind === 'supplement' ? t.rereadSupplement : t.rereadRefusal,
          href: portalPaths.trackPage('notice'),
        },
      ]
    : []
  const steps = doings.map(([page, action]): MatterAction => {
    const early = action === 'appeal' && unsigned(matter) ? t.signFirst : null
    const blockedBecause = whyNotNow(matter, action, now, language) ?? early ?? undefined
    const href = page === 'notice' ? signingHref(matter) : portalPaths.trackPage(page)
    const label = page === 'notice' && !unsigned(matter) && !blockedBecause ? t.signDocument : t.doings[page]
    return { label, href, blockedBecause }
  })
  // A signed notice is read again, not signed again.
  return [...steps.filter((step) => !(signed && step.href === portalPaths.trackPage('notice'))), ...reread]
}

/** The matter as the applicant's page tells it; what happened is told by `happenedTo`. */
export const standingOf = (
  matter: Matter,
  view: MatterView,
  now: Instant,
  language: Language,
): Pick<MatterPageProps, 'headline' | 'explanation' | 'next' | 'actions' | 'coming'> => {
  const t = standingWords[language]
  const rated = matter.status === 'closed' && !matter.rating ? t.road.slice(5) : []
  return {
    ...standings[matter.status](matter, view, t),
    next: nextSteps[matter.status]?.(matter, view, t),
    actions: actionsOf(matter, now, language),
    coming: [...(coming[matter.status]?.(t) ?? rated)].map((title) => ({ title })),
  }
}
