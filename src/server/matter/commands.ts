import type { z } from 'zod'
import type { StepName, stepBodies } from '../../contract/matter.ts'
import { as, type InstitutionId } from '../../domain/kernel/ids.ts'
import type { PlainDate } from '../../domain/kernel/plain-date.ts'
import type { StepRequest } from './use-cases.ts'

type StepBodies = { [Step in StepName]: z.output<(typeof stepBodies)[Step]> }

/** From the wire to the domain, step by step. */
export const commands: { [Step in StepName]: (body: StepBodies[Step]) => StepRequest } = {
  'start-review': () => ({ type: 'startReview' }),
  'request-supplement': ({ items }) => ({ type: 'requestSupplement', items }),
  // The contract has checked it as a date.
  'record-receipt': ({ noticeId, on, way, trackingNumber }) => ({
    type: 'recordReceipt',
    noticeId,
    on: on as PlainDate | null,
    way,
    trackingNumber,
  }),
  supplement: ({ answer, evidence }) => ({ type: 'supplement', answer, evidence }),
  accept: ({ words }) => ({ type: 'accept', words }),
  refuse: ({ grounds, reasons }) => ({ type: 'refuse', grounds, reasons }),
  'mark-not-in-area': ({ reasons, advisedInstitutionId }) => ({
    type: 'markNotInArea',
    reasons,
    advisedInstitutionId: advisedInstitutionId === null ? null : as<InstitutionId>(advisedInstitutionId),
  }),
  'decide-appeal': ({ outcome, answer }) => ({ type: 'decideAppeal', outcome, answer }),
  assign: ({ handlerId }) => ({ type: 'assign', handlerId }),
  'issue-deliverable': ({ kind, title, body }) => ({ type: 'issueDeliverable', kind, title, body }),
  close: ({ resultCode, summary, money }) => ({ type: 'close', resultCode, summary, money }),
  terminate: ({ ground, reasons }) => ({ type: 'terminate', ground, reasons }),
  withdraw: ({ reasons }) => ({ type: 'withdraw', reasons }),
  archive: () => ({ type: 'archive' }),
}
