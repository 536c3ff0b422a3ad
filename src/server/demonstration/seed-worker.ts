import { parentPort, workerData } from 'node:worker_threads'
import { pino } from 'pino'
import type { Instant } from '../../domain/kernel/plain-date.ts'
import type { Config } from '../platform/config.ts'
import { inContext } from '../platform/context.ts'
import { createPlatform } from '../platform/create-platform.ts'
import { commitment } from '../record/chain.ts'
import { generate } from './generate.ts'
import { rowsOf } from './load.ts'
import { readWorld } from './world.ts'

/** What a worker is given: every `step`-th piece of the whole, from its own first on. */
export interface SeedTask {
  readonly config: Config
  readonly databaseUrl: string
  readonly first: number
  readonly end: number
  readonly step: number
  readonly pieceSize: number
  readonly until: Instant
}

/** A piece made: the COPY text of each table, in the order in which the tables want it. */
export interface SeedPiece {
  readonly matters: number
  readonly events: number
  readonly tables: readonly { readonly table: string; readonly columns: readonly string[]; readonly text: Uint8Array }[]
}

/** Pieces made and not yet taken; the database, not the memory, sets the pace. */
const ahead = 3

const task = workerData as SeedTask // given by seed-matters.ts
const port = parentPort
if (!port) throw new Error('seed-worker runs as a worker')

const platform = createPlatform({ ...task.config, poolSize: 1 }, task.databaseUrl, pino({ level: 'silent' }))
const system = { kind: 'system', name: 'seed', scope: { kind: 'system' } } as const
const world = await inContext(platform, system, 'seed', (ctx) => readWorld(ctx, task.until))
await platform.pool.end()

let taken = 0
let wake = () => {}
port.on('message', () => {
  taken += 1
  wake()
})

let made = 0
for (let start = task.first; start < task.end; start += task.step) {
  while (made - taken >= ahead) {
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  }
  const end = Math.min(start + task.pieceSize, task.end)
  const generated = Array.from({ length: end - start }, (_, offset) => generate(world, start + offset, commitment))
  const rows = rowsOf(generated, platform.crypto, platform.rules.calendar.version)
  const tables = rows.batches
    .filter((batch) => batch.lines.length > 0)
    .map(({ table, columns, lines }) => ({ table, columns, text: new TextEncoder().encode(`${lines.join('\n')}\n`) }))
  const piece: SeedPiece = { matters: generated.length, events: rows.events, tables }
  port.postMessage(
    piece,
    tables.map(({ text }) => text.buffer),
  )
  made += 1
}
port.postMessage(null)
// The port's listener would keep the thread for ever.
while (taken < made) {
  await new Promise<void>((resolve) => {
    wake = resolve
  })
}
port.close()
