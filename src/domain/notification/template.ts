import { type Language, languages } from '../kernel/language.ts'
import type { PlainDate } from '../kernel/plain-date.ts'

/** Ways to reach somebody outside; `in-app` is the desk itself. */
export const outsideChannels = ['mail', 'sms', 'webhook'] as const
export type OutsideChannel = (typeof outsideChannels)[number]
export const notificationChannels = [...outsideChannels, 'in-app'] as const
export type NotificationChannel = (typeof notificationChannels)[number]

/**
 * What a placeholder stands for, and so how it is written in each language: `day` is YYYY-MM-DD, `instant` ISO UTC, `link` a path of
 * this platform that becomes a whole address.
 */
export const placeholderKinds = ['text', 'day', 'instant', 'count', 'link'] as const
export type PlaceholderKind = (typeof placeholderKinds)[number]

export interface TemplateWords {
  readonly subject: string
  /** For a letter or the desk; lines end with \n. */
  readonly text: string
  /** For a text message; none where the template is never sent as one. */
  readonly short: string | null
}

export interface Template {
  readonly code: string
  readonly version: number
  /** Best first. */
  readonly channels: readonly NotificationChannel[]
  /** Not held back by quiet hours and sent before others. */
  readonly urgent: boolean
  readonly data: Readonly<Record<string, PlaceholderKind>>
  readonly zh: TemplateWords
  readonly en: TemplateWords
  readonly validFrom: PlainDate
  readonly validTo: PlainDate | null
}

export type TemplateData = Readonly<Record<string, string | number>>

const placeholder = /\{([A-Za-z][A-Za-z0-9]*)\}/g

/** The names between braces. */
export const placeholdersIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(placeholder)].map(([, name = '']) => name)),
]

const everyText = (template: Pick<Template, 'zh' | 'en'>): string =>
  [template.zh, template.en].flatMap((words) => [words.subject, words.text, words.short ?? '']).join('\n')

/** What is wrong between a template's texts and the facts that it declares; empty when they agree. */
export const templateFaults = (template: Pick<Template, 'zh' | 'en' | 'data' | 'channels'>): readonly string[] => {
  const used = placeholdersIn(everyText(template))
  const declared = Object.keys(template.data)
  const faults = used.filter((name) => !declared.includes(name)).map((name) => `{${name}} is used but not declared`)
  // A system is given the facts themselves, so there a fact need not stand in the text.
  if (!template.channels.includes('webhook')) {
    faults.push(...declared.filter((name) => !used.includes(name)).map((name) => `${name} is declared but not used`))
  }
  for (const language of languages) {
    const { short } = template[language]
    const wanted = template.channels.includes('sms')
    if (wanted && short === null) faults.push(`${language}.short is missing, though sms is among the channels`)
    if (!wanted && short !== null) faults.push(`${language}.short is given, though sms is not among the channels`)
  }
  const brace = /\{(?![A-Za-z][A-Za-z0-9]*\})/.exec(everyText(template))
  if (brace) faults.push('an open brace that begins no placeholder')
  return faults
}

/** How the facts handed in differ from those a template asks for; empty when they agree. */
export const dataFaults = (template: Pick<Template, 'data'>, data: TemplateData): readonly string[] => [
  ...Object.keys(template.data)
    .filter((name) => data[name] === undefined)
    .map((name) => `${name} is missing`),
  ...Object.keys(data)
    .filter((name) => template.data[name] === undefined)
    .map((name) => `${name} is unknown`),
  ...Object.entries(template.data).flatMap(([name, kind]) => {
    const value = data[name]
    return value === undefined || fits(kind, value) ? [] : [`${name} is no ${kind}`]
  }),
]

const fits = (kind: PlaceholderKind, value: string | number): boolean => {
  if (kind === 'count') return typeof value === 'number' && Number.isInteger(value)
  if (typeof value !== 'string') return false
  if (kind === 'day') return /^\d{4}-\d{2}-\d{2}$/.test(value)
  if (kind === 'instant') return !Number.isNaN(Date.parse(value))
  return kind === 'text' || value.startsWith('/')
}

const months = 'January February March April May June July August September October November December'.split(' ')

const dayIn = (language: Language, day: string): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return language === 'zh' ? `${year}年${month}月${date}日` : `${date} ${months[month - 1]} ${year}`
}

const chinaOffsetMs = 8 * 3_600_000

const instantIn = (language: Language, instant: string): string => {
  const local = new Date(Date.parse(instant) + chinaOffsetMs).toISOString()
  const time = local.slice(11, 16)
  return language === 'zh'
    ? `${dayIn('zh', local.slice(0, 10))} ${time}（北京时间）`
    : `${dayIn('en', local.slice(0, 10))}, ${time} (Beijing time)`
}

// Whatever a fact holds, it stays on its line: a line end would begin a header of a letter or a second text message.
const control = /\p{Cc}+/gu

/** A letter in English leads to pages in English. */
const inLanguage = (path: string, language: Language): string =>
  language === 'zh' ? path : `${path}${path.includes('?') ? '&' : '?'}language=${language}`

const written = (kind: PlaceholderKind, value: string | number, language: Language, publicUrl: string): string => {
  const text = String(value)
  switch (kind) {
    case 'day':
      return dayIn(language, text)
    case 'instant':
      return instantIn(language, text)
    case 'link':
      return `${publicUrl}${inLanguage(text.replace(control, ''), language)}`
    default:
      return text.replace(control, ' ').trim()
  }
}

/**
 * The words of a template with its facts put in. One pass: braces inside a fact are letters and nothing more.
 * @param publicUrl address of the platform, without a slash at its end.
 * @throws when facts are missing, unknown or of another kind; `dataFaults` says which.
 */
export const fillTemplate = (
  template: Template,
  language: Language,
  data: TemplateData,
  publicUrl: string,
): TemplateWords => {
  const faults = dataFaults(template, data)
  if (faults.length > 0) throw new Error(`template ${template.code}: ${faults.join('; ')}`)
  const fill = (text: string): string =>
    text.replace(placeholder, (_whole, name: string) =>
      // Both are there: `templateFaults` holds for every loaded template, `dataFaults` was empty.
      written(template.data[name] ?? 'text', data[name] ?? '', language, publicUrl),
    )
  const words = template[language]
  return {
    subject: fill(words.subject),
    text: fill(words.text),
    short: words.short === null ? null : fill(words.short),
  }
}

/** The version in force on a day, or null. */
export const templateOn = (templates: readonly Template[], code: string, on: PlainDate): Template | null =>
  templates.find((one) => one.code === code && one.validFrom <= on && (one.validTo === null || on <= one.validTo)) ??
  null
