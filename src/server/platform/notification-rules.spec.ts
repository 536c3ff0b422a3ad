import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { day, publishedNotifications } from '../../../testing/rules.ts'
import { deliveryOn, loadNotificationRules } from './notification-rules.ts'

const published = join(import.meta.dirname, '../../../rules/notifications')
let dir = ''

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'weiquan-notifications-'))
  await cp(published, dir, { recursive: true })
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const change = async (file: string, from: string | RegExp, to: string) => {
  const path = join(dir, file)
  const before = await readFile(path, 'utf8')
  expect(before).toMatch(from)
  await writeFile(path, before.replace(from, to))
}

describe('the published texts', () => {
  it('never ask for a name, an identifier or a query code in a letter or a text message', () => {
    for (const { code, data } of publishedNotifications.templates) {
      const asked = Object.keys(data).join()
      expect(asked, code).not.toMatch(/name|phone|mail|identifier|queryCode|facts|reasons/i)
    }
  })

  it('are there in both languages, and say something else in each', () => {
    for (const { code, zh, en } of publishedNotifications.templates) {
      expect(zh.text, code).not.toBe(en.text)
      expect(en.text.replace(/\{\w+\}/g, ''), code).not.toMatch(/\p{Script=Han}/u)
    }
  })

  it('can be delivered today: one version of the rules holds', () => {
    expect(deliveryOn(publishedNotifications, day('2026-03-02')).retryAfterSeconds).toHaveLength(7)
    expect(() => deliveryOn(publishedNotifications, day('2018-12-31'))).toThrow('no version holds on 2018-12-31')
  })
})

describe('the loader refuses', () => {
  it.each<[what: string, file: string, from: string | RegExp, to: string, message: RegExp]>([
    [
      'a placeholder that is not declared',
      'templates/access.yaml',
      '{minutes} 分钟',
      '{hours} 小时',
      /one-time-code: \{hours\} is used/,
    ],
    [
      'a fact that no text uses',
      'templates/access.yaml',
      'minutes: count }',
      'minutes: count, spare: text }',
      /spare is declared but not used/,
    ],
    ['a short text that is missing', 'templates/access.yaml', /\n {6}short: '验证码.*'/, '', /zh\.short is missing/],
    ['an open brace', 'templates/access.yaml', '您的验证码是', '您的{ 验证码是', /an open brace/],
    [
      'a kind that does not exist',
      'templates/access.yaml',
      'minutes: count',
      'minutes: number',
      /entry 1.*\n?.*minutes/s,
    ],
    [
      'a template twice on one day',
      'templates/access.yaml',
      'code: draft-expires',
      'code: draft-link',
      /draft-link: version 1 is there twice/,
    ],
    [
      'an event with an unknown template',
      'events.yaml',
      'template: submission-received',
      'template: no-such',
      /the template "no-such"/,
    ],
    [
      'a text that asks what no matter can say',
      'events.yaml',
      'template: matter-accepted',
      'template: one-time-code',
      /asks for code, minutes/,
    ],
    [
      'a last day without a clock',
      'events.yaml',
      'page: matter, clock: AID-REVIEW',
      'page: matter',
      /expected a clock/,
    ],
    [
      'a link without a page',
      'events.yaml',
      'template: matter-accepted, page: matter',
      'template: matter-accepted',
      /expected a page/,
    ],
    [
      'an event that does not exist',
      'events.yaml',
      'event: MatterAccepted',
      'event: MatterApproved',
      /events\.yaml.*MatterApproved|Invalid option/s,
    ],
    ['a time of day that does not exist', 'delivery.yaml', "'21:30'", "'25:30'", /a time of day in China/],
  ])('%s, naming file and entry', async (_what, file, from, to, message) => {
    await change(file, from, to)
    expect(() => loadNotificationRules(dir)).toThrow(message)
    expect(() => loadNotificationRules(dir)).toThrow(join(dir, file))
  })
})
