import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { applicantBodies } from '../../contract/matter.ts'
import { portalPaths } from '../../contract/paths.ts'
import type { PortalPages } from '../../contract/portal/pages.ts'
import type { FieldError } from '../../contract/portal/parts.ts'
import type { Action } from '../../domain/matter/can.ts'
import type { StepRequest } from '../matter/use-cases.ts'
import { fieldErrors } from '../portal/field-words.ts'
import { type Form, formOf, readForm } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import { staleForm } from '../submission/way.ts'
import { nothingElse, type Reading, step, withMatter } from './reading.ts'
import { refusedErrors } from './refused.ts'
import { dueBy, unsigned, whyNotNow } from './view.ts'

export const expectedVersion = z.coerce.number().int().min(1).catch(0)

type Checked =
  | { readonly ok: true; readonly command: StepRequest }
  | { readonly ok: false; readonly errors: readonly FieldError[] }

/** A page with one form: what it shows, and how its form becomes a command. */
interface StepPage<Name extends 'withdraw' | 'appeal' | 'rate'> {
  readonly action: Action
  readonly props: (
    frame: Frame,
    reading: Reading,
    form: Form,
  ) => Omit<PortalPages[`track-${Name}`], 'chrome' | 'number' | 'version' | 'errors'>
  readonly check: (form: Form) => Checked
}

const checked = <T>(schema: z.ZodType<T>, input: unknown, toCommand: (value: T) => StepRequest): Checked => {
  const parsed = schema.safeParse(input)
  if (parsed.success) return { ok: true, command: toCommand(parsed.data) }
  return {
    ok: false,
    errors: fieldErrors(schema, input, (path) => path[0] ?? ''),
  }
}

const withdraw: StepPage<'withdraw'> = {
  action: 'withdraw',
  props: (_frame, _reading, form) => ({
    limit: 2000,
    values: { reasons: form.text('reasons'), confirm: form.text('confirm') === 'yes' ? 'yes' : '' },
  }),
  check: (form) => {
    const read = checked(applicantBodies.withdraw, { reasons: form.text('reasons') }, (body) => ({
      type: 'withdraw',
      ...body,
    }))
    if (form.text('confirm') === 'yes') return read
    const confirm = {
      field: 'confirm',
      message: { zh: '请勾选“我确定要撤回”', en: 'Please tick “Yes, I want to withdraw”' },
    }
    return { ok: false, errors: read.ok ? [confirm] : [...read.errors, confirm] }
  },
}

const appeal: StepPage<'appeal'> = {
  action: 'appeal',
  props: ({ platform }, { loaded: { matter }, view, chrome }, form) => ({
    decision: {
      issuedAt: matter.refusal?.at ?? view.submittedAt,
      grounds: (matter.refusal?.grounds ?? []).map((code) =>
        platform.codes.label('refusal-grounds', code, chrome.view.language),
      ),
      reasons: matter.refusal?.reasons ?? '',
    },
    due: dueBy(view, 'AID-APPEAL'),
    limit: 5000,
    values: { reasons: form.text('reasons') },
  }),
  check: (form) =>
    checked(applicantBodies.appeal, { reasons: form.text('reasons') }, (body) => ({ type: 'appeal', ...body })),
}

const rate: StepPage<'rate'> = {
  action: 'rate',
  props: (_frame, { view }, form) => ({
    institution: view.holder.name,
    limit: 2000,
    values: { stars: form.text('stars'), solved: form.text('solved'), words: form.text('words') },
  }),
  check: (form) => {
    const input = { stars: form.text('stars'), solved: form.text('solved'), words: form.text('words') }
    return checked(applicantBodies.rate, input, (body) => ({ type: 'rate', ...body }))
  },
}

const pages = { withdraw, appeal, rate } as const
type Name = keyof typeof pages

/** `/track/withdraw`, `/track/appeal`, `/track/rate`: shown only while the step can be taken. */
export const stepPages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const show = (
      reply: FastifyReply,
      name: Name,
      reading: Reading,
      form: Form,
      errors: readonly FieldError[],
      status: number,
    ) => {
      const { chrome, view } = reading
      // Each page fills its own props by the type above; the union of the three does not say which goes with which.
      const props = {
        ...pages[name].props(frame, reading, form),
        chrome,
        number: view.number,
        version: view.version,
        errors,
      } as PortalPages[`track-${Name}`]
      return frame.send(reply, `track-${name}`, props as never, status)
    }

    /** Off this page when the step can't be taken: the matter's page says why. */
    const detour = (name: Name, { loaded: { matter } }: Reading): string | null => {
      if (name === 'appeal' && unsigned(matter)) return portalPaths.trackPage('notice')
      const blocked = whyNotNow(matter, pages[name].action, frame.platform.clock.now())
      return blocked === null ? null : portalPaths.trackPage('matter')
    }

    const submit = (name: Name) => (request: FastifyRequest, reply: FastifyReply) =>
      withMatter(frame, request, reply, nothingElse, async (reading) => {
        const form = readForm(request)
        const elsewhere = detour(name, reading)
        if (elsewhere !== null) return reply.redirect(elsewhere, 303)
        if (!frame.isOwnForm(request, form)) return show(reply, name, reading, form, [staleForm], 403)
        const read = pages[name].check(form)
        if (!read.ok) return show(reply, name, reading, form, read.errors, 422)
        const version = expectedVersion.parse(form.text('expectedVersion'))
        const taken = await step(frame, request, reading.grant, version, read.command)
        if (!taken.ok) return show(reply, name, reading, form, refusedErrors(taken), 409)
        return reply.redirect(`${portalPaths.trackPage('done')}?what=${name}`, 303)
      })

    for (const name of ['withdraw', 'appeal', 'rate'] as const) {
      app.get(portalPaths.trackPage(name), (request, reply) =>
        withMatter(frame, request, reply, nothingElse, (reading) => {
          const elsewhere = detour(name, reading)
          if (elsewhere !== null) return reply.redirect(elsewhere, 303)
          return show(reply, name, reading, formOf([]), [], 200)
        }),
      )
      app.post(portalPaths.trackPage(name), submit(name))
    }
  }
