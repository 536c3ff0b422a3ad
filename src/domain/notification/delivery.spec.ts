import { describe, expect, it } from 'vitest'
import { at } from '../../../testing/rules.ts'
import { toChinaIso } from '../kernel/plain-date.ts'
import { type ChannelStanding, chooseChannel, nextTry, quietUntil, shouldRest } from './delivery.ts'
import { fillTemplate, type Template, templateFaults } from './template.ts'

describe('quiet hours', () => {
  const night = { from: '21:30', until: '08:00' }
  it.each([
    ['2026-03-02T21:29', null],
    ['2026-03-02T21:30', '2026-03-03T08:00'],
    ['2026-03-02T23:59', '2026-03-03T08:00'],
    ['2026-03-03T00:00', '2026-03-03T08:00'],
    ['2026-03-03T07:59', '2026-03-03T08:00'],
    ['2026-03-03T08:00', null],
    ['2026-12-31T22:00', '2027-01-01T08:00'],
  ])('over midnight, at %s in China: %s', (now, until) => {
    const found = quietUntil(night, at(now))
    expect(found && toChinaIso(found).slice(0, 16)).toBe(until)
  })

  it('within a day, and none at all', () => {
    const noon = { from: '12:00', until: '14:00' }
    expect(quietUntil(noon, at('2026-03-02T11:59'))).toBeNull()
    expect(quietUntil(noon, at('2026-03-02T12:00'))).toBe(at('2026-03-02T14:00'))
    expect(quietUntil(null, at('2026-03-02T03:00'))).toBeNull()
  })
})

describe('the next try', () => {
  it('waits longer each time, and there is none after the last', () => {
    const now = at('2026-03-02T09:00')
    expect([1, 2, 3].map((failed) => nextTry([15, 60], failed, now))).toEqual([
      '2026-03-02T01:00:15.000Z',
      '2026-03-02T01:01:00.000Z',
      null,
    ])
  })
})

describe('a channel rests', () => {
  const rule = { failures: 5, share: 0.5 }
  it.each([
    [{ failed: 4, tries: 4 }, false],
    [{ failed: 5, tries: 5 }, true],
    [{ failed: 5, tries: 10 }, true],
    [{ failed: 5, tries: 11 }, false],
  ])('after %j: %s', (lately, rests) => {
    expect(shouldRest(rule, lately)).toBe(rests)
  })
})

describe('the channel of a message', () => {
  it.each<[mail: ChannelStanding, sms: ChannelStanding, chosen: string]>([
    ['open', 'open', 'mail'],
    ['resting', 'open', 'sms'],
    ['refused', 'open', 'sms'],
    ['not-set-up', 'open', 'sms'],
    ['resting', 'not-set-up', 'mail'],
    ['refused', 'resting', 'sms'],
    ['refused', 'not-set-up', 'refused'],
    ['not-set-up', 'not-set-up', 'not-set-up'],
  ])('mail %s, sms %s: %s', (mail, sms, chosen) => {
    expect(chooseChannel(['mail', 'sms'], (channel) => (channel === 'mail' ? mail : sms))).toBe(chosen)
  })
})

describe('the words of a template', () => {
  const words = { subject: '{what}', text: '{what} {on} {at} {link}', short: null }
  const template = {
    code: 'spec',
    version: 1,
    channels: ['mail'],
    urgent: false,
    data: { what: 'text', on: 'day', at: 'instant', link: 'link' },
    zh: words,
    en: words,
    validFrom: at('2019-01-01').slice(0, 10) as Template['validFrom'], // a day in the shape of one
    validTo: null,
  } as const satisfies Template
  const data = { what: '事', on: '2026-03-02', at: '2026-03-02T01:05:00.000Z', link: '/track' }

  it('write days, times and links as the language does', () => {
    const fill = (language: 'zh' | 'en') => fillTemplate(template, language, data, 'https://x.example').text
    expect(fill('zh')).toBe('事 2026年3月2日 2026年3月2日 09:05（北京时间） https://x.example/track')
    expect(fill('en')).toBe('事 2 March 2026 2 March 2026, 09:05 (Beijing time) https://x.example/track?language=en')
  })

  it('a fact stays on its line and begins no placeholder, whatever it holds', () => {
    const { subject } = fillTemplate(
      template,
      'zh',
      { ...data, what: 'a\r\nBcc: b@example.com\0{link}' },
      'https://x.example',
    )
    expect(subject).toBe('a Bcc: b@example.com {link}')
  })

  it('a text and its facts that do not agree are told', () => {
    expect(templateFaults({ ...template, data: { what: 'text', more: 'text' } })).toEqual([
      '{on} is used but not declared',
      '{at} is used but not declared',
      '{link} is used but not declared',
      'more is declared but not used',
    ])
  })
})
