import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { databaseAccount } from '../../src/server/platform/postgres/account.ts'
import { findBinaries } from '../../src/server/platform/postgres/binaries.ts'
import { prepareHome } from '../../src/server/platform/postgres/home.ts'
import { startEmbeddedPostgres } from '../../src/server/platform/postgres/launcher.ts'
import { disownPidFile, readPostmaster, startPostmaster } from '../../src/server/platform/postgres/postmaster.ts'

/** A PostgreSQL of its own that is killed with everything it runs, and comes back on the same port with the same files. */
export interface DatabaseUnderFire {
  readonly url: string
  /** SIGKILL to the server and all its processes; done when they are gone. */
  readonly kill: () => Promise<void>
  /** Starts it again; done when it takes connections, after its recovery. */
  readonly revive: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Processes whose parent is this one. */
const childrenOf = async (parent: number): Promise<readonly number[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const stats = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent ? pid : null
    }),
  )
  return stats.filter((pid) => pid !== null)
}

const isAlive = (pid: number): Promise<boolean> =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    (stat) => !/\) [ZX]/.test(stat),
    () => false,
  )

const killHard = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

/** @param dataDir an empty folder that the database account can enter. Linux only. */
export const startDatabaseUnderFire = async (dataDir: string): Promise<DatabaseUnderFire> => {
  const server = await startEmbeddedPostgres({ dataDir, log: () => {} })
  const home = await prepareHome(dataDir, () => {})
  const account = await databaseAccount(home.clusterDir)
  const binaries = await findBinaries(home.path, account, () => {})
  return {
    url: server.url,
    kill: async () => {
      const postmaster = await readPostmaster(home.clusterDir)
      if (!postmaster?.running) throw new Error('the database to be killed does not run')
      const family = [postmaster.pid, ...(await childrenOf(postmaster.pid))]
      for (const pid of family) killHard(pid)
      for (const pid of family) while (await isAlive(pid)) await pause(5)
    },
    revive: async () => {
      await disownPidFile(home.clusterDir)
      for (let attempt = 1; ; attempt += 1) {
        const outcome = await startPostmaster(binaries, home.clusterDir, join(home.path, 'postgres.log'), account)
        if (outcome.ok) return
        if (attempt === 20) throw new Error(`the database does not come back: ${outcome.said}`)
        await pause(200)
      }
    },
    stop: server.stop,
  }
}
