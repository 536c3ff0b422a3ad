import { randomBytes } from 'node:crypto'
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { runAs } from './account.ts'
import type { Binaries } from './binaries.ts'
import { draftOf, finishDraft } from './draft.ts'
import type { Home } from './home.ts'

/** The superuser of an embedded cluster; owner of everything in it. */
export const superuser = 'postgres'

/**
 * Makes the cluster of `home` unless it is there already, and returns the superuser's password.
 *
 * A cluster is made as a draft and renamed when it is whole, so a folder named `cluster` is a finished one.
 */
export async function ensureCluster(home: Home, binaries: Binaries, durable: boolean): Promise<string> {
  const version = await readFile(join(home.clusterDir, 'PG_VERSION'), 'utf8').catch(() => null)
  const whole =
    version !== null && (await stat(join(home.clusterDir, 'global', 'pg_control')).catch(() => null)) !== null
  if (whole) {
    if (Number(version) !== binaries.major) {
      throw new Error(
        `${home.clusterDir} 由 PostgreSQL ${version.trim()} 建立，自带的是 ${binaries.major}。请用原版本导出后再升级，或设置 DATABASE_URL。`,
      )
    }
    const file = passwordFile(home.clusterDir)
    const password = await readFile(file, 'utf8').catch((cause: unknown) => {
      throw new Error(`无法读取数据库密码文件 ${file}`, { cause })
    })
    return password.trim()
  }
  // Not finished and yet under the final name: not made by us in one piece. Kept for whoever wants to look.
  if (await stat(home.clusterDir).catch(() => null))
    await rename(home.clusterDir, `${home.clusterDir}.broken-${Date.now()}`)
  await initialise(home, binaries, draftOf(home.clusterDir), durable)
  await finishDraft(home.clusterDir)
  return (await readFile(passwordFile(home.clusterDir), 'utf8')).trim()
}

/** Inside the cluster, so that both appear and move together. */
const passwordFile = (clusterDir: string): string => join(clusterDir, 'weiquan.password')

async function initialise(home: Home, binaries: Binaries, dir: string, durable: boolean): Promise<void> {
  const handOver = `${dir}.password`
  await rm(handOver, { force: true })
  await writeFile(handOver, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  if (home.account) await chown(handOver, home.account.uid, home.account.gid)
  const args = (locale: string) => [
    `--pgdata=${dir}`,
    `--username=${superuser}`,
    `--pwfile=${handOver}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own C.UTF-8: the order of texts, and so every index, stays the same when the operating system is upgraded.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    `--locale=${locale}`,
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]
  const first = await runAs(home.account, binaries.initdb, args('C.UTF-8'))
  if (first.code !== 0) {
    await rm(dir, { recursive: true, force: true })
    // Some systems have no C.UTF-8; with the builtin provider only messages and formats depend on it.
    const second = await runAs(home.account, binaries.initdb, args('C'))
    if (second.code !== 0) throw new Error(`无法建立数据库：\n${first.stderr.trim()}\n${second.stderr.trim()}`)
  }
  await rename(handOver, passwordFile(dir))
}

/**
 * Writes the settings, a free port among them, for the next start. `weiquan.conf` is rewritten at each start, so that a new release's
 * settings reach old clusters; what a station wants otherwise goes into `local.conf` beside it.
 */
export async function writeSettings(home: Home, durable: boolean): Promise<void> {
  const port = await freePort()
  const own = join(home.clusterDir, 'weiquan.conf')
  // Renamed into place: another start may be reading it.
  const draft = `${own}.${process.pid}`
  await writeFile(draft, settings(port, durable))
  if (home.account) await chown(draft, home.account.uid, home.account.gid)
  await rename(draft, own)
  const main = join(home.clusterDir, 'postgresql.conf')
  const text = await readFile(main, 'utf8')
  const include = "include 'weiquan.conf'\ninclude_if_exists 'local.conf'\n"
  if (!text.includes(include)) await writeFile(main, `${text}\n${include}`)
}

function settings(port: number, durable: boolean): string {
  const megabytes = Math.floor(totalmem() / 2 ** 20)
  const lines = [
    "listen_addresses = '127.0.0.1'",
    `port = ${port}`,
    // TCP only: a socket's path may hold 107 bytes, fewer than many a data folder, and shared volumes refuse sockets.
    "unix_socket_directories = ''",
    'max_connections = 60',
    // A station has 1 GB for everything.
    `shared_buffers = ${megabytes < 2048 ? 128 : 256}MB`,
    `effective_cache_size = ${Math.max(256, Math.floor(megabytes / 2))}MB`,
    'work_mem = 8MB',
    'maintenance_work_mem = 64MB',
    // Compiling costs more than it saves for queries of a few milliseconds.
    'jit = off',
    'random_page_cost = 1.1',
    'wal_compression = on',
    'min_wal_size = 80MB',
    'max_wal_size = 1GB',
    'checkpoint_timeout = 15min',
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    // DETAIL lines and statements quote the values of a row: names and telephone numbers have no place in a log.
    'log_error_verbosity = terse',
    'log_min_error_statement = panic',
    'log_checkpoints = off',
  ]
  const careless = [
    'fsync = off',
    'synchronous_commit = off',
    'full_page_writes = off',
    'wal_level = minimal',
    'max_wal_senders = 0',
    'shared_buffers = 64MB',
    'max_connections = 100',
  ]
  return `${[...lines, ...(durable ? [] : careless)].join('\n')}\n`
}

/** A port nobody listens on now. Between here and the start somebody may take it; the start is then repeated with another one. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('no free port on 127.0.0.1'))
      })
    })
  })
}
