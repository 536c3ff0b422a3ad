import { describe, expect, it } from 'vitest'
import {
  administrator,
  applicant,
  aSubmitCommand,
  auditor,
  clerk,
  commandsFor,
  handler,
  head,
  nation,
  province,
  reviewer,
  type Story,
  settingAt,
  stranger,
  submitted,
  system,
  take,
  walkTo,
  when,
} from '../../../testing/matter-world.ts'
import { day } from '../../../testing/rules.ts'
import type { Actor } from '../actor/actor.ts'
import { as, type StaffId } from '../kernel/ids.ts'
import type { RefusalCode } from '../kernel/refusal.ts'
import { type MatterCommand, submitMatter } from './decide.ts'
import { fold } from './evolve.ts'
import { matterKinds, type Status } from './matter.ts'

const now = '2026-03-10T10:00'

/** Does the command in a status, changed from its well-formed shape where the case says so. */
const doing = (
  story: Story,
  type: MatterCommand['type'],
  actor: Actor,
  more: Partial<Record<string, unknown>> = {},
  time = now,
) => when(story, { ...commandsFor(story.matter)[type], ...more } as MatterCommand, actor, time) // the cases stay within the shape

interface Case {
  readonly type: MatterCommand['type']
  readonly from: Status
  readonly by: Actor
  readonly to: Status
  readonly events: readonly string[]
}

const allowed: readonly Case[] = [
  { type: 'startReview', from: 'submitted', by: clerk, to: 'under-review', events: ['ReviewStarted'] },
  {
    type: 'requestSupplement',
    from: 'under-review',
    by: clerk,
    to: 'supplement-noticed',
    events: ['SupplementRequested'],
  },
  {
    type: 'recordReceipt',
    from: 'supplement-noticed',
    by: clerk,
    to: 'supplement-noticed',
    events: ['NoticeReceived'],
  },
  {
    type: 'recordReceipt',
    from: 'supplement-noticed',
    by: applicant,
    to: 'supplement-noticed',
    events: ['NoticeReceived'],
  },
  { type: 'recordReceipt', from: 'refused', by: clerk, to: 'refused', events: ['NoticeReceived'] },
  { type: 'accept', from: 'under-review', by: reviewer, to: 'accepted', events: ['MatterAccepted'] },
  { type: 'refuse', from: 'under-review', by: head, to: 'refused', events: ['MatterRefused'] },
  { type: 'markNotInArea', from: 'under-review', by: reviewer, to: 'not-in-area', events: ['MatterFoundNotInArea'] },
  { type: 'appeal', from: 'refused', by: applicant, to: 'appealed', events: ['RefusalAppealed'] },
  { type: 'decideAppeal', from: 'appealed', by: province, to: 'accepted', events: ['AppealDecided'] },
  { type: 'decideAppeal', from: 'appealed', by: nation, to: 'accepted', events: ['AppealDecided'] },
  { type: 'assign', from: 'accepted', by: head, to: 'in-service', events: ['HandlerAssigned'] },
  { type: 'assign', from: 'in-service', by: head, to: 'in-service', events: ['HandlerAssigned'] },
  { type: 'issueDeliverable', from: 'in-service', by: handler, to: 'in-service', events: ['DeliverableIssued'] },
  { type: 'issueDeliverable', from: 'in-service', by: head, to: 'in-service', events: ['DeliverableIssued'] },
  { type: 'terminate', from: 'under-review', by: head, to: 'terminated', events: ['MatterTerminated'] },
  { type: 'terminate', from: 'accepted', by: head, to: 'terminated', events: ['MatterTerminated'] },
  { type: 'terminate', from: 'in-service', by: head, to: 'terminated', events: ['MatterTerminated'] },
  ...(['submitted', 'under-review', 'supplement-noticed', 'accepted', 'in-service'] as const).flatMap(
    (from): Case[] => [
      { type: 'withdraw', from, by: applicant, to: 'withdrawn', events: ['MatterWithdrawn'] },
      { type: 'withdraw', from, by: clerk, to: 'withdrawn', events: ['MatterWithdrawn'] },
    ],
  ),
  { type: 'rate', from: 'closed', by: applicant, to: 'closed', events: ['MatterRated'] },
  ...(['refusal-upheld', 'not-in-area', 'deemed-withdrawn', 'withdrawn', 'terminated'] as const).map(
    (from): Case => ({ type: 'archive', from, by: clerk, to: 'archived', events: ['MatterArchived'] }),
  ),
]

describe('a step that may be taken', () => {
  it.each(allowed.map((one) => [`${one.type} by ${nameOf(one.by)} in ${one.from} leads to ${one.to}`, one] as const))(
    '%s',
    (_title, { type, from, by, to, events }) => {
      const outcome = doing(walkTo(from), type, by)
      expect(outcome.refusal).toBeNull()
      expect(outcome.events.map((event) => event.type)).toEqual(events)
      expect(outcome.story.matter.status).toBe(to)
    },
  )
})

function nameOf(actor: Actor): string {
  return actor.kind === 'staff' ? actor.roles.join('+') : actor.kind
}

interface Refused {
  readonly what: string
  readonly story: () => Story
  readonly type: MatterCommand['type']
  readonly by: Actor
  readonly more?: Record<string, unknown>
  readonly at?: string
  readonly code: RefusalCode
}

const receivedNotice = () => doing(walkTo('supplement-noticed'), 'recordReceipt', clerk, {}, '2026-03-05T09:00').story
const answered = () => doing(receivedNotice(), 'supplement', applicant, {}, '2026-03-06T09:00').story
const refusedAndReceived = () => doing(walkTo('refused'), 'recordReceipt', clerk, {}, '2026-03-05T09:00').story

const refused: readonly Refused[] = [
  {
    what: 'a stranger begins a review',
    story: () => walkTo('submitted'),
    type: 'startReview',
    by: stranger,
    code: 'role-lacks-right',
  },
  {
    what: 'an auditor accepts',
    story: () => walkTo('under-review'),
    type: 'accept',
    by: auditor,
    code: 'role-lacks-right',
  },
  {
    what: 'an administrator assigns',
    story: () => walkTo('accepted'),
    type: 'assign',
    by: administrator,
    code: 'role-lacks-right',
  },
  { what: 'a clerk accepts', story: () => walkTo('under-review'), type: 'accept', by: clerk, code: 'role-lacks-right' },
  { what: 'a clerk refuses', story: () => walkTo('under-review'), type: 'refuse', by: clerk, code: 'role-lacks-right' },
  {
    what: 'a reviewer terminates',
    story: () => walkTo('in-service'),
    type: 'terminate',
    by: reviewer,
    code: 'role-lacks-right',
  },
  {
    what: 'the station decides on the appeal against itself',
    story: () => walkTo('appealed'),
    type: 'decideAppeal',
    by: head,
    code: 'role-lacks-right',
  },
  { what: 'an officer appeals', story: () => walkTo('refused'), type: 'appeal', by: head, code: 'role-lacks-right' },
  {
    what: 'an officer rates the own work',
    story: () => walkTo('closed'),
    type: 'rate',
    by: head,
    code: 'role-lacks-right',
  },
  {
    what: 'an officer lets a supplement lapse by hand',
    story: receivedNotice,
    type: 'lapseSupplement',
    by: head,
    code: 'role-lacks-right',
  },
  {
    what: 'a review begins twice',
    story: () => walkTo('under-review'),
    type: 'startReview',
    by: clerk,
    code: 'status-forbids',
  },
  {
    what: 'a matter is accepted before anybody looked',
    story: () => walkTo('submitted'),
    type: 'accept',
    by: head,
    code: 'status-forbids',
  },
  {
    what: 'a matter is accepted while a supplement is awaited',
    story: receivedNotice,
    type: 'accept',
    by: head,
    code: 'status-forbids',
  },
  {
    what: 'a closed matter is withdrawn',
    story: () => walkTo('closed'),
    type: 'withdraw',
    by: applicant,
    code: 'status-forbids',
  },
  {
    what: 'an archived matter is archived again',
    story: () => walkTo('archived'),
    type: 'archive',
    by: clerk,
    code: 'status-forbids',
  },
  {
    what: 'a second supplement is asked by a clerk',
    story: answered,
    type: 'requestSupplement',
    by: clerk,
    code: 'supplement-rounds-used',
  },
  {
    what: 'the receipt of a notice that was never issued',
    story: () => walkTo('supplement-noticed'),
    type: 'recordReceipt',
    by: clerk,
    more: { noticeId: 'made-up' },
    code: 'notice-unknown',
  },
  {
    what: 'a notice is received twice',
    story: receivedNotice,
    type: 'recordReceipt',
    by: clerk,
    code: 'notice-already-received',
  },
  {
    what: 'a notice is received the day before it was issued',
    story: () => walkTo('supplement-noticed'),
    type: 'recordReceipt',
    by: clerk,
    more: { on: day('2026-03-03') },
    code: 'receipt-date-impossible',
  },
  {
    what: 'a notice is received tomorrow',
    story: () => walkTo('supplement-noticed'),
    type: 'recordReceipt',
    by: clerk,
    more: { on: day('2026-03-11') },
    code: 'receipt-date-impossible',
  },
  {
    what: 'a supplement to a notice that was not received',
    story: () => walkTo('supplement-noticed'),
    type: 'supplement',
    by: applicant,
    code: 'notice-not-received',
  },
  {
    what: 'a supplement on the eighth working day',
    story: receivedNotice,
    type: 'supplement',
    by: applicant,
    at: '2026-03-17T00:00',
    code: 'supplement-overdue',
  },
  {
    what: 'a supplement with evidence of an unknown kind',
    story: receivedNotice,
    type: 'supplement',
    by: applicant,
    more: {
      evidence: [
        {
          evidenceId: 'e',
          kind: 'gossip',
          name: 'x',
          sha256: null,
          sm3: null,
          sizeBytes: null,
          link: 'https://example.com',
        },
      ],
    },
    code: 'code-unknown',
  },
  {
    what: 'a lapse on the seventh working day',
    story: receivedNotice,
    type: 'lapseSupplement',
    by: system,
    at: '2026-03-16T23:59',
    code: 'supplement-not-overdue',
  },
  {
    what: 'a lapse although the notice was never received',
    story: () => walkTo('supplement-noticed'),
    type: 'lapseSupplement',
    by: system,
    at: '2027-03-16T23:59',
    code: 'supplement-not-overdue',
  },
  {
    what: 'a refusal on a ground that is in no list',
    story: () => walkTo('under-review'),
    type: 'refuse',
    by: head,
    more: { grounds: ['no-clear-facts', 'because'] },
    code: 'code-unknown',
  },
  {
    what: 'an appeal on the eighth working day after receipt',
    story: refusedAndReceived,
    type: 'appeal',
    by: applicant,
    at: '2026-03-17T00:00',
    code: 'appeal-overdue',
  },
  {
    what: 'another clerk issues a result',
    story: () => walkTo('in-service'),
    type: 'issueDeliverable',
    by: clerk,
    code: 'not-the-handler',
  },
  {
    what: 'a result of a kind that is in no list',
    story: () => walkTo('in-service'),
    type: 'issueDeliverable',
    by: handler,
    more: { kind: 'verdict' },
    code: 'code-unknown',
  },
  {
    what: 'a result that fits no service asked for',
    story: () => walkTo('in-service'),
    type: 'issueDeliverable',
    by: handler,
    more: { kind: 'plan' },
    code: 'deliverable-unsuited',
  },
  {
    what: 'closing without a written result',
    story: () => walkTo('in-service'),
    type: 'close',
    by: handler,
    code: 'no-deliverable',
  },
  {
    what: 'closing by another clerk',
    story: () => doing(walkTo('in-service'), 'issueDeliverable', handler).story,
    type: 'close',
    by: clerk,
    code: 'not-the-handler',
  },
  {
    what: 'closing with a result that is in no list',
    story: () => doing(walkTo('in-service'), 'issueDeliverable', handler).story,
    type: 'close',
    by: handler,
    more: { resultCode: 'won' },
    code: 'code-unknown',
  },
  {
    what: 'termination on a ground that is in no list',
    story: () => walkTo('accepted'),
    type: 'terminate',
    by: head,
    more: { ground: 'tired' },
    code: 'code-unknown',
  },
  {
    what: 'a second rating',
    story: () => doing(walkTo('closed'), 'rate', applicant).story,
    type: 'rate',
    by: applicant,
    code: 'already-rated',
  },
  {
    what: 'archiving while the applicant may still rate',
    story: () => walkTo('closed'),
    type: 'archive',
    by: clerk,
    code: 'rating-window-open',
  },
  {
    what: 'archiving a refusal that was not received',
    story: () => walkTo('refused'),
    type: 'archive',
    by: clerk,
    at: '2027-03-10T10:00',
    code: 'appeal-window-open',
  },
  {
    what: 'archiving a refusal that may still be appealed',
    story: refusedAndReceived,
    type: 'archive',
    by: clerk,
    at: '2026-03-16T23:59',
    code: 'appeal-window-open',
  },
  {
    what: 'recomputing under the calendar that everything was computed under',
    story: () => walkTo('accepted'),
    type: 'recomputeDeadlines',
    by: system,
    code: 'nothing-to-recompute',
  },
]

describe('a step that may not be taken', () => {
  it.each(refused.map((one) => [`${one.what}: ${one.code}`, one] as const))('%s', (_title, one) => {
    const story = one.story()
    const outcome = doing(story, one.type, one.by, one.more, one.at)
    expect(outcome.refusal?.code).toBe(one.code)
    expect(outcome.events).toEqual([])
  })

  it('an impossible day of receipt is told with the days that are possible', () => {
    const outcome = doing(walkTo('supplement-noticed'), 'recordReceipt', clerk, { on: day('2026-03-03') })
    expect(outcome.refusal).toEqual({
      code: 'receipt-date-impossible',
      given: '2026-03-03',
      earliest: '2026-03-04',
      latest: '2026-03-10',
    })
  })

  it('an unsuited result is told with those that suit', () => {
    const outcome = doing(walkTo('in-service'), 'issueDeliverable', handler, { kind: 'plan' })
    expect(outcome.refusal).toEqual({
      code: 'deliverable-unsuited',
      given: 'plan',
      allowed: ['advice', 'reference-opinion'],
    })
  })
})

describe('submitting', () => {
  it.each([
    ['a right of an unknown type', { rights: [{ type: 'perpetual-motion', number: null, name: null }] }],
    ['an unknown service', { services: ['CONSULT', 'MIRACLE'] }],
    ['an unknown scene', { scene: 'moon' }],
    ['an unknown position', { position: 'bystander' }],
    ['an unknown urgency', { urgency: 'yesterday' }],
  ])('%s is refused by its list', (_title, need) => {
    const result = submitMatter(aSubmitCommand('aid', need), settingAt(now, applicant))
    expect(result).toMatchObject({ ok: false, refusal: { code: 'code-unknown' } })
  })

  it('evidence of an unknown kind is refused', () => {
    const evidence = [
      { evidenceId: 'e', kind: 'gossip', name: 'x', sha256: null, sm3: null, sizeBytes: null, link: 'https://a.cn' },
    ]
    const result = submitMatter({ ...aSubmitCommand('aid'), evidence }, settingAt(now, applicant))
    expect(result).toEqual({ ok: false, refusal: { code: 'code-unknown', list: 'evidence-kinds', given: 'gossip' } })
  })

  it('the event holds what was asked, who holds it and why, and nobody’s name', () => {
    const result = submitMatter(aSubmitCommand('aid'), settingAt(now, applicant))
    if (!result.ok) throw new Error(result.refusal.code)
    expect(result.value).toHaveLength(1)
    expect(result.value[0]).toMatchObject({
      type: 'MatterSubmitted',
      holderWhy: ['发生地在宁波市鄞州区'],
      parties: [{ partyId: 'party-1', role: 'applicant', commitment: 'ab'.repeat(32) }],
    })
  })
})

describe('the whole road of a matter', () => {
  it.each(matterKinds)(
    '%s: submitted, reviewed, supplemented, accepted, assigned, advised, closed, rated, archived',
    (kind) => {
      let story = submitted('2026-03-02T09:00', kind)
      const go = (type: MatterCommand['type'], actor: Actor, time: string) => {
        story = take(story, commandsFor(story.matter)[type], actor, time)
      }
      go('startReview', clerk, '2026-03-03T09:00')
      go('requestSupplement', clerk, '2026-03-04T09:00')
      go('recordReceipt', applicant, '2026-03-05T09:00')
      go('supplement', applicant, '2026-03-06T09:00')
      go('accept', reviewer, '2026-03-09T09:00')
      go('assign', head, '2026-03-09T10:00')
      go('issueDeliverable', handler, '2026-03-12T09:00')
      go('close', handler, '2026-03-13T09:00')
      go('rate', applicant, '2026-03-16T09:00')
      go('archive', clerk, '2026-03-17T09:00')
      expect(story.history.map((one) => one.event.type)).toEqual([
        'MatterSubmitted',
        'ReviewStarted',
        'SupplementRequested',
        'NoticeReceived',
        'MatterSupplemented',
        'MatterAccepted',
        'HandlerAssigned',
        'DeliverableIssued',
        'MatterClosed',
        'MatterRated',
        'MatterArchived',
      ])
      expect(story.matter).toMatchObject({
        kind,
        status: 'archived',
        version: 11,
        handlerId: 'staff-handler',
        closing: { resultCode: 'advice-given' },
        rating: { stars: 5, solved: 'yes' },
        archive: { number: '330000-2026-WQ337K4M2D9X', endedAs: 'closed' },
      })
      expect(story.matter.clocks.map((clock) => [clock.ruleId, clock.state])).toEqual([
        ['AID-REVIEW', 'stopped'],
        ['AID-SUPPLEMENT', 'stopped'],
        ['SLA-CLOSE', 'stopped'],
        ['AID-RATE', 'stopped'],
      ])
      expect(fold(story.history)).toEqual(story.matter)
    },
  )

  it('a refusal revoked on appeal goes on as accepted', () => {
    const appealed = walkTo('appealed')
    const story = doing(appealed, 'decideAppeal', province).story
    expect(story.matter).toMatchObject({
      status: 'accepted',
      appeal: { outcome: 'revoked', answer: '事实清楚，撤销。' },
    })
    const assigned = take(story, commandsFor(story.matter).assign, head, '2026-03-11T09:00')
    expect(assigned.matter.status).toBe('in-service')
  })

  it('a matter can be handed to another colleague, who is then the one to close it', () => {
    const other = { handlerId: as<StaffId>('staff-clerk'), handlerName: '另一人' }
    const story = doing(walkTo('in-service'), 'assign', head, other).story
    expect(story.matter.handlerId).toBe('staff-clerk')
    expect(doing(story, 'issueDeliverable', handler).refusal?.code).toBe('not-the-handler')
    expect(doing(story, 'issueDeliverable', clerk).refusal).toBeNull()
  })
})
