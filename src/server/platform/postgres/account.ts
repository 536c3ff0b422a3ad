import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The operating-system user the database server runs as, when that is not the user of this process. */
export type Account = { readonly uid: number; readonly gid: number; readonly name: string }

export type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string }

/**
 * Runs a program to its end, as `account` when one is given. A program that can't be started counts as code 127, the way a shell
 * tells it. PG* variables are withheld: PGPORT or PGDATA of somebody's shell would reach into our server.
 */
export function runAs(account: Account | null, program: string, args: readonly string[]): Promise<Outcome> {
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C' }
  for (const [name, value] of Object.entries(process.env)) {
    if (!name.startsWith('PG') && !name.startsWith('LC_')) env[name] = value
  }
  return new Promise((resolve) => {
    const identity = account ? { uid: account.uid, gid: account.gid } : {}
    // The working folder of this process may be closed to the account; `/` never is.
    const cwd = process.platform === 'win32' ? undefined : '/'
    execFile(program, args, { env, cwd, windowsHide: true, ...identity }, (error, stdout, stderr) => {
      if (!error) return resolve({ code: 0, stdout, stderr })
      const code = typeof error.code === 'number' ? error.code : 127
      resolve({ code, stdout, stderr: stderr || error.message })
    })
  })
}

/**
 * PostgreSQL refuses to run as root. As root the server therefore runs as the owner of an existing cluster, or as the user
 * `postgres`, which is created when missing; for anyone else it runs as themselves (null).
 * Throws when no such user can be had.
 */
export async function databaseAccount(clusterDir: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  const owner = await stat(clusterDir).catch(() => null)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: `uid ${owner.uid}` }
  const existing = await lookUp('postgres')
  if (existing) return existing
  const attempts: [string, string[]][] = [
    [
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--home-dir', '/', '--shell', '/bin/false', 'postgres'],
    ],
    ['adduser', ['-S', '-D', '-H', '-h', '/', '-s', '/bin/false', 'postgres']],
  ]
  const said: string[] = []
  for (const [program, args] of attempts) {
    const outcome = await runAs(null, program, args)
    const created = await lookUp('postgres')
    if (created) return created
    said.push(`${program}: ${outcome.stderr.trim()}`)
  }
  throw new Error(
    `PostgreSQL 不能以 root 身份运行，且无法创建系统用户 postgres。请改用普通用户启动，或先创建该用户，或设置 DATABASE_URL。\n${said.join('\n')}`,
  )
}

async function lookUp(name: string): Promise<Account | null> {
  const [uid, gid] = await Promise.all([runAs(null, 'id', ['-u', name]), runAs(null, 'id', ['-g', name])])
  if (uid.code !== 0 || gid.code !== 0) return null
  return { uid: Number(uid.stdout), gid: Number(gid.stdout), name }
}

/**
 * The outermost folder on the way to `path` that the account may not enter, or null when the way is free. Asked by entering it as
 * that account: mode bits alone would miss access lists and mount options.
 */
export async function closedFolder(account: Account | null, path: string): Promise<string | null> {
  if (!account) return null
  const way: string[] = []
  for (let folder = path; ; folder = dirname(folder)) {
    way.unshift(folder)
    if (folder === dirname(folder)) break
  }
  const script = 'for folder in "$@"; do cd "$folder" 2>/dev/null || { printf %s "$folder"; exit 1; }; done'
  const outcome = await runAs(account, '/bin/sh', ['-c', script, 'sh', ...way])
  if (outcome.code === 0) return null
  if (outcome.stdout) return outcome.stdout
  throw new Error(`无法以系统用户 ${account.name} 的身份运行程序：${outcome.stderr.trim()}`)
}
