import { describe, expect, inject, it } from 'vitest'
import { demoPassword } from '../../src/server/staff/demo.ts'
import { useBrowser } from '../../testing/browser.ts'
import { deskPage, deskScreen } from '../../testing/pages/desk-page.ts'

const browser = useBrowser()
/** Passkeys know no numeric addresses. */
const byName = () => ({ ...deskScreen, baseURL: inject('appUrl').replace('127.0.0.1', 'localhost') })
const newDesk = async () => deskPage(browser, await browser.newPage(byName()))

describe('passkeys at the desk', () => {
  it('an officer adds a passkey, signs in by it without a password, ends another session and removes it', async () => {
    const desk = await newDesk()
    const device = await desk.page.context().newCDPSession(desk.page)
    await device.send('WebAuthn.enable')
    const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await desk.signIn('wuhao')
    await desk.at('今日待办')
    await desk.menu('我的账号')
    await desk.at('我的账号')
    await desk.fill('这把通行密钥的名称', '办公室的电脑')
    await desk.page.getByLabel('密码（添加通行密钥前确认）').fill('wrong-wrong-wrong')
    await desk.press('添加通行密钥')
    await desk.reads(desk.part('通行密钥'), '当前密码不正确')
    await desk.page.getByLabel('密码（添加通行密钥前确认）').fill(demoPassword)
    await desk.press('添加通行密钥')
    await desk.page.getByText('已添加“办公室的电脑”').waitFor()
    await desk.reads(desk.part('通行密钥'), '还没有用过')
    await browser.look(desk.page, 'desk-account', 'passkey')
    await desk.signOut()

    // Not unlocked: nobody gets in, and the page says so.
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await desk.press('用通行密钥登录')
    await desk.page.getByText('设备没有完成验证。').waitFor()
    await browser.look(desk.page, 'desk-sign-in', 'passkey')
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
    await desk.press('用通行密钥登录')
    await desk.at('今日待办')

    const elsewhere = await newDesk()
    await elsewhere.signIn('wuhao')
    await elsewhere.at('今日待办')
    await desk.menu('我的账号')
    await desk.at('我的账号')
    const places = desk.part('正在登录的地方')
    await desk.reads(places, /Chrome · Linux 本次登录 通行密钥/)
    await desk.press('结束其他所有登录')
    await desk.page.getByText(/^已结束其他 \d+ 次登录$/).waitFor()
    await elsewhere.menu('全部事项')
    await elsewhere.page.getByRole('dialog', { name: '登录已过期' }).waitFor()

    await desk.press('移除办公室的电脑')
    await desk.press('移除')
    await desk.page.getByText('已移除“办公室的电脑”').waitFor()
    await desk.signOut()
    await desk.press('用通行密钥登录')
    await desk.page.getByText('请再试一次；仍然不行的，请改用密码登录。').waitFor()
  })
})

describe('machine tokens at the desk', () => {
  it('an administrator makes a token, replaces it with an overlap and revokes it; each opens what it should', async () => {
    const desk = await newDesk()
    await desk.signIn('admin')
    await desk.at('机构名录')
    await desk.menu('接口令牌')
    await desk.at('接口令牌')
    await desk.press('新建令牌')
    const drawer = desk.page.getByRole('dialog', { name: '新建接口令牌' })
    await desk.press('新建')
    await desk.reads(drawer, '请至少选择一项权限')
    await browser.look(desk.page, 'desk-tokens', 'making')
    await desk.fill('系统名称', '省局一体化平台')
    await desk.find('所属机构', '宁波市知识产权', /^宁波市/)
    await desk.choose('读取本机构的事项（个人信息遮盖）')
    await desk.press('新建')
    const told = desk.page.getByRole('dialog', { name: '令牌只显示这一次' })
    const token = await told.locator('.secret').innerText()
    await browser.look(desk.page, 'desk-tokens', 'told')
    const statusOf = async (bearer: string) =>
      (await fetch(`${inject('appUrl')}/api/v1/matters`, { headers: { authorization: `Bearer ${bearer}` } })).status
    expect(await statusOf(token)).toBe(200)
    await desk.press('已保存，关闭')
    await desk.at('接口令牌')

    await desk.press(new RegExp(`更换省局一体化平台（${token.slice(-4)}）`))
    await desk.press('更换')
    const fresh = await told.locator('.secret').innerText()
    expect(fresh).not.toBe(token)
    await desk.press('已保存，关闭')
    await desk.reads(desk.part('接口令牌'), '已更换，暂可使用')
    expect([await statusOf(token), await statusOf(fresh)]).toEqual([200, 200])

    await desk.press(new RegExp(`停用省局一体化平台（${token.slice(-4)}）`))
    await desk.press('停用')
    await desk.page.getByText('已停用“省局一体化平台”').waitFor()
    expect([await statusOf(token), await statusOf(fresh)]).toEqual([401, 200])
    await browser.look(desk.page, 'desk-tokens')
  })
})
