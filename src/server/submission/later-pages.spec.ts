import { describe, expect, it } from 'vitest'
import { answerPage, answerUpTo, goodAnswers, sendIn } from '../../../testing/an-application.ts'
import { useTestApp } from '../../../testing/app.ts'
import { type BrowserSession, openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPhone } from '../../../testing/identifiers.ts'
import { sentTo } from '../../../testing/outbox.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { announceExpiry } from './announce-expiry.ts'
import { clearExpired } from './clear-expired.ts'

const codeOn = (html: string): string => /[2-9A-Z]{5}-[2-9A-Z]{5}/.exec(html)?.[0] ?? ''

describe('an application on two devices', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const server = useTestApp(database, test)
  const open = (address?: string) => openBrowser(server.app, { address })

  /** A phone on which the first pages are answered, and the code that it shows. */
  const begun = async (upTo: Parameters<typeof answerUpTo>[1] = 'agent') => {
    const phone = open()
    await answerUpTo(phone, upTo)
    const code = codeOn((await phone.get(`/apply/${upTo}`)).body)
    return { phone, code }
  }
  const resume = async (browser: BrowserSession, code: string) => {
    await browser.get('/apply/resume')
    return browser.post('/apply/resume', { code })
  }
  /** What a link that was sent leads to. */
  const sentLink = async (address: string) => {
    const [message] = await sentTo(test.platform, database, address)
    return String(message?.data.link)
  }

  it('every page shows the code and until when the application is kept; the code opens it on another device', async () => {
    const { phone, code } = await begun()
    const page = await phone.get('/apply/agent')
    expect(page.body).toContain(code)
    expect(page.body).toContain('2026年3月16日')
    const tablet = open('198.51.100.4')
    const answer = await resume(tablet, ` ${code.toLowerCase().replace('-', ' ')} `)
    expect(answer.headers.location).toBe('/apply')
    expect((await tablet.follow(answer)).body).toContain('您有一份没填完的申请')
    expect((await tablet.get('/apply/applicant')).body).toContain('张明')
    await answerPage(tablet, 'agent')
    expect((await phone.get('/apply/agent')).body).toMatch(/checked="" value="no"/)
    const { rows } = await database.ownerPool.query(`select detail from audit where action = 'draft.resume'`)
    expect(rows).toEqual([{ detail: { way: 'code' } }])
  })

  it('a wrong code tells nothing and leaves what was typed; a programme that tries codes is stopped', async () => {
    const guesser = open('198.51.100.66')
    const wrong = await resume(guesser, 'K7Q29DMW3F')
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('没有找到这份申请')
    expect(wrong.body).toContain('value="K7Q29DMW3F"')
    expect((await resume(guesser, 'O0I1L')).body).toContain('续办码的样子不对')
    let last = wrong
    for (let n = 0; n < 40 && last.statusCode === 422; n += 1)
      last = await guesser.post('/apply/resume', { code: `K7Q29DMW${(n % 8) + 2}F` })
    expect(last.statusCode).toBe(429)
    expect((await resume(open('198.51.100.67'), 'K7Q29DMW3F')).statusCode).toBe(422)
  })

  it('the code is kept as a keyed hash, and another draft’s code opens only that draft', async () => {
    const { code } = await begun()
    const other = await begun('identity')
    expect(other.code).not.toBe(code)
    const { rows } = await database.ownerPool.query('select resume_code_hash from draft')
    for (const row of rows) expect(row.resume_code_hash.includes(Buffer.from(code.replace('-', '')))).toBe(false)
    const tablet = open()
    await resume(tablet, other.code)
    expect((await tablet.get('/apply/identity')).body).not.toContain('张明')
  })

  it('a link to a phone or mail address opens the application once, on a press, never by being looked at', async () => {
    const { phone } = await begun()
    await phone.get('/apply/later')
    const sent = await phone.post('/apply/later', { address: 'Li.Si@Example.com' })
    expect(sent.body).toContain('l****@example.com')
    const link = await sentLink('li.si@example.com')
    expect(link).toMatch(/^\/apply\/resume\/[\w-]{43}$/)
    const tablet = open('198.51.100.5')
    for (let n = 0; n < 3; n += 1) expect((await open().get(link)).body).toContain('在这台设备上接着填')
    await tablet.get(link)
    expect((await tablet.post(link, {})).headers.location).toBe('/apply')
    expect((await tablet.get('/apply/applicant')).body).toContain('张明')
    const replayed = open('198.51.100.6')
    const again = await replayed.get(link)
    expect(again.statusCode).toBe(410)
    expect(again.body).toContain('已经用过一次了')
    await replayed.get('/apply/resume')
    expect((await replayed.post(link, {})).statusCode).toBe(410)
    expect(replayed.cookie('wq_draft')).toBeUndefined()
  })

  it('of two devices that press the same link at the same moment one gets the application', async () => {
    const { phone } = await begun()
    await phone.get('/apply/later')
    await phone.post('/apply/later', { address: aPhone(31) })
    const link = await sentLink(aPhone(31))
    const devices = [open('198.51.100.7'), open('198.51.100.8')]
    for (const device of devices) await device.get(link)
    const answers = await Promise.all(devices.map((device) => device.post(link, {})))
    expect(answers.map((one) => one.statusCode).sort()).toEqual([303, 410])
  })

  it('a link is over at the end of the next day, and one that never was one is told as such', async () => {
    const { phone } = await begun()
    await phone.get('/apply/later')
    await phone.post('/apply/later', { address: aPhone(32) })
    const link = await sentLink(aPhone(32))
    test.setClock('2026-03-03T23:59')
    expect((await open().get(link)).statusCode).toBe(200)
    test.setClock('2026-03-04T00:00')
    expect((await open().get(link)).body).toContain('已经过期')
    test.setClock('2026-03-02T10:00')
    for (const token of ['x', 'A'.repeat(43), '%00', '..%2f..%2fetc']) {
      const answer = await open().get(`/apply/resume/${token}`)
      expect(answer.statusCode, token).toBe(410)
      expect(answer.body).toContain('链接不完整')
    }
  })

  it.each([
    ['', '请填写手机号或电子邮箱'],
    ['0574-87654321', '座机收不到短信'],
    ['not@', '请填写完整的电子邮箱'],
  ])('an address to send the link to that is %j comes back with what to put right', async (address, message) => {
    const { phone } = await begun('identity')
    await phone.get('/apply/later')
    const answer = await phone.post('/apply/later', { address })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(message)
    expect(phone.field('address')).toBe(address)
  })

  it('a page that was changed on another device is not overwritten unseen: both answers are shown, the second press decides', async () => {
    const { phone, code } = await begun()
    const tablet = open('198.51.100.9')
    await resume(tablet, code)
    await phone.get('/apply/applicant')
    await tablet.get('/apply/applicant')
    const seenByPhone = phone.field('seen') ?? ''
    const fromTablet = { ...goodAnswers.applicant, name: '张明明' }
    await tablet.post('/apply/applicant', { ...fromTablet, seen: tablet.field('seen') ?? '' })
    const fromPhone = { ...goodAnswers.applicant, address: '宁波市江北区某路 9 号' }
    const stale = await phone.post('/apply/applicant', { ...fromPhone, seen: seenByPhone })
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toContain('另一台设备')
    expect(stale.body).toContain('张明明')
    expect(phone.field('address')).toBe('宁波市江北区某路 9 号')
    const { body } = await tablet.get('/apply/applicant')
    expect(body, 'nothing was overwritten').toContain('张明明')
    const decided = await phone.post('/apply/applicant', { ...fromPhone, seen: phone.field('seen') ?? '' })
    expect(decided.statusCode).toBe(303)
    expect((await tablet.get('/apply/applicant')).body).toContain('江北区')
  })

  it('different pages answered on two devices both count, and the same answer twice is no conflict', async () => {
    const { phone, code } = await begun()
    const tablet = open('198.51.100.10')
    await resume(tablet, code)
    await phone.get('/apply/agent')
    const seen = phone.field('seen') ?? ''
    await tablet.get('/apply/agent')
    expect((await tablet.post('/apply/agent', { hasAgent: 'no', seen: tablet.field('seen') ?? '' })).statusCode).toBe(
      303,
    )
    expect((await phone.post('/apply/agent', { hasAgent: 'no', seen })).statusCode, 'back button').toBe(303)
    await answerPage(tablet, 'rights')
    expect((await phone.get('/apply/rights')).body).toContain('一种折叠式晾衣架')
  })

  it('what is sent is what was checked: a change elsewhere in between leads back to the summary', async () => {
    const { phone, code } = await begun('check')
    const tablet = open('198.51.100.11')
    await resume(tablet, code)
    await phone.get('/apply/consent')
    const seen = phone.field('seen') ?? ''
    await answerPage(tablet, 'applicant', { ...goodAnswers.applicant, name: '李四' })
    const ticks = { consent: 'yes', consentSensitive: 'yes', truth: 'yes', action: 'continue' }
    const answer = await phone.post('/apply/consent', { ...ticks, seen })
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('再核对一遍')
    expect(answer.body).toContain('李四')
    await phone.get('/apply/consent')
    const sent = await phone.post('/apply/consent', { ...ticks, seen: phone.field('seen') ?? '' })
    expect(sent.headers.location).toBe('/apply/submitted')
  })

  it('sent on one device, the other is told and what it typed is still there', async () => {
    const { phone, code } = await begun('check')
    const tablet = open('198.51.100.12')
    await resume(tablet, code)
    await tablet.get('/apply/facts')
    await sendIn(phone)
    const answer = await tablet.post('/apply/facts', {
      ...goodAnswers.facts,
      facts: '又有新情况：对方改了店名继续卖。',
    })
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('已经在另一台设备')
    expect(answer.body).toContain('对方改了店名继续卖')
    expect((await tablet.get('/apply/facts')).headers.location).toBe('/apply/submitted')
    expect((await resume(open(), code)).headers.location, 'its code leads to the receipt').toBe('/apply')
  })

  it('put away on a shared device, the application is out of sight there and opens by its code', async () => {
    const { phone, code } = await begun()
    await phone.get('/apply/later')
    await phone.post('/apply/leave', {})
    expect((await phone.get('/apply/applicant')).statusCode).toBe(303)
    await resume(phone, code)
    expect((await phone.get('/apply/applicant')).body).toContain('张明')
  })

  it('its end is announced on every page and by one message three days before, and then it is gone', async () => {
    test.setClock('2026-04-01T10:00')
    const { phone, code } = await begun()
    expect((await phone.get('/apply/agent')).body).not.toContain('快要到期了')
    const before = (await sentTo(test.platform, database, aPhone(7))).length
    await announceExpiry(test.platform)
    expect(await sentTo(test.platform, database, aPhone(7))).toHaveLength(before)
    test.setClock('2026-04-12T10:00')
    expect((await phone.get('/apply/agent')).body).toContain('快要到期了')
    await announceExpiry(test.platform)
    await announceExpiry(test.platform)
    const messages = await sentTo(test.platform, database, aPhone(7))
    expect(messages).toHaveLength(before + 1)
    expect(messages[0]).toMatchObject({ template: 'draft-expires', data: { expiresOn: '2026-04-15' } })
    test.setClock('2026-04-15T10:01')
    await clearExpired(test.platform)
    expect((await resume(open(), code)).body).toContain('没有找到这份申请')
    test.setClock('2026-03-02T10:00')
  })
})
