import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { aMatter, type StoredMatter } from '../../../testing/a-matter.ts'
import { staffNamed } from '../../../testing/actors.ts'
import { answerPage, answerUpTo } from '../../../testing/an-application.ts'
import { useTestApp } from '../../../testing/app.ts'
import { type BrowserSession, openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { sentTo } from '../../../testing/outbox.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { sendMessage } from '../message/messages.ts'
import { inContext } from '../platform/context.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
const server = useTestApp(database, test)

const phone = '13812340001'
const mail = 'zhang.ming@example.com'
let mine: StoredMatter
let byMail: StoredMatter
let foreign: StoredMatter

beforeAll(async () => {
  mine = await aMatter(test, { submission: { applicant: { phone, mail: null } } }).in('under-review')
  byMail = await aMatter(test, {
    submission: { applicant: { phone: '13812340002', mail: 'Zhang.Ming@Example.com' } },
  }).in('submitted')
  const agent = { name: '李律师', phone, relation: '律师' }
  foreign = await aMatter(test, { submission: { applicant: { phone: '13812340003', mail: null }, agent } }).in(
    'submitted',
  )
})

let lastNetwork = 0
const open = () => {
  lastNetwork += 1
  return openBrowser(server.app, { address: `198.51.100.${lastNetwork}` })
}
const codeTo = async (address: string): Promise<string> => {
  const messages = await sentTo(test.platform, database, address)
  return String(messages.find((one) => one.template === 'one-time-code')?.data.code)
}
const askedFor = async (browser: BrowserSession, address: string, start = '/account/sign-in') => {
  await browser.get(start)
  const sent = await browser.post(start, { address })
  await browser.follow(sent)
  return sent
}
const signedIn = async (address: string, browser = open()): Promise<BrowserSession> => {
  await askedFor(browser, address)
  const answer = await browser.post('/account/code', { code: await codeTo(address) })
  if (answer.headers.location !== '/account') throw new Error(answer.body)
  return browser
}
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('my matters', () => {
  it('a code to the phone shows the matters whose applicant has it, nobody else’s and none where it is an agent’s', async () => {
    const browser = await signedIn(phone)
    const page = await browser.get('/account')
    expect(page.body).toContain(mine.number)
    expect(page.body).toContain('138****0001')
    expect(page.body).not.toContain(byMail.number)
    expect(page.body).not.toContain(foreign.number)
    expect(page.body).not.toContain(phone)
    const matter = await browser.follow(await browser.get(`/account/matters/${mine.id}`))
    expect(matter.body).toContain(mine.number)
    const { rows } = await database.ownerPool.query(
      `select action, detail from audit where action in ('account.sign-in', 'account.list', 'matter.track') order by at, id`,
    )
    expect(rows.map((row) => row.action).sort()).toEqual(['account.list', 'account.sign-in', 'matter.track'])
    expect(rows.find((row) => row.action === 'matter.track').detail).toEqual({ proof: 'account' })
  })

  it('a mail address finds its matters too, however it was written', async () => {
    const browser = await signedIn(mail)
    expect((await browser.get('/account')).body).toContain(byMail.number)
  })

  it('a matter of somebody else is not there, and neither is a draft', async () => {
    const browser = await signedIn(phone)
    for (const id of [foreign.id, byMail.id, randomUUID(), 'x']) {
      expect((await browser.get(`/account/matters/${id}`)).statusCode, id).toBe(404)
      expect((await browser.get(`/account/drafts/${id}`)).statusCode, id).toBe(404)
    }
    expect(browser.cookie('wq_track')).toBeUndefined()
  })

  it('says the same of an address that is known and of one that is not', async () => {
    const known = await askedFor(open(), phone)
    const unknown = await askedFor(open(), '13899990000')
    expect([unknown.statusCode, unknown.headers.location]).toEqual([known.statusCode, known.headers.location])
    const pages = await Promise.all(
      [phone, '13899990001'].map(async (address) => {
        const browser = open()
        await askedFor(browser, address)
        const { body } = await browser.get('/account/code')
        return body.replace(/138\*{4}\d{4}/, '').replace(/name="_csrf" value="[^"]*"/g, '')
      }),
    )
    expect(pages[0]).toBe(pages[1])
    const stranger = await signedIn('13899990002')
    expect((await stranger.get('/account')).body).toContain('没有用这个手机或邮箱申请过的事项')
  })

  it('a wrong code is told with the tries that are left and spends the code at the fifth; a replayed and a late one are told as such', async () => {
    const browser = open()
    await askedFor(browser, phone)
    const code = await codeTo(phone)
    for (const left of [4, 3, 2, 1]) {
      const answer = await browser.post('/account/code', { code: wrong(code) })
      expect(answer.statusCode).toBe(422)
      expect(answer.body).toContain(`还可以试 ${left} 次`)
      expect(browser.field('code'), 'a code is not filled in again').toBe('')
    }
    expect((await browser.post('/account/code', { code: wrong(code) })).body).toContain('作废了')
    expect((await browser.post('/account/code', { code })).body).toContain('作废了')
    expect(browser.cookie('wq_account')).toBeUndefined()

    const again = open()
    await askedFor(again, phone)
    const kept = again.cookie('wq_code_sign-in') ?? ''
    const used = await codeTo(phone)
    expect((await again.post('/account/code', { code: used })).headers.location).toBe('/account')
    const thief = open()
    thief.setCookie('wq_code_sign-in', kept, '/account')
    await thief.get('/account/code')
    expect((await thief.post('/account/code', { code: used })).body).toContain('已经用过了')

    const late = open()
    await askedFor(late, phone)
    test.setClock('2026-03-02T10:10')
    expect((await late.post('/account/code', { code: await codeTo(phone) })).body).toContain('失效了')
    test.setClock('2026-03-02T10:00')
  })

  it('the code alone is of no use in another browser, and a forged cookie is none', async () => {
    const browser = open()
    await askedFor(browser, phone)
    const thief = open()
    expect((await thief.get('/account/code')).headers.location).toBe('/account/sign-in')
    thief.setCookie('wq_code_sign-in', 'eyJjb2RlSWQiOiJ4In0.AAAA', '/account')
    expect((await thief.get('/account/code')).headers.location).toBe('/account/sign-in')
    thief.setCookie('wq_account', 'AAAA.BBBB', '/')
    expect((await thief.get('/account')).headers.location).toBe('/account/sign-in')
  })

  it('a programme that asks for codes is told to wait, with what it typed not sent anywhere', async () => {
    const browser = open()
    let last = await askedFor(browser, '13877770001')
    for (let n = 0; n < 10 && last.statusCode === 303; n += 1) last = await askedFor(browser, '13877770001')
    expect(last.statusCode).toBe(429)
    expect(last.headers['retry-after']).toBe('3600')
    expect(await sentTo(test.platform, database, '13877770001')).toHaveLength(5)
    expect((await askedFor(open(), '13877770001')).statusCode, 'elsewhere the owner gets one').toBe(303)
  })

  it('a form of another site asks for no code and signs nobody in or out', async () => {
    const browser = open()
    await browser.get('/account/sign-in')
    expect((await browser.post('/account/sign-in', { _csrf: 'x', address: phone })).statusCode).toBe(403)
    await askedFor(browser, phone)
    expect((await browser.post('/account/code', { _csrf: 'x', code: await codeTo(phone) })).statusCode).toBe(403)
    expect(browser.cookie('wq_account')).toBeUndefined()
  })

  it('sessions are listed with their device; one that is ended is out at once; signing out ends this one', async () => {
    const here = await signedIn(phone)
    const there = await signedIn(phone)
    const page = await here.get('/account')
    const ends = [...page.body.matchAll(/\/account\/sessions\/[0-9a-f-]{36}/g)].map(([path]) => path)
    expect(ends.length).toBeGreaterThanOrEqual(1)
    for (const path of ends) await here.post(path, {})
    expect((await there.get('/account')).headers.location).toBe('/account/sign-in')
    const stranger = await signedIn('13899990003')
    await stranger.get('/account')
    const own = (await database.ownerPool.query('select id from applicant_session order by created_at limit 1')).rows[0]
      .id
    expect((await stranger.post(`/account/sessions/${own}`, {})).statusCode, 'of another account').toBe(404)
    await here.get('/account')
    const token = here.cookie('wq_account') ?? ''
    await here.post('/account/sign-out', {})
    here.setCookie('wq_account', token, '/')
    expect((await here.get('/account')).headers.location, 'the old token is dead').toBe('/account/sign-in')
  })

  it('a session left alone for two hours, and any after a day, is over; the database holds no token', async () => {
    const browser = await signedIn(phone)
    test.setClock('2026-03-02T11:59')
    expect((await browser.get('/account')).statusCode).toBe(200)
    test.setClock('2026-03-02T13:58')
    expect((await browser.get('/account')).statusCode).toBe(200)
    test.setClock('2026-03-02T15:59')
    expect((await browser.get('/account')).statusCode).toBe(303)
    const { rows } = await database.ownerPool.query('select token_hash from applicant_session')
    const token = Buffer.from((browser.cookie('wq_account') ?? '').split('.')[0] ?? '', 'base64url')
    for (const row of rows) expect(row.token_hash.equals(token)).toBe(false)
    test.setClock('2026-03-02T10:00')
  })

  it('an application filled in while signed in is listed, and opens on another device by the account', async () => {
    const browser = await signedIn('13866660001')
    await answerUpTo(browser, 'agent')
    expect((await browser.get('/account')).body).toContain('没填完的申请（1）')
    const other = await signedIn('13866660001')
    const link = /\/account\/drafts\/[0-9a-f-]{36}/.exec((await other.get('/account')).body)?.[0] ?? ''
    await other.follow(await other.get(link))
    expect((await other.get('/apply/applicant')).body).toContain('张明')
    const stranger = await signedIn('13866660002')
    expect((await stranger.get(link)).statusCode).toBe(404)
  })

  it('a second address proved by its owner brings its matters along', async () => {
    const browser = await signedIn('13812340002')
    await askedFor(browser, phone, '/account/address')
    const answer = await browser.post('/account/address/code', { code: await codeTo(phone) })
    expect(answer.headers.location).toBe('/account')
    const page = await browser.get('/account')
    expect(page.body).toContain(mine.number)
    expect(page.body).toContain(byMail.number)
    const again = await signedIn(phone)
    expect((await again.get('/account')).body, 'from now on by either').toContain(byMail.number)
  })

  it('an unread message of the institution is counted beside the matter', async () => {
    const staff = await staffNamed(test.platform, 'limin')
    await inContext(test.platform, staff, 'spec', (ctx) =>
      sendMessage(ctx, mine.id, { messageId: randomUUID(), text: '请回电。', evidence: [] }),
    )
    const browser = await signedIn(phone)
    expect((await browser.get('/account')).body).toContain('机构留言 1 条没有看')
  })
})

describe('earlier answers', () => {
  const proved = async (browser: BrowserSession, address: string) => {
    await askedFor(browser, address, '/apply/reuse/address')
    return browser.post('/apply/reuse/code', { code: await codeTo(address) })
  }
  const chosen = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''

  it('are offered after a code, masked, and copied only as chosen and named; the copy is audited where the matter belongs', async () => {
    const browser = open()
    await answerUpTo(browser, 'applicant')
    expect((await browser.get('/apply/applicant')).body).toContain('用上次的信息')
    expect((await browser.get('/apply/reuse')).headers.location).toBe('/apply/reuse/address')
    expect((await proved(browser, phone)).headers.location).toBe('/apply/reuse')
    const page = await browser.get('/apply/reuse')
    expect(page.body).toContain('138****0001')
    expect(page.body).not.toContain(phone)
    const person = chosen(page.body, 'person')
    const nobody = await browser.post('/apply/reuse', { person: '', name: '' })
    expect(nobody.statusCode).toBe(422)
    const mistaken = await browser.post('/apply/reuse', { person, name: '王五' })
    expect(mistaken.statusCode).toBe(422)
    expect(mistaken.body).toContain('不一样')
    expect((await browser.get('/apply/applicant')).body, 'nothing was copied').not.toContain(phone)
    await browser.get('/apply/reuse')
    const taken = await browser.post('/apply/reuse', { person, name: ' 张 明 ', rights: chosen(page.body, 'rights') })
    expect(taken.headers.location).toBe('/apply/applicant')
    const filled = await browser.get('/apply/applicant')
    expect(browser.field('phone')).toBe(phone)
    expect(filled.body).toContain('张明')
    await answerPage(browser, 'agent')
    await browser.get('/apply/rights')
    expect(browser.field('rights.0.name')).toBe('一种折叠式晾衣架')
    const { rows } = await database.ownerPool.query(
      `select object_id, institution_id, detail from audit where action = 'account.reuse'`,
    )
    expect(rows).toEqual([
      { object_id: mine.id, institution_id: mine.matter.holderId, detail: { what: ['applicant', 'rights'] } },
    ])
  })

  it('of another applicant can’t be named by a form, and a code for signing in does not open them', async () => {
    const browser = open()
    await answerUpTo(browser, 'applicant')
    await proved(browser, phone)
    await browser.get('/apply/reuse')
    const { rows } = await database.ownerPool.query(
      `select id from party where matter_id = $1 and role = 'applicant'`,
      [foreign.id],
    )
    const answer = await browser.post('/apply/reuse', { person: rows[0].id, name: '张明' })
    expect(answer.statusCode).toBe(422)
    expect((await browser.get('/apply/applicant')).body).not.toContain('13812340003')
    const other = open()
    await answerUpTo(other, 'applicant')
    await askedFor(other, phone)
    other.setCookie('wq_code_reuse', other.cookie('wq_code_sign-in') ?? '', '/apply')
    expect((await other.get('/apply/reuse/code')).headers.location).toBe('/apply/reuse/address')
  })

  it('are not given to who tries names: a number may have a new owner', async () => {
    const browser = open()
    await answerUpTo(browser, 'applicant')
    await proved(browser, '13812340003')
    const person = chosen((await browser.get('/apply/reuse')).body, 'person')
    let last = ''
    for (let n = 0; n < 11; n += 1) last = (await browser.post('/apply/reuse', { person, name: `名字${n}` })).body
    expect(last).toContain('试得太多了')
  })

  it('an applicant who has none, or applies as another kind, is told so', async () => {
    const browser = open()
    await answerUpTo(browser, 'applicant')
    await proved(browser, '13855550000')
    expect((await browser.get('/apply/reuse')).body).toContain('没有找到可以用的信息')
    expect((await open().get('/apply/reuse')).headers.location, 'without an application').toBe('/apply')
  })
})
