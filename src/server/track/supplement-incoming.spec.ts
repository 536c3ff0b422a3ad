import { describe, expect, it } from 'vitest'
import { aMatter, loadMatter, type StoredMatter } from '../../../testing/a-matter.ts'
import { useTestApp } from '../../../testing/app.ts'
import { openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPdf } from '../../../testing/files.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { tusSender } from '../../../testing/tus.ts'

describe('files of the answer to a notice, piece by piece', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const server = useTestApp(database, test)
  const noticed = () => aMatter(test, {}).in('supplement-noticed')
  const open = async (stored: StoredMatter, sign = true) => {
    const browser = openBrowser(server.app)
    await browser.get('/track')
    await browser.post('/track', { number: stored.number, proof: stored.queryCode })
    await browser.get('/track/notice')
    const [noticeId = '', expectedVersion = ''] = ['noticeId', 'expectedVersion'].map(
      (name) => browser.field(name) ?? '',
    )
    if (sign) await browser.post('/track/notice', { noticeId, expectedVersion, action: 'sign' })
    const sender = tusSender(server.app, '/track/incoming', () => ({
      cookie: `wq_track=${browser.cookie('wq_track')}`,
    }))
    return { browser, sender }
  }

  it('a whole file stands in the list of the answer and goes to the matter with it', async () => {
    const stored = await noticed()
    const { browser, sender } = await open(stored)
    const sent = await sender.sendAll('登记簿副本.pdf', aPdf, { kind: 'right-proof' })
    expect(sent.statusCode, sent.body).toBe(200)
    const page = await browser.get('/track/supplement')
    expect(page.body).toContain('登记簿副本.pdf')
    const fields = {
      answer: '补交登记簿副本。',
      action: 'continue',
      expectedVersion: browser.field('expectedVersion') ?? '',
    }
    const done = await browser.postFiles('/track/supplement', fields, [])
    expect(done.headers.location).toBe('/track/done?what=supplement')
    const { evidence } = await loadMatter(test, stored.id)
    expect(evidence.map(({ name, kind }) => [name, kind])).toContainEqual(['登记簿副本.pdf', 'right-proof'])
    // The answer is given: there is nothing more to send to.
    expect((await sender.announce('晚了.pdf', 10)).statusCode).toBe(404)
  })

  it('before the notice is signed for, without a grant, or with another matter’s, there is nothing', async () => {
    const stored = await noticed()
    expect((await (await open(stored, false)).sender.announce('早了.pdf', 10)).statusCode).toBe(404)
    const { sender } = await open(stored)
    const url = String((await sender.announce('登记簿副本.pdf', aPdf.length)).headers.location)
    const other = await open(await noticed())
    expect((await other.sender.send(url, 0, aPdf)).statusCode).toBe(404)
    const nobody = tusSender(server.app, '/track/incoming', () => ({}))
    expect((await nobody.ask(url)).statusCode).toBe(404)
    expect((await sender.send(url, 0, aPdf)).statusCode).toBe(200)
  })
})
