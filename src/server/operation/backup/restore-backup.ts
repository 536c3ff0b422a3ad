import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { finished } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { FastifyBaseLogger } from 'fastify'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Config } from '../../platform/config.ts'
import { createPlatform } from '../../platform/create-platform.ts'
import { migrateJobs } from '../../platform/jobs.ts'
import { keyPath } from '../../platform/key-file.ts'
import { type Migration, migrate, migrationsFolder, readMigrations } from '../../platform/migrate.ts'
import type { Platform } from '../../platform/platform.ts'
import { startEmbeddedPostgres } from '../../platform/postgres/launcher.ts'
import { type Verification, verify } from '../../record/verify.ts'
import { type Job, type Manifest, type ReadEntry, readEntries, type Tally } from './entries.ts'
import { BackupUnreadable, openStream, type Secret } from './sealed-stream.ts'
import { columnList, digestChains, listTables, tableName } from './tables.ts'

/** Why nothing was restored; its words are for the operator. */
export class RestoreRefused extends Error {
  override name = 'RestoreRefused'
}

async function* bytesOf(stream: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  for await (const chunk of stream) yield Buffer.from(chunk)
}

/** The entries of a backup. The file is read, opened and unpacked as they are taken. */
export async function* entriesIn(file: string, secret: Secret): AsyncGenerator<ReadEntry> {
  const gunzip = createGunzip()
  const feeding = (async () => {
    for await (const piece of openStream(createReadStream(file), secret)) {
      if (!gunzip.write(piece)) await new Promise((resolve) => gunzip.once('drain', resolve))
    }
    gunzip.end()
  })()
  feeding.catch((error: Error) => gunzip.destroy(error))
  yield* readEntries(bytesOf(gunzip))
  await feeding
}

export interface Checked {
  readonly manifest: Manifest
  readonly tally: Tally
}

/**
 * Reads a backup from end to end without keeping anything: opened by this secret, whole, and what it says of itself.
 * @throws BackupUnreadable
 */
export const checkBackup = async (file: string, secret: Secret): Promise<Checked> => {
  let manifest: Manifest | undefined
  let tally: Tally | undefined
  const found = { files: 0, fileBytes: 0, jobs: 0 }
  for await (const { entry, bytes } of entriesIn(file, secret)) {
    let size = 0
    for await (const block of bytes) size += block.length
    if (entry.entry === 'manifest') manifest = entry
    if (entry.entry === 'job') found.jobs += 1
    if (entry.entry === 'file') {
      if (size !== entry.sizeBytes) throw new BackupUnreadable(`备份中的文件 ${entry.sha256} 长度不对。`)
      found.files += 1
      found.fileBytes += size
    }
    if (entry.entry !== 'tally') continue
    const { files, fileBytes, jobs } = entry
    if (!manifest || files !== found.files || fileBytes !== found.fileBytes || jobs !== found.jobs) {
      throw new BackupUnreadable('备份内容与它自己的清单不符。')
    }
    // Not returned yet: what stands behind the tally must be seen too.
    tally = entry
  }
  if (!manifest || !tally) throw new BackupUnreadable('备份内容不完整。')
  return { manifest, tally }
}

export interface RestoreDone extends Omit<Tally, 'entry'> {
  readonly madeAt: string
  readonly keys: 'from-backup' | 'from-file'
  /** Migrations of this release that the backup did not have yet, applied after loading. */
  readonly migrated: readonly string[]
  readonly verification: Verification
  readonly seconds: number
}

export interface RestoreOptions {
  readonly file: string
  readonly secret: Secret
  /** The key file of a backup that was made without keys. */
  readonly keysFrom: string | null
  readonly log: FastifyBaseLogger
  readonly say: (line: string) => void
}

const refuseOtherSchema = (known: readonly Migration[], wanted: Manifest['migrations']): void => {
  for (const { number, name, sha256 } of wanted) {
    const own = known.find((migration) => migration.number === number)
    if (own?.sha256 === sha256) continue
    throw new RestoreRefused(
      own
        ? `备份中的迁移 ${name} 与本版本的 ${own.name} 内容不同，无法载入。请使用生成备份的版本。`
        : `备份用到迁移 ${name}，本版本没有它：程序比备份旧，请使用更新的版本。`,
    )
  }
}

const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => [])

/** Refuses a data folder or a database in which anything stands already. */
const refuseFolder = async ({ dataDir, databaseUrl }: Config): Promise<void> => {
  const inWay = databaseUrl === null ? ['keys', 'files', 'postgres', 'postgres-home'] : ['keys', 'files']
  for (const name of inWay) {
    const path = join(dataDir, name)
    const there = await stat(path).catch(() => null)
    if (there && (there.isFile() || (await namesIn(path)).length > 0)) {
      throw new RestoreRefused(`${path} 里已有内容。恢复只写入空的位置：请换一个 DATA_DIR，或先移走它。`)
    }
  }
}

const refuseDatabase = async (ownerUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    for (const { name } of await listTables(client)) {
      const { rowCount } = await client.query(`select 1 from ${tableName(name)} limit 1`)
      if (rowCount) throw new RestoreRefused(`数据库的表 ${name} 里已有内容。恢复只写入空的数据库，什么都没有改动。`)
    }
  } finally {
    await client.end()
  }
}

/** Reading indexes are built once at the end: row by row they take most of the time. */
const readingIndexes = `
  select format('drop index %I', c.relname) as drop_it, pg_get_indexdef(i.indexrelid) as make_it
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
  where t.relnamespace = 'public'::regnamespace and not i.indisunique`

const loadTable = async (client: pg.Client, name: string, columns: readonly string[], bytes: AsyncIterable<Buffer>) => {
  const stream = client.query(copyFrom(`copy ${tableName(name)} (${columnList(columns)}) from stdin`))
  for await (const block of bytes) {
    if (!stream.write(block)) await new Promise((resolve) => stream.once('drain', resolve))
  }
  stream.end()
  await finished(stream)
}

/** Everything of the tables in one transaction: a kill half-way leaves them empty, and the same command can be given again. */
const load = async (platform: Platform, ownerUrl: string, options: RestoreOptions): Promise<Tally> => {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'weiquan restore' })
  await client.connect()
  try {
    await client.query("begin; set local statement_timeout = 0; set local maintenance_work_mem = '256MB'")
    const tables = await listTables(client)
    // What migrations themselves have put in is in the backup too, as it was then.
    await client.query(`truncate ${tables.map(({ name }) => tableName(name)).join(', ')}`)
    for (const { name } of tables) await client.query(`alter table ${tableName(name)} disable trigger user`)
    const indexes = (await client.query<{ drop_it: string; make_it: string }>(readingIndexes)).rows
    for (const { drop_it } of indexes) await client.query(drop_it)
    const jobs: Job[] = []
    for await (const { entry, bytes } of entriesIn(options.file, options.secret)) {
      if (entry.entry === 'table') await loadTable(client, entry.name, entry.columns, bytes)
      else if (entry.entry === 'file') {
        const { sha256 } = await platform.files.put(bytes, entry.sizeBytes)
        if (sha256.toString('hex') !== entry.sha256) throw new BackupUnreadable(`文件 ${entry.sha256} 的内容不符。`)
      } else if (entry.entry === 'sequence') {
        await client.query('select setval($1::regclass, $2::bigint)', [tableName(entry.name), entry.lastValue])
      } else if (entry.entry === 'job') jobs.push(entry)
      else if (entry.entry === 'tally') {
        options.say('正在建立索引…')
        // References that are checked at the end are checked now: no table with an open check gets an index.
        await client.query('set constraints all immediate')
        for (const { make_it } of indexes) await client.query(make_it)
        for (const { name } of tables) await client.query(`alter table ${tableName(name)} enable trigger user`)
        for (const job of jobs) await addJob(client, job)
        await compare(client, entry)
        await client.query('commit')
        await client.query('analyze')
        return entry
      } else for await (const _ of bytes);
    }
    throw new BackupUnreadable('备份内容不完整。')
  } finally {
    await client.end()
  }
}

const addJob = (client: pg.Client, job: Job) =>
  client.query(
    `select graphile_worker.add_job($1, $2::json, queue_name => $3, run_at => $4::timestamptz, max_attempts => $5,
       job_key => $6, priority => $7)`,
    [job.task, job.payload, job.queue, job.runAt, job.maxAttempts, job.key, job.priority],
  )

const compare = async (client: pg.Client, { tables, chains }: Tally): Promise<void> => {
  for (const [name, expected] of Object.entries(tables)) {
    const { rows } = await client.query<{ count: string }>(`select count(*) as count from ${tableName(name)}`)
    if (Number(rows[0]?.count) !== expected) {
      throw new BackupUnreadable(`表 ${name}：备份有 ${expected} 行，载入后有 ${rows[0]?.count} 行。`)
    }
  }
  const loaded = await digestChains(client)
  if (loaded.digest !== chains.digest || loaded.events !== chains.events) {
    throw new BackupUnreadable('载入后的链与备份时不同。')
  }
}

/** The key file out of the backup, or the one that the operator names. */
const bringKeys = async (config: Config, manifest: Manifest, options: RestoreOptions): Promise<RestoreDone['keys']> => {
  const path = keyPath(config.dataDir)
  const take = async (): Promise<Buffer> => {
    if (options.keysFrom !== null) return buffer(createReadStream(options.keysFrom))
    for await (const { entry, bytes } of entriesIn(options.file, options.secret)) {
      if (entry.entry === 'keys') return buffer(bytes)
    }
    throw new BackupUnreadable('备份中没有密钥。')
  }
  const content = await take()
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(path, content, { mode: 0o600, flush: true, flag: 'wx' })
  return manifest.keys === 'included' && options.keysFrom === null ? 'from-backup' : 'from-file'
}

/**
 * Makes an installation out of a backup on an empty place: reads the whole file once to see that it is sound, brings the database to the
 * backup's migrations, loads keys, tables, jobs and files, applies what is newer, and recomputes the record.
 * @throws RestoreRefused when the place is not empty, the release can't take this backup or its keys are missing; BackupUnreadable when
 * the file or the secret is wrong. What was made is taken away again.
 */
export const restoreBackup = async (config: Config, options: RestoreOptions): Promise<RestoreDone> => {
  const started = performance.now()
  const { file, secret, say, log } = options
  await refuseFolder(config)
  say('正在检查备份文件…')
  const { manifest } = await checkBackup(file, secret)
  if (manifest.keys === 'left-out' && options.keysFrom === null) {
    throw new RestoreRefused('这个备份不含密钥。请用 --keys 指出生成备份时的密钥文件 keys/field-keys.json。')
  }
  const known = await readMigrations(migrationsFolder)
  refuseOtherSchema(known, manifest.migrations)
  const embedded =
    config.databaseUrl === null ? await startEmbeddedPostgres({ dataDir: config.dataDir, log: say }) : null
  const ownerUrl = config.databaseUrl ?? embedded?.url ?? ''
  let platform: Platform | null = null
  try {
    await refuseDatabase(ownerUrl)
    const ofThen = new Set(manifest.migrations.map(({ number }) => number))
    await migrate(ownerUrl, migrationsFolder, ({ number }) => ofThen.has(number))
    await migrateJobs(ownerUrl)
    const keys = await bringKeys(config, manifest, options)
    platform = createPlatform(config, ownerUrl, log)
    say('正在载入数据和文件…')
    const tally = await load(platform, ownerUrl, options)
    const migrated = await migrate(ownerUrl)
    say('正在逐条核验记录…')
    const verification = await verify(platform)
    const { entry: _, ...figures } = tally
    return {
      madeAt: manifest.madeAt,
      keys,
      ...figures,
      migrated,
      verification,
      seconds: Number(((performance.now() - started) / 1000).toFixed(2)),
    }
  } catch (error) {
    // Only what this run has made: both were empty or not there before.
    if (!(error instanceof RestoreRefused)) {
      for (const name of ['keys', 'files']) await rm(join(config.dataDir, name), { recursive: true, force: true })
    }
    throw error
  } finally {
    await platform?.pool.end()
    await embedded?.stop()
  }
}
