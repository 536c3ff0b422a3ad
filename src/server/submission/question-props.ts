import type { CodeListName } from '../../contract/code-list.ts'
import { type ApplyStep, portalPaths } from '../../contract/paths.ts'
import type { CountyChoice, DraftKept, QuestionProps, SavedElsewhere } from '../../contract/portal/apply.ts'
import type { PortalPages } from '../../contract/portal/pages.ts'
import type { Chrome, FieldError, Option } from '../../contract/portal/parts.ts'
import { submissionLimits } from '../../contract/submission.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { listCountiesOfProvince, listProvinces } from '../institution/division-queries.ts'
import type { Platform } from '../platform/platform.ts'
import { endsSoon } from './announce-expiry.ts'
import { type Answers, servicesFor, stepsFor, type World } from './answers.ts'
import type { Draft } from './draft.ts'
import { listChoices, searchChoices } from './institution-choices.ts'
import type { QuestionStep, Typed } from './questions.ts'
import { resumeCode } from './resume-code.ts'

/** Where a page stands on the way, for its frame. */
export interface Place {
  readonly chrome: Chrome
  readonly answers: Answers
  readonly world: World
  /** Came from the summary and goes back to it. */
  readonly fromCheck: boolean
  /** What is told of the draft on every page; absent before the first answer. */
  readonly kept?: DraftKept
  /** See `seenOf`. */
  readonly seen?: string
  /** What another device has saved for this page in the meantime. */
  readonly elsewhere?: SavedElsewhere
}

/** How a draft is gone on with elsewhere, and until when. */
export const keptOf = (platform: Platform, draft: Draft<unknown> | null): DraftKept | undefined =>
  draft === null || draft.matterId !== null
    ? undefined
    : {
        resumeCode: resumeCode(platform.crypto, draft.id),
        expiresAt: draft.expiresAt,
        endsSoon: endsSoon(draft.expiresAt, platform.clock.now()),
      }

export const frameOf = <Values>(
  place: Place,
  step: ApplyStep,
  values: Values,
  errors: readonly FieldError[],
): QuestionProps<Values> => {
  const steps = stepsFor(place.answers, place.world)
  const index = steps.indexOf(step)
  const before = steps[index - 1]
  const from = place.fromCheck ? { from: 'check' as const } : {}
  return {
    chrome: place.chrome,
    step: { number: index + 1, total: steps.length },
    action: portalPaths.applyStep(step, from),
    previous: place.fromCheck ? portalPaths.applyStep('check') : before && portalPaths.applyStep(before),
    errors,
    values,
    kept: place.kept,
    seen: place.seen,
    elsewhere: place.elsewhere,
  }
}

const words = inBoth({
  zh: {
    hints: {
      consultation: '说说发生了什么，机构书面告诉您怎么办',
      aid: '需要机构出具意见、到场服务或者帮助解决纠纷',
    } as Readonly<Record<string, string>>,
    name: '姓名',
    fullName: '单位全称',
    residentId: '居民身份证号码',
    uscc: '统一社会信用代码',
    residentIdHint: '18 位，最后一位可能是字母 X',
    usccHint: '18 位，在营业执照上',
    placeless: '网上、国外，或者不清楚',
  },
  en: {
    hints: {
      consultation: 'Tell what happened; the institution writes to you what to do',
      aid: 'The institution shall give an opinion, help on the spot, or help to solve a dispute',
    },
    name: 'Name',
    fullName: 'Full name of the organisation',
    residentId: 'Resident identity number',
    uscc: 'Unified social credit code',
    residentIdHint: '18 digits, the last may be the letter X',
    usccHint: '18 digits and letters, on the business licence',
    placeless: 'Online, abroad, or not known',
  },
})

const optionsOf = (world: World, list: CodeListName): readonly Option[] =>
  world.codes.list(list, world.on).map((entry) => ({ code: entry.code, label: entry[world.language] }))

const organisation = (answers: Answers): boolean => answers.identity?.identityKind !== 'natural-person'

const countyChoice = async (platform: Platform, world: World, province: string): Promise<CountyChoice | undefined> => {
  if (province === '') return undefined
  const [provinces, cities] = await Promise.all([
    listProvinces(platform.db, world.on),
    listCountiesOfProvince(platform.db, province, world.on),
  ])
  const name = provinces.find((one) => one.code === province)?.name
  return name === undefined ? undefined : { province: name, cities }
}

/** What was typed before, or what an untouched page begins with. */
export const typedBefore = <Step extends QuestionStep>(step: Step, answers: Answers): Typed<Step> => {
  const empty: { readonly [Each in QuestionStep]: Typed<Each> } = {
    kind: { kind: '' },
    identity: { identityKind: '', position: '' },
    applicant: { name: '', identifier: '', phone: '', mail: '', address: '', sme: '' },
    agent: { hasAgent: '', agentName: '', agentPhone: '', agentRelation: '' },
    rights: { rights: [{ type: '', number: '', name: '' }] },
    facts: {
      scene: answers.startScene ?? '',
      facts: '',
      knownSinceYear: '',
      knownSinceMonth: '',
      knownSinceDay: '',
    },
    respondents: { respondents: [] },
    place: { occurredInProvince: '', locatedInProvince: '' },
    'place-county': { occurredIn: '', locatedIn: '' },
    urgency: { urgency: '', urgentUntilYear: '', urgentUntilMonth: '', urgentUntilDay: '' },
    services: { services: [] },
    institution: { institutionId: '' },
  }
  return answers[step] ?? empty[step]
}

type PageOf<Step extends QuestionStep> = `apply-${Step}`
type Props<Step extends QuestionStep> = PortalPages[PageOf<Step>]
type Own<Step extends QuestionStep> = Omit<Props<Step>, keyof QuestionProps<unknown>>

/** What each page needs besides its frame: choices with their words, and words that depend on earlier answers. */
const own: {
  readonly [Step in QuestionStep]: (platform: Platform, place: Place, query: string) => Promise<Own<Step>>
} = {
  kind: async (_, { world }) => ({
    kinds: world.codes
      .list('matter-kinds', world.on)
      .filter((entry) => entry.offered)
      .map((entry) => ({
        code: entry.code,
        label: entry[world.language],
        hint: words[world.language].hints[entry.code],
      })),
  }),
  identity: async (_, { world }) => ({
    identityKinds: optionsOf(world, 'identity-kinds'),
    positions: optionsOf(world, 'positions'),
  }),
  applicant: async (_, { answers, world: { language } }) => ({
    nameLabel: organisation(answers) ? words[language].fullName : words[language].name,
    identifierLabel: organisation(answers) ? words[language].uscc : words[language].residentId,
    identifierHint: organisation(answers) ? words[language].usccHint : words[language].residentIdHint,
    identifierOptional: answers.kind?.kind === 'consultation',
    askSme: organisation(answers),
  }),
  agent: async () => ({}),
  rights: async (_, { answers, world }) => ({
    rightTypes: optionsOf(world, 'right-types'),
    accused: answers.identity?.position === 'accused',
    most: submissionLimits.rights,
  }),
  facts: async (_, { world }) => ({ scenes: optionsOf(world, 'scenes'), limit: submissionLimits.factsChars }),
  respondents: async () => ({ most: submissionLimits.respondents }),
  place: async (platform, { answers, world }) => ({
    provinces: (await listProvinces(platform.db, world.on)).map(({ code, name }) => ({ code, label: name })),
    placeless: words[world.language].placeless,
    organisation: organisation(answers),
  }),
  'place-county': async (platform, { answers, world }) => ({
    occurred: await countyChoice(platform, world, answers.place?.occurredInProvince ?? ''),
    located: await countyChoice(platform, world, answers.place?.locatedInProvince ?? ''),
    organisation: organisation(answers),
  }),
  urgency: async (_, { world }) => ({ urgencies: optionsOf(world, 'urgencies') }),
  services: async (_, { answers, world }) => ({
    services: servicesFor(world.codes, answers.kind?.kind ?? '', world.on).map((code) => {
      const entry = world.codes.get('services', code)
      return { code, label: entry[world.language], hint: world.language === 'zh' ? entry.note : entry.noteEn }
    }),
  }),
  institution: async (platform, { answers, world }, query) => {
    const { proposed, alternatives } = await listChoices(platform, answers, world)
    const words = query.trim()
    const search =
      words === '' ? undefined : { query: words, found: await searchChoices(platform, words, answers, world) }
    return { proposed, alternatives, search }
  },
}

/**
 * The props of a question's page.
 * @param query what is searched for on the institution's page; '' elsewhere.
 */
export const questionProps = async <Step extends QuestionStep>(
  platform: Platform,
  place: Place,
  step: Step,
  typed: Typed<Step>,
  errors: readonly FieldError[],
  query = '',
): Promise<Props<Step>> => {
  const extra = await own[step](platform, place, query)
  // Frame and own part make up the page's props by the types above; the compiler can't add generics up again.
  return { ...frameOf(place, step, typed, errors), ...extra } as unknown as Props<Step>
}
