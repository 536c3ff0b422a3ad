import { describe, expect, it } from 'vitest'
import { answerPage, answerUpTo, sendIn } from '../../../testing/an-application.ts'
import { useTestApp } from '../../../testing/app.ts'
import { openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPdf, aPng } from '../../../testing/files.ts'
import { useTestPlatform } from '../../../testing/platform.ts'

describe('adding evidence to an application', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const server = useTestApp(database, test)
  const open = async () => {
    const browser = openBrowser(server.app)
    await answerUpTo(browser, 'evidence')
    await browser.get('/apply/evidence')
    return browser
  }
  const file = (fileName: string, content: Buffer | string) => ({ field: 'files', fileName, content })
  const idsOn = (html: string) => [...html.matchAll(/value="remove\.([0-9a-f-]{36})"/g)].map((match) => match[1])
  const uploads = async () => (await database.ownerPool.query('select name from upload')).rows.map((row) => row.name)

  it('files and a link in one go are listed with kind and fingerprint, and become evidence of the matter', async () => {
    const browser = await open()
    const fields = { evidenceKind: 'photo', link: 'https://shop.example.com/1', linkName: '商品页', action: 'add' }
    const added = await browser.postFiles('/apply/evidence', fields, [file('样品.png', aPng), file('发票.pdf', aPdf)])
    expect(added.headers.location).toBe('/apply/evidence')
    const page = await browser.follow(added)
    expect(page.body).toContain('已经添加的（3）')
    for (const name of ['样品.png', '发票.pdf', '商品页', '照片、录像']) expect(page.body).toContain(name)
    const on = await browser.postFiles('/apply/evidence', { action: 'continue' }, [])
    expect(on.headers.location).toBe('/apply/institution')
    await answerPage(browser, 'institution')
    await sendIn(browser)
    const { rows } = await database.ownerPool.query('select name, kind, link from evidence order by name')
    expect(rows).toEqual(
      expect.arrayContaining([
        { name: '发票.pdf', kind: 'photo', link: null },
        { name: '样品.png', kind: 'photo', link: null },
        { name: '商品页', kind: 'photo', link: 'https://shop.example.com/1' },
      ]),
    )
    expect((await browser.get('/apply/receipt')).body).toMatch(/SHA-256 <span class="code">[0-9a-f]{64}/)
  })

  it('a file chosen before “continue” is kept; without a kind it counts as other', async () => {
    const browser = await open()
    const on = await browser.postFiles('/apply/evidence', { action: 'continue' }, [file('照片.png', aPng)])
    expect(on.headers.location).toBe('/apply/institution')
    expect((await browser.get('/apply/evidence')).body).toContain('其他材料')
  })

  it('a refused file is told with its reason while the good one beside it is kept, and the page does not go on', async () => {
    const browser = await open()
    const files = [file('好.pdf', aPdf), file('坏.png', '<html>')]
    const response = await browser.postFiles('/apply/evidence', { action: 'continue' }, files)
    expect(response.statusCode).toBe(422)
    expect(response.body).toContain('已经添加的（1）')
    expect(response.body).toContain('“坏.png”的扩展名表示PNG 图片')
    expect((await browser.get('/apply/institution')).headers.location).toBe('/apply/evidence')
  })

  it('a wrong link stays in its field with what to put right', async () => {
    const browser = await open()
    const fields = { link: 'shop.example.com', linkName: '', action: 'add' }
    const response = await browser.postFiles('/apply/evidence', fields, [])
    expect(response.statusCode).toBe(422)
    expect(browser.field('link')).toBe('shop.example.com')
    expect(response.body).toContain('请填写以 http:// 或 https:// 开头的网址')
    expect(response.body).toContain('请填写链接的名称')
  })

  it('removing takes the file out of the list and forgets it', async () => {
    const browser = await open()
    const page = await browser.follow(
      await browser.postFiles('/apply/evidence', { action: 'add' }, [file('删我.pdf', aPdf)]),
    )
    expect(await uploads()).toContain('删我.pdf')
    const [id] = idsOn(page.body)
    const removed = await browser.follow(await browser.postFiles('/apply/evidence', { action: `remove.${id}` }, []))
    expect(removed.body).toContain('已经添加的（0）')
    expect(await uploads()).not.toContain('删我.pdf')
  })

  it('the twenty-first file is not taken, and that is told', async () => {
    const browser = await open()
    const many = Array.from({ length: 21 }, (_, index) =>
      file(`第${index + 1}份.pdf`, Buffer.concat([aPdf, Buffer.from(String(index))])),
    )
    const response = await browser.postFiles('/apply/evidence', { action: 'continue' }, many)
    expect(response.statusCode).toBe(422)
    expect(response.body).toContain('已经添加的（20）')
    expect(response.body).toContain('最多提交 20 份材料')
    expect(await uploads()).not.toContain('第21份.pdf')
  })

  it('files that come with a form that is not this browser’s are not kept', async () => {
    const browser = await open()
    const response = await browser.postFiles('/apply/evidence', { action: 'add', _csrf: 'x' }, [file('外来.pdf', aPdf)])
    expect(response.statusCode).toBe(403)
    expect(await uploads()).not.toContain('外来.pdf')
  })

  it('a form above 100 MB is refused before it is read', async () => {
    const browser = await open()
    const response = await server.app.inject({
      method: 'POST',
      url: '/apply/evidence',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(100 * 1024 * 1024 + 1) },
      cookies: { wq_draft: browser.cookie('wq_draft') ?? '' },
    })
    expect(response.statusCode).toBe(413)
    expect(response.body).toContain('文件太大，没有收到')
  })

  it('starting anew forgets the files of the unfinished application', async () => {
    const browser = await open()
    await browser.postFiles('/apply/evidence', { action: 'add' }, [
      file('作废.pdf', Buffer.concat([aPdf, Buffer.from('1')])),
    ])
    await browser.get('/apply')
    await browser.post('/apply/unfinished', { action: 'restart' })
    expect(await uploads()).not.toContain('作废.pdf')
  })
})
