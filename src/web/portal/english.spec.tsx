import { describe, expect, it } from 'vitest'
import { portalSamples } from '../../../testing/portal-samples.ts'
import type { PortalPages } from '../../contract/portal/pages.ts'
import { renderPage } from './render.tsx'

/** Every text in the props: what a page was given to show. */
const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

// Chinese characters and the punctuation that goes with them.
const chinese = /[\p{Script=Han}\u3001\u3002\uff0c\uff1a\uff1b\uff08\uff09\u300a\u300b]+/gu
const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')

const english = portalSamples.map(({ title, page, props }) => {
  const seen = { ...props, chrome: { ...props.chrome, view: { language: 'en', ease: false, contrast: false } } }
  // A sample pairs a page with its own props; the compiler can't follow that pairing through a union.
  return { title, given: textsOf(props).join('\n'), html: renderPage<keyof PortalPages>(page, seen as never) }
})

describe('every page in English', () => {
  it('says itself no word of Chinese: what is Chinese is a name or was typed', () => {
    for (const { title, given, html } of english) {
      // The link to the Chinese page speaks Chinese.
      const words = plain(html.replace(/<a [^>]*lang="zh-CN"[^>]*>中文<\/a>/, ''))
      const own = [...words.matchAll(chinese)].map(([run]) => run).filter((run) => !given.includes(run))
      expect.soft(own, title).toEqual([])
      const attributes = [...html.matchAll(/ (?:aria-label|content|title|placeholder|alt)="([^"]*)"/g)].join('\n')
      const spoken = [...attributes.matchAll(chinese)].map(([run]) => run).filter((run) => !given.includes(run))
      expect.soft(spoken, `${title}, what is only read aloud`).toEqual([])
    }
  })

  it('has no empty heading, label, button or link, and nothing that was not a word', () => {
    for (const { title, html } of english) {
      expect.soft(html, title).toMatch(/^<!doctype html><html lang="en"/)
      expect.soft(html.match(/<(h[1-6]|label|legend|button|a|dt|summary|title)\b[^>]*><\/\1>/g), title).toBeNull()
      expect.soft(plain(html), title).not.toMatch(/undefined|\[object|NaN|=>|null\b/)
    }
  })
})
