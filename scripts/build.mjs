// Plain JavaScript that Node 20 reads: this runs before anything is installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, pinnedNode, root } from './install.mjs'

const dist = join(root, 'dist')
const sources = ['src/web', 'src/contract', 'src/domain', 'vite.config.ts', 'package-lock.json', 'scripts/build.mjs']

/**
 * Builds workbench and portal into `dist` unless `dist` was built from the same sources. Built elsewhere and renamed, with the stamp
 * inside: an interrupted build leaves the old one, or none, never a half. Exits the process when the build fails.
 */
export async function ensureBuilt() {
  const hash = sourceHash()
  if (builtFrom() === hash) return
  await ensureInstalled({ complete: true })
  console.log('正在构建网页…')
  sweep()
  const draft = join(root, '.build', `web-${process.pid}`)
  rmSync(draft, { recursive: true, force: true })
  const builds = await Promise.all([
    vite(['build', '--outDir', join(draft, 'workbench')]),
    vite(['build', '--ssr', '--outDir', join(draft, 'portal')]),
    vite(['build', '--mode', 'upload', '--outDir', join(draft, 'upload')]),
  ])
  const failed = builds.find((build) => build.code !== 0)
  if (failed) {
    rmSync(draft, { recursive: true, force: true })
    console.error(`${failed.output}\n网页构建失败。`)
    process.exit(1)
  }
  writeFileSync(join(draft, 'sources.sha256'), hash)
  replace(draft)
}

function builtFrom() {
  const stamp = join(dist, 'sources.sha256')
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : null
}

function sourceHash() {
  const hash = createHash('sha256')
  const add = (path) =>
    hash
      .update(`${path}\n`)
      .update(readFileSync(join(root, path)))
      .update('\n')
  for (const source of sources) {
    if (source.includes('.')) {
      add(source)
      continue
    }
    const files = readdirSync(join(root, source), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && !file.name.includes('.spec.'))
      .map((file) => join(file.parentPath ?? file.path, file.name).slice(root.length + 1))
    for (const file of files.sort()) add(file)
  }
  return hash.digest('hex')
}

function vite(args) {
  const program = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_ENV: 'production' }
    const child = spawn(pinnedNode, [program, ...args, '--emptyOutDir', '--logLevel', 'warn'], { cwd: root, env })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.once('error', (error) => resolve({ code: 127, output: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

function replace(draft) {
  const old = join(root, '.build', `web-old-${process.pid}`)
  rmSync(old, { recursive: true, force: true })
  if (existsSync(dist)) renameSync(dist, old)
  renameSync(draft, dist)
  rmSync(old, { recursive: true, force: true })
}

/** What killed builds left. */
function sweep() {
  const folder = join(root, '.build')
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const pid = Number(/^web-(?:old-)?(\d+)$/.exec(name)?.[1])
    if (pid && !isAlive(pid)) rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 5 })
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureInstalled({ complete: true })
  await ensureBuilt()
}
