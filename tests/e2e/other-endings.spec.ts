import { describe, expect, it } from 'vitest'
import { as } from '../../src/domain/kernel/ids.ts'
import { matterNumber } from '../../src/domain/matter/number.ts'
import { demoPassword } from '../../src/server/staff/demo.ts'
import { useBrowser } from '../../testing/browser.ts'
import { deskPage, deskScreen } from '../../testing/pages/desk-page.ts'
import { phoneWithoutScript, portalPage } from '../../testing/pages/portal-page.ts'
import { sentIn } from '../../testing/sent-in.ts'

const browser = useBrowser()

describe('matters that end early', () => {
  it('one that lies in another area is sent on: the applicant reads why, and where to go instead', async () => {
    const matter = await sentIn(501, '冯远', '330200')
    const desk = deskPage(browser, await browser.newPage(deskScreen))
    await desk.signIn('limin')
    await desk.openMatter(matter.number)
    await desk.begin('开始审查')
    await desk.finish('开始审查')
    await desk.begin('辖区不符')
    await desk.fill('理由', '侵权商店和申请人都在杭州市上城区，不在宁波市。')
    await desk.find('应当找哪一家机构（可不填）', '杭州市知识产权', /^杭州市知识产权维权援助中心（示范）/)
    await desk.finish('辖区不符')
    await desk.stands('辖区不符')
    await desk.reads(desk.part('结果'), '建议去：杭州市知识产权维权援助中心（示范）')
    const advice = '侵权商店和申请人都在杭州市上城区，不在宁波市。建议找：杭州市知识产权维权援助中心（示范）'
    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    await person.track(matter.number, matter.phone)
    await person.arrive('这件事不在这家机构的辖区', 'not-in-area')
    expect(await person.text()).toContain(advice)
    await desk.begin('归档')
    await desk.finish('归档')

    await person.page.reload()
    await person.arrive('案卷已经归档', 'not-in-area')
    expect(await person.text()).toContain(advice)
  })

  it('the applicant withdraws, after saying so twice', async () => {
    const matter = await sentIn(502, '蒋一凡', '330212')
    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    await person.track(matter.number, matter.queryCode)
    await person.follow('撤回申请')
    await person.arrive('撤回申请')
    await person.fill('为什么撤回？', '已经和对方和解了。')
    await person.press('撤回申请')
    await person.arrive('撤回申请', 'wrong')
    expect(await person.errors()).toEqual(['请勾选“我确定要撤回”'])
    expect(await person.field('为什么撤回？').inputValue()).toBe('已经和对方和解了。')
    await person.tick('我确定要撤回')
    await person.press('撤回申请')
    await person.arrive('已经撤回申请', 'withdrawn')
    expect(await person.text()).toContain('机构已停止办理。以后还需要帮助，可以重新申请。')
    await person.follow('看进度')
    await person.arrive('您已经撤回申请', 'withdrawn')
    // Nothing more can be done, also not by an address that was kept.
    await person.page.goto('/track/withdraw')
    await person.at('您已经撤回申请')
  })
})

describe('who may not look', () => {
  it('a wrong code, a foreign phone and a number that does not exist get one and the same answer', async () => {
    const matter = await sentIn(503, '沈小满', '330212')
    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    // Well-formed, with its check letter, and no matter's: bodies are drawn from a billion and more.
    const nobodys = String(matterNumber(as('330000'), '2222222') ?? matterNumber(as('330000'), '2222223'))
    const answers: string[] = []
    const pairs = [
      [matter.number, 'AAAA-AAAA'],
      [matter.number, '13900000000'],
      [nobodys, matter.queryCode],
    ] as const
    for (const [number, proof] of pairs) {
      await person.track(number, proof)
      await person.arrive('查进度', 'wrong')
      answers.push((await person.errors()).join())
      expect(await person.field('事项编号').inputValue()).toBe(number)
    }
    expect(new Set(answers)).toEqual(new Set(['事项编号和手机号（查询码）对不上，请核对后再试。固定电话请带区号']))
    await person.track('WQ33-7K4M', '')
    expect(await person.errors()).toEqual([
      '事项编号的样子不对，应以 WQ 开头，后面是两位数字和八位字母数字，例如 WQ33-7K4M-2D9X',
      '请填写申请时的手机号，或者查询码',
    ])
    await person.page.goto('/track/matter')
    await person.at('查进度')
  })

  it('after leaving, and in a browser that was emptied, the matter is asked for again and no answer vanishes', async () => {
    const matter = await sentIn(504, '叶青', '330212')
    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    const { page } = person
    await person.track(matter.number, matter.phone)
    await person.press('看完了，退出查询')
    await person.at('查进度')
    await page.goBack()
    await person.at('查进度')
    await person.track(matter.number, matter.phone)
    await person.follow('撤回申请')
    await page.context().clearCookies()
    await person.fill('为什么撤回？', '想自己处理。')
    await person.tick('我确定要撤回')
    await person.press('撤回申请')
    await person.arrive('离开太久，请重新查询', 'lost')
    await person.follow('重新查询')
    await person.at('查进度')

    await page.goto('/apply?kind=aid')
    await person.choose('以谁的名义申请？', '个人')
    await person.choose('在这件事里，您是哪一方？', '我知道情况，想反映')
    await page.context().clearCookies()
    await person.press('保存并继续')
    await person.arrive('这个浏览器里找不到您没填完的申请', 'lost')
    await person.follow('重新开始')
    await person.at('您需要什么帮助？')
  })

  it('an officer whose session has ended signs in over the page and goes on', async () => {
    const matter = await sentIn(505, '罗一', '330212')
    const desk = deskPage(browser, await browser.newPage(deskScreen))
    await desk.signIn('wangfang')
    await desk.openMatter(matter.number)
    await desk.begin('登记撤回')
    await desk.fill('申请人撤回的理由', '电话里说已经和解。')
    await desk.page.context().clearCookies()
    await desk.press('确认登记撤回')
    await desk.page.getByRole('dialog', { name: '登录已过期' }).waitFor()
    await browser.look(desk.page, 'desk-matter', 'expired')
    await desk.page.getByLabel('密码').fill(demoPassword)
    await desk.press('登录')
    await desk.page.getByRole('dialog', { name: '登录已过期' }).waitFor({ state: 'detached' })
    // What was typed is still there, and goes out with the next press.
    await desk.finish('登记撤回')
    await desk.stands('已撤回')
    await desk.reads(desk.part('经过'), '电话里说已经和解。')
  })
})
