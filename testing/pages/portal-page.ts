import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { BrowserInSpec } from '../browser.ts'

/** A phone whose browser runs no script. */
export const phoneWithoutScript: BrowserContextOptions = {
  viewport: { width: 360, height: 780 },
  javaScriptEnabled: false,
}

export interface FilePayload {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A page of the portal as a person meets it: by its heading, and by the words on what can be filled in and pressed. */
export interface PortalPage {
  readonly page: Page
  /** Waits for the page of this heading. */
  readonly at: (heading: string | RegExp) => Promise<void>
  /** Waits for it and looks it over, once in a spec file for each `state` of it. */
  readonly arrive: (heading: string | RegExp, state?: string) => Promise<void>
  readonly follow: (link: string | RegExp) => Promise<void>
  /** Opens a matter by its number and what proves that one may see it. */
  readonly track: (number: string, proof: string) => Promise<void>
  readonly press: (button: string | RegExp) => Promise<void>
  readonly fill: (label: string | RegExp, text: string) => Promise<void>
  /** One, or one more, of a group of cards. */
  readonly choose: (group: string | RegExp, option: string | RegExp) => Promise<void>
  readonly tick: (label: string | RegExp) => Promise<void>
  /** The first option of a list that holds these words. */
  readonly select: (label: string | RegExp, option: string) => Promise<void>
  readonly date: (legend: string | RegExp, day: { year: string; month: string; day: string }) => Promise<void>
  readonly attach: (label: string | RegExp, files: FilePayload[]) => Promise<void>
  readonly group: (legend: string | RegExp) => Locator
  readonly field: (label: string | RegExp) => Locator
  /** All that can be read in the body of the page, lines joined by one space. */
  readonly text: () => Promise<string>
  /** The sentences of the list "what has to be put right"; each was found to lead to a field. */
  readonly errors: () => Promise<string[]>
}

export const portalPage = (browser: BrowserInSpec, page: Page): PortalPage => {
  const group = (legend: string | RegExp) => page.getByRole('group', { name: legend })
  const field = (label: string | RegExp) => page.getByLabel(label)
  const at = (heading: string | RegExp) => page.getByRole('heading', { level: 1, name: heading }).waitFor()
  return {
    page,
    at,
    arrive: async (heading, state) => {
      await at(heading)
      const { pathname } = new URL(page.url())
      // An id in the address is no other page.
      const name = pathname.replace(/\/[\da-f-]{36}$/, '').replaceAll('/', '-')
      await browser.look(page, `portal${name}`, state)
    },
    follow: (link) => page.getByRole('main').getByRole('link', { name: link }).click(),
    track: async (number, proof) => {
      await page.goto('/track')
      await field('事项编号').fill(number)
      await field('手机号或查询码').fill(proof)
      await page.getByRole('button', { name: '查进度' }).click()
    },
    press: (button) => page.getByRole('button', { name: button }).click(),
    fill: (label, text) => field(label).fill(text),
    choose: (legend, option) =>
      group(legend)
        .getByRole('radio', { name: option })
        .or(group(legend).getByRole('checkbox', { name: option }))
        .check(),
    tick: (label) => page.getByRole('checkbox', { name: label }).check(),
    select: async (label, option) => {
      const value = await field(label).locator('option', { hasText: option }).first().getAttribute('value')
      await field(label).selectOption(value)
    },
    date: async (legend, { year, month, day }) => {
      await group(legend).getByLabel('年').fill(year)
      await group(legend).getByLabel('月').fill(month)
      await group(legend).getByLabel('日').fill(day)
    },
    attach: (label, files) => field(label).setInputFiles(files),
    group,
    field,
    text: async () => (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' '),
    errors: async () => {
      const links = await page.getByRole('alert').getByRole('link').all()
      const sentences: string[] = []
      for (const link of links) {
        const target = (await link.getAttribute('href')) ?? ''
        if ((await page.locator(target).count()) !== 1) throw new Error(`"${target}" leads to no field`)
        sentences.push(await link.innerText())
      }
      return sentences
    },
  }
}
