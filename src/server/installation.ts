import type { FastifyBaseLogger } from 'fastify'
import { seedInstitutions } from './institution/seed.ts'
import type { Config } from './platform/config.ts'
import { createPlatform } from './platform/create-platform.ts'
import { appLogin } from './platform/db/app-login.ts'
import { holdsSealedData } from './platform/db/pool.ts'
import { migrateJobs } from './platform/jobs.ts'
import { hasKeys } from './platform/key-file.ts'
import { migrate } from './platform/migrate.ts'
import type { Platform } from './platform/platform.ts'
import { openEmbeddedPostgres, startEmbeddedPostgres } from './platform/postgres/launcher.ts'
import { seedDemoStaff } from './staff/demo.ts'

/** A platform whose database is there, migrated and sown. */
export interface Installation {
  readonly platform: Platform
  /** The owner's connection: migrates, runs the queue, never serves a request. */
  readonly ownerUrl: string
  /** Ends what was started for it, in the opposite order. */
  readonly close: () => Promise<void>
}

interface Options {
  readonly log: FastifyBaseLogger
  /** Progress for the operator, a line at a time. */
  readonly say: (line: string) => void
  /** True for the server, which alone may hold the data folder; a command joins a running one. */
  readonly alone: boolean
}

/** New keys beside sealed data would hide it for ever and let new data in under the wrong ones. */
const refuseWithoutKeys = async (config: Config, ownerUrl: string): Promise<void> => {
  if (hasKeys(config.dataDir) || !(await holdsSealedData(ownerUrl))) return
  throw new Error(
    `数据库里已有加密的个人信息，但 ${config.dataDir} 中没有密钥文件 keys/field-keys.json。请从备份中放回密钥文件后再启动。`,
  )
}

/**
 * Opens the installation that the configuration names, making whatever is missing: the embedded database, its tables, the divisions
 * and institutions, and (unless DEMO=off) the demonstration's accounts. Doing it again changes nothing.
 */
export const openInstallation = async (config: Config, { log, say, alone }: Options): Promise<Installation> => {
  const start = alone ? startEmbeddedPostgres : openEmbeddedPostgres
  const embedded = config.databaseUrl === null ? await start({ dataDir: config.dataDir, log: say }) : null
  const ownerUrl = config.databaseUrl ?? embedded?.url ?? ''
  try {
    await migrate(ownerUrl)
    await migrateJobs(ownerUrl)
    await refuseWithoutKeys(config, ownerUrl)
    const appUrl = config.databaseAppUrl ?? (embedded ? await appLogin(ownerUrl) : ownerUrl)
    const platform = createPlatform(config, appUrl, log)
    await seedInstitutions(platform.db, platform.codes, { demo: config.demo })
    if (config.demo) await seedDemoStaff(platform)
    const close = async () => {
      await platform.pool.end()
      await embedded?.stop()
    }
    return { platform, ownerUrl, close }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}
