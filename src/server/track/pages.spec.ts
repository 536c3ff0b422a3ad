import { beforeEach, describe, expect, it } from 'vitest'
import { aMatter, loadMatter, type StoredMatter, step } from '../../../testing/a-matter.ts'
import { deskOf } from '../../../testing/actors.ts'
import { useTestApp } from '../../../testing/app.ts'
import { type BrowserSession, openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPdf } from '../../../testing/files.ts'
import { useTestPlatform } from '../../../testing/platform.ts'

const phone = '13912345678'
const other = { field: 'files', fileName: '登记簿副本.pdf', content: aPdf }

describe('following a matter', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const server = useTestApp(database, test)
  let addresses = 0

  beforeEach(() => test.setClock('2026-03-02T10:00'))

  const ask = async (number: string, proof: string, browser = fresh()) => {
    await browser.get('/track')
    return { browser, response: await browser.post('/track', { number, proof }) }
  }
  /** Another network each, so that one spec's tries never count for another. */
  const fresh = (): BrowserSession => {
    addresses += 1
    return openBrowser(server.app, { address: `10.0.${addresses >> 8}.${addresses & 255}` })
  }
  const aOne = () => aMatter(test, { submission: { applicant: { phone } } })
  const opened = async (stored: StoredMatter) => (await ask(stored.number, stored.queryCode)).browser

  describe('opening it', () => {
    it.each([
      ['the phone number', (_: StoredMatter) => phone],
      ['the phone number with spaces and country code', () => '+86 139 1234 5678'],
      ['the query code', (stored: StoredMatter) => stored.queryCode],
      [
        'the query code as one writes it down',
        (stored: StoredMatter) => stored.queryCode.toLowerCase().replace('-', ' '),
      ],
    ])('number and %s open the matter', async (_, proof) => {
      const stored = await aOne().in('submitted')
      const { browser, response } = await ask(stored.number.toLowerCase().replaceAll('-', ' '), proof(stored))
      expect(response.headers.location).toBe('/track/matter')
      const page = await browser.follow(response)
      expect(page.body).toContain('机构已经收到您的申请')
      expect(page.body).toContain('宁波市知识产权维权援助中心（示范）')
      expect(page.body).toContain('2026年3月23日')
    })

    it('the agent’s phone opens it too, the opponent knows nothing that opens it', async () => {
      const agent = { name: '李代理', phone: '13700000001', relation: '律师' }
      const stored = await aMatter(test, { submission: { agent } }).in('submitted')
      expect((await ask(stored.number, agent.phone)).response.statusCode).toBe(303)
      expect((await ask(stored.number, '13700000002')).response.statusCode).toBe(422)
    })

    it('an unknown number, a wrong phone and a wrong code get the very same answer', async () => {
      const stored = await aOne().in('submitted')
      const gone = await aOne().in('submitted')
      await database.ownerPool.query(`update matter set number = 'gone' where id = $1`, [gone.id])
      const answers = await Promise.all([
        ask(gone.number, phone),
        ask(stored.number, '13900000000'),
        ask(stored.number, 'ABCD-2345'),
      ])
      const pages = answers.map(({ response }, index) => {
        const number = index === 0 ? gone.number : stored.number
        return response.body
          .replaceAll(number, 'N')
          .replace(/value="(?:13912345678|13900000000|ABCD-2345)"/, 'value="P"')
          .replace(/name="_csrf" value="[^"]+"/, '')
      })
      expect(answers.map(({ response }) => response.statusCode)).toEqual([422, 422, 422])
      expect(pages[0]).toContain('对不上')
      expect(new Set(pages).size).toBe(1)
    })

    it.each([
      ['WQ33-7K4M', '事项编号的样子不对'],
      ['', '事项编号的样子不对'],
    ])('the number %j is told to be mistyped', async (number, words) => {
      expect((await ask(number, phone)).response.body).toContain(words)
    })

    it('after twenty tries on one number in an hour, from wherever, the next has to wait', async () => {
      const stored = await aOne().in('submitted')
      for (let n = 0; n < 20; n += 1) await ask(stored.number, '13900000000')
      const { response } = await ask(stored.number, phone)
      expect(response.statusCode).toBe(429)
      expect(response.headers['retry-after']).toBe('3600')
      test.setClock('2026-03-02T11:00')
      expect((await ask(stored.number, phone)).response.statusCode).toBe(303)
    })

    it('after sixty tries from one network in a quarter of an hour the next has to wait', async () => {
      const stored = await Promise.all(Array.from({ length: 4 }, () => aOne().in('submitted')))
      const browser = fresh()
      for (let n = 0; n < 60; n += 1) await ask(stored[n % 4]?.number ?? '', '13900000000', browser)
      expect((await ask(stored[3]?.number ?? '', phone, browser)).response.statusCode).toBe(429)
    })

    it('every look that succeeds stands in the audit, with which proof, without the proof', async () => {
      const stored = await aOne().in('submitted')
      await ask(stored.number, phone)
      const { rows } = await database.ownerPool.query(
        `select action, actor_kind, detail from audit where object_id = $1 and action = 'matter.track'`,
        [stored.id],
      )
      expect(rows).toEqual([{ action: 'matter.track', actor_kind: 'public', detail: { proof: 'phone' } }])
    })

    it('half an hour without a look closes it; a look lengthens it; leaving closes it at once', async () => {
      const browser = await opened(await aOne().in('submitted'))
      test.setClock('2026-03-02T10:29')
      expect((await browser.get('/track/matter')).statusCode).toBe(200)
      test.setClock('2026-03-02T10:58')
      expect((await browser.get('/track/matter')).statusCode).toBe(200)
      test.setClock('2026-03-02T11:28')
      expect((await browser.get('/track/matter')).headers.location).toBe('/track')
      const second = await opened(await aOne().in('submitted'))
      await second.post('/track/leave', {})
      expect((await second.get('/track/matter')).headers.location).toBe('/track')
    })

    it('a grant that was tampered with opens nothing', async () => {
      const mine = await opened(await aOne().in('submitted'))
      const foreign = await aOne().in('submitted')
      const [, signature] = (mine.cookie('wq_track') ?? '').split('.')
      const forged = Buffer.from(JSON.stringify({ matterId: foreign.id, until: 9e15 })).toString('base64url')
      mine.setCookie('wq_track', `${forged}.${signature}`, '/track')
      expect((await mine.get('/track/matter')).headers.location).toBe('/track')
    })
  })

  it.each([
    ['submitted', '机构已经收到您的申请'],
    ['under-review', '正在审查您的申请'],
    ['supplement-noticed', '有一份补正通知等您签收'],
    ['accepted', '已经受理，正在安排承办人'],
    ['in-service', '正在办理'],
    ['closed', '已经办结'],
    ['refused', '机构作出了决定，等您签收'],
    ['appealed', '正在审查您的申诉'],
    ['refusal-upheld', '申诉没有成立，维持不予受理'],
    ['not-in-area', '这件事不在这家机构的辖区'],
    ['deemed-withdrawn', '到期没有补交材料，视为撤回'],
    ['withdrawn', '您已经撤回申请'],
    ['terminated', '办理已经终止'],
    ['archived', '案卷已经归档'],
  ] as const)('a matter that is %s says so in plain words, and every page of it answers', async (status, words) => {
    const stored = await aOne().in(status)
    const browser = await opened(stored)
    const page = await browser.get('/track/matter')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(`<h1>${words}</h1>`)
    for (const path of ['receipt', 'notice', 'supplement', 'withdraw', 'appeal', 'rate']) {
      expect([200, 303]).toContain((await browser.get(`/track/${path}`)).statusCode)
    }
  })

  describe('a notice to supplement', () => {
    const noticed = async () => {
      const stored = await aOne().in('supplement-noticed')
      const browser = await opened(stored)
      return { stored, browser }
    }
    const sign = async (browser: BrowserSession) => {
      await browser.get('/track/notice')
      const fields = {
        noticeId: browser.field('noticeId') ?? '',
        expectedVersion: browser.field('expectedVersion') ?? '',
      }
      return browser.post('/track/notice', { ...fields, action: 'sign' })
    }
    const answer = async (browser: BrowserSession, fields: Record<string, string> = {}) => {
      await browser.get('/track/supplement')
      const expectedVersion = browser.field('expectedVersion') ?? ''
      const words = { expectedVersion, answer: '登记簿副本已上传。', action: 'continue', ...fields }
      return browser.postFiles('/track/supplement', words, [other])
    }

    it('shows what is asked only once it is signed for, and the seven working days begin then', async () => {
      const { stored, browser } = await noticed()
      const before = await browser.get('/track/notice')
      expect(before.body).not.toContain('请补充专利登记簿副本')
      expect(before.body).toContain('从签收的次日起，7 个工作日内补交')
      const after = await browser.follow(await sign(browser))
      expect(after.body).toContain('请补充专利登记簿副本')
      expect(after.body).toContain('2026年3月11日')
      expect((await loadMatter(test, stored.id)).notices.at(-1)?.received).toMatchObject({
        on: '2026-03-02',
        way: 'portal',
      })
      await sign(browser)
      expect((await loadMatter(test, stored.id)).version).toBe(5)
    })

    it('answered on the seventh working day is in time: words and file reach the institution', async () => {
      const { stored, browser } = await noticed()
      await sign(browser)
      test.setClock('2026-03-11T23:59')
      const again = await opened(stored)
      const sent = await answer(again)
      expect(sent.headers.location).toBe('/track/done?what=supplement')
      expect((await again.follow(sent)).body).toContain('材料已经交给机构')
      const matter = await loadMatter(test, stored.id)
      expect(matter.status).toBe('under-review')
      expect(matter.evidence.map((one) => one.name)).toEqual(['登记簿副本.pdf'])
      expect(matter.supplements[0]).toMatchObject({ answer: '登记簿副本已上传。' })
    })

    it('on the eighth working day it is too late, and the page says since when', async () => {
      const { stored, browser } = await noticed()
      await sign(browser)
      test.setClock('2026-03-12T00:00')
      const again = await opened(stored)
      expect((await again.get('/track/supplement')).headers.location).toBe('/track/matter')
      expect((await again.get('/track/matter')).body).toContain('补正期限已于 2026年3月11日届满')
      const forced = await again.postFiles('/track/supplement', { answer: '来晚了。', action: 'continue' }, [other])
      expect(forced.headers.location).toBe('/track/matter')
      expect((await loadMatter(test, stored.id)).status).toBe('supplement-noticed')
    })

    it('files and words are kept until they are handed over, also on another device', async () => {
      const { stored, browser } = await noticed()
      await sign(browser)
      await answer(browser, { action: 'add', answer: '写了一半' })
      const elsewhere = await opened(stored)
      const page = await elsewhere.get('/track/supplement')
      expect(page.body).toContain('登记簿副本.pdf')
      expect(page.body).toContain('>写了一半</textarea>')
      expect((await loadMatter(test, stored.id)).status).toBe('supplement-noticed')
    })

    it('without a word of answer it comes back with the file still in the list', async () => {
      const { browser } = await noticed()
      await sign(browser)
      const response = await answer(browser, { answer: ' ' })
      expect(response.statusCode).toBe(422)
      expect(response.body).toContain('登记簿副本.pdf')
      expect(response.body).toContain('<a href="#answer">请填写逐项说明</a>')
    })
  })

  it('when the matter has moved on meanwhile, the form says what happened and keeps what was written', async () => {
    const stored = await aOne().in('submitted')
    const browser = await opened(stored)
    await browser.get('/track/withdraw')
    const expectedVersion = browser.field('expectedVersion') ?? ''
    await step(test, stored.id, deskOf(stored.matter.holderId), { type: 'startReview' })
    const fields = { reasons: '已经和解', confirm: 'yes', action: 'continue' }
    const response = await browser.post('/track/withdraw', { ...fields, expectedVersion })
    expect(response.statusCode).toBe(409)
    expect(response.body).toContain('赵值班开始审查')
    expect(response.body).toContain('>已经和解</textarea>')
    const again = await browser.post('/track/withdraw', {
      ...fields,
      expectedVersion: browser.field('expectedVersion') ?? '',
    })
    expect(again.headers.location).toBe('/track/done?what=withdraw')
    expect((await loadMatter(test, stored.id)).status).toBe('withdrawn')
  })

  it('withdrawing needs a reason and the tick', async () => {
    const browser = await opened(await aOne().in('submitted'))
    await browser.get('/track/withdraw')
    const response = await browser.post('/track/withdraw', { expectedVersion: '1', action: 'continue' })
    expect(response.statusCode).toBe(422)
    expect(response.body).toContain('<a href="#reasons">请填写理由</a>')
    expect(response.body).toContain('请勾选“我确定要撤回”')
  })

  it('a refusal is read after signing and appealed against within seven working days', async () => {
    const stored = await aOne().in('refused')
    const browser = await opened(stored)
    expect((await browser.get('/track/matter')).body).not.toContain('没有说明被指侵权的产品和销售者')
    expect((await browser.get('/track/appeal')).headers.location).toBe('/track/notice')
    await browser.get('/track/notice')
    const fields = {
      noticeId: browser.field('noticeId') ?? '',
      expectedVersion: browser.field('expectedVersion') ?? '',
    }
    const signed = await browser.follow(await browser.post('/track/notice', { ...fields, action: 'sign' }))
    expect(signed.body).toContain('没有说明被指侵权的产品和销售者')
    test.setClock('2026-03-12T00:00')
    const late = await opened(stored)
    expect((await late.get('/track/appeal')).headers.location).toBe('/track/matter')
    test.setClock('2026-03-11T20:00')
    const intime = await opened(stored)
    await intime.get('/track/appeal')
    const expectedVersion = intime.field('expectedVersion') ?? ''
    const sent = await intime.post('/track/appeal', { reasons: '申请书已经写明商行名称和地址。', expectedVersion })
    expect(sent.headers.location).toBe('/track/done?what=appeal')
    expect((await loadMatter(test, stored.id)).status).toBe('appealed')
  })

  it('the written result can be read, and the service rated once', async () => {
    const stored = await aOne().in('closed')
    const browser = await opened(stored)
    const page = await browser.get('/track/matter')
    const href = /href="(\/track\/deliverable\/[0-9a-f-]+)"/.exec(page.body)?.[1] ?? ''
    const deliverable = await browser.get(href)
    expect(deliverable.body).toContain('建议先公证购买样品')
    expect((await browser.get('/track/deliverable/0192f0c0-0000-7000-8000-000000000000')).statusCode).toBe(404)
    await browser.get('/track/rate')
    const expectedVersion = browser.field('expectedVersion') ?? ''
    const none = await browser.post('/track/rate', { expectedVersion })
    expect(none.statusCode).toBe(422)
    expect(none.body).toContain('请选择 1 到 5 分')
    expect(none.body).toContain('请选择问题是否解决')
    const rated = await browser.post('/track/rate', { expectedVersion, stars: '5', solved: 'partly', words: '谢谢' })
    expect(rated.headers.location).toBe('/track/done?what=rate')
    expect((await loadMatter(test, stored.id)).rating).toMatchObject({ stars: 5, solved: 'partly', words: '谢谢' })
    expect((await browser.get('/track/rate')).headers.location).toBe('/track/matter')
  })

  it('own files come back as a download, byte by byte; files of another matter are not there', async () => {
    const upload = async (content: Buffer) => {
      const { multipartBody } = await import('../../../testing/multipart.ts')
      const form = multipartBody([], [{ field: 'file', fileName: '证书.pdf', content }])
      return (await server.app.inject({ method: 'POST', url: '/api/v1/uploads', ...form })).json().uploadId
    }
    const evidence = async (content: Buffer) => [{ kind: 'right-proof', uploadId: await upload(content) }]
    const mine = await aMatter(test, { submission: { evidence: await evidence(aPdf) } }).in('submitted')
    const foreign = await aMatter(test, { submission: { evidence: await evidence(aPdf) } }).in('submitted')
    const browser = await opened(mine)
    const href = `/track/evidence/${mine.matter.evidence[0]?.evidenceId}`
    expect((await browser.get('/track/receipt')).body).toContain(`href="${href}"`)
    const response = await browser.get(href)
    expect(response.rawPayload.equals(aPdf)).toBe(true)
    expect(response.headers['content-disposition']).toContain(encodeURIComponent('证书.pdf'))
    expect((await browser.get(`/track/evidence/${foreign.matter.evidence[0]?.evidenceId}`)).statusCode).toBe(404)
  })
})
