import { describe, expect, it } from 'vitest'
import { answerUpTo } from '../../../testing/an-application.ts'
import { useTestApp } from '../../../testing/app.ts'
import { openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPdf } from '../../../testing/files.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { tusSender } from '../../../testing/tus.ts'
import { submissionLimits } from '../../contract/submission.ts'
import { sha256, sm3 } from '../platform/crypto.ts'
import { clearIncoming } from './incoming-file.ts'

const pdf = Buffer.concat([aPdf, Buffer.from('%'.repeat(3000))])
const html = Buffer.from('<!doctype html><script>alert(1)</script>')
const unknown = '/api/v1/incoming-files/5f0c7b1e-6a51-4c59-9f3c-1f6a3a1c9d11'

describe('files that arrive piece by piece', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const server = useTestApp(database, test)
  const count = async (sql: string): Promise<number> => (await database.ownerPool.query(sql)).rows[0].count
  const left = async () => ({
    files: await count('select count(*)::int as count from incoming_file'),
    pieces: await count('select count(*)::int as count from incoming_piece'),
    uploads: await count('select count(*)::int as count from upload'),
  })
  const desk = async (user: 'wangfang' | 'chenjie') => {
    const headers = await server.signInAs(user)
    return tusSender(server.app, '/api/v1/incoming-files', () => ({ ...headers, 'x-weiquan': 'workbench' }))
  }
  const nobody = () => tusSender(server.app, '/api/v1/incoming-files', () => ({}))
  const audited = () => count('select count(*)::int as count from audit')

  describe('at the desk', () => {
    it('POST /api/v1/incoming-files does: the file is announced and gets an address that lives a day', async () => {
      const announced = await (await desk('wangfang')).announce('证书.pdf', pdf.length)
      expect(announced.statusCode, announced.body).toBe(201)
      expect(announced.headers.location).toMatch(/^\/api\/v1\/incoming-files\/[0-9a-f-]{36}$/)
      expect(announced.headers['upload-expires']).toBe('Tue, 03 Mar 2026 02:00:00 GMT')
    })

    it.each([
      ['21 MB', '大.pdf', 21 * 1024 * 1024, 413, '超过 20 MB'],
      ['0 bytes', '空.pdf', 0, 422, '空文件（0 字节）'],
      ['an archive', '证据.zip', 100, 422, '请解压后逐个上传'],
      ['no ending', '照片', 100, 422, '没有扩展名'],
    ])('POST /api/v1/incoming-files refuses: %s, before a byte of it is sent', async (_, name, size, status, told) => {
      const before = await left()
      const answer = await (await desk('wangfang')).announce(name, size)
      expect(answer.statusCode).toBe(status)
      expect(answer.json().detail).toContain(told)
      expect(await left()).toEqual(before)
    })

    it('POST /api/v1/incoming-files refuses: a file without its size, or that speaks no tus', async () => {
      const headers = { ...(await server.signInAs('wangfang')), 'x-weiquan': 'workbench' }
      const url = '/api/v1/incoming-files'
      expect((await server.app.inject({ method: 'POST', url, headers })).statusCode).toBe(400)
      const sizeless = { ...headers, 'tus-resumable': '1.0.0' }
      expect((await server.app.inject({ method: 'POST', url, headers: sizeless })).statusCode).toBe(400)
    })

    it('POST /api/v1/incoming-files forbids: nobody who is not signed in', async () => {
      expect((await nobody().announce('证书.pdf', 100)).statusCode).toBe(401)
    })

    it('POST /api/v1/incoming-files audits: nothing, for nothing of a matter is touched', async () => {
      const sender = await desk('wangfang')
      const before = await audited()
      await sender.announce('证书.pdf', 100)
      expect(await audited()).toBe(before)
    })

    it('PATCH /api/v1/incoming-files/:fileId does: pieces make the file whole, and its receipt tells both fingerprints', async () => {
      const sender = await desk('wangfang')
      const metadata = { sha256: sha256(pdf).toString('hex'), sm3: sm3(pdf).toString('hex') }
      const last = await sender.sendAll('𠮷㐂 证书😀.pdf', pdf, metadata)
      expect(last.statusCode, last.body).toBe(200)
      expect(last.json()).toMatchObject({ name: '𠮷㐂 证书😀.pdf', sizeBytes: pdf.length, ...metadata })
      expect(await test.platform.files.has(sha256(pdf))).toBe(true)
      expect((await left()).pieces).toBe(0)
    })

    it('PATCH /api/v1/incoming-files/:fileId does: after a break the sender asks how far it came and goes on there', async () => {
      const sender = await desk('wangfang')
      const url = String((await sender.announce('证书.pdf', pdf.length)).headers.location)
      await sender.send(url, 0, pdf.subarray(0, 1000))
      const asked = await sender.ask(url)
      expect([asked.statusCode, asked.headers['upload-offset']]).toEqual([200, '1000'])
      expect((await sender.send(url, 1000, pdf.subarray(1000))).statusCode).toBe(200)
      // Heard nothing of the end: asking again tells that it is whole.
      expect((await sender.ask(url)).headers['upload-offset']).toBe(String(pdf.length))
    })

    it('PATCH /api/v1/incoming-files/:fileId refuses: a piece that does not follow, and one beyond the end', async () => {
      const sender = await desk('wangfang')
      const url = String((await sender.announce('证书.pdf', pdf.length)).headers.location)
      expect((await sender.send(url, 5, pdf.subarray(5, 10))).statusCode).toBe(409)
      expect((await sender.send(url, 0, Buffer.concat([pdf, pdf]))).statusCode).toBe(413)
      expect((await sender.ask(url)).headers['upload-offset']).toBe('0')
    })

    it.each([
      ['a web page in disguise', '照片.png', html, {}, '两者不符'],
      ['content other than its fingerprint', '证书.pdf', pdf, { sm3: 'a'.repeat(64) }, '指纹与发出前算出的不一致'],
    ])(
      'PATCH /api/v1/incoming-files/:fileId refuses: %s, and nothing is left',
      async (_, name, content, metadata, told) => {
        const before = await left()
        const last = await (await desk('wangfang')).sendAll(name, content, metadata)
        expect(last.statusCode).toBe(422)
        expect(last.json().detail).toContain(told)
        expect(await left()).toEqual(before)
      },
    )

    it('PATCH /api/v1/incoming-files/:fileId forbids: another’s file is not there, nor is one without session', async () => {
      const url = String((await (await desk('wangfang')).announce('证书.pdf', pdf.length)).headers.location)
      const other = await desk('chenjie')
      expect((await other.send(url, 0, pdf)).statusCode).toBe(404)
      expect((await other.ask(url)).statusCode).toBe(404)
      expect((await nobody().send(url, 0, pdf)).statusCode).toBe(401)
      expect((await other.send('/api/v1/incoming-files/x', 0, pdf)).statusCode).toBe(404)
    })

    it('PATCH /api/v1/incoming-files/:fileId audits: nothing, for nothing of a matter is touched', async () => {
      const sender = await desk('wangfang')
      const before = await audited()
      await sender.sendAll('证书.pdf', pdf)
      expect(await audited()).toBe(before)
    })

    it('DELETE /api/v1/incoming-files/:fileId does: a half file is given up and gone with its pieces', async () => {
      const sender = await desk('wangfang')
      const before = await left()
      const url = String((await sender.announce('证书.pdf', pdf.length)).headers.location)
      await sender.send(url, 0, pdf.subarray(0, 1000))
      expect((await sender.giveUp(url)).statusCode).toBe(204)
      expect(await left()).toEqual(before)
    })

    it('DELETE /api/v1/incoming-files/:fileId refuses: one that is whole, or was never there', async () => {
      const sender = await desk('wangfang')
      const url = String((await sender.announce('证书.pdf', pdf.length)).headers.location)
      await sender.send(url, 0, pdf)
      expect((await sender.giveUp(url)).statusCode).toBe(400)
      expect((await sender.giveUp(unknown)).statusCode).toBe(404)
    })

    it('DELETE /api/v1/incoming-files/:fileId forbids: another’s file stays', async () => {
      const sender = await desk('wangfang')
      const url = String((await sender.announce('证书.pdf', pdf.length)).headers.location)
      expect((await (await desk('chenjie')).giveUp(url)).statusCode).toBe(404)
      expect((await nobody().giveUp(url)).statusCode).toBe(401)
      expect((await sender.ask(url)).statusCode).toBe(200)
    })

    it('DELETE /api/v1/incoming-files/:fileId audits: nothing, for nothing of a matter is touched', async () => {
      const sender = await desk('wangfang')
      const url = String((await sender.announce('证书.pdf', pdf.length)).headers.location)
      const before = await audited()
      await sender.giveUp(url)
      expect(await audited()).toBe(before)
    })

    it('no foreign page is let in: the answers name no origin', async () => {
      const { headers } = await (await desk('wangfang')).announce('证书.pdf', 100)
      expect(headers['access-control-allow-origin']).toBeUndefined()
    })

    it('a file that is not whole after a day is gone, one that is whole stays an upload', async () => {
      const sender = await desk('wangfang')
      const url = String((await sender.announce('证书.pdf', pdf.length)).headers.location)
      await sender.send(url, 0, pdf.subarray(0, 1000))
      const whole = (await sender.sendAll('另一份.pdf', Buffer.concat([pdf, Buffer.from('2')]))).json().uploadId
      test.setClock('2026-03-03T10:01')
      // The session of the day before has ended with it; the job is what counts.
      expect(await clearIncoming(test.platform, 'spec')).toBeGreaterThan(1)
      expect(await count('select count(*)::int as count from incoming_piece')).toBe(0)
      expect(await count(`select count(*)::int as count from upload where id = '${whole}'`)).toBe(1)
      test.setClock('2026-03-02T10:00')
    })
  })

  describe('of an application', () => {
    const open = async () => {
      const browser = openBrowser(server.app)
      await answerUpTo(browser, 'evidence')
      const sender = tusSender(server.app, '/apply/incoming', () => ({
        cookie: `wq_draft=${browser.cookie('wq_draft')}`,
      }))
      return { browser, sender, page: async () => (await browser.get('/apply/evidence')).body }
    }

    it('a whole file stands in the list with its kind, once, also when its last piece is sent again', async () => {
      const { sender, page } = await open()
      const announced = await sender.announce('样品.pdf', pdf.length, { kind: 'photo' })
      const url = String(announced.headers.location)
      await sender.send(url, 0, pdf.subarray(0, 1000))
      expect(await page()).toContain('已经添加的（0）')
      expect(await page()).toContain('样品.pdf')
      expect((await sender.send(url, 1000, pdf.subarray(1000))).statusCode).toBe(200)
      expect((await sender.send(url, 1000, pdf.subarray(1000))).statusCode).toBe(409)
      const shown = await page()
      expect(shown).toContain('已经添加的（1）')
      expect(shown).toContain('照片、录像')
    })

    it('nobody goes on with another’s file, and without a draft there is nothing', async () => {
      const one = await open()
      const url = String((await one.sender.announce('样品.pdf', pdf.length)).headers.location)
      const other = await open()
      expect((await other.sender.send(url, 0, pdf)).statusCode).toBe(404)
      expect((await other.sender.giveUp(url)).statusCode).toBe(404)
      const stranger = tusSender(server.app, '/apply/incoming', () => ({}))
      expect((await stranger.announce('样品.pdf', 100)).statusCode).toBe(404)
      const forged = tusSender(server.app, '/apply/incoming', () => ({ cookie: 'wq_draft=abc.def' }))
      expect((await forged.ask(url)).statusCode).toBe(404)
    })

    it('the same content a second time is told and not kept twice', async () => {
      const { sender, page } = await open()
      await sender.sendAll('样品.pdf', pdf)
      const before = await left()
      const again = await sender.sendAll('又一份.pdf', pdf)
      expect(again.statusCode).toBe(422)
      expect(again.json().detail).toBe('“又一份.pdf”和清单里的“样品.pdf”内容完全相同，没有重复添加')
      expect(await left()).toEqual(before)
      expect(await page()).toContain('已经添加的（1）')
    })

    it('more than 20 files, or more than 200 MB, are refused when they are announced, half ones counted', async () => {
      const { sender } = await open()
      const most = submissionLimits.fileBytes
      for (let index = 0; index < 10; index += 1) {
        expect((await sender.announce(`${index}.mp4`, most)).statusCode).toBe(201)
      }
      const heavy = await sender.announce('十一.mp4', 1)
      expect([heavy.statusCode, heavy.json().detail]).toEqual([422, expect.stringContaining('超过 200 MB')])
      const { sender: many } = await open()
      for (let index = 0; index < 20; index += 1) await many.announce(`${index}.pdf`, 10)
      const one = await many.announce('二十一.pdf', 10)
      expect([one.statusCode, one.json().detail]).toEqual([422, expect.stringContaining('最多提交 20 份材料')])
    })

    it('a half file is given up by its button, without script', async () => {
      const { browser, sender, page } = await open()
      const url = String((await sender.announce('样品.pdf', pdf.length)).headers.location)
      await sender.send(url, 0, pdf.subarray(0, 1000))
      expect(await page()).toContain('没有传完')
      const id = url.split('/').at(-1)
      await browser.follow(await browser.postFiles('/apply/evidence', { action: `cancel.${id}` }, []))
      expect(await page()).not.toContain('没有传完')
      expect((await sender.ask(url)).statusCode).toBe(404)
    })
  })
})
