import { describe, expect, it } from 'vitest'
import { aMatter } from '../../../testing/a-matter.ts'
import { type DemoUser, useTestApp } from '../../../testing/app.ts'
import { audited } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import type { MatterView } from '../../contract/matter.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)

interface Rule {
  readonly id: string
  readonly override: { readonly limit: number } | null
}
const rules = async (user: DemoUser) => (await desk.as(user).get('/deadline-rules')).json<{ rows: Rule[] }>().rows
const ruleOf = async (user: DemoUser, id: string) => (await rules(user)).find((rule) => rule.id === id)

describe('the time limits in force', () => {
  it('GET /api/v1/deadline-rules does: lists each rule with limit, source, confidence and how far the calendar is published', async () => {
    const response = await desk.as('limin').get('/deadline-rules')
    expect(response.statusCode, response.body).toBe(200)
    const { rows, calendar } = response.json()
    expect(rows.find((rule: Rule) => rule.id === 'AID-REVIEW')).toMatchObject({
      kind: 'law',
      limit: 15,
      unit: 'working-day',
      source: expect.stringContaining('维权援助'),
      confidence: expect.any(String),
      override: null,
    })
    expect(new Set(rows.map((rule: Rule) => rule.id)).size, 'one version of each rule').toBe(rows.length)
    expect(calendar.publishedThrough).toBe('2026-12-31')
  })

  it('GET /api/v1/deadline-rules refuses: nothing can be asked of it; what is given besides is not looked at', async () => {
    const plain = await desk.as('limin').get('/deadline-rules')
    expect((await desk.as('limin').get('/deadline-rules?institutionId=x')).json()).toEqual(plain.json())
  })

  it('GET /api/v1/deadline-rules forbids: who is not signed in; every role may read the law', async () => {
    expect((await desk.as(null).get('/deadline-rules')).statusCode).toBe(401)
    for (const user of ['limin', 'shenyun', 'hanlin', 'qinzheng', 'admin'] as const) {
      expect((await desk.as(user).get('/deadline-rules')).statusCode, user).toBe(200)
    }
  })

  it('GET /api/v1/deadline-rules audits: the law is no personal data and reading it leaves no row', async () => {
    expect((await audited(database, () => desk.as('limin').get('/deadline-rules'))).rows).toEqual([])
  })
})

describe('an institution’s own limit', () => {
  const good = {
    limit: 5,
    unit: 'working-day',
    reason: '本市承诺五个工作日内答复',
    validFrom: '2026-03-02',
    validTo: '2026-12-31',
  }
  const set = (user: DemoUser, more: object = {}, rule = 'AID-REVIEW') =>
    desk.as(user).post(`/deadline-rules/${rule}/override`, { ...good, ...more })
  const stored = async () => {
    const { rows } = await database.ownerPool.query('select * from institution_deadline_override order by set_at, id')
    return rows
  }

  it('POST /api/v1/deadline-rules/:ruleId/override does: the head’s limit holds for new matters of the institution and for no other', async () => {
    const before = await aMatter(test).in('submitted')
    const response = await set('zhoulan')
    expect(response.statusCode, response.body).toBe(200)
    expect(response.json()).toMatchObject({ id: 'AID-REVIEW', limit: 15, override: { limit: 5, unit: 'working-day' } })
    expect((await ruleOf('limin', 'AID-REVIEW'))?.override).toMatchObject({ limit: 5 })
    expect((await ruleOf('chenjie', 'AID-REVIEW'))?.override).toBeNull()

    const after = await aMatter(test).in('submitted')
    const elsewhere = await aMatter(test, { heldBy: '330100' }).in('submitted')
    const due = async (user: DemoUser, id: string) =>
      (await desk.as(user).get(`/matters/${id}`)).json<MatterView>().clocks[0]
    expect((await due('limin', before.id))?.dueOn, 'a running clock keeps its limit').toBe('2026-03-23')
    const own = await due('limin', after.id)
    expect(own?.dueOn).toBe('2026-03-09')
    expect(own?.derivation.join(''), 'and says why').toContain('本市承诺五个工作日内答复')
    expect((await due('chenjie', elsewhere.id))?.dueOn).toBe('2026-03-23')
  })

  it('the newest of several is the one shown and the one that counts', async () => {
    await set('wuhao', { limit: 7 })
    await set('wuhao', { limit: 9, validFrom: '2026-03-03', reason: '人手不足，延长' })
    expect((await ruleOf('chenjie', 'AID-REVIEW'))?.override).toMatchObject({ limit: 9 })
    test.setClock('2026-03-03T09:00')
    const matter = await aMatter(test, { heldBy: '330100' }).in('submitted')
    const view = (await desk.as('chenjie').get(`/matters/${matter.id}`)).json<MatterView>()
    // Nine working days from 3 March.
    expect(view.clocks[0]?.dueOn).toBe('2026-03-16')
    test.setClock('2026-03-02T09:00')
  })

  it('POST /api/v1/deadline-rules/:ruleId/override refuses: a limit of nought, no reason, an end before the beginning, a past beginning, an unknown rule', async () => {
    const before = await stored()
    const cases = [
      [{ limit: 0 }, 'limit'],
      [{ limit: 1.5 }, 'limit'],
      [{ unit: 'fortnight' }, 'unit'],
      [{ reason: '快' }, 'reason'],
      [{ validTo: '2026-03-01' }, 'validTo'],
      [{ validFrom: '2026-02-30' }, 'validFrom'],
      [{ validFrom: '2026-03-01' }, 'validFrom'],
    ] as const
    for (const [more, field] of cases) {
      const response = await set('zhoulan', more)
      expect(response.statusCode, JSON.stringify(more)).toBe(422)
      expect(response.json().errors.map((error: { path: string }) => error.path)).toContain(field)
    }
    expect((await set('zhoulan', {}, 'AID-WISHES')).json()).toMatchObject({ status: 404, code: 'not-found' })
    expect(await stored()).toEqual(before)
  })

  it('POST /api/v1/deadline-rules/:ruleId/override forbids: clerks, supervisors, the auditor, and who is not signed in', async () => {
    const before = await stored()
    for (const user of ['limin', 'shenyun', 'hanlin', 'qinzheng'] as const) {
      expect((await set(user)).json(), user).toMatchObject({ status: 403, code: 'not-allowed' })
    }
    expect((await set(null)).statusCode).toBe(401)
    expect(await stored()).toEqual(before)
  })

  it('POST /api/v1/deadline-rules/:ruleId/override audits: who set which limit, for how long and why', async () => {
    const { rows } = await audited(database, () => set('wangfang', {}, 'SLA-CLOSE'))
    expect(rows).toEqual([
      expect.objectContaining({
        action: 'deadline-rule.override',
        actor_name: '王芳',
        object_kind: 'deadline-rule',
        object_id: 'SLA-CLOSE',
        institution_id: demoInstitutionId('330212'),
        detail: good,
      }),
    ])
  })
})
