import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { renderPage } from '../../src/web/portal/render.tsx'
import { useBrowser } from '../../testing/browser.ts'
import { axeViolations } from '../../testing/good-page.ts'
import { portalSamples } from '../../testing/portal-samples.ts'

const browser = useBrowser()

describe('each page of the portal with everything it meets', () => {
  it('has no barrier and no sideways scrolling on a phone and on a screen, nor at twice the type size', async () => {
    const css = await readFile(new URL('../../src/web/portal/portal.css', import.meta.url), 'utf8')
    // One page for all of them: in a fresh one axe starts cold each time and takes ten times as long.
    const page = await browser.newPage()
    const overflow = () => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth))
    for (const { title, page: name, props } of portalSamples) {
      const found: Record<string, unknown> = {}
      // A sample pairs a page with its own props; the compiler can't follow that pairing through a union.
      const html = renderPage(name, props as never)
      await page.setContent(html.replace(/<link rel="stylesheet"[^>]*>/, `<style>${css}</style>`))
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        found[`sideways at ${width} px`] = await overflow()
        found[`barriers at ${width} px`] = await axeViolations(page)
      }
      await page.addStyleTag({ content: 'html { font-size: 225% }' })
      found['sideways at twice the size'] = await overflow()
      const good = {
        'sideways at 360 px': 0,
        'barriers at 360 px': [],
        'sideways at 1280 px': 0,
        'barriers at 1280 px': [],
        'sideways at twice the size': 0,
      }
      expect.soft(found, title).toEqual(good)
    }
  })
})
