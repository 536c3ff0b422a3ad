import { parseArgs } from 'node:util'
import { runFaults } from './run-faults.ts'

const { values } = parseArgs({
  options: {
    'server-kills': { type: 'string', default: '200' },
    'database-kills': { type: 'string', default: '50' },
    'longest-life': { type: 'string', default: '2500' },
  },
})
const number = (name: keyof typeof values): number => {
  const given = Number(values[name])
  if (!Number.isInteger(given) || given < 0)
    throw new Error(`--${name}: given "${values[name]}", expected a whole number`)
  return given
}

const done = await runFaults({
  serverKills: number('server-kills'),
  databaseKills: number('database-kills'),
  longestLifeMs: number('longest-life'),
  say: (line) => process.stderr.write(`${line}\n`),
})
process.stdout.write(`${JSON.stringify(done, null, 2)}\n`)
const { recordHolds, ...lists } = done.findings
const lost = Object.values(lists).some((list) => Array.isArray(list) && list.length > 0)
process.exitCode = recordHolds && !lost ? 0 : 1
