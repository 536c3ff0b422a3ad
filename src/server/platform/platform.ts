import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Calendar } from '../../domain/deadline/calendar.ts'
import type { DeadlineRule } from '../../domain/deadline/rule.ts'
import type { ClockReader } from './clock.ts'
import type { CodeLists } from './code-lists.ts'
import type { Config } from './config.ts'
import type { FieldCrypto } from './crypto.ts'
import type { DB } from './db/schema.ts'
import type { FileStore } from './files.ts'
import type { Forms } from './forms.ts'
import type { NotificationRules } from './notification-rules.ts'
import type { VirusScan } from './virus-scan.ts'

/** All that the nouns need of the world, as one value; specs build their own. */
export interface Platform {
  readonly config: Config
  readonly clock: ClockReader
  readonly pool: pg.Pool
  /** Under the app's role. Use it through `inContext`; by itself it has no scope and sees no matter. */
  readonly db: Kysely<DB>
  readonly crypto: FieldCrypto
  readonly files: FileStore
  /** Looks for viruses where a scanner is configured. */
  readonly virusScan: VirusScan
  readonly rules: { readonly deadlines: readonly DeadlineRule[]; readonly calendar: Calendar }
  readonly codes: CodeLists
  /** The forms of documents. */
  readonly forms: Forms
  /** Texts of notifications and how they are delivered, as data. */
  readonly notifications: NotificationRules
  readonly log: FastifyBaseLogger
}
