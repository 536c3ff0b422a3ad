import { rename } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aMatter } from '../../../testing/a-matter.ts'
import { useTestApp } from '../../../testing/app.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { buildApp } from '../app.ts'
import './observe.ts'
import { createPool } from '../platform/db/pool.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const server = useTestApp(database, test)
const page = { render: () => '', css: '' }
const figure = (text: string, name: string): number =>
  Number(new RegExp(`^${name.replace(/[{}"/:.*]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1])

describe('health and readiness', () => {
  it('healthy is a process that answers, with or without a database', async () => {
    expect((await server.app.inject('/health')).json()).toEqual({ ok: true })
  })

  it('ready says what it has looked at', async () => {
    const response = await server.app.inject('/ready')
    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual({ ready: true, database: 'ok', migrations: 'ok', files: 'ok', stopping: false })
  })

  it('is not ready without its database, which /health does not ask', async () => {
    const pool = createPool('postgres://nobody@127.0.0.1:1/none', 2)
    const app = await buildApp({ ...test.platform, pool }, page)
    const response = await app.inject('/ready')
    expect(response.statusCode).toBe(503)
    expect(response.json()).toMatchObject({ ready: false, database: 'unreachable', migrations: 'unknown', files: 'ok' })
    expect((await app.inject('/health')).statusCode).toBe(200)
    await app.close()
    await pool.end()
  })

  it('is not ready beside a database of another release', async () => {
    const change = (sql: string) => database.ownerPool.query(sql)
    await change("insert into schema_migration (number, name, sha256) values (9999, '9999-add-later.sql', 'x')")
    expect((await server.app.inject('/ready')).json()).toMatchObject({ ready: false, migrations: 'newer' })
    await change(
      'update schema_migration set number = 8888 where number = 1; delete from schema_migration where number = 9999',
    )
    expect((await server.app.inject('/ready')).json()).toMatchObject({ ready: false, migrations: 'older' })
    await change('update schema_migration set number = 1 where number = 8888')
    expect((await server.app.inject('/ready')).statusCode).toBe(200)
  })

  it('is not ready when the folder of its files is gone', async () => {
    const { dataDir } = test.platform.config
    await rename(dataDir, `${dataDir}-away`)
    const response = await server.app.inject('/ready')
    await rename(`${dataDir}-away`, dataDir)
    expect(response.json()).toMatchObject({ ready: false, files: 'unreachable' })
  })

  it('is not ready once it has begun to stop, and goes on answering', async () => {
    const app = await buildApp(test.platform, page)
    app.beginStop()
    expect((await app.inject('/ready')).json()).toMatchObject({ ready: false, stopping: true })
    expect((await app.inject('/api/v1/institutions/proposal')).statusCode).not.toBe(503)
    await app.close()
  })
})

describe('metrics', () => {
  beforeAll(async () => {
    await aMatter(test, {}).in('submitted')
  })
  afterAll(() => test.setClock('2026-03-02T09:00'))
  const token = 'a-token-of-thirty-two-characters'

  it('count requests by route and status, clocks overdue, open matters, jobs and connections', async () => {
    await server.app.inject('/api/v1/no/such/thing')
    await server.app.inject('/health')
    const before = (await server.app.inject('/metrics')).body
    expect(
      figure(before, 'weiquan_http_request_seconds_count{method="GET",route="/health",status="200"}'),
    ).toBeGreaterThan(0)
    expect(figure(before, 'weiquan_clocks_overdue')).toBe(0)
    expect(figure(before, 'weiquan_matters_open')).toBe(1)
    expect(figure(before, 'weiquan_database_up')).toBe(1)
    expect(figure(before, 'weiquan_pool_connections{state="total"}')).toBeGreaterThan(0)
    expect(figure(before, 'weiquan_outbox_share_within_ten_seconds')).toBeLessThanOrEqual(1)
    test.setClock('2026-09-01T09:00')
    await database.ownerPool.query(`select add_job('matter.sweep', '{}', now() - interval '1 hour', 'spec')`)
    const after = (await server.app.inject('/metrics')).body
    expect(figure(after, 'weiquan_clocks_overdue')).toBe(1)
    expect(figure(after, 'weiquan_jobs_oldest_seconds')).toBeGreaterThan(3599)
  })

  it('are shown on the machine itself and not through a proxy on it', async () => {
    expect((await server.app.inject('/metrics')).headers['content-type']).toMatch('text/plain')
    const proxied = await server.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '127.0.0.1' } })
    const elsewhere = await server.app.inject({ url: '/metrics', remoteAddress: '10.1.2.3' })
    expect([proxied.statusCode, elsewhere.statusCode]).toEqual([404, 404])
  })

  it('with a token set are shown to whoever has it and to nobody else', async () => {
    const app = await buildApp({ ...test.platform, config: { ...test.platform.config, metricsToken: token } }, page)
    const asked = async (authorization?: string) =>
      (
        await app.inject({
          url: '/metrics',
          headers: authorization ? { authorization } : {},
          remoteAddress: '10.1.2.3',
        })
      ).statusCode
    expect([await asked(), await asked('Bearer wrong'), await asked(`Bearer ${token}x`), await asked(token)]).toEqual([
      404, 404, 404, 404,
    ])
    expect(await asked(`Bearer ${token}`)).toBe(200)
    await app.close()
  })

  it('tell that the database is down instead of failing', async () => {
    const pool = createPool('postgres://nobody@127.0.0.1:1/none', 2)
    const app = await buildApp({ ...test.platform, pool }, page)
    const response = await app.inject('/metrics')
    expect(response.statusCode).toBe(200)
    expect(figure(response.body, 'weiquan_database_up')).toBe(0)
    await app.close()
    await pool.end()
  })
})
