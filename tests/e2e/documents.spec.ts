import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { useBrowser } from '../../testing/browser.ts'
import { deskPage, deskScreen } from '../../testing/pages/desk-page.ts'
import { phoneWithoutScript, portalPage } from '../../testing/pages/portal-page.ts'
import { pdfPages, squeezed } from '../../testing/pdf-text.ts'
import { sentIn } from '../../testing/sent-in.ts'

const browser = useBrowser()

/** As it is printed at the foot of every page. */
const printedCode = (pdf: Buffer): string => {
  const code = /[2-9A-Z]{5}-[2-9A-Z]{5}/.exec(squeezed(pdfPages(pdf).join('\n')))?.[0]
  if (!code) throw new Error('no verification code is printed')
  return code
}

describe('a notice as a document', () => {
  it('is read, reworded and previewed before it goes out, signed for by the applicant, and shown to be genuine or not', async () => {
    const clerk = deskPage(browser, await browser.newPage(deskScreen))
    const { number, phone } = await sentIn(801, '文一', '330200')
    await clerk.signIn('limin')
    await clerk.openMatter(number)
    await clerk.begin('开始审查')
    await clerk.finish('开始审查')
    await clerk.begin('要求补正')
    await clerk.fill('需要补正的内容 1', '专利证书的复印件')
    await clerk.press('查看和改写文书')
    await clerk.reads(clerk.page.getByRole('dialog'), '文书：补正通知书')
    const items = clerk.page.getByRole('textbox', { name: '需要补正的内容，一行一项' })
    expect(await items.inputValue()).toBe('专利证书的复印件')
    await items.fill('专利证书的复印件（每一页）')
    await clerk.press('生成预览')
    const [preview] = await Promise.all([
      clerk.page.waitForEvent('download'),
      clerk.page.getByRole('link', { name: '下载预览（PDF）' }).click(),
    ])
    expect(squeezed(pdfPages(await readFile(await preview.path())).join(''))).toContain('专利证书的复印件（每一页）')
    await browser.look(clerk.page, 'desk-step', 'document')
    await clerk.finish('要求补正')

    await clerk.reads(clerk.part('文书'), /补正通知书 知援\d{6}补〔\d{4}〕\d+号/)
    await clerk.reads(clerk.part('文书'), '等待送达在线签收')
    const list = clerk.part('文书').getByRole('listitem').filter({ hasText: '补正通知书' })
    const [download] = await Promise.all([
      clerk.page.waitForEvent('download'),
      list.getByRole('link', { name: '下载 PDF' }).click(),
    ])
    const pdf = await readFile(await download.path())
    const documentNumber = await list.locator('.number').innerText()
    await browser.look(clerk.page, 'desk-matter', 'documents')

    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    await person.track(number, phone)
    await person.follow('签收通知')
    await person.press('签收并查看')
    await person.arrive('补正通知书', 'signed')
    expect(await person.text()).toMatch(/最迟 \d{4}年\d{1,2}月\d{1,2}日/)
    await person.follow('看盖章的文书（PDF）')
    await person.arrive('补正通知书', 'document')
    expect(await person.text()).toContain(documentNumber)
    const [own] = await Promise.all([
      person.page.waitForEvent('download'),
      person.page.getByRole('link', { name: /^下载 PDF/ }).click(),
    ])
    expect(await readFile(await own.path()), 'the same file for both').toEqual(pdf)

    await clerk.page.reload()
    await clerk.reads(clerk.part('时限'), 'AID-SUPPLEMENT')
    await clerk.reads(clerk.part('文书'), '已送达')

    const stranger = portalPage(browser, await browser.newPage(phoneWithoutScript))
    await stranger.page.goto('/verify')
    await stranger.fill('字号', documentNumber)
    await stranger.fill('验证码', 'K7Q2D-9DMWX')
    await stranger.press('核验')
    expect(await stranger.text()).toContain('没有查到这份文书')
    await stranger.fill('验证码', printedCode(pdf))
    await stranger.attach('文书的 PDF 文件（可以不选）', [
      { name: '文书.pdf', mimeType: 'application/pdf', buffer: pdf },
    ])
    await stranger.press('核验')
    await stranger.arrive('核验文书真伪', 'genuine')
    expect(await stranger.text()).toContain('这份文书是真的')
    expect(await stranger.text()).toContain('一字不差')
    const tampered = Buffer.concat([pdf, Buffer.from('\n%')])
    await stranger.fill('验证码', printedCode(pdf))
    await stranger.attach('文书的 PDF 文件（可以不选）', [
      { name: '文书.pdf', mimeType: 'application/pdf', buffer: tampered },
    ])
    await stranger.press('核验')
    expect(await stranger.text()).toContain('不是机构发出的那一份')
  })
})
