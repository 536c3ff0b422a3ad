import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { databaseAccount } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { ensureCluster, superuser, writeSettings } from './cluster.ts'
import { sweepDrafts } from './draft.ts'
import { DataDirInUse, type Hold, holdDatabase } from './hold.ts'
import { findHome, type Home, markKept, prepareHome } from './home.ts'
import { disownPidFile, readPostmaster, sameFolder, startPostmaster, stopPostmaster } from './postmaster.ts'

export { DataDirInUse } from './hold.ts'

export type EmbeddedPostgres = {
  /** Connection string of the superuser on the database `weiquan`; the password is in it. */
  readonly url: string
  /** Fast shutdown; done when the server is gone. Calling it again does nothing. */
  readonly stop: () => Promise<void>
}

type Options = {
  readonly dataDir: string
  /** Progress for the operator, a line at a time. */
  readonly log: (line: string) => void
  /** False for throw-away databases: nothing is written through to the disk. */
  readonly durable?: boolean
}

/**
 * Starts the embedded PostgreSQL of `dataDir`, making it at first use, or takes over the one a killed process left running.
 *
 *     no cluster ──initdb──▶ stopped ──pg_ctl start──▶ running ──hold──▶ ours
 *     running, left behind by a killed process ────────────────hold──▶ ours
 *     running, held by a living process ──────────────────────────────▶ DataDirInUse
 *
 * Throws `DataDirInUse` when another process works on the folder, and an Error that says what to do when the server can't run.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const { dataDir, log, durable = true } = options
  const home = await prepareHome(dataDir, log)
  await sweepDrafts(home.path)
  const binaries = await findBinaries(home.path, home.account, log)
  const password = await ensureCluster(home, binaries, durable)
  await markKept(dataDir, home)
  const said: string[] = []
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const port = await findOrStart(home, binaries, durable, said)
    if (port === null) {
      await pause(100 * attempt)
      continue
    }
    const url = connectionUrl(port, password)
    const held = await holdDatabase(url)
    if (held.state === 'held') return running(url, held.hold, home, binaries)
    if (held.state === 'in-use') throw new DataDirInUse(dataDir, held.holder)
    said.push(held.reason)
    if (held.state === 'refused') break
    await pause(100)
  }
  throw new Error(`无法启动自带的 PostgreSQL（${home.clusterDir}）。\n${[...new Set(said)].join('\n')}`)
}

/**
 * The embedded PostgreSQL of `dataDir` for a command beside the platform: joins the server of a running platform (whose `stop`
 * then does nothing), else starts it for the time of the command.
 */
export async function openEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres(options)
  } catch (error) {
    if (!(error instanceof DataDirInUse)) throw error
    const home = await prepareHome(options.dataDir, options.log)
    const postmaster = await readPostmaster(home.clusterDir)
    if (!postmaster?.running) throw error
    const binaries = await findBinaries(home.path, home.account, options.log)
    const password = await ensureCluster(home, binaries, true)
    return { url: connectionUrl(postmaster.port, password), stop: async () => {} }
  }
}

/** Stops whatever server still runs for `dataDir` and deletes its cluster, wherever it stands. For throw-away databases. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  const path = await findHome(dataDir)
  if (!path) return
  const clusterDir = join(path, 'cluster')
  const account = await databaseAccount(clusterDir)
  if ((await readPostmaster(clusterDir))?.running) {
    await stopPostmaster(await findBinaries(path, account, () => {}), clusterDir, account)
  }
  await rm(path, { recursive: true, force: true })
  await rm(join(dataDir, 'postgres-home'), { force: true })
}

/** The port of the cluster's server, started when none runs; null when it is worth trying again, the reason in `said`. */
async function findOrStart(home: Home, binaries: Binaries, durable: boolean, said: string[]): Promise<number | null> {
  const postmaster = await readPostmaster(home.clusterDir)
  if (postmaster?.running && (await sameFolder(postmaster.dataDirectory, home.clusterDir))) return postmaster.port
  if (postmaster?.running && !(await stat(postmaster.dataDirectory).catch(() => null))) {
    // The folder was moved under a running server; paths of its start no longer lead anywhere.
    await stopPostmaster(binaries, home.clusterDir, home.account)
  } else if (postmaster) {
    // Stale, or copied along with the folder of a server that still runs elsewhere.
    await disownPidFile(home.clusterDir)
  }
  await writeSettings(home, durable)
  const outcome = await startPostmaster(binaries, home.clusterDir, await logFile(home), home.account)
  // The port comes from the server itself: a start at the same moment may have written other settings.
  if (outcome.ok) return (await readPostmaster(home.clusterDir))?.port ?? null
  said.push(outcome.said)
  const passing = /already exists|still in use|could not bind|Address already in use/.test(outcome.said)
  if (passing) return null
  throw new Error(`自带的 PostgreSQL 启动失败（${home.clusterDir}）：\n${outcome.said}`)
}

function running(url: string, hold: Hold, home: Home, binaries: Binaries): EmbeddedPostgres {
  let stopping: Promise<void> | null = null
  const stop = async () => {
    hold.forget()
    await stopPostmaster(binaries, home.clusterDir, home.account)
  }
  return {
    url,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}

function connectionUrl(port: number, password: string): string {
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/weiquan`
}

/** One log, set aside once when it has grown; only warnings and errors go there. */
async function logFile(home: Home): Promise<string> {
  const path = join(home.path, 'postgres.log')
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  )
  if (size > 10_000_000) await rename(path, `${path}.1`)
  return path
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
