import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { migrationsFolder, readMigrations } from '../platform/migrate.ts'
import type { Platform } from '../platform/platform.ts'

/** What must be there before a request can be served; the first that is missing. */
export interface Readiness {
  readonly ready: boolean
  readonly database: 'ok' | 'unreachable'
  /** `older`: a migration of this release is missing; `newer`: the database belongs to a later release. */
  readonly migrations: 'ok' | 'older' | 'newer' | 'unknown'
  readonly files: 'ok' | 'unreachable'
  readonly stopping: boolean
}

const longestMs = 2000

const within = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), longestMs)
  })
  work.catch(() => {})
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const appliedMigrations = async (platform: Platform): Promise<readonly number[] | null> => {
  try {
    const { rows } = await within(
      platform.pool.query<{ numbers: number[] }>('select * from applied_migrations() as numbers'),
    )
    return rows[0]?.numbers ?? []
  } catch {
    return null
  }
}

const compare = (applied: readonly number[] | null, own: readonly number[]): Readiness['migrations'] => {
  if (applied === null) return 'unknown'
  if (own.some((number) => !applied.includes(number))) return 'older'
  return applied.some((number) => !own.includes(number)) ? 'newer' : 'ok'
}

const noFile = Buffer.alloc(32)

const filesAnswer = async (platform: Platform): Promise<Readiness['files']> => {
  try {
    await within(access(platform.config.dataDir, constants.R_OK | constants.W_OK))
    await within(platform.files.has(noFile))
    return 'ok'
  } catch {
    return 'unreachable'
  }
}

/** Asks database, migrations and file store, each for at most two seconds. */
export const askReadiness = async (platform: Platform, stopping: boolean): Promise<Readiness> => {
  const own = (await readMigrations(migrationsFolder)).map(({ number }) => number)
  const [applied, files] = await Promise.all([appliedMigrations(platform), filesAnswer(platform)])
  const database = applied === null ? 'unreachable' : 'ok'
  const migrations = compare(applied, own)
  return {
    ready: database === 'ok' && migrations === 'ok' && files === 'ok' && !stopping,
    database,
    migrations,
    files,
    stopping,
  }
}
