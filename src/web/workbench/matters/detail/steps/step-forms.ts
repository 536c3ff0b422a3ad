import type { ComponentType } from 'react'
import { type MatterView, type StepName, stepBodies } from '../../../../../contract/matter.ts'
import { todayInChina } from '../../../clock.ts'
import { type EvidenceValues, evidenceBody } from '../../../fields/evidence-values.ts'
import {
  AcceptFields,
  AppealDecisionFields,
  NotInAreaFields,
  RefuseFields,
  TerminateFields,
  WithdrawFields,
} from './DecisionFields.tsx'
import { ReceiptFields, RequestSupplementFields, SupplementFields } from './NoticeFields.tsx'
import { AssignFields, CloseFields, DeliverableFields } from './ServiceFields.tsx'

export interface StepFieldsProps {
  readonly matter: MatterView
}

/** Values are whatever the fields of the form hold; the contract's schema reads them before they are sent. */
export type StepValues = Readonly<Record<string, unknown>>

export interface StepForm {
  /** Null when the step needs no more than a confirmation. */
  readonly Fields: ComponentType<StepFieldsProps> | null
  readonly initial: (matter: MatterView) => StepValues
  /** From what the fields hold to the body; as it is when absent. */
  readonly shape?: (values: StepValues) => StepValues
}

/** Drafts of this page, by step. */
export type StepDrafts = Partial<Record<StepName, StepValues>>

const reasons = () => ({ reasons: '' })

/** One form for each step. The names of the fields are those of `stepBodies`, so that every error finds its field. */
export const stepForms: Readonly<Record<StepName, StepForm>> = {
  'start-review': { Fields: null, initial: () => ({}) },
  'request-supplement': { Fields: RequestSupplementFields, initial: () => ({ items: [''] }) },
  'record-receipt': {
    Fields: ReceiptFields,
    initial: (matter) => ({
      noticeId: matter.unreceived.at(-1)?.id,
      on: todayInChina(),
      way: 'counter',
    }),
  },
  supplement: {
    Fields: SupplementFields,
    initial: () => ({ answer: '', evidence: [] }),
    shape: (values) => ({
      ...values,
      // The list is filled by EvidenceFields alone, which holds rows of this shape.
      evidence: evidenceBody(values.evidence as readonly EvidenceValues[] | undefined),
    }),
  },
  accept: { Fields: AcceptFields, initial: () => ({ words: '' }) },
  refuse: { Fields: RefuseFields, initial: () => ({ grounds: [], reasons: '' }) },
  'mark-not-in-area': { Fields: NotInAreaFields, initial: () => ({ reasons: '', advisedInstitutionId: null }) },
  'decide-appeal': { Fields: AppealDecisionFields, initial: () => ({ answer: '' }) },
  assign: { Fields: AssignFields, initial: () => ({}) },
  'issue-deliverable': {
    Fields: DeliverableFields,
    initial: ({ fittingDeliverables }) => ({
      kind: fittingDeliverables.length === 1 ? fittingDeliverables[0] : undefined,
      title: '',
      body: '',
    }),
  },
  close: { Fields: CloseFields, initial: () => ({ summary: '', money: {} }) },
  terminate: { Fields: TerminateFields, initial: reasons },
  withdraw: { Fields: WithdrawFields, initial: reasons },
  archive: { Fields: null, initial: () => ({}) },
}

export const isStepName = (step: string): step is StepName => step in stepBodies
