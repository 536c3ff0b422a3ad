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
    await person.follow(/^接着填$/)
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
  it.each([
    ['zhoulan', ['今日待办', '我的事项', '全部事项', '待指派', '登记来访来电来信', '机构名录', '时限规则', '我的账号']],
    ['limin', ['今日待办', '我的事项', '全部事项', '登记来访来电来信', '机构名录', '时限规则', '我的账号']],
    ['shenyun', ['今日待办', '全部事项', '机构名录', '时限规则', '我的账号']],
    ['qinzheng', ['今日待办', '全部事项', '机构名录', '时限规则', '操作日志', '我的账号']],
    ['admin', ['机构名录', '时限规则', '人员', '接口令牌', '通知发送', '我的账号']],
  ])('%s finds in the menu %j and nothing else, and every page fits and has no barrier', async (username, entries) => {
    const desk = deskPage(browser, await browser.newPage(deskScreen))
    await desk.signIn(username)
    const menu = desk.page.getByRole('navigation', { name: '工作台' }).getByRole('listitem')
    await menu.first().waitFor()
    // The figure beside an entry changes from day to day.
    expect((await menu.allInnerTexts()).map((entry) => entry.split('\n')[0]?.trim())).toEqual(entries)
    for (const entry of entries) {
      await desk.menu(entry)
      await desk.arrive(entry, entry)
    }
  })

  it('who comes without a session signs in and comes back to the page they wanted, filters and all', async () => {
    const desk = deskPage(browser, await browser.newPage(deskScreen))
    await desk.page.goto('/workbench/matters?status=supplement-noticed')
    await desk.arrive('工作人员登录', '登录')
    await desk.signIn('zhoulan')
    await desk.arrive('全部事项', '全部事项', 'filtered')
    expect(new URL(desk.page.url()).search).toBe('?status=supplement-noticed')
    await desk.reads(desk.page.getByRole('table'), '等待补正')
    await desk.page.goto('/workbench/no-such-page')
    await desk.arrive('没有这个页面', '没有这个页面')
    await desk.menu('时限规则')
    await desk.press('为援助申请审查期限另设时限')
    await desk.page.getByRole('dialog', { name: '另设时限：援助申请审查期限' }).waitFor()
    await browser.look(desk.page, 'desk-时限规则', 'override')
  })

  it('on a phone the menu opens over the page and leads on', async () => {
    const desk = deskPage(browser, await browser.newPage({ viewport: { width: 360, height: 780 } }))
    await desk.signIn('limin')
    await desk.at('今日待办')
    await desk.press('菜单')
    const menu = desk.page.getByRole('dialog', { name: '菜单' })
    await menu.waitFor()
    await browser.look(desk.page, 'desk-菜单', 'open')
    await menu.getByRole('link', { name: '我的账号' }).click()
    await desk.at('我的账号')
    await menu.waitFor({ state: 'detached' })
  })

  it('by keyboard alone: a matter is opened, a step is taken, and the focus comes back to the steps', async () => {
    const matter = await sentIn(901, '常安', '330200')
    const desk = deskPage(browser, await browser.newPage(deskScreen))
    const { page } = desk
    await desk.signIn('limin')
    await desk.at('今日待办')
    await page.goto(`/workbench/matters/${matter.matterId}`)
    await desk.at('商标，商店、市场里有人卖仿冒品')
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
