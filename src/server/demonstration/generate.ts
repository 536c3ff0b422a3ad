import type { Actor } from '../../domain/actor/actor.ts'
import { actorRef } from '../../domain/actor/actor.ts'
import { maskName } from '../../domain/identifier/mask.ts'
import { as, type DivisionCode, type InstitutionId, type MatterId, type StaffId } from '../../domain/kernel/ids.ts'
import { addDays, chinaDate, epochMs, type Instant, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import {
  type Clockwork,
  type Codes,
  decide,
  type MatterCommand,
  type Setting,
  submitMatter,
} from '../../domain/matter/decide.ts'
import type { MatterEvent, Recorded } from '../../domain/matter/event.ts'
import { evolve, fold } from '../../domain/matter/evolve.ts'
import type { Channel, Matter, Need } from '../../domain/matter/matter.ts'
import { matterNumber, spokenAlphabet } from '../../domain/matter/number.ts'
import type { PartyContent } from '../record/chain.ts'
import { type Dice, dice } from './dice.ts'
import { companyName, creditCode, personName, phoneNumber, residentId, shopName } from './people.ts'
import { pickStory, type Story } from './stories.ts'

/** A county of the demonstration network and who answers there for which services. */
export interface Place {
  readonly code: DivisionCode
  /** Without 市, 区, 县. */
  readonly shortName: string
  readonly provinceCode: DivisionCode
  /** The nearest demonstration institution that renders these services, and why it. */
  readonly holderFor: (rightType: string, services: readonly string[]) => Holder
}

export interface Holder {
  readonly id: InstitutionId
  readonly provinceCode: DivisionCode
  readonly why: readonly string[]
  /** Who handles matters there in the demonstration. */
  readonly handler: { readonly id: StaffId; readonly name: string }
}

export interface World {
  readonly places: readonly Place[]
  /** Where the demonstration's people work; a tenth of the matters happen here, so that their desks are not empty. */
  readonly stage: readonly Place[]
  readonly clockwork: Clockwork
  readonly codes: Codes
  readonly label: (list: 'right-types' | 'scenes', code: string) => string
  /** The demonstration ends here: nothing happens later. */
  readonly until: Instant
}

/** A matter as the tables will hold it. */
export interface Generated {
  readonly matter: Matter
  readonly history: readonly Recorded[]
  readonly parties: readonly { readonly content: PartyContent; readonly id: string; readonly salt: Buffer }[]
  readonly submissionId: string
  readonly applicantLabel: string
  readonly provinceCode: string
}

const dayMs = 86_400_000
const hourMs = 3_600_000
/** The demonstration covers three years back. */
const spanDays = 1095

const bodies = 30 ** 7
// Coprime to 30, so that every index has a body of its own.
const stride = 11_000_000_007

/** Numbers that look drawn and never meet: eight candidates an index, since one body in 31 has no check letter. */
const numberOf = (provinceCode: DivisionCode, index: number) => {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    let rest = Number((BigInt(index * 8 + attempt) * BigInt(stride)) % BigInt(bodies))
    let body = ''
    for (let letter = 0; letter < 7; letter += 1) {
      body += spokenAlphabet[rest % 30]
      rest = Math.floor(rest / 30)
    }
    const number = matterNumber(provinceCode, body)
    if (number !== null) return number
  }
  throw new Error(`no tracking number for index ${index}`)
}

const idAt = (at: Instant, throwOf: Dice): MatterId => {
  const bytes = throwOf.bytes(16)
  bytes.writeUIntBE(epochMs(at), 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return as<MatterId>(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  )
}

/** A working moment: between nine and five in China. */
const inOfficeHours = (at: number, throwOf: Dice): number => {
  const chinaDayStart = Math.floor((at + 8 * hourMs) / dayMs) * dayMs - 8 * hourMs
  return chinaDayStart + 9 * hourMs + throwOf.below(8 * 60) * 60_000 + throwOf.below(60_000)
}

const nobody = {
  identityKind: null,
  place: null,
  link: null,
  relation: null,
  identifierType: null,
  identifier: null,
  phone: null,
  mail: null,
  address: null,
}

/** Where a matter is heading; the shares of the last published years, with every state present. */
type Fate = 'answered' | 'refused' | 'appealed' | 'not-in-area' | 'lapsed' | 'withdrawn' | 'terminated'
const fates: readonly (readonly [Fate, number])[] = [
  ['answered', 0.86],
  ['refused', 0.03],
  ['appealed', 0.01],
  ['not-in-area', 0.03],
  ['lapsed', 0.02],
  ['withdrawn', 0.03],
  ['terminated', 0.02],
]
const pickFate = (throwOf: Dice): Fate => {
  let rest = throwOf.next()
  for (const [fate, share] of fates) {
    rest -= share
    if (rest < 0) return fate
  }
  return 'answered'
}

type Doer = 'staff' | 'head' | 'applicant' | 'system' | 'supervisor'
type Plan = readonly (readonly [afterDays: number, by: Doer, command: (matter: Matter) => MatterCommand])[]

const money = {
  avoidedLossYuan: null,
  recoveredYuan: null,
  savedFeesYuan: null,
  subsidyYuan: null,
  disputeValueYuan: null,
}

const planOf = (fate: Fate, story: Story, holder: Holder, goods: string, throwOf: Dice): Plan => {
  const review: Plan = [[throwOf.below(3), 'staff', () => ({ type: 'startReview' })]]
  const ask: Plan = [
    [
      1 + throwOf.below(4),
      'staff',
      () => ({
        type: 'requestSupplement',
        items: ['请补充权利证书或者登记证明的复印件。', `请补充${goods}的购买记录或者页面截图。`],
      }),
    ],
    [
      throwOf.below(2),
      'applicant',
      (matter) => ({ type: 'recordReceipt', noticeId: matter.notices.at(-1)?.noticeId ?? '', on: null, way: 'portal' }),
    ],
  ]
  const supplement: Plan = throwOf.chance(0.15)
    ? [
        ...ask,
        [
          1 + throwOf.below(5),
          'applicant',
          () => ({ type: 'supplement', answer: '材料已经补齐，请查收。', evidence: [] }),
        ],
      ]
    : []
  const toward: Plan = [...review, ...supplement]
  const serve: Plan = [
    [
      throwOf.below(2),
      'head',
      () => ({ type: 'assign', handlerId: holder.handler.id, handlerName: holder.handler.name }),
    ],
    [
      2 + throwOf.below(6),
      'staff',
      () => ({
        type: 'issueDeliverable',
        kind: story.deliverable,
        title: `关于${goods}的意见`,
        body: `${story.advice(goods)}\n本意见仅供参考，不替代行政机关和人民法院的决定。`,
      }),
    ],
    [
      1 + throwOf.below(5),
      'staff',
      () => ({
        type: 'close',
        resultCode: throwOf.pick(story.results),
        summary: `已向申请人说明${goods}事项的处理途径，并出具书面意见。`,
        money: throwOf.chance(0.2) ? { ...money, avoidedLossYuan: 1000 * (1 + throwOf.below(500)) } : money,
      }),
    ],
  ]
  const rate: Plan = throwOf.chance(0.5)
    ? [
        [
          1 + throwOf.below(8),
          'applicant',
          () => ({
            type: 'rate',
            stars: throwOf.chance(0.85) ? 4 + throwOf.below(2) : 1 + throwOf.below(3),
            solved: throwOf.pick(['yes', 'yes', 'partly', 'no']),
            words: throwOf.chance(0.3) ? '答复很及时，讲得清楚。' : null,
          }),
        ],
      ]
    : []
  const archive: Plan = [
    [
      40 + throwOf.below(500),
      'staff',
      (matter) => ({ type: 'archive', archiveNumber: `${holder.provinceCode}-${matter.number.replaceAll('-', '')}` }),
    ],
  ]
  const refuse: Plan = [
    ...toward,
    [
      1 + throwOf.below(5),
      'staff',
      () => ({
        type: 'refuse',
        grounds: [throwOf.pick(['no-clear-facts', 'outside-policy', 'applied-elsewhere'])],
        reasons: '现有材料不足以说明存在需要援助的具体事项。',
      }),
    ],
    [
      throwOf.below(3),
      'applicant',
      (matter) => ({ type: 'recordReceipt', noticeId: matter.notices.at(-1)?.noticeId ?? '', on: null, way: 'portal' }),
    ],
  ]
  switch (fate) {
    case 'answered':
      return [
        ...toward,
        [1 + throwOf.below(6), 'staff', () => ({ type: 'accept', words: null })],
        ...serve,
        ...rate,
        ...archive,
      ]
    case 'refused':
      return [...refuse, ...archive]
    case 'appealed': {
      const revoked = throwOf.chance(0.3)
      const decided: Plan = [
        [2, 'applicant', () => ({ type: 'appeal', reasons: '我已经提供了全部能找到的材料，请重新考虑。' })],
        [
          3 + throwOf.below(8),
          'supervisor',
          () => ({ type: 'decideAppeal', outcome: revoked ? 'revoked' : 'upheld', answer: '经复核，作出上述决定。' }),
        ],
      ]
      return [...refuse, ...decided, ...(revoked ? [...serve, ...rate] : []), ...archive]
    }
    case 'not-in-area':
      return [
        ...toward,
        [
          1,
          'staff',
          () => ({
            type: 'markNotInArea',
            reasons: '住所地、营业地和发生地都不在本机构服务区域，请向发生地的机构申请。',
            advisedInstitutionId: null,
          }),
        ],
        ...archive,
      ]
    case 'lapsed':
      return [...review, ...ask, [16, 'system', () => ({ type: 'lapseSupplement' })], ...archive]
    case 'withdrawn':
      return [
        ...toward,
        [1 + throwOf.below(4), 'applicant', () => ({ type: 'withdraw', reasons: '对方已经停止，不再需要援助。' })],
        ...archive,
      ]
    case 'terminated':
      return [
        ...toward,
        [1, 'staff', () => ({ type: 'accept', words: null })],
        ...serve.slice(0, 1),
        [
          6,
          'head',
          () => ({
            type: 'terminate',
            ground: throwOf.pick(['contact-lost', 'settled', 'right-ceased']),
            reasons: '多次联系未果，终止办理。',
          }),
        ],
        ...archive,
      ]
  }
}

const actorFor = (doer: Doer, holder: Holder): Actor => {
  const staff = (roles: readonly ('clerk' | 'reviewer' | 'head' | 'province-supervisor')[]): Actor => ({
    kind: 'staff',
    id: holder.handler.id,
    name: holder.handler.name,
    roles,
    institutionId: holder.id,
    institutionName: '',
    provinceCode: holder.provinceCode,
    scope: { kind: 'none' },
  })
  switch (doer) {
    case 'staff':
      return staff(['clerk', 'reviewer'])
    case 'head':
      return staff(['head'])
    case 'supervisor':
      return staff(['province-supervisor'])
    case 'applicant':
      return { kind: 'applicant', scope: { kind: 'none' } }
    case 'system':
      return { kind: 'system', name: '法定时钟', scope: { kind: 'system' } }
  }
}

const channelOf = (throwOf: Dice): Channel => {
  const share = throwOf.next()
  if (share < 0.6) return 'online'
  return share < 0.8 ? 'counter' : share < 0.95 ? 'phone' : 'letter'
}

/**
 * Matter number `index` of the demonstration: the same for everybody, and every event of it decided by the domain as a real one is.
 * @param commit makes the commitment of a party, so that the record's own rule is used.
 */
export const generate = (
  world: World,
  index: number,
  commit: (content: PartyContent, salt: Buffer) => string,
): Generated => {
  const throwOf = dice(index * 2_654_435_761 + 97)
  const story = pickStory(throwOf)
  const goods = throwOf.pick(story.goods)
  const place = throwOf.pick(throwOf.chance(0.1) ? world.stage : world.places)
  const holder = place.holderFor(story.rightType, story.services)
  const fate = pickFate(throwOf)
  const plan = planOf(fate, story, holder, goods, throwOf)

  const natural = throwOf.chance(0.35)
  const applicant: PartyContent = {
    ...nobody,
    role: 'applicant',
    name: natural ? personName(throwOf) : companyName(throwOf, place.shortName),
    identityKind: natural ? 'natural-person' : throwOf.chance(0.9) ? 'legal-person' : 'other-organisation',
    identifierType: natural ? 'resident-id' : 'uscc',
    identifier: natural ? residentId(throwOf, place.code) : creditCode(throwOf, place.code),
    phone: phoneNumber(throwOf),
  }
  const respondents = Array.from(
    { length: throwOf.below(3) },
    (): PartyContent => ({ ...nobody, role: 'respondent', name: shopName(throwOf) }),
  )
  const parties = [applicant, ...respondents].map((content) => ({
    content,
    id: throwOf.uuid(),
    salt: throwOf.bytes(16),
  }))

  const untilMs = epochMs(world.until)
  // A quarter falls into the last weeks: the desk is busy with the new ones.
  const ageDays = throwOf.chance(0.25) ? throwOf.next() * 40 : throwOf.next() * spanDays
  let at = instantFromEpochMs(Math.min(inOfficeHours(untilMs - ageDays * dayMs, throwOf), untilMs))
  const need: Need = {
    title: `${world.label('right-types', story.rightType)}，${world.label('scenes', story.scene)}`,
    identityKind: applicant.identityKind as Need['identityKind'], // one of the three named above
    sme: !natural && throwOf.chance(0.7),
    position: story.position,
    rights: [{ type: story.rightType, number: story.number(throwOf), name: goods }],
    scene: story.scene,
    facts: story.facts(goods, throwOf),
    knownSince: addDays(chinaDate(at), -throwOf.below(60)),
    occurredIn: place.code,
    locatedIn: place.code,
    urgency: story.urgency,
    urgentUntil: null,
    services: story.services,
  }
  const matterId = idAt(at, throwOf)
  const settingBy = (actor: Actor): Setting => ({
    now: at,
    actor,
    clockwork: world.clockwork,
    codes: world.codes,
    newId: throwOf.uuid,
  })
  const channel = channelOf(throwOf)
  const sender = actorFor(channel === 'online' ? 'applicant' : 'staff', holder)
  const first = submitMatter(
    {
      matterId,
      number: numberOf(holder.provinceCode, index),
      kind: story.kind,
      channel,
      need,
      parties: parties.map(({ content, id, salt }) => ({
        partyId: id,
        role: content.role as 'applicant' | 'respondent',
        commitment: commit(content, salt),
      })), // the two roles made above
      evidence: [],
      consent: { version: '2026-11', sensitiveData: true, given: channel === 'online' ? 'on-screen' : 'to-clerk' },
      holderId: holder.id,
      holderWhy: holder.why,
    },
    settingBy(sender),
  )
  if (!first.ok) throw new Error(`demonstration matter ${index}: ${first.refusal.code}`)
  const history: Recorded[] = []
  const add = (events: readonly MatterEvent[], actor: Actor) => {
    for (const event of events) history.push({ seq: history.length + 1, at, actor: actorRef(actor), event })
  }
  add(first.value, sender)
  let matter = fold(history)
  for (const [afterDays, doer, command] of plan) {
    const next = inOfficeHours(epochMs(at) + (afterDays + 0.2) * dayMs, throwOf)
    if (next > untilMs) break
    at = instantFromEpochMs(Math.max(next, epochMs(at) + 60_000))
    const actor = actorFor(doer, holder)
    const decided = decide(matter, command(matter), settingBy(actor))
    // A weekend may have used up the applicant's time: then the story ends here, as it would in life.
    if (!decided.ok) break
    const before = history.length
    add(decided.value, actor)
    for (const recorded of history.slice(before)) matter = evolve(matter, recorded)
  }
  return {
    matter,
    history,
    parties,
    submissionId: throwOf.uuid(),
    applicantLabel: natural ? maskName(applicant.name) : applicant.name,
    provinceCode: holder.provinceCode,
  }
}
