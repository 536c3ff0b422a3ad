import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  machineTokenInput,
  machineTokenList,
  machineTokenQuery,
  machineTokenReplacement,
  newMachineToken,
} from '../../contract/machine-token.ts'
import { problem } from '../../contract/problem.ts'
import { uuid } from '../../contract/text.ts'
import type { Staff } from '../../domain/actor/actor.ts'
import { inContext } from '../platform/context.ts'
import type { StaffGate } from '../staff/gate.ts'
import { answerRefusals, orRefuse, refuseNow, requireSignedIn } from '../staff/http.ts'
import { lacksAdministrator, mayLookAfterStaff } from '../staff/use-cases.ts'
import { listTokens, makeToken, replaceToken, revokeToken } from './use-cases.ts'

const tags = ['machine tokens']
const params = z.object({ id: uuid })
const nothing = z.null().describe('no content')

/** Tokens by which systems of institutions come in; administrators look after them. Mounted under `/api/v1`. */
export const machineTokenRoutes =
  (gate: StaffGate): FastifyPluginAsyncZod =>
  async (app) => {
    const { platform } = gate
    answerRefusals(app)
    const administrator = async (request: FastifyRequest, action: string): Promise<Staff> => {
      const { staff } = await requireSignedIn(gate, request)
      if (!mayLookAfterStaff(staff)) refuseNow(lacksAdministrator(action))
      return staff
    }

    app.get(
      '/machine-tokens',
      {
        schema: {
          tags,
          summary: 'Tokens that were made, newest first (administrator)',
          querystring: machineTokenQuery,
          response: { 200: machineTokenList, 401: problem, 403: problem, 422: problem },
        },
      },
      async (request) => {
        const staff = await administrator(request, 'machine-token.list')
        const { institutionId } = request.query
        return { rows: await inContext(platform, staff, request.id, (ctx) => listTokens(ctx, institutionId)) }
      },
    )

    app.post(
      '/machine-tokens',
      {
        schema: {
          tags,
          summary: 'Make a token for an institution; it is told once (administrator)',
          body: machineTokenInput,
          response: { 201: newMachineToken, 401: problem, 403: problem, 422: problem },
        },
      },
      async (request, reply) => {
        const staff = await administrator(request, 'machine-token.make')
        const made = await inContext(platform, staff, request.id, (ctx) => makeToken(ctx, staff, request.body))
        reply.code(201)
        return orRefuse(made)
      },
    )

    app.post(
      '/machine-tokens/:id/replace',
      {
        schema: {
          tags,
          summary: 'Replace a token; the old one goes on for the overlap (administrator)',
          params,
          body: machineTokenReplacement,
          response: { 201: newMachineToken, 401: problem, 403: problem, 404: problem, 409: problem, 422: problem },
        },
      },
      async (request, reply) => {
        const staff = await administrator(request, 'machine-token.replace')
        const { overlapHours } = request.body
        const made = await inContext(platform, staff, request.id, (ctx) =>
          replaceToken(ctx, staff, request.params.id, overlapHours),
        )
        reply.code(201)
        return orRefuse(made)
      },
    )

    app.delete(
      '/machine-tokens/:id',
      {
        schema: {
          tags,
          summary: 'Revoke a token at once (administrator)',
          params,
          response: { 204: nothing, 401: problem, 403: problem, 404: problem, 409: problem },
        },
      },
      async (request, reply) => {
        const staff = await administrator(request, 'machine-token.revoke')
        orRefuse(await inContext(platform, staff, request.id, (ctx) => revokeToken(ctx, request.params.id)))
        reply.code(204)
        return null
      },
    )
  }
