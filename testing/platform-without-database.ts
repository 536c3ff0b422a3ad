import { join } from 'node:path'
import fastify from 'fastify'
import { loadCodeLists } from '../src/server/platform/code-lists.ts'
import { readConfig } from '../src/server/platform/config.ts'
import { createFieldCrypto } from '../src/server/platform/crypto.ts'
import { createDb, createPool } from '../src/server/platform/db/pool.ts'
import { createFileStore } from '../src/server/platform/files.ts'
import { loadForms } from '../src/server/platform/forms.ts'
import type { Platform } from '../src/server/platform/platform.ts'
import { createVirusScan } from '../src/server/platform/virus-scan.ts'
import { at, publishedNotifications, publishedRules } from './rules.ts'

const zeros = Buffer.alloc(32).toString('base64')

/** A platform that is never asked for data: for specs that look at what the server consists of. Nothing is opened or written. */
export const platformWithoutDatabase = (): Platform => {
  const config = readConfig({ DATA_DIR: '/nowhere', PUBLIC_URL: 'http://localhost' })
  const pool = createPool('postgres://nobody@127.0.0.1:1/none', 1)
  return {
    config,
    clock: { now: () => at('2026-03-02T09:00') },
    pool,
    db: createDb(pool),
    crypto: createFieldCrypto({ current: 'k1', keys: { k1: zeros }, index: zeros, root: zeros }),
    files: createFileStore(join(config.dataDir, 'files')),
    virusScan: createVirusScan(null, () => {}),
    rules: publishedRules,
    codes: loadCodeLists(join(import.meta.dirname, '../rules/codes')),
    forms: loadForms(join(import.meta.dirname, '../rules/forms')),
    notifications: publishedNotifications,
    log: fastify({ logger: false }).log,
  }
}
