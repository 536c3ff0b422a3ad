// Plain JavaScript that Node 20 reads: this runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The Node every part of the platform runs on; a dependency like any other. */
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Written last, so it is there only when everything before it was: by npm's `prepare` script, or below when scripts are off. */
const stampFile = join(root, 'node_modules', '.weiquan-lock')
const runningFile = join(root, '.build', 'install.pid')

/**
 * Installs the dependencies unless `package-lock.json` is the one they were installed from. `complete` asks for what a build and
 * the tests need on top of an installation that left the development dependencies out. Exits the process when npm fails.
 */
export async function ensureInstalled({ complete = false } = {}) {
  await waitForOther()
  if (isInstalled() && !(complete && !existsSync(join(root, 'node_modules', 'vite')))) return
  console.log('正在安装依赖（npm ci，首次约一分钟）…')
  rmSync(stampFile, { force: true })
  const code = await npmCi()
  if (code !== 0) {
    console.error(
      `依赖安装失败（npm ci 退出码 ${code}）。请检查网络与 npm 的 registry 设置，然后重新运行；已下载的部分会留在 npm 的缓存里。`,
    )
    process.exit(1)
  }
  if (!runsPinnedNode()) {
    // Installed with scripts turned off: the package `node` fetches its binary in one.
    spawnSync(npm(), ['rebuild', 'node', '--ignore-scripts=false'], {
      cwd: root,
      env: outerEnv(),
      stdio: 'inherit',
      shell: onWindows,
    })
  }
  if (!runsPinnedNode()) {
    console.error(
      `依赖已安装，但 ${pinnedNode} 无法运行。请确认 npm 没有关闭安装脚本（ignore-scripts），然后重新运行。`,
    )
    process.exit(1)
  }
  stamp()
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash() && existsSync(pinnedNode)
}

function stamp() {
  writeFileSync(stampFile, lockHash())
}

function lockHash() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`)
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
}

function runsPinnedNode() {
  return spawnSync(pinnedNode, ['--version']).status === 0
}

const onWindows = process.platform === 'win32'
const npm = () => (onWindows ? 'npm.cmd' : 'npm')

/**
 * The environment of the machine's own Node: inside npm scripts `node_modules/.bin/node` comes first, and that is what an
 * installation deletes and replaces.
 */
function outerEnv() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  return { ...process.env, PATH: path.join(delimiter) }
}

function npmCi() {
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const started = Date.now()
  return new Promise((resolve) => {
    const child = spawn(npm(), args, {
      cwd: root,
      env: outerEnv(),
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: onWindows,
    })
    mkdirSync(dirname(runningFile), { recursive: true })
    if (child.pid) writeFileSync(runningFile, String(child.pid))
    const progress = setInterval(() => console.log(`  … ${Math.round((Date.now() - started) / 1000)} 秒`), 15_000)
    const done = (code) => {
      clearInterval(progress)
      rmSync(runningFile, { force: true })
      resolve(code)
    }
    child.once('error', (error) => {
      console.error(`无法运行 npm：${error.message}`)
      done(127)
    })
    child.once('exit', (code) => done(code ?? 1))
  })
}

/** A killed start leaves its npm at work, and two at once in one folder would break each other's installation. */
async function waitForOther() {
  let told = false
  for (;;) {
    const pid = existsSync(runningFile) ? Number(readFileSync(runningFile, 'utf8')) : 0
    if (!pid || !isNpm(pid)) return
    if (!told) console.log(`另一个安装正在进行（进程 ${pid}），等待它结束…`)
    told = true
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

function isNpm(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  // The number may meanwhile belong to another program.
  if (process.platform !== 'linux') return true
  return existsSync(`/proc/${pid}/cmdline`) && /npm\S*[\0 ]ci\b/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
}

// `npm ci` and `npm install` call this as their last step.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href && process.argv[2] === 'stamp') stamp()
