import { randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { aMatter, aSubmission } from '../../../testing/a-matter.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { type PlatformProcess, startPlatformProcess } from '../../../testing/platform-process.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'
import { demoPassword } from '../staff/demo.ts'

const database = useTestDatabase({ seeded: true })
const json = { 'content-type': 'application/json' }
const submission = () => aSubmission({ institutionId: demoInstitutionId('330200') })

describe('two processes on one database', () => {
  const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
  let first: PlatformProcess
  let second: PlatformProcess
  const post = (at: PlatformProcess, path: string, body: object, headers = {}) =>
    fetch(`${at.url}/api/v1${path}`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) })
  const signIn = async (at: PlatformProcess, password = demoPassword, address = '10.1.1.1') => {
    const response = await post(at, '/session', { username: 'limin', password }, { 'x-forwarded-for': address })
    return {
      status: response.status,
      cookie: response.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; '),
    }
  }

  beforeAll(async () => {
    // A demonstration that has a matter makes no others.
    await aMatter(test, {}).in('submitted')
    const env = { DATABASE_URL: database.ownerUrl, DATA_DIR: test.platform.config.dataDir, STOP_DELAY: '1' }
    ;[first, second] = await Promise.all([startPlatformProcess(env), startPlatformProcess(env)])
  })
  afterAll(async () => {
    await Promise.all([first?.end('SIGKILL'), second?.end('SIGKILL')])
  })

  it('both serve: what is sent in at one is opened at the other, also what is sealed', async () => {
    const input = submission()
    const sent = await post(first, '/submissions', input)
    expect(sent.status).toBe(201)
    const { matterId, number, queryCode } = await sent.json()
    const again = await (await post(second, '/submissions', input)).json()
    expect(again).toMatchObject({ matterId, number, queryCode, created: false })
    const { cookie } = await signIn(first)
    const opened = await fetch(`${second.url}/api/v1/matters/${matterId}`, { headers: { cookie } })
    const { parties } = await opened.json()
    const partyId = parties[0].partyId ?? parties[0].id
    const asked = { partyId, field: 'phone', reason: '核对电话' }
    const revealed = await post(second, `/matters/${matterId}/reveal`, asked, { cookie })
    expect(await revealed.json()).toEqual({ value: input.applicant.phone })
  })

  it('one submission sent to both at the same moment is one matter', async () => {
    const input = submission()
    const answers = await Promise.all([first, second, first, second].map((at) => post(at, '/submissions', input)))
    expect(answers.map((one) => one.status).sort()).toEqual([200, 200, 200, 201])
  })

  it('a session ended at one is over at the other, and wrong guesses at one are counted at the other', async () => {
    const { cookie } = await signIn(first)
    const me = () => fetch(`${second.url}/api/v1/session`, { headers: { cookie } })
    expect((await me()).status).toBe(200)
    await fetch(`${first.url}/api/v1/session`, { method: 'DELETE', headers: { cookie } })
    expect((await me()).status).toBe(401)
    const statuses: number[] = []
    for (let guess = 0; guess < 12; guess += 1) {
      statuses.push((await signIn(guess % 2 ? first : second, 'wrong-password-here', '10.9.9.9')).status)
    }
    expect(statuses.at(-1)).toBe(429)
    expect(statuses.filter((status) => status === 401).length).toBeLessThan(8)
  })

  it('each job runs once', async () => {
    await database.ownerPool.query(`
      create table job_taken (job text, worker text);
      create function note_taken() returns trigger language plpgsql as $$
        begin insert into job_taken values (new.id::text, new.locked_by); return new; end $$;
      create trigger note_taken after update on graphile_worker._private_jobs
        for each row when (new.attempts > old.attempts) execute function note_taken()`)
    await database.ownerPool.query(
      `select add_job('matter.sweep', '{}', null, 'spec ' || n) from generate_series(1, 60) n`,
    )
    const left = () => database.ownerPool.query("select 1 from graphile_worker._private_jobs where key like 'spec %'")
    await vi.waitFor(async () => expect((await left()).rowCount).toBe(0), { timeout: 20_000, interval: 100 })
    const { rows } = await database.ownerPool.query(
      'select count(*)::int as taken, count(distinct job)::int as jobs from job_taken',
    )
    expect(rows[0].taken).toBe(rows[0].jobs)
    expect(rows[0].jobs).toBeGreaterThanOrEqual(60)
  })

  it('one that stops says so, finishes what was begun, ends cleanly, and the other goes on', async () => {
    const body = JSON.stringify(submission())
    const { hostname, port } = new URL(first.url)
    const begun = httpRequest({
      hostname,
      port,
      method: 'POST',
      path: '/api/v1/submissions',
      headers: { ...json, 'content-length': Buffer.byteLength(body), 'x-request-begun': randomUUID() },
    })
    const answered = new Promise<number>((resolve, reject) => {
      begun.once('response', (response) => resolve(response.resume().statusCode ?? 0))
      begun.once('error', reject)
    })
    begun.write(body.slice(0, 100))
    await vi.waitFor(async () => expect((await fetch(`${first.url}/ready`)).status).toBe(200))
    const ended = first.end('SIGTERM')
    await vi.waitFor(async () => expect((await fetch(`${first.url}/ready`)).status).toBe(503), { interval: 20 })
    begun.end(body.slice(100))
    expect(await answered).toBe(201)
    expect(await ended).toBe(0)
    expect((await fetch(`${second.url}/ready`)).status).toBe(200)
    expect((await post(second, '/submissions', submission())).status).toBe(201)
  })
})
