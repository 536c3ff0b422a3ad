import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { seedInstitutions } from '../src/server/institution/seed.ts'
import { readConfig } from '../src/server/platform/config.ts'
import { createPlatform } from '../src/server/platform/create-platform.ts'
import { migrateJobs } from '../src/server/platform/jobs.ts'
import { seedDemoStaff } from '../src/server/staff/demo.ts'
import { at } from './rules.ts'

/**
 * What a fresh installation with the demonstration has after its first start, but for matters: the queue's tables, divisions and
 * institutions, the demonstration network and its people. Some two seconds, once a run.
 */
export async function seedTemplate(ownerUrl: string): Promise<void> {
  await migrateJobs(ownerUrl)
  const dir = await mkdtemp(join(tmpdir(), 'weiquan-seed-'))
  const config = readConfig({ DATA_DIR: dir, DB_POOL: '2' })
  const clock = { now: () => at('2026-01-05T09:00') }
  const platform = createPlatform(config, ownerUrl, fastify({ logger: false }).log, clock)
  try {
    await seedInstitutions(platform.db, platform.codes, { demo: true })
    await seedDemoStaff(platform)
  } finally {
    // A template with an open connection can't be cloned.
    await platform.pool.end()
    await rm(dir, { recursive: true, force: true })
  }
}
