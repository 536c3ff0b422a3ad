import { join } from 'node:path'
import type { Actor, Role } from '../src/domain/actor/actor.ts'
import { buildCalendar, type CalendarYear } from '../src/domain/deadline/calendar.ts'
import type { DeadlineOverride } from '../src/domain/deadline/rule.ts'
import { as, type InstitutionId, type MatterId, type MatterNumber, type StaffId } from '../src/domain/kernel/ids.ts'
import { chinaDate, type PlainDate } from '../src/domain/kernel/plain-date.ts'
import type { Refusal } from '../src/domain/kernel/refusal.ts'
import { decide, type MatterCommand, type Setting, submitMatter } from '../src/domain/matter/decide.ts'
import type { MatterEvent, Recorded } from '../src/domain/matter/event.ts'
import { evolve, fold } from '../src/domain/matter/evolve.ts'
import {
  type Clock,
  type Matter,
  type MatterKind,
  type Need,
  type PrintedDocument,
  type Status,
  unreceived,
} from '../src/domain/matter/matter.ts'
import { createClockwork, createCodes } from '../src/server/matter/setting.ts'
import { loadCodeLists } from '../src/server/platform/code-lists.ts'
import { at, day, publishedRules } from './rules.ts'

/*
 * A matter without a database: the rules and code lists as they stand in `rules/`, people by what they may do, and a history that
 * grows by the commands that are given.
 */

const lists = loadCodeLists(join(import.meta.dirname, '../rules/codes'))

export const ningbo = as<InstitutionId>('00000000-0000-4000-8000-000000330200')

/** Someone of the station who holds these roles. @param id two people with one id are one person. */
export const staffWith = (roles: readonly Role[], id = `staff-${roles.join('-')}`): Actor => ({
  kind: 'staff',
  id: as<StaffId>(id),
  name: id,
  roles,
  institutionId: ningbo,
  institutionName: '宁波市中心',
  provinceCode: as('330000'),
  scope: { kind: 'institutions', ids: [ningbo] },
})

export const clerk = staffWith(['clerk'])
export const reviewer = staffWith(['reviewer'])
export const head = staffWith(['head'])
export const province = staffWith(['province-supervisor'])
export const nation = staffWith(['national-supervisor'])
export const auditor = staffWith(['auditor'])
export const administrator = staffWith(['administrator'])
/** The clerk whom `walkTo('in-service')` puts in charge. */
export const handler = staffWith(['clerk'], 'staff-handler')
export const applicant: Actor = { kind: 'applicant', scope: { kind: 'none' } }
export const stranger: Actor = { kind: 'public', scope: { kind: 'none' } }
export const system: Actor = { kind: 'system', name: '法定时钟', scope: { kind: 'system' } }

export const everybody: Readonly<Record<string, Actor>> = {
  clerk,
  reviewer,
  head,
  handler,
  province,
  nation,
  auditor,
  administrator,
  applicant,
  stranger,
  system,
}

/** The published rules once a (made-up) calendar of 2027 is there: 1 and 4 January are off. */
export const rulesWith2027 = (() => {
  const { calendar } = publishedRules
  const of = (year: number, days: ReadonlyMap<PlainDate, string>) =>
    [...days].filter(([date]) => date.startsWith(`${year}-`)).map(([date, name]) => ({ date, name }))
  const [first, last] = [calendar.publishedFrom, calendar.publishedThrough].map((date) => Number(date.slice(0, 4)))
  if (first === undefined || last !== 2026) throw new Error('the specs make up the year after 2026')
  const years: CalendarYear[] = Array.from({ length: last - first + 1 }, (_, index) => {
    const year = first + index
    return { year, daysOff: of(year, calendar.daysOff), makeUpDays: of(year, calendar.makeUpDays) }
  })
  const daysOff = ['2027-01-01', '2027-01-04'].map((date) => ({ date: day(date), name: '元旦' }))
  return {
    ...publishedRules,
    calendar: buildCalendar([...years, { year: 2027, daysOff, makeUpDays: [] }], 'with-2027'),
  }
})()

let made = 0

/** The world at a time, as a decision sees it. */
export const settingAt = (
  time: string,
  actor: Actor,
  world: {
    overrides?: readonly DeadlineOverride[]
    rules?: Pick<typeof publishedRules, 'deadlines' | 'calendar'>
  } = {},
): Setting => ({
  now: at(time),
  actor,
  clockwork: createClockwork(world.rules ?? publishedRules, world.overrides ?? []),
  codes: createCodes(lists, chinaDate(at(time))),
  newId: () => {
    made += 1
    return `id-${made}`
  },
})

export const aNeed = (more: Partial<Need> = {}): Need => ({
  title: '实用新型专利，商店、市场里有人卖仿冒品',
  identityKind: 'natural-person',
  sme: false,
  position: 'right-holder',
  rights: [{ type: 'patent-utility-model', number: null, name: '折叠式晾衣架' }],
  scene: 'shop',
  facts: '某商行销售的晾衣架与本人专利产品结构相同。',
  knownSince: null,
  occurredIn: as('330212'),
  locatedIn: null,
  urgency: 'none',
  urgentUntil: null,
  services: ['CONSULT', 'INFRINGEMENT_OPINION'],
  ...more,
})

export const aSubmitCommand = (kind: MatterKind, need: Partial<Need> = {}) => ({
  matterId: as<MatterId>('0198a000-0000-7000-8000-000000000001'),
  number: as<MatterNumber>('WQ33-7K4M-2D9X'),
  kind,
  channel: 'online' as const,
  need: aNeed({ ...(kind === 'consultation' ? { services: ['CONSULT'] } : {}), ...need }),
  parties: [{ partyId: 'party-1', role: 'applicant' as const, commitment: 'ab'.repeat(32) }],
  evidence: [],
  consent: { version: '2026-11', sensitiveData: true as const, given: 'on-screen' as const },
  holderId: ningbo,
  holderWhy: ['发生地在宁波市鄞州区'],
})

export const record = (events: readonly MatterEvent[], after: number, time: string): readonly Recorded[] =>
  events.map((event, index) => ({ seq: after + index + 1, at: at(time), actor: { kind: 'applicant' }, event }))

/** A history with what folds from it. */
export interface Story {
  readonly history: readonly Recorded[]
  readonly matter: Matter
}

export const submitted = (time: string, kind: MatterKind = 'aid', setting = settingAt(time, applicant)): Story => {
  const result = submitMatter(aSubmitCommand(kind), setting)
  if (!result.ok) throw new Error(result.refusal.code)
  const history = record(result.value, 0, time)
  return { history, matter: fold(history) }
}

/** What a command did: the events and the story with them, or the refusal. */
export type Outcome =
  | { readonly events: readonly MatterEvent[]; readonly story: Story; readonly refusal: null }
  | { readonly events: readonly []; readonly story: Story; readonly refusal: Refusal }

export const when = (
  story: Story,
  command: MatterCommand,
  actor: Actor,
  time: string,
  setting = settingAt(time, actor),
): Outcome => {
  const result = decide(story.matter, command, setting)
  if (!result.ok) return { events: [], story, refusal: result.refusal }
  const added = record(result.value, story.matter.version, time)
  const matter = added.reduce<Matter>(evolve, story.matter)
  return { events: result.value, story: { history: [...story.history, ...added], matter }, refusal: null }
}

/** One command that must go well. */
export const take = (story: Story, command: MatterCommand, actor: Actor, time: string): Story => {
  const outcome = when(story, command, actor, time)
  if (outcome.refusal) throw new Error(`${command.type} in ${story.matter.status}: ${outcome.refusal.code}`)
  return outcome.story
}

const money = {
  avoidedLossYuan: null,
  recoveredYuan: null,
  savedFeesYuan: null,
  subsidyYuan: null,
  disputeValueYuan: null,
}

/** As it stands in the record once it is printed. */
export const aPrintedDocument = (sequence: number): PrintedDocument => ({
  documentId: `document-${sequence}`,
  form: 'return-visit-form',
  formVersion: 1,
  title: '回访表',
  number: `知援330200访〔2026〕${sequence}号`,
  sha256: 'ab'.repeat(32),
  sm3: 'cd'.repeat(32),
  codeHash: 'ef'.repeat(32),
  service: 'portal',
})

/** A well-formed command of every type. `noticeId` is the last notice's. */
export const commandsFor = (matter: Matter) =>
  ({
    startReview: { type: 'startReview' },
    requestSupplement: { type: 'requestSupplement', items: ['专利登记簿副本'] },
    recordReceipt: {
      type: 'recordReceipt',
      noticeId: unreceived(matter).at(-1)?.id ?? matter.notices.at(-1)?.noticeId ?? 'none',
      on: null,
      way: 'phone',
    },
    supplement: { type: 'supplement', answer: '已补充。', evidence: [] },
    lapseSupplement: { type: 'lapseSupplement' },
    accept: { type: 'accept', words: null },
    refuse: { type: 'refuse', grounds: ['no-clear-facts'], reasons: '没有说明被指侵权的产品。' },
    markNotInArea: { type: 'markNotInArea', reasons: '行为地在杭州。', advisedInstitutionId: null },
    appeal: { type: 'appeal', reasons: '申请书已写明产品名称和地址。' },
    decideAppeal: { type: 'decideAppeal', outcome: 'revoked', answer: '事实清楚，撤销。' },
    assign: { type: 'assign', handlerId: as<StaffId>('staff-handler'), handlerName: '承办人' },
    issueDeliverable: { type: 'issueDeliverable', kind: 'advice', title: '咨询指导意见', body: '建议先行公证取证。' },
    close: { type: 'close', resultCode: 'advice-given', summary: '已给出意见。', money },
    terminate: { type: 'terminate', ground: 'contact-lost', reasons: '三次未接通。' },
    withdraw: { type: 'withdraw', reasons: '已协商。' },
    rate: { type: 'rate', stars: 5, solved: 'yes', words: null },
    archive: { type: 'archive', archiveNumber: '330000-2026-WQ337K4M2D9X' },
    sendMessage: { type: 'sendMessage', messageId: 'message-1', commitment: 'ab'.repeat(32), evidence: [] },
    issueDocument: { type: 'issueDocument', document: aPrintedDocument(matter.documents.length + 1) },
    moveService: {
      type: 'moveService',
      documentId: matter.documents.find((one) => one.received === null)?.documentId ?? 'none',
      to: 'post',
    },
    recomputeDeadlines: { type: 'recomputeDeadlines' },
  }) as const satisfies { readonly [Type in MatterCommand['type']]: Extract<MatterCommand, { type: Type }> }

type Leg = readonly [type: MatterCommand['type'], actor: Actor, time: string]

/** How each status is reached; everything happens in March 2026, which has no holiday. */
const roads: Readonly<Record<Status, readonly Leg[]>> = (() => {
  const review: readonly Leg[] = [['startReview', clerk, '2026-03-03T09:00']]
  const noticed: readonly Leg[] = [...review, ['requestSupplement', clerk, '2026-03-04T09:00']]
  const accepted: readonly Leg[] = [...review, ['accept', reviewer, '2026-03-04T09:00']]
  const service: readonly Leg[] = [...accepted, ['assign', head, '2026-03-05T09:00']]
  const closed: readonly Leg[] = [
    ...service,
    ['issueDeliverable', handler, '2026-03-06T09:00'],
    ['close', handler, '2026-03-06T10:00'],
  ]
  const refused: readonly Leg[] = [...review, ['refuse', reviewer, '2026-03-04T09:00']]
  const appealed: readonly Leg[] = [...refused, ['appeal', applicant, '2026-03-05T09:00']]
  const withdrawn: readonly Leg[] = [['withdraw', applicant, '2026-03-03T09:00']]
  return {
    submitted: [],
    'under-review': review,
    'supplement-noticed': noticed,
    accepted,
    'in-service': service,
    closed,
    refused,
    appealed,
    'refusal-upheld': appealed,
    'not-in-area': [...review, ['markNotInArea', reviewer, '2026-03-04T09:00']],
    'deemed-withdrawn': [
      ...noticed,
      ['recordReceipt', clerk, '2026-03-04T10:00'],
      ['lapseSupplement', system, '2026-03-14T00:00'],
    ],
    withdrawn,
    terminated: [...review, ['terminate', head, '2026-03-04T09:00']],
    archived: [...withdrawn, ['archive', clerk, '2026-03-04T09:00']],
  }
})()

/** A matter submitted on Monday 2 March 2026 at 09:00 and walked to this status. */
export const walkTo = (status: Status, kind: MatterKind = 'aid'): Story => {
  const walked = roads[status].reduce<Story>(
    (story, [type, actor, time]) => take(story, commandsFor(story.matter)[type], actor, time),
    submitted('2026-03-02T09:00', kind),
  )
  if (status !== 'refusal-upheld') return walked
  const upheld = { type: 'decideAppeal', outcome: 'upheld', answer: '理由不成立。' } as const
  return take(walked, upheld, province, '2026-03-09T09:00')
}

/** Does the command, on 10 March 2026 unless told otherwise, changed from its well-formed shape where the case says so. */
export const doing = (
  story: Story,
  type: MatterCommand['type'],
  actor: Actor,
  more: Record<string, unknown> = {},
  time = '2026-03-10T10:00',
): Outcome => when(story, { ...commandsFor(story.matter)[type], ...more } as MatterCommand, actor, time) // cases stay within the shape

/** The clock that a rule started last. @throws when it never did. */
export const clockOf = ({ matter }: Story, ruleId: string): Clock => {
  const clock = matter.clocks.findLast((one) => one.ruleId === ruleId)
  if (!clock) throw new Error(`no clock ${ruleId}`)
  return clock
}
