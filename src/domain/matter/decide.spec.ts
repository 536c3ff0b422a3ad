import { describe, expect, it } from 'vitest'
import {
  applicant,
  aSubmitCommand,
  clerk,
  commandsFor,
  doing,
  handler,
  head,
  nation,
  province,
  reviewer,
  settingAt,
  submitted,
  take,
  walkTo,
} from '../../../testing/matter-world.ts'
import type { Actor } from '../actor/actor.ts'
import { as, type StaffId } from '../kernel/ids.ts'
import { type MatterCommand, submitMatter } from './decide.ts'
import { fold } from './evolve.ts'
import { matterKinds, type Status } from './matter.ts'

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
  { type: 'sendMessage', from: 'under-review', by: applicant, to: 'under-review', events: ['MessageSent'] },
  { type: 'sendMessage', from: 'closed', by: clerk, to: 'closed', events: ['MessageSent'] },
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

describe('submitting', () => {
  it.each([
    ['a right of an unknown type', { rights: [{ type: 'perpetual-motion', number: null, name: null }] }],
    ['an unknown service', { services: ['CONSULT', 'MIRACLE'] }],
    ['an unknown scene', { scene: 'moon' }],
    ['an unknown position', { position: 'bystander' }],
    ['an unknown urgency', { urgency: 'yesterday' }],
  ])('%s is refused by its list', (_title, need) => {
    const result = submitMatter(aSubmitCommand('aid', need), settingAt('2026-03-10T10:00', applicant))
    expect(result).toMatchObject({ ok: false, refusal: { code: 'code-unknown' } })
  })

  it.each([
    ['consultation', 'INFRINGEMENT_OPINION', 'another kind of matter'],
    ['aid', 'MEDIATION', 'what is not offered yet'],
    ['aid', 'FUNDING', 'no kind of matter'],
  ] as const)('a %s that asks for %s, a service for %s, is refused with those that suit', (kind, service, _for) => {
    const command = aSubmitCommand(kind, { services: ['CONSULT', service] })
    const result = submitMatter(command, settingAt('2026-03-10T10:00', applicant))
    expect(result).toMatchObject({ ok: false, refusal: { code: 'code-unsuited', list: 'services', given: service } })
    expect(result.ok ? [] : 'allowed' in result.refusal && result.refusal.allowed).toContain('CONSULT')
  })

  it('evidence of an unknown kind is refused', () => {
    const evidence = [
      { evidenceId: 'e', kind: 'gossip', name: 'x', sha256: null, sm3: null, sizeBytes: null, link: 'https://a.cn' },
    ]
    const result = submitMatter({ ...aSubmitCommand('aid'), evidence }, settingAt('2026-03-10T10:00', applicant))
    expect(result).toEqual({ ok: false, refusal: { code: 'code-unknown', list: 'evidence-kinds', given: 'gossip' } })
  })

  it('the event holds what was asked, who holds it and why, and nobody’s name', () => {
    const result = submitMatter(aSubmitCommand('aid'), settingAt('2026-03-10T10:00', applicant))
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
