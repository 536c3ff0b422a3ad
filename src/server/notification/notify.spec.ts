import { describe, expect, it } from 'vitest'
import { aMatter } from '../../../testing/a-matter.ts'
import { applicantOf, staffNamed, theSystem } from '../../../testing/actors.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import { type Notification, notify, outboxFields } from './notify.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })

const run = <T>(work: (ctx: Ctx) => Promise<T>, actor: Actor = theSystem) =>
  inContext(test.platform, actor, 'spec', work)

const aCode: Notification = {
  template: 'one-time-code',
  to: { kind: 'address', phone: '13800000001' },
  data: { code: '4711', minutes: 5 },
}

const messages = async (ids: readonly string[]) =>
  (await database.ownerPool.query('select * from outbox where id = any($1)', [ids])).rows
const jobsOf = async (id: string | undefined) =>
  (
    await database.ownerPool.query('select task_identifier as task from graphile_worker.jobs where key = $1', [
      `notification:${id}`,
    ])
  ).rows

describe('telling somebody', () => {
  it('puts one message down with its job, in the transaction of the change', async () => {
    const ids = await run((ctx) => notify(ctx, aCode))
    expect(await messages(ids)).toMatchObject([
      { template: 'one-time-code', template_version: 1, status: 'waiting', channels: ['sms'], urgent: true },
    ])
    expect(await jobsOf(ids[0])).toEqual([{ task: 'notification.send' }])
  })

  it('says nothing when the change does not stand', async () => {
    const ids = await run(async (ctx) => {
      const written = await notify(ctx, aCode)
      ctx.undo()
      return written
    })
    expect(ids).toHaveLength(1)
    expect(await messages(ids)).toEqual([])
    expect(await jobsOf(ids[0])).toEqual([])
  })

  it('keeps address and facts sealed, and shows a mask', async () => {
    const ids = await run((ctx) => notify(ctx, { ...aCode, to: { kind: 'address', mail: 'zhangming@example.com' } }))
    const [row] = await messages(ids)
    expect(JSON.stringify(row)).not.toMatch(/zhangming|4711/)
    expect(row.to_mask).toBe('z****@example.com')
    expect(JSON.parse(test.platform.crypto.open(outboxFields.data, row.data_sealed))).toEqual(aCode.data)
  })

  it('reaches an applicant by the mail and phone of the matter, in the language they chose, under their own reach', async () => {
    const { id, number } = await aMatter(test).in('submitted')
    const data = { number, institution: '宁波中心', link: '/track' }
    const ids = await run(
      (ctx) => notify(ctx, { template: 'matter-accepted', to: { kind: 'applicant', matterId: id }, data }),
      applicantOf(id),
    )
    expect(await messages(ids)).toMatchObject([{ matter_id: id, channels: ['mail', 'sms'], language: 'zh' }])
  })

  it('shows a desk what it is told at once, each of its people on their own', async () => {
    const officer = await staffNamed(test.platform, 'limin')
    await run((ctx) =>
      notify(ctx, {
        template: 'matter-withdrawn',
        to: { kind: 'institution', institutionId: officer.institutionId },
        data: { number: 'WQ33-0000-0000', title: '外观设计，实体店铺' },
      }),
    )
    const { rows } = await database.ownerPool.query(
      `select count(*)::int as told from staff_notification where template = 'matter-withdrawn' and staff_id = $1`,
      [officer.id],
    )
    expect(rows).toEqual([{ told: 1 }])
  })

  it('says what is said once only once, also in two transactions at the same moment', async () => {
    const once = { ...aCode, once: 'spec-once' }
    const written = await Promise.all([run((ctx) => notify(ctx, once)), run((ctx) => notify(ctx, once))])
    expect(written.flat()).toHaveLength(1)
  })

  it.each<[what: string, wrong: Partial<Notification>, message: RegExp]>([
    ['an unknown template', { template: 'no-such' }, /no template "no-such" holds on 2026-03-02/],
    ['a missing fact', { data: { code: '4711' } }, /minutes is missing/],
    ['a fact it does not know', { data: { code: '4711', minutes: 5, name: '张明' } }, /name is unknown/],
    ['a fact of another kind', { data: { code: '4711', minutes: 'five' } }, /minutes is no count/],
  ])('is refused with %s, before anything is written', async (_what, wrong, message) => {
    await expect(run((ctx) => notify(ctx, { ...aCode, ...wrong }))).rejects.toThrow(message)
  })
})
