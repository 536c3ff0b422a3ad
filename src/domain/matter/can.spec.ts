import { describe, expect, it } from 'vitest'
import {
  applicant,
  auditor,
  clerk,
  commandsFor,
  everybody,
  handler,
  head,
  staffWith,
  take,
  walkTo,
  when,
} from '../../../testing/matter-world.ts'
import { at } from '../../../testing/rules.ts'
import { actions, permissions, receiptWindow, whyNot } from './can.ts'
import { statuses } from './matter.ts'

const now = '2026-03-20T09:00'

describe('who may take which step in which status', () => {
  it('every status, with each step that leads out of it, who takes it and where it leads', () => {
    const lines = statuses.flatMap((status) => {
      const story = walkTo(status)
      const steps = actions.flatMap((action) => {
        const who = Object.keys(everybody).filter((name) => {
          const refusal = whyNot(action, story.matter, everybody[name] ?? applicant, at(now))
          return refusal?.code !== 'role-lacks-right' && refusal?.code !== 'status-forbids'
        })
        if (who.length === 0) return []
        const outcomes = who.map((name) =>
          when(story, commandsFor(story.matter)[action], everybody[name] ?? applicant, now),
        )
        const done = outcomes.find((outcome) => outcome.refusal === null)
        const leads = done?.story.matter.status ?? `(${outcomes[0]?.refusal?.code})`
        return [`  ${action} → ${leads}: ${who.join(' ')}`]
      })
      return [status, ...steps]
    })
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "submitted
        startReview → under-review: clerk reviewer head handler
        recordReceipt → (nothing-to-receive): clerk reviewer head handler applicant
        withdraw → withdrawn: clerk reviewer head handler applicant
        sendMessage → submitted: clerk reviewer head handler applicant
        issueDocument → submitted: clerk reviewer head handler system
        moveService → (nothing-to-receive): system
        recomputeDeadlines → (nothing-to-recompute): system
      under-review
        requestSupplement → supplement-noticed: clerk reviewer head handler
        recordReceipt → (nothing-to-receive): clerk reviewer head handler applicant
        accept → accepted: reviewer head
        refuse → refused: reviewer head
        markNotInArea → not-in-area: reviewer head
        terminate → terminated: head
        withdraw → withdrawn: clerk reviewer head handler applicant
        sendMessage → under-review: clerk reviewer head handler applicant
        issueDocument → under-review: clerk reviewer head handler system
        moveService → (nothing-to-receive): system
        recomputeDeadlines → (nothing-to-recompute): system
      supplement-noticed
        recordReceipt → supplement-noticed: clerk reviewer head handler applicant
        supplement → (notice-not-received): clerk reviewer head handler applicant
        lapseSupplement → (supplement-not-overdue): system
        withdraw → withdrawn: clerk reviewer head handler applicant
        sendMessage → supplement-noticed: clerk reviewer head handler applicant
        issueDocument → supplement-noticed: clerk reviewer head handler system
        moveService → (nothing-to-receive): system
        recomputeDeadlines → (nothing-to-recompute): system
      accepted
        recordReceipt → (nothing-to-receive): clerk reviewer head handler applicant
        assign → in-service: head
        terminate → terminated: head
        withdraw → withdrawn: clerk reviewer head handler applicant
        sendMessage → accepted: clerk reviewer head handler applicant
        issueDocument → accepted: clerk reviewer head handler system
        moveService → (nothing-to-receive): system
        recomputeDeadlines → (nothing-to-recompute): system
      in-service
        recordReceipt → (nothing-to-receive): clerk reviewer head handler applicant
        assign → in-service: head
        issueDeliverable → in-service: clerk reviewer head handler
        close → (not-the-handler): clerk reviewer head handler
        terminate → terminated: head
        withdraw → withdrawn: clerk reviewer head handler applicant
        sendMessage → in-service: clerk reviewer head handler applicant
        issueDocument → in-service: clerk reviewer head handler system
        moveService → (nothing-to-receive): system
        recomputeDeadlines → (nothing-to-recompute): system
      closed
        recordReceipt → (nothing-to-receive): clerk reviewer head handler applicant
        rate → closed: applicant
        archive → (rating-window-open): clerk reviewer head handler
        sendMessage → closed: clerk reviewer head handler applicant
        issueDocument → closed: clerk reviewer head handler system
        moveService → (nothing-to-receive): system
        recomputeDeadlines → (nothing-to-recompute): system
      refused
        recordReceipt → refused: clerk reviewer head handler applicant
        appeal → appealed: applicant
        archive → (appeal-window-open): clerk reviewer head handler
        sendMessage → refused: clerk reviewer head handler applicant
        issueDocument → refused: clerk reviewer head handler system
        moveService → (nothing-to-receive): system
        recomputeDeadlines → (nothing-to-recompute): system
      appealed
        recordReceipt → (nothing-to-receive): clerk reviewer head handler applicant
        decideAppeal → accepted: province nation
        sendMessage → appealed: clerk reviewer head handler applicant
        issueDocument → appealed: clerk reviewer head handler system
        moveService → (nothing-to-receive): system
        recomputeDeadlines → (nothing-to-recompute): system
      refusal-upheld
        recordReceipt → (nothing-to-receive): clerk reviewer head handler applicant
        archive → archived: clerk reviewer head handler
        sendMessage → refusal-upheld: clerk reviewer head handler applicant
        issueDocument → refusal-upheld: clerk reviewer head handler system
        moveService → (nothing-to-receive): system
      not-in-area
        recordReceipt → (nothing-to-receive): clerk reviewer head handler applicant
        archive → archived: clerk reviewer head handler
        sendMessage → not-in-area: clerk reviewer head handler applicant
        issueDocument → not-in-area: clerk reviewer head handler system
        moveService → (nothing-to-receive): system
      deemed-withdrawn
        recordReceipt → (notice-already-received): clerk reviewer head handler applicant
        archive → archived: clerk reviewer head handler
        sendMessage → deemed-withdrawn: clerk reviewer head handler applicant
        issueDocument → deemed-withdrawn: clerk reviewer head handler system
        moveService → (nothing-to-receive): system
      withdrawn
        recordReceipt → (nothing-to-receive): clerk reviewer head handler applicant
        archive → archived: clerk reviewer head handler
        sendMessage → withdrawn: clerk reviewer head handler applicant
        issueDocument → withdrawn: clerk reviewer head handler system
        moveService → (nothing-to-receive): system
      terminated
        recordReceipt → (nothing-to-receive): clerk reviewer head handler applicant
        archive → archived: clerk reviewer head handler
        sendMessage → terminated: clerk reviewer head handler applicant
        issueDocument → terminated: clerk reviewer head handler system
        moveService → (nothing-to-receive): system
      archived"
    `)
  })

  it('no step is open to nobody, and none from no status', () => {
    for (const action of actions) {
      const { staff, applicant: byApplicant, system, from } = permissions[action]
      expect(staff.length > 0 || byApplicant || system, action).toBe(true)
      expect(from.length, action).toBeGreaterThan(0)
    }
  })

  it('an auditor, an administrator and a stranger take no step at all', () => {
    for (const name of ['auditor', 'administrator', 'stranger']) {
      for (const status of statuses) {
        for (const action of actions) {
          const refusal = whyNot(action, walkTo(status).matter, everybody[name] ?? auditor, at(now))
          expect(refusal?.code, `${name} ${action} in ${status}`).toBe('role-lacks-right')
        }
      }
    }
  })

  it('nothing can be done with an archived matter', () => {
    const { matter } = walkTo('archived')
    for (const action of actions) {
      for (const actor of Object.values(everybody)) expect(whyNot(action, matter, actor, at(now))).not.toBeNull()
    }
  })

  it('someone with several roles may do what any of them may', () => {
    const { matter } = walkTo('under-review')
    expect(whyNot('accept', matter, clerk, at(now))).toEqual({
      code: 'role-lacks-right',
      action: 'accept',
      needs: ['reviewer', 'head'],
    })
    expect(whyNot('accept', matter, staffWith(['clerk', 'reviewer']), at(now))).toBeNull()
  })

  it('the role is told before the status, the status before what the matter itself says', () => {
    const { matter } = walkTo('closed')
    expect(whyNot('rate', matter, clerk, at(now))?.code).toBe('role-lacks-right')
    expect(whyNot('accept', matter, head, at(now))).toEqual({
      code: 'status-forbids',
      action: 'accept',
      status: 'closed',
      allowed: ['under-review'],
    })
    expect(whyNot('archive', matter, clerk, at('2026-03-09T09:00'))?.code).toBe('rating-window-open')
  })
})

describe('what stands in the way although role and status would allow it', () => {
  it('a second round of supplements needs the head', () => {
    const noticed = walkTo('supplement-noticed')
    const received = take(noticed, commandsFor(noticed.matter).recordReceipt, clerk, '2026-03-05T09:00')
    const { matter } = take(received, commandsFor(received.matter).supplement, applicant, '2026-03-06T09:00')
    expect(whyNot('requestSupplement', matter, clerk, at(now))).toEqual({
      code: 'supplement-rounds-used',
      rounds: 1,
      needs: ['head'],
    })
    expect(whyNot('requestSupplement', matter, head, at(now))).toBeNull()
  })

  it('another officer is told whose matter it is; its handler and the head go on', () => {
    const { matter } = walkTo('in-service')
    expect(whyNot('issueDeliverable', matter, clerk, at(now))).toEqual({
      code: 'not-the-handler',
      handlerId: 'staff-handler',
    })
    expect(whyNot('issueDeliverable', matter, handler, at(now))).toBeNull()
    expect(whyNot('issueDeliverable', matter, head, at(now))).toBeNull()
  })

  it('a matter without any written result is not closed', () => {
    const story = walkTo('in-service')
    expect(whyNot('close', story.matter, handler, at(now))).toEqual({ code: 'no-deliverable' })
    const issued = take(story, commandsFor(story.matter).issueDeliverable, handler, now)
    expect(whyNot('close', issued.matter, handler, at(now))).toBeNull()
  })

  it('a notice is received once', () => {
    const story = walkTo('supplement-noticed')
    const received = take(story, commandsFor(story.matter).recordReceipt, clerk, '2026-03-05T09:00')
    expect(whyNot('recordReceipt', received.matter, clerk, at(now))).toEqual({
      code: 'notice-already-received',
      noticeId: story.matter.notices[0]?.noticeId,
    })
  })

  it('receipt lies between the day of the notice and today, both in China', () => {
    // 23:30 UTC on the 4th is the 5th in China.
    expect(receiptWindow(at('2026-03-04T23:30:00Z'), at('2026-03-06T15:59:59Z'))).toEqual({
      earliest: '2026-03-05',
      latest: '2026-03-06',
    })
  })
})
