import { describe, expect, it } from 'vitest'
import { demoPassword } from '../../src/server/staff/demo.ts'
import { useBrowser } from '../../testing/browser.ts'
import { aPdf } from '../../testing/files.ts'
import { aPhone, aResidentId } from '../../testing/identifiers.ts'
import { type WorkbenchPage, workbenchPage } from '../../testing/pages/workbench.ts'

const browser = useBrowser()

const signedIn = async (username: string): Promise<WorkbenchPage> => {
  const desk = workbenchPage(browser, await browser.newPage())
  await desk.signIn(username, demoPassword)
  return desk
}

/** Writes down what a person says at the counter; answers the number. */
const register = async (desk: WorkbenchPage, name: string, n: number): Promise<string> => {
  const { page } = desk
  await desk.goTo('登记来访来电来信')
  await desk.arrive('登记来访来电来信')
  await desk.choose('种类', '维权援助')
  await desk.select('身份', '个人')
  await desk.fill('姓名', name)
  await desk.fill('身份证号', aResidentId(n))
  await desk.fill('电话', aPhone(n))
  await page.getByRole('group', { name: '权利 1' }).getByRole('combobox', { name: '种类' }).click()
  await page.getByTitle('商标', { exact: true }).click()
  await desk.select('来人的立场', '我是权利人，或者有权使用的人')
  await desk.select('是什么情形', '商店、市场里有人卖仿冒品')
  await desk.fill('事情经过', '市场里有三家摊位卖仿冒我商标的水杯，我拍了照片，也买了一个。')
  await desk.select('申请人住所地或者营业地', '浙江省宁波市鄞州区', '鄞州')
  await desk.tick('咨询指导')
  await desk.press('添加证据')
  await desk.select('类别', '照片、录像')
  await desk.attach('文件', { name: '摊位.pdf', mimeType: 'application/pdf', buffer: aPdf })
  await desk.tick(/^已向申请人告知/)
  await page.getByText('建议的机构：').first().waitFor()
  // Twice, as an impatient hand does.
  await page.getByRole('button', { name: '登记', exact: true }).dblclick()
  await desk.arrive('登记完成')
  return await page.getByText(/^WQ\d{2}-/).innerText()
}

describe('at the desk', () => {
  it('a form that is sent empty says at each field what is missing', async () => {
    const desk = await signedIn('limin')
    await desk.goTo('登记来访来电来信')
    await desk.press('登记')
    await desk.arrive('登记来访来电来信', 'empty')
    const told = await desk.text()
    for (const words of ['请填写或选择', '请填写电话号码', '请至少选择一项']) expect(told).toContain(words)
    await desk.fill('电话', aPhone(301))
    await desk.page.getByText('请填写电话号码').waitFor({ state: 'hidden' })
  })

  it('a double click on 登记 makes one matter, which is found by its number and by the name', async () => {
    const desk = await signedIn('limin')
    const number = await register(desk, '何双击', 302)
    await desk.page.goto(`/workbench/matters?text=${encodeURIComponent('何双击')}`)
    await desk.arrive('全部事项', 'found')
    expect(await desk.text()).toContain('共 1 件')
    await desk.openMatter(number)
    await desk.arrive(/^商标/, 'submitted')
    expect(await desk.history()).toEqual(['李敏 登记（窗口）'])
    expect(await desk.whyNot('开始审查')).toBeNull()
    expect(await desk.whyNot('受理')).toBe('事项现为“已提交”，只有在“审查中”时才能办理')
    expect(await desk.whyNot('指派承办人')).toBe('须由负责人办理')
  })

  it('a masked number is shown for a reason, and the reason stands in the log', async () => {
    const desk = await signedIn('limin')
    const number = await register(desk, '何留痕', 303)
    await desk.openMatter(number)
    expect(await desk.text()).not.toContain(aPhone(303))
    expect(await desk.reveal('何留痕', '电话', '电话通知补正')).toBe(aPhone(303))
    const auditor = await signedIn('qinzheng')
    await auditor.goTo('操作日志')
    await auditor.arrive('操作日志')
    await auditor.select('操作', '查看完整信息')
    await auditor.row('电话通知补正').first().waitFor()
    expect(await auditor.row('电话通知补正').first().innerText()).toContain('李敏')
  })

  it('who decides on an old state is told what has changed, and keeps the words already typed', async () => {
    const clerk = await signedIn('limin')
    const number = await register(clerk, '何先后', 304)
    await clerk.openMatter(number)
    await clerk.take('开始审查')
    await clerk.begin('要求补正')
    await clerk.fill('需要补正的内容 1', '商标注册证的复印件')

    const head = await signedIn('zhoulan')
    await head.openMatter(number)
    await head.take('受理')

    await clerk.confirm('要求补正')
    await clerk.page.getByText('这一事项已有新的变化').waitFor()
    await browser.look(clerk.page, 'workbench-changed')
    expect((await clerk.told()).join()).toContain('周岚：决定受理')
    await clerk.press('载入最新内容')
    await clerk.page.getByText('现在不能办理这一步').waitFor()
    expect(await clerk.page.getByRole('textbox', { name: '需要补正的内容 1' }).inputValue()).toBe('商标注册证的复印件')
  })

  it('a session that ends while one types is renewed over the page, and nothing typed is lost', async () => {
    const desk = await signedIn('limin')
    const number = await register(desk, '何续签', 305)
    await desk.openMatter(number)
    await desk.begin('登记撤回')
    await desk.fill('申请人撤回的理由', '申请人当面说不再需要。')
    await desk.page.context().clearCookies()
    await desk.confirm('登记撤回')
    await desk.page.getByText('登录已过期').waitFor()
    await browser.look(desk.page, 'workbench-renew')
    await desk.fill('密码', demoPassword)
    await desk.press('登录')
    await desk.page.getByText('登录已过期').waitFor({ state: 'hidden' })
    await desk.confirm('登记撤回')
    await desk.page.getByText('登记撤回：已完成').waitFor()
    expect(await desk.history()).toContain('李敏 撤回申请')
  })

  it('who comes without a session signs in and comes back to the page they wanted', async () => {
    const desk = workbenchPage(browser, await browser.newPage())
    await desk.page.goto('/workbench/matters?status=accepted')
    await desk.signIn('limin', '不是这个口令')
    await desk.page.getByText('请核对用户名和密码').waitFor()
    await desk.signIn('limin', demoPassword)
    await desk.arrive('全部事项', 'accepted')
    expect(new URL(desk.page.url()).search).toBe('?status=accepted')
    await desk.signOut()
  })
})

describe('everybody sees what their role may use', () => {
  it.each([
    ['limin', ['今日待办', '我的事项', '全部事项', '登记来访来电来信', '机构名录', '时限规则', '我的账号']],
    ['shenyun', ['今日待办', '全部事项', '机构名录', '时限规则', '我的账号']],
    ['qinzheng', ['今日待办', '全部事项', '机构名录', '时限规则', '操作日志', '我的账号']],
    ['admin', ['机构名录', '时限规则', '人员', '我的账号']],
  ])('%s: %j', async (username, entries) => {
    const desk = await signedIn(username)
    await desk.page.getByRole('navigation', { name: '工作台' }).waitFor()
    expect(await desk.menu()).toEqual(entries)
    for (const entry of entries) {
      await desk.goTo(entry)
      await desk.arrive(entry)
    }
  })
})
