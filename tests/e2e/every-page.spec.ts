import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useBrowser } from '../../testing/browser.ts'
import { deskPage, deskScreen } from '../../testing/pages/desk-page.ts'
import { phoneWithoutScript, portalPage } from '../../testing/pages/portal-page.ts'
import { sentIn } from '../../testing/sent-in.ts'

/* What no journey passes: the journeys look over every page that they meet themselves. */

const browser = useBrowser()

/** Presses Tab until the focus is on the link or button of this name. @returns how often. */
const tabTo = async (page: Page, name: string | RegExp, most = 60): Promise<number> => {
  const target = page.getByRole('link', { name }).or(page.getByRole('button', { name }))
  for (let presses = 1; presses <= most; presses += 1) {
    await page.keyboard.press('Tab')
    if ((await target.and(page.locator(':focus')).count()) > 0) return presses
  }
  throw new Error(`${name} is not reached by ${most} presses of Tab on ${page.url()}`)
}

describe('pages of the portal beside the journeys', () => {
  it.each([
    ['/about', '关于本平台'],
    ['/privacy', '隐私说明'],
    ['/accessibility', '无障碍声明'],
    ['/institutions/00000000-0000-4000-8000-000000000000', '没有这个页面'],
    ['/no-such-page', '没有这个页面'],
  ])('%s says what it is, fits and has no barrier', async (address, heading) => {
    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    await person.page.goto(address)
    await person.arrive(heading)
  })

  it('who begins again while an application is open chooses between going on and starting afresh', async () => {
    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    await person.page.goto('/apply?kind=aid')
    await person.choose('以谁的名义申请？', '个人')
    await person.choose('在这件事里，您是哪一方？', '别人说我侵权')
    await person.press('保存并继续')
    await person.page.goto('/')
    await person.follow(/^我要咨询/)
    await person.arrive('您有一份没填完的申请')
    await person.follow('接着填')
    await person.arrive('怎么称呼您，怎么联系您？')
    await person.page.goto('/apply?kind=consultation')
    await person.press('不要了，重新开始')
    await person.arrive('先说说您是谁')
    expect(await person.page.getByRole('radio', { checked: true }).count()).toBe(0)
  })

  it('by keyboard alone: the first stop skips to the text, the next ones lead to what people come for', async () => {
    const page = await browser.newPage(deskScreen)
    await page.goto('/')
    expect(await tabTo(page, '跳到正文')).toBe(1)
    await page.keyboard.press('Enter')
    expect(await page.locator('#main').and(page.locator(':focus')).count()).toBe(1)
    expect(await tabTo(page, /^我要咨询/)).toBe(1)
    expect(await tabTo(page, /^我要申请维权援助/)).toBe(1)
    await page.keyboard.press('Enter')
    const person = portalPage(browser, page)
    await person.arrive('先说说您是谁')
    await tabTo(page, '跳到正文')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    expect(await tabTo(page, '保存并继续')).toBe(1)
    await page.keyboard.press('Enter')
    await person.arrive('怎么称呼您，怎么联系您？')
  })
})

describe('pages of the workbench beside the journeys', () => {
  it('the head sees inbox, lists, rules and a drawer of a rule; every one fits and has no barrier', async () => {
    const desk = deskPage(browser, await browser.newPage(deskScreen))
    await desk.page.goto('/workbench/')
    await desk.arrive('工作人员登录', 'sign-in')
    await desk.signIn('zhoulan')
    await desk.arrive('今日待办', 'inbox')
    await desk.menu('我的事项')
    await desk.arrive('我的事项', 'matters', 'mine')
    await desk.menu('待指派')
    await desk.arrive('全部事项', 'matters', 'unassigned')
    await desk.menu('全部事项')
    await desk.arrive('全部事项', 'matters')
    await desk.select('状态', '待补正')
    await desk.page.getByText(/^已显示 \d+ 条/).waitFor()
    await desk.arrive('全部事项', 'matters', 'filtered')
    await desk.menu('时限规则')
    await desk.arrive('时限规则', 'rules')
    await desk.press('为援助申请审查期限另设时限')
    await desk.page.getByRole('dialog', { name: '另设时限：援助申请审查期限' }).waitFor()
    await browser.look(desk.page, 'desk-rules', 'override')
    await desk.page.goto('/workbench/no-such-page')
    await desk.arrive('没有这个页面', 'missing')
  })

  it('on a phone the menu opens over the page and leads on', async () => {
    const desk = deskPage(browser, await browser.newPage({ viewport: { width: 360, height: 780 } }))
    await desk.signIn('limin')
    await desk.arrive('今日待办', 'inbox', 'phone')
    await desk.press('菜单')
    const menu = desk.page.getByRole('dialog', { name: '菜单' })
    await menu.waitFor()
    await browser.look(desk.page, 'desk-menu')
    await menu.getByRole('link', { name: '我的账号' }).click()
    await desk.arrive('我的账号', 'account')
    await menu.waitFor({ state: 'detached' })
  })

  it('by keyboard alone: a matter is opened, a step is taken, and the focus comes back to the steps', async () => {
    const matter = await sentIn(901, '常安', '330200')
    const desk = deskPage(browser, await browser.newPage(deskScreen))
    const { page } = desk
    await desk.signIn('limin')
    await desk.arrive('今日待办', 'inbox')
    await page.goto(`/workbench/matters/${matter.matterId}`)
    await desk.arrive('商标，商店、市场里有人卖仿冒品', 'matter')
    expect(await tabTo(page, '跳到正文')).toBe(1)
    await page.keyboard.press('Enter')
    await tabTo(page, '开始审查')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: '开始审查' }).waitFor()
    await tabTo(page, '确认开始审查', 5)
    await page.keyboard.press('Enter')
    await desk.stands('审查中')
    await page.getByRole('dialog', { name: '开始审查' }).waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.closest('main, aside, #steps') !== null)).toBe(true)
  })
})
