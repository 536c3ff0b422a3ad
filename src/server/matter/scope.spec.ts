import fc from 'fast-check'
import fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { aMatter, type StoredMatter } from '../../../testing/a-matter.ts'
import { subtreeOf } from '../../../testing/actors.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPng } from '../../../testing/files.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { uploaded } from '../../../testing/uploads.ts'
import type { AuditRow } from '../../contract/audit.ts'
import type { MatterRow, MatterView } from '../../contract/matter.ts'
import { type Role, roles, type Staff, staffScope } from '../../domain/actor/actor.ts'
import { as, type DivisionCode, type StaffId } from '../../domain/kernel/ids.ts'
import type { Status } from '../../domain/matter/matter.ts'
import { auditRoutes } from '../audit/routes.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'
import { handleApiError } from '../platform/http.ts'
import { openMatter } from '../track/use-cases.ts'
import { matterRoutes } from './routes.ts'

const walls = vi.hoisted(() => ({ predicate: true }))
vi.mock('../platform/scope.ts', async (load) => {
  const scope = await load<typeof import('../platform/scope.ts')>()
  const { sql } = await import('kysely')
  const off = sql<boolean>`true`
  return {
    ...scope,
    scopePredicate: (one: Parameters<typeof scope.scopePredicate>[0]) =>
      walls.predicate ? scope.scopePredicate(one) : off,
  }
})

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })

/** Division of the holder, its superior, and the statuses of the matters it holds. Three provinces, and the nation's own. */
const network: Readonly<Record<string, { above: string | null; statuses: readonly Status[] }>> = {
  '000000': { above: null, statuses: ['submitted'] },
  '330000': { above: '000000', statuses: ['appealed'] },
  '330200': { above: '330000', statuses: ['submitted', 'in-service', 'withdrawn'] },
  '330212': { above: '330200', statuses: ['under-review', 'archived'] },
  '330100': { above: '330000', statuses: ['supplement-noticed'] },
  '440000': { above: '000000', statuses: ['submitted'] },
  '440100': { above: '440000', statuses: ['refused'] },
  '320100': { above: '320000', statuses: ['accepted'] },
  '320000': { above: '000000', statuses: [] },
}

interface Held extends StoredMatter {
  readonly division: string
  readonly evidenceId: string
  readonly partyId: string
}
const matters: Held[] = []
let current: Staff | null = null
let app: FastifyInstance

beforeAll(async () => {
  for (const [division, { statuses }] of Object.entries(network)) {
    for (const status of statuses) {
      const photo = { kind: 'photo', uploadId: await uploaded(test.platform, '照片.png', aPng) }
      const stored = await aMatter(test, { heldBy: division, submission: { evidence: [photo] } }).in(status)
      const evidenceId = stored.matter.evidence[0]?.evidenceId ?? ''
      matters.push({ ...stored, division, evidenceId, partyId: stored.matter.parties[0]?.partyId ?? '' })
    }
  }
  test.setClock('2026-03-20T09:00')
  app = fastify({ genReqId: () => 'spec' })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(handleApiError)
  const seen = { platform: test.platform, identify: async () => current }
  await app.register(matterRoutes(seen))
  await app.register(auditRoutes(seen))
})
afterAll(() => app.close())

interface Person {
  readonly division: string
  readonly held: readonly Role[]
}
const person: fc.Arbitrary<Person> = fc.record({
  division: fc.constantFrom(...Object.keys(network)),
  held: fc.oneof(
    fc.constantFrom(...roles).map((role) => [role]),
    fc.subarray([...roles], { minLength: 1 }),
  ),
})

const provinceOf = (division: string) => `${division.slice(0, 2)}0000`

/** The same person as the server's gate would make them. */
const actorOf = async ({ division, held }: Person): Promise<Staff> => {
  const institutionId = demoInstitutionId(division)
  const own = { institutionId, provinceCode: as<DivisionCode>(provinceOf(division)), national: division === '000000' }
  return {
    kind: 'staff',
    id: as<StaffId>('spec'),
    name: '某人',
    roles: held,
    institutionName: '某机构',
    ...own,
    scope: staffScope(held, own, await subtreeOf(test.platform, institutionId)),
  }
}

const isAtOrBelow = (division: string | null, above: string): boolean =>
  division !== null && (division === above || isAtOrBelow(network[division]?.above ?? null, above))

/** The oracle: who reaches what, told once more without SQL and without `staffScope`. */
const reaches = ({ division, held }: Person, holder: string): boolean => {
  const national = division === '000000'
  if (held.includes('national-supervisor')) return true
  if (national && (held.includes('auditor') || held.includes('head'))) return true
  if (held.includes('province-supervisor')) return provinceOf(division) === provinceOf(holder)
  if (held.includes('head') || held.includes('auditor')) return isAtOrBelow(holder, division)
  return (held.includes('clerk') || held.includes('reviewer')) && holder === division
}

const readers: readonly Role[] = ['clerk', 'reviewer', 'head', 'province-supervisor', 'national-supervisor', 'auditor']
const open: readonly Status[] = [
  'submitted',
  'under-review',
  'supplement-noticed',
  'accepted',
  'in-service',
  'appealed',
]

const get = (url: string) => app.inject({ url })
const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload })

/** Goes to every reader of matters as this person and compares with the oracle. */
const look = async (one: Person) => {
  current = await actorOf(one)
  const mine = matters.filter((matter) => reaches(one, matter.division))
  const numbers = (some: readonly Held[]) => some.map((matter) => matter.number).sort()
  const listed = async (query: string) => {
    const response = await get(`/matters?limit=100&${query}`)
    expect(response.statusCode, response.body).toBe(200)
    return response
      .json<{ rows: MatterRow[] }>()
      .rows.map((row) => row.number)
      .sort()
  }
  if (!one.held.some((role) => readers.includes(role))) {
    expect((await get('/matters')).statusCode).toBe(403)
    expect((await get(`/matters/${matters[0]?.id}`)).statusCode).toBe(403)
    return
  }
  const mineOpen = mine.filter((matter) => open.includes(matter.matter.status))
  expect(await listed('view=all')).toEqual(numbers(mine))
  expect(await listed('view=inbox')).toEqual(numbers(mineOpen))
  expect(await listed('text=晾衣架')).toEqual(numbers(mine))
  expect(await listed('text=晾衣架&view=inbox')).toEqual(numbers(mineOpen))
  expect((await get('/matters/count')).json().count).toBe(mine.length)
  expect((await get('/matters/count?text=晾衣架')).json().count).toBe(mine.length)
  const summary = (await get('/matters/summary')).json()
  expect(summary.inbox).toBe(mineOpen.filter((matter) => matter.matter.status !== 'supplement-noticed').length)
  expect(summary.unassigned).toBe(mine.filter((matter) => matter.matter.status === 'accepted').length)

  const isOfficer = one.held.some((role) => ['clerk', 'reviewer', 'head'].includes(role))
  for (const matter of matters) {
    const reached = mine.includes(matter)
    const where = `${one.held.join('+')} of ${one.division} at a matter of ${matter.division}`
    const opened = await get(`/matters/${matter.id}`)
    expect(opened.statusCode, where).toBe(reached ? 200 : 404)
    if (reached) expect(opened.json<MatterView>().history.length, where).toBe(matter.matter.version)
    else for (const secret of ['张明', matter.number]) expect(opened.body).not.toContain(secret)
    const evidence = await get(`/matters/${matter.id}/evidence/${matter.evidenceId}`)
    expect(evidence.statusCode, where).toBe(reached ? 200 : 404)
    const reveal = await post(`/matters/${matter.id}/reveal`, {
      partyId: matter.partyId,
      field: 'phone',
      reason: '核对',
    })
    expect(reveal.statusCode, where).toBe(isOfficer ? (reached ? 200 : 404) : 403)
    const step = await post(`/matters/${matter.id}/start-review`, { expectedVersion: 99 })
    expect(step.statusCode, where).toBe(reached ? 409 : 404)
    const found = await get(`/matters?text=${matter.number}`)
    expect(found.json().rows.length, where).toBe(reached ? 1 : 0)
  }
  if (one.held.includes('auditor')) {
    const { rows } = (await get('/audit?objectKind=matter&limit=200')).json<{ rows: AuditRow[] }>()
    const about = new Set(rows.map((row) => row.objectId))
    for (const matter of matters) {
      if (!mine.includes(matter)) expect(about.has(matter.id), `audit of ${matter.division}`).toBe(false)
    }
    expect(rows.length > 0).toBe(mine.length > 0)
  }
}

const forAnyone = (numRuns: number) => fc.assert(fc.asyncProperty(person, look), { numRuns, endOnFailure: true })

const nobodyOpensAnothers = async () => {
  const [one, two] = matters
  if (!one || !two) throw new Error('two matters are there')
  const trackedBy = (number: string, proof: string) =>
    openMatter(test.platform, number as Parameters<typeof openMatter>[1], proof, 'spec') // a number that was handed out
  expect(await trackedBy(one.number, one.queryCode)).toBe(one.id)
  expect(await trackedBy(one.number, two.queryCode)).toBeNull()
  expect(await trackedBy(one.number, '')).toBeNull()
}

describe('nobody sees a matter outside their reach, whichever way they look', () => {
  it('with both walls', async () => {
    await forAnyone(14)
    await nobodyOpensAnothers()
  })

  it('with the wall in the queries alone', async () => {
    const { rows } = await database.ownerPool.query<{ name: string }>(
      "select relname as name from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace",
    )
    expect(rows.length).toBeGreaterThan(5)
    const each = (how: 'enable' | 'disable') =>
      database.ownerPool.query(rows.map(({ name }) => `alter table ${name} ${how} row level security`).join(';'))
    await each('disable')
    try {
      await forAnyone(8)
      await nobodyOpensAnothers()
    } finally {
      await each('enable')
    }
  })

  it('with the wall in the database alone', async () => {
    walls.predicate = false
    try {
      await forAnyone(8)
      await nobodyOpensAnothers()
    } finally {
      walls.predicate = true
    }
  })

  it('the walls are really there: with neither, a clerk sees everything', async () => {
    walls.predicate = false
    await database.ownerPool.query(
      'alter table matter disable row level security; alter table matter_search disable row level security',
    )
    try {
      current = await actorOf({ division: '320000', held: ['clerk'] })
      expect((await get('/matters')).json().rows).toHaveLength(matters.length)
    } finally {
      walls.predicate = true
      await database.ownerPool.query(
        'alter table matter enable row level security; alter table matter_search enable row level security',
      )
    }
    expect((await get('/matters')).json().rows).toEqual([])
  })
})

describe('a matter of others and a matter that is not there', () => {
  it('are one answer to the last byte, at every address of a matter', async () => {
    current = await actorOf({ division: '440100', held: ['clerk', 'reviewer', 'head'] })
    const [matter] = matters.filter((one) => one.division === '330200')
    if (!matter) throw new Error('Ningbo holds a matter')
    const absent = '0198a000-0000-7000-8000-00000000dead'
    const body = {
      expectedVersion: 1,
      reasons: '无',
      words: null,
      partyId: matter.partyId,
      field: 'phone',
      reason: '核对',
    }
    const asked = [
      (id: string) => get(`/matters/${id}`),
      (id: string) => get(`/matters/${id}/evidence/${matter.evidenceId}`),
      (id: string) => post(`/matters/${id}/reveal`, body),
      (id: string) => post(`/matters/${id}/start-review`, body),
      (id: string) => post(`/matters/${id}/accept`, body),
      (id: string) => post(`/matters/${id}/withdraw`, body),
      (id: string) => post(`/matters/${id}/archive`, body),
    ]
    for (const ask of asked) {
      const [foreign, missing] = [await ask(matter.id), await ask(absent)]
      expect(foreign.statusCode).toBe(404)
      expect(foreign.body).toBe(missing.body)
      const { date: _one, ...headers } = foreign.headers
      const { date: _two, ...expected } = missing.headers
      expect(headers).toEqual(expected)
    }
  })
})
