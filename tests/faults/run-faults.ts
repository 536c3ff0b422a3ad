import { randomInt } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { seedMatters } from '../../src/server/demonstration/seed-matters.ts'
import { openInstallation } from '../../src/server/installation.ts'
import { systemClock } from '../../src/server/platform/clock.ts'
import { readConfig } from '../../src/server/platform/config.ts'
import { createLog } from '../../src/server/platform/log.ts'
import { startPlatformProcess } from '../../testing/platform-process.ts'
import { makeScratch } from '../../testing/scratch.ts'
import { check, drainJobs, type Findings } from './check.ts'
import { startDatabaseUnderFire } from './database-under-fire.ts'
import { startLoad } from './load.ts'

export interface Faults {
  readonly serverKills: number
  readonly databaseKills: number
  readonly submissions: number
  readonly files: number
  readonly messages: number
  readonly steps: number
  readonly unanswered: number
  readonly findings: Findings
  readonly seconds: number
}

interface Options {
  readonly serverKills: number
  readonly databaseKills: number
  /** Longest time under load before the next fall; each falls at a random moment of it. */
  readonly longestLifeMs: number
  readonly say: (line: string) => void
}

const mostPatienceMs = 20_000

/** Institutions, accounts and one invented matter: a demonstration that has one makes no 1,200 others. */
const prepare = async (env: { readonly DATABASE_URL: string; readonly DATA_DIR: string }): Promise<void> => {
  const options = { log: createLog('warn'), say: () => {}, alone: false }
  const { platform, ownerUrl, close } = await openInstallation(readConfig(env), options)
  await seedMatters(platform, ownerUrl, 1)
  await close()
}

/**
 * Kills the server and its database at random moments while people send in, upload, write and decide; then compares what was
 * acknowledged with what is there. The database comes back under the running server, which must find it again by itself.
 */
export const runFaults = async (options: Options): Promise<Faults> => {
  const started = performance.now()
  const scratch = await makeScratch()
  const [dataDir, postgresDir] = [join(scratch.path, 'data'), join(scratch.path, 'database')]
  await mkdir(dataDir, { recursive: true })
  const database = await startDatabaseUnderFire(postgresDir)
  try {
    const env = { DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: 'fatal' }
    await prepare(env)
    const begun = systemClock.now()
    let server = await startPlatformProcess(env)
    const load = startLoad(() => server.url)
    const falls = [
      ...Array.from({ length: options.serverKills }, () => 'server' as const),
      ...Array.from({ length: options.databaseKills }, () => 'database' as const),
    ]
    // The two kinds in random order.
    for (let place = falls.length - 1; place > 0; place -= 1) {
      const other = randomInt(place + 1)
      const [a, b] = [falls[place], falls[other]]
      if (a && b) [falls[place], falls[other]] = [b, a]
    }
    try {
      for (const [index, fall] of falls.entries()) {
        // On a busy machine a life may be too short for anything; each is to have taken something before it ends.
        const before = load.acknowledged.submissions.size
        for (let waited = 0; load.acknowledged.submissions.size === before && waited < mostPatienceMs; waited += 50) {
          await pause(50)
        }
        await pause(randomInt(0, options.longestLifeMs))
        if (fall === 'server') {
          await server.end('SIGKILL')
          server = await startPlatformProcess(env)
        } else {
          await database.kill()
          await pause(randomInt(0, 300))
          await database.revive()
        }
        const { submissions, uploads, messages } = load.acknowledged
        if ((index + 1) % 10 === 0) {
          options.say(
            `${index + 1} falls · ${submissions.size} submissions · ${uploads.size} files · ${messages.size} messages`,
          )
        }
      }
      await pause(500)
      await load.stop()
      await drainJobs(database.url, 180_000)
      const code = await server.end('SIGTERM')
      if (code !== 0) throw new Error(`the server ended with ${code}: ${server.said()}`)
    } finally {
      await server.end('SIGKILL')
      await load.stop().catch(() => {})
    }
    const findings = await check(dataDir, database.url, load.acknowledged, begun)
    const { submissions, uploads, messages, steps } = load.acknowledged
    return {
      serverKills: options.serverKills,
      databaseKills: options.databaseKills,
      submissions: submissions.size,
      files: uploads.size,
      messages: messages.size,
      steps: steps.size,
      unanswered: load.unanswered(),
      findings,
      seconds: Math.round((performance.now() - started) / 1000),
    }
  } finally {
    await database.stop()
    await scratch.remove()
  }
}
