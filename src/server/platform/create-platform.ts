import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyBaseLogger } from 'fastify'
import { type ClockReader, systemClock } from './clock.ts'
import { loadCodeLists } from './code-lists.ts'
import type { Config } from './config.ts'
import { createFieldCrypto } from './crypto.ts'
import { createDb, createPool } from './db/pool.ts'
import { createFileStore } from './files.ts'
import { loadForms } from './forms.ts'
import { watchKeys } from './key-file.ts'
import { loadNotificationRules } from './notification-rules.ts'
import type { Platform } from './platform.ts'
import { loadRules } from './rules.ts'
import { createS3FileStore } from './s3-files.ts'
import { createVirusScan } from './virus-scan.ts'

/** The law as data that this release comes with. */
export const rulesFolder = fileURLToPath(new URL('../../../rules', import.meta.url))

/** Builds the platform over a database that is there and migrated. @param databaseUrl the app's login or the owner's; the pool takes on the app's role. */
export const createPlatform = (
  config: Config,
  databaseUrl: string,
  log: FastifyBaseLogger,
  clock: ClockReader = systemClock,
): Platform => {
  const pool = createPool(databaseUrl, config.poolSize)
  return {
    config,
    clock,
    pool,
    db: createDb(pool),
    crypto: createFieldCrypto(watchKeys(config.dataDir, config.cryptoSuite), config.cryptoSuite),
    files: config.storage
      ? createS3FileStore(config.storage, () => new Date(clock.now()))
      : createFileStore(join(config.dataDir, 'files')),
    virusScan: createVirusScan(config.virusScan, (error) =>
      log.error({ err: error }, 'the virus scanner did not answer'),
    ),
    rules: loadRules(rulesFolder),
    codes: loadCodeLists(join(rulesFolder, 'codes')),
    forms: loadForms(join(rulesFolder, 'forms')),
    notifications: loadNotificationRules(join(rulesFolder, 'notifications')),
    log,
  }
}
