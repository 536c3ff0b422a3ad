import { createWriteStream } from 'node:fs'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { SuiteName } from '../../platform/cipher-suite.ts'
import { keyPath } from '../../platform/key-file.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Job, type Tally, writeBytes, writeEntry } from './entries.ts'
import { type Secret, sealStream } from './sealed-stream.ts'
import { columnList, digestChains, listTables, tableName } from './tables.ts'

export interface BackupDone extends Omit<Tally, 'entry'> {
  readonly file: string
  readonly sizeBytes: number
  readonly seconds: number
  readonly suite: SuiteName
  readonly keys: 'included' | 'left-out'
  readonly migrations: number
}

interface Options {
  readonly to: string
  readonly secret: Secret
  /** False: the key file travels by another way and is named when the backup is restored. */
  readonly withKeys: boolean
}

/**
 * Writes one sealed file with everything: tables, jobs, files and (unless left out) keys. The database is read in one snapshot while the
 * platform goes on; files are taken after it, so whatever the tables name is among them. The file has its name only once it is whole.
 * @throws when there is a file of this name already.
 */
export const writeBackup = async (platform: Platform, ownerUrl: string, options: Options): Promise<BackupDone> => {
  const { to, secret, withKeys } = options
  const started = performance.now()
  if (await stat(to).catch(() => null)) throw new Error(`${to} 已存在。备份不覆盖已有的文件，请换一个文件名。`)
  const growing = `${to}.part`
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'weiquan backup' })
  await client.connect()
  let done: { readonly tally: Tally; readonly migrations: number } | undefined
  const suite = platform.config.cryptoSuite
  try {
    const content = entriesOf(platform, client, withKeys, (tally, migrations) => {
      done = { tally, migrations }
    })
    const sealed = (clear: AsyncIterable<Buffer>) => sealStream(clear, secret, suite)
    // Level 3: text of tables to a fifth; pictures do not get smaller at any level.
    await pipeline(
      Readable.from(content),
      createGzip({ level: 3 }),
      sealed,
      createWriteStream(growing, { flags: 'w', mode: 0o600, flush: true }),
    )
    await rename(growing, to)
    const folder = await open(dirname(to), 'r')
    await folder.sync().finally(() => folder.close())
  } catch (error) {
    await rm(growing, { force: true })
    throw error
  } finally {
    await client.end()
  }
  if (!done) throw new Error('backup: ended without its tally')
  const { entry: _, ...figures } = done.tally
  return {
    file: to,
    sizeBytes: (await stat(to)).size,
    seconds: Number(((performance.now() - started) / 1000).toFixed(2)),
    suite,
    keys: withKeys ? 'included' : 'left-out',
    migrations: done.migrations,
    ...figures,
  }
}

const jobsSql = `
  select 'job' as entry, t.identifier as task, j.payload::text as payload, q.queue_name as queue, j.run_at as "runAt",
    j.max_attempts as "maxAttempts", j.key, j.priority
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
  order by j.id`

async function* entriesOf(
  platform: Platform,
  client: pg.Client,
  withKeys: boolean,
  whenDone: (tally: Tally, migrations: number) => void,
): AsyncGenerator<Buffer> {
  // row_security off: a table whose policy would hide rows from us is an error instead of a gap.
  await client.query(
    'begin isolation level repeatable read read only; set local row_security = off; set local statement_timeout = 0',
  )
  const { rows: migrations } = await client.query('select number, name, sha256 from schema_migration order by number')
  const { rows: version } = await client.query<{ version: string }>(
    "select current_setting('server_version') as version",
  )
  yield writeEntry({
    entry: 'manifest',
    madeAt: platform.clock.now(),
    postgres: version[0]?.version ?? '',
    migrations,
    keys: withKeys ? 'included' : 'left-out',
  })
  // Read after the snapshot was taken: a key that sealed anything in it is in the file by now.
  if (withKeys) {
    yield writeEntry({ entry: 'keys' })
    yield* writeBytes(Readable.from([await readFile(keyPath(platform.config.dataDir))]))
  }
  const tables: Record<string, number> = {}
  for (const { name, columns } of await listTables(client)) {
    yield writeEntry({ entry: 'table', name, columns: [...columns] })
    const stream = client.query(copyTo(`copy ${tableName(name)} (${columnList(columns)}) to stdout`))
    yield* writeBytes(stream)
    tables[name] = stream.rowCount
  }
  const sequences = await client.query<{ name: string; lastValue: string }>(`
    select sequencename as name, last_value::text as "lastValue" from pg_sequences where schemaname = 'public' and last_value is not null`)
  for (const row of sequences.rows) yield writeEntry({ entry: 'sequence', ...row })
  const jobs = await client.query<Omit<Job, 'runAt'> & { runAt: Date }>(jobsSql)
  for (const row of jobs.rows) yield writeEntry({ ...row, runAt: row.runAt.toISOString() })
  const chains = await digestChains(client)
  await client.query('commit')
  let files = 0
  let fileBytes = 0
  for await (const sha256 of platform.files.list()) {
    const content: Buffer[] = []
    let sizeBytes = 0
    try {
      for await (const chunk of platform.files.read(sha256)) {
        content.push(chunk)
        sizeBytes += chunk.length
      }
    } catch (error) {
      // Cleared between the list and here: an upload that nobody took. Evidence is never removed.
      if (!(await platform.files.has(sha256))) continue
      throw error
    }
    yield writeEntry({ entry: 'file', sha256: sha256.toString('hex'), sizeBytes })
    yield* writeBytes(Readable.from(content))
    files += 1
    fileBytes += sizeBytes
  }
  const tally: Tally = { entry: 'tally', tables, files, fileBytes, jobs: jobs.rows.length, chains }
  yield writeEntry(tally)
  whenDone(tally, migrations.length)
}
