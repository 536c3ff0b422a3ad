import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { findChromium } from './chromium.ts'
import { expectGoodPage } from './good-page.ts'
import { type Trouble, watchTrouble } from './trouble.ts'

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
  /**
   * Fails unless the page that is shown says what it is, fits every width and, on the workbench, has no barrier. Each name, and each state of it, is
   * looked at once in a spec file: journeys meet the same page again and again.
   */
  readonly look: (page: Page, name: string, state?: string) => Promise<void>
}

/** Gives the spec file one browser. After each test its pages are closed, and none may have met trouble. */
export function useBrowser(): BrowserInSpec {
  let browser: Browser | null = null
  const troubles: Trouble[] = []
  const seen = new Set<string>()
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()))
    expect(troubles.splice(0).flatMap(({ found }) => found)).toEqual([])
  })
  afterAll(() => browser?.close())
  const newPage = async (options: BrowserContextOptions = {}) => {
    if (!browser) throw new Error('the browser is there from beforeAll on')
    const context = await browser.newContext({
      baseURL: inject('appUrl'),
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      ...options,
    })
    context.setDefaultTimeout(15_000)
    troubles.push(watchTrouble(context, options.baseURL ?? inject('appUrl')))
    return await context.newPage()
  }
  return {
    newPage,
    look: async (page, name, state = '') => {
      const full = state === '' ? name : `${name}-${state}`
      if (seen.has(full)) return
      seen.add(full)
      // axe takes a fifth of a second. It looks at the portal's pages in every state that there is a sample of
      // (`portal-pages.spec.ts`); at the workbench here, in both layouts, and at its further states in the one in use.
      const onPhone = page.viewportSize()?.width === 360
      const axeWidths = name.startsWith('portal') ? [] : state === '' ? [360, 1280] : [onPhone ? 360 : 1280]
      await expectGoodPage(page, full, axeWidths)
    },
  }
}
