import { describe, expect, it } from 'vitest'
import { useBrowser } from '../../testing/browser.ts'
import { deskPage, deskScreen } from '../../testing/pages/desk-page.ts'
import { type PortalPage, phoneWithoutScript, portalPage } from '../../testing/pages/portal-page.ts'

const browser = useBrowser()

const names = (person: PortalPage) => person.page.locator('.orgs').getByRole('link').allInnerTexts()

describe('a person looks for an institution, on a phone without script', () => {
  it('by place from the home page: the nearest first, real ones with their source, invented ones marked', async () => {
    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    await person.page.goto('/')
    await person.fill('您在哪里？', '鄞州区')
    await person.press('查找')
    await person.arrive('找机构', 'place')
    await person.page.getByRole('heading', { name: '为浙江省宁波市鄞州区服务的机构' }).waitFor()
    const found = await names(person)
    expect(found[0]).toBe('鄞州区知识产权维权援助工作站（示范）')
    expect(found).toContain('中国（宁波）知识产权保护中心')
    const entry = (name: string) => person.page.getByRole('listitem').filter({ hasText: name })
    expect(await entry('鄞州区知识产权维权援助工作站（示范）').innerText()).toContain('示范数据')
    expect(await entry('中国（宁波）知识产权保护中心').innerText()).toContain('尚未接入本平台，请按其公布方式联系')
    expect(await entry('中国（宁波）知识产权保护中心').innerText()).not.toContain('示范数据')

    await person.follow('中国（宁波）知识产权保护中心')
    await person.arrive('中国（宁波）知识产权保护中心', 'real')
    const facts = await person.text()
    expect(facts).toContain('该机构信息来自公开来源，尚未接入本平台，请按其公布方式联系。')
    expect(facts).toMatch(/信息来源 A 级来源：官方网站，截至\d{4}年\d{1,2}月\d{1,2}日/)
    expect(await person.page.getByRole('link', { name: '查看来源' }).getAttribute('href')).toMatch(/^https?:\/\//)
    await person.page.goBack()
    await person.follow('鄞州区知识产权维权援助工作站（示范）')
    await person.arrive('鄞州区知识产权维权援助工作站（示范）', 'demonstration')
    expect(await person.text()).toContain('这家机构是为演示平台而生成的，并不真实存在。')
  })

  it('by name and kind, by a name of many places, by a place that does not exist, and over the map', async () => {
    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    await person.page.goto('/institutions')
    await person.arrive('找机构')
    await person.fill(/^机构名称/, '宁波')
    await person.select(/^机构类型/, '知识产权保护中心')
    await person.press('查找')
    await person.arrive('找机构', 'name-and-kind')
    expect(await names(person)).toEqual(['中国（宁波）知识产权保护中心'])

    await person.page.goto('/institutions')
    await person.fill('地点', '鼓楼区')
    await person.press('查找')
    await person.arrive('找机构', 'ambiguous')
    expect(await person.text()).toContain('叫“鼓楼区”的地方不止一个，您要找哪一个？')
    await person.follow('江苏省南京市鼓楼区')
    await person.page.getByRole('heading', { name: '为江苏省南京市鼓楼区服务的机构' }).waitFor()

    await person.page.goto('/institutions?place=桃花源')
    await person.arrive('找机构', 'unknown')
    expect(await person.text()).toContain('没有找到叫“桃花源”的地方')

    await person.page.goto('/')
    await person.page.getByRole('link', { name: /^浙江/ }).first().click()
    await person.page.getByRole('heading', { name: '为浙江省服务的机构' }).waitFor()
    await person.arrive('找机构', 'province')
    await person.follow('下一页')
    await person.arrive('找机构', 'next')
    await person.follow('回到第一页')
  })
})

describe('the directory at the desk', () => {
  it('finds by name, place and kind, with what is not confirmed', async () => {
    const desk = deskPage(browser, await browser.newPage(deskScreen))
    await desk.signIn('hanlin')
    await desk.menu('机构名录')
    await desk.page.getByLabel('机构名称').fill('宁波')
    await desk.press('查找')
    const table = desk.page.getByRole('table', { name: '机构' })
    await desk.reads(table, '中国（宁波）知识产权保护中心')
    await desk.find('所在地', '鄞州', '浙江省宁波市鄞州区')
    await desk.page.getByText('已显示 2 条，没有更多了').waitFor()
    await desk.reads(table, '据报道，待核实 不可以')
    await desk.at('机构名录')
  })
})
