import { describe, expect, it } from 'vitest'
import { useBrowser } from '../../testing/browser.ts'
import { deskPage, deskScreen } from '../../testing/pages/desk-page.ts'
import { phoneWithoutScript, portalPage } from '../../testing/pages/portal-page.ts'
import { sentIn } from '../../testing/sent-in.ts'

const browser = useBrowser()

describe('coming back, on another device and without a password', () => {
  it('begun on a phone, gone on with on a computer by the code; the phone’s stale page is told and loses nothing', async () => {
    const phone = portalPage(browser, await browser.newPage(phoneWithoutScript))
    await phone.page.goto('/apply?kind=consultation')
    await phone.choose('以谁的名义申请？', '个人')
    await phone.choose('在这件事里，您是哪一方？', '我是权利人，或者有权使用的人')
    await phone.press('保存并继续')
    await phone.fill('姓名', '穆青')
    await phone.fill('联系电话', '13800138066')
    await phone.press('保存并继续')
    await phone.at('涉及您的什么权利？')
    const code = /续办码 ([2-9A-Z]{5}-[2-9A-Z]{5})/.exec(await phone.text())?.[1] ?? ''
    await phone.follow('以后再填')
    await phone.arrive('保存好了，以后接着办')
    expect(await phone.text()).toContain(code)
    await phone.follow('现在接着填')
    await phone.page.goto('/apply/applicant')

    const computer = portalPage(browser, await browser.newPage(deskScreen))
    await computer.page.goto('/apply')
    await computer.follow('以前填过一半？用续办码接着填')
    await computer.arrive('接着填以前保存的申请')
    await computer.fill('续办码', code.toLowerCase())
    await computer.press('打开申请')
    await computer.arrive('您有一份没填完的申请')
    await computer.page.goto('/apply/applicant')
    await computer.fill('通信地址', '宁波市海曙区某巷 5 号')
    await computer.press('保存并继续')

    await phone.fill('电子邮箱', 'muqing@example.com')
    await phone.press('保存并继续')
    await phone.page.getByText('在另一台设备或另一个窗口里改过').waitFor()
    await browser.look(phone.page, 'portal-apply-applicant', 'changed elsewhere')
    expect(await phone.text()).toContain('宁波市海曙区某巷 5 号')
    expect(await phone.field('电子邮箱').inputValue()).toBe('muqing@example.com')
  })

  it('a code from the outbox opens one’s own matters; applicant and officer write to each other and see what was read', async () => {
    const matter = await sentIn(731, '祁连', '330200')
    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    await person.page.goto('/account')
    await person.arrive('我的事项')
    await person.fill('手机号或电子邮箱', matter.phone)
    await person.press('发送验证码')
    await person.arrive('填写验证码')
    const outbox = await browser.newPage(deskScreen)
    // The code is on its way by a job; the page of the outbox shows what has arrived when it is opened.
    const shown = async () => {
      await outbox.goto('/demo/outbox')
      return /验证码(\d{6})/.exec(await outbox.getByRole('main').innerText())?.[1] ?? ''
    }
    await expect.poll(shown, { timeout: 10_000 }).toMatch(/^\d{6}$/)
    const code = await shown()
    await person.fill('验证码', code)
    await person.press('确定')
    await person.arrive('我的事项', 'signed in')
    await person.page.getByRole('link', { name: /商标/ }).first().click()
    await person.follow('给机构留言')
    await person.arrive('和机构留言')
    await person.fill('您想说的话', '对方昨天换了店名继续卖。')
    const photo = Buffer.from('对方新店的网址和营业时间\n', 'utf8')
    await person.attach('附上文件（选填）', [{ name: '新店.txt', mimeType: 'text/plain', buffer: photo }])
    await person.press('发出留言')
    await person.page.getByText('已经发出').waitFor()
    expect(await person.text()).toContain('机构还没有看')

    const desk = deskPage(browser, await browser.newPage(deskScreen))
    await desk.signIn('limin')
    await desk.openMatter(matter.number)
    const messages = desk.part('留言')
    await desk.reads(messages, '对方昨天换了店名继续卖。')
    await desk.reads(messages, '1 条未读')
    await browser.look(desk.page, 'desk-matter', 'messages')
    await desk.press('标为已读')
    await messages.getByText('1 条未读').waitFor({ state: 'detached' })
    await desk.fill('给申请人留言', '请保留购买记录，明天电话联系您。')
    await desk.press('发出留言')
    await desk.reads(messages, '请保留购买记录，明天电话联系您。')

    await person.page.goto('/track/matter')
    expect(await person.text()).toContain('机构给您留言了，1 条没有看')
    await person.follow('查看和回复')
    expect(await person.text()).toMatch(/机构已读.*李敏.*请保留购买记录/)
    await desk.page.reload()
    await desk.reads(messages, '对方已读')
  })
})
