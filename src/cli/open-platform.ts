import { pino } from 'pino'
import { readConfig } from '../server/platform/config.ts'
import { createPlatform } from '../server/platform/create-platform.ts'
import { migrate } from '../server/platform/migrate.ts'
import type { Platform } from '../server/platform/platform.ts'
import { openEmbeddedPostgres } from '../server/platform/postgres/launcher.ts'
import type { Io } from './command.ts'

/**
 * Runs `work` on the installation that the environment names (`DATA_DIR`, `DATABASE_URL`, …), beside the running platform or
 * alone, and leaves the database as it was found: running or stopped.
 */
export const withPlatform = async <T>(io: Io, work: (platform: Platform) => Promise<T>): Promise<T> => {
  const config = { ...readConfig(process.env), poolSize: 2 }
  const embedded =
    config.databaseUrl === null ? await openEmbeddedPostgres({ dataDir: config.dataDir, log: io.tell }) : null
  try {
    const databaseUrl = config.databaseUrl ?? embedded?.url ?? ''
    await migrate(databaseUrl)
    const log = pino({ level: 'warn' }, pino.destination(2))
    const platform = createPlatform(config, databaseUrl, log, { now: io.now })
    try {
      return await work(platform)
    } finally {
      await platform.db.destroy()
    }
  } finally {
    await embedded?.stop()
  }
}
