// Plain JavaScript that Node 20 reads.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Runs the platform with this process's streams, passes signals on, and ends with its exit code. */
export function runPlatform(node, root) {
  const leave = pathToFileURL(join(root, 'scripts', 'leave-with-parent.mjs')).href
  const child = spawn(node, ['--import', leave, join(root, 'src', 'server', 'main.ts')], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: process.env.NODE_ENV ?? 'production' },
    // A process group of its own: Ctrl-C in a terminal would otherwise reach it twice, once from there and once from here.
    detached: process.platform !== 'win32',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  watchParent(() => child.kill('SIGTERM'))
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`无法启动 ${node}：${error.message}`)
      process.exit(1)
    })
    child.once('exit', (code, signal) => {
      // 128 + n is how shells tell of a signal; only those that may end the platform are named.
      const numbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }
      resolve()
      process.exit(code ?? 128 + (numbers[signal] ?? 0))
    })
  })
}

/** npm that is killed outright can't tell us; a platform without its npm would hold port and database for ever. */
function watchParent(leave) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    leave()
  }, 500)
  timer.unref()
}
