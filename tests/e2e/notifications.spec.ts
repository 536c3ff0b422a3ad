import { describe, expect, it } from 'vitest'
import { useBrowser } from '../../testing/browser.ts'
import { deskPage, deskScreen } from '../../testing/pages/desk-page.ts'
import { sentIn } from '../../testing/sent-in.ts'

const browser = useBrowser()
const newDesk = async () => deskPage(browser, await browser.newPage(deskScreen))

describe('telling people', () => {
  it('an applicant’s receipt is shown by the demonstration, the officer’s bell rings, the administrator sees both ways out', async () => {
    const sent = await sentIn(731, '蒋岚', '330200')
    const clerk = await newDesk()
    await clerk.signIn('limin')
    await clerk.at('今日待办')
    await clerk.page.getByRole('link', { name: /^通知/ }).click()
    await clerk.arrive('通知', 'desk-notifications')
    const told = clerk.page.getByRole('listitem').filter({ hasText: sent.number })
    await told.getByRole('link', { name: `新的申请 ${sent.number}` }).click()
    await clerk.page.waitForURL(`**/matters/${sent.matterId}`)

    const admin = await newDesk()
    await admin.signIn('admin')
    await admin.menu('通知发送')
    await admin.page.getByRole('heading', { name: '通知发送' }).waitFor()
    await admin.reads(admin.part('渠道'), /没有配置，相应的通知不会真正发出/)
    await admin.press('添加推送地址')
    await admin.page.getByRole('dialog', { name: '添加推送地址' }).waitFor()
    await admin.fill('地址', 'https://10.0.0.8/hook')
    await admin.press('添加')
    await admin.page
      .getByText(/不能是本机或者内网地址/)
      .first()
      .waitFor()
    await admin.fill('地址', `https://oa-${sent.number.toLowerCase()}.example.org/hook`)
    await browser.look(admin.page, 'desk-delivery', 'adding')
    await admin.press('添加')
    const secret = admin.page.getByRole('dialog', { name: '推送密钥' })
    expect(await secret.locator('.secret').innerText()).toMatch(/^whsec_/)
    await secret.getByRole('button', { name: '我已保存' }).click()
    const row = admin.page.getByRole('row', { name: `oa-${sent.number.toLowerCase()}` })
    await row.getByRole('button', { name: /^停用/ }).click()
    await row.getByText('已停用').waitFor()
    await admin.page.getByRole('row', { name: '已收到您的申请' }).first().getByRole('button').click()
    await admin.page.getByRole('heading', { name: '发送经过' }).waitFor()
    await browser.look(admin.page, 'desk-delivery', 'message')

    const visitor = await browser.newPage()
    await visitor.goto('/demo/outbox')
    await visitor.getByText(`编号${sent.number}`).waitFor()
    await browser.look(visitor, 'demo-outbox')
  })
})
