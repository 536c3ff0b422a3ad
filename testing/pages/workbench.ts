import type { Locator, Page } from 'playwright-core'
import type { BrowserInSpec } from '../browser.ts'
import type { FilePayload } from './portal-page.ts'

type Words = string | RegExp

/** The workbench as staff meet it: by headings, and by the words on what can be filled in and pressed. */
export interface WorkbenchPage {
  readonly page: Page
  /** Signs in from the page that is shown, or from the inbox's address when none is; waits for what comes of it. */
  readonly signIn: (username: string, password: string) => Promise<void>
  /** The six digits, or a backup code. */
  readonly answerCode: (code: string) => Promise<void>
  readonly signOut: () => Promise<void>
  /** Waits for the page of this heading and looks it over, once in a spec file for each `state` of it. */
  readonly arrive: (heading: Words, state?: string) => Promise<void>
  /** An entry of the side menu. */
  readonly goTo: (entry: string) => Promise<void>
  readonly menu: () => Promise<string[]>
  readonly follow: (link: Words) => Promise<void>
  readonly press: (button: Words) => Promise<void>
  readonly fill: (label: Words, text: string) => Promise<void>
  readonly tick: (label: Words) => Promise<void>
  /** One of a group of choices. */
  readonly choose: (group: string, option: string) => Promise<void>
  /** Opens a list and takes the option of this name; `typed` narrows the list first. */
  readonly select: (label: Words, option: Words, typed?: string) => Promise<void>
  readonly attach: (label: Words, file: FilePayload) => Promise<void>
  /** The row of a list that holds these words. */
  readonly row: (words: Words) => Locator
  /** Finds a matter by its number and opens it. */
  readonly openMatter: (number: string) => Promise<void>
  readonly step: (label: string) => Locator
  /** Why a step can't be taken now; null when it can. */
  readonly whyNot: (label: string) => Promise<string | null>
  /** Opens a step, fills its form, confirms, and waits until it is done. */
  readonly take: (label: string, fill?: (form: WorkbenchPage) => Promise<void>) => Promise<void>
  /** Opens a step and leaves its form open. */
  readonly begin: (label: string) => Promise<void>
  /** Sends the open form of a step without waiting for what follows. */
  readonly confirm: (label: string) => Promise<void>
  /** Shows a masked field of a party for a reason, and answers the whole. */
  readonly reveal: (party: string, field: string, reason: string) => Promise<string>
  /** Summaries of what happened, newest first. */
  readonly history: () => Promise<string[]>
  /** What alerts say, and what stands at fields that are not right. */
  readonly told: () => Promise<string[]>
  /** All that can be read in the body of the page, lines joined by one space. */
  readonly text: () => Promise<string>
}

export const workbenchPage = (browser: BrowserInSpec, page: Page): WorkbenchPage => {
  // A form in front hides the page behind it from screen readers; so nothing behind it is found here either.
  const front = async (): Promise<Page | Locator> => {
    const dialogs = page.getByRole('dialog')
    const count = await dialogs.count()
    return count === 0 ? page : dialogs.nth(count - 1)
  }
  const step = (label: string) => page.getByRole('button', { name: label, exact: true })
  const steps = () => page.getByRole('complementary', { name: '现在可以做' })

  const open: WorkbenchPage = {
    page,
    signIn: async (username, password) => {
      if (!page.url().includes('/workbench/')) await page.goto('/workbench/')
      await page.getByRole('heading', { level: 1, name: '工作人员登录' }).waitFor()
      await open.arrive('工作人员登录')
      await page.getByLabel('用户名').fill(username)
      await page.getByLabel('密码').fill(password)
      await page.getByRole('button', { name: '登录', exact: true }).click()
      const inside = page.getByRole('button', { name: '退出' })
      await inside.or(page.getByLabel('验证码')).or(page.getByRole('alert')).first().waitFor()
    },
    answerCode: async (code) => {
      await page.getByLabel('验证码').fill(code)
      await page.getByRole('button', { name: '验证并登录' }).click()
      await page.getByRole('button', { name: '退出' }).or(page.getByRole('alert')).first().waitFor()
    },
    signOut: async () => {
      await page.getByRole('button', { name: '退出' }).click()
      await page.getByRole('heading', { level: 1, name: '工作人员登录' }).waitFor()
    },
    arrive: async (heading, state) => {
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      await page.getByText(/^正在读取/).waitFor({ state: 'hidden' })
      const { pathname } = new URL(page.url())
      const name = pathname.replace(/[0-9a-f-]{36}/, 'id').replaceAll('/', '-')
      await browser.look(page, `${name.slice(1)}${state === undefined ? '' : `-${state}`}`)
    },
    goTo: (entry) =>
      page
        .getByRole('navigation', { name: '工作台' })
        .getByRole('link', { name: new RegExp(`^${entry}`) })
        .click(),
    menu: async () => {
      const names = await page.getByRole('navigation', { name: '工作台' }).getByRole('listitem').allInnerTexts()
      // The figure beside an entry changes from day to day.
      return names.map((name) => name.split('\n')[0]?.trim() ?? '')
    },
    follow: async (link) => (await front()).getByRole('link', { name: link }).click(),
    press: async (button) =>
      (await front()).getByRole('button', { name: button, exact: typeof button === 'string' }).click(),
    fill: async (label, text) =>
      (await front())
        .getByRole('textbox', { name: label, exact: typeof label === 'string' })
        .or((await front()).getByRole('spinbutton', { name: label, exact: typeof label === 'string' }))
        .or((await front()).locator('input[type=password], input[type=date]').and((await front()).getByLabel(label)))
        .fill(text),
    tick: async (label) => (await front()).getByRole('checkbox', { name: label }).check(),
    choose: async (group, option) =>
      (await front())
        .getByRole('radiogroup', { name: group, exact: true })
        .getByRole('radio', { name: option, exact: true })
        .check(),
    select: async (label, option, typed) => {
      const list = (await front()).getByRole('combobox', { name: label, exact: typeof label === 'string' })
      await list.click()
      if (typed !== undefined) await list.fill(typed)
      // antd keeps the options for eyes apart from those for screen readers; the former carry their words as title.
      await page
        .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
        .getByTitle(option, { exact: true })
        .first()
        .click()
    },
    attach: async (label, file) => {
      const field = (await front()).locator('input[type=file]').and((await front()).getByLabel(label))
      await field.last().setInputFiles(file)
      await (await front())
        .getByText(/^已上传/)
        .last()
        .waitFor()
    },
    row: (words) => page.getByRole('row').filter({ hasText: words }),
    openMatter: async (number) => {
      await page.goto(`/workbench/matters?text=${encodeURIComponent(number)}`)
      await open.row(number).getByRole('link').click()
      await page.getByRole('heading', { level: 2, name: '现在可以做' }).waitFor()
    },
    step,
    whyNot: async (label) => {
      const button = steps().getByRole('button', { name: label, exact: true })
      if ((await button.getAttribute('aria-disabled')) !== 'true') return null
      return await page.locator(`#${await button.getAttribute('aria-describedby')}`).innerText()
    },
    begin: async (label) => {
      await step(label).click()
      await page.getByRole('dialog', { name: label }).waitFor()
    },
    confirm: (label) => page.getByRole('button', { name: `确认${label}`, exact: true }).click(),
    take: async (label, fill) => {
      await open.begin(label)
      if (fill) await fill(open)
      await browser.look(page, `workbench-step-${label}`)
      await open.confirm(label)
      await page.getByText(`${label}：已完成`).waitFor()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    },
    reveal: async (party, field, reason) => {
      await page.getByRole('button', { name: `查看${party}的${field}（留痕）` }).click()
      const dialog = page.getByRole('dialog', { name: `查看${party}的${field}` })
      await dialog.getByRole('textbox', { name: '查看理由' }).fill(reason)
      await browser.look(page, 'workbench-reveal')
      await dialog.getByRole('button', { name: '查看并留痕' }).click()
      const line = page
        .getByRole('listitem')
        .filter({ hasText: `${field}：` })
        .filter({ hasText: '已记入日志' })
      await line.waitFor()
      return (await line.innerText()).replace(`${field}：`, '').replace('已记入日志', '').trim()
    },
    history: () =>
      page.getByRole('region', { name: '经过', exact: true }).getByRole('listitem').locator('b').allInnerTexts(),
    told: async () => {
      const place = await front()
      const alerts = await place.getByRole('alert').allInnerTexts()
      return alerts.map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter((text) => text !== '')
    },
    text: async () => (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' '),
  }
  return open
}
