import { describe, expect, it } from 'vitest'
import { aMatter, loadMatter, type StoredMatter, step } from '../../../testing/a-matter.ts'
import { applicantOf, deskOf } from '../../../testing/actors.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { rulesWith2027 } from '../../../testing/matter-world.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { inContext } from '../platform/context.ts'
import { startJobs } from '../platform/jobs.ts'
import { verify } from '../record/verify.ts'
import { lapseSupplement, sweep } from './jobs.ts'
import { takeStep } from './use-cases.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })

/** Noticed and received on Monday 2 March: seven working days end with Wednesday 11 March. */
const awaiting = async (): Promise<StoredMatter> => {
  test.setClock('2026-03-02T09:00')
  const stored = await aMatter(test).in('supplement-noticed')
  const noticeId = stored.matter.notices[0]?.noticeId ?? ''
  await step(test, stored.id, applicantOf(stored.id), { type: 'recordReceipt', noticeId, on: null, way: 'portal' })
  return stored
}

const answer = (stored: StoredMatter) =>
  inContext(test.platform, applicantOf(stored.id), 'spec', (ctx) =>
    takeStep(ctx, stored.id, null, { type: 'supplement', answer: '已补充。', evidence: [] }),
  )

const statusOf = async (stored: StoredMatter) => (await loadMatter(test, stored.id)).status

const queued = async (stored: StoredMatter) => {
  const { rows } = await database.ownerPool.query<{ task: string; run_at: Date; key: string }>(
    `select task_identifier as task, run_at, key from graphile_worker.jobs where key = $1`,
    [`lapse:${stored.id}`],
  )
  return rows.map((row) => ({ ...row, run_at: row.run_at.toISOString() }))
}

describe('the lapse of a supplement', () => {
  it('is put down with the receipt, for the first moment after the last working day', async () => {
    const stored = await awaiting()
    expect(await queued(stored)).toEqual([
      { task: 'matter.lapse-supplement', run_at: '2026-03-11T16:00:00.999Z', key: `lapse:${stored.id}` },
    ])
  })

  it('at its time the matter is deemed withdrawn, by the system, with its row in the audit', async () => {
    const stored = await awaiting()
    test.setClock('2026-03-12T00:00')
    await lapseSupplement(test.platform, stored.id)
    expect(await statusOf(stored)).toBe('deemed-withdrawn')
    const { rows } = await database.ownerPool.query(
      `select actor_kind, actor_name, action, detail from audit
       where object_id = $1 and action <> 'document.issue' order by at desc limit 1`,
      [stored.id],
    )
    expect(rows).toEqual([
      { actor_kind: 'system', actor_name: '法定时钟', action: 'matter.lapse-supplement', detail: { version: 7 } },
    ])
    expect(await verify(test.platform, stored.number)).toMatchObject({ ok: true })
  })

  it('a moment too early it does nothing', async () => {
    const stored = await awaiting()
    test.setClock('2026-03-11T23:59')
    await lapseSupplement(test.platform, stored.id)
    expect(await statusOf(stored)).toBe('supplement-noticed')
  })

  it('an answer in the last minute stands, and the lapse that was put down does nothing', async () => {
    const stored = await awaiting()
    test.setClock('2026-03-11T23:59')
    expect((await answer(stored)).ok).toBe(true)
    test.setClock('2026-03-12T00:00')
    await lapseSupplement(test.platform, stored.id)
    expect(await statusOf(stored)).toBe('under-review')
  })

  it('an answer and the lapse at the same moment after the end: the answer is refused, whoever is first', async () => {
    const stored = await awaiting()
    test.setClock('2026-03-12T00:00')
    const [answered] = await Promise.all([answer(stored), lapseSupplement(test.platform, stored.id)])
    expect(answered.ok).toBe(false)
    expect(await statusOf(stored)).toBe('deemed-withdrawn')
    expect(await verify(test.platform, stored.number)).toMatchObject({ events: 7, ok: true })
  })

  it('run twice it happens once', async () => {
    const stored = await awaiting()
    test.setClock('2026-03-12T00:00')
    await Promise.all([lapseSupplement(test.platform, stored.id), lapseSupplement(test.platform, stored.id)])
    expect((await loadMatter(test, stored.id)).version).toBe(7)
  })

  it('of a matter that is not there is no fault of the queue but one to be told', async () => {
    await expect(lapseSupplement(test.platform, '0198a000-0000-7000-8000-00000000dead')).rejects.toThrow('not-found')
  })
})

describe('the queue itself', () => {
  it('works off a lapse that is due', async () => {
    const stored = await awaiting()
    test.setClock('2026-03-12T00:00')
    let done: () => void = () => {}
    const lapsed = new Promise<void>((resolve) => {
      done = resolve
    })
    // The queue lives by the database's own clock, for which March 2026 may not have come yet.
    await database.ownerPool.query('update graphile_worker._private_jobs set run_at = now() where key = $1', [
      `lapse:${stored.id}`,
    ])
    const runner = await startJobs(test.platform, database.ownerUrl, {
      'matter.lapse-supplement': async ({ matterId }) => {
        await lapseSupplement(test.platform, matterId)
        if (matterId === stored.id) done()
      },
    })
    try {
      await lapsed
    } finally {
      await runner.stop()
    }
    expect(await statusOf(stored)).toBe('deemed-withdrawn')
  })
})

describe('the hourly sweep', () => {
  it('lapses what no job did, and leaves alone what is not due', async () => {
    const overdue = await awaiting()
    test.setClock('2026-03-10T09:00')
    const later = await aMatter(test).in('supplement-noticed')
    const noticeId = later.matter.notices[0]?.noticeId ?? ''
    await step(test, later.id, applicantOf(later.id), { type: 'recordReceipt', noticeId, on: null, way: 'portal' })
    const silent = await aMatter(test).in('supplement-noticed')
    test.setClock('2026-03-12T00:00')
    expect((await sweep(test.platform)).lapsed).toBeGreaterThanOrEqual(1)
    expect(await statusOf(overdue)).toBe('deemed-withdrawn')
    expect(await statusOf(later)).toBe('supplement-noticed')
    expect(await statusOf(silent), 'a notice that nobody received never lapses').toBe('supplement-noticed')
    expect(await sweep(test.platform)).toEqual({ lapsed: 0, recomputed: 0 })
  })

  it('recomputes what was provisional once the new year’s calendar is there, with the event in the record', async () => {
    test.setClock('2026-12-21T09:00')
    await sweep(test.platform)
    const untouched = await aMatter(test).in('submitted')
    const settled = await aMatter(test).in('closed')
    expect(untouched.matter.clocks[0]).toMatchObject({ provisional: true, dueOn: '2027-01-11' })

    test.setClock('2026-12-28T09:00')
    const published = { ...test.platform, rules: rulesWith2027 }
    // A step under the new calendar that leaves the clock alone must not hide it from the sweep.
    const stepped = await aMatter(test).in('submitted')
    const reviewed = await inContext(published, deskOf(stepped.matter.holderId), 'spec', (ctx) =>
      takeStep(ctx, stepped.id, null, { type: 'startReview' }),
    )
    expect(reviewed.ok).toBe(true)

    expect(await sweep(published)).toEqual({ lapsed: 0, recomputed: 3 })
    const matter = await loadMatter(test, untouched.id)
    expect(matter.clocks[0]).toMatchObject({ provisional: false, dueOn: '2027-01-13', calendarVersion: 'with-2027' })
    expect((await loadMatter(test, stepped.id)).clocks[0]).toMatchObject({ provisional: false })
    const { rows } = await database.ownerPool.query(
      `select type, actor, payload from matter_event where matter_id = $1 and seq = 2`,
      [untouched.id],
    )
    expect(rows).toEqual([
      {
        type: 'DeadlinesRecomputed',
        actor: { kind: 'system', name: '法定时钟' },
        payload: expect.objectContaining({ calendarVersion: 'with-2027' }),
      },
    ])
    for (const { number } of [untouched, stepped, settled]) {
      expect(await verify(test.platform, number)).toMatchObject({ ok: true })
    }
    expect(await sweep(published), 'and only once').toEqual({ lapsed: 0, recomputed: 0 })
  })
})
