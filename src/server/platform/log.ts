import { type DestinationStream, type Logger, pino } from 'pino'

/** Of a fault: what kind, where. What PostgreSQL quotes from a row (detail, where, hint) is left out, and values in its words. */
export const loggedError = (error: unknown): object => {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, message, stack, cause } = error
  const facts = Object.fromEntries(
    ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'routine', 'statusCode', 'syscall']
      .map((field) => [field, Reflect.get(error, field)] as const)
      .filter(([, value]) => value !== undefined),
  )
  // `invalid input syntax for type date: "…"` quotes what somebody typed; so may a parser. The words around it tell enough.
  const words = message.replace(/"[^"]*"|“[^”]*”|'[^']*'/g, '"…"').slice(0, 300)
  // The first line of a stack is the message again.
  const places = stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: name,
    message: words,
    ...facts,
    stack: places?.join('\n'),
    ...(cause ? { cause: loggedError(cause) } : {}),
  }
}

/**
 * One JSON object a line. Names, phones and identifiers are kept out by what is never given to it: no bodies, no addresses of people, no
 * path but its pattern. Faults are cleared by `loggedError`.
 * @param level of pino's names
 */
export const createLog = (level: string, destination: DestinationStream = pino.destination(2)): Logger =>
  pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: loggedError },
    },
    destination,
  )
