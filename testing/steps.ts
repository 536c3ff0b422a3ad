import { describe, expect, it } from 'vitest'
import type { MatterView } from '../src/contract/matter.ts'
import type { Status } from '../src/domain/matter/matter.ts'
import { demoInstitutionId } from '../src/server/institution/demo-network.ts'
import { aMatter, type StoredMatter } from './a-matter.ts'
import { type DemoUser, type TestApp, useTestApp } from './app.ts'
import { audited, expectNoPersonalData } from './audit-watch.ts'
import { type TestDatabase, useTestDatabase } from './database.ts'
import { type TestPlatform, useTestPlatform } from './platform.ts'

type Body = Record<string, unknown>

/** One step of the desk, by people of the demonstration, on matters that Ningbo holds. */
export interface StepCase {
  readonly step: string
  /** The status in which it is taken, and by whom of Ningbo or above. */
  readonly from: Status
  readonly by: Exclude<DemoUser, null>
  readonly body: (stored: StoredMatter, staffId: (username: string) => Promise<string>) => Body | Promise<Body>
  readonly to: Status
  /** What the history says of it. */
  readonly told: string
  readonly does: string
  /** A body that the contract refuses, with the field it names; and a status in which the step can't be taken. */
  readonly bad: readonly [body: Body, field: string]
  readonly wrongStatus: Status
  readonly refuses: string
  /** Someone who sees the matter and may not take the step. */
  readonly notBy: Exclude<DemoUser, null>
  readonly forbids: string
  readonly audits: string
}

export const nothing = () => ({})
export const lastNotice = ({ matter }: StoredMatter): string =>
  matter.notices.at(-1)?.noticeId ?? '00000000-0000-4000-8000-000000000000'

export interface StepDesk {
  readonly database: TestDatabase
  readonly test: TestPlatform
  readonly desk: TestApp
  readonly staffId: (username: string) => Promise<string>
  /** A fresh matter ready for the step, on the morning of 2 March 2026. */
  readonly ready: (asked: Pick<StepCase, 'step' | 'from'>) => Promise<StoredMatter>
}

/** Call at the top of a spec file. */
export function useStepDesk(): StepDesk {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
  const desk = useTestApp(database, test)
  const staffId = async (username: string): Promise<string> => {
    const { rows } = await database.ownerPool.query<{ id: string }>('select id from staff where username = $1', [
      username,
    ])
    return rows[0]?.id ?? ''
  }
  const ready = async ({ step, from }: Pick<StepCase, 'step' | 'from'>): Promise<StoredMatter> => {
    test.setClock('2026-03-02T09:00')
    const stored = await aMatter(test).in(from)
    const url = `/matters/${stored.id}`
    const post = async (user: DemoUser, path: string, body: Body) => {
      const response = await desk.as(user).post(`${url}/${path}`, body)
      if (response.statusCode !== 200) throw new Error(`${path}: ${response.body}`)
      return response.json<MatterView>().version
    }
    let { version } = stored.matter
    if (step === 'supplement' && from === 'supplement-noticed') {
      const receipt = { expectedVersion: version, noticeId: lastNotice(stored), on: null, way: 'counter' }
      version = await post('limin', 'record-receipt', receipt)
    }
    if (step === 'close' && from === 'in-service') {
      const advice = { kind: 'advice', title: '咨询指导意见', body: '建议先行公证取证，再向监管部门投诉。' }
      version = await post('zhoulan', 'issue-deliverable', { expectedVersion: version, ...advice })
    }
    return { ...stored, matter: { ...stored.matter, version } }
  }
  return { database, test, desk, staffId, ready }
}

/** Four specs for each step: does it, refuses it, forbids the wrong person, leaves its audit row. */
export function describeSteps(title: string, cases: readonly StepCase[], stepDesk: StepDesk): void {
  const { database, desk, staffId, ready } = stepDesk
  const take = async (one: StepCase, stored: StoredMatter, user: DemoUser, more: Body = {}) =>
    desk.as(user).post(`/matters/${stored.id}/${one.step}`, {
      expectedVersion: stored.matter.version,
      ...(await one.body(stored, staffId)),
      ...more,
    })

  const versionOf = async (stored: StoredMatter): Promise<number> => {
    const { rows } = await database.ownerPool.query('select version from matter where id = $1', [stored.id])
    return rows[0].version
  }

  describe(title, () => {
    for (const one of cases) {
      it(one.does, async () => {
        const stored = await ready(one)
        const response = await take(one, stored, one.by)
        expect(response.statusCode, response.body).toBe(200)
        const view = response.json<MatterView>()
        expect(view).toMatchObject({ id: stored.id, status: one.to })
        const [own, ...after] = view.history.filter((entry) => entry.seq > stored.matter.version)
        expect(own).toMatchObject({ seq: stored.matter.version + 1, summary: one.told, actor: { kind: 'staff' } })
        // A step may bring its document, or make one fall.
        expect(after.filter((entry) => !/^Document(Issued|Revoked)$/.test(entry.type))).toEqual([])
        expect(view.version).toBe(view.history.at(-1)?.seq)
        expect(response.headers['cache-control']).toBe('no-store')
      })

      it(one.refuses, async () => {
        const stored = await ready(one)
        const [body, field] = one.bad
        const malformed = await desk.as(one.by).post(`/matters/${stored.id}/${one.step}`, {
          expectedVersion: stored.matter.version,
          ...body,
        })
        expect(malformed.statusCode, malformed.body).toBe(422)
        expect(malformed.headers['content-type']).toContain('application/problem+json')
        expect(malformed.json().errors.map((error: { path: string }) => error.path)).toContain(field)
        expect(await versionOf(stored)).toBe(stored.matter.version)

        const elsewhere = await ready({ step: one.step, from: one.wrongStatus })
        const refused = await take(one, elsewhere, one.by)
        expect(refused.statusCode, refused.body).toBe(409)
        expect(refused.json()).toMatchObject({ code: 'status-forbids', facts: { status: one.wrongStatus } })
        expect(await versionOf(elsewhere)).toBe(elsewhere.matter.version)
      })

      it(one.forbids, async () => {
        const stored = await ready(one)
        const role = await take(one, stored, one.notBy)
        expect(role.statusCode, role.body).toBe(403)
        expect(role.json().code).toBe('role-lacks-right')
        const foreign = await take(one, stored, 'chenjie')
        expect(foreign.statusCode, foreign.body).toBe(404)
        const stranger = await take(one, stored, null)
        expect(stranger.statusCode, stranger.body).toBe(401)
        const administrator = await take(one, stored, 'admin')
        expect(administrator.statusCode, administrator.body).toBe(403)
        expect(await versionOf(stored)).toBe(stored.matter.version)
      })

      it(one.audits, async () => {
        const stored = await ready(one)
        const { answer, rows } = await audited(database, () => take(one, stored, one.by))
        expect(answer.statusCode, answer.body).toBe(200)
        const steps = rows.filter((row) => row.action !== 'document.issue')
        expect(steps).toEqual([
          expect.objectContaining({
            action: `matter.${one.step}`,
            actor_kind: 'staff',
            actor_id: await staffId(one.by),
            object_kind: 'matter',
            object_id: stored.id,
            institution_id: demoInstitutionId('330200'),
            province_code: '330000',
            detail: { version: await versionOf(stored) },
          }),
        ])
        expect(rows.every((row) => row.object_id === stored.id && row.province_code === '330000')).toBe(true)
        expectNoPersonalData(rows)
        const refusedRows = (await audited(database, () => take(one, stored, one.notBy))).rows
        expect(refusedRows, 'what was not done leaves no row').toEqual([])
      })
    }
  })
}
