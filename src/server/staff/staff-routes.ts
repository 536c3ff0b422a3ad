import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problem } from '../../contract/problem.ts'
import { staffChange, staffInput, staffPage, staffQuery, staffRow } from '../../contract/staff.ts'
import { token } from '../../contract/text.ts'
import { ok } from '../../domain/kernel/result.ts'
import { inContext } from '../platform/context.ts'
import type { StaffGate } from './gate.ts'
import { answerRefusals, orRefuse, refuseNow, requireSignedIn } from './http.ts'
import { hashPassword, passwordWeakness } from './password.ts'
import { findStaff, getStaff, listStaff } from './queries.ts'
import { addStaff, changeStaff, lacksAdministrator, mayLookAfterStaff } from './use-cases.ts'

const tags = ['staff']

/** The accounts of staff. Mounted under `/api/v1`. */
export const staffRoutes =
  (gate: StaffGate): FastifyPluginAsyncZod =>
  async (app) => {
    const { platform } = gate
    answerRefusals(app)

    app.get(
      '/staff',
      {
        schema: {
          tags,
          summary: 'Accounts of the institutions one reaches; an administrator sees all',
          querystring: staffQuery,
          response: { 200: staffPage, 401: problem, 403: problem, 422: problem },
        },
      },
      async (request) => {
        const { staff } = await requireSignedIn(gate, request)
        return orRefuse(await inContext(platform, staff, request.id, (ctx) => listStaff(ctx, request.query)))
      },
    )

    app.post(
      '/staff',
      {
        schema: {
          tags,
          summary: 'Make an account (administrator)',
          body: staffInput,
          response: { 201: staffRow, 401: problem, 403: problem, 409: problem, 422: problem },
        },
      },
      async (request, reply) => {
        const { staff } = await requireSignedIn(gate, request)
        // Before the hash, so that nobody else can keep the machine busy with hashing.
        if (!mayLookAfterStaff(staff)) refuseNow(lacksAdministrator('staff.add'))
        const { password, ...input } = request.body
        const weak = passwordWeakness(password, input.username)
        if (weak) refuseNow(weak)
        const hash = await hashPassword(password)
        const row = orRefuse(
          await inContext(platform, staff, request.id, async (ctx) => {
            const added = await addStaff(ctx, input, hash)
            return added.ok ? ok(await getStaff(ctx, added.value.id)) : added
          }),
        )
        reply.code(201).header('location', `/api/v1/staff/${row.id}`)
        return row
      },
    )

    app.patch(
      '/staff/:id',
      {
        schema: {
          tags,
          summary: 'Change roles, disable, reset the second factor or the password (administrator)',
          description:
            'Ends the sessions of the account at once. Nobody changes their own account; the last administrator stays.',
          params: z.object({ id: token(64) }),
          body: staffChange,
          response: { 200: staffRow, 401: problem, 403: problem, 404: problem, 409: problem, 422: problem },
        },
      },
      async (request) => {
        const { staff } = await requireSignedIn(gate, request)
        if (!mayLookAfterStaff(staff)) refuseNow(lacksAdministrator('staff.change'))
        const { id } = request.params
        const { password, ...change } = request.body
        const passwordHash = password === undefined ? undefined : await hashPassword(password)
        return orRefuse(
          await inContext(platform, staff, request.id, async (ctx) => {
            const account = password === undefined ? null : await findStaff(ctx, { id })
            const weak = account && password !== undefined ? passwordWeakness(password, account.username) : null
            if (weak) return { ok: false, refusal: weak }
            const changed = await changeStaff(ctx, id, { ...change, passwordHash })
            return changed.ok ? ok(await getStaff(ctx, id)) : changed
          }),
        )
      },
    )
  }
