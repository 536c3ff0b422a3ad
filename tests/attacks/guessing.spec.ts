import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { as, type DivisionCode } from '../../src/domain/kernel/ids.ts'
import { matterNumber, spokenAlphabet } from '../../src/domain/matter/number.ts'
import { dice } from '../../src/server/demonstration/dice.ts'
import { aMatter } from '../../testing/a-matter.ts'
import { useTestApp } from '../../testing/app.ts'
import { openBrowser } from '../../testing/browser-session.ts'
import { useTestDatabase } from '../../testing/database.ts'
import { useTestPlatform } from '../../testing/platform.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
const server = useTestApp(database, test)

const throwOf = dice(20260302)
const anyNumber = (): string => {
  for (;;) {
    const body = Array.from({ length: 7 }, () => throwOf.pick([...spokenAlphabet])).join('')
    const number = matterNumber(as<DivisionCode>('330000'), body)
    if (number !== null) return number
  }
}
const phone = '13912345678'

describe('guessing tracking numbers', () => {
  it('a number that is in use is told from none by no answer: state, words, length, cookies and headers are the same', async () => {
    const stored = await aMatter(test, { submission: { applicant: { phone } } }).in('in-service')
    const answers = []
    for (const number of [stored.number, anyNumber(), anyNumber()]) {
      const browser = openBrowser(server.app, { address: `198.51.100.${answers.length}` })
      await browser.get('/track')
      const { statusCode, body, headers, cookies } = await browser.post('/track', { number, proof: '13800000000' })
      const { date: _, 'x-request-id': __, ...told } = headers
      answers.push({
        statusCode,
        body: body.replaceAll(number, 'N').replace(/name="_csrf" value="[^"]+"/, ''),
        headers: { ...told, 'set-cookie': undefined, etag: undefined },
        cookies: cookies.map(({ name }) => name),
      })
    }
    expect(answers[0]?.statusCode).toBe(422)
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  it('from many networks at once the tries on one matter are counted together, and its owner gets in again the next hour', async () => {
    const stored = await aMatter(test, { submission: { applicant: { phone } } }).in('submitted')
    const tryFrom = async (network: number, proof: string) => {
      const browser = openBrowser(server.app, { address: `192.0.2.${network}` })
      await browser.get('/track')
      return (await browser.post('/track', { number: stored.number, proof })).statusCode
    }
    const answers: number[] = []
    for (let network = 1; network <= 30; network += 1) answers.push(await tryFrom(network, `1380000${1000 + network}`))
    expect(answers.filter((status) => status === 422)).toHaveLength(20)
    expect(answers.filter((status) => status === 429)).toHaveLength(10)
    test.setClock('2026-03-02T11:30')
    expect(await tryFrom(31, phone)).toBe(303)
    test.setClock('2026-03-02T10:00')
  })

  it('knowing the number opens nothing else: files, notices, receipts and deliverables ask for the second proof', async () => {
    const stored = await aMatter(test).in('closed')
    const stranger = openBrowser(server.app, { address: '203.0.113.5' })
    const [deliverable] = stored.matter.deliverables
    for (const path of [
      '/track/matter',
      '/track/notice',
      '/track/supplement',
      '/track/withdraw',
      '/track/rate',
      '/track/receipt',
      `/track/deliverable/${deliverable?.deliverableId}`,
    ]) {
      const answer = await stranger.get(`${path}?number=${stored.number}`)
      expect(answer.statusCode, path).toBeGreaterThanOrEqual(300)
      expect(answer.body, path).not.toContain(stored.number)
      expect(answer.body, path).not.toContain(stored.matter.need.facts)
    }
    const api = await server.as(null).get(`/matters/${stored.id}`)
    expect(api.statusCode).toBe(401)
  })

  it('numbers do not follow from one another: of matters sent one after another no two share their first four letters', async () => {
    const numbers = []
    for (let index = 0; index < 12; index += 1) numbers.push((await aMatter(test).in('submitted')).number)
    expect(new Set(numbers.map((number) => number.replaceAll('-', '').slice(4, 8))).size).toBeGreaterThanOrEqual(11)
  })
})

describe('reaching files of the machine', () => {
  const ways = [
    '/workbench/assets/../../../package.json',
    '/workbench/assets/..%2f..%2f..%2fpackage.json',
    '/workbench/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
    '/workbench/assets/....//....//package.json',
    '/workbench/assets/..\\..\\..\\package.json',
    '/workbench/assets/%00/../../package.json',
    '/workbench/assets//etc/passwd',
    '/track/evidence/..%2f..%2fkeys%2ffield-keys.json',
    '/institutions/..%2f..%2fpackage.json',
    '/api/v1/docs/static/..%2f..%2f..%2fpackage.json',
    '/.env',
    '/.git/config',
    '/package.json',
    '/.data/keys/field-keys.json',
  ]
  it.each(ways)('%s leads to none', async (url) => {
    const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    const answer = await server.app.inject({ url })
    // Any address below /workbench/ that is no file shows the workbench.
    if (answer.statusCode === 200) expect(answer.body).toContain('<div id="root">')
    expect(answer.body).not.toContain(`"name": "${name}"`)
    expect(answer.body).not.toContain(`"version": "${version}"`)
    expect(answer.body).not.toContain('root:')
    expect(answer.body).not.toContain('"current"')
  })
})

describe('a page that shows ours inside its own', () => {
  it.each(['/', '/apply', '/track', '/institutions', '/privacy', '/workbench/', '/no-such-page', '/api/v1/docs/'])(
    '%s forbids it, in the old way and the new, and lets no content type be guessed',
    async (url) => {
      const { headers } = await server.app.inject({ url })
      expect(headers['content-security-policy']).toMatch(/frame-ancestors ('none'|'self')/)
      expect(headers['x-frame-options']).toMatch(/^(SAMEORIGIN|DENY)$/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['x-powered-by']).toBeUndefined()
    },
  )
})
