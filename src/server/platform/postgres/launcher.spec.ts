import { chmod, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startPostgresProcess } from '../../../../testing/postgres-process.ts'
import { makeScratch, type Scratch } from '../../../../testing/scratch.ts'
import { findHome } from './home.ts'
import { openEmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from './launcher.ts'
import { readPostmaster } from './postmaster.ts'

let scratch: Scratch
/** One for all specs that do not mind what the others wrote: making a cluster takes longer than anything else here. */
let shared: string
let dataDir: string
let fresh = 0
let opened: { stop: () => Promise<void> }[] = []

beforeAll(async () => {
  scratch = await makeScratch()
  shared = join(scratch.path, 'shared')
})
beforeEach(() => {
  dataDir = shared
})
afterEach(async () => {
  await Promise.all(opened.map((server) => server.stop()))
  opened = []
  if (dataDir !== shared) await removeEmbeddedPostgres(dataDir)
})
afterAll(async () => {
  await removeEmbeddedPostgres(shared)
  await scratch.remove()
})

/** Lets the spec begin with nothing. */
const useFreshFolder = async () => {
  fresh += 1
  const parent = join(scratch.path, `fresh-${fresh}`)
  await mkdir(parent)
  dataDir = join(parent, 'data')
  return parent
}

const start = async (folder = dataDir, said: string[] = []) => {
  const server = await startEmbeddedPostgres({ dataDir: folder, log: (line) => said.push(line), durable: false })
  opened.push(server)
  return server
}

const query = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(sql)
    return rows
  } finally {
    await client.end()
  }
}

const cluster = async () => join((await findHome(dataDir)) ?? 'nowhere', 'cluster')
const pidFile = async () => join(await cluster(), 'postmaster.pid')

describe('starting and stopping', () => {
  it('keeps what was written over a stop and a start', async () => {
    const first = await start()
    await query(first.url, 'drop table if exists note; create table note as select 42 as answer')
    await first.stop()
    expect((await readPostmaster(await cluster()))?.running).toBeFalsy()
    const second = await start()
    expect(await query(second.url, 'select answer from note')).toEqual([{ answer: 42 }])
  })

  it('stores Chinese, folds case beyond ASCII and orders texts by code point on every system', async () => {
    const { url } = await start()
    expect(
      await query(
        url,
        "select upper('é') as folded, '丁' < '三' collate \"default\" as codepoint, pg_encoding_to_char(encoding) as encoding from pg_database where datname = 'weiquan'",
      ),
    ).toEqual([{ folded: 'É', codepoint: true, encoding: 'UTF8' }])
  })

  it('listens on this machine only and asks for the generated password, which only its owner may read', async () => {
    const { url } = await start()
    expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    const guess = new URL(url)
    guess.password = 'postgres'
    await expect(query(guess.href, 'select 1')).rejects.toThrow('password authentication failed')
    const password = join(await cluster(), 'weiquan.password')
    expect(((await stat(password)).mode & 0o777).toString(8)).toBe('600')
    expect((await readFile(password, 'utf8')).trim().length).toBeGreaterThanOrEqual(32)
  })

  it('stops once however often it is asked to', async () => {
    const server = await start()
    await Promise.all([server.stop(), server.stop()])
    await server.stop()
    expect((await readPostmaster(await cluster()))?.running).toBeFalsy()
  })
})

describe('after a process was killed', () => {
  it('takes over the server that the killed platform left running, with all its rows', async () => {
    const killed = startPostgresProcess(dataDir)
    const outcome = await killed.outcome
    if (!('url' in outcome)) throw new Error(outcome.refused)
    await query(outcome.url, 'drop table if exists note; create table note as select 42 as answer')
    const before = await readPostmaster(await cluster())
    await killed.kill('SIGKILL')
    const { url } = await start()
    expect((await readPostmaster(await cluster()))?.pid).toBe(before?.pid)
    expect(await query(url, 'select answer from note')).toEqual([{ answer: 42 }])
  })

  it('recovers when platform and server were both killed', async () => {
    const killed = startPostgresProcess(dataDir)
    const outcome = await killed.outcome
    if (!('url' in outcome)) throw new Error(outcome.refused)
    await query(outcome.url, 'drop table if exists note; create table note as select 42 as answer')
    await query(outcome.url, 'checkpoint')
    const postmaster = await readPostmaster(await cluster())
    process.kill(postmaster?.pid ?? 0, 'SIGKILL')
    await killed.kill('SIGKILL')
    const { url } = await start()
    expect(await query(url, 'select answer from note')).toEqual([{ answer: 42 }])
  })

  it('starts although the number in a left-over pid file now belongs to another program', async () => {
    await (await start()).stop()
    const path = await cluster()
    await writeFile(await pidFile(), `${process.pid}\n${path}\n1700000000\n5432\n\n127.0.0.1\n\nready\n`)
    const { url } = await start()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('starts over a pid file that was cut off while it was written', async () => {
    await (await start()).stop()
    await writeFile(await pidFile(), '')
    const { url } = await start()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('makes the cluster anew when the first start was killed in the middle of making it', async () => {
    await useFreshFolder()
    const killed = startPostgresProcess(dataDir)
    const home = join(dataDir, 'postgres')
    const unfinished = async () =>
      (await readdir(home).catch(() => [])).filter((name) => name.startsWith('cluster.new-'))
    const begun = join(home, `cluster.new-${killed.process.pid}`, 'PG_VERSION')
    await expect.poll(() => stat(begun).catch(() => null), { interval: 2, timeout: 20_000 }).not.toBeNull()
    await killed.kill('SIGKILL')
    const { url } = await start()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await unfinished()).toEqual([])
  })

  it('sets a cluster folder aside that is not a whole cluster, and does not delete it', async () => {
    await useFreshFolder()
    const home = join(dataDir, 'postgres')
    await mkdir(join(home, 'cluster', 'base'), { recursive: true })
    const { url } = await start()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    const aside = (await readdir(home)).filter((name) => name.startsWith('cluster.broken-'))
    expect(aside).toHaveLength(1)
    expect(await readdir(join(home, aside[0] ?? ''))).toEqual(['base'])
  })
})

describe('one data folder, several processes', () => {
  it('refuses a second platform on the same folder and names the first one', async () => {
    await start()
    const second = startPostgresProcess(dataDir)
    expect(await second.outcome).toEqual({
      refused: `数据目录 ${dataDir} 正被另一个进程使用（weiquan pid ${process.pid}）。请先停止它，或为本次启动设置另一个 DATA_DIR。`,
    })
  })

  it('lets exactly one of two win that start together on an empty folder', async () => {
    await useFreshFolder()
    const both = [startPostgresProcess(dataDir), startPostgresProcess(dataDir)]
    const outcomes = await Promise.all(both.map((one) => one.outcome))
    expect(outcomes.filter((outcome) => 'url' in outcome)).toHaveLength(1)
    expect(outcomes.find((outcome) => 'refused' in outcome)).toMatchObject({
      refused: expect.stringContaining('正被另一个进程使用'),
    })
    await Promise.all(both.map((one) => one.kill('SIGTERM')))
  })

  it('lets a command join the server of a running platform without stopping it', async () => {
    const platform = await start()
    const command = await openEmbeddedPostgres({ dataDir, log: () => {} })
    expect(command.url).toBe(platform.url)
    await command.stop()
    expect(await query(platform.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('never takes the server of the original for that of a copied folder', async () => {
    const original = await start()
    await query(original.url, "drop table if exists note; create table note as select 'original' as whose")
    await query(original.url, 'checkpoint')
    const copy = join(scratch.path, 'copy')
    await cp(dataDir, copy, { recursive: true, preserveTimestamps: true })
    const other = await start(copy)
    await query(other.url, "update note set whose = 'copy'")
    expect(await query(original.url, 'select whose from note')).toEqual([{ whose: 'original' }])
    await other.stop()
    await removeEmbeddedPostgres(copy)
  })
})

describe.skipIf(process.getuid?.() !== 0)('as root', () => {
  it('runs the server as another user than root', async () => {
    await start()
    const postmaster = await readPostmaster(await cluster())
    expect((await stat(`/proc/${postmaster?.pid}`)).uid).not.toBe(0)
  })

  it('keeps the database elsewhere when the way to the data folder is closed, says so, and finds it again', async () => {
    await chmod(await useFreshFolder(), 0o700)
    const said: string[] = []
    const first = await start(dataDir, said)
    const home = (await findHome(dataDir)) ?? ''
    expect(home).toMatch(/^\/var\/lib\/weiquan\/[0-9a-f]{16}$/)
    expect(said[0]).toContain(`数据库改放在 ${home}`)
    await query(first.url, 'drop table if exists note; create table note as select 42 as answer')
    await first.stop()
    const second = await start()
    expect(await query(second.url, 'select answer from note')).toEqual([{ answer: 42 }])
  })

  it('does not begin with an empty database when the one kept elsewhere is lost', async () => {
    await chmod(await useFreshFolder(), 0o700)
    await (await start()).stop()
    await rm((await findHome(dataDir)) ?? '', { recursive: true })
    await expect(start()).rejects.toThrow('现已不存在')
  })

  it('says which folder is closed when the database is already behind it', async () => {
    const parent = await useFreshFolder()
    await (await start()).stop()
    await chmod(parent, 0o700)
    await expect(start()).rejects.toThrow(`chmod a+x ${parent}`)
  })
})
