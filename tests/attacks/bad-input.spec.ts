import { describe, expect, it } from 'vitest'
import { type AnsweredPage, answerPage, answerUpTo, goodAnswers, sendIn } from '../../testing/an-application.ts'
import { useTestApp } from '../../testing/app.ts'
import { type BrowserSession, openBrowser } from '../../testing/browser-session.ts'
import { useTestDatabase } from '../../testing/database.ts'
import { useTestPlatform } from '../../testing/platform.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
const server = useTestApp(database, test)

/** Every field of the application that a person types words into, with what it takes at most. */
const fields = [
  ['applicant', 'name', 100],
  ['applicant', 'address', 200],
  ['agent', 'agentName', 100],
  ['agent', 'agentRelation', 60],
  ['rights', 'rights.0.name', 100],
  ['facts', 'facts', 5000],
  ['respondents', 'respondents.0.name', 100],
  ['respondents', 'respondents.0.place', 200],
] as const satisfies readonly (readonly [AnsweredPage, string, number])[]

const agent = { hasAgent: 'yes', agentName: '李代理', agentPhone: '13700000001', agentRelation: '律师' }
const good = (page: AnsweredPage): Record<string, string | readonly string[]> =>
  page === 'agent' ? agent : goodAnswers[page]

/** What a person may well type, and must find again letter by letter. */
const unusual = [
  ['rare characters', '𠮷田㐂代子（䶮）'],
  ['an emoji of several parts', '小店👨‍👩‍👧‍👦招牌'],
  ['a name of another people', '阿卜杜热合曼·麦麦提 Ünïcödé'],
  ['what looks like a script', '<script>alert("1")</script>&amp;'],
  ['what looks like a path', '../../..\\C:\\windows'],
  ['what looks like a formula', '=HYPERLINK("http://x","y")'],
] as const

const count = async (): Promise<object> =>
  (
    await database.ownerPool.query(
      `select (select count(*)::int from matter) as matters, (select count(*)::int from party) as parties,
         (select count(*)::int from draft) as drafts`,
    )
  ).rows[0]

const open = () => openBrowser(server.app)
const alertOf = (html: string): string => /role="alert"[\s\S]*?<\/(?:div|section)>/.exec(html)?.[0] ?? ''
/** The fields of a page beside `name` that hold words. */
const others = (page: AnsweredPage, name: string) =>
  Object.entries(good(page)).filter(
    (pair): pair is [string, string] => pair[0] !== name && typeof pair[1] === 'string' && pair[1] !== '',
  )

const expectKept = (browser: BrowserSession, page: AnsweredPage, name: string) => {
  for (const [other, value] of others(page, name)) {
    const shown = browser.field(other)
    // Choices are no text fields; what they keep is checked where they are asked.
    if (shown !== undefined) expect.soft(shown, `${page}: ${other}`).toBe(value)
  }
}

describe('words in the fields of the application', () => {
  it.each(fields)(
    '%s, %s: too many letters are told with both figures, and the rest of the form is still there',
    async (page, name, most) => {
      const browser = open()
      await answerUpTo(browser, page)
      const before = await count()
      const answer = await answerPage(browser, page, { ...good(page), [name]: '长'.repeat(most + 1) })
      expect(answer.statusCode).toBe(422)
      expect(alertOf(answer.body)).toContain(`不超过 ${most} 个字，现为 ${most + 1} 个`)
      expect(browser.field(name)).toBe('长'.repeat(most + 1))
      expectKept(browser, page, name)
      expect(await count()).toEqual(before)
      expect((await answerPage(browser, page, { ...good(page), [name]: '长'.repeat(most) })).statusCode).toBe(303)
    },
  )

  it.each(fields)(
    '%s, %s: a zero byte, other control characters and half characters are refused, not cut out in silence',
    async (page, name) => {
      const browser = open()
      await answerUpTo(browser, page)
      for (const words of ['宁波\0某店的柜台', '宁波\u0007某店的柜台', '宁波\u001b[31m某店的柜台']) {
        const answer = await answerPage(browser, page, { ...good(page), [name]: words })
        expect(answer.statusCode, JSON.stringify(words)).toBe(422)
        expect(alertOf(answer.body)).toContain('无法识别的字符')
        expectKept(browser, page, name)
      }
    },
  )

  it.each(fields)(
    '%s, %s: rare characters, emoji and what looks like code are kept letter by letter',
    async (page, name) => {
      const browser = open()
      await answerUpTo(browser, page)
      for (const [what, words] of unusual) {
        const typed = name === 'facts' ? `${words}：事情就是这样发生的，请看材料。` : words
        const answer = await answerPage(browser, page, { ...good(page), [name]: typed })
        expect(answer.statusCode, `${what}: ${alertOf(answer.body)}`).toBe(303)
        const again = await browser.get(`/apply/${page}`)
        expect(browser.field(name), what).toBe(typed)
        expect(again.body, what).not.toContain('<script>alert(')
      }
    },
  )

  it('a form whose bytes are no UTF-8 is answered with the form, and nothing is stored', async () => {
    const browser = open()
    await answerUpTo(browser, 'facts')
    await browser.get('/apply/facts')
    const before = await count()
    const cookie = ['wq_draft', 'wq_csrf', 'wq_form']
      .flatMap((name) => (browser.cookie(name) === undefined ? [] : [`${name}=${browser.cookie(name)}`]))
      .join('; ')
    const answer = await server.app.inject({
      method: 'POST',
      url: '/apply/facts',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
      payload: Buffer.concat([
        Buffer.from(`_csrf=${encodeURIComponent(browser.field('_csrf') ?? '')}&action=continue&scene=shop&facts=`),
        Buffer.from([0xe4, 0xbd, 0xff, 0xfe, 0xa0]),
        Buffer.from('%E4%BD%FF%C0%AF'),
      ]),
    })
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.statusCode).toBeLessThan(500)
    expect(answer.body).toContain('<form')
    expect(await count()).toEqual(before)
  })

  it('a field sent twice, as a list or under a made-up name does no harm', async () => {
    const browser = open()
    await answerUpTo(browser, 'applicant')
    const odd: readonly Record<string, string | string[]>[] = [
      { name: ['张明', '李四'] },
      { 'name[]': '张明', 'name[first]': '张' },
      { __proto__: 'x', constructor: 'x', 'applicant.role': 'agent', identityKind: 'administrator' },
    ]
    for (const extra of odd) {
      const answer = await answerPage(browser, 'applicant', { ...goodAnswers.applicant, ...extra })
      expect(answer.statusCode).toBeLessThan(500)
      if (answer.statusCode === 422) expect(alertOf(answer.body)).not.toBe('')
    }
    const kept = await browser.get('/apply/identity')
    expect(kept.body).not.toContain('administrator')
  })
})

describe('forms out of their order', () => {
  it('the last page sent before the questions are answered leads to what is missing and stores no matter', async () => {
    const browser = open()
    await answerUpTo(browser, 'applicant')
    const before = await count()
    const page = await browser.follow(await sendIn(browser))
    expect(page.statusCode).toBe(409)
    expect(page.body).toContain('还有几项没有填')
    expect(await count()).toEqual(before)
  })

  it('in two windows the later answer to one question stands, and answers to others are not undone', async () => {
    const browser = open()
    await answerUpTo(browser, 'facts')
    // Both windows show their page before either is sent.
    await browser.get('/apply/applicant')
    const token = browser.field('_csrf') ?? ''
    await browser.get('/apply/facts')
    await browser.post('/apply/facts', { action: 'continue', ...goodAnswers.facts })
    const late = await browser.post('/apply/applicant', {
      action: 'continue',
      ...goodAnswers.applicant,
      address: '宁波市江北区另一处',
      _csrf: token,
    })
    expect(late.statusCode).toBe(303)
    await browser.get('/apply/facts')
    expect(browser.field('facts')).toBe(goodAnswers.facts.facts)
    await browser.get('/apply/applicant')
    expect(browser.field('address')).toBe('宁波市江北区另一处')
  })

  it('after it was sent, the pages gone back to can’t be sent again: the receipt is shown, one matter stands', async () => {
    const browser = open()
    await answerUpTo(browser, 'check')
    await sendIn(browser)
    const after = await count()
    for (const page of ['facts', 'applicant', 'rights'] as const) {
      const answer = await browser.follow(await answerPage(browser, page))
      expect(answer.statusCode, page).toBeLessThan(500)
    }
    const again = await browser.follow(await sendIn(browser))
    expect(again.statusCode).toBeLessThan(500)
    expect(await count()).toMatchObject({ matters: (after as { matters: number }).matters })
  })
})
