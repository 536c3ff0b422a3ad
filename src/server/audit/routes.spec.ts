import { beforeAll, describe, expect, it } from 'vitest'
import { aMatter, type StoredMatter } from '../../../testing/a-matter.ts'
import { deskOf } from '../../../testing/actors.ts'
import { useTestApp } from '../../../testing/app.ts'
import { audited } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import type { AuditRow } from '../../contract/audit.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'
import { inContext } from '../platform/context.ts'
import { demoPassword } from '../staff/demo.ts'
import { hashPassword } from '../staff/password.ts'
import { addStaff } from '../staff/use-cases.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)

let ningbo: StoredMatter
let hangzhou: StoredMatter

beforeAll(async () => {
  ningbo = await aMatter(test).in('submitted')
  for (const [version, step, time] of [
    [1, 'start-review', '2026-03-02T10:00'],
    [2, 'accept', '2026-03-02T11:00'],
  ] as const) {
    test.setClock(time)
    const done = await desk.as('limin').post(`/matters/${ningbo.id}/${step}`, { expectedVersion: version })
    if (done.statusCode !== 200) throw new Error(done.body)
  }
  test.setClock('2026-03-03T09:00')
  hangzhou = await aMatter(test, { heldBy: '330100' }).in('under-review')
  await desk.as('hanlin').get(`/matters/${ningbo.id}`)
  test.setClock('2026-03-04T09:00')
})

const read = async (query = '') => {
  const response = await desk.as('qinzheng').get(`/audit?${query}`)
  expect(response.statusCode, response.body).toBe(200)
  return response.json<{ rows: AuditRow[]; after: string | null }>()
}

describe('who did or saw what', () => {
  it('GET /api/v1/audit does: lists what was done to a matter, newest first', async () => {
    const { rows } = await read(`objectKind=matter&objectId=${ningbo.id}`)
    expect(rows.map((row) => row.action)).toEqual([
      'matter.open',
      'document.issue',
      'matter.accept',
      'matter.start-review',
      'matter.submit',
    ])
    expect(rows[0]).toMatchObject({
      at: '2026-03-03T01:00:00.000Z',
      actor: { kind: 'staff', name: '韩林' },
      institutionId: demoInstitutionId('330200'),
      objectKind: 'matter',
      objectId: ningbo.id,
    })
  })

  it('finds by action and by who did it', async () => {
    const opened = await read('action=matter.open')
    expect(opened.rows.map((row) => row.objectId)).toEqual([ningbo.id])
    const by = await read(`actorId=${opened.rows[0]?.actor.id}&action=matter.open`)
    expect(by.rows).toHaveLength(1)
    expect((await read(`actorId=${opened.rows[0]?.actor.id}&action=matter.accept`)).rows).toEqual([])
  })

  it('page after page gives each row once', async () => {
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const page: Awaited<ReturnType<typeof read>> = await read(`objectKind=matter&limit=2&after=${after}`)
      seen.push(...page.rows.map((row) => row.id))
      after = page.after
    }
    const whole = await read('objectKind=matter&limit=200')
    expect(seen).toEqual(whole.rows.map((row) => row.id))
    expect(seen.length).toBe(7)
  })

  it('GET /api/v1/audit refuses: a page that no answer named, a limit of thousands', async () => {
    for (const query of ['after=x', 'after=W251bGwsIjAiXQ', 'limit=5000', 'limit=x']) {
      const response = await desk.as('qinzheng').get(`/audit?${query}`)
      expect(response.json(), query).toMatchObject({ status: 422, code: 'invalid' })
    }
  })

  it('GET /api/v1/audit forbids: everybody but auditors, also heads and supervisors, and who is not signed in', async () => {
    for (const user of ['limin', 'zhoulan', 'shenyun', 'hanlin', 'admin'] as const) {
      expect((await desk.as(user).get('/audit')).json(), user).toMatchObject({ status: 403, code: 'not-allowed' })
    }
    expect((await desk.as(null).get('/audit')).statusCode).toBe(401)
  })

  it('an auditor of a city sees what belongs to the city and its stations, also who looked from above', async () => {
    const system = { kind: 'system', name: 'spec', scope: { kind: 'system' } } as const
    const hash = await hashPassword(demoPassword)
    await inContext(test.platform, system, 'spec', (ctx) =>
      addStaff(
        ctx,
        {
          username: 'city-auditor',
          name: '钱审',
          roles: ['auditor'],
          institutionId: deskOf(demoInstitutionId('330200')).institutionId,
        },
        hash,
      ),
    )
    const response = await desk.as('city-auditor' as 'qinzheng').get('/audit?limit=200') // made just now, like the demonstration's
    const { rows } = response.json<{ rows: AuditRow[] }>()
    expect(rows.some((row) => row.action === 'matter.open' && row.actor.name === '韩林')).toBe(true)
    expect(rows.some((row) => row.objectId === hangzhou.id)).toBe(false)
    expect(new Set(rows.map((row) => row.institutionId))).toEqual(
      new Set([demoInstitutionId('330200'), demoInstitutionId('330212')]),
    )
  })

  it('GET /api/v1/audit audits: reading the audit is itself recorded, with how much was shown', async () => {
    const { answer, rows } = await audited(database, () => desk.as('qinzheng').get('/audit?limit=3'))
    expect(answer.json().rows).toHaveLength(3)
    expect(rows).toEqual([expect.objectContaining({ action: 'audit.read', actor_name: '秦正', detail: { rows: 3 } })])
  })
})
