import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'
import type { RenderPage } from '../src/contract/portal/pages.ts'
import { findChromium } from '../testing/chromium.ts'
import { portalSamples } from '../testing/portal-samples.ts'

/**
 * Renders every sample of the portal to files, photographs them at 360 and 1280 px, and runs axe on each.
 * `node scripts/portal-gallery.ts <folder> [part of a title]`.
 * Ends with 1 when a page has an accessibility violation or scrolls sideways.
 */
const [folder = '.build/gallery', only = ''] = process.argv.slice(2)
const out = resolve(folder)
await mkdir(out, { recursive: true })

const vite = await createServer({
  configFile: false,
  server: { middlewareMode: true, ws: false },
  appType: 'custom',
  logLevel: 'error',
})
// ssrLoadModule answers any module; this one is known to export its renderer.
const { renderPage } = (await vite.ssrLoadModule('/src/web/portal/render.tsx')) as { renderPage: RenderPage }
await copyFile('src/web/portal/portal.css', join(out, 'portal.css'))

const samples = portalSamples.filter((sample) => sample.title.includes(only))
for (const sample of samples) {
  // A sample pairs a page with its own props; the compiler can't follow that pairing through a union.
  const html = renderPage(sample.page, sample.props as never)
  await writeFile(join(out, `${sample.title}.html`), html)
}
await vite.close()

const executablePath = findChromium()
if (executablePath === null) throw new Error('no Chromium found: run npm test, or set CHROMIUM_PATH')
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
let faults = 0
for (const width of [360, 1280]) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'zh-CN' })
  const page = await context.newPage()
  for (const { title } of samples) {
    await page.goto(pathToFileURL(join(out, `${title}.html`)).href)
    await page.screenshot({ path: join(out, `${title}-${width}.png`), fullPage: true })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (wide > 0) {
      faults += 1
      console.log(`${title} at ${width} px scrolls sideways by ${wide} px`)
    }
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    for (const violation of violations) {
      faults += 1
      console.log(`${title} at ${width} px: ${violation.id}: ${violation.help}`)
      for (const node of violation.nodes) console.log(`    ${node.html.slice(0, 160)}`)
    }
  }
  await context.close()
}
await browser.close()
console.log(`${samples.length} pages, 2 widths, ${faults} faults; ${out}`)
process.exitCode = faults === 0 ? 0 : 1
