import { describe, expect, it } from 'vitest'
import {
  administrator,
  applicant,
  auditor,
  clerk,
  doing,
  handler,
  head,
  reviewer,
  type Story,
  stranger,
  system,
  walkTo,
} from '../../../testing/matter-world.ts'
import { day } from '../../../testing/rules.ts'
import type { Actor } from '../actor/actor.ts'
import type { RefusalCode } from '../kernel/refusal.ts'
import type { MatterCommand } from './decide.ts'

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
    what: 'closing with a result that only a procedure writes',
    story: () => doing(walkTo('in-service'), 'issueDeliverable', handler).story,
    type: 'close',
    by: handler,
    more: { resultCode: 'refused' },
    code: 'code-unsuited',
  },
  {
    what: 'closing with a result of another kind of matter',
    story: () => doing(walkTo('in-service'), 'issueDeliverable', handler).story,
    type: 'close',
    by: handler,
    more: { resultCode: 'mediation-failed' },
    code: 'code-unsuited',
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
