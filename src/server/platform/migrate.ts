import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

/** The migrations of this release. */
export const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url))

export type Migration = {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

/**
 * Brings the database of `ownerUrl` to the newest migration and returns the names of those applied now.
 *
 * Each file is a transaction of its own, so a failing one leaves nothing and those before it stay. Processes that start together
 * take turns by a lock scoped to the transaction (a session lock would not survive a pooler). Throws when a file that was already
 * applied has changed since, when one is missing, and when a statement fails, naming the file, and the line when PostgreSQL knows it.
 * @param only leaves the others out: a restored backup is loaded under the migrations of its own time.
 */
export async function migrate(
  ownerUrl: string,
  folder: string = migrationsFolder,
  only: (migration: Migration) => boolean = () => true,
): Promise<string[]> {
  const migrations = (await readMigrations(folder)).filter(only)
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'weiquan migrate' })
  await client.connect()
  try {
    const applied: string[] = []
    for (;;) {
      const name = await applyNext(client, migrations)
      if (name === null) return applied
      applied.push(name)
    }
  } finally {
    await client.end()
  }
}

/** `NNNN-verb-….sql` in order. Throws when a name has another shape, or a number is given twice. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(
    names.map(async (name) => {
      const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1])
      if (!number) throw new Error(`migrations/${name}: expected a name like 0001-create-matter.sql`)
      const sql = await readFile(join(folder, name), 'utf8')
      // Git on Windows may check out CRLF; the migration is the same one.
      const sha256 = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
      return { number, name, sql, sha256 }
    }),
  )
  migrations.forEach((migration, index) => {
    const before = migrations[index - 1]
    if (before?.number === migration.number)
      throw new Error(`migrations/${migration.name}: its number is taken by ${before.name}`)
  })
  return migrations
}

async function applyNext(client: pg.Client, migrations: readonly Migration[]): Promise<string | null> {
  await client.query('begin')
  try {
    await client.query("select pg_advisory_xact_lock(hashtext('weiquan schema_migration'))")
    await client.query(`create table if not exists schema_migration (
      number integer primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`)
    const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
      'select number, name, sha256 from schema_migration order by number',
    )
    const byNumber = new Map(migrations.map((migration) => [migration.number, migration]))
    for (const row of rows) refuseDrift(row, byNumber.get(row.number))
    const applied = new Set(rows.map((row) => row.number))
    const next = migrations.find((migration) => !applied.has(migration.number))
    if (next) {
      await run(client, next)
      await client.query('insert into schema_migration (number, name, sha256) values ($1, $2, $3)', [
        next.number,
        next.name,
        next.sha256,
      ])
    }
    await client.query('commit')
    return next?.name ?? null
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

function refuseDrift(row: { name: string; sha256: string }, file: Migration | undefined): void {
  if (!file) {
    throw new Error(`数据库已应用 ${row.name}，但本版本没有这个迁移：程序比数据库旧，请使用更新的版本。`)
  }
  if (file.sha256 !== row.sha256) {
    throw new Error(
      `migrations/${file.name} 在应用之后被修改（应用时 ${row.sha256.slice(0, 12)}…，现在 ${file.sha256.slice(0, 12)}…）。请恢复原文件，把改动写成新的迁移。`,
    )
  }
}

async function run(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query(migration.sql)
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError)) throw cause
    const position = Number(cause.position)
    const line = position ? `, line ${migration.sql.slice(0, position).split('\n').length}` : ''
    const said = [cause.message, cause.detail, cause.hint, cause.where].filter(Boolean).join(' — ')
    throw new Error(`migrations/${migration.name}${line}: ${said}`, { cause })
  }
}
