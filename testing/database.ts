import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { createPool } from '../src/server/platform/db/pool.ts'
import { onDatabase, templateName } from './database-server.ts'

export type TestDatabase = {
  /** As the owner, who migrates and may do anything. */
  readonly ownerUrl: string
  /** As the platform connects: role `weiquan_app`, behind row security and without rights on history. */
  readonly appUrl: string
  /** The platform's own pool, under that role. */
  readonly pool: pg.Pool
  /** A pool on `ownerUrl`, to arrange and to look behind the scenes. */
  readonly ownerPool: pg.Pool
}

const seededTemplateName = 'spec_template_seeded'

/** Makes the seeded template when this is the first spec file of the run that asks for it; two files at once take turns. */
async function ensureSeededTemplate(maintenanceUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('seeded template'))")
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [seededTemplateName])
    if (rows.length > 0) return
    const growing = `${seededTemplateName}_growing`
    await client.query(`drop database if exists ${growing} with (force)`)
    await client.query(`create database ${growing} template ${templateName}`)
    const { seedTemplate } = await import('./template-seed.ts')
    await seedTemplate(onDatabase(maintenanceUrl, growing))
    await client.query(`alter database ${growing} rename to ${seededTemplateName}`)
  } finally {
    await client.end()
  }
}

/**
 * Gives the spec file (call at its top) or a `describe` (call inside) a database of its own, migrated, dropped at the end.
 * `seeded` adds what `template-seed.ts` puts in; `empty` leaves the migrations out. The values can be read from `beforeAll` on.
 */
export function useTestDatabase(options: { empty?: boolean; seeded?: boolean } = {}): TestDatabase {
  let current: TestDatabase | null = null
  const name = `spec_${randomBytes(6).toString('hex')}`
  const maintenanceUrl = inject('postgresUrl')

  beforeAll(async () => {
    if (options.seeded) await ensureSeededTemplate(maintenanceUrl)
    const template = options.empty ? 'template0' : options.seeded ? seededTemplateName : templateName
    await administer(maintenanceUrl, `create database ${name} template ${template}`)
    current = connect(onDatabase(maintenanceUrl, name))
  })

  afterAll(async () => {
    await Promise.all([current?.pool.end(), current?.ownerPool.end()])
    // A use-case under test may have connections of its own still open.
    await administer(maintenanceUrl, `drop database if exists ${name} with (force)`)
  })

  const now = () => {
    if (!current) throw new Error('the test database is there from beforeAll on; read it inside a test or a hook')
    return current
  }
  return {
    get ownerUrl() {
      return now().ownerUrl
    },
    get appUrl() {
      return now().appUrl
    },
    get pool() {
      return now().pool
    },
    get ownerPool() {
      return now().ownerPool
    },
  }
}

function connect(ownerUrl: string): TestDatabase {
  const app = new URL(ownerUrl)
  app.searchParams.set('options', '-c role=weiquan_app')
  // URLSearchParams writes a space as '+', which connection strings do not know.
  const appUrl = app.href.replace('options=-c+role', 'options=-c%20role')
  const pool = createPool(ownerUrl, 8)
  const ownerPool = new pg.Pool({ connectionString: ownerUrl, max: 4 })
  // The end of a pool does not wait for the last goodbye of its connections; dropping the database may come first.
  ownerPool.on('error', () => {})
  return { ownerUrl, appUrl, pool, ownerPool }
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
