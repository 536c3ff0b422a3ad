import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { findChromium } from './chromium.ts'

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium without its habits of calling home. Throws when the machine has none; `npm test` installs one. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('no Chromium found: run npm test, or set CHROMIUM_PATH')
  const unsandboxed = () => chromium.launch({ executablePath, args: [...quiet, '--no-sandbox'] })
  // Chromium's sandbox refuses to run as root.
  if (process.getuid?.() === 0) return await unsandboxed()
  try {
    return await chromium.launch({ executablePath, args: quiet })
  } catch (error) {
    // Many containers forbid what the sandbox is made of. The specs open nothing but the platform under test.
    if (error instanceof Error && /sandbox|Operation not permitted/i.test(error.message)) return await unsandboxed()
    throw error
  }
}

export type BrowserInSpec = {
  /** A page of a person who was never here: own cookies, Chinese, China's time, addresses relative to the platform under test. */
  readonly newPage: (options?: BrowserContextOptions) => Promise<Page>
}

/** Gives the spec file one browser; every page's context is closed after its test. */
export function useBrowser(): BrowserInSpec {
  let browser: Browser | null = null
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()))
  })
  afterAll(() => browser?.close())
  return {
    newPage: async (options = {}) => {
      if (!browser) throw new Error('the browser is there from beforeAll on')
      const context = await browser.newContext({
        baseURL: inject('appUrl'),
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        ...options,
      })
      return await context.newPage()
    },
  }
}

const wcag22AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Fails with the rule, its reason and the elements, for WCAG 2.2 A and AA; axe's own taste ("best practice") is left out. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(wcag22AA).analyze()
  const told = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => node.html.slice(0, 200)),
  }))
  expect(told, `${page.url()} has barriers`).toEqual([])
}
