import type { Instant } from '../domain/kernel/plain-date.ts'

/** The world of a command: answers go to stdout as JSON, everything for people to stderr. */
export interface Io {
  readonly now: () => Instant
  /** Prints one JSON value and a line end on stdout. */
  readonly answer: (value: unknown) => void
  /** Prints a line on stderr. */
  readonly tell: (message: string) => void
}

/** One `npm run -s weiquan -- <name>`; `src/cli/main.ts` lists them. */
export interface Command {
  /** One line for `--help`. */
  readonly summary: string
  /** The arguments, one form a line, without the programme's name. */
  readonly usage: string
  /**
   * @param argv what stands after the command's name
   * @returns 0 done · 1 the answer is no · 2 a fault. A UsageError and everything else thrown also end as 2.
   */
  run(argv: string[], io: Io): Promise<number>
}

/** The arguments were wrong: where, what was given, what was expected. The usage is printed with it. */
export class UsageError extends Error {
  override name = 'UsageError'
}
