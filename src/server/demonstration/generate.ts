import type { Actor } from '../../domain/actor/actor.ts'
import { actorRef } from '../../domain/actor/actor.ts'
import { maskName } from '../../domain/identifier/mask.ts'
import { as, type DivisionCode, type MatterId } from '../../domain/kernel/ids.ts'
import { addDays, chinaDate, epochMs, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { decide, type Setting, submitMatter } from '../../domain/matter/decide.ts'
import type { MatterEvent, Recorded } from '../../domain/matter/event.ts'
import { evolve, fold } from '../../domain/matter/evolve.ts'
import type { Channel, Matter, Need } from '../../domain/matter/matter.ts'
import { matterNumber, spokenAlphabet } from '../../domain/matter/number.ts'
import { nobody } from '../matter/party.ts'
import { uuidV7 } from '../platform/ids.ts'
import type { PartyContent } from '../record/chain.ts'
import { type Dice, dice } from './dice.ts'
import { companyName, creditCode, personName, phoneNumber, residentId, shopName } from './people.ts'
import { type Doer, pickFate, planOf } from './plans.ts'
import { pickStory } from './stories.ts'
import type { Holder, World } from './world.ts'

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

/** A working moment: between nine and five in China. */
const inOfficeHours = (at: number, throwOf: Dice): number => {
  const chinaDayStart = Math.floor((at + 8 * hourMs) / dayMs) * dayMs - 8 * hourMs
  return chinaDayStart + 9 * hourMs + throwOf.below(8 * 60) * 60_000 + throwOf.below(60_000)
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
  const matterId = as<MatterId>(uuidV7(epochMs(at), throwOf.bytes(10)))
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
