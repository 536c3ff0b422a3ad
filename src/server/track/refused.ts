import type { FieldError } from '../../contract/portal/parts.ts'
import { explainRefusal } from '../../contract/refusal-words.ts'
import type { StepRefusal } from '../matter/use-cases.ts'

/** Why a step was not taken, above the form that comes back with all that was typed. */
export const refusedErrors = ({ refusal, changes }: StepRefusal): readonly FieldError[] => {
  if (refusal.code !== 'matter-changed')
    return [{ field: 'refusal', message: { zh: explainRefusal(refusal), en: explainRefusal(refusal, 'en') } }]
  const what = changes.map((change) => `${change.by}${change.summary}`).join('；')
  return [
    {
      field: 'refusal',
      message: {
        zh: `在您填写期间有了新情况：${what}。您写的内容还在，看过以后如果仍要提交，请再点一次`,
        en: 'The matter has changed while you were writing: its page tells how. What you wrote is still here; if you still want to send it, press the button once more',
      },
    },
  ]
}
