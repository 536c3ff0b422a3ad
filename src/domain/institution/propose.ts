import type { DivisionCode } from '../kernel/ids.ts'
import type { PlainDate } from '../kernel/plain-date.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import {
  type Division,
  type DivisionLevel,
  type Institution,
  type InstitutionLevel,
  institutionLevels,
  missingFrom,
  servesPlace,
  takesMatters,
} from './institution.ts'

/** A place of the matter. Each of these gives an institution of the place the right to act (national flow, grade C). */
export interface Place {
  readonly code: DivisionCode
  readonly as: 'occurred' | 'located'
}

export interface Asked {
  /** The weightiest first; empty when everything lies abroad or is unknown. */
  readonly places: readonly Place[]
  readonly rightTypes: readonly string[]
  readonly services: readonly string[]
}

export interface ProposalLookup {
  /** Every institution whose area covers a place or one of its ancestors; the nation's are among them. */
  readonly candidates: readonly Institution[]
  /** The division itself, then its ancestors up to the nation; empty when the code is unknown. */
  readonly chain: (code: DivisionCode) => readonly Division[]
  readonly on: PlainDate
  /** The words of a code. */
  readonly label: (list: 'right-types' | 'services', code: string) => string
}

export interface Proposal {
  readonly institution: Institution
  /** Sentences for the applicant, in Chinese. */
  readonly why: readonly string[]
  /** Others that could take the matter, the nearest first; at most three. */
  readonly alternatives: readonly Institution[]
  /** How many levels above the place's own level the institution stands. */
  readonly climbed: number
}

export type NoProposal =
  | {
      readonly code: 'no-institution-serves'
      readonly rightTypes: readonly string[]
      readonly services: readonly string[]
    }
  | { readonly code: 'division-unknown'; readonly given: string }

const levelOf: Readonly<Record<DivisionLevel, InstitutionLevel>> = {
  nation: 'national',
  county: 'county',
  prefecture: 'city',
  province: 'province',
}
const levelWords: Readonly<Record<InstitutionLevel, string>> = {
  county: '县级',
  city: '市级',
  province: '省级',
  national: '国家级',
}
const placeWords: Readonly<Record<Place['as'], string>> = { occurred: '发生地', located: '所在地' }
const mostAlternatives = 3

/** A place with the levels that a matter passes on its way up from it. */
interface Ladder {
  readonly place: Place
  readonly chain: readonly [Division, ...Division[]]
  readonly rungs: readonly InstitutionLevel[]
}

/** Steps up from the place. A street's station that serves a city without counties stands below the city: no step. */
const stepsUp = (ladder: Ladder, level: InstitutionLevel): number => Math.max(0, ladder.rungs.indexOf(level))

interface Ranked {
  readonly institution: Institution
  readonly ladder: Ladder | null
  readonly steps: number
  readonly weight: number
}

/** Fewest steps up, then the weightier place, then the lower level and the narrower area; the id makes the order total. */
const nearestFirst = (a: Ranked, b: Ranked): number =>
  a.steps - b.steps ||
  a.weight - b.weight ||
  institutionLevels.indexOf(a.institution.level) - institutionLevels.indexOf(b.institution.level) ||
  a.institution.areas.length - b.institution.areas.length ||
  (a.institution.id < b.institution.id ? -1 : 1)

const rank = (institution: Institution, ladders: readonly Ladder[]): Ranked | null => {
  const reached = ladders
    .map((ladder, weight) => ({ institution, ladder, weight, steps: stepsUp(ladder, institution.level) }))
    .filter(({ ladder }) => servesPlace(institution, ladder.chain))
    .sort(nearestFirst)
  if (reached[0] !== undefined) return reached[0]
  return ladders.length === 0 && institution.level === 'national'
    ? { institution, ladder: null, steps: 0, weight: 0 }
    : null
}

const whereSentence = ({ institution, ladder }: Ranked): string => {
  if (ladder === null) return '您没有填写国内的地点，由国家级机构接收。'
  const [here] = ladder.chain
  const start = `您填写的${placeWords[ladder.place.as]}在${here.fullName}，`
  if (institution.level === 'national') return `${start}该机构面向全国提供服务。`
  const area = ladder.chain.find((division) => institution.areas.includes(division.code))
  return area === undefined || area.code === here.code
    ? `${start}该机构服务这一区域。`
    : `${start}该机构的服务区域是${area.fullName}，包括您的${placeWords[ladder.place.as]}。`
}

/** Why nobody on the rungs below was taken, rung by rung. */
const climbSentences = (chosen: Ranked, passed: readonly Ranked[], asked: Asked, lookup: ProposalLookup): string[] => {
  const { ladder } = chosen
  if (ladder === null) return []
  return ladder.rungs.slice(0, chosen.steps).map((rung, index) => {
    const there = passed.find((each) => each.ladder === ladder && each.steps === index)
    if (there === undefined) return `当地没有已接入平台、可以受理的${levelWords[rung]}机构，所以交给上一级。`
    const missing = missingFrom(there.institution, asked)
    const words = [
      ...missing.services.map((code) => lookup.label('services', code)),
      ...missing.rightTypes.map((code) => lookup.label('right-types', code)),
    ]
    return `${there.institution.name}不办理${words.join('、')}，所以交给上一级。`
  })
}

const offerSentence = (asked: Asked, lookup: ProposalLookup): string | null => {
  const services = asked.services.map((code) => lookup.label('services', code)).join('、')
  const rights = asked.rightTypes.map((code) => lookup.label('right-types', code)).join('、')
  if (services !== '' && rights !== '') return `该机构办理${rights}方面的${services}。`
  if (services !== '') return `该机构办理${services}。`
  return rights === '' ? null : `该机构办理${rights}方面的事项。`
}

const ladderFor = (place: Place, lookup: ProposalLookup): Ladder | null => {
  const [here, ...above] = lookup.chain(place.code)
  if (here === undefined) return null
  const chain: Ladder['chain'] = [here, ...above]
  return { place, chain, rungs: chain.map((division) => levelOf[division.level]) }
}

/**
 * The nearest institution that takes matters on this day, serves one of the places, and offers everything asked for:
 * county, then city, then province, then the nation. On one level the weightier place wins. The answer does not depend
 * on the order of the candidates.
 */
export const proposeInstitution = (asked: Asked, lookup: ProposalLookup): Result<Proposal, NoProposal> => {
  const ladders: Ladder[] = []
  for (const place of asked.places) {
    const ladder = ladderFor(place, lookup)
    if (ladder === null) return refuse({ code: 'division-unknown', given: place.code })
    ladders.push(ladder)
  }
  const ranked = lookup.candidates
    .filter((institution) => takesMatters(institution, lookup.on))
    .map((institution) => rank(institution, ladders))
    .filter((each) => each !== null)
    .sort(nearestFirst)
  const lacksNothing = ({ institution }: Ranked) => {
    const missing = missingFrom(institution, asked)
    return missing.rightTypes.length === 0 && missing.services.length === 0
  }
  const [chosen, ...others] = ranked.filter(lacksNothing)
  if (chosen === undefined)
    return refuse({ code: 'no-institution-serves', rightTypes: asked.rightTypes, services: asked.services })
  const passed = ranked.filter((each) => !lacksNothing(each))
  const offer = offerSentence(asked, lookup)
  return ok({
    institution: chosen.institution,
    why: [whereSentence(chosen), ...climbSentences(chosen, passed, asked, lookup), ...(offer === null ? [] : [offer])],
    alternatives: others.slice(0, mostAlternatives).map(({ institution }) => institution),
    climbed: chosen.steps,
  })
}
