import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  commandsFor,
  everybody,
  handler,
  ningbo,
  type Story,
  settingAt,
  staffWith,
  submitted,
  when,
} from '../../../testing/matter-world.ts'
import { day } from '../../../testing/rules.ts'
import type { Actor } from '../actor/actor.ts'
import { toChinaIso } from '../kernel/plain-date.ts'
import { actions, permissions, whyNot } from './can.ts'
import type { MatterCommand } from './decide.ts'
import type { Recorded } from './event.ts'
import { evolve, fold } from './evolve.ts'
import { type Matter, matterKinds, openStatuses, type Status, statuses } from './matter.ts'

/** Refusals that come from what a command says, not from who gives it when. */
const aboutTheWords = new Set([
  'notice-unknown',
  'notice-already-received',
  'receipt-date-impossible',
  'code-unknown',
  'code-unsuited',
  'deliverable-unsuited',
  'nothing-to-recompute',
])

const ended: readonly Status[] = [
  'refusal-upheld',
  'not-in-area',
  'deemed-withdrawn',
  'withdrawn',
  'terminated',
  'archived',
]

interface Try {
  /** Any step, or one of those that the status allows at that time. */
  readonly type: MatterCommand['type'] | number
  readonly actor: Actor
  readonly hoursLater: number
  readonly change: object
}

// Someone who may do nearly everything comes often, or few sequences would get far.
const allRounder = staffWith(['clerk', 'reviewer', 'head', 'province-supervisor'], 'staff-handler')
const actor = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Actor>(allRounder, handler, everybody.applicant ?? handler) },
  { weight: 2, arbitrary: fc.constantFrom(...Object.values(everybody)) },
)
/** Mostly the well-formed command, sometimes with an ill-chosen word. */
const change = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.constant({ outcome: 'upheld' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<object>(
      { noticeId: 'made-up' },
      { on: day('2026-03-04') },
      { on: day('2019-01-01') },
      { on: day('2030-01-01') },
      { grounds: ['made-up'] },
      { ground: 'made-up' },
      { kind: 'plan' },
      { kind: 'made-up' },
      { resultCode: 'made-up' },
      { resultCode: 'refused' },
    ),
  },
)
const attempt: fc.Arbitrary<Try> = fc.record({
  type: fc.oneof(fc.constantFrom(...actions), fc.nat({ max: 1000 })),
  actor,
  hoursLater: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 24 * 40 })),
  change,
})
const tries = fc.array(attempt, { minLength: 15, maxLength: 40, size: 'max' })

interface Moment {
  readonly before: Story
  readonly after: Story
  readonly command: MatterCommand
  readonly actor: Actor
  readonly time: string
  readonly refusal: string | null
}

/** The steps that end a matter early or leave it where it is stand back here, or few lives would get far; they come by name often enough. */
const chosen = (type: Try['type'], status: Status): MatterCommand['type'] => {
  if (typeof type !== 'number') return type
  const fitting = actions.filter(
    (action) =>
      (permissions[action].from as readonly Status[]).includes(status) && // widened for includes
      !['withdraw', 'terminate', 'markNotInArea', 'sendMessage'].includes(action),
  )
  return fitting[type % fitting.length] ?? 'archive'
}

/** Lives through the attempts one after the other, time running on between them. */
const live = (kind: (typeof matterKinds)[number], attempts: readonly Try[]): readonly Moment[] => {
  let story = submitted('2026-03-02T09:00', kind)
  let ms = Date.parse('2026-03-02T09:00+08:00')
  return attempts.map(({ type, actor, hoursLater, change }) => {
    ms += hoursLater * 3_600_000
    const time = toChinaIso(new Date(ms).toISOString() as never) // an Instant by its form
    const command = { ...commandsFor(story.matter)[chosen(type, story.matter.status)], ...change } as MatterCommand // further fields do no harm
    const before = story
    const outcome = when(story, command, actor, time)
    story = outcome.story
    return { before, after: story, command, actor, time, refusal: outcome.refusal?.code ?? null }
  })
}

const forEveryLife = (check: (moments: readonly Moment[]) => void, numRuns = 200) =>
  fc.assert(
    fc.property(fc.constantFrom(...matterKinds), tries, (kind, attempts) => check(live(kind, attempts))),
    { numRuns },
  )

/** What must hold of a matter at any time. */
const holds = (matter: Matter, history: readonly Recorded[]) => {
  expect(matter.version).toBe(history.length)
  expect(matter.holderId).toBe(ningbo)
  const alive = matter.clocks.filter((clock) => clock.state !== 'stopped')
  expect(new Set(alive.map((clock) => clock.ruleId)).size, 'one live clock of a rule at most').toBe(alive.length)
  for (const clock of matter.clocks) {
    expect(clock.dueAt === null, `${clock.ruleId} is due unless it is paused`).toBe(clock.dueOn === null)
    if (clock.state === 'running') expect(clock.dueAt).not.toBeNull()
    if (clock.state === 'paused') expect(clock.dueAt).toBeNull()
    expect(clock.stoppedAt === null).toBe(clock.state !== 'stopped')
  }
  if (ended.includes(matter.status)) expect(alive, `no clock lives in ${matter.status}`).toEqual([])
  const institutions = alive.filter((clock) => clock.owner === 'institution')
  if (openStatuses.includes(matter.status)) {
    expect(institutions, `one clock of the institution in ${matter.status}`).toHaveLength(1)
  } else {
    expect(institutions, `no clock of the institution in ${matter.status}`).toEqual([])
  }
  if (alive.some((clock) => clock.owner === 'applicant')) {
    expect(
      ['supplement-noticed', 'refused', 'closed'],
      'the applicant has time only where something is awaited',
    ).toContain(matter.status)
  }
  expect(matter.handlerId === null).toBe(matter.handlerName === null)
  if (matter.status === 'in-service' || matter.status === 'closed') expect(matter.handlerId).not.toBeNull()
  if (matter.status === 'closed') expect(matter.deliverables.length).toBeGreaterThan(0)
}

describe('whatever people try in whatever order', () => {
  it('a matter keeps its holder, its clocks fit its status and its version counts its events', () => {
    forEveryLife((moments) => {
      for (const { after } of moments) holds(after.matter, after.history)
    })
  })

  it('a step is decided exactly when nothing is said to stand in the way, or its own words are wrong', () => {
    forEveryLife((moments) => {
      for (const { before, command, actor, time, refusal } of moments) {
        const said = whyNot(command.type, before.matter, actor, settingAt(time, actor).now)
        if (said) expect(refusal).toBe(said.code)
        else if (refusal !== null) expect(aboutTheWords, `${command.type} refused with ${refusal}`).toContain(refusal)
      }
    })
  })

  it('what was refused changed nothing', () => {
    forEveryLife((moments) => {
      for (const { before, after, refusal } of moments) if (refusal !== null) expect(after).toBe(before)
    }, 100)
  })

  it('the history folds to the same matter for ever, also after it was stored as JSON', () => {
    forEveryLife((moments) => {
      const last = moments.at(-1)?.after
      if (!last) return
      expect(fold(last.history)).toEqual(last.matter)
      const stored: Recorded[] = JSON.parse(JSON.stringify(last.history))
      expect(fold(stored)).toEqual(last.matter)
    }, 100)
  })

  it('sequences get far enough to matter: every status is reached', () => {
    const reached = new Set<Status>()
    fc.assert(
      fc.property(fc.constantFrom(...matterKinds), tries, (kind, attempts) => {
        for (const { after } of live(kind, attempts)) reached.add(after.matter.status)
      }),
      { numRuns: 800, seed: 20260302 },
    )
    expect([...reached].sort()).toEqual([...statuses].sort())
  })
})

describe('folding a history', () => {
  const { history } = submitted('2026-03-02T09:00')
  const [first] = history
  const begun = { seq: 2, at: first?.at, actor: { kind: 'applicant' }, event: { type: 'ReviewStarted' } } as Recorded

  it('a history with a gap, a repetition or a false beginning is a fault', () => {
    const matter = fold(history)
    expect(() => evolve(matter, { ...begun, seq: 3 })).toThrow('event 3 does not follow 1')
    expect(() => evolve(matter, { ...begun, seq: 1 })).toThrow('event 1 does not follow 1')
    expect(() => fold([begun])).toThrow('a matter begins with MatterSubmitted, not ReviewStarted')
    expect(() => fold([])).toThrow('a matter without events')
    expect(() => fold([...history, ...history.map((one) => ({ ...one, seq: 2 }))])).toThrow(
      'MatterSubmitted stands only at the beginning',
    )
  })

  it('leaves what it was given unchanged', () => {
    const matter = fold(history)
    const before = JSON.stringify(matter)
    evolve(matter, begun)
    expect(JSON.stringify(matter)).toBe(before)
  })
})
