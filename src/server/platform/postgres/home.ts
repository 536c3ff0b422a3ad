import { createHash } from 'node:crypto'
import { chown, lchown, lstat, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Account, closedFolder, databaseAccount } from './account.ts'
import { readPostmaster } from './postmaster.ts'

/**
 * Where the cluster of a data folder stands:
 *
 *     DATA_DIR/postgres/            usually; owned by the database account
 *     /var/lib/weiquan/<hash>/      as root, when the way to DATA_DIR is closed to the user `postgres`;
 *                                   DATA_DIR/postgres-home then holds that path, and <hash>/data-dir the way back
 *
 * The pointer is the truth: it moves with its data folder. A folder in /var/lib without a pointer belongs to a data folder that
 * somebody deleted to begin anew; it is set aside, never deleted and never silently used again.
 */
export type Home = { readonly path: string; readonly clusterDir: string; readonly account: Account | null }

const elsewhere = '/var/lib/weiquan'

export async function prepareHome(dataDir: string, log: (line: string) => void): Promise<Home> {
  const asRoot = process.getuid?.() === 0
  await mkdir(dataDir, { recursive: true, mode: asRoot ? 0o711 : 0o700 })
  const data = await realpath(dataDir)
  const usual = join(data, 'postgres')
  const pointer = join(data, 'postgres-home')
  const pointed = await readFile(pointer, 'utf8').catch(() => '')
  if (firstLine(pointed)) return followPointer(data, pointed, log)

  const account = await databaseAccount(join(usual, 'cluster'))
  const existing = await exists(join(usual, 'cluster'))
  await makeFolder(usual, account)
  const closed = await closedFolder(account, usual).catch((error: Error) => {
    if (existing) throw error
    throw new Error(`${error.message}\n请改用普通用户启动，或设置 DATABASE_URL。`, { cause: error })
  })
  if (!closed && account) await handOver(join(usual, 'cluster'), account, log)
  if (!closed) return { path: usual, clusterDir: join(usual, 'cluster'), account }
  if (existing) {
    throw new Error(
      `数据库在 ${usual}，但运行数据库的系统用户 ${account?.name} 无法进入 ${closed}。请运行 chmod a+x ${closed}，或把 DATA_DIR 移到可进入的位置。`,
    )
  }
  await rm(usual, { recursive: true, force: true })
  const path = join(elsewhere, createHash('sha256').update(data).digest('hex').slice(0, 16))
  log(`系统用户 ${account?.name} 无法进入 ${closed}；数据库改放在 ${path}（${pointer} 记录了这个位置）`)
  if (await exists(path)) {
    const aside = `${path}.set-aside-${Date.now()}`
    // A server left running there would outlive its folder's name.
    const orphan = await readPostmaster(join(path, 'cluster'))
    if (orphan?.running) process.kill(orphan.pid, 'SIGINT')
    log(`${path} 属于一个已被删除的数据目录，现移到 ${aside}`)
    await rename(path, aside)
  }
  await makeFolder(elsewhere, null, 0o755)
  await writeFile(pointer, `${path}\n`)
  await makeFolder(path, account)
  await writeFile(join(path, 'data-dir'), `${data}\n`)
  const stillClosed = await closedFolder(account, path)
  if (stillClosed)
    throw new Error(`系统用户 ${account?.name} 也无法进入 ${stillClosed}。请设置 DATABASE_URL，或改用普通用户启动。`)
  return { path, clusterDir: join(path, 'cluster'), account }
}

/** Tells the pointer that a database now stands behind it: from here on a missing folder is a loss and not a beginning. */
export async function markKept(dataDir: string, home: Home): Promise<void> {
  const pointer = join(dataDir, 'postgres-home')
  if (await exists(pointer)) await writeFile(pointer, `${home.path}\nkept\n`)
}

/** Where the cluster of `dataDir` stands or would stand, without making anything; null when there is none. */
export async function findHome(dataDir: string): Promise<string | null> {
  const pointed = await readFile(join(dataDir, 'postgres-home'), 'utf8').catch(() => null)
  const path = pointed ? firstLine(pointed) : join(resolve(dataDir), 'postgres')
  return (await exists(path)) ? realpath(path) : null
}

async function followPointer(data: string, pointed: string, log: (line: string) => void): Promise<Home> {
  const path = firstLine(pointed)
  const account = await databaseAccount(join(path, 'cluster'))
  if (!(await exists(path))) {
    if (pointed.includes('\nkept')) {
      throw new Error(
        `数据库原在 ${path}，现已不存在。请恢复该目录，或从备份恢复；确认要从空库开始时，删除 ${join(data, 'postgres-home')}。`,
      )
    }
    // Killed between pointer and folder: nothing was kept yet.
    await makeFolder(path, account)
  }
  const wayBack = join(path, 'data-dir')
  const origin = await readFile(wayBack, 'utf8').then(
    (text) => text.trim(),
    () => data,
  )
  const originPointer = await readFile(join(origin, 'postgres-home'), 'utf8').catch(() => null)
  if (origin !== data && originPointer && firstLine(originPointer) === path) {
    throw new Error(
      `${data} 是 ${origin} 的副本，但数据库 ${path} 只有一份，属于原目录。请从备份恢复，或删除 ${join(data, 'postgres-home')} 后从空库开始。`,
    )
  }
  await writeFile(wayBack, `${data}\n`)
  if (account) await handOver(join(path, 'cluster'), account, log)
  return { path, clusterDir: join(path, 'cluster'), account }
}

/** A cluster that belongs to root was put back by root, from a backup or a copy; the server could not read it. */
async function handOver(clusterDir: string, account: Account, log: (line: string) => void): Promise<void> {
  const owner = await stat(clusterDir).catch(() => null)
  if (owner?.uid !== 0) return
  log(`${clusterDir} 属于 root，现转交给运行数据库的系统用户 ${account.name}`)
  for (const name of await readdir(clusterDir, { recursive: true }))
    await lchown(join(clusterDir, name), account.uid, account.gid)
  // The folder itself comes last: until then an interrupted hand-over is seen and repeated.
  await chown(clusterDir, account.uid, account.gid)
}

const firstLine = (text: string): string => text.split('\n')[0]?.trim() ?? ''

async function makeFolder(path: string, owner: Account | null, mode = 0o700): Promise<void> {
  await mkdir(path, { recursive: true, mode })
  const { uid } = await stat(path)
  if (owner && uid !== owner.uid) await chown(path, owner.uid, owner.gid)
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null
}
