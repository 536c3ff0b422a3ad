import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { answerUpTo } from '../../../testing/an-application.ts'
import { useTestApp } from '../../../testing/app.ts'
import * as bad from '../../../testing/bad-files.ts'
import { openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aDocx, aDocxWithMacros, aPdf, aPng, aZip } from '../../../testing/files.ts'
import { multipartBody } from '../../../testing/multipart.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { tusSender } from '../../../testing/tus.ts'

const mb = 1024 * 1024
const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
const html = '<!doctype html><script>alert(1)</script>'

/** What is sent, under which name, and what the person is told. */
const badUploads: readonly (readonly [what: string, name: string, content: Buffer | string, told: string])[] = [
  ['a file of 0 bytes', '空.pdf', '', '空文件（0 字节）'],
  ['a file of 21 MB', '大.txt', Buffer.alloc(21 * mb, 'a'), '超过 20 MB'],
  ['a web page', '页.html', html, '请截图或存为 PDF'],
  ['a web page as text', '页.txt', html, '内容是网页或 SVG'],
  ['a web page as a picture', '页.png', html, '两者不符'],
  ['an SVG with a program', '图.svg', svg, '请截图或存为 PDF'],
  ['an SVG as a picture', '图.jpg', svg, '两者不符'],
  ['an archive', '包.zip', aZip([['a', 'a']]), '请解压后逐个上传'],
  ['an archive as a document', '包.docx', aZip([['a', 'a']]), '内容却是压缩包'],
  ['a 7z archive', '包.7z', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), '请解压后逐个上传'],
  ['a RAR archive as a PDF', '包.pdf', Buffer.from('Rar!\x1a\x07\x01\x00'.padEnd(40, '\0'), 'latin1'), '压缩包（RAR）'],
  ['a program', '好.exe', 'MZ', '不接收程序文件'],
  ['a program as a document', '好.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), '内容却是程序'],
  ['a document with macros', '宏.docx', aDocxWithMacros, '带有宏'],
  ['a document with controls', '控件.docx', bad.aDocxWithControl, 'ActiveX'],
  ['a document that loads a template', '模板.docx', bad.aDocxWithTemplateElsewhere, '从别处下载模板'],
  ['a document with a file packed in', '打包.docx', bad.aDocxWithPackedFile, '打包了另外的文件'],
  ['a document that is cut off', '断.docx', bad.aBrokenDocx, '断.docx'],
  ['a document that says it unpacks to 300 MB', '炸弹.docx', bad.anOfficeBomb(mb, 300 * mb), '解压后的内容太大'],
  ['a document that unpacks to more than it says', '谎.docx', bad.anOfficeBomb(5 * mb, 1000), '与声明的大小不符'],
  ['a PDF with a program', '程序.pdf', bad.aPdfWithScript, 'JavaScript'],
  ['a PDF with a program in disguise', '伪装.pdf', bad.aPdfWithDisguisedScript, 'JavaScript'],
  ['a PDF with a program in a packed stream', '藏.pdf', bad.aPdfWithPackedScript, 'JavaScript'],
  ['a PDF that starts a program', '启动.pdf', bad.aPdfWithLaunch, '启动别的程序'],
  ['a picture of 60000 × 60000', '巨.png', bad.aHugePng(60_000, 60_000), '60000×60000 像素'],
  ['a picture of 20000 × 20000', '大.png', bad.aHugePng(20_000, 20_000), '展开后太大'],
  ['a picture with a zip behind it', '图种.png', bad.aPictureWithZip, '后面藏着一个压缩包'],
  ['a picture with a RAR behind it', '图种2.png', bad.aPictureWithRar, '后面藏着一个压缩包'],
  ['a picture that is broken', '坏.png', aPng.subarray(0, 20), '坏.png'],
  ['text that is not UTF-8', '乱.txt', Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), '编码选 UTF-8'],
  ['a name without an ending', '照片', aPng, '没有扩展名'],
  ['a name that is an ending alone', '.exe', 'MZ', '不接收程序文件'],
]

describe('bad uploads', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const server = useTestApp(database, test)

  const kept = async () => {
    const names = await readdir(test.filesDir, { recursive: true, withFileTypes: true }).catch(() => [])
    const { rows } = await database.ownerPool.query(
      `select (select count(*)::int from upload) as uploads, (select count(*)::int from incoming_file) as incoming,
        (select count(*)::int from incoming_piece) as pieces`,
    )
    return { ...rows[0], files: names.filter((one) => one.isFile()).length }
  }
  const sendApi = (fileName: string, content: Buffer | string, fields: [string, string][] = []) => {
    const body = multipartBody(fields, [{ field: 'file', fileName, content }])
    return server.app.inject({ method: 'POST', url: '/api/v1/uploads', ...body })
  }
  const open = async () => {
    const browser = openBrowser(server.app)
    await answerUpTo(browser, 'evidence')
    await browser.get('/apply/evidence')
    return browser
  }

  it.each(badUploads)(
    '%s is refused with its reason by every way, and nothing is kept',
    async (_, name, content, told) => {
      const before = await kept()
      const bytes = Buffer.from(content)
      const api = await sendApi(name, bytes)
      expect([413, 422]).toContain(api.statusCode)
      expect(api.json().detail).toContain(told)

      const headers = { ...(await server.signInAs('wangfang')), 'x-weiquan': 'workbench' }
      const tus = await tusSender(server.app, '/api/v1/incoming-files', () => headers).sendAll(name, bytes)
      expect(tus.statusCode).toBe(api.statusCode)
      expect(tus.json().detail).toContain(told)
      expect(await kept()).toEqual(before)
    },
  )

  it('a form with all of them that fit tells each, keeps the link and the good file beside them, and does not go on', async () => {
    const browser = await open()
    const small = badUploads.filter(([, , content]) => Buffer.from(content).length < mb)
    const files = [
      ...small.slice(0, 19).map(([, fileName, content]) => ({ field: 'files', fileName, content })),
      { field: 'files', fileName: '好.pdf', content: aPdf },
    ]
    const fields = { action: 'continue', link: '坏网址', linkName: '店<script>' }
    const response = await browser.postFiles('/apply/evidence', fields, files)
    expect(response.statusCode).toBe(422)
    expect(response.body).toContain('已经添加的（1）')
    for (const [, name] of small.slice(0, 19)) expect(response.body).toContain(name)
    expect(browser.field('linkName')).toBe('店<script>')
    expect(browser.field('link')).toBe('坏网址')
  })

  it.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['..\\..\\windows\\证书.pdf', '证书.pdf'],
    ['证\u0000书\u0007.pdf', '证书.pdf'],
    ['证书\u202Efdp.exe.pdf', '证书fdp.exe.pdf'],
    ['<script>alert(1)</script>.pdf', 'script_.pdf'],
    ['𠮷㐂之证书.pdf', '𠮷㐂之证书.pdf'],
    ['👨‍👩‍👧全家照👍🏽.pdf', '👨‍👩‍👧全家照👍🏽.pdf'],
    ['\uFA0E\uF9DC.pdf', '\uFA0E\uF9DC.pdf'],
    ['.pdf', '未命名.pdf'],
    [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(96)}.pdf`],
    [`${'👨‍👩‍👧'.repeat(60)}.pdf`, `${'👨‍👩‍👧'.repeat(19)}.pdf`],
    ['e\u0301tude.pdf', '\u00E9tude.pdf'],
    ['CON .. .pdf', 'CON.pdf'],
  ])('the name %j is kept as %j by every way', async (given, name) => {
    const response = await sendApi(given, aPdf)
    expect(response.statusCode, response.body).toBe(201)
    expect(response.json().name).toBe(name)
    const headers = { ...(await server.signInAs('wangfang')), 'x-weiquan': 'workbench' }
    const tus = await tusSender(server.app, '/api/v1/incoming-files', () => headers).sendAll(given, aPdf)
    expect(tus.json().name).toBe(name)
  })

  it('a name in broken UTF-8 loses what is broken and keeps the rest', async () => {
    const form = multipartBody([], [{ field: 'file', fileName: 'XX证书.pdf', content: aPdf }])
    const payload = Buffer.from(form.payload)
    payload.writeUInt16BE(0xffc0, payload.indexOf('XX'))
    const response = await server.app.inject({ method: 'POST', url: '/api/v1/uploads', ...form, payload })
    expect(response.statusCode, response.body).toBe(201)
    expect(response.json().name).toBe('证书.pdf')
  })

  it('a form with a file announced as more than 20 MB is refused before it is read', async () => {
    const response = await server.app.inject({
      method: 'POST',
      url: '/api/v1/uploads',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(21 * mb) },
    })
    expect(response.statusCode).toBe(413)
  })

  it('content that is not what was fingerprinted before sending is refused; the right one is taken', async () => {
    const wrong = await sendApi('证书.pdf', aPdf, [['sm3', 'ab'.repeat(32)]])
    expect([wrong.statusCode, wrong.json().facts.reason]).toEqual([422, 'changed-on-the-way'])
    const { sha256, sm3 } = (await sendApi('证书.pdf', aPdf)).json()
    const right = await sendApi('证书.pdf', aPdf, [
      ['sha256', sha256.toUpperCase()],
      ['sm3', sm3],
    ])
    expect(right.statusCode).toBe(201)
    expect((await sendApi('证书.pdf', aPdf, [['sha256', 'no hash']])).statusCode).toBe(400)
  })

  it('a PDF that only speaks of programs, and a document as it should be, are taken', async () => {
    expect((await sendApi('意见.pdf', bad.aPdfAboutScript)).statusCode).toBe(201)
    expect((await sendApi('说明.docx', aDocx)).statusCode).toBe(201)
    expect((await sendApi('大一点.docx', bad.anOfficeBomb(5 * mb))).statusCode).toBe(201)
  })

  it('the same form sent twice keeps each file once; adding it again is told', async () => {
    const browser = await open()
    const before = await kept()
    const file = { field: 'files', fileName: '一次.pdf', content: Buffer.concat([aPdf, Buffer.from('once')]) }
    await browser.postFiles('/apply/evidence', { action: 'add' }, [file])
    const again = await browser.postFiles('/apply/evidence', { action: 'add' }, [
      file,
      { ...file, fileName: '两次.pdf' },
    ])
    expect(again.statusCode).toBe(422)
    expect(again.body).toContain('“两次.pdf”和清单里的“一次.pdf”内容完全相同，没有重复添加')
    // The back button and “continue” once more: nobody is held up by what is there already.
    const on = await browser.postFiles('/apply/evidence', { action: 'continue' }, [file])
    expect(on.headers.location).toBe('/apply/institution')
    expect(await kept()).toEqual({ ...before, uploads: before.uploads + 1, files: before.files + 1 })
  })
})
