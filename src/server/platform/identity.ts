import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Role, Staff } from '../../domain/actor/actor.ts'
import { hasRole } from '../../domain/actor/actor.ts'
import { type ContextOptions, type Ctx, inContext } from './context.ts'
import { sendProblem } from './http.ts'
import type { Platform } from './platform.ts'

/** Tells who sends a request; the staff's room provides it. Null: nobody is signed in. */
export type Identify = (request: FastifyRequest) => Promise<Staff | null>

/** What a route of the desk is given. */
export interface Desk {
  readonly platform: Platform
  readonly identify: Identify
}

/**
 * As `asStaff`, for routes that a machine's token opens too (`config.token`): then in one transaction under the reach of its
 * institution. Whether the token opens this route has been decided before (`machine-token/gate.ts`).
 */
export const asReader = <T>(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  needs: readonly Role[],
  work: (ctx: Ctx) => Promise<T>,
  options: ContextOptions = {},
): Promise<T> =>
  request.machine
    ? inContext(desk.platform, request.machine, request.id, work, options)
    : asStaff(desk, request, reply, needs, work, options)

/**
 * Runs a route for a signed-in member of staff who holds one of `needs` (any role when empty), in one transaction under their scope.
 * Without a session it answers 401, without the role 403; then `work` does not run.
 */
export const asStaff = async <T>(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  needs: readonly Role[],
  work: (ctx: Ctx, staff: Staff) => Promise<T>,
  options: ContextOptions = {},
): Promise<T> => {
  const staff = await desk.identify(request)
  if (!staff) return sendProblem(reply, 'not-signed-in')
  if (needs.length > 0 && !hasRole(staff, needs)) return sendProblem(reply, 'not-allowed')
  return inContext(desk.platform, staff, request.id, (ctx) => work(ctx, staff), options)
}
