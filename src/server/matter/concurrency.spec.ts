import { describe, expect, it } from 'vitest'
import { aMatter, step } from '../../../testing/a-matter.ts'
import { applicantOf, deskOf } from '../../../testing/actors.ts'
import { useTestApp } from '../../../testing/app.ts'
import { audited } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPng } from '../../../testing/files.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { uploaded } from '../../../testing/uploads.ts'
import { inContext } from '../platform/context.ts'
import { verify } from '../record/verify.ts'
import { takeStep } from './use-cases.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)

describe('two officers who act on one matter at the same moment', () => {
  it('one is done, the other is told what has changed; the record holds one step', async () => {
    const stored = await aMatter(test).in('under-review')
    const url = `/matters/${stored.id}`
    await Promise.all([desk.signInAs('limin'), desk.signInAs('zhoulan')])
    const { answer, rows } = await audited(database, () =>
      Promise.all([
        desk.as('limin').post(`${url}/accept`, { expectedVersion: 2, words: null }),
        desk
          .as('zhoulan')
          .post(`${url}/refuse`, { expectedVersion: 2, grounds: ['outside-policy'], reasons: '不属于范围。' }),
      ]),
    )
    expect(answer.map((one) => one.statusCode).sort()).toEqual([200, 409])
    const lost = answer.find((one) => one.statusCode === 409)?.json()
    expect(lost).toMatchObject({ code: 'matter-changed', facts: { expected: 2, actual: 4 } })
    // The decision and its document.
    expect(lost.changes).toHaveLength(2)
    const acceptedFirst = answer[0]?.statusCode === 200
    expect(lost.changes[0]).toMatchObject(
      acceptedFirst ? { seq: 3, by: '李敏', summary: '决定受理' } : { seq: 3, by: '周岚', summary: '决定不予受理' },
    )
    expect(rows.map((row) => row.action).filter((action) => action !== 'document.issue')).toHaveLength(1)
    expect(await verify(test.platform, stored.number)).toMatchObject({ events: 4, ok: true })
  })

  it('ten who do the same: one is done', async () => {
    const stored = await aMatter(test).in('submitted')
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        desk.as('limin').post(`/matters/${stored.id}/start-review`, { expectedVersion: 1 }),
      ),
    )
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, ...Array(9).fill(409)])
    expect(await verify(test.platform, stored.number)).toMatchObject({ events: 2, ok: true })
  })

  it('an officer and the applicant: the withdrawal and the acceptance do not both stand', async () => {
    const stored = await aMatter(test).in('under-review')
    const withdraw = inContext(test.platform, applicantOf(stored.id), 'spec', (ctx) =>
      takeStep(ctx, stored.id, 2, { type: 'withdraw', reasons: '已协商' }),
    )
    const [officer, applicant] = await Promise.all([
      desk.as('limin').post(`/matters/${stored.id}/accept`, { expectedVersion: 2, words: null }),
      withdraw,
    ])
    expect([officer.statusCode === 200, applicant.ok].sort()).toEqual([false, true])
    expect(await verify(test.platform, stored.number)).toMatchObject({ events: 3, ok: true })
  })

  it('steps on different matters do not wait for each other', async () => {
    const stored = await Promise.all(Array.from({ length: 6 }, () => aMatter(test).in('submitted')))
    const answers = await Promise.all(
      stored.map(({ id }) => desk.as('limin').post(`/matters/${id}/start-review`, { expectedVersion: 1 })),
    )
    expect(answers.map((one) => one.statusCode)).toEqual(Array(6).fill(200))
  })
})

describe('a step that is refused after its files were taken over', () => {
  it('leaves nothing half-applied: the file can still be handed in', async () => {
    const stored = await aMatter(test).in('supplement-noticed')
    const applicant = applicantOf(stored.id)
    const uploadId = await uploaded(test.platform, '登记簿副本.png', aPng)
    const supplement = (kind: string) => ({
      type: 'supplement' as const,
      answer: '已补充。',
      evidence: [{ kind, uploadId }],
    })
    const attempt = (kind: string) =>
      inContext(test.platform, applicant, 'spec', (ctx) => takeStep(ctx, stored.id, null, supplement(kind)))
    const evidence = async () => {
      const { rows } = await database.ownerPool.query('select kind from evidence where matter_id = $1', [stored.id])
      return rows
    }

    expect(await attempt('photo')).toMatchObject({ ok: false, refusal: { code: 'notice-not-received' } })
    const noticeId = stored.matter.notices[0]?.noticeId ?? ''
    await step(test, stored.id, applicant, { type: 'recordReceipt', noticeId, on: null, way: 'portal' })
    expect(await attempt('gossip')).toMatchObject({ ok: false, refusal: { code: 'code-unknown' } })
    expect(await evidence()).toEqual([])

    expect(await attempt('photo')).toMatchObject({ ok: true })
    expect(await evidence()).toEqual([{ kind: 'photo' }])
    expect(await verify(test.platform, stored.number)).toMatchObject({ ok: true })
  })

  it('of two files of which one is gone neither is taken', async () => {
    const stored = await aMatter(test).in('supplement-noticed')
    const noticeId = stored.matter.notices[0]?.noticeId ?? ''
    await step(test, stored.id, applicantOf(stored.id), { type: 'recordReceipt', noticeId, on: null, way: 'portal' })
    const uploadId = await uploaded(test.platform, '照片.png', aPng)
    const gone = '0198a000-0000-4000-8000-00000000dead'
    const response = await desk.as('limin').post(`/matters/${stored.id}/supplement`, {
      expectedVersion: stored.matter.version + 1,
      answer: '当面补交。',
      evidence: [
        { kind: 'photo', uploadId },
        { kind: 'photo', uploadId: gone },
      ],
    })
    expect(response.json()).toMatchObject({ status: 422, code: 'upload-unknown', facts: { uploadId: gone } })
    const { rows } = await database.ownerPool.query('select claimed_by from upload where id = $1', [uploadId])
    expect(rows).toEqual([{ claimed_by: null }])
  })
})

describe('a fault in the middle of a step', () => {
  it('leaves nothing: neither event nor audit row nor changed row', async () => {
    const stored = await aMatter(test).in('submitted')
    const snapshot = async () => {
      const { rows } = await database.ownerPool.query(
        `select (select count(*) from matter_event) as events, (select count(*) from audit) as audits,
           (select version from matter where id = $1) as version`,
        [stored.id],
      )
      return rows
    }
    const before = await snapshot()
    const officer = deskOf(stored.matter.holderId)
    const broken = inContext(test.platform, officer, 'spec', async (ctx) => {
      await takeStep(ctx, stored.id, 1, { type: 'startReview' })
      throw new Error('the power goes out')
    })
    await expect(broken).rejects.toThrow('the power goes out')
    expect(await snapshot()).toEqual(before)
  })
})
