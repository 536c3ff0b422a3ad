import pg from 'pg'

/** Another living process has the data folder. */
export class DataDirInUse extends Error {
  readonly holder: string

  constructor(dataDir: string, holder: string) {
    super(`数据目录 ${dataDir} 正被另一个进程使用（${holder}）。请先停止它，或为本次启动设置另一个 DATA_DIR。`)
    this.name = 'DataDirInUse'
    this.holder = holder
  }
}

/** `forget` before stopping the server: the mark then goes down with it, and nobody can slip in between. */
export type Hold = { readonly forget: () => void }

type Outcome =
  | { readonly state: 'held'; readonly hold: Hold }
  | { readonly state: 'in-use'; readonly holder: string }
  /** Worth another try: the server is starting, stopping or gone. */
  | { readonly state: 'away'; readonly reason: string }
  /** The server answers and will not have us. */
  | { readonly state: 'refused'; readonly reason: string }

/** Any constant; embedded clusters are ours alone. */
const lockKey = 7_319_042

/**
 * Takes the embedded server for this process and makes the database `weiquan` when missing.
 *
 * The mark is a session-level advisory lock: the server drops it the moment our process dies, however it dies. A lock file with a
 * process number in it can't do that; in containers the numbers repeat at every start. Only the embedded server is held in this way,
 * never a `DATABASE_URL`. Should the connection break, the mark is taken again.
 */
export async function holdDatabase(url: string): Promise<Outcome> {
  const client = newClient(url)
  try {
    await take(client)
    return { state: 'held', hold: keep(client, url) }
  } catch (error) {
    const outcome = await explain(client, error)
    await client.end().catch(() => {})
    return outcome
  }
}

async function take(client: pg.Client): Promise<void> {
  await client.connect()
  // The session of a killed process ends within milliseconds. A platform whose npm was killed needs a second or two to notice and
  // to shut down; one that is well will not let go.
  await client.query("set lock_timeout = '3s'")
  await client.query('select pg_advisory_lock($1)', [lockKey])
  const known = await client.query("select from pg_database where datname = 'weiquan'")
  if (known.rowCount === 0) await client.query('create database weiquan')
}

async function explain(client: pg.Client, error: unknown): Promise<Outcome> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === '55P03') {
    const holder = await client.query(
      "select application_name as name from pg_stat_activity join pg_locks using (pid) where locktype = 'advisory' and granted and objid = $1",
      [lockKey],
    )
    return { state: 'in-use', holder: String(holder.rows[0]?.name ?? '?') }
  }
  const reason = error instanceof Error ? error.message : String(error)
  // 28xxx: the password file is not that of this cluster.
  return { state: code.startsWith('28') ? 'refused' : 'away', reason: `${code} ${reason}`.trim() }
}

function keep(first: pg.Client, url: string): Hold {
  let wanted = true
  let timer: NodeJS.Timeout | undefined
  const retakeSoon = () => {
    if (wanted) timer = setTimeout(retake, 1000).unref()
  }
  const retake = async () => {
    const client = newClient(url)
    client.once('end', retakeSoon)
    await take(client).catch(() => client.end().catch(() => {}))
  }
  first.once('end', retakeSoon)
  return {
    forget: () => {
      wanted = false
      clearTimeout(timer)
    },
  }
}

function newClient(url: string): pg.Client {
  const address = new URL(url)
  address.pathname = '/postgres'
  const client = new pg.Client({
    connectionString: address.href,
    application_name: `weiquan pid ${process.pid}`,
    keepAlive: true,
  })
  // Losing the connection is handled at 'end'; an unhandled 'error' would end the process.
  client.on('error', () => {})
  return client
}
