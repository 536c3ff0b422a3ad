import type { InstitutionChoice } from '../../contract/portal/apply.ts'
import { type Institution, missingFrom, takesMatters } from '../../domain/institution/institution.ts'
import type { Asked, NoProposal } from '../../domain/institution/propose.ts'
import { whyInEnglish } from '../../domain/institution/propose-english.ts'
import { as, type DivisionCode } from '../../domain/kernel/ids.ts'
import type { InBoth } from '../../domain/kernel/language.ts'
import { searchDirectory } from '../institution/directory.ts'
import { findDivision } from '../institution/division-queries.ts'
import { findInstitution, proposeFor } from '../institution/queries.ts'
import type { Platform } from '../platform/platform.ts'
import { type Answers, servicesFor, type World } from './answers.ts'

/** What the answers so far ask of an institution. */
export const askedBy = (answers: Answers, world: World): Asked => {
  const place = answers['place-county']
  const at = (code: string | undefined, role: 'occurred' | 'located') =>
    code ? [{ code: as<DivisionCode>(code), as: role }] : []
  const kind = answers.kind?.kind ?? ''
  return {
    places: [...at(place?.occurredIn, 'occurred'), ...at(place?.locatedIn, 'located')],
    rightTypes: [...new Set((answers.rights?.rights ?? []).map((right) => right.type))],
    services: answers.services?.services ?? servicesFor(world.codes, kind, world.on),
  }
}

const choiceOf = async (
  platform: Platform,
  institution: Institution,
  reasons: readonly string[],
  { codes }: World,
): Promise<InstitutionChoice> => {
  const division = await findDivision(platform.db, institution.divisionCode)
  return {
    id: institution.id,
    name: institution.name,
    kindLabel: codes.label('institution-kinds', institution.kind),
    // The demonstration has no addresses.
    place: (institution.demo ? null : institution.address) ?? division?.fullName ?? '',
    phone: institution.phone ?? undefined,
    reasons,
    demo: institution.demo,
  }
}

/** Reasons as the record keeps them, for a page in this language. */
export const reasonsIn = (
  { codes, language }: Pick<World, 'codes' | 'language'>,
  reasons: readonly string[],
): readonly string[] => {
  if (language === 'zh') return reasons
  const label = (zh: string): string => codes.translated(zh) ?? zh
  return reasons.map((reason) => whyInEnglish(reason, label))
}

/** What speaks against a choice of one's own; it stays possible. */
const against = (institution: Institution, asked: Asked, { codes, language }: World): readonly string[] => {
  const missing = missingFrom(institution, asked)
  const words = [
    ...missing.services.map((code) => codes.label('services', code)),
    ...missing.rightTypes.map((code) => codes.label('right-types', code)),
  ]
  return words.length === 0
    ? []
    : [language === 'zh' ? `没有登记办理：${words.join('、')}` : `Not registered for: ${words.join(', ')}`]
}

export interface Choices {
  readonly proposed?: InstitutionChoice
  readonly alternatives: readonly InstitutionChoice[]
  readonly refusal: NoProposal | null
}

/** The proposed institution with its reasons, and others that could take the matter. */
export const listChoices = async (platform: Platform, answers: Answers, world: World): Promise<Choices> => {
  const asked = askedBy(answers, world)
  const proposal = await proposeFor(platform.db, platform.codes, asked, world.on)
  if (!proposal.ok) return { alternatives: [], refusal: proposal.refusal }
  const { institution, why, alternatives } = proposal.value
  return {
    proposed: await choiceOf(platform, institution, reasonsIn(world, why), world),
    alternatives: await Promise.all(
      alternatives.map((one) => choiceOf(platform, one, against(one, asked, world), world)),
    ),
    refusal: null,
  }
}

const mostFound = 20

/** Institutions that take matters and that these words, a place or a name, find. */
export const searchChoices = async (
  platform: Platform,
  words: string,
  answers: Answers,
  world: World,
): Promise<readonly InstitutionChoice[]> => {
  const query = { place: null, name: null, text: words, kind: null, after: null, limit: mostFound }
  const found = await searchDirectory(platform.db, platform.codes, query, { on: world.on })
  if (!found.ok) return []
  const asked = askedBy(answers, world)
  const open = found.value.rows.filter(({ institution }) => takesMatters(institution, world.on))
  return Promise.all(
    open.map(({ institution }) => choiceOf(platform, institution, against(institution, asked, world), world)),
  )
}

/** Why this institution can't be chosen, in words; null when it can. */
export const whyNotChosen = async (
  platform: Platform,
  institutionId: string,
  world: World,
): Promise<InBoth<string> | null> => {
  const institution = await findInstitution(platform.db, institutionId)
  return institution && takesMatters(institution, world.on)
    ? null
    : {
        zh: '这家机构目前不在本平台受理，请另选一家',
        en: 'This institution does not take matters here at the moment. Please choose another',
      }
}
