import { beforeAll, describe, expect, it } from 'vitest'
import { aSubmission, type SubmissionJson } from '../../../testing/a-matter.ts'
import { answerUpTo, goodAnswers, sendIn } from '../../../testing/an-application.ts'
import { openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { renderPage } from '../../web/portal/render.tsx'
import { buildApp } from '../app.ts'
import { createLog } from '../platform/log.ts'
import { demoPassword } from '../staff/demo.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })

interface Line {
  readonly level: string
  readonly msg: string
  readonly reqId?: string
  readonly route?: string
  readonly status?: number
  readonly err?: { readonly message: string; readonly code?: string; readonly constraint?: string }
}

describe('the log of a whole journey, at its finest level', () => {
  const written: string[] = []
  const submission: SubmissionJson = aSubmission({ applicant: { name: '欧阳若兰' } })
  const answered: { id: string; status: number }[] = []
  const wrong = { name: '东方不亮', phone: '13700001234', password: 'my-secret-passphrase-7' }
  let number = ''
  let queryCode = ''
  let cookie = ''

  beforeAll(async () => {
    const log = createLog('trace', { write: (line: string) => written.push(line) })
    const platform = { ...test.platform, log }
    const app = await buildApp(platform, { render: renderPage, css: '' })
    const ask = async (method: 'GET' | 'POST', url: string, payload?: object | string, headers = {}) => {
      const content = typeof payload === 'string' ? { 'content-type': 'application/json' } : {}
      const response = await app.inject({
        method,
        url,
        headers: { ...content, ...(cookie ? { cookie } : {}), ...headers },
        ...(payload === undefined ? {} : { payload }),
      })
      answered.push({ id: String(response.headers['x-request-id']), status: response.statusCode })
      return response
    }
    // Sent in by programme, then once more with a broken body and a wrong value in each field.
    const sent = (await ask('POST', '/api/v1/submissions', submission)).json()
    number = sent.number
    queryCode = sent.queryCode
    await ask('POST', '/api/v1/submissions', `{"applicant":{"name":"${submission.applicant.name}`)
    await ask('POST', '/api/v1/submissions', { ...submission, applicant: { ...submission.applicant, phone: '138' } })
    // Sent in on the portal, then followed there with a wrong phone and the right one.
    const browser = openBrowser(app)
    await answerUpTo(browser, 'check')
    await sendIn(browser)
    await browser.get('/track')
    await browser.post('/track', { number, proof: wrong.phone })
    await browser.post('/track', { number, proof: submission.applicant.phone })
    await browser.get('/track/matter')
    await ask('GET', `/track?number=${number}`)
    // At the desk: a password typed into the wrong field, a search by name, a look at a phone.
    await ask('POST', '/api/v1/session', { username: wrong.password, password: wrong.password })
    const signedIn = await ask('POST', '/api/v1/session', { username: 'limin', password: demoPassword })
    cookie = [signedIn.headers['set-cookie'] ?? []]
      .flat()
      .map((one) => one.split(';')[0])
      .join('; ')
    await ask('GET', `/api/v1/matters?text=${encodeURIComponent(submission.applicant.name)}`)
    const opened = (await ask('GET', `/api/v1/matters/${sent.matterId}`)).json()
    const partyId = opened.parties[0].partyId ?? opened.parties[0].id
    const reason = `核对 ${wrong.name} 的电话`
    await ask('POST', `/api/v1/matters/${sent.matterId}/reveal`, { partyId, field: 'phone', reason })
    // Faults: a sealed value that does not open, a row that the database refuses and quotes, a query it can't read.
    await database.ownerPool.query("update party set phone_sealed = '\\x010000' where id = $1", [partyId])
    await ask('POST', `/api/v1/matters/${sent.matterId}/reveal`, { partyId, field: 'phone', reason })
    await database.ownerPool.query('alter table party add constraint party_full check (position > 100) not valid')
    await ask('POST', '/api/v1/submissions', aSubmission({ applicant: { name: '欧阳若兰' } }))
    await app.close()
  })

  const lines = () => written.map((line): Line => JSON.parse(line))

  it('holds no name, phone, identifier, address, mail, password, query code, tracking number or account of facts', () => {
    const { applicant, need, respondents } = submission
    const portal = goodAnswers.applicant
    const personal = [
      applicant.name,
      applicant.identifier,
      applicant.phone,
      applicant.mail,
      applicant.address,
      need.facts,
      respondents[0]?.name,
      portal.name,
      portal.identifier,
      portal.phone,
      portal.address,
      wrong.name,
      wrong.phone,
      wrong.password,
      demoPassword,
      number,
      queryCode,
      cookie.split('=')[1],
    ].filter((piece) => typeof piece === 'string')
    expect(personal).toHaveLength(18)
    const all = written.join('')
    const asWritten = (piece: string) => [piece, encodeURIComponent(piece), JSON.stringify(piece).slice(1, -1)]
    expect(personal.filter((piece) => asWritten(piece).some((form) => all.includes(form)))).toEqual([])
    expect(all).not.toContain('Failing row')
  })

  it('has one line a request with its pattern, status and id, the id that the answer carried', () => {
    const requests = lines().filter((line) => line.msg === 'request')
    for (const { id, status } of answered) {
      expect(
        requests.filter((line) => line.reqId === id).map((line) => line.status),
        id,
      ).toEqual([status])
    }
    expect(requests.map((line) => line.route)).toContain('/api/v1/matters/:id')
    expect(requests.length).toBeGreaterThan(answered.length + 20)
  })

  it('tells of a fault what and where, under the request’s id', () => {
    const faults = lines().filter((line) => line.level === 'error')
    expect(faults.map((line) => line.err?.constraint ?? line.err?.message)).toEqual([
      'party.phone: sealed with an unknown key "…"',
      'party_full',
    ])
    const ids = new Set(answered.filter(({ status }) => status === 500).map(({ id }) => id))
    expect(new Set(faults.map((line) => line.reqId))).toEqual(ids)
  })
})
