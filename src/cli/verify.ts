import { parseArgs } from 'node:util'
import { readMatterNumber } from '../domain/matter/number.ts'
import { verify as verifyRecord } from '../server/record/verify.ts'
import { type Command, UsageError } from './command.ts'
import { withInstallation } from './installation.ts'

export const verify: Command = {
  summary: 'recompute the record and name the first event that does not hold',
  usage: 'verify [--matter NUMBER]',
  run: async (argv, io) => {
    const { values } = parseArgs({ args: argv, options: { matter: { type: 'string' } } })
    const number = values.matter === undefined ? null : readMatterNumber(values.matter)
    if (number && !number.ok) {
      throw new UsageError(`--matter: given "${values.matter}", expected a tracking number such as WQ33-7K4M-2D9X`)
    }
    return withInstallation(io, async ({ platform }) => {
      const result = await verifyRecord(platform, number?.number ?? null)
      if (number && result.matters === 0) {
        io.tell(`no matter has the number ${number.number}`)
        return 1
      }
      io.answer(result)
      return result.ok ? 0 : 1
    })
  },
}
