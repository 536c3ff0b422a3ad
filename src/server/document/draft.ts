import type { DraftBody } from '../../contract/document.ts'
import { formsByHand } from '../../domain/document/brought-by.ts'
import type { FormCode } from '../../domain/document/form.ts'
import type { Refusal } from '../../domain/kernel/refusal.ts'
import { whyNot } from '../../domain/matter/can.ts'
import { decide, type MatterCommand } from '../../domain/matter/decide.ts'
import type { Matter } from '../../domain/matter/matter.ts'
import { commands } from '../matter/commands.ts'
import { settingFor } from '../matter/setting.ts'
import { foreseen, type Loaded } from '../matter/store.ts'
import type { StepRequest } from '../matter/use-cases.ts'
import type { Ctx } from '../platform/context.ts'
import { aboutTheMatter } from './context.ts'
import { type DraftDocument, draftBrought, draftDocument } from './issue.ts'

export type Drafted =
  | { readonly ok: true; readonly draft: DraftDocument; readonly matter: Matter }
  | { readonly ok: false; readonly refusal: Refusal }

const byHand = async (ctx: Ctx, { matter }: Loaded, form: FormCode, given: unknown): Promise<Drafted> => {
  const refusal = whyNot('issueDocument', matter, ctx.actor, ctx.now)
  if (refusal) return { ok: false, refusal }
  const allowed: readonly FormCode[] = formsByHand
  if (!allowed.includes(form)) return { ok: false, refusal: { code: 'form-unsuited', given: form, allowed } }
  const drafted = await draftDocument(ctx, matter, form, aboutTheMatter, given)
  return drafted.ok ? { ok: true, draft: drafted.value, matter } : drafted
}

/**
 * What would be put on paper if this step were taken, or this form made, now. The step is decided as it would be when it is taken, so
 * what stands in its way is told here too; nothing is written.
 */
export const draftOf = async (ctx: Ctx, loaded: Loaded, asked: DraftBody): Promise<Drafted> => {
  if (asked.step === 'issue-document') return byHand(ctx, loaded, asked.form, asked.document)
  // The body was parsed by this very step's schema; the union hides that from the compiler. Steps that bring a document need nothing looked up.
  const command = (commands[asked.step] as (body: unknown) => StepRequest)(asked.body) as MatterCommand
  const decided = decide(loaded.matter, command, await settingFor(ctx, loaded.matter.holderId))
  if (!decided.ok) return decided
  const matter = foreseen(ctx, loaded, decided.value)
  const drafted = await draftBrought(ctx, matter, decided.value, asked.body.document)
  // A written result of a kind that has no form stays a text on the page.
  if (drafted === null) return { ok: false, refusal: { code: 'form-unsuited', given: asked.step, allowed: [] } }
  return drafted.ok ? { ok: true, draft: drafted.value, matter } : drafted
}
