import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { aMatter } from '../../../testing/a-matter.ts'
import { theSystem } from '../../../testing/actors.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import { type Ctx, inContext } from './context.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })

const run = <T>(work: (ctx: Ctx) => Promise<T>, actor: Actor = theSystem) =>
  inContext(test.platform, actor, 'spec', work)

const mark = (ctx: Ctx, action: string) =>
  sql`insert into audit (id, at, actor_kind, action, object_kind, request_id)
      values (gen_random_uuid(), ${ctx.now}, 'system', ${action}, 'spec', 'spec')`.execute(ctx.tx)
const marks = async (action: string): Promise<number> => {
  const { rows } = await database.ownerPool.query('select count(*)::int as count from audit where action = $1', [
    action,
  ])
  return rows[0].count
}
const failing = (ctx: Ctx, code: string, constraint = '') =>
  sql.raw(`do $$ begin raise exception using errcode = '${code}', constraint = '${constraint}'; end $$`).execute(ctx.tx)

describe('a transaction', () => {
  it('keeps everything when its work ends', async () => {
    expect(await run(async (ctx) => mark(ctx, 'kept').then(() => 'done'))).toBe('done')
    expect(await marks('kept')).toBe(1)
  })

  it('keeps nothing when its work throws, and the error comes through', async () => {
    const broken = run(async (ctx) => {
      await mark(ctx, 'thrown')
      throw new Error('out of paper')
    })
    await expect(broken).rejects.toThrow('out of paper')
    expect(await marks('thrown')).toBe(0)
  })

  it('keeps nothing when its work takes it back, and still answers', async () => {
    const answer = await run(async (ctx) => {
      await mark(ctx, 'undone')
      ctx.undo()
      return 'no'
    })
    expect(answer).toBe('no')
    expect(await marks('undone')).toBe(0)
  })

  it('does not pretend to have kept what a swallowed error has spoilt', async () => {
    const spoilt = run(async (ctx) => {
      await mark(ctx, 'spoilt')
      await sql`select 1 / 0`.execute(ctx.tx).catch(() => {})
    })
    await expect(spoilt).rejects.toThrow('ended with ROLLBACK')
    expect(await marks('spoilt')).toBe(0)
  })

  it('keeps a job only with the change it belongs to', async () => {
    const jobs = async (key: string) => {
      const { rowCount } = await database.ownerPool.query('select 1 from graphile_worker.jobs where key = $1', [key])
      return rowCount
    }
    await run((ctx) => ctx.jobs.add('matter.sweep', {}, { key: 'stands' }))
    await run(async (ctx) => {
      await ctx.jobs.add('matter.sweep', {}, { key: 'falls' })
      ctx.undo()
    })
    expect(await jobs('stands')).toBe(1)
    expect(await jobs('falls')).toBe(0)
  })

  it('tells row security for whom it looks, and the next one on the connection starts blind', async () => {
    const stored = await aMatter(test).in('submitted')
    const seen = (actor: Actor) =>
      run(
        async (ctx) => (await sql<{ n: number }>`select count(*)::int as n from matter`.execute(ctx.tx)).rows[0]?.n,
        actor,
      )
    expect(await seen({ kind: 'applicant', scope: { kind: 'matter', matterId: stored.id } })).toBe(1)
    for (let turn = 0; turn < 10; turn += 1) expect(await seen({ kind: 'public', scope: { kind: 'none' } })).toBe(0)
  })

  it('a scope can be lent for one transaction', async () => {
    const stored = await aMatter(test).in('submitted')
    const count = await inContext(
      test.platform,
      { kind: 'public', scope: { kind: 'none' } },
      'spec',
      async (ctx) => (await sql<{ id: string }>`select id from matter`.execute(ctx.tx)).rows,
      { scope: { kind: 'matter', matterId: stored.id } },
    )
    expect(count).toEqual([{ id: stored.id }])
  })
})

describe('when the database asks to try again', () => {
  it.each([
    ['two transactions crossed', '40001', ''],
    ['a deadlock', '40P01', ''],
    ['a tracking number drawn twice', '23505', 'matter_number_key'],
  ])('%s: the work is done anew, once in the end', async (_what, code, constraint) => {
    let times = 0
    const action = `again-${code}`
    await run(async (ctx) => {
      times += 1
      await mark(ctx, action)
      if (times < 3) await failing(ctx, code, constraint)
    })
    expect(times).toBe(3)
    expect(await marks(action)).toBe(1)
  })

  it('a migration that changes a table beside the running platform is not noticed by anyone', async () => {
    const owner = database.ownerPool
    await owner.query('create table rehearsal (one int); grant select on rehearsal to weiquan_app')
    const read = () =>
      run(async (ctx) => {
        const { rows } = await sql`select * from rehearsal where one is not null`.execute(ctx.tx)
        return rows
      })
    // Several at once, so that each connection of the pool has its plan.
    await Promise.all(Array.from({ length: 12 }, read))
    await owner.query('alter table rehearsal add column two int; insert into rehearsal values (1, 2)')
    const seen = await Promise.all(Array.from({ length: 12 }, read))
    expect(seen).toEqual(Array.from({ length: 12 }, () => [{ one: 1, two: 2 }]))
    await owner.query('drop table rehearsal')
  })

  it('after four tries it is told', async () => {
    let times = 0
    const hopeless = run(async (ctx) => {
      times += 1
      await failing(ctx, '40001')
    })
    await expect(hopeless).rejects.toMatchObject({ code: '40001' })
    expect(times).toBe(4)
  })

  it('another fault is not tried again', async () => {
    let times = 0
    const broken = run(async (ctx) => {
      times += 1
      await failing(ctx, '23505', 'matter_submission_key')
    })
    await expect(broken).rejects.toMatchObject({ code: '23505' })
    expect(times).toBe(1)
  })

  it('real transactions that cross: both are done in the end', async () => {
    const [one, two] = await Promise.all([aMatter(test).in('submitted'), aMatter(test).in('submitted')])
    let waiting: (() => void)[] = []
    const together = () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve)
        if (waiting.length < 2) return
        for (const go of waiting) go()
        waiting = []
      })
    let first = true
    const lockBoth = (order: readonly string[]) =>
      run(async (ctx) => {
        const [a, b] = order
        await sql`select 1 from matter where id = ${a}::uuid for update`.execute(ctx.tx)
        // Only the first time round do the two wait for each other; the second try goes through.
        if (first) await together().then(() => (first = false))
        await sql`select 1 from matter where id = ${b}::uuid for update`.execute(ctx.tx)
        await mark(ctx, 'crossed')
      })
    await Promise.all([lockBoth([one.id, two.id]), lockBoth([two.id, one.id])])
    expect(await marks('crossed')).toBe(2)
  })

  it('a connection that dies is not handed to the next', async () => {
    const dying = run((ctx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(ctx.tx))
    await expect(dying).rejects.toThrow()
    expect(await run(async (ctx) => (await sql<{ one: number }>`select 1 as one`.execute(ctx.tx)).rows)).toEqual([
      { one: 1 },
    ])
    expect(test.platform.pool.waitingCount).toBe(0)
  })
})
