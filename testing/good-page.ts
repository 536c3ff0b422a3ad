import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** A phone; a screen of 1,280 px at 200 % zoom; a screen. */
const widths = [360, 640, 1280] as const
const wcag22AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What axe objects to under WCAG 2.2 A and AA: the rule, its reason and the elements; its own taste ("best practice") is left out.
 * axe runs in the page itself and only looks up the elements of what it objects to, a third of the time that its Playwright wrapper
 * takes.
 * @param rules only these, for a page whose structure has been looked at in another dress.
 */
export async function axeViolations(page: Page, rules?: readonly string[]) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return await page.evaluate(
    async ({ tags, rules }) => {
      const { axe: here } = window as unknown as { axe: typeof axe } // injected above
      const { violations } = await here.run(document, {
        runOnly: rules === undefined ? { type: 'tag', values: tags } : { type: 'rule', values: [...rules] },
        resultTypes: ['violations'],
      })
      return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ html }) => html.slice(0, 200)) }))
    },
    { tags: wcag22AA, rules },
  )
}

/** What stands out of the page's width, so that one has to scroll sideways; empty when nothing does. */
const outOfWidth = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > width + 1)
    return [`${document.documentElement.scrollWidth} px`, ...wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))]
  })

/** A folder, given in PICTURES, for people who want to see every page that a journey looks at: `<name>-360.png`, `<name>-1280.png`. */
const pictures = process.env.PICTURES

/**
 * Says what it is, once; fits a phone, a zoomed screen and a screen; has no barrier where axe looks. Leaves the page as wide as it was.
 * @param axeWidths where barriers are looked for. There are two layouts: at 640 px a page has the phone's.
 */
export async function expectGoodPage(page: Page, name: string, axeWidths: readonly number[]): Promise<void> {
  const before = page.viewportSize()
  expect(await page.title(), `${page.url()} has a title`).not.toBe('')
  expect(await page.getByRole('heading', { level: 1 }).count(), `${page.url()} has one main heading`).toBe(1)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    expect(await outOfWidth(page), `${page.url()} scrolls sideways at ${width} px`).toEqual([])
    if (pictures && width !== 640)
      await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true })
    if (axeWidths.includes(width))
      expect(await axeViolations(page), `${page.url()} has barriers at ${width} px`).toEqual([])
  }
  if (before) await page.setViewportSize(before)
}
