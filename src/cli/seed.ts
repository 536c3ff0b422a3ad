import { parseArgs } from 'node:util'
import { seedMatters } from '../server/demonstration/seed-matters.ts'
import { type Command, UsageError } from './command.ts'
import { withInstallation } from './installation.ts'

const most = 10_000_000

export const seed: Command = {
  summary: 'add invented matters for demonstration and measurement',
  usage: 'seed --matters N',
  run: async (argv, io) => {
    const { values } = parseArgs({ args: argv, options: { matters: { type: 'string' } } })
    const matters = Number(values.matters)
    if (!Number.isInteger(matters) || matters < 1 || matters > most) {
      throw new UsageError(`--matters: given "${values.matters ?? ''}", expected a whole number from 1 to ${most}`)
    }
    return withInstallation(io, async ({ platform, ownerUrl }) => {
      if (!platform.config.demo) {
        throw new UsageError('DEMO=off: invented matters belong into a demonstration only')
      }
      io.answer(await seedMatters(platform, ownerUrl, matters))
      return 0
    })
  },
}
