import { beforeAll, describe, expect, it } from 'vitest'
import { aMatter, aSubmission, type StoredMatter } from '../../testing/a-matter.ts'
import { type DemoUser, useTestApp } from '../../testing/app.ts'
import { openBrowser } from '../../testing/browser-session.ts'
import { useTestDatabase } from '../../testing/database.ts'
import { useTestPlatform } from '../../testing/platform.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
const server = useTestApp(database, test)

const hostile = [
  ['a quote that ends a string', "' or 1=1 --"],
  ['a second statement', "x'; delete from matter; --"],
  ['a parameter mark', '$1 %s ? :name'],
  ['wildcards', '%_%'],
  ['a backslash', '\\'],
  ['an array', '{a,"b}'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a template language would fill in
  ['a template', '{{7*7}}${7*7}<%= 7*7 %>#{7*7}'],
  ['a script', '<script>alert(1)</script>"><img src=x onerror=alert(1)>'],
  ['a way up', '../../../../etc/passwd'],
  ['a way up in another writing', '%2e%2e%2f%2e%2e%2fetc%2fpasswd'],
  ['an end of line', 'x\r\nset-cookie: a=b'],
  ['a zero byte', 'x\0y'],
  ['half a pair', 'x\ud800y'],
  ['a turned direction', '\u202egnp.exe'],
  ['very many letters', '长'.repeat(3000)],
] as const

interface Parameter {
  readonly in: string
  readonly name: string
}
interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly hasBody: boolean
}

/** Every operation that the API's own document names. */
const operations = async (): Promise<readonly Operation[]> => {
  const { paths } = (await server.app.inject('/api/v1/openapi.json')).json()
  return Object.entries<Record<string, { parameters?: Parameter[]; requestBody?: unknown }>>(paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
        method: method.toUpperCase() as Operation['method'], // OpenAPI names them in lower case
        path,
        parameters,
        hasBody: requestBody !== undefined,
      })),
  )
}

const fill = (path: string, value: string): string => path.replaceAll(/\{[^}]+\}/g, () => encodeURIComponent(value))
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())

/** Of one matter and the record as a whole. */
const stateOf = async (stored: StoredMatter) => {
  const { rows } = await database.ownerPool.query(
    `select (select count(*)::int from matter) as matters, (select count(*)::int from matter_event) as events,
       (select count(*)::int from party) as parties, (select count(*)::int from staff where not disabled) as staff,
       (select status from matter where id = $1) as status`,
    [stored.id],
  )
  return rows[0]
}

/** No fault, nothing of the machinery told, and what is refused is told as a problem. */
const expectCalm = (what: string, response: { statusCode: number; body: string; headers: object }) => {
  expect.soft(response.statusCode, `${what}: ${response.body.slice(0, 200)}`).toBeLessThan(500)
  expect.soft(response.body, what).not.toMatch(/syntax error|invalid input syntax|pg_|node_modules|at Object\.|ENOENT/)
  expect.soft(response.headers, what).not.toHaveProperty('a')
}

describe('words that were made to do harm', () => {
  let stored: StoredMatter
  beforeAll(async () => {
    stored = await aMatter(test).in('under-review')
  })

  it('in any question of any route are an unknown value or a word to look for, for whoever asks', async () => {
    const before = await stateOf(stored)
    const asking: readonly DemoUser[] = ['zhoulan', 'admin', 'qinzheng']
    for (const { method, path, parameters } of await operations()) {
      if (method !== 'GET') continue
      const asked = parameters.filter((one) => one.in === 'query')
      for (const [index, [what, words]] of hostile.entries()) {
        const query = asked.map(({ name }) => `${name}=${encoded(words)}`).join('&')
        const user = asking[index % asking.length] ?? 'admin'
        for (const address of [
          `${fill(path, stored.id)}?${query}`,
          ...asked.map(({ name }) => `${fill(path, stored.id)}?${name}=${encoded(words)}`),
        ]) {
          const headers = await server.signInAs(user ?? 'admin')
          expectCalm(`${what} in ${address.slice(0, 120)}`, await server.app.inject({ method, url: address, headers }))
        }
      }
    }
    expect(await stateOf(stored)).toEqual(before)
  })

  it('in any place of any address lead nowhere', async () => {
    const before = await stateOf(stored)
    const headers = await server.signInAs('admin')
    const inPath = (await operations()).filter(({ path }) => path.includes('{'))
    expect(inPath.length).toBeGreaterThan(5)
    for (const { method, path } of inPath) {
      for (const [what, words] of hostile) {
        const url = fill(path, words.toWellFormed())
        const response = await server.app.inject({ method, url, headers, ...(method === 'GET' ? {} : { payload: {} }) })
        expectCalm(`${what} in ${method} ${path}`, response)
        expect.soft(response.statusCode, `${what} in ${method} ${path}`).toBeGreaterThanOrEqual(400)
      }
    }
    expect(await stateOf(stored)).toEqual(before)
  })

  it('in a body of any shape are refused or kept as words, and change nothing that was not asked for', async () => {
    const before = await stateOf(stored)
    const shapes = (words: string) => [
      words,
      [words],
      { [words.slice(0, 50)]: words },
      { __proto__: { roles: ['administrator'] }, constructor: { prototype: { roles: words } } },
      { expectedVersion: words, reasons: words, items: words },
      { expectedVersion: { $gt: 0 }, reasons: [words] },
    ]
    const headers = await server.signInAs('zhoulan')
    for (const { method, path, hasBody } of await operations()) {
      // Signing out would end the session that the others are tried with.
      if (!hasBody || path === '/api/v1/session') continue
      for (const [what, words] of hostile.slice(0, 12)) {
        for (const payload of shapes(words)) {
          const response = await server.app.inject({
            method,
            url: fill(path, stored.id),
            headers: { ...headers, 'content-type': 'application/json' },
            payload: JSON.stringify(payload),
          })
          expectCalm(`${what} in the body of ${method} ${path}`, response)
        }
      }
    }
    expect(await stateOf(stored)).toEqual(before)
    expect(({} as Record<string, unknown>).roles).toBeUndefined()
  })

  it.each(
    hostile.filter(([what]) => !['a zero byte', 'half a pair', 'very many letters', 'an end of line'].includes(what)),
  )(
    'as the name, the facts and the opponent of a matter (%s) are shown as they were typed and do nothing',
    async (_, words) => {
      const input = aSubmission({
        applicant: { name: words.slice(0, 60) },
        respondents: [{ name: words.slice(0, 60), place: null, link: null }],
        need: { facts: `${words} 其余的事实经过写在后面，请机构看一看。` },
      })
      const sent = await server.as(null).post('/submissions', input)
      if (sent.statusCode === 422 || sent.statusCode === 400) {
        // A name may be held to be none; then it is said which.
        expect(
          sent
            .json()
            .errors.map((one: { path: string }) => one.path)
            .join(),
        ).toMatch(/name/)
        return
      }
      expect(sent.statusCode, sent.body).toBeLessThan(300)
      const { number, queryCode } = sent.json()
      const browser = openBrowser(server.app, { address: '203.0.113.77' })
      await browser.get('/track')
      const page = await browser.follow(await browser.post('/track', { number, proof: queryCode }))
      expect(page.statusCode).toBe(200)
      expect(page.body).not.toMatch(/<script>alert|<img src=x/)
      const found = await server.as('zhoulan').get(`/matters?text=${encodeURIComponent(number)}`)
      const { id } = found.json().rows[0]
      const view = (await server.as('zhoulan').get(`/matters/${id}`)).json()
      expect(view.need.facts).toContain(words)
      expect(view.need.facts).not.toContain('49')
    },
  )
})

describe('a submission that says more than it is asked', () => {
  it('sets neither state, number, holder nor handler: unknown fields are refused by name or have no effect', async () => {
    const extra = {
      status: 'accepted',
      number: 'WQ33-AAAA-AAAA',
      id: '00000000-0000-4000-8000-000000000001',
      matterId: '00000000-0000-4000-8000-000000000001',
      holderId: '00000000-0000-4000-8000-000000000002',
      handlerId: 'admin',
      submittedAt: '2020-01-01T00:00:00.000Z',
      channel: 'counter',
      actor: { kind: 'staff', roles: ['administrator'] },
    }
    const input = aSubmission()
    const sent = await server.as(null).post('/submissions', {
      ...input,
      ...extra,
      applicant: { ...input.applicant, role: 'administrator', verified: true },
      need: { ...input.need, title: '由申请人定的标题', status: 'closed' },
    })
    if (sent.statusCode >= 400) {
      expect(sent.json().code).toBe('invalid')
      return
    }
    const { number } = sent.json()
    expect(number).not.toBe(extra.number)
    const { rows } = await database.ownerPool.query('select * from matter where number = $1', [number])
    expect(rows[0]).toMatchObject({ status: 'submitted', channel: 'online', handler_id: null })
    expect(rows[0].id).not.toBe(extra.id)
    expect(rows[0].holder_institution_id).not.toBe(extra.holderId)
    expect(rows[0].title).not.toBe('由申请人定的标题')
    expect(rows[0].submitted_at.toISOString()).toMatch(/^2026-03-02/)
  })

  it('a step can’t be taken in another’s name, and its author is who is signed in', async () => {
    const stored = await aMatter(test).in('submitted')
    const answer = await server.as('limin').post(`/matters/${stored.id}/start-review`, {
      expectedVersion: stored.matter.version,
      actor: { kind: 'staff', id: 'admin', name: '别人' },
      at: '2020-01-01T00:00:00.000Z',
      type: 'archive',
    })
    if (answer.statusCode >= 400) return expect(answer.json().code).toBe('invalid')
    const { rows } = await database.ownerPool.query(
      'select type, at, actor from matter_event where matter_id = $1 order by seq desc limit 1',
      [stored.id],
    )
    expect(rows[0]).toMatchObject({ type: 'ReviewStarted', actor: { name: '李敏' } })
    expect(rows[0].at.toISOString()).toMatch(/^2026-03-02/)
  })
})
