import { describe, expect, it } from 'vitest'
import {
  applicant,
  clerk,
  clockOf,
  commandsFor,
  handler,
  head,
  ningbo,
  province,
  reviewer,
  rulesWith2027,
  type Story,
  settingAt,
  submitted,
  system,
  take,
  walkTo,
  when,
} from '../../../testing/matter-world.ts'
import { at, day } from '../../../testing/rules.ts'
import type { Actor } from '../actor/actor.ts'
import type { MatterCommand } from './decide.ts'
import { nextClock, openStatuses, statuses, waitingFor } from './matter.ts'

const go = (story: Story, type: MatterCommand['type'], actor: Actor, time: string, more: object = {}): Story =>
  take(story, { ...commandsFor(story.matter)[type], ...more } as MatterCommand, actor, time) // within the command's shape

describe('the review clock', () => {
  it('starts with the submission: 15 working days, to the end of the last', () => {
    // Monday 2 March; 15 working days after it end on Monday 23 March.
    expect(clockOf(submitted('2026-03-02T09:00'), 'AID-REVIEW')).toMatchObject({
      state: 'running',
      owner: 'institution',
      limit: 15,
      unit: 'working-day',
      from: '2026-03-02T01:00:00.000Z',
      dueOn: '2026-03-23',
      dueAt: '2026-03-23T15:59:59.999Z',
    })
  })

  it('stands still while a supplement is awaited and is due on no day', () => {
    const clock = clockOf(walkTo('supplement-noticed'), 'AID-REVIEW')
    expect(clock).toMatchObject({ state: 'paused', dueOn: null, dueAt: null })
    expect(clock.suspensions).toEqual([{ from: at('2026-03-04T09:00'), to: null }])
  })

  it('goes on when the supplement is in, later by the days from the notice up to the answer', () => {
    let story = go(submitted('2026-03-02T09:00'), 'startReview', clerk, '2026-03-03T09:00')
    story = go(story, 'requestSupplement', clerk, '2026-03-05T09:00')
    story = go(story, 'recordReceipt', applicant, '2026-03-06T09:00')
    story = go(story, 'supplement', applicant, '2026-03-16T09:00')
    // Counted: 3 and 4 March; then 16 March to 1 April are thirteen working days more.
    expect(clockOf(story, 'AID-REVIEW')).toMatchObject({ state: 'running', dueOn: '2026-04-01' })
    expect(clockOf(story, 'AID-REVIEW').suspensions).toEqual([
      { from: at('2026-03-05T09:00'), to: at('2026-03-16T09:00') },
    ])
    expect(clockOf(story, 'AID-SUPPLEMENT')).toMatchObject({ state: 'stopped', stoppedAt: at('2026-03-16T09:00') })
  })

  it('is shifted by two rounds together', () => {
    let story = go(submitted('2026-03-02T09:00'), 'startReview', clerk, '2026-03-03T09:00')
    for (const [asked, received, answered] of [
      ['2026-03-05T09:00', '2026-03-05T10:00', '2026-03-09T09:00'],
      ['2026-03-11T09:00', '2026-03-11T10:00', '2026-03-13T09:00'],
    ] as const) {
      story = go(story, 'requestSupplement', head, asked)
      story = go(story, 'recordReceipt', clerk, received)
      story = go(story, 'supplement', applicant, answered)
    }
    // Counted: 3, 4, 9, 10 March; then eleven more from 13 March on: 13, 16–20, 23–27.
    expect(clockOf(story, 'AID-REVIEW')).toMatchObject({ state: 'running', dueOn: '2026-03-27' })
    expect(story.matter.supplements).toHaveLength(2)
    const rounds = story.matter.clocks.filter((clock) => clock.ruleId === 'AID-SUPPLEMENT')
    expect(rounds.map((clock) => [clock.state, clock.stoppedAt])).toEqual([
      ['stopped', at('2026-03-09T09:00')],
      ['stopped', at('2026-03-13T09:00')],
    ])
  })

  it.each([
    ['accept', reviewer],
    ['refuse', reviewer],
    ['markNotInArea', reviewer],
    ['terminate', head],
    ['withdraw', applicant],
  ] as const)('ends when somebody decides: %s', (type, actor) => {
    const story = go(walkTo('under-review'), type, actor, '2026-03-10T10:00')
    expect(clockOf(story, 'AID-REVIEW')).toMatchObject({ state: 'stopped', stoppedAt: at('2026-03-10T10:00') })
  })
})

describe('the clock of the supplement', () => {
  it('does not run before the notice is received', () => {
    const { matter } = walkTo('supplement-noticed')
    expect(matter.clocks.map((clock) => clock.ruleId)).toEqual(['AID-REVIEW'])
    expect(nextClock(matter)).toBeNull()
  })

  it('runs from the receipt, seven working days for the applicant', () => {
    const story = go(walkTo('supplement-noticed'), 'recordReceipt', clerk, '2026-03-05T09:00')
    expect(clockOf(story, 'AID-SUPPLEMENT')).toMatchObject({
      owner: 'applicant',
      state: 'running',
      dueOn: '2026-03-16',
    })
    expect(nextClock(story.matter)?.ruleId).toBe('AID-SUPPLEMENT')
  })

  it('runs from an earlier day when the receipt is written down later', () => {
    const on = { on: day('2026-03-04') }
    const story = go(walkTo('supplement-noticed'), 'recordReceipt', clerk, '2026-03-06T09:00', on)
    expect(clockOf(story, 'AID-SUPPLEMENT')).toMatchObject({ from: at('2026-03-04'), dueOn: '2026-03-13' })
    expect(story.matter.notices[0]?.received).toMatchObject({ on: '2026-03-04', at: at('2026-03-06T09:00') })
  })

  it('a supplement in the last second of the seventh working day is in time', () => {
    const story = go(walkTo('supplement-noticed'), 'recordReceipt', clerk, '2026-03-05T09:00')
    expect(when(story, commandsFor(story.matter).supplement, applicant, '2026-03-16T23:59:59.999').refusal).toBeNull()
    expect(when(story, commandsFor(story.matter).supplement, applicant, '2026-03-17T00:00').refusal?.code).toBe(
      'supplement-overdue',
    )
  })

  it('what was not answered lapses right after, and no clock runs on', () => {
    const story = go(walkTo('supplement-noticed'), 'recordReceipt', clerk, '2026-03-05T09:00')
    const lapse = commandsFor(story.matter).lapseSupplement
    expect(when(story, lapse, system, '2026-03-16T23:59:59.999').refusal?.code).toBe('supplement-not-overdue')
    const lapsed = go(story, 'lapseSupplement', system, '2026-03-17T00:00')
    expect(lapsed.matter.status).toBe('deemed-withdrawn')
    expect(lapsed.matter.clocks.every((clock) => clock.state === 'stopped')).toBe(true)
  })
})

describe('the clocks after the decision', () => {
  it('acceptance starts the service benchmark: 14 days, moved off the holiday that they would end on', () => {
    const story = go(walkTo('under-review'), 'accept', reviewer, '2026-03-21T10:00')
    // 14 days after 21 March is 4 April, the Qingming holiday until 6 April.
    expect(clockOf(story, 'SLA-CLOSE')).toMatchObject({ unit: 'natural-day', dueOn: '2026-04-07' })
  })

  it('receipt of a refusal opens seven working days for the appeal; the appeal starts the decision’s clock', () => {
    let story = go(walkTo('refused'), 'recordReceipt', clerk, '2026-03-05T09:00')
    expect(clockOf(story, 'AID-APPEAL')).toMatchObject({ owner: 'applicant', dueOn: '2026-03-16' })
    story = go(story, 'appeal', applicant, '2026-03-16T23:59')
    expect(clockOf(story, 'AID-APPEAL').state).toBe('stopped')
    expect(clockOf(story, 'AID-APPEAL-DECISION')).toMatchObject({
      owner: 'institution',
      state: 'running',
      dueOn: '2026-04-07',
    })
    story = go(story, 'decideAppeal', province, '2026-03-20T09:00')
    expect(clockOf(story, 'AID-APPEAL-DECISION').state).toBe('stopped')
    expect(clockOf(story, 'SLA-CLOSE')).toMatchObject({ state: 'running', from: at('2026-03-20T09:00') })
  })

  it('an appeal before the refusal was received is in time', () => {
    expect(walkTo('appealed').matter.notices[0]?.received).toBeNull()
  })

  it('an upheld refusal has no clock left', () => {
    expect(walkTo('refusal-upheld').matter.clocks.every((clock) => clock.state === 'stopped')).toBe(true)
  })

  it('closing ends the benchmark and opens ten working days to rate; then, or after a rating, it is archived', () => {
    const closed = walkTo('closed')
    expect(clockOf(closed, 'SLA-CLOSE').state).toBe('stopped')
    expect(clockOf(closed, 'AID-RATE')).toMatchObject({ owner: 'applicant', state: 'running', dueOn: '2026-03-20' })
    const archive = commandsFor(closed.matter).archive
    expect(when(closed, archive, clerk, '2026-03-20T23:59').refusal?.code).toBe('rating-window-open')
    expect(when(closed, archive, clerk, '2026-03-21T00:00').refusal).toBeNull()
    const rated = go(closed, 'rate', applicant, '2026-03-09T09:00')
    expect(when(rated, archive, clerk, '2026-03-09T10:00').refusal).toBeNull()
  })

  it('a received refusal is archived once its appeal can no longer come', () => {
    const story = go(walkTo('refused'), 'recordReceipt', clerk, '2026-03-05T09:00')
    const { archive } = commandsFor(story.matter)
    expect(when(story, archive, clerk, '2026-03-16T23:59').refusal).toEqual({
      code: 'appeal-window-open',
      dueOn: '2026-03-16',
    })
    expect(when(story, archive, clerk, '2026-03-17T00:00').refusal).toBeNull()
  })
})

describe('a due time under a calendar that is not published yet', () => {
  it('is provisional, and is recomputed once, when the year is published', () => {
    const story = submitted('2026-12-21T09:00')
    // Only weekends are known of 2027: fifteen working days end on 11 January.
    expect(clockOf(story, 'AID-REVIEW')).toMatchObject({ provisional: true, dueOn: '2027-01-11' })
    const setting = settingAt('2026-12-28T09:00', system, { rules: rulesWith2027 })
    const outcome = when(story, { type: 'recomputeDeadlines' }, system, '2026-12-28T09:00', setting)
    expect(outcome.events).toEqual([
      {
        type: 'DeadlinesRecomputed',
        calendarVersion: 'with-2027',
        clocks: [
          {
            op: 'recompute',
            ruleId: 'AID-REVIEW',
            dueOn: '2027-01-13',
            dueAt: '2027-01-13T15:59:59.999Z',
            provisional: false,
            calendarVersion: 'with-2027',
          },
        ],
      },
    ])
    expect(clockOf(outcome.story, 'AID-REVIEW')).toMatchObject({ provisional: false, dueOn: '2027-01-13' })
    const again = when(outcome.story, { type: 'recomputeDeadlines' }, system, '2026-12-29T09:00', setting)
    expect(again.refusal).toEqual({ code: 'nothing-to-recompute' })
  })

  it('a due time that was certain stays as it is', () => {
    const setting = settingAt('2026-03-10T09:00', system, { rules: rulesWith2027 })
    const outcome = when(
      submitted('2026-03-02T09:00'),
      { type: 'recomputeDeadlines' },
      system,
      '2026-03-10T09:00',
      setting,
    )
    expect(outcome.refusal).toEqual({ code: 'nothing-to-recompute' })
  })

  it('a paused clock is left alone: it is computed anew when it goes on', () => {
    let story = go(submitted('2026-12-21T09:00'), 'startReview', clerk, '2026-12-21T10:00')
    story = go(story, 'requestSupplement', clerk, '2026-12-22T09:00')
    const setting = settingAt('2026-12-28T09:00', system, { rules: rulesWith2027 })
    expect(when(story, { type: 'recomputeDeadlines' }, system, '2026-12-28T09:00', setting).refusal?.code).toBe(
      'nothing-to-recompute',
    )
  })
})

describe('an institution’s own limit', () => {
  const override = {
    ruleId: 'AID-REVIEW',
    institutionId: ningbo,
    limit: 5,
    unit: 'working-day' as const,
    reason: '本市承诺 5 个工作日内答复',
    validFrom: day('2026-03-01'),
    validTo: day('2026-03-31'),
  }

  it('holds for matters submitted while it holds, with its reason', () => {
    const setting = settingAt('2026-03-02T09:00', applicant, { overrides: [override] })
    expect(clockOf(submitted('2026-03-02T09:00', 'aid', setting), 'AID-REVIEW')).toMatchObject({
      limit: 5,
      overrideReason: '本市承诺 5 个工作日内答复',
      dueOn: '2026-03-09',
    })
    const later = settingAt('2026-04-01T09:00', applicant, { overrides: [override] })
    expect(clockOf(submitted('2026-04-01T09:00', 'aid', later), 'AID-REVIEW')).toMatchObject({
      limit: 15,
      overrideReason: null,
    })
  })

  it('a clock keeps the limit that it was started with, also after it was paused and the override ended', () => {
    const setting = settingAt('2026-03-02T09:00', applicant, { overrides: [override] })
    let story = go(submitted('2026-03-02T09:00', 'aid', setting), 'startReview', clerk, '2026-03-03T08:00')
    story = go(story, 'requestSupplement', clerk, '2026-03-03T09:00')
    story = go(story, 'recordReceipt', clerk, '2026-03-03T10:00')
    story = go(story, 'supplement', applicant, '2026-03-10T09:00')
    // Nothing was counted before the 3rd; the five days are 10, 11, 12, 13, 16 March.
    expect(clockOf(story, 'AID-REVIEW')).toMatchObject({ limit: 5, dueOn: '2026-03-16' })
  })
})

describe('for whom a matter waits', () => {
  it('for the applicant while a supplement is awaited, for nobody once it has ended, else for the institution', () => {
    const waits = Object.fromEntries(statuses.map((status) => [status, waitingFor(walkTo(status).matter)]))
    expect(waits).toEqual({
      submitted: 'institution',
      'under-review': 'institution',
      'supplement-noticed': 'applicant',
      accepted: 'institution',
      'in-service': 'institution',
      closed: 'nobody',
      refused: 'nobody',
      appealed: 'institution',
      'refusal-upheld': 'nobody',
      'not-in-area': 'nobody',
      'deemed-withdrawn': 'nobody',
      withdrawn: 'nobody',
      terminated: 'nobody',
      archived: 'nobody',
    })
    expect(statuses.filter((status) => waits[status] !== 'nobody')).toEqual(openStatuses)
  })

  it('of several clocks the one that ends first is next', () => {
    const story = go(walkTo('in-service'), 'issueDeliverable', handler, '2026-03-09T09:00')
    const [only] = story.matter.clocks.filter((clock) => clock.state === 'running')
    if (!only) throw new Error('no clock runs')
    const later = { ...only, ruleId: 'LATER', dueAt: at('2026-04-30') }
    const sooner = { ...only, ruleId: 'SOONER', dueAt: at('2026-03-10') }
    expect(nextClock({ ...story.matter, clocks: [later, only, sooner] })?.ruleId).toBe('SOONER')
    expect(nextClock({ ...story.matter, clocks: [sooner, later, only] })?.ruleId).toBe('SOONER')
  })
})
