import type { FastifyReply, FastifyRequest } from 'fastify'
import type { MatterView } from '../../contract/matter.ts'
import { portalPaths } from '../../contract/paths.ts'
import type { Chrome } from '../../contract/portal/parts.ts'
import { findMatter, type Loaded } from '../matter/store.ts'
import { type StepRequest, type StepResult, takeStep } from '../matter/use-cases.ts'
import { matterView } from '../matter/view.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import { readForm } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import { viewOf } from '../portal/view.ts'
import { dropGrant, type Grant, useGrant } from './grant.ts'

/** A matter in the hands of its applicant, as a page reads it. */
export interface Reading {
  readonly grant: Grant
  readonly loaded: Loaded
  readonly view: MatterView
  readonly chrome: Chrome
}

/** Reads the matter under its own scope. @param also what the page needs besides, in the same transaction. */
const read = async <T>(
  frame: Frame,
  request: FastifyRequest,
  grant: Grant,
  also: (ctx: Ctx, loaded: Loaded) => Promise<T>,
) =>
  inContext(frame.platform, grant.actor, request.id, async (ctx) => {
    const loaded = await findMatter(ctx, grant.matterId)
    return (
      loaded && { loaded, view: await matterView(ctx, loaded, viewOf(request).language), also: await also(ctx, loaded) }
    )
  })

/** Whether a form belongs to another matter than the one in hand. @param given what the form names; '' where it names none. */
export const isOfOther = (number: string, given: string): boolean => given !== '' && given !== number

/** Nothing was done; the words are still in the browser, one step back. */
export const otherMatterOpened = (frame: Frame, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const props = { chrome: frame.plain(request, 'track'), backHref: portalPaths.track(), lost: 'matter' } as const
  return frame.send(reply, 'form-expired', props, 409)
}

/**
 * Runs a page for who holds a grant. Without one, or when the matter is gone, the way leads to the questions again;
 * a form is told that it did not arrive.
 * @param also what the page needs besides the matter, read in the same transaction.
 */
export const withMatter = async <T>(
  frame: Frame,
  request: FastifyRequest,
  reply: FastifyReply,
  also: (ctx: Ctx, loaded: Loaded) => Promise<T>,
  work: (reading: Reading, also: T) => Promise<FastifyReply> | FastifyReply,
): Promise<FastifyReply> => {
  const grant = useGrant(frame, request, reply)
  const found = grant && (await read(frame, request, grant, also))
  if (!grant || !found) {
    dropGrant(frame, reply)
    if (request.method === 'POST') {
      const props = { chrome: frame.plain(request, 'track'), backHref: portalPaths.track(), lost: 'tracking' } as const
      return frame.send(reply, 'form-expired', props, 403)
    }
    return reply.redirect(portalPaths.track(), 303)
  }
  const { loaded, view } = found
  // Another tab has opened another matter: what was decided about the one must not be done to the other.
  if (request.method === 'POST' && isOfOther(loaded.matter.number, readForm(request).text('number'))) {
    return otherMatterOpened(frame, request, reply)
  }
  return work({ grant, loaded, view, chrome: frame.withForm(request, reply, 'track') }, found.also)
}

export const nothingElse = async (): Promise<null> => null

/** The applicant takes a step, decided on the version that the page showed. */
export const step = (
  frame: Frame,
  request: FastifyRequest,
  grant: Grant,
  expectedVersion: number,
  command: StepRequest,
): Promise<StepResult> =>
  inContext(frame.platform, grant.actor, request.id, (ctx) => takeStep(ctx, grant.matterId, expectedVersion, command))
