import { execFile } from 'node:child_process'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Account, runAs } from './account.ts'
import type { Binaries } from './binaries.ts'

/** What `postmaster.pid` says, and whether a PostgreSQL process with that number really runs on that folder. */
export type Postmaster = {
  readonly pid: number
  readonly dataDirectory: string
  readonly port: number
  readonly running: boolean
}

/** The server of a cluster as its pid file tells, or null without one. The file survives SIGKILL, a reboot and a copied folder. */
export async function readPostmaster(clusterDir: string): Promise<Postmaster | null> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return null
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const dataDirectory = lines[1] ?? ''
  const running = Number.isInteger(pid) && pid > 1 && (await commandOf(pid)).includes(dataDirectory)
  return { pid, dataDirectory, port: Number(lines[3]), running }
}

/**
 * The command line of a process, '' when there is none. A number alone proves nothing: after a reboot, and in every container, it
 * soon belongs to something else. A zombie has no command line, which is right: it serves nobody.
 */
async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return text.includes('postgres') ? text.replaceAll('\0', ' ') : ''
  }
  const [program, args] =
    process.platform === 'win32'
      ? [
          'powershell',
          ['-NoProfile', '-Command', `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`],
        ]
      : ['ps', ['-p', String(pid), '-o', 'command=']]
  const { stdout } = await promisify(execFile)(program as string, args as string[]).catch(() => ({ stdout: '' }))
  return stdout.includes('postgres') ? stdout.replaceAll('\\', '/') : ''
}

/**
 * Marks the pid file as left behind. PostgreSQL refuses to start while the number in it is alive, even when that process is
 * something else. The file is kept with a number no process can have: PostgreSQL then still checks the shared memory named in it,
 * which protects against backends that outlive their postmaster.
 */
export async function disownPidFile(clusterDir: string): Promise<void> {
  const path = join(clusterDir, 'postmaster.pid')
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return
  const [, ...rest] = text.split('\n')
  if (rest.length === 0) return rm(path, { force: true })
  await writeFile(path, [String(2 ** 31 - 1), ...rest].join('\n'))
}

/** True when both paths lead to the same folder; false when one does not exist. */
export async function sameFolder(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(a).catch(() => null), stat(b).catch(() => null)])
  return first !== null && second !== null && first.ino === second.ino && first.dev === second.dev
}

/** Starts the server and waits until it accepts connections. Recovery after a power cut may take minutes; it is waited for. */
export async function startPostmaster(
  binaries: Binaries,
  clusterDir: string,
  logFile: string,
  account: Account | null,
): Promise<{ ok: true } | { ok: false; said: string }> {
  const args = ['start', '--silent', '--wait', '--timeout=900', `--pgdata=${clusterDir}`, `--log=${logFile}`]
  const before = await stat(logFile).then(
    (file) => file.size,
    () => 0,
  )
  const outcome = await runAs(account, binaries.pgCtl, args)
  if (outcome.code === 0) return { ok: true }
  const log = await readFile(logFile).catch(() => Buffer.alloc(0))
  return { ok: false, said: [outcome.stderr, log.subarray(before).toString('utf8').slice(-4000)].join('\n').trim() }
}

/** Fast shutdown: open transactions roll back, then a checkpoint. Waits until the server is gone; no server counts as stopped. */
export async function stopPostmaster(binaries: Binaries, clusterDir: string, account: Account | null): Promise<void> {
  const stop = (mode: string) =>
    runAs(account, binaries.pgCtl, [
      'stop',
      '--silent',
      '--wait',
      '--timeout=120',
      `--mode=${mode}`,
      `--pgdata=${clusterDir}`,
    ])
  if (!(await readPostmaster(clusterDir))?.running) return
  const fast = await stop('fast')
  if (fast.code === 0 || !(await readPostmaster(clusterDir))?.running) return
  const immediate = await stop('immediate')
  if (immediate.code !== 0) throw new Error(`无法停止数据库：${immediate.stderr.trim() || fast.stderr.trim()}`)
}
