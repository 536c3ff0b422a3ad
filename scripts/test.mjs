// `npm test`: installs, builds and checks everything. Plain JavaScript that Node 20 reads.
// The last line is always `N passed, N failed`: specs, and one each for lint, types, browser and build.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { ensureInstalled, pinnedNode, root } from './install.mjs'

const tally = { passed: 0, failed: 0 }
const failures = []

await ensureInstalled({ complete: true })
const env = {
  ...process.env,
  PATH: [dirname(pinnedNode), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
}
// Vitest would otherwise run as the platform does, and React would leave out the checks that specs rely on.
delete env.NODE_ENV
const results = join(root, '.build', 'test-results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

// Downloading a browser takes a minute of waiting, in which the cores are free for the rest.
const browser = run([join(root, 'scripts', 'ensure-browser.ts')])
await check('格式与静态检查（biome）', [bin('@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings', '.'])
await check('类型检查（tsc -b）', [bin('typescript', 'bin/tsc'), '-b'])
await specs('domain')
// Specs of operation start whole platforms, which need the built pages.
await buildWeb()
await specs('server')
count('浏览器', await browser)
await specs('e2e')

if (failures.length > 0) console.log(`\n未通过：${failures.join('、')}`)
console.log(`${tally.passed} passed, ${tally.failed} failed`)
process.exitCode = tally.failed > 0 ? 1 : 0

async function check(name, args) {
  console.log(`\n── ${name}`)
  count(name, await run(args))
}

function count(name, code) {
  if (code === 0) tally.passed += 1
  else {
    tally.failed += 1
    failures.push(name)
  }
}

async function buildWeb() {
  console.log('\n── 构建网页')
  const code = await run([join(root, 'scripts', 'build.mjs')])
  count('构建网页', code)
}

/** One Vitest project. A file that can't even be loaded has no tests to count and counts as one failure, as does a crash. */
async function specs(project) {
  console.log(`\n── ${project}`)
  const report = join(results, `${project}.json`)
  const args = [bin('vitest', 'vitest.mjs'), 'run', '--project', project, '--passWithNoTests']
  const code = await run([...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  let failed = 0
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    tally.passed += numPassedTests
    failed = numFailedTests
    failed += testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  }
  if (code !== 0 && failed === 0) failed = 1
  tally.failed += failed
  if (failed > 0) failures.push(project)
}

function bin(name, path) {
  return join(root, 'node_modules', name, path)
}

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(pinnedNode, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', (error) => {
      console.error(error.message)
      resolve(127)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
