import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { pino } from 'pino'
import { matterQuery } from '../../src/contract/matter.ts'
import { submissionInput } from '../../src/contract/submission.ts'
import type { Actor, Scope } from '../../src/domain/actor/actor.ts'
import {
  as,
  type DivisionCode,
  type InstitutionId,
  type MatterId,
  type StaffId,
  type SubmissionId,
} from '../../src/domain/kernel/ids.ts'
import { dice } from '../../src/server/demonstration/dice.ts'
import { creditCode, patentNumber, phoneNumber } from '../../src/server/demonstration/people.ts'
import { seedMatters } from '../../src/server/demonstration/seed-matters.ts'
import { type Installation, openInstallation } from '../../src/server/installation.ts'
import { demoInstitutionId } from '../../src/server/institution/demo-network.ts'
import { listMatters } from '../../src/server/matter/queries.ts'
import { findMatter } from '../../src/server/matter/store.ts'
import { matterView } from '../../src/server/matter/view.ts'
import { audit } from '../../src/server/platform/audit.ts'
import { readConfig } from '../../src/server/platform/config.ts'
import { type Ctx, inContext } from '../../src/server/platform/context.ts'
import { demoPassword } from '../../src/server/staff/demo.ts'
import { submit } from '../../src/server/submission/submit.ts'
import { createBare, recorded } from './bare.ts'
import { type Measured, measure } from './load.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { values } = parseArgs({
  options: {
    matters: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '8' },
    keep: { type: 'boolean', default: false },
  },
})
const wanted = Number(values.matters)
const seconds = Number(values.seconds)
const connections = Number(values.connections)
if (!Number.isInteger(wanted) || wanted < 100)
  throw new Error(`--matters: given "${values.matters}", expected a whole number from 100 on`)

const say = (line: string) => process.stdout.write(`${line}\n`)
const config = { ...readConfig(process.env), dataDir: process.env.DATA_DIR ?? join(root, '.data', 'bench') }
await mkdir(config.dataDir, { recursive: true })

const installation = await openInstallation(config, { log: pino({ level: 'error' }), say, alone: true })
const { platform, ownerUrl } = installation

const present = async (): Promise<number> => {
  const { rows } = await platform.pool.query<{ count: string }>(
    `select reltuples::bigint::text as count from pg_class where relname = 'matter'`,
  )
  return Math.max(0, Number(rows[0]?.count ?? 0))
}
const missing = wanted - (await present())
// reltuples is an estimate kept by `analyze`; a hundredth more or less does not matter here.
if (missing > wanted / 100) {
  const seeded = await seedMatters(platform, ownerUrl, missing)
  say(
    `seeded ${seeded.matters} matters with ${seeded.events} events in ${seeded.seconds} s: ${seeded.mattersPerSecond} matters/s`,
  )
}

/** The server under test as a process of its own, on the database that is open here. */
const startServer = async (): Promise<{ url: string; child: ChildProcess }> => {
  const child = spawn(process.execPath, [join(root, 'src/server/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: ownerUrl,
      DATA_DIR: config.dataDir,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk
      const ready = /ready: (http:\/\/[^\s/]+)/.exec(said)?.[1]
      if (ready) resolve(ready)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready:\n${said}`)))
  })
  return { url: address, child }
}
const { url, child } = await startServer()
const { hostname, port } = new URL(url)
const agent = new Agent({ keepAlive: true, maxSockets: connections })

let calls = 0
const anyAddress = (): string => {
  calls += 1
  return `100.${64 + ((calls >> 16) & 63)}.${(calls >> 8) & 255}.${calls & 255}`
}

interface Answer {
  readonly status: number
  readonly body: string
  readonly cookies: readonly string[]
}
const call = (method: string, path: string, cookie: string, body?: unknown): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    // Each call comes from another network behind the proxy, so that the limits for one person stay on and out of the way.
    const headers: Record<string, string | number> = { cookie, 'x-forwarded-for': anyAddress() }
    if (text !== undefined) {
      headers['content-type'] = 'application/json'
      headers['content-length'] = Buffer.byteLength(text)
    }
    const sent = request({ hostname, port, path, method, agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString(),
          cookies: response.headers['set-cookie'] ?? [],
        }),
      )
    })
    sent.on('error', reject)
    sent.end(text)
  })

const signIn = async (username: string): Promise<string> => {
  const answer = await call('POST', '/api/v1/session', '', { username, password: demoPassword })
  if (answer.status !== 200) throw new Error(`sign-in of ${username}: ${answer.status} ${answer.body}`)
  return answer.cookies.map((one) => one.split(';')[0]).join('; ')
}

const people = {
  clerk: {
    username: 'limin',
    roles: ['clerk', 'reviewer'],
    scope: { kind: 'institutions', ids: [demoInstitutionId('330200')] },
  },
  province: {
    username: 'shenyun',
    roles: ['province-supervisor'],
    scope: { kind: 'province', code: as<DivisionCode>('330000') },
  },
  nation: { username: 'hanlin', roles: ['national-supervisor'], scope: { kind: 'nation' } },
} as const satisfies Record<string, { username: string; roles: readonly string[]; scope: Scope }>
type Person = keyof typeof people

const actorOf = (person: Person): Actor => ({
  kind: 'staff',
  id: as<StaffId>('bench'),
  name: person,
  roles: people[person].roles,
  institutionId: as<InstitutionId>(demoInstitutionId('330200')),
  institutionName: '',
  provinceCode: as<DivisionCode>('330000'),
  scope: people[person].scope,
})

const cookies = {
  clerk: await signIn(people.clerk.username),
  province: await signIn(people.province.username),
  nation: await signIn(people.nation.username),
}

// The owner looks: ids spread over the whole province.
const owner = new pg.Client({ connectionString: ownerUrl })
await owner.connect()
const { rows: samples } = await owner.query<{ id: string }>(
  'select id from matter where province_code = $1 order by md5(id::text) limit 2000',
  ['330000'],
)
await owner.end()
const sampleId = (turn: number): string => samples[(turn * 7919) % samples.length]?.id ?? ''

const submission = (turn: number) => {
  const throwOf = dice(turn + Date.now())
  return {
    submissionId: randomUUID(),
    kind: 'aid',
    applicant: {
      identityKind: 'legal-person',
      name: '宁波测量灯饰有限公司',
      identifier: creditCode(throwOf, '330212'),
      phone: phoneNumber(throwOf),
      mail: null,
      address: null,
      sme: true,
    },
    agent: null,
    respondents: [{ name: '测量用店铺', place: null, link: null }],
    need: {
      position: 'right-holder',
      rights: [{ type: 'patent-design', number: patentNumber(throwOf, 3), name: '台灯' }],
      scene: 'e-commerce',
      facts: '网店在卖与我们外观设计专利几乎一样的台灯，已经截图，想请机构判断是否侵权。',
      knownSince: '2026-11-01',
      occurredIn: '330212',
      locatedIn: '330212',
      urgency: 'none',
      urgentUntil: null,
      services: ['CONSULT', 'INFRINGEMENT_OPINION'],
    },
    evidence: [],
    institutionId: null,
    consent: { version: '2026-11', sensitiveData: true },
  }
}

interface Operation {
  readonly name: string
  readonly http: (turn: number) => Promise<Answer>
  /** The same work inside this process, so that its SQL can be written down. */
  readonly inside: (p: typeof platform) => Promise<unknown>
  readonly adds?: boolean
}

const list = (person: Person, query: Record<string, string>): Pick<Operation, 'http' | 'inside'> => {
  const path = `/api/v1/matters?${new URLSearchParams(query)}`
  return {
    http: () => call('GET', path, cookies[person]),
    inside: (p) => inContext(p, actorOf(person), 'bench', (ctx) => listMatters(ctx, matterQuery.parse(query))),
  }
}

const open = async (ctx: Ctx, id: string) => {
  const loaded = await findMatter(ctx, as<MatterId>(id))
  if (!loaded) throw new Error(`no matter ${id}`)
  await audit(ctx, { action: 'matter.open', objectKind: 'matter', objectId: id })
  return matterView(ctx, loaded)
}

const operations: readonly Operation[] = [
  {
    name: 'open (province)',
    http: (turn) => call('GET', `/api/v1/matters/${sampleId(turn)}`, cookies.province),
    inside: (p) => inContext(p, actorOf('province'), 'bench', (ctx) => open(ctx, sampleId(1))),
    adds: true,
  },
  { name: 'inbox (clerk)', ...list('clerk', { view: 'inbox' }) },
  { name: 'inbox (province)', ...list('province', { view: 'inbox' }) },
  { name: 'list (province)', ...list('province', { view: 'all' }) },
  { name: 'list (nation)', ...list('nation', { view: 'all' }) },
  { name: 'search, frequent word', ...list('province', { text: '台灯' }) },
  { name: 'search, rare words', ...list('province', { text: '欧阳兰' }) },
  { name: 'search, absent word', ...list('province', { text: '饕餮' }) },
  {
    name: 'submit',
    http: (turn) => call('POST', '/api/v1/submissions', '', submission(turn)),
    inside: (p) => {
      const input = submissionInput.parse(submission(0))
      const actor: Actor = {
        kind: 'public',
        scope: { kind: 'submission', submissionId: as<SubmissionId>(input.submissionId) },
      }
      return inContext(p, actor, 'bench', (ctx) => submit(ctx, input, { channel: 'online', consentGiven: 'on-screen' }))
    },
    adds: true,
  },
]

const bare = createBare(ownerUrl, connections)
const keep = new Set<string>([...samples.map(({ id }) => id), ...(await institutionIds(installation))])
async function institutionIds({ platform: { db } }: Installation): Promise<readonly string[]> {
  return (await db.selectFrom('institution').select('id').execute()).map(({ id }) => id)
}

const ms = (value: number) => value.toFixed(value < 10 ? 2 : 1).padStart(8)
const line = (name: string, over: Measured, under: Measured) =>
  `${name.padEnd(24)}${ms(over.p50)}${ms(over.p95)}${ms(over.p99)}${over.perSecond.toFixed(0).padStart(9)}` +
  `${ms(under.p50)}${under.perSecond.toFixed(0).padStart(10)}${(over.perSecond / under.perSecond).toFixed(2).padStart(8)}${String(over.errors).padStart(8)}`

say('')
say(
  `${wanted} matters · ${connections} connections · ${seconds} s each · times in ms; “bare” is the same SQL without HTTP, session, scope and row security`,
)
say(
  `${'operation'.padEnd(24)}${['p50', 'p95', 'p99'].map((one) => one.padStart(8)).join('')}${'req/s'.padStart(9)}${'bare p50'.padStart(9)}${'bare/s'.padStart(9)}${'ratio'.padStart(8)}${'errors'.padStart(8)}`,
)
let failed = false
try {
  for (const { name, http, inside, adds } of operations) {
    const statements = await recorded(platform, inside)
    const good = async (turn: number) => {
      const { status, body } = await http(turn)
      if (status >= 300) say(`${name}: ${status} ${body.slice(0, 200)}`)
      return status < 300
    }
    await measure(good, { connections, seconds: 1 })
    const over = await measure(good, { connections, seconds })
    const under = await measure(() => (adds ? bare.write(statements, keep) : bare.read(statements)), {
      connections,
      seconds,
    })
    failed ||= over.errors > 0
    say(line(name, over, under))
  }
} finally {
  child.kill('SIGTERM')
  await once(child, 'exit')
  await bare.close()
  agent.destroy()
  await installation.close()
}
process.exit(failed ? 1 : 0)
