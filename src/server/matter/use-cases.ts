import type { EvidenceInput } from '../../contract/submission.ts'
import { formsByHand, formsOfSubmission } from '../../domain/document/brought-by.ts'
import type { FormCode } from '../../domain/document/form.ts'
import { as, type MatterId, type StaffId } from '../../domain/kernel/ids.ts'
import { chinaDate, epochMs, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import type { Refusal } from '../../domain/kernel/refusal.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { whyNot } from '../../domain/matter/can.ts'
import { decide, type MatterCommand } from '../../domain/matter/decide.ts'
import type { Recorded } from '../../domain/matter/event.ts'
import type { Matter } from '../../domain/matter/matter.ts'
import { aboutTheMatter } from '../document/context.ts'
import { printBrought, printDocument, projectService } from '../document/issue.ts'
import { type MessageInput, writeMessage } from '../message/write-message.ts'
import { tellOf } from '../notification/road.ts'
import { audit } from '../platform/audit.ts'
import type { Ctx } from '../platform/context.ts'
import { findHandler } from '../staff/handler.ts'
import { claimEvidence } from './evidence.ts'
import { settingFor } from './setting.ts'
import { findMatter, foreseen, type Loaded, saveMatter } from './store.ts'
import { actorName, tell } from './words.ts'

/** What has happened since the version that a command was decided on. */
export interface Change {
  readonly seq: number
  readonly at: string
  readonly by: string
  readonly summary: string
}

export type StepRefusal = { readonly refusal: Refusal; readonly changes: readonly Change[] }
export type StepResult = { readonly ok: true; readonly value: Matter } | ({ readonly ok: false } & StepRefusal)

const changesSince = (ctx: Ctx, loaded: Loaded, version: number): readonly Change[] =>
  loaded.history
    .filter((one) => one.seq > version)
    .map((one) => ({
      seq: one.seq,
      at: one.at,
      by: actorName(one.actor),
      summary: tell(one, ctx.platform.codes).summary,
    }))

/** A command as it comes from outside: what only the server can complete is still to be looked up. */
export type StepRequest =
  | Exclude<MatterCommand, { type: 'assign' | 'supplement' | 'archive' | 'issueDocument' | 'sendMessage' }>
  | ({ readonly type: 'sendMessage' } & MessageInput)
  | { readonly type: 'issueDocument'; readonly form: FormCode }
  | { readonly type: 'assign'; readonly handlerId: string }
  | { readonly type: 'supplement'; readonly answer: string; readonly evidence: readonly EvidenceInput[] }
  | { readonly type: 'archive' }

/**
 * Archive number: institution's division, year of archiving, tracking number without hyphens. Form as in DA/T 22 (unit, year,
 * item); the item number is the tracking number, so that no counter is needed.
 */
const archiveNumber = (ctx: Ctx, loaded: Loaded): string => {
  const year = chinaDate(ctx.now).slice(0, 4)
  return `${loaded.row.province_code}-${year}-${loaded.matter.number.replaceAll('-', '')}`
}

const printByItself = async (
  ctx: Ctx,
  { matter }: Loaded,
  form: FormCode,
  values: unknown,
): Promise<Result<MatterCommand>> => {
  const refusal = whyNot('issueDocument', matter, ctx.actor, ctx.now)
  if (refusal) return refuse(refusal)
  const bySystem = ctx.actor.kind === 'system'
  const allowed: readonly FormCode[] = bySystem ? formsOfSubmission : formsByHand
  if (!allowed.includes(form)) return refuse({ code: 'form-unsuited', given: form, allowed })
  // Made once from what was sent in; a job that runs again has nothing to do.
  if (bySystem && matter.documents.some((one) => one.form === form)) {
    return refuse({ code: 'document-already-issued', form })
  }
  const printed = await printDocument(ctx, matter, form, aboutTheMatter, values)
  return printed.ok ? ok({ type: 'issueDocument', document: printed.value }) : printed
}

const complete = async (
  ctx: Ctx,
  loaded: Loaded,
  request: StepRequest,
  values: unknown,
): Promise<Result<MatterCommand>> => {
  switch (request.type) {
    case 'issueDocument':
      return printByItself(ctx, loaded, request.form, values)
    case 'assign': {
      const handler = await findHandler(ctx, request.handlerId, loaded.matter.holderId)
      if (!handler) return refuse({ code: 'handler-elsewhere', handlerId: request.handlerId })
      return ok({ type: 'assign', handlerId: as<StaffId>(handler.id), handlerName: handler.name })
    }
    case 'supplement': {
      const claimed = await claimEvidence(ctx, loaded.matter.id, request.evidence)
      return claimed.ok ? ok({ type: 'supplement', answer: request.answer, evidence: claimed.value }) : claimed
    }
    case 'sendMessage':
      return writeMessage(ctx, loaded.matter.id, request)
    case 'archive':
      return ok({ type: 'archive', archiveNumber: archiveNumber(ctx, loaded) })
    default:
      return ok(request)
  }
}

const addJobs = async (ctx: Ctx, matter: Matter): Promise<void> => {
  const clock = matter.clocks.find((one) => one.ruleId === 'AID-SUPPLEMENT' && one.state === 'running')
  if (!clock?.dueAt || matter.status !== 'supplement-noticed') return
  await ctx.jobs.add(
    'matter.lapse-supplement',
    { matterId: matter.id },
    { runAt: instantFromEpochMs(epochMs(clock.dueAt) + 1000), key: `lapse:${matter.id}` },
  )
}

/** What the system files by itself changes nothing that a person decides on. */
const isQuiet = ({ actor, event }: Recorded): boolean =>
  actor.kind === 'system' && (event.type === 'DocumentIssued' || event.type === 'ServiceMoved')

/** Whether the matter is, for a person's decision, still what it was at this version. */
const isStill = (loaded: Loaded, version: number): boolean =>
  version <= loaded.matter.version && loaded.history.filter((one) => one.seq > version).every(isQuiet)

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/**
 * One step of a matter, the whole of it or nothing: load (locked) → decide → print its document → save → audit → add jobs → tell → return.
 * @param expectedVersion what the person saw; null for the system, which looks for itself.
 * @param values of the document that the step brings, as an officer reworded them; null: as the matter says.
 */
export const takeStep = async (
  ctx: Ctx,
  matterId: MatterId,
  expectedVersion: number | null,
  request: StepRequest,
  values: unknown = null,
): Promise<StepResult> => {
  const refused = (refusal: Refusal, changes: readonly Change[] = []): StepResult => {
    ctx.undo()
    return { ok: false, refusal, changes }
  }
  const loaded = await findMatter(ctx, matterId, 'update')
  if (!loaded) return refused({ code: 'not-found' })
  const { version } = loaded.matter
  if (expectedVersion !== null && !isStill(loaded, expectedVersion)) {
    return refused(
      { code: 'matter-changed', expected: expectedVersion, actual: version },
      changesSince(ctx, loaded, expectedVersion),
    )
  }
  const command = await complete(ctx, loaded, request, values)
  if (!command.ok) return refused(command.refusal)
  const decided = decide(loaded.matter, command.value, await settingFor(ctx, loaded.matter.holderId))
  if (!decided.ok) return refused(decided.refusal)
  const brought = await printBrought(ctx, foreseen(ctx, loaded, decided.value), decided.value, values)
  if (!brought.ok) return refused(brought.refusal)
  const events = [...decided.value, ...brought.value]
  const matter = await saveMatter(ctx, loaded, events)
  await projectService(ctx, matter, events)
  const filed = {
    objectKind: 'matter',
    objectId: matter.id,
    institutionId: matter.holderId,
    provinceCode: loaded.row.province_code,
  }
  await audit(ctx, { action: `matter.${kebab(request.type)}`, ...filed, detail: { version: matter.version } })
  for (const event of events) {
    if (event.type !== 'DocumentIssued') continue
    const { documentId, form, number } = event
    await audit(ctx, { action: 'document.issue', ...filed, detail: { documentId, form, number } })
  }
  await addJobs(ctx, matter)
  await tellOf(ctx, matter, events)
  return ok(matter)
}
