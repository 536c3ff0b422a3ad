import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TokenScope } from '../../contract/machine-token.ts'
import type { Machine } from '../../domain/actor/actor.ts'
import { as, type DivisionCode, type InstitutionId } from '../../domain/kernel/ids.ts'
import { sendProblem } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { createLimiter, type Limiter } from '../portal/limiter.ts'
import { networkOf } from '../staff/guess.ts'
import { tokenHash, tokenShape } from './token.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which scope of a machine token opens this route. A route without one is closed to machines. */
    token?: TokenScope
    /** Whoever comes without a token needs no session either. */
    openToAll?: boolean
  }
  interface FastifyRequest {
    /** The system that sent this request; set only where its token opens the route. */
    machine?: Machine | null
  }
}

const callsPerMinute = { tries: 600, windowMs: 60_000 }
/** A token can't be guessed; whoever keeps sending wrong ones is a broken system. */
const refusalsPerWindow = { tries: 60, windowMs: 10 * 60_000 }

interface TokenRow {
  id: string
  name: string
  scopes: string[]
  institution_id: string
  province_code: string
}

const tokenSql = `
  select t.id, t.name, t.scopes, t.institution_id, i.province_code
  from machine_token t join institution i on i.id = t.institution_id
  where t.hash = $1 and t.revoked_at is null and t.expires_at > $2::timestamptz
    and i.status <> 'closed' and (not i.demo or $3)`

const touchSql = `update machine_token set last_used_at = $2::timestamptz
  where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')`

const findToken = async (platform: Platform, token: string): Promise<TokenRow | null> => {
  if (!tokenShape.test(token)) return null
  const now = platform.clock.now()
  const { rows } = await platform.pool.query<TokenRow>({
    name: 'machine-token',
    text: tokenSql,
    values: [tokenHash(platform.crypto, token), now, platform.config.demo],
  })
  const row = rows[0]
  if (row) await platform.pool.query({ name: 'machine-token-touch', text: touchSql, values: [row.id, now] })
  return row ?? null
}

const tooMany = (reply: FastifyReply, limiter: Limiter, key: string): boolean => {
  const wait = limiter.take(key)
  if (wait !== null) sendProblem(reply.header('retry-after', wait), 'too-many')
  return wait !== null
}

/**
 * Lets machines in: a request with `Authorization: Bearer …` comes from a machine and from nobody else, whatever cookies it carries. Its
 * token must hold, and name the scope that the route asks for; routes that ask for none are closed.
 */
export const admitMachines = (app: FastifyInstance, platform: Platform): void => {
  const calls = createLimiter(platform.clock, callsPerMinute)
  const refusals = createLimiter(platform.clock, refusalsPerWindow)
  app.decorateRequest('machine', null)
  app.addHook('onRequest', async (request: FastifyRequest, reply) => {
    const given = /^bearer(?: +(.*))?$/i.exec(request.headers.authorization ?? '')
    if (!given) return
    const row = await findToken(platform, given[1] ?? '')
    if (!row) {
      if (tooMany(reply, refusals, networkOf(request.ip))) return reply
      return sendProblem(reply.header('www-authenticate', 'Bearer error="invalid_token"'), 'token-refused')
    }
    if (tooMany(reply, calls, row.id)) return reply
    const wanted = request.routeOptions.config.token
    if (request.is404) return
    if (wanted === undefined || !row.scopes.includes(wanted)) {
      const scope = wanted === undefined ? '' : `, scope="${wanted}"`
      reply.header('www-authenticate', `Bearer error="insufficient_scope"${scope}`)
      return sendProblem(reply, 'token-scope-lacking')
    }
    const institutionId = as<InstitutionId>(row.institution_id)
    request.machine = {
      kind: 'machine',
      id: row.id,
      name: row.name,
      institutionId,
      provinceCode: as<DivisionCode>(row.province_code),
      scope: { kind: 'institutions', ids: [institutionId] },
    }
  })
}
