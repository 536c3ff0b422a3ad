import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { demoPassword } from '../../src/server/staff/demo.ts'
import type { BrowserInSpec } from '../browser.ts'

export const deskScreen: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }

/** The workbench as an officer meets it: by headings, labels and buttons. */
export interface DeskPage {
  readonly page: Page
  /** Signs in on the sign-in page that is open or opens it; waits for the first page after it. */
  readonly signIn: (username: string, password?: string) => Promise<void>
  readonly signOut: () => Promise<void>
  /** Waits for the page of this heading and for what it reads. */
  readonly at: (heading: string | RegExp) => Promise<void>
  /** Waits for it and looks it over, once in a spec file for each `name` and `state`. */
  readonly arrive: (heading: string | RegExp, name: string, state?: string) => Promise<void>
  readonly menu: (entry: string) => Promise<void>
  /** Finds the matter by its number in the list of all and opens it. */
  readonly openMatter: (number: string) => Promise<void>
  /** Opens the drawer of a step and looks it over. */
  readonly begin: (step: string) => Promise<void>
  /** Presses the drawer's button and waits until the step is said to be done. */
  readonly finish: (step: string) => Promise<void>
  readonly fill: (label: string | RegExp, text: string) => Promise<void>
  /** What stands in a field of text. */
  readonly typed: (label: string) => Promise<string>
  /** One of a list that drops down. */
  readonly select: (label: string | RegExp, option: string | RegExp) => Promise<void>
  /** A place or an institution by a part of its name. */
  readonly find: (label: string | RegExp, text: string, option: string | RegExp) => Promise<void>
  readonly choose: (option: string | RegExp) => Promise<void>
  readonly press: (button: string | RegExp) => Promise<void>
  readonly step: (label: string) => Locator
  /** A part of the page by the name it has for screen readers. */
  readonly part: (name: string) => Locator
  readonly textOf: (part: Locator) => Promise<string>
  /** Waits until a part of the page reads so. */
  readonly reads: (part: Locator, words: string | RegExp) => Promise<void>
  /** Waits until the matter stands so. */
  readonly stands: (status: string) => Promise<void>
}

export const deskPage = (browser: BrowserInSpec, page: Page): DeskPage => {
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const part = (name: string) => page.getByRole('region', { name }).or(page.getByRole('complementary', { name }))
  const step = (label: string) => part('现在可以做').getByRole('button', { name: label, exact: true })
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name, exact: true })
  const desk: DeskPage = {
    page,
    signIn: async (username, password = demoPassword) => {
      if (!page.url().includes('/workbench/')) await page.goto('/workbench/')
      await heading('工作人员登录').waitFor()
      await page.getByLabel('用户名').fill(username)
      await page.getByLabel('密码').fill(password)
      await button('登录').click()
    },
    signOut: async () => {
      await button('退出').click()
      await heading('工作人员登录').waitFor()
    },
    at: async (title) => {
      await heading(title).waitFor()
      // Parts of a page may be read one beside the other.
      await expect.poll(() => page.getByText(/^正在读取/).count(), { timeout: 15_000 }).toBe(0)
    },
    arrive: async (title, name, state) => {
      await desk.at(title)
      await browser.look(page, `desk-${name}`, state)
    },
    menu: (entry) => page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: entry }).click(),
    openMatter: async (number) => {
      await desk.menu('全部事项')
      await page.getByLabel('编号、姓名、权利号或者关键词').fill(number)
      await button('查找').click()
      await page.getByRole('row', { name: number }).getByRole('link').first().click()
      await page.getByText(number, { exact: true }).waitFor()
    },
    begin: async (label) => {
      await step(label).click()
      await page.getByRole('dialog', { name: label }).waitFor()
      await browser.look(page, 'desk-step', label)
    },
    finish: async (label) => {
      await button(`确认${label}`).click()
      await page.getByText(`${label}：已完成`).waitFor()
      await page.getByRole('dialog', { name: label }).waitFor({ state: 'detached' })
    },
    fill: (label, text) =>
      page
        .getByRole('textbox', { name: label, exact: true })
        .or(page.getByRole('spinbutton', { name: label, exact: true }))
        .fill(text),
    typed: (label) => page.getByRole('textbox', { name: label, exact: true }).inputValue(),
    select: async (label, option) => {
      await page.getByRole('combobox', { name: label, exact: true }).click()
      await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click()
    },
    find: async (label, text, option) => {
      await page.getByRole('combobox', { name: label, exact: true }).fill(text)
      await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click()
    },
    choose: (option) =>
      page
        .getByRole('radio', { name: option, exact: true })
        .or(page.getByRole('checkbox', { name: option, exact: true }))
        .check(),
    press: (name) => button(name).click(),
    step,
    part,
    textOf: async (locator) => (await locator.innerText()).replaceAll(/\s+/g, ' '),
    reads: async (locator, words) => {
      const text = expect.poll(() => desk.textOf(locator), { timeout: 15_000 })
      await (typeof words === 'string' ? text.toContain(words) : text.toMatch(words))
    },
    stands: (status) => desk.reads(page.locator('.page-head .ant-tag').first(), status),
  }
  return desk
}

/**
 * The entries of a history, each by what was done; the same on the portal and at the desk. Documents go out with the steps that are
 * named anyway and have a list of their own.
 */
export const happened = async (history: Locator): Promise<string[]> => {
  const entries = await history.getByRole('listitem').locator('b').allInnerTexts()
  return entries.filter((entry) => !/ 制作\S+$/.test(entry))
}
