import type { FastifyReply, FastifyRequest } from 'fastify'
import { type ApplyStep, portalPaths } from '../../contract/paths.ts'
import type { FieldError } from '../../contract/portal/parts.ts'
import type { Frame } from '../portal/frame.ts'
import { applies, firstOpenStep, stepsFor } from './answers.ts'
import type { Session } from './session.ts'

/** Said when the token of a form is not this browser's; what was typed is shown again, to be sent once more. */
export const staleForm: FieldError = {
  field: '_csrf',
  message: {
    zh: '页面放得太久，已经失效。内容还在，请再点一次下面的按钮',
    en: 'This page has been open too long. What you wrote is still here: please press the button below once more',
  },
}

/** Said when another device or window has saved this very page since it was opened; both answers are shown. */
export const changedElsewhere: FieldError = {
  field: 'refusal',
  message: {
    zh: '这一页刚才在另一台设备或另一个窗口里改过，您这次填的还没有保存。两份都在下面：以您现在填的为准，请再点一次下面的按钮',
    en: 'This page was changed on another device or in another window, and what you filled in is not saved yet. Both are below: to keep yours, press the button below once more',
  },
}

/** Said when the application was sent from another device; what was typed here is shown again. */
export const sentElsewhere: FieldError = {
  field: 'refusal',
  message: {
    zh: '这份申请已经在另一台设备或另一个窗口里提交了，您这次填的没有算进去。内容还在下面，可以复制下来，到“查进度”里给机构留言',
    en: 'This application was sent from another device or window, without what you filled in now. It is still below: you can copy it and write to the institution under “Check progress”',
  },
}

/** Said on the summary when another device has changed something since it was shown. */
export const recheck: FieldError = {
  field: 'refusal',
  message: {
    zh: '在您核对以后，另一台设备或另一个窗口又改过这份申请。请按现在的内容再核对一遍，然后提交',
    en: 'After you checked it, the application was changed on another device or in another window. Please check it as it is now, then send',
  },
}

/** An answer to an application that this browser no longer knows: it can't be kept, and must not vanish without a word. */
export const applicationLost = (frame: Frame, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const props = { chrome: frame.plain(request, 'help'), backHref: portalPaths.apply(), lost: 'application' } as const
  return frame.send(reply, 'form-expired', props, 403)
}

export const fromCheck = (request: FastifyRequest): boolean =>
  typeof request.query === 'object' &&
  request.query !== null &&
  'from' in request.query &&
  request.query.from === 'check'

/** The page after this one, or back to the summary where one came from there. */
export const hrefAfter = (step: ApplyStep, session: Pick<Session, 'answers' | 'world'>, back: boolean): string => {
  if (back && step !== 'place') return portalPaths.applyStep('check')
  const steps = stepsFor(session.answers, session.world)
  const next = steps[steps.indexOf(step) + 1] ?? 'check'
  return portalPaths.applyStep(next, back ? { from: 'check' } : {})
}

/**
 * Where a page can't be shown yet or any more: after submission to its receipt, past a page without an answer to that page, and
 * off a page that this kind of matter is not asked.
 */
export const detour = ({ draft, answers, world }: Session, step: ApplyStep): string | null => {
  if (draft !== null && draft.matterId !== null) return portalPaths.applySubmitted()
  const open = firstOpenStep(answers, world)
  if (!applies(step, answers, world)) return portalPaths.applyStep(open)
  const steps = stepsFor(answers, world)
  const mayLook = step === 'check' && answers.kind !== undefined && draft !== null
  return steps.indexOf(step) > steps.indexOf(open) && !mayLook ? portalPaths.applyStep(open) : null
}
