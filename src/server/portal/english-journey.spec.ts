import { describe, expect, it } from 'vitest'
import { aMatter } from '../../../testing/a-matter.ts'
import { answerPage, goodAnswers, sendIn } from '../../../testing/an-application.ts'
import { useTestApp } from '../../../testing/app.ts'
import { openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import type { Status } from '../../domain/matter/matter.ts'

const visible = (html: string): string =>
  html
    .replace(/<a [^>]*lang="zh-CN"[^>]*>中文<\/a>/, '')
    .replace(/<[^>]+>/g, '\n')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')

/** Those whose pages have words of their own; the others differ by a headline, which the compiler asks for. */
const statuses: readonly Status[] = ['supplement-noticed', 'refused', 'not-in-area', 'closed']

describe('the portal in English, answered by the server', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const server = useTestApp(database, test)

  it('from the home page to the matter’s own page, right and wrong answers, Chinese is only names and what was typed', async () => {
    const { rows } = await database.ownerPool.query<{ name: string }>(
      'select full_name as name from division union all select name from institution union all select coalesce(hours, address, name) from institution',
    )
    const names = [...rows.map((row) => row.name), JSON.stringify(goodAnswers)].join('\n')
    const browser = openBrowser(server.app)
    await browser.get('/?language=en')
    const looked: string[] = []
    const look = (where: string, html: string) => {
      expect(html, where).toContain('<html lang="en"')
      const runs = visible(html).match(/[\p{Script=Han}\u3001\u3002\uff0c\uff1a\uff1b\uff08\uff09]+/gu) ?? []
      expect
        .soft(
          runs.filter((run) => !names.includes(run)),
          where,
        )
        .toEqual([])
      looked.push(where)
    }
    for (const url of [
      '/',
      '/about',
      '/privacy',
      '/accessibility',
      '/nothing',
      '/track',
      '/institutions',
      '/institutions?place=330200&kind=aid-centre',
    ]) {
      look(url, (await browser.get(url)).body)
    }
    for (const page of Object.keys(goodAnswers) as (keyof typeof goodAnswers)[]) {
      if (page === 'institution') {
        look('/apply/evidence', (await browser.get('/apply/evidence')).body)
        const wrong = { action: 'add', evidenceKind: '', link: 'x', linkName: '' }
        look('/apply/evidence, wrong', (await browser.postFiles('/apply/evidence', wrong, [])).body)
        await browser.postFiles('/apply/evidence', { action: 'continue' }, [])
      }
      look(`/apply/${page}`, (await browser.get(`/apply/${page}`)).body)
      const nothing = Object.fromEntries(Object.keys(goodAnswers[page]).map((field) => [field, '']))
      const refused = await browser.post(`/apply/${page}`, {
        action: 'continue',
        ...nothing,
        phone: '123',
        identifier: '1',
      })
      if (refused.statusCode === 422) look(`/apply/${page}, wrong`, refused.body)
      expect((await answerPage(browser, page)).statusCode, page).toBe(303)
    }
    look('/apply/check', (await browser.get('/apply/check')).body)
    look('/apply/consent', (await browser.get('/apply/consent')).body)
    look('/apply/consent, wrong', (await browser.post('/apply/consent', { action: 'continue' })).body)
    const submitted = await browser.follow(await sendIn(browser))
    look('/apply/submitted', submitted.body)
    expect(visible(submitted.body)).toContain('Mon, 23 Mar 2026')
    look('/apply/receipt', (await browser.get('/apply/receipt')).body)
    const number = /WQ33-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(submitted.body)?.[0] ?? ''
    look('/track, wrong', (await browser.post('/track', { number: 'WQ', proof: '' })).body)
    await browser.get('/track')
    const matter = await browser.follow(await browser.post('/track', { number, proof: goodAnswers.applicant.phone }))
    look('/track/matter', matter.body)
    for (const page of ['receipt', 'withdraw']) look(`/track/${page}`, (await browser.get(`/track/${page}`)).body)
    look(
      '/track/withdraw, wrong',
      (await browser.post('/track/withdraw', { action: 'continue', expectedVersion: '1' })).body,
    )
    const withdrawn = { action: 'continue', expectedVersion: '1', reasons: goodAnswers.facts.facts, confirm: 'yes' }
    look('/track/done', (await browser.follow(await browser.post('/track/withdraw', withdrawn))).body)
    look('/track/matter, withdrawn', (await browser.get('/track/matter')).body)
    expect(looked.length).toBeGreaterThan(40)
  })

  it('where a matter waits for its applicant, its page and what can be done there speak English', async () => {
    for (const status of statuses) {
      const { number, queryCode } = await aMatter(test).in(status)
      const browser = openBrowser(server.app, { address: `10.88.${statuses.indexOf(status)}.1` })
      await browser.get('/track?language=en')
      await browser.get('/track')
      await browser.post('/track', { number, proof: queryCode })
      for (const page of ['matter', 'notice', 'supplement', 'appeal', 'rate', 'withdraw', 'receipt']) {
        const { statusCode, body } = await browser.get(`/track/${page}`)
        if (statusCode !== 200) continue
        // Names and what people wrote are marked as Chinese; notes of the history are what officers wrote.
        const own = body.replace(
          /<span lang="zh-CN">[^<]*(?:<a [^>]*>[^<]*<\/a>)?<\/span>|<span class="note">[^<]*<\/span>/g,
          '',
        )
        expect(body, `${status}: ${page}`).toContain('<html lang="en"')
        const headings = (own.match(/<(?:h1|h2|button|label|legend|summary|title)\b[^>]*>[^<]*/g) ?? []).join('\n')
        expect.soft(headings.match(/\p{Script=Han}+/gu) ?? [], `${status}: ${page}`).toEqual([])
        expect
          .soft(
            visible(own).match(/\n(?:下一步|轮到您|最迟|机构(?:决定|审查|请您)|您[^\n]*了)/g) ?? [],
            `${status}: ${page}`,
          )
          .toEqual([])
      }
    }
  })
})
