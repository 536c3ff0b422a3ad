import fastify from 'fastify'
import { run } from 'graphile-worker'
import { describe, expect, it, vi } from 'vitest'
import { useTestDatabase } from '../../../testing/database.ts'
import { watchWorkers } from './living-workers.ts'

const database = useTestDatabase({ seeded: true })
const release: (() => void)[] = []
const log = fastify({ logger: false }).log

describe('jobs of workers that died', () => {
  it('are given back at once, those of a living worker and those just taken are left alone', async () => {
    const living = await database.ownerPool.connect()
    await living.query("select pg_advisory_lock(7319043, hashtext('worker-living'))")
    for (const [name, age] of [
      ['worker-dead', '1 minute'],
      ['worker-living', '1 minute'],
      ['worker-new', '0 seconds'],
    ]) {
      await living.query("select add_job('matter.sweep', '{}', null, $1)", [name])
      await living.query(
        'update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - $2::interval where key = $1',
        [name, age],
      )
    }
    const workers = await watchWorkers(database.ownerUrl, log)
    await workers.stop()
    const { rows } = await living.query(
      'select key from graphile_worker._private_jobs where locked_by is not null order by key',
    )
    living.release()
    expect(rows).toEqual([{ key: 'worker-living' }, { key: 'worker-new' }])
  })

  it('are held under the name that the queue gives its pool, and only as long as the process lives', async () => {
    const held = () =>
      database.ownerPool.query(
        "select 1 from graphile_worker._private_jobs where key = 'long' and locked_by is not null",
      )
    await database.ownerPool.query('delete from graphile_worker._private_jobs')
    const first = await watchWorkers(database.ownerUrl, log)
    const runner = await run({
      connectionString: database.ownerUrl,
      events: first.events,
      noHandleSignals: true,
      taskList: { 'matter.sweep': () => new Promise<void>((resolve) => release.push(resolve)) },
    })
    await database.ownerPool.query("select add_job('matter.sweep', '{}', null, 'long')")
    await vi.waitFor(() => expect(release).toHaveLength(1))
    await database.ownerPool.query(
      "update graphile_worker._private_jobs set locked_at = now() - interval '1 minute' where key = 'long'",
    )
    await (await watchWorkers(database.ownerUrl, log)).stop()
    expect((await held()).rowCount).toBe(1)
    // Its connection goes as it would with its process.
    await first.stop()
    await (await watchWorkers(database.ownerUrl, log)).stop()
    expect((await held()).rowCount).toBe(0)
    for (const done of release) done()
    await runner.stop()
  })

  it('are given back too when the queue ended and its process lives on', async () => {
    await database.ownerPool.query('delete from graphile_worker._private_jobs')
    const workers = await watchWorkers(database.ownerUrl, log)
    let pool = ''
    workers.events.on('pool:create', ({ workerPool }) => {
      pool = workerPool.id
    })
    const runner = await run({
      connectionString: database.ownerUrl,
      events: workers.events,
      noHandleSignals: true,
      taskList: { 'matter.sweep': async () => {} },
    })
    await runner.stop()
    const hold = () =>
      database.ownerPool.query(
        `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - interval '1 minute'`,
        [pool],
      )
    const other = async () => {
      await (await watchWorkers(database.ownerUrl, log)).stop()
      const { rowCount } = await database.ownerPool.query(
        'select 1 from graphile_worker._private_jobs where locked_by is not null',
      )
      return rowCount
    }
    await database.ownerPool.query("select add_job('matter.sweep', '{}', null, 'left')")
    await hold()
    expect(await other()).toBe(1)
    await workers.letGo()
    expect(await other()).toBe(0)
    await workers.stop()
  })
})
