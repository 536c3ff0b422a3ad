import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { aMatter, type StoredMatter } from '../../../testing/a-matter.ts'
import { staffNamed } from '../../../testing/actors.ts'
import { useTestApp } from '../../../testing/app.ts'
import { type BrowserSession, openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPdf, aPng } from '../../../testing/files.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { messageLimits } from '../../contract/message.ts'
import { sendMessage } from '../message/messages.ts'
import { inContext } from '../platform/context.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const server = useTestApp(database, test)

let matter: StoredMatter
let other: StoredMatter
beforeAll(async () => {
  matter = await aMatter(test).in('under-review')
  other = await aMatter(test).in('under-review')
  test.setClock('2026-03-03T09:00')
})

const look = async (one: StoredMatter, browser = openBrowser(server.app)): Promise<BrowserSession> => {
  await browser.get('/track')
  const answer = await browser.post('/track', { number: one.number, proof: one.queryCode })
  if (answer.statusCode !== 303) throw new Error(answer.body)
  return browser
}
/** Fields as the page holds them, with what is typed. */
const filled = (browser: BrowserSession, text: string, action = 'continue') => ({
  action,
  messageId: browser.field('messageId') ?? '',
  number: browser.field('number') ?? '',
  text,
})
const write = async (browser: BrowserSession, text: string, files: Parameters<BrowserSession['postFiles']>[2] = []) => {
  await browser.get('/track/messages')
  return browser.postFiles('/track/messages', filled(browser, text), files)
}
const fromInstitution = async (text: string, one = matter) => {
  const staff = await staffNamed(test.platform, 'limin')
  await inContext(test.platform, staff, 'spec', (ctx) =>
    sendMessage(ctx, one.id, { messageId: randomUUID(), text, evidence: [] }),
  )
}
const count = async (table: string, id: string) =>
  (await database.ownerPool.query(`select count(*)::int as n from ${table} where matter_id = $1`, [id])).rows[0].n

describe('messages on the applicant’s pages', () => {
  it('are written with a file, without script, and stand there with the answer; looking is noted once', async () => {
    const browser = await look(matter)
    expect((await browser.get('/track/matter')).body).toContain('给机构留言')
    const sent = await write(browser, '对方换了店名继续卖。', [{ field: 'files', fileName: '截图.png', content: aPng }])
    expect(sent.headers.location).toBe('/track/messages?sent=yes')
    const page = await browser.follow(sent)
    expect(page.body).toContain('已经发出')
    expect(page.body).toContain('对方换了店名继续卖。')
    expect(page.body).toContain('机构还没有看')
    const file = /\/track\/evidence\/[0-9a-f-]{36}/.exec(page.body)?.[0] ?? ''
    expect((await browser.get(file)).rawPayload).toEqual(aPng)
    await fromInstitution('请保留购买记录。')
    expect((await browser.get('/track/matter')).body).toContain('机构给您留言了，1 条没有看')
    const read = await browser.get('/track/messages')
    expect(read.body).toContain('请保留购买记录。')
    expect(read.body).toContain('李敏')
    expect((await browser.get('/track/matter')).body).not.toContain('没有看')
    const { rows } = await database.ownerPool.query(
      `select detail from audit where action = 'message.read' and object_id = $1`,
      [matter.id],
    )
    expect(rows).toEqual([{ detail: { messages: 1 } }])
    expect((await browser.get('/track/receipt')).body, 'a receipt lists the application’s material').not.toContain(
      '截图',
    )
  })

  it('files collected first stay with the words until they are sent', async () => {
    const browser = await look(matter)
    await browser.get('/track/messages')
    const added = await browser.postFiles('/track/messages', filled(browser, '小票和合同', 'add'), [
      { field: 'files', fileName: '小票.png', content: aPng },
      { field: 'files', fileName: '合同.pdf', content: aPdf },
    ])
    expect(added.headers.location).toMatch(/^\/track\/messages\?draft=[0-9a-f-]{36}#write$/)
    const page = await browser.get(String(added.headers.location).split('#')[0] ?? '')
    expect(page.body).toContain('要附的文件（2）')
    expect(browser.field('text')).toBe('小票和合同')
    const sent = await browser.postFiles('/track/messages', filled(browser, '小票和合同'), [])
    expect((await browser.follow(sent)).body).toContain('合同.pdf')
  })

  it.each([
    ['nothing said', '  ', '请填写'],
    ['too much', '长'.repeat(messageLimits.textChars + 1), `不超过 ${messageLimits.textChars} 个字`],
    ['a zero byte', 'a\u0000b', '无法识别'],
  ])('%s comes back with what was typed and is not sent', async (_what, text, message) => {
    const browser = await look(matter)
    const before = await count('message', matter.id)
    const answer = await write(browser, text)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(message)
    expect(await count('message', matter.id)).toBe(before)
  })

  it('a file that is not taken is told, the words stay, and nothing is sent', async () => {
    const browser = await look(matter)
    const before = await count('message', matter.id)
    const answer = await write(browser, '请看附件', [
      { field: 'files', fileName: '页面.html', content: '<script>alert(1)</script>' },
    ])
    expect(answer.statusCode).toBe(422)
    expect(browser.field('text')).toBe('请看附件')
    expect(await count('message', matter.id)).toBe(before)
  })

  it('sent twice by a double press or the back button is one message', async () => {
    const browser = await look(matter)
    await browser.get('/track/messages')
    const fields = filled(browser, '按了两次')
    const before = await count('message', matter.id)
    const answers = await Promise.all([
      browser.postFiles('/track/messages', fields, []),
      browser.postFiles('/track/messages', fields, []),
    ])
    expect(answers.map((one) => one.statusCode)).toEqual([303, 303])
    expect(
      (await browser.postFiles('/track/messages', { ...fields, _csrf: browser.field('_csrf') ?? '' }, [])).statusCode,
    ).toBe(303)
    expect(await count('message', matter.id)).toBe(before + 1)
  })

  it('a tab of one matter sends nothing to another that the browser opened meanwhile', async () => {
    const browser = await look(matter)
    await browser.get('/track/messages')
    const fields = { ...filled(browser, '只给第一家的话'), _csrf: browser.field('_csrf') ?? '' }
    await look(other, browser)
    const answer = await browser.postFiles('/track/messages', fields, [])
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('为免发错')
    expect(browser.field('text')).toBe('只给第一家的话')
    expect(await count('message', other.id)).toBe(0)
  })

  it('neither does any other step: withdrawing in the tab of one matter never withdraws another', async () => {
    const browser = await look(matter)
    await browser.get('/track/withdraw')
    const fields = {
      _csrf: browser.field('_csrf') ?? '',
      number: browser.field('number') ?? '',
      expectedVersion: browser.field('expectedVersion') ?? '',
      reasons: '已经和解',
      confirm: 'yes',
    }
    expect(fields.number).toBe(matter.number)
    await look(other, browser)
    const answer = await browser.post('/track/withdraw', fields)
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('打开了另一件事项')
    const { rows } = await database.ownerPool.query('select status from matter where id = any($1)', [
      [matter.id, other.id],
    ])
    expect(rows.map((row) => row.status)).toEqual(['under-review', 'under-review'])
  })

  it('a form of another site or an old page is asked to press again; without a grant nothing is shown', async () => {
    const browser = await look(matter)
    await browser.get('/track/messages')
    const stale = await browser.postFiles('/track/messages', { ...filled(browser, '旧页面'), _csrf: 'x' }, [])
    expect(stale.statusCode).toBe(403)
    expect(browser.field('text')).toBe('旧页面')
    const stranger = openBrowser(server.app)
    expect((await stranger.get('/track/messages')).headers.location).toBe('/track')
    expect((await stranger.postFiles('/track/messages', { text: 'x' }, [])).statusCode).toBe(403)
  })

  it('words with markup are shown as words', async () => {
    const browser = await look(other)
    await write(browser, '<img src=x onerror=alert(1)> & "引号" {{7*7}}')
    const { body } = await browser.get('/track/messages')
    expect(body).toContain('&lt;img src=x onerror=alert(1)&gt; &amp;')
    expect(body).not.toContain('<img src=x')
  })

  it('an archived matter takes none, and says why', async () => {
    const closed = await aMatter(test).in('archived')
    const browser = await look(closed)
    const page = await browser.get('/track/messages')
    expect(page.body).toContain('现在不能留言')
    expect(page.body).not.toContain('<textarea')
  })
})
