import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useBrowser } from '../../testing/browser.ts'
import { aPdf } from '../../testing/files.ts'
import { aPhone, aResidentId } from '../../testing/identifiers.ts'
import { deskPage, deskScreen, happened } from '../../testing/pages/desk-page.ts'
import { phoneWithoutScript, portalPage } from '../../testing/pages/portal-page.ts'

const browser = useBrowser()

const phone = aPhone(401)
// Search must find this matter and no other.
const caller = `何${randomUUID().slice(0, 8)}`

describe('a clerk writes down what a caller tells', () => {
  it('a double click makes one matter, whose number and query code are read out and open it on the portal', async () => {
    const desk = deskPage(browser, await browser.newPage(deskScreen))
    const { page } = desk
    await desk.signIn('wangfang')
    await desk.menu('登记来访来电来信')
    await desk.at('登记来访来电来信')
    await desk.press('登记')
    await desk.arrive('登记来访来电来信', 'registration', 'wrong')
    const phoneWrong = page.getByText('请填写电话号码')
    await phoneWrong.waitFor()

    await desk.choose('电话')
    await desk.choose('咨询')
    await desk.select('身份', '个人')
    await desk.fill('姓名', caller)
    await desk.fill('身份证号', aResidentId(401))
    await desk.fill('电话', phone)
    // What was wrong with a field goes as soon as it is changed.
    await phoneWrong.waitFor({ state: 'detached' })
    await desk.select('种类', '商标')
    await desk.fill('名称（可不填）', '阿婆酱菜')
    await desk.select('来人的立场', '我是权利人，或者有权使用的人')
    await desk.select('是什么情形', '商店、市场里有人卖仿冒品')
    await desk.fill('事情经过', '菜场里有人卖贴着“阿婆酱菜”的酱菜，不是我们家做的，想问怎么办。')
    await desk.find('发生地（在国外或者不知道的不填）', '鄞州', '浙江省宁波市鄞州区')
    await desk.choose('咨询指导')
    await page.getByText('建议的机构：').waitFor()
    await desk.press('添加证据')
    await desk.select('类别', '照片、录像')
    await page.getByLabel('文件').last().setInputFiles({ name: '摊位.pdf', mimeType: 'application/pdf', buffer: aPdf })
    await page.getByText(/^已上传：摊位.pdf/).waitFor()
    await desk.choose(/已向申请人告知个人信息处理说明/)
    // As a tired hand does: twice before anything could have come back.
    await page.getByRole('button', { name: '登记', exact: true }).dblclick()
    await desk.arrive('登记完成', 'registration', 'done')
    const receipt = await desk.textOf(page.getByRole('main'))
    const [, number = '', queryCode = ''] = / 编号 (WQ\S+) .* 查询码 (\S+) /.exec(receipt) ?? []
    expect(receipt).toContain('电话里这样念：字母 W、字母 Q、三、三；')
    expect(receipt).toContain(
      '鄞州区知识产权维权援助工作站（示范） 您填写的发生地在浙江省宁波市鄞州区，该机构服务这一区域。',
    )
    expect(receipt).toMatch(/最晚答复 \d{4}年\d{1,2}月\d{1,2}日（周[一二三四五]），告知是否受理/)
    await page.getByRole('link', { name: '打开这个事项' }).click()
    await desk.arrive('商标，商店、市场里有人卖仿冒品', 'matter', 'by-phone')
    expect(await happened(desk.part('经过'))).toEqual(['王芳 登记（电话）'])

    await desk.menu('全部事项')
    await page.getByLabel('编号、姓名、权利号或者关键词').fill(caller)
    await desk.press('查找')
    await page.getByText('共 1 件').waitFor()
    await desk.at('全部事项')

    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    await person.track(number.toLowerCase(), queryCode.toLowerCase())
    await person.arrive('机构已经收到您的申请', 'by-phone')
    expect(await person.text()).toContain('机构登记了您的申请')
    await person.track(number, phone)
    await person.arrive('机构已经收到您的申请', 'by-phone')
  })

  it('what was typed is not lost by a wrong click: leaving a half-filled form is asked about', async () => {
    const desk = deskPage(browser, await browser.newPage(deskScreen))
    await desk.signIn('wangfang')
    await desk.menu('登记来访来电来信')
    await desk.fill('事情经过', '说到一半')
    await desk.menu('全部事项')
    const question = desk.page.getByRole('dialog', { name: '还没有登记，确定离开吗？' })
    await question.waitFor()
    await browser.look(desk.page, 'desk-registration', 'leaving')
    await desk.press('继续填写')
    await question.waitFor({ state: 'detached' })
    expect(await desk.typed('事情经过')).toBe('说到一半')
    await desk.menu('全部事项')
    await desk.press('离开，不登记')
    await desk.at('全部事项')
  })
})
