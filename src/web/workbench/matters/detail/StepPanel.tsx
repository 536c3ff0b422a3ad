import { useRef, useState } from 'react'
import type { MatterView, StepName, StepView } from '../../../../contract/matter.ts'
import { StepDrawer } from './StepDrawer.tsx'
import { isStepName, type StepDrafts } from './steps/step-forms.ts'

/** The steps that carry a matter on; the first of them that is allowed stands out. */
const onward: readonly StepName[] = [
  'start-review',
  'accept',
  'decide-appeal',
  'assign',
  'close',
  'issue-deliverable',
  'record-receipt',
  'supplement',
  'archive',
]

/**
 * All steps of the desk. One that can't be taken now stays in reach of the keyboard with its reason beside it: hidden, nobody
 * could learn why.
 */
export const StepPanel = ({ matter }: { matter: MatterView }) => {
  const [open, setOpen] = useState<string | null>(null)
  // What was typed stays when a drawer is closed by mistake, until the step is taken or the page is left.
  const drafts = useRef<StepDrafts>({})
  const allowed = matter.steps.filter((step) => step.allowed)
  // A document on its way holds up nothing, unless its receipt is what the matter waits for.
  const waits = matter.status === 'supplement-noticed' || matter.status === 'refused'
  const done = [
    matter.handler === null ? '' : 'assign',
    matter.deliverables.length === 0 ? '' : 'issue-deliverable',
    waits ? '' : 'record-receipt',
  ]
  const forward = allowed.find((step) => onward.some((name) => name === step.step) && !done.includes(step.step)) ?? null
  const inOrder = forward === null ? allowed : [forward, ...allowed.filter((step) => step !== forward)]
  const forbidden = matter.steps.filter((step) => !step.allowed)
  const chosen = matter.steps.find((step) => step.step === open)
  return (
    <aside id="steps" className="card steps" aria-labelledby="steps-title">
      <h2 id="steps-title">现在可以做</h2>
      {allowed.length > 0 ? null : <p className="soft">现在没有您可以办理的步骤。</p>}
      <ul>
        {inOrder.map((step) => (
          <li key={step.step}>
            <StepButton step={step} isForward={step === forward} onOpen={() => setOpen(step.step)} />
          </li>
        ))}
      </ul>
      {forbidden.length === 0 ? null : (
        <>
          <h3 className="soft">现在不能办理，原因如下</h3>
          <ul>
            {forbidden.map((step) => (
              <li key={step.step}>
                <StepButton step={step} isForward={false} onOpen={() => setOpen(step.step)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {chosen !== undefined && isStepName(chosen.step) ? (
        <StepDrawer
          key={chosen.step}
          matter={matter}
          step={chosen}
          name={chosen.step}
          drafts={drafts}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </aside>
  )
}

/** The note stands beside the button, not inside it, so that the button is named by its label alone. */
const StepButton = ({ step, isForward, onOpen }: { step: StepView; isForward: boolean; onOpen: () => void }) => {
  const noteId = `step-note-${step.step}`
  return (
    <div className={step.allowed ? (isForward ? 'step main' : 'step') : 'step forbidden'}>
      <button
        type="button"
        aria-disabled={!step.allowed}
        aria-describedby={noteId}
        onClick={step.allowed ? onOpen : undefined}
      >
        {step.label}
      </button>
      <small id={noteId}>{step.allowed ? step.hint : step.reason}</small>
    </div>
  )
}
