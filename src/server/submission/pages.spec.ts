import { describe, expect, it } from 'vitest'
import { type AnsweredPage, answerPage, answerUpTo, goodAnswers, sendIn } from '../../../testing/an-application.ts'
import { useTestApp } from '../../../testing/app.ts'
import { openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aResidentId } from '../../../testing/identifiers.ts'
import { useTestPlatform } from '../../../testing/platform.ts'

/** What the page says is wrong, each with its field. */
const errorsOn = (html: string): readonly string[] =>
  [...html.matchAll(/<li><a href="#([^"]+)">([^<]+)<\/a><\/li>/g)].map(([, field, message]) => `${field}：${message}`)

describe('applying, question by question', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const server = useTestApp(database, test)
  const open = () => openBrowser(server.app)
  const count = async (table: string): Promise<number> =>
    (await database.ownerPool.query(`select count(*)::int as n from ${table}`)).rows[0].n

  it('from the first question to the receipt: one matter, held by the proposed institution, with number and code', async () => {
    const browser = open()
    const first = await browser.follow(await browser.get('/apply?kind=aid&scene=shop'))
    expect(first.body).toContain('以谁的名义申请')
    await answerUpTo(browser, 'check')
    const check = await browser.get('/apply/check')
    expect(check.body).toContain('宁波市知识产权维权援助中心（示范）')
    expect(check.body).toContain('浙江省宁波市鄞州区')
    expect(check.body).not.toContain('还有几项没有填')
    const sent = await sendIn(browser)
    expect(sent.headers.location).toBe('/apply/submitted')
    const submitted = await browser.follow(sent)
    expect(submitted.statusCode).toBe(200)
    const number = /WQ33-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(submitted.body)?.[0]
    const { rows } = await database.ownerPool.query('select * from matter where number = $1', [number])
    expect(rows).toMatchObject([{ status: 'submitted', channel: 'online', kind: 'aid', due_on: '2026-03-23' }])
    expect(submitted.body).toContain('2026年3月23日')
    const receipt = await browser.get('/apply/receipt')
    expect(receipt.body).toContain(number)
    expect(receipt.body).toContain('张明')
    expect(receipt.body).not.toContain(aResidentId(7))
  })

  it('a consultation is not asked for agent, opponents and services, and needs no identity number', async () => {
    const browser = open()
    await browser.get('/apply?kind=consultation')
    await answerPage(browser, 'identity')
    const applicant = await answerPage(browser, 'applicant', { name: '张明', phone: '13800000001' })
    expect(applicant.headers.location).toBe('/apply/rights')
    await answerPage(browser, 'rights')
    const facts = await answerPage(browser, 'facts')
    expect(facts.headers.location).toBe('/apply/place')
    await answerPage(browser, 'place')
    await answerPage(browser, 'place-county')
    const urgency = await answerPage(browser, 'urgency')
    expect(urgency.headers.location).toBe('/apply/evidence')
    await browser.get('/apply/evidence')
    await browser.postFiles('/apply/evidence', { action: 'continue' }, [])
    await answerPage(browser, 'institution')
    await sendIn(browser)
    const { rows } = await database.ownerPool.query(`select services from matter where kind = 'consultation'`)
    expect(rows).toEqual([{ services: ['CONSULT'] }])
  })

  const wrong: readonly (readonly [AnsweredPage, string, Record<string, string>, readonly string[]])[] = [
    ['kind', 'nothing chosen', { kind: '' }, ['kind：请选择您需要什么帮助']],
    ['kind', 'a kind that is not on offer', { kind: 'mediation' }, ['kind：请选择您需要什么帮助']],
    [
      'identity',
      'nothing chosen',
      { identityKind: '', position: '' },
      ['identity-kind：请选择以谁的名义申请', 'position：请选择您是哪一方'],
    ],
    [
      'applicant',
      'everything wrong at once',
      { name: ' ', identifier: '33020319850612001', phone: '123', mail: 'x' },
      ['name：请填写', 'identifier：', 'phone：给出 3 位，手机号码应为 11 位', 'mail：请填写完整的电子邮箱'],
    ],
    [
      'applicant',
      'no identity number in a request for aid',
      { name: '张明', identifier: '', phone: '13800000001' },
      ['identifier：申请维权援助须填写证件号码，用于核实身份'],
    ],
    ['agent', 'nothing chosen', { hasAgent: '' }, ['has-agent：请选择有没有人代办']],
    [
      'agent',
      'an agent without name, phone and relation',
      { hasAgent: 'yes' },
      ['agent-name：请填写', 'agent-phone：请填写电话号码', 'agent-relation：请填写'],
    ],
    ['rights', 'no type', { 'rights.0.type': '' }, ['rights-0-type：第 1 项权利：请选择权利类型']],
    [
      'rights',
      'a patent number with a wrong check digit in the second row',
      { 'rights.0.type': 'copyright', 'rights.1.type': 'patent-invention', 'rights.1.number': '200810185283.2' },
      ['rights-1-number：'],
    ],
    [
      'facts',
      'too short, no scene, a day that does not exist',
      { scene: '', facts: '被侵权', knownSinceYear: '2026', knownSinceMonth: '2', knownSinceDay: '30' },
      [
        'scene：请选择最像的一种情况',
        'facts：事情经过：请写得具体一些，至少 10 个字',
        'known-since：发现的日期：没有这一天',
      ],
    ],
    [
      'respondents',
      'a link without http and no name',
      { 'respondents.0.name': '', 'respondents.0.link': 'shop.example.com' },
      ['respondents-0-name：对方 1：请填写', 'respondents-0-link：对方 1：请填写以 http://'],
    ],
    [
      'place',
      'neither place',
      { occurredInProvince: '', locatedInProvince: '' },
      ['located-in-province：请至少填写一个地点'],
    ],
    [
      'place-county',
      'a county of another province and none',
      { occurredIn: '440104', locatedIn: '' },
      ['occurred-in：请选择区县', 'located-in：请选择区县'],
    ],
    ['urgency', 'nothing chosen', { urgency: '' }, ['urgency：请选择急不急']],
    ['services', 'nothing chosen', {}, ['services：请至少选择一项']],
    ['services', 'a service that is not on offer', { services: 'OVERSEAS' }, ['services：请从下面的服务中选择']],
    ['institution', 'nothing chosen', { institutionId: '' }, ['institution-id：请选择一家机构']],
    [
      'institution',
      'an institution that does not take matters here',
      { institutionId: '00000000-0000-4000-8000-000000000000' },
      ['institution-id：这家机构目前不在本平台受理，请另选一家'],
    ],
  ]
  it.each(wrong)('%s with %s comes back with what to put right and what was typed', async (page, _, fields, errors) => {
    const browser = open()
    await answerUpTo(browser, page)
    const response = await answerPage(browser, page, fields)
    expect(response.statusCode).toBe(422)
    const told = errorsOn(response.body)
    expect(told).toHaveLength(errors.length)
    for (const [index, start] of errors.entries()) expect(told[index]?.startsWith(start), told[index]).toBe(true)
    for (const [name, typed] of Object.entries(fields)) {
      // Choices that are not on offer can't be shown as chosen; what was written comes back.
      if (browser.field(name) !== undefined && typed.length < 100) expect(browser.field(name)).toBe(typed)
    }
    const again = await answerPage(browser, page)
    expect(again.statusCode, again.body).toBe(303)
  })

  it('going back and forth keeps every answer as it was typed', async () => {
    const browser = open()
    await answerUpTo(browser, 'place')
    await browser.get('/apply/applicant')
    expect(browser.field('name')).toBe('张明')
    expect(browser.field('identifier')).toBe(goodAnswers.applicant.identifier)
    await browser.get('/apply/facts')
    expect(browser.field('knownSinceDay')).toBe('20')
    const jump = await browser.get('/apply/services')
    expect(jump.headers.location).toBe('/apply/place')
  })

  it('a change from the summary leads back to it, and takes out what it has made wrong', async () => {
    const browser = open()
    await answerUpTo(browser, 'check')
    await browser.get('/apply/facts?from=check')
    const facts = await browser.post('/apply/facts?from=check', { ...goodAnswers.facts, scene: 'production' })
    expect(facts.headers.location).toBe('/apply/check')
    await browser.get('/apply/place?from=check')
    const place = await browser.post('/apply/place?from=check', { occurredInProvince: '', locatedInProvince: '440000' })
    expect(place.headers.location).toBe('/apply/place-county?from=check')
    const check = await browser.get('/apply/check')
    expect(check.body).toContain('还有几项没有填')
    expect(check.body).toContain('href="/apply/place-county?from=check"')
    expect(check.body).toContain('href="/apply/institution?from=check"')
    expect((await browser.get('/apply/consent')).headers.location).toBe('/apply/check')
  })

  it('rows are added and removed without script, and what was typed in them stays', async () => {
    const browser = open()
    await answerUpTo(browser, 'rights')
    const more = await answerPage(browser, 'rights', {
      'rights.0.type': 'trademark',
      'rights.0.name': '海风',
      action: 'add',
    })
    expect(more.statusCode).toBe(200)
    expect(browser.field('rights.0.name')).toBe('海风')
    expect(browser.field('rights.1.name')).toBe('')
    await browser.post('/apply/rights', {
      'rights.0.type': 'trademark',
      'rights.0.name': '海风',
      'rights.1.type': 'copyright',
      'rights.1.name': '封面图',
      action: 'remove.0',
    })
    expect(browser.field('rights.0.name')).toBe('封面图')
    expect(browser.field('rights.1.name')).toBeUndefined()
  })

  it('pressing the last button twice at the same moment makes one matter, and both presses show its receipt', async () => {
    const browser = open()
    await answerUpTo(browser, 'check')
    await browser.get('/apply/consent')
    const before = await count('matter')
    const press = () =>
      browser.post('/apply/consent', { consent: 'yes', consentSensitive: 'yes', truth: 'yes', action: 'continue' })
    const both = await Promise.all([press(), press()])
    expect(both.map((one) => one.headers.location)).toEqual(['/apply/submitted', '/apply/submitted'])
    expect(await count('matter')).toBe(before + 1)
    const pages = [await browser.get('/apply/submitted'), await browser.get('/apply/submitted')]
    expect(pages[0]?.body.replace(/[0-9a-f-]{36}/g, '')).toBe(pages[1]?.body.replace(/[0-9a-f-]{36}/g, ''))
    expect((await browser.get('/apply/facts')).headers.location).toBe('/apply/submitted')
  })

  it('after submission the answers are no longer in the draft', async () => {
    const { rows } = await database.ownerPool.query('select answers_sealed from draft where matter_id is not null')
    expect(rows.length).toBeGreaterThan(0)
    for (const { answers_sealed } of rows) {
      expect(test.platform.crypto.open('draft.answers', answers_sealed)).toBe('{}')
    }
  })

  it('without each of the three ticks nothing is sent', async () => {
    const browser = open()
    await answerUpTo(browser, 'check')
    await browser.get('/apply/consent')
    const before = await count('matter')
    const response = await browser.post('/apply/consent', { consent: 'yes', action: 'continue' })
    expect(response.statusCode).toBe(422)
    expect(errorsOn(response.body)).toEqual([
      'consent-sensitive：请勾选单独同意；不同意的，可以到机构窗口办理',
      'truth：请勾选声明',
    ])
    expect(await count('matter')).toBe(before)
  })

  it('an institution that stops taking matters meanwhile is told on the summary, and nothing is sent', async () => {
    const browser = open()
    await answerUpTo(browser, 'check')
    const { institutionId } = goodAnswers.institution
    await database.ownerPool.query(`update institution set status = 'suspended' where id = $1`, [institutionId])
    const response = await sendIn(browser)
    await database.ownerPool.query(`update institution set status = 'active' where id = $1`, [institutionId])
    expect(response.statusCode).toBe(409)
    expect(response.body).toContain('这家机构目前不在本平台受理，请另选一家')
    expect(response.body).toContain('href="/apply/institution?from=check"')
  })

  it('a draft cookie that was tampered with opens nothing: the application begins anew', async () => {
    const browser = open()
    await answerUpTo(browser, 'place')
    const value = browser.cookie('wq_draft') ?? ''
    const stranger = open()
    stranger.setCookie('wq_draft', `${value.slice(0, -2)}xx`, '/apply')
    const response = await stranger.get('/apply/applicant')
    expect(response.headers.location).toBe('/apply/kind')
    const foreign = open()
    foreign.setCookie('wq_draft', Buffer.from('0192f0c0-0000-4000-8000-000000000000').toString('base64url'), '/apply')
    expect((await foreign.get('/apply/applicant')).headers.location).toBe('/apply/kind')
  })

  it('whoever comes back finds the unfinished application; starting anew throws it and its files away', async () => {
    const browser = open()
    await answerUpTo(browser, 'place')
    const back = await browser.get('/apply?kind=consultation')
    expect(back.body).toContain('您有一份没填完的申请')
    expect(back.body).toContain('href="/apply/place"')
    const before = await count('draft')
    const fresh = await browser.post('/apply/unfinished', { action: 'restart', kind: 'consultation' })
    expect(fresh.headers.location).toBe('/apply/identity')
    expect(await count('draft')).toBe(before - 1)
  })

  it('looking at pages stores nothing', async () => {
    const before = await count('draft')
    const browser = open()
    await browser.follow(await browser.get('/apply?kind=aid&scene=shop'))
    expect(await count('draft')).toBe(before)
  })

  it('a form without this browser’s token is answered with 403, what was typed still in it', async () => {
    const browser = open()
    await answerUpTo(browser, 'facts')
    await browser.get('/apply/facts')
    const response = await browser.post('/apply/facts', { ...goodAnswers.facts, _csrf: 'x' })
    expect(response.statusCode).toBe(403)
    expect(response.body).toContain('页面放得太久，已经失效')
    expect(response.body).toContain(goodAnswers.facts.facts)
    expect((await browser.post('/apply/facts', goodAnswers.facts)).statusCode).toBe(303)
  })

  it('a form sent from a foreign page is refused', async () => {
    const response = await server.app.inject({
      method: 'POST',
      url: '/apply/kind',
      payload: 'kind=aid',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
    })
    expect(response.statusCode).toBe(403)
  })

  it('personal pages are not kept by any cache, allow no script and no frame', async () => {
    const browser = open()
    await browser.get('/apply')
    const { headers } = await browser.get('/apply/kind')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(headers['x-content-type-options']).toBe('nosniff')
  })
})
