import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of its own that starts the embedded PostgreSQL of a data folder and holds it, so that specs can kill it. */
export type PostgresProcess = {
  readonly process: ChildProcess
  /** The connection string, or the error's text when the start was refused. */
  readonly outcome: Promise<{ url: string } | { refused: string }>
  readonly kill: (signal: NodeJS.Signals) => Promise<void>
}

const program = `
const { startEmbeddedPostgres } = await import(process.argv[1])
try {
  const server = await startEmbeddedPostgres({ dataDir: process.argv[2], log: () => {}, durable: false })
  process.once('SIGTERM', () => server.stop().then(() => process.exit()))
  process.stdout.write(JSON.stringify({ url: server.url }))
} catch (error) {
  process.stdout.write(JSON.stringify({ refused: error.message }))
}
`

export function startPostgresProcess(dataDir: string): PostgresProcess {
  const launcher = fileURLToPath(new URL('../src/server/platform/postgres/launcher.ts', import.meta.url))
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, launcher, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  // What the program above writes, in one piece.
  const outcome = once(child.stdout, 'data').then(
    ([text]) => JSON.parse(String(text)) as { url: string } | { refused: string },
  )
  outcome.catch(() => {})
  return {
    process: child,
    outcome,
    kill: async (signal) => {
      child.kill(signal)
      await gone
    },
  }
}
