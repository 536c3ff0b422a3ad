import { parseArgs } from 'node:util'
import { identifierTypes } from '../domain/identifier/check.ts'
import { checkIdentifier } from '../domain/identifier/identifier.ts'
import { chinaDate } from '../domain/kernel/plain-date.ts'
import { type Command, UsageError } from './command.ts'

/** Whether a number can be what it claims to be; asks no register. */
export const checkId: Command = {
  summary: 'checks the form and check digit of an identifier; exit 1 when it is not valid',
  usage: `check-id --type TYPE --value VALUE   (TYPE: ${identifierTypes.join(', ')})`,
  run: async (argv, io) => {
    const { values } = parseArgs({ args: argv, options: { type: { type: 'string' }, value: { type: 'string' } } })
    const type = identifierTypes.find((known) => known === values.type)
    if (type === undefined) {
      const given = values.type === undefined ? 'nothing' : `"${values.type}"`
      throw new UsageError(`--type: given ${given}, expected one of ${identifierTypes.join(', ')}`)
    }
    if (values.value === undefined) throw new UsageError('--value: given nothing, expected the number to check')
    const { value, valid, normalised, reason, note } = checkIdentifier(type, values.value, chinaDate(io.now()))
    io.answer({ type, value, valid, normalised, reason })
    if (note !== null) io.tell(note)
    return valid ? 0 : 1
  },
}
