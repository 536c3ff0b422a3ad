import fastify, { type FastifyInstance, type InjectOptions, type LightMyRequestResponse } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import type { Role } from '../src/domain/actor/actor.ts'
import { demoInstitutionId } from '../src/server/institution/demo-network.ts'
import { admitMachines } from '../src/server/machine-token/gate.ts'
import { machineTokenRoutes } from '../src/server/machine-token/routes.ts'
import type { Config } from '../src/server/platform/config.ts'
import { inContext } from '../src/server/platform/context.ts'
import { handleApiError } from '../src/server/platform/http.ts'
import type { Platform } from '../src/server/platform/platform.ts'
import { createStaffGate, type StaffGate } from '../src/server/staff/gate.ts'
import { identityRoutes } from '../src/server/staff/identity-routes.ts'
import { passkeyRoutes } from '../src/server/staff/passkey-routes.ts'
import { hashPassword } from '../src/server/staff/password.ts'
import { sessionListRoutes } from '../src/server/staff/session-list-routes.ts'
import { sessionRoutes } from '../src/server/staff/session-routes.ts'
import { staffRoutes } from '../src/server/staff/staff-routes.ts'
import { addStaff } from '../src/server/staff/use-cases.ts'
import { type TestDatabase, useTestDatabase } from './database.ts'
import { type TestPlatform, useTestPlatform } from './platform.ts'

/** The password of every account that `addAccount` makes. */
export const rightPassword = 'ningbo-harbour-7'

const network = [
  ['000000', '全国中心', 'national', null, '000000'],
  ['330000', '浙江省中心', 'province', '000000', '330000'],
  ['330100', '杭州市中心', 'city', '330000', '330000'],
  ['330200', '宁波市中心', 'city', '330000', '330000'],
  ['330212', '鄞州区工作站', 'county', '330200', '330000'],
  ['440000', '广东省中心', 'province', '000000', '440000'],
  ['440100', '广州市中心', 'city', '440000', '440000'],
] as const

/** Seven institutions with the ids of the demonstration network, without the rest of the country. */
const seedNetwork = async (owner: pg.Pool): Promise<void> => {
  for (const [code, name, level, parent, province] of network) {
    await owner.query(
      `insert into institution (id, name, kind, level, parent_id, province_code, status, demo, valid_from)
       values ($1, $2, 'aid-centre', $3, $4, $5, 'active', true, '2023-06-30') on conflict do nothing`,
      [demoInstitutionId(code), name, level, parent && demoInstitutionId(parent), province],
    )
  }
}

/** A browser: keeps cookies between requests and comes from one network address. */
export interface Visitor {
  readonly cookies: Map<string, string>
  readonly send: (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ) => Promise<LightMyRequestResponse>
  readonly signIn: (username: string, password?: string) => Promise<LightMyRequestResponse>
}

export interface StaffApp {
  readonly database: TestDatabase
  readonly test: TestPlatform
  readonly gate: StaffGate
  readonly app: FastifyInstance
  readonly visitor: (address?: string) => Visitor
  /** A visitor who has signed in. */
  readonly signedIn: (username: string, address?: string) => Promise<Visitor>
  readonly addAccount: (username: string, roles: readonly Role[], divisionCode: string) => Promise<string>
  readonly auditRows: (action: string) => Promise<readonly AuditFacts[]>
}

export interface AuditFacts {
  readonly actor_kind: string
  readonly actor_name: string | null
  readonly object_id: string | null
  readonly institution_id: string | null
  readonly province_code: string | null
  readonly detail: Record<string, unknown>
}

const visitor = (app: FastifyInstance, address: string): Visitor => {
  const cookies = new Map<string, string>()
  const send: Visitor['send'] = async (method, path, body) => {
    const request: InjectOptions = {
      method,
      url: `/api/v1${path}`,
      remoteAddress: address,
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), 'user-agent': 'spec' },
      ...(body ? { payload: body } : {}),
    }
    const response = await app.inject(request)
    for (const line of [response.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    send,
    signIn: (username, password = rightPassword) => send('POST', '/session', { username, password }),
  }
}

/**
 * The routes of sessions and accounts on the spec's own database, with seven institutions and one administrator, `root`.
 * @param options.config what of the configuration is different here; asked for once, before the first spec.
 */
export function useStaffApp(options: { readonly config?: () => Promise<Partial<Config>> } = {}): StaffApp {
  const database = useTestDatabase()
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  let hash = ''
  let app: FastifyInstance
  let gate: StaffGate

  const addAccount: StaffApp['addAccount'] = async (username, roles, divisionCode) => {
    const system = { kind: 'system', name: 'spec', scope: { kind: 'system' } } as const
    const institutionId = demoInstitutionId(divisionCode)
    const added = await inContext(test.platform, system, 'spec', (ctx) =>
      addStaff(ctx, { username, name: `${username} 的姓名`, roles, institutionId }, hash),
    )
    if (!added.ok) throw new Error(`account ${username}: ${added.refusal.code}`)
    return added.value.id
  }

  beforeAll(async () => {
    await seedNetwork(database.ownerPool)
    hash = await hashPassword(rightPassword)
    const config = { ...test.platform.config, ...(await options.config?.()) }
    const platform: Platform = { ...test.platform, config }
    gate = createStaffGate(platform)
    app = fastify()
    app.setValidatorCompiler(validatorCompiler)
    app.setSerializerCompiler(serializerCompiler)
    app.setErrorHandler(handleApiError)
    await app.register(
      async (api) => {
        admitMachines(api, platform)
        await api.register(sessionRoutes(gate))
        await api.register(passkeyRoutes(gate))
        await api.register(identityRoutes(gate))
        await api.register(sessionListRoutes(gate))
        await api.register(staffRoutes(gate))
        await api.register(machineTokenRoutes(gate))
      },
      { prefix: '/api/v1' },
    )
    await addAccount('root', ['administrator'], '000000')
  })
  afterAll(() => app?.close())

  return {
    database,
    test,
    get gate() {
      return gate
    },
    get app() {
      return app
    },
    visitor: (address = '203.0.113.7') => visitor(app, address),
    signedIn: async (username, address = '203.0.113.7') => {
      const one = visitor(app, address)
      const response = await one.signIn(username)
      if (response.statusCode !== 200) throw new Error(`sign-in of ${username}: ${response.body}`)
      return one
    },
    addAccount,
    auditRows: async (action) => {
      const { rows } = await database.ownerPool.query<AuditFacts>(
        `select actor_kind, actor_name, object_id, institution_id, province_code, detail
         from audit where action = $1 order by at, id`,
        [action],
      )
      return rows
    },
  }
}
