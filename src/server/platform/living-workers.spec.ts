import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../testing/database.ts'
import { watchWorkers } from './living-workers.ts'

const database = useTestDatabase({ seeded: true })
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
})
