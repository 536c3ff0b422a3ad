import { beforeAll, describe, expect, it } from 'vitest'
import { aMatter, loadMatter, type StoredMatter, step } from '../../../testing/a-matter.ts'
import { applicantOf, staffNamed } from '../../../testing/actors.ts'
import { useTestApp } from '../../../testing/app.ts'
import { audited, expectNoPersonalData } from '../../../testing/audit-watch.ts'
import { openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { verificationCode } from './verification-code.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)

let stored: StoredMatter
beforeAll(async () => {
  stored = await aMatter(test).in('accepted')
})

const issued = (of: StoredMatter = stored) => {
  const document = of.matter.documents[0]
  if (!document) throw new Error('no document')
  const code = verificationCode(test.platform.crypto, document.documentId)
  return { document, number: document.number, code }
}
const browse = (address = '10.0.0.1') => openBrowser(desk.app, { address })
const ask = async (
  fields: Record<string, string>,
  files: Parameters<ReturnType<typeof browse>['postFiles']>[2] = [],
) => {
  const browser = browse()
  await browser.get('/verify')
  return browser.postFiles('/verify', fields, files)
}
const pdf = async () => {
  const chunks: Buffer[] = []
  for await (const chunk of test.platform.files.read(Buffer.from(issued().document.sha256, 'hex'))) chunks.push(chunk)
  return Buffer.concat(chunks)
}
const file = (content: Buffer) => [{ field: 'file', fileName: '文书.pdf', content }]

describe('whether a document is genuine', () => {
  it('is told to anyone with number and code, in every way of typing them, and nothing of whom it concerns', async () => {
    const { number, code } = issued()
    for (const fields of [
      { number, code },
      { number: number.replace('〔', '[').replace('〕', '] '), code: code.toLowerCase().replace('-', ' ') },
    ]) {
      const answer = await ask(fields)
      expect(answer.statusCode, answer.body).toBe(200)
      expect(answer.body).toContain('这份文书是真的')
      expect(answer.body).toContain(number)
      for (const secret of ['张明', stored.number, '一种折叠式晾衣架']) expect(answer.body).not.toContain(secret)
    }
  })

  it('with the file that was issued: the same; with one byte changed: another', async () => {
    const { number, code } = issued()
    const whole = await pdf()
    expect((await ask({ number, code }, file(whole))).body).toContain('一字不差')
    const tampered = Buffer.from(whole)
    tampered[tampered.length >> 1] = 255 - (tampered[tampered.length >> 1] ?? 0)
    expect((await ask({ number, code }, file(tampered))).body).toContain('不是机构发出的那一份')
  })

  it('an unknown number and a wrong code are one answer', async () => {
    const { number, code } = issued()
    const wrongCode = await ask({ number, code: 'K7Q2D-9DMWX' })
    const wrongNumber = await ask({ number: '知援330200受〔2026〕9999号', code })
    expect([wrongCode.statusCode, wrongNumber.statusCode]).toEqual([404, 404])
    // All but what was typed, the form's token and the request's own number.
    const same = (body: string) => body.replace(/value="[^"]*"/g, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
    expect(same(wrongCode.body)).toBe(same(wrongNumber.body))
    expect(wrongCode.body).toContain('没有查到这份文书')
  })

  it('asks again with what was typed when something is missing or far too long', async () => {
    const answer = await ask({ number: '知援<script>', code: '' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('请填写文书上的验证码')
    expect(answer.body).toContain('知援&lt;script&gt;')
    expect((await ask({ number: '号'.repeat(101), code: 'X' })).body).toContain('最多 100 个')
  })

  it('a document that fell on appeal is genuine and of no effect any more', async () => {
    const appealed = await aMatter(test).in('appealed')
    const province = await staffNamed(test.platform, 'shenyun')
    await step(test, appealed.id, province, { type: 'decideAppeal', outcome: 'revoked', answer: '撤销。' })
    const { number, code } = issued(appealed)
    expect((await ask({ number, code })).body).toContain('已经被撤销，不再有效')
  })

  it('is limited: the twenty-first try at one number waits', async () => {
    const browser = browse('10.9.9.9')
    await browser.get('/verify')
    const tries = []
    for (let one = 0; one < 21; one += 1)
      tries.push(await browser.post('/verify', { number: '知援000000受〔2026〕1号', code: 'X' }))
    expect(tries.map((one) => one.statusCode)).toEqual([...Array(20).fill(404), 429])
  })

  it('leaves a row in the audit of its institution', async () => {
    const { number, code } = issued()
    const { rows } = await audited(database, () => ask({ number, code }))
    expect(rows).toMatchObject([{ action: 'document.verify', actor_kind: 'public', object_id: stored.id }])
    expectNoPersonalData(rows)
  })
})

describe('a document in the hands of its addressee', () => {
  const track = async (of: StoredMatter) => {
    const browser = browse()
    await browser.get('/track')
    await browser.follow(await browser.post('/track', { number: of.number, proof: of.queryCode }))
    return browser
  }

  it('is signed for first, then had as the PDF that was issued; the download is audited', async () => {
    const own = await aMatter(test).in('accepted')
    const { document } = issued(own)
    const browser = await track(own)
    const page = (await browser.get('/track/matter')).body
    expect(page).toContain('等您签收')
    expect(page, 'what awaits a signature is not told beforehand').not.toContain(document.number)
    const path = `/track/document/${document.documentId}`
    expect((await browser.get(`${path}/file`)).statusCode, 'before the signature').toBe(404)
    await browser.get(path)
    const after = await browser.follow(
      await browser.post(path, { expectedVersion: browser.field('expectedVersion') ?? '', action: 'sign' }),
    )
    expect(after.body).toContain(document.number)
    const { answer, rows } = await audited(database, () => browser.get(`${path}/file`))
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(rows).toMatchObject([{ action: 'document.download', actor_kind: 'applicant' }])
    expect((await loadMatter(test, own.id)).documents[0]?.received?.way).toBe('portal')
  })

  it('of another matter is not there', async () => {
    const browser = await track(stored)
    const other = await aMatter(test).in('accepted')
    expect((await browser.get(`/track/document/${issued(other).document.documentId}`)).statusCode).toBe(404)
  })

  it('a supplement notice is signed for on its own page and links its document', async () => {
    const own = await aMatter(test).in('supplement-noticed')
    const { document } = issued(own)
    const browser = await track(own)
    expect((await browser.get(`/track/document/${document.documentId}`)).headers.location).toBe('/track/notice')
    const receipt = { type: 'recordReceipt', noticeId: document.documentId, on: null, way: 'portal' } as const
    await step(test, own.id, applicantOf(own.id), receipt)
    expect((await browser.get('/track/notice')).body).toContain(`/track/document/${document.documentId}`)
    expect((await browser.get(`/track/document/${document.documentId}`)).body).toContain(document.number)
  })
})
