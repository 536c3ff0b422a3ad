import { describe, expect, it } from 'vitest'
import { aMatter } from '../../../testing/a-matter.ts'
import { answerUpTo, sendIn } from '../../../testing/an-application.ts'
import { useTestApp } from '../../../testing/app.ts'
import { type BrowserSession, openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { humanQuestion, readAnswer } from './human-question.ts'

const numerals = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
/** What a person reads and works out. */
const solved = (html: string): number => {
  const [, one = '', sign = '', other = ''] = /(\S)(加|减)(\S)等于几/.exec(html.replace(/<[^>]+>/g, ' ')) ?? []
  const [a, b] = [numerals.indexOf(one), numerals.indexOf(other)]
  return sign === '加' ? a + b : a - b
}

describe('a sum in words', () => {
  it('is small, never below zero, the same in both languages, and answered in digits or words', () => {
    for (let one = 0; one < 9; one += 1)
      for (let other = 0; other < 9; other += 1)
        for (const sign of [0, 1]) {
          const throws = [one, other, sign]
          const { words, answer } = humanQuestion(() => throws.shift() ?? 0)
          expect(answer).toBe(solved(words.zh))
          expect(answer).toBeGreaterThanOrEqual(0)
          expect(words.en).toMatch(/^How much is [a-z]+ (plus|minus) [a-z]+\?$/)
        }
    const twelve = ['12', ' １２ ', '十二', 'Twelve', 'twelve.'].map(readAnswer)
    expect(twelve).toEqual([12, 12, 12, 12, 12])
    expect(['', 'x', '-1', '1e1', '123', '十二个'].map(readAnswer)).toEqual([null, null, null, null, null, null])
  })
})

describe('the question that stands where a limit is reached', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const server = useTestApp(database, test)
  let networks = 0
  const fresh = (): BrowserSession => {
    networks += 1
    return openBrowser(server.app, { address: `10.77.${networks}.1` })
  }
  const wrong = { number: 'WQ33-7K4M-2D9X', proof: '13800000000' }
  const isQuestion = (body: string) => body.includes('name="_human"')

  /** Tries until the limit of this network is reached. */
  const atTheLimit = async (browser: BrowserSession, number: string) => {
    await browser.get('/track')
    let response = await browser.post('/track', { ...wrong, number })
    for (let n = 1; n < 200 && response.statusCode !== 429; n += 1) {
      response = await browser.post('/track', { ...wrong, number })
    }
    return response
  }

  it('is never met by who applies, mistypes a few times and follows the matter', async () => {
    const browser = fresh()
    const pages = [(await browser.get('/apply?kind=aid')).body]
    await answerUpTo(browser, 'check')
    pages.push((await browser.follow(await sendIn(browser))).body)
    await browser.get('/track')
    for (let n = 0; n < 10; n += 1) pages.push((await browser.post('/track', wrong)).body)
    expect(pages.filter(isQuestion)).toEqual([])
    expect(browser.cookie('wq_human')).toBeUndefined()
  })

  it('takes the place of a dead end; the right answer goes on with what was sent', async () => {
    const { number, queryCode } = await aMatter(test).in('submitted')
    const browser = fresh()
    const stopped = await atTheLimit(browser, number)
    expect(stopped.statusCode).toBe(429)
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0)
    expect(stopped.body).toContain('操作太快了，请先回答一个小问题')
    // The fields of the form are carried, so what was typed is not typed again.
    expect(browser.field('number')).toBe(number)
    const answer = {
      number,
      proof: queryCode,
      _human: browser.field('_human') ?? '',
      _humanAnswer: String(solved(stopped.body)),
    }
    expect((await browser.post('/track', answer)).headers.location).toBe('/track/matter')
  })

  it('a wrong answer brings another question, and a question is answered once', async () => {
    const { number } = await aMatter(test).in('submitted')
    const browser = fresh()
    const stopped = await atTheLimit(browser, number)
    const token = browser.field('_human') ?? ''
    const right = String(solved(stopped.body))
    const refused = await browser.post('/track', { ...wrong, number, _human: token, _humanAnswer: '99' })
    expect(refused.statusCode).toBe(429)
    expect(refused.body).toContain('答案不对')
    expect(browser.field('_human')).not.toBe(token)
    const again = await browser.post('/track', { ...wrong, number, _human: token, _humanAnswer: right })
    expect(again.body).toContain('答案不对')
  })

  it('a forged, foreign or expired question opens nothing, and one answer opens ten tries', async () => {
    const { number } = await aMatter(test).in('submitted')
    const browser = fresh()
    let page = await atTheLimit(browser, number)
    for (const forged of ['x', 'e30.x', `${browser.field('_human')}x`]) {
      const { statusCode } = await browser.post('/track', { ...wrong, number, _human: forged, _humanAnswer: '7' })
      expect(statusCode).toBe(429)
    }
    page = await browser.post('/track', { ...wrong, number })
    const sent = { ...wrong, number, _human: browser.field('_human') ?? '', _humanAnswer: String(solved(page.body)) }
    expect((await browser.post('/track', sent)).statusCode).toBe(422)
    let free = 0
    while ((await browser.post('/track', { ...wrong, number })).statusCode === 422) free += 1
    expect(free).toBeLessThan(10)
    expect(free).toBeGreaterThan(3)
  })

  it('speaks English to who chose it', async () => {
    const { number } = await aMatter(test).in('submitted')
    const browser = fresh()
    await browser.get('/?language=en')
    const stopped = await atTheLimit(browser, number)
    expect(stopped.body).toMatch(/How much is [a-z]+ (plus|minus) [a-z]+\?/)
  })

  it('where no form can be carried, the answer leads back to the page, and only to a page of this site', async () => {
    const browser = fresh()
    await browser.get('/apply/kind')
    for (let n = 0; n < 600; n += 1) await browser.post('/track/leave', {})
    const stopped = await browser.post('/apply/kind', { kind: 'aid' })
    expect(stopped.statusCode).toBe(429)
    expect(browser.field('back')).toBe('/apply/kind')
    const answer = { _human: browser.field('_human') ?? '', _humanAnswer: String(solved(stopped.body)) }
    const elsewhere = await browser.post('/human-check', { back: '//elsewhere.example/', ...answer })
    expect(elsewhere.headers.location).toBe('/elsewhere.example/')
    await browser.get('/apply/kind')
    expect((await browser.post('/apply/kind', { kind: 'aid' })).statusCode).toBe(303)
  })
})
