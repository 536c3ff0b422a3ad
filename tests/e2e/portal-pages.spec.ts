import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PortalPages } from '../../src/contract/portal/pages.ts'
import type { View } from '../../src/contract/portal/parts.ts'
import { renderPage } from '../../src/web/portal/render.tsx'
import { useBrowser } from '../../testing/browser.ts'
import { axeViolations } from '../../testing/good-page.ts'
import { portalSamples } from '../../testing/portal-samples.ts'

const browser = useBrowser()
const pictures = process.env.PICTURES

const plain: View = { language: 'zh', ease: false, contrast: false }
const dressed = ['color-contrast', 'target-size', 'link-in-text-block']
const spoken = [
  'html-has-lang',
  'html-lang-valid',
  'valid-lang',
  'label-content-name-mismatch',
  'link-name',
  'button-name',
  'label',
]
/** Each look with what is examined in it: barriers where a layout is its own, overflow everywhere. */
const looks: readonly {
  name: string
  view: View
  widths: readonly number[]
  axeAt: readonly number[]
  /** All, or those that this dress may break. */
  rules?: readonly string[]
  twice: boolean
}[] = [
  { name: 'as it comes', view: plain, widths: [360, 1280], axeAt: [360, 1280], twice: true },
  {
    name: 'in English',
    view: { ...plain, language: 'en' },
    widths: [360, 1280],
    axeAt: [1280],
    rules: spoken,
    twice: true,
  },
  {
    name: 'large and simple',
    view: { ...plain, ease: true },
    widths: [360],
    axeAt: [360],
    rules: dressed,
    twice: false,
  },
  {
    name: 'large and simple, in English, in high contrast',
    view: { language: 'en', ease: true, contrast: true },
    widths: [360, 1280],
    axeAt: [360],
    rules: dressed,
    twice: false,
  },
]

describe('each page of the portal with everything it meets', () => {
  it.each(looks)(
    '$name has no barrier and no sideways scrolling',
    async ({ name, view, widths, axeAt, rules, twice }) => {
      const css = await readFile(new URL('../../src/web/portal/portal.css', import.meta.url), 'utf8')
      // One page for all of them: in a fresh one axe starts cold each time and takes ten times as long.
      const page = await browser.newPage()
      const overflow = () => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth))
      for (const { title, page: sample, props } of portalSamples) {
        const found: Record<string, unknown> = {}
        const good: Record<string, unknown> = {}
        const seen = { ...props, chrome: { ...props.chrome, view } }
        // A sample pairs a page with its own props; the compiler can't follow that pairing through a union.
        const html = renderPage<keyof PortalPages>(sample, seen as never)
        await page.setContent(html.replace(/<link rel="stylesheet"[^>]*>/, `<style>${css}</style>`))
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 })
          found[`sideways at ${width} px`] = await overflow()
          good[`sideways at ${width} px`] = 0
          if (pictures && view !== plain)
            await page.screenshot({
              path: join(pictures, `${title}, ${name}-${width}.png`.replaceAll(' ', '_')),
              fullPage: true,
            })
          if (!axeAt.includes(width)) continue
          found[`barriers at ${width} px`] = await axeViolations(page, rules)
          good[`barriers at ${width} px`] = []
        }
        if (twice) {
          await page.setViewportSize({ width: 1280, height: 800 })
          await page.addStyleTag({ content: 'html { font-size: 225% }' })
          found['sideways at twice the size'] = await overflow()
          good['sideways at twice the size'] = 0
        }
        expect.soft(found, title).toEqual(good)
      }
    },
  )
})
