#!/usr/bin/env node
// Runs before anything else can be assumed: plain JavaScript for any Node from 20 on. It hands over to the Node 24 of the
// installation, which runs the TypeScript as it is.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const path = process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/.bin/node'
const node = join(root, path)

if (!existsSync(node)) {
  process.stderr.write(`${node} is missing, run "npm ci" in ${root} first\n`)
  process.exitCode = 2
} else {
  const child = spawn(node, [join(root, 'src/cli/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
  // Ctrl-C in a terminal reaches both, and the command decides when it ends; other signals come to this process alone.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (cause) => {
    process.stderr.write(`${node}: ${cause.message}\n`)
    process.exitCode = 2
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143)
  })
}
