import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { renderPage } from '../../src/web/portal/render.tsx'
import { useBrowser } from '../../testing/browser.ts'
import { expectNoAxeViolations } from '../../testing/good-page.ts'
import { portalSamples } from '../../testing/portal-samples.ts'

const browser = useBrowser()
const css = readFile(new URL('../../src/web/portal/portal.css', import.meta.url), 'utf8')

describe('each page of the portal with everything it meets', () => {
  it.each(portalSamples.map((sample) => [sample.title, sample] as const))(
    '%s has no barrier and no sideways scrolling on a phone of 360 px, nor at twice the type size',
    async (_title, sample) => {
      const page = await browser.newPage({ viewport: { width: 360, height: 780 } })
      // A sample pairs a page with its own props; the compiler can't follow that pairing through a union.
      const html = renderPage(sample.page, sample.props as never)
      await page.setContent(html.replace(/<link rel="stylesheet"[^>]*>/, `<style>${await css}</style>`))
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(await overflow()).toBeLessThanOrEqual(0)
      await expectNoAxeViolations(page)
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.addStyleTag({ content: 'html { font-size: 225% }' })
      expect(await overflow()).toBeLessThanOrEqual(0)
    },
  )
})
