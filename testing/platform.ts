import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { afterAll, beforeAll } from 'vitest'
import type { Instant } from '../src/domain/kernel/plain-date.ts'
import { loadCodeLists } from '../src/server/platform/code-lists.ts'
import { readConfig } from '../src/server/platform/config.ts'
import { createFieldCrypto } from '../src/server/platform/crypto.ts'
import { createDb } from '../src/server/platform/db/pool.ts'
import { createFileStore } from '../src/server/platform/files.ts'
import { loadForms } from '../src/server/platform/forms.ts'
import { watchKeys } from '../src/server/platform/key-file.ts'
import type { Platform } from '../src/server/platform/platform.ts'
import { createVirusScan } from '../src/server/platform/virus-scan.ts'
import type { TestDatabase } from './database.ts'
import { at, publishedNotifications, publishedRules } from './rules.ts'

/** A platform on the spec's own database, with files and keys in a folder of its own and a clock that the spec sets. */
export interface TestPlatform {
  readonly platform: Platform
  /** Sets the clock: `2026-02-09T10:00` is a time in China. It stands still between calls. */
  readonly setClock: (text: string) => void
  readonly filesDir: string
}

const codes = loadCodeLists(join(import.meta.dirname, '../rules/codes'))
const forms = loadForms(join(import.meta.dirname, '../rules/forms'))

/** Call beside `useTestDatabase`; the values can be read from `beforeAll` on. */
export function useTestPlatform(database: TestDatabase, options: { now: string }): TestPlatform {
  let now: Instant = at(options.now)
  let dir = ''
  let platform: Platform | null = null

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'weiquan-platform-'))
    platform = {
      config: readConfig({ DATA_DIR: dir, PUBLIC_URL: 'http://localhost', PORT: '0' }),
      clock: { now: () => now },
      pool: database.pool,
      db: createDb(database.pool),
      crypto: createFieldCrypto(watchKeys(dir, 'default')),
      files: createFileStore(join(dir, 'files')),
      virusScan: createVirusScan(null, () => {}),
      rules: publishedRules,
      codes,
      forms,
      notifications: publishedNotifications,
      log: fastify({ logger: false }).log,
    }
  })

  afterAll(() => rm(dir, { recursive: true, force: true }))

  return {
    get platform() {
      if (!platform) throw new Error('the test platform is there from beforeAll on; read it inside a test or a hook')
      return platform
    },
    get filesDir() {
      return join(dir, 'files')
    },
    setClock: (text) => {
      now = at(text)
    },
  }
}
