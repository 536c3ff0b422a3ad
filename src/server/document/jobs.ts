import type { Actor } from '../../domain/actor/actor.ts'
import { formsOfSubmission } from '../../domain/document/brought-by.ts'
import { as, type MatterId } from '../../domain/kernel/ids.ts'
import { findMatter } from '../matter/store.ts'
import { type StepResult, takeStep } from '../matter/use-cases.ts'
import { inContext } from '../platform/context.ts'
import type { Platform } from '../platform/platform.ts'
import { nextWay } from './service-ways.ts'

const system: Actor = { kind: 'system', name: '文书', scope: { kind: 'system' } }

/** Made already, archived meanwhile, received meanwhile: nothing to do, and no fault. */
const settled = new Set(['document-already-issued', 'status-forbids', 'notice-already-received', 'nothing-to-receive'])

const settle = (result: StepResult, what: string): void => {
  if (!result.ok && !settled.has(result.refusal.code)) throw new Error(`${what}: ${result.refusal.code}`)
}

/** The application form and the receipt of what was sent in. */
export const fileSubmission = async (platform: Platform, matterId: string): Promise<void> => {
  for (const form of formsOfSubmission) {
    await inContext(platform, system, `job:file-submission:${matterId}`, async (ctx) => {
      settle(
        await takeStep(ctx, as<MatterId>(matterId), null, { type: 'issueDocument', form }),
        `${form} of ${matterId}`,
      )
    })
  }
}

/** A document that nobody collected goes the next way, once its time on the present one is over. */
export const moveService = (platform: Platform, matterId: string, documentId: string): Promise<void> =>
  inContext(platform, system, `job:move-service:${documentId}`, async (ctx) => {
    const loaded = await findMatter(ctx, as<MatterId>(matterId), 'update')
    const document = loaded?.matter.documents.find((one) => one.documentId === documentId)
    const next = document?.service && nextWay(document.service, document.serviceSince)
    if (!next || next.at > ctx.now) return
    const result = await takeStep(ctx, as<MatterId>(matterId), null, { type: 'moveService', documentId, to: next.to })
    settle(result, `service of ${documentId}`)
  })

const batch = 500

/** Moves what no job moved: jobs can be lost with a restored database. @returns how many it looked at. */
export const sweepService = async (platform: Platform): Promise<number> => {
  let done = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await inContext(platform, system, 'job:sweep-service', (ctx) =>
      ctx.tx
        .selectFrom('document_service')
        .select(['document_id', 'matter_id'])
        .where('moves_at', '<=', new Date(ctx.now))
        .where('document_id', '>', after)
        .orderBy('document_id')
        .limit(batch)
        .execute(),
    )
    for (const row of rows) await moveService(platform, row.matter_id, row.document_id)
    done += rows.length
    const last = rows.at(-1)
    if (last === undefined || rows.length < batch) return done
    after = last.document_id
  }
}
