import { z } from 'zod'
import { BackupUnreadable, exactly } from './sealed-stream.ts'

/**
 * What a backup holds, inside its seal: entries one after another, each a line of JSON and, for a table, the keys and a file, its bytes
 * as blocks `length (4) | bytes`, ended by a block of length 0. The first is the manifest, the last the tally.
 */
export const manifest = z.object({
  entry: z.literal('manifest'),
  madeAt: z.string(),
  /** PostgreSQL that the tables came from; any of 15 and above can take them. */
  postgres: z.string(),
  migrations: z.array(z.object({ number: z.number(), name: z.string(), sha256: z.string() })),
  keys: z.enum(['included', 'left-out']),
})
export type Manifest = z.output<typeof manifest>

const chains = z.object({ matters: z.number(), events: z.number(), digest: z.string() })
/** Every matter's number of events and last hash, as one SHA-256; equal exactly when all chains are. */
export type Chains = z.output<typeof chains>

export const tally = z.object({
  entry: z.literal('tally'),
  tables: z.record(z.string(), z.number()),
  files: z.number(),
  fileBytes: z.number(),
  jobs: z.number(),
  chains,
})
export type Tally = z.output<typeof tally>

const table = z.object({ entry: z.literal('table'), name: z.string(), columns: z.array(z.string()) })
const keys = z.object({ entry: z.literal('keys') })
const file = z.object({ entry: z.literal('file'), sha256: z.string(), sizeBytes: z.number() })
const sequence = z.object({ entry: z.literal('sequence'), name: z.string(), lastValue: z.string() })
const job = z.object({
  entry: z.literal('job'),
  task: z.string(),
  payload: z.string(),
  queue: z.string().nullable(),
  runAt: z.string(),
  maxAttempts: z.number(),
  key: z.string().nullable(),
  priority: z.number(),
})
export type Job = z.output<typeof job>

const entry = z.discriminatedUnion('entry', [manifest, keys, table, sequence, job, file, tally])
export type Entry = z.output<typeof entry>

export const writeEntry = (value: Entry): Buffer => Buffer.from(`${JSON.stringify(value)}\n`)

const length = (bytes: number): Buffer => {
  const block = Buffer.alloc(4)
  block.writeUInt32BE(bytes)
  return block
}

/** The bytes that follow an entry. */
export async function* writeBytes(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) if (chunk.length > 0) yield Buffer.concat([length(chunk.length), chunk])
  yield length(0)
}

const longestLine = 1_000_000
const longestBlock = 64 * 1024 * 1024

export interface ReadEntry {
  readonly entry: Entry
  /** Read to its end by whoever takes the entry. */
  readonly bytes: AsyncIterable<Buffer>
}

const hasBytes = new Set<Entry['entry']>(['keys', 'table', 'file'])

/** Reads entry by entry. @throws BackupUnreadable when it ends before the tally, or an entry is of a kind unknown to this release. */
export async function* readEntries(clear: AsyncIterable<Buffer>): AsyncGenerator<ReadEntry> {
  const from = exactly(clear)
  const broken = () => new BackupUnreadable('备份内容不完整，或由更新的版本生成。')
  const blocks = async function* () {
    for (;;) {
      const size = (await from.take(4))?.readUInt32BE()
      if (size === undefined || size > longestBlock) throw broken()
      if (size === 0) return
      const block = await from.take(size)
      if (!block) throw broken()
      yield block
    }
  }
  const nothing = async function* (): AsyncGenerator<Buffer> {}
  for (;;) {
    const line = await from.line(longestLine)
    if (line === null) throw broken()
    const read = entry.safeParse(JSON.parse(line))
    if (!read.success) throw broken()
    yield { entry: read.data, bytes: hasBytes.has(read.data.entry) ? blocks() : nothing() }
    if (read.data.entry === 'tally') return
  }
}
