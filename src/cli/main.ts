import { systemClock } from '../server/platform/clock.ts'
import { type Command, type Io, UsageError } from './command.ts'

/** Each is loaded only when it is called, so that counting a deadline starts no database. */
const commands: Record<string, () => Promise<Command>> = {
  due: async () => (await import('./due.ts')).due,
  'check-id': async () => (await import('./check-id.ts')).checkId,
  verify: async () => (await import('./verify.ts')).verify,
  seed: async () => (await import('./seed.ts')).seed,
  user: async () => (await import('./user.ts')).user,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./backup.ts')).restore,
  keys: async () => (await import('./keys.ts')).keys,
}

const programme = 'weiquan'

const io: Io = {
  now: systemClock.now,
  answer: (value) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  tell: (message) => process.stderr.write(`${message}\n`),
}

const isUsage = (cause: unknown): cause is Error =>
  cause instanceof UsageError ||
  // What parseArgs of node:util throws for an unknown option or a missing value.
  (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS'))

const usageOf = (command: Command): string =>
  command.usage
    .split('\n')
    .map((line) => `usage: ${programme} ${line}`)
    .join('\n')

const overview = async (): Promise<string> => {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(12)} ${(await load()).summary}`),
  )
  return [
    `usage: ${programme} COMMAND [ARGUMENTS]   (${programme} COMMAND --help says more)`,
    ...lines,
    'Answers are JSON on stdout, messages go to stderr. Exit: 0 done, 1 the answer is no, 2 wrong usage or a fault.',
  ].join('\n')
}

const main = async ([name, ...argv]: string[]): Promise<number> => {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.tell(await overview())
    return name === undefined ? 2 : 0
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load === undefined) {
    io.tell(`command: given "${name}", expected one of ${Object.keys(commands).join(', ')}`)
    return 2
  }
  const command = await load()
  if (argv.includes('--help') || argv.includes('-h')) {
    io.tell(`${command.summary}\n${usageOf(command)}`)
    return 0
  }
  try {
    return await command.run(argv, io)
  } catch (cause) {
    if (!isUsage(cause)) throw cause
    io.tell(`${cause.message}\n${usageOf(command)}`)
    return 2
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (cause) {
  io.tell(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause))
  process.exitCode = 2
}
