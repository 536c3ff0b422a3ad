import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useBrowser } from '../../testing/browser.ts'
import { type DeskPage, deskPage, deskScreen } from '../../testing/pages/desk-page.ts'
import { sentIn } from '../../testing/sent-in.ts'
import { totpCode } from '../../testing/totp.ts'

const browser = useBrowser()
const newDesk = async () => deskPage(browser, await browser.newPage(deskScreen))

/** What an alert of the form says, which is not one of the passing messages at the top. */
const refused = (desk: DeskPage, sentence: string) =>
  desk.page.locator('form').getByRole('alert').filter({ hasText: sentence }).waitFor()

const username = `guxin-${randomUUID().slice(0, 8)}`

describe('accounts of the workbench', () => {
  it('a new officer signs in with the first password, adds a second step, and from then on needs both', async () => {
    const admin = await newDesk()
    await admin.signIn('admin')
    // No matters for an administrator: the first page is the directory.
    await admin.at('机构名录')
    await admin.menu('人员')
    await admin.at('人员')
    await admin.press('添加人员')
    const adding = admin.page.getByRole('dialog', { name: '添加人员' })
    await adding.waitFor()
    await browser.look(admin.page, 'desk-staff', 'adding')
    await admin.press('添加')
    await admin.reads(adding, '请至少选择一个角色')
    await admin.fill('姓名', '顾新')
    await admin.fill('用户名', username)
    await adding.getByLabel('初始密码').fill('first-password-1')
    await admin.choose('经办人')
    await admin.find('机构', '鄞州区', /^鄞州区知识产权维权援助工作站（示范）/)
    await admin.press('添加')
    await admin.page.getByText('已添加 顾新').waitFor()

    const officer = await newDesk()
    await officer.signIn(username, 'wrong-password-1')
    await refused(officer, '请核对用户名和密码。忘记密码请联系本系统管理员重设。')
    await officer.arrive('工作人员登录', 'sign-in', 'wrong')
    await officer.page.getByLabel('密码').fill('first-password-1')
    await officer.press('登录')
    await officer.at('今日待办')
    await officer.menu('我的账号')
    await officer.at('我的账号')
    await officer.page.getByLabel('密码（确认是您本人）').fill('first-password-1')
    await officer.press('开启两步验证')
    await officer.page.getByText('抄下备用码').waitFor()
    await browser.look(officer.page, 'desk-account', 'enrolling')
    const secret = await officer.page.locator('.secret').innerText()
    await officer.fill('验证码', totpCode(secret))
    await officer.press('完成绑定')
    await officer.page.getByText('已开启。登录时除密码外').waitFor()
    await officer.signOut()

    await officer.signIn(username, 'first-password-1')
    await officer.page.getByLabel('验证码').waitFor()
    await browser.look(officer.page, 'desk-sign-in', 'code')
    await officer.fill('验证码', '000000')
    await officer.press('验证并登录')
    await refused(officer, '请输入验证器上当前显示的 6 位数字；每个验证码只能使用一次。')
    // The code of enrolment is used up; the next one is taken a little early.
    await officer.fill('验证码', totpCode(secret, 1))
    await officer.press('验证并登录')
    await officer.at('今日待办')

    await admin.page.getByRole('row', { name: username }).getByRole('button', { name: '修改顾新' }).click()
    await admin.page.getByRole('dialog', { name: '修改 顾新' }).waitFor()
    await browser.look(admin.page, 'desk-staff', 'changing')
    await admin.press('停用账号')
    await admin.page.getByRole('dialog', { name: '停用 顾新 的账号？' }).waitFor()
    await admin.press('停用')
    await admin.page.getByText('已修改 顾新').waitFor()
    await officer.menu('全部事项')
    await officer.page.getByRole('dialog', { name: '登录已过期' }).waitFor()
    await officer.page.getByLabel('密码').fill('first-password-1')
    await officer.press('登录')
    await refused(officer, '请核对用户名和密码。忘记密码请联系本系统管理员重设。')
  })
})

describe('who sees what', () => {
  it('who looks at an identity number says why, and the auditor reads it in the log', async () => {
    const matter = await sentIn(601, '温如', '330200')
    const reason = `电话核对身份 ${matter.number}`
    const clerk = await newDesk()
    await clerk.signIn('limin')
    await clerk.openMatter(matter.number)
    await clerk.press('查看温如的身份证号（留痕）')
    const dialog = clerk.page.getByRole('dialog', { name: '查看温如的身份证号' })
    await dialog.waitFor()
    await browser.look(clerk.page, 'desk-matter', 'reveal')
    await clerk.press('查看并留痕')
    await clerk.reads(dialog, '至少 2 个字')
    await clerk.fill('查看理由', reason)
    await clerk.press('查看并留痕')
    await dialog.waitFor({ state: 'detached' })
    await clerk.reads(clerk.part('当事人'), /身份证号：33020319850612601[\dX]/)

    const auditor = await newDesk()
    await auditor.signIn('qinzheng')
    await auditor.menu('操作日志')
    await auditor.at('操作日志')
    const row = auditor.page.getByRole('row', { name: reason })
    await row.waitFor()
    await auditor.reads(row, '李敏')
    await auditor.reads(row, '查看完整信息')
    await row.getByRole('link', { name: '打开事项' }).click()
    await auditor.arrive('商标，商店、市场里有人卖仿冒品', 'matter', 'auditor')
    await auditor.reads(auditor.part('现在可以做'), '现在没有您可以办理的步骤。')
    await auditor.reads(auditor.part('当事人'), '身份证号：330')
  })

  it('a supervisor sees the matter with the reasons why not to act; an officer of Hangzhou finds nothing', async () => {
    const matter = await sentIn(602, '孟知', '330200')
    const supervisor = await newDesk()
    await supervisor.signIn('shenyun')
    await supervisor.openMatter(matter.number)
    await supervisor.reads(supervisor.part('现在可以做'), '现在没有您可以办理的步骤。')
    await supervisor.reads(supervisor.part('现在可以做'), '开始审查 须由经办人、审查员、负责人办理')
    // Out of use, but in reach of the keyboard, so that its reason can be heard.
    await supervisor.step('开始审查').focus()
    await supervisor.page.keyboard.press('Enter')
    expect(await supervisor.page.getByRole('dialog').count()).toBe(0)

    const stranger = await newDesk()
    await stranger.signIn('chenjie')
    await stranger.menu('全部事项')
    await stranger.page.getByLabel('编号、姓名、权利号或者关键词').fill(matter.number)
    await stranger.press('查找')
    await stranger.page.getByText('没有符合这些条件的事项。').waitFor()
    await stranger.at('全部事项')
    await stranger.page.goto(`/workbench/matters/${matter.matterId}`)
    await stranger.arrive('没有这个事项', 'matter', 'missing')
  })
})
