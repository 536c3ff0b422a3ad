import { describe, expect, it } from 'vitest'
import { useBrowser } from '../../testing/browser.ts'
import { deskPage, deskScreen, happened } from '../../testing/pages/desk-page.ts'
import { portalPage } from '../../testing/pages/portal-page.ts'
import { sentIn } from '../../testing/sent-in.ts'

const browser = useBrowser()

describe('two people at one matter', () => {
  it('the slower officer sees what the quicker one did, keeps what was typed, and goes on as far as it still fits', async () => {
    const matter = await sentIn(701, '穆云', '330200')
    const head = deskPage(browser, await browser.newPage(deskScreen))
    const clerk = deskPage(browser, await browser.newPage(deskScreen))
    await clerk.signIn('limin')
    await clerk.openMatter(matter.number)
    await clerk.begin('登记撤回')
    await clerk.fill('申请人撤回的理由', '申请人来电，已经和对方和解。')

    await head.signIn('zhoulan')
    await head.openMatter(matter.number)
    await head.begin('开始审查')
    await head.finish('开始审查')
    await head.begin('受理')
    await head.fill('告知申请人的话（可不填）', '已经受理，请保持电话畅通。')

    await clerk.press('确认登记撤回')
    const withdrawing = clerk.page.getByRole('dialog', { name: '登记撤回' })
    await withdrawing.getByText('在您填写期间，这一事项已有新的变化').waitFor()
    await browser.look(clerk.page, 'desk-matter', 'changed')
    await clerk.reads(withdrawing, / \d\d:\d\d，周岚：开始审查 请先看清变化，再决定是否办理。/)
    await clerk.press('载入最新内容')
    await withdrawing.getByText('在您填写期间，这一事项已有新的变化').waitFor({ state: 'detached' })
    expect(await clerk.typed('申请人撤回的理由')).toBe('申请人来电，已经和对方和解。')
    await clerk.finish('登记撤回')
    await clerk.stands('已撤回')

    await head.press('确认受理')
    const accepting = head.page.getByRole('dialog', { name: '受理' })
    await head.press('载入最新内容')
    await accepting.getByText('现在不能办理这一步').waitFor()
    await browser.look(head.page, 'desk-matter', 'too-late')
    await head.reads(accepting, '事项现为“已撤回”，只有在“审查中”时才能办理')
    expect(await head.typed('告知申请人的话（可不填）')).toBe('已经受理，请保持电话畅通。')
    expect(await happened(head.part('经过'))).toEqual(['李敏 撤回申请', '周岚 开始审查', '申请人 提交申请'])
  })

  it('an applicant who withdraws while the desk has gone on sees what happened, and decides anew', async () => {
    const matter = await sentIn(702, '纪明', '330200')
    const person = portalPage(browser, await browser.newPage(deskScreen))
    await person.track(matter.number, matter.phone)
    await person.follow('撤回申请')
    await person.fill('为什么撤回？', '对方已经停止销售。')
    await person.tick('我确定要撤回')
    const desk = deskPage(browser, await browser.newPage(deskScreen))
    await desk.signIn('limin')
    await desk.openMatter(matter.number)
    await desk.begin('开始审查')
    await desk.finish('开始审查')

    await person.press('撤回申请')
    await person.arrive('撤回申请', 'changed')
    expect(await person.text()).toContain('在您填写期间有了新情况：李敏开始审查。您写的内容还在')
    expect(await person.field('为什么撤回？').inputValue()).toBe('对方已经停止销售。')
    await person.press('撤回申请')
    await person.at('已经撤回申请')
  })
})
