import { beforeAll, describe, expect, it } from 'vitest'
import { aMatter, type StoredMatter } from '../../../testing/a-matter.ts'
import { useTestApp } from '../../../testing/app.ts'
import { audited, expectNoPersonalData } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import type { MatterRow, MatterView } from '../../contract/matter.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)

const matters: Record<'ningbo' | 'second' | 'urgent' | 'closed' | 'yinzhou' | 'hangzhou', StoredMatter> = {} as never // filled below

beforeAll(async () => {
  test.setClock('2026-03-02T09:00')
  matters.closed = await aMatter(test).in('closed')
  test.setClock('2026-03-02T10:00')
  matters.ningbo = await aMatter(test, {
    submission: { respondents: [{ name: '义乌某贸易公司', place: null, link: null }] },
  }).in('submitted')
  test.setClock('2026-03-03T09:00')
  matters.second = await aMatter(test, {
    channel: 'phone',
    submission: { kind: 'consultation', need: { services: ['CONSULT'] } },
  }).in('under-review')
  test.setClock('2026-03-04T09:00')
  matters.urgent = await aMatter(test, {
    submission: { need: { urgency: 'fair-closes', urgentUntil: '2026-03-20' } },
  }).in('supplement-noticed')
  test.setClock('2026-03-05T09:00')
  matters.yinzhou = await aMatter(test, { heldBy: '330212' }).in('submitted')
  matters.hangzhou = await aMatter(test, { heldBy: '330100' }).in('submitted')
  test.setClock('2026-03-06T09:00')
})

const numbers = async (user: Parameters<typeof desk.as>[0], query: string) => {
  const response = await desk.as(user).get(`/matters?${query}`)
  expect(response.statusCode, response.body).toBe(200)
  return response.json<{ rows: MatterRow[] }>().rows.map((row) => row.number)
}

describe('listing and searching matters', () => {
  it('GET /api/v1/matters does: shows those of the own institution, newest first, with the applicant masked', async () => {
    const { ningbo, second, urgent, closed } = matters
    const response = await desk.as('limin').get('/matters')
    const { rows, after } = response.json<{ rows: MatterRow[]; after: string | null }>()
    expect(rows.map((row) => row.number)).toEqual([urgent.number, second.number, ningbo.number, closed.number])
    expect(after).toBeNull()
    expect(rows[2]).toMatchObject({
      applicantLabel: '张*',
      status: 'submitted',
      waitingFor: 'institution',
      dueOn: '2026-03-23',
      remaining: { words: '还剩 11 个工作日', value: 11, unit: 'working-day', overdue: false },
      holder: { id: demoInstitutionId('330200') },
    })
    expect(response.body).not.toContain('张明')
  })

  it('the inbox holds open ones, what is due first at the top, what waits without a due time last', async () => {
    const { ningbo, second, urgent } = matters
    expect(await numbers('limin', 'view=inbox')).toEqual([ningbo.number, second.number, urgent.number])
  })

  it.each([
    ['status=under-review', ['second']],
    ['kind=consultation', ['second']],
    ['channel=phone', ['second']],
    ['urgentOnly=true', ['urgent']],
    ['waitingFor=applicant', ['urgent']],
    ['rightType=patent-utility-model', ['urgent', 'second', 'ningbo', 'closed']],
    ['rightType=trademark', []],
    ['mineOnly=true', ['closed']],
    ['text=%E4%B9%89%E4%B9%8C', ['ningbo']],
    ['text=义乌贸易', []],
    ['text=张明', ['urgent', 'second', 'ningbo', 'closed']],
    ['text=明', []],
  ] as const)('the filter %s leaves those that fit', async (query, names) => {
    expect(await numbers('limin', query)).toEqual(names.map((name) => matters[name].number))
  })

  it('a number finds its matter however it is typed', async () => {
    const { number } = matters.second
    for (const typed of [number, number.toLowerCase(), number.replaceAll('-', '')]) {
      expect(await numbers('limin', `text=${typed}`)).toEqual([number])
    }
  })

  it('page after page gives each matter once, in both orders', async () => {
    for (const view of ['all', 'inbox']) {
      const seen: string[] = []
      let after = ''
      do {
        const response = await desk.as('shenyun').get(`/matters?view=${view}&limit=2&after=${after}`)
        const page = response.json<{ rows: MatterRow[]; after: string | null }>()
        seen.push(...page.rows.map((row) => row.number))
        after = page.after ?? ''
      } while (after !== '')
      expect(seen).toEqual(await numbers('shenyun', `view=${view}`))
      expect(new Set(seen).size).toBe(view === 'all' ? 6 : 5)
    }
  })

  it.each([
    ['the head sees the city and its stations', 'zhoulan', 5],
    ['a station sees its own', 'wangfang', 1],
    ['another city sees its own', 'chenjie', 1],
    ['the province sees all of it', 'shenyun', 6],
    ['the nation sees all', 'hanlin', 6],
    ['the auditor at the nation sees all', 'qinzheng', 6],
  ] as const)('%s', async (_who, user, count) => expect(await numbers(user, '')).toHaveLength(count))

  it('GET /api/v1/matters refuses: a page that no answer named, a limit of thousands, a status that is none', async () => {
    for (const query of ['after=x', 'after=WzEsMl0', 'limit=5000', 'limit=0', 'status=lost', 'institutionId=ningbo']) {
      const response = await desk.as('limin').get(`/matters?${query}`)
      expect(response.statusCode, query).toBe(422)
      expect(response.json()).toMatchObject({ code: 'invalid', status: 422 })
    }
  })

  it('GET /api/v1/matters forbids: who is not signed in, and the administrator, who looks after accounts', async () => {
    expect((await desk.as(null).get('/matters')).json()).toMatchObject({ status: 401, code: 'not-signed-in' })
    expect((await desk.as('admin').get('/matters')).json()).toMatchObject({ status: 403, code: 'not-allowed' })
    const foreign = await desk.as('chenjie').get(`/matters?institutionId=${demoInstitutionId('330200')}`)
    expect(foreign.json().rows).toEqual([])
  })

  it('GET /api/v1/matters audits: a search, without the words, which may be a name; a plain list of masked rows leaves no row', async () => {
    const searched = await audited(database, () => desk.as('limin').get('/matters?text=张明'))
    expect(searched.rows).toEqual([
      expect.objectContaining({ action: 'matter.search', object_id: null, detail: { view: 'all', rows: 4 } }),
    ])
    expectNoPersonalData(searched.rows)
    expect((await audited(database, () => desk.as('limin').get('/matters'))).rows).toEqual([])
  })
})

describe('counting matters', () => {
  it('GET /api/v1/matters/count does: counts what the list would show', async () => {
    for (const query of ['', 'view=inbox', 'status=submitted', 'text=义乌', 'text=张明&view=inbox', 'text=明']) {
      for (const user of ['limin', 'shenyun', 'chenjie'] as const) {
        const { count, capped } = (await desk.as(user).get(`/matters/count?${query}`)).json()
        expect({ count, capped }, `${user} ${query}`).toEqual({
          count: (await numbers(user, query)).length,
          capped: false,
        })
      }
    }
  })

  it('GET /api/v1/matters/count refuses: a status that is none', async () => {
    const response = await desk.as('limin').get('/matters/count?status=lost')
    expect(response.json()).toMatchObject({ status: 422, code: 'invalid' })
  })

  it('GET /api/v1/matters/count forbids: who is not signed in, and the administrator', async () => {
    expect((await desk.as(null).get('/matters/count')).statusCode).toBe(401)
    expect((await desk.as('admin').get('/matters/count')).statusCode).toBe(403)
  })

  it('GET /api/v1/matters/count audits: a count shows no personal data and leaves no row', async () => {
    expect((await audited(database, () => desk.as('limin').get('/matters/count?text=张明'))).rows).toEqual([])
  })

  it('GET /api/v1/matters/summary does: says what waits, what is overdue, what is mine and what nobody has', async () => {
    test.setClock('2026-03-24T09:00')
    expect((await desk.as('limin').get('/matters/summary')).json()).toEqual({
      inbox: 2,
      overdue: 1,
      mine: 0,
      unassigned: 0,
    })
    test.setClock('2026-03-06T09:00')
    expect((await desk.as('shenyun').get('/matters/summary')).json()).toMatchObject({ inbox: 4, overdue: 0 })
  })

  it('GET /api/v1/matters/summary refuses: nothing can be asked of it, so nothing is refused; what is given besides is not looked at', async () => {
    const plain = await desk.as('limin').get('/matters/summary')
    const more = await desk.as('limin').get('/matters/summary?institutionId=x')
    expect(more.statusCode).toBe(200)
    expect(more.json()).toEqual(plain.json())
  })

  it('GET /api/v1/matters/summary forbids: who is not signed in, and the administrator', async () => {
    expect((await desk.as(null).get('/matters/summary')).statusCode).toBe(401)
    expect((await desk.as('admin').get('/matters/summary')).statusCode).toBe(403)
  })

  it('GET /api/v1/matters/summary audits: figures show no personal data and leave no row', async () => {
    expect((await audited(database, () => desk.as('limin').get('/matters/summary'))).rows).toEqual([])
  })
})

describe('opening a matter', () => {
  const open = (user: Parameters<typeof desk.as>[0], id: string) => desk.as(user).get(`/matters/${id}`)

  it('GET /api/v1/matters/:id does: shows what happened and what can be done, with what identifies people masked', async () => {
    const response = await open('limin', matters.second.id)
    const view = response.json<MatterView>()
    expect(view).toMatchObject({
      number: matters.second.number,
      status: 'under-review',
      version: 2,
      channel: 'phone',
      holder: { id: demoInstitutionId('330200'), demo: true },
      need: { occurredIn: { code: '330212', fullName: '浙江省宁波市鄞州区' } },
    })
    expect(view.parties[0]).toMatchObject({
      role: 'applicant',
      name: '张明',
      phone: expect.stringMatching(/^138\*{4}\d{4}$/),
    })
    expect(view.parties[0]?.identifier).toMatch(/^330\*+\d[\dX]$/)
    expect(view.history.map((entry) => entry.summary)).toEqual(['登记（电话）', '开始审查'])
    expect(view.clocks[0]?.derivation.length).toBeGreaterThan(1)
    const allowed = view.steps.filter((one) => one.allowed).map((one) => one.step)
    expect(allowed).toEqual(['request-supplement', 'accept', 'refuse', 'mark-not-in-area', 'withdraw'])
    for (const one of view.steps.filter((step) => !step.allowed)) expect(one.reason, one.step).toMatch(/\S/)
  })

  it('a step that is offered can be taken, one that is not is refused with the very reason that was shown', async () => {
    const stored = await aMatter(test).in('under-review')
    const view = (await open('limin', stored.id)).json<MatterView>()
    const archive = view.steps.find((one) => one.step === 'archive')
    const refused = await desk.as('limin').post(`/matters/${stored.id}/archive`, { expectedVersion: view.version })
    expect(refused.json()).toMatchObject({ code: archive?.code, detail: archive?.reason })
  })

  it('GET /api/v1/matters/:id refuses: an address that is no id', async () => {
    for (const id of ['1', 'WQ33-2222-222Y', `${matters.ningbo.id}x`, '%00']) {
      expect((await open('limin', id)).statusCode, id).toBeGreaterThanOrEqual(400)
      expect((await open('limin', id)).statusCode, id).toBeLessThan(500)
    }
  })

  it('GET /api/v1/matters/:id forbids: who is not signed in, the administrator; for another city it is as if it were not there', async () => {
    expect((await open(null, matters.ningbo.id)).statusCode).toBe(401)
    expect((await open('admin', matters.ningbo.id)).statusCode).toBe(403)
    const { requestId: _one, ...foreign } = (await open('chenjie', matters.ningbo.id)).json()
    const { requestId: _two, ...absent } = (await open('chenjie', '0198a000-0000-7000-8000-00000000dead')).json()
    expect(foreign).toMatchObject({ status: 404, code: 'not-found' })
    expect(foreign).toEqual(absent)
  })

  it('GET /api/v1/matters/:id audits: who looked, where the holder’s auditor finds it; a matter that was not shown leaves no row', async () => {
    const { rows } = await audited(database, () => open('hanlin', matters.ningbo.id))
    expect(rows).toEqual([
      expect.objectContaining({
        action: 'matter.open',
        actor_name: '韩林',
        object_id: matters.ningbo.id,
        institution_id: demoInstitutionId('330200'),
        province_code: '330000',
        detail: {},
      }),
    ])
    expect((await audited(database, () => open('chenjie', matters.ningbo.id))).rows).toEqual([])
  })
})
