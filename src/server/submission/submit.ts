import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { SubmissionInput, SubmissionReceipt } from '../../contract/submission.ts'
import { maskName } from '../../domain/identifier/mask.ts'
import { takesMatters } from '../../domain/institution/institution.ts'
import { as, type DivisionCode, type InstitutionId, type MatterId, type MatterNumber } from '../../domain/kernel/ids.ts'
import type { Language } from '../../domain/kernel/language.ts'
import { chinaDate, epochMs, type PlainDate } from '../../domain/kernel/plain-date.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { submitMatter } from '../../domain/matter/decide.ts'
import { fold } from '../../domain/matter/evolve.ts'
import { grams } from '../../domain/matter/grams.ts'
import type { Channel, Matter, Need } from '../../domain/matter/matter.ts'
import { matterNumber } from '../../domain/matter/number.ts'
import { findInstitution, proposeFor } from '../institution/queries.ts'
import { claimEvidence } from '../matter/evidence.ts'
import { partiesOf, sealParty } from '../matter/party.ts'
import { settingFor } from '../matter/setting.ts'
import { findBySubmission, insertMatter, listEvents } from '../matter/store.ts'
import { clockView } from '../matter/view.ts'
import { keepLanguage } from '../notification/notify.ts'
import { tellOf } from '../notification/road.ts'
import { audit } from '../platform/audit.ts'
import type { CodeLists } from '../platform/code-lists.ts'
import type { Ctx } from '../platform/context.ts'
import { spokenCode, uuidV7 } from '../platform/ids.ts'
import { queryCode, queryCodeHash } from './query-code.ts'

/** Characters of the account that search covers; enough to find by, little enough not to swell the index. */
const searchedFactsChars = 300

interface Holder {
  readonly id: InstitutionId
  readonly provinceCode: DivisionCode
  readonly why: readonly string[]
}

/** Who sends: the applicant on the portal, or a member of staff who writes down what came by another way. */
export interface SubmitOptions {
  readonly channel: Channel
  readonly consentGiven: 'on-screen' | 'to-clerk'
  /** In which the applicant wants to be told; Chinese where nothing is said. */
  readonly language?: Language
}

const titleOf = (codes: CodeLists, need: SubmissionInput['need']): string => {
  const rights = [...new Set(need.rights.map((right) => codes.label('right-types', right.type)))]
  const shown = rights.length > 2 ? `${rights.slice(0, 2).join('、')}等` : rights.join('、')
  return `${shown}，${codes.label('scenes', need.scene)}`
}

/** Holders without a province are national; scopes by province never reach them. */
const nationCode = as<DivisionCode>('000000')

const chooseHolder = async (ctx: Ctx, input: SubmissionInput): Promise<Result<Holder>> => {
  const { need } = input
  const today = chinaDate(ctx.now)
  const places = [
    ...(need.occurredIn ? [{ code: as<DivisionCode>(need.occurredIn), as: 'occurred' as const }] : []),
    ...(need.locatedIn ? [{ code: as<DivisionCode>(need.locatedIn), as: 'located' as const }] : []),
  ]
  const asked = { places, rightTypes: need.rights.map((right) => right.type), services: need.services }
  const proposal = await proposeFor(ctx.tx, ctx.platform.codes, asked, today)
  const proposed = proposal.ok ? proposal.value.institution : null
  const chosen =
    input.institutionId === null || input.institutionId === proposed?.id
      ? proposed
      : await findInstitution(ctx.tx, input.institutionId)
  if (!chosen || !takesMatters(chosen, today)) {
    return refuse({ code: 'institution-not-serving', institutionId: input.institutionId ?? '' })
  }
  const ownChoice = [['staff', 'machine'].includes(ctx.actor.kind) ? '由登记的机构承办' : '由申请人自己选择']
  const why = proposal.ok && chosen.id === proposed?.id ? proposal.value.why : ownChoice
  return ok({ id: chosen.id, provinceCode: chosen.provinceCode ?? nationCode, why })
}

const drawNumber = (provinceCode: DivisionCode): MatterNumber => {
  for (;;) {
    const number = matterNumber(provinceCode, spokenCode(7, randomInt))
    if (number !== null) return number
  }
}

/** The words by which a matter is found. */
export const searchTexts = (number: MatterNumber, need: Need, names: readonly string[]): readonly string[] => [
  number,
  need.title,
  ...names,
  ...need.rights.flatMap((right) => [right.number ?? '', right.name ?? '']),
  [...need.facts].slice(0, searchedFactsChars).join(''),
]

const receiptFor = async (ctx: Ctx, matter: Matter, created: boolean): Promise<SubmissionReceipt> => {
  const institution = await ctx.tx
    .selectFrom('institution')
    .select(['id', 'name', 'demo'])
    .where('id', '=', matter.holderId)
    .executeTakeFirstOrThrow()
  const first = matter.clocks[0]
  return {
    matterId: matter.id,
    number: matter.number,
    queryCode: queryCode(ctx.platform.crypto, matter.id),
    institution,
    why: [...matter.holderWhy],
    submittedAt: matter.submittedAt,
    dueOn: first?.dueOn ?? null,
    derivation: first ? clockView(ctx, first, matter.holderId).derivation : [],
    created,
  }
}

/** What a submission that was received before is answered with; null when it was not, or is not within the scope. */
export const findReceipt = async (ctx: Ctx, submissionId: string): Promise<SubmissionReceipt | null> => {
  const row = await findBySubmission(ctx.tx, submissionId)
  if (!row) return null
  return receiptFor(ctx, fold(await listEvents(ctx.tx, row.id)), false)
}

/** Row security lets the sender see what this submission became; run `submit` with these settings. */
export const submissionSettings = (submissionId: string) => [['weiquan.submission', submissionId]] as const

/**
 * Takes in a need. Idempotent by `submissionId`: sent twice, also at the same moment, it makes one matter and gives one answer.
 * Run it `inContext` with `submissionSettings`.
 */
export const submit = async (
  ctx: Ctx,
  input: SubmissionInput,
  options: SubmitOptions,
): Promise<Result<SubmissionReceipt>> => {
  // The second of two simultaneous requests waits here for the first, and then finds its matter.
  await sql`select pg_advisory_xact_lock(hashtextextended(${input.submissionId}, 0))`.execute(ctx.tx)
  const before = await findReceipt(ctx, input.submissionId)
  if (before) return ok(before)
  const refused = <T>(result: Result<T>): Result<never> => {
    ctx.undo()
    if (result.ok) throw new Error('refused() was given a value')
    return result
  }
  const holder = await chooseHolder(ctx, input)
  if (!holder.ok) return refused(holder)

  const { platform } = ctx
  const matterId = as<MatterId>(uuidV7(epochMs(ctx.now)))
  const number = drawNumber(holder.value.provinceCode)
  const parties = partiesOf(input).map((content, position) => sealParty(platform.crypto, matterId, position, content))
  const setting = await settingFor(ctx, holder.value.id)
  const unknownRight = input.need.rights.find((right) => !setting.codes.has('right-types', right.type))
  if (unknownRight) return refused(refuse({ code: 'code-unknown', list: 'right-types', given: unknownRight.type }))
  if (!setting.codes.has('scenes', input.need.scene)) {
    return refused(refuse({ code: 'code-unknown', list: 'scenes', given: input.need.scene }))
  }
  const evidence = await claimEvidence(ctx, matterId, input.evidence)
  if (!evidence.ok) return refused(evidence)
  const need: Need = {
    ...input.need,
    title: titleOf(platform.codes, input.need),
    identityKind: input.applicant.identityKind,
    sme: input.applicant.sme,
    // Checked as dates and codes by the contract.
    knownSince: input.need.knownSince as PlainDate | null,
    urgentUntil: input.need.urgentUntil as PlainDate | null,
    occurredIn: input.need.occurredIn as DivisionCode | null,
    locatedIn: input.need.locatedIn as DivisionCode | null,
  }
  const decided = submitMatter(
    {
      matterId,
      number,
      kind: input.kind,
      channel: options.channel,
      need,
      parties: parties.map((party) => party.ref),
      evidence: evidence.value,
      consent: { ...input.consent, given: options.consentGiven },
      holderId: holder.value.id,
      holderWhy: holder.value.why,
    },
    setting,
  )
  if (!decided.ok) return refused(decided)
  const matter = await insertMatter(ctx, decided.value, {
    submissionId: input.submissionId,
    applicantLabel: need.identityKind === 'natural-person' ? maskName(input.applicant.name) : input.applicant.name,
    provinceCode: holder.value.provinceCode,
    queryCodeHash: queryCodeHash(platform.crypto, queryCode(platform.crypto, matterId)),
  })
  if (matter === null) throw new Error(`submission ${input.submissionId}: taken although its lock is held`)
  await ctx.tx
    .insertInto('party')
    .values(parties.map((party) => party.row))
    .execute()
  const names = [input.applicant.name, ...input.respondents.map((respondent) => respondent.name)]
  await ctx.tx
    .insertInto('matter_search')
    .values({
      matter_id: matterId,
      holder_institution_id: holder.value.id,
      province_code: holder.value.provinceCode,
      grams: [...grams(searchTexts(number, need, names))],
    })
    .execute()
  await audit(ctx, {
    action: 'matter.submit',
    objectKind: 'matter',
    objectId: matterId,
    institutionId: holder.value.id,
    provinceCode: holder.value.provinceCode,
    detail: { channel: options.channel },
  })
  // In a transaction of its own: whoever sends waits for the record alone, not for the print.
  await ctx.jobs.add('document.file-submission', { matterId }, { key: `file-submission:${matterId}` })
  if (options.language) await keepLanguage(ctx, matterId, options.language)
  await tellOf(ctx, matter, decided.value)
  return ok(await receiptFor(ctx, matter, true))
}
