import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { useBrowser } from '../../testing/browser.ts'
import { aPdf, aPng } from '../../testing/files.ts'
import { aPhone, aResidentId } from '../../testing/identifiers.ts'
import { deskPage, deskScreen, happened } from '../../testing/pages/desk-page.ts'
import { type PortalPage, phoneWithoutScript, portalPage } from '../../testing/pages/portal-page.ts'

const browser = useBrowser()

const phone = aPhone(101)
const facts = '鄞州区一家五金店在卖和我的专利结构相同的晾衣架，我买了一个并留着小票，希望他们停止。'
const numberForm = /^WQ\d{2}-[0-9A-Z]{4}-[0-9A-Z]{4}$/
/** What the applicant writes down: the first journey hands it to the next. */
const kept = { number: '', queryCode: '' }

const definition = (person: PortalPage, term: string) =>
  person.page
    .locator('dl > div')
    .filter({ has: person.page.getByRole('term').filter({ hasText: new RegExp(`^${term}$`) }) })
    .getByRole('definition')
const summary = async (person: PortalPage, term: string) =>
  (await definition(person, term).innerText()).replaceAll(/\s+/g, ' ')

describe('a person asks for an opinion on a copied product, on a phone without script', () => {
  it('from the home page question by question to number, query code and receipt, and finds the matter again', async () => {
    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    const { page } = person
    await page.goto('/')
    await person.arrive(/^遇到知识产权纠纷？/)
    await person.follow('我要申请维权援助')

    await person.arrive('先说说您是谁')
    await person.choose('以谁的名义申请？', '个人')
    await person.choose('在这件事里，您是哪一方？', '我是权利人，或者有权使用的人')
    await person.press('保存并继续')

    await person.arrive('怎么称呼您，怎么联系您？')
    await person.fill('姓名', '张明')
    await person.fill('身份证号', aResidentId(101))
    await person.fill('联系电话', phone)
    await person.fill(/^通信地址/, '宁波市海曙区某巷 3 号')
    await person.press('保存并继续')

    await person.arrive('有人替您办理吗？')
    await person.choose('有人替您办理吗？', '没有，我自己办理')
    await person.press('保存并继续')

    await person.arrive('涉及您的什么权利？')
    const right = (n: number) => person.group(`第 ${n} 项权利`)
    await right(1).getByLabel('权利类型').selectOption({ label: '实用新型专利' })
    await right(1).getByLabel(/^名称/).fill('一种折叠式晾衣架')
    await person.press('再加一项权利')
    await right(2).getByLabel('权利类型').selectOption({ label: '商标' })
    await person.press('再加一项权利')
    await person.arrive('涉及您的什么权利？', 'three')
    await right(3).getByLabel('权利类型').selectOption({ label: '外观设计专利' })
    await right(3).getByLabel(/^名称/).fill('晾衣架')
    await right(2).getByRole('button', { name: '删除' }).click()
    expect(await right(1).getByLabel(/^名称/).inputValue()).toBe('一种折叠式晾衣架')
    expect(await right(2).getByLabel(/^名称/).inputValue()).toBe('晾衣架')
    expect(await right(3).count()).toBe(0)
    await person.press('保存并继续')

    await person.arrive('发生了什么？')
    await person.choose('最像哪一种情况？', '商店、市场里有人卖仿冒品')
    await person.fill('用自己的话说说经过', facts)
    await person.date('什么时候发现的？', { year: '2026', month: '2', day: '20' })
    await person.press('保存并继续')

    await person.arrive('对方是谁？')
    await person.press('填写对方信息')
    const other = (n: number) => person.group(`对方 ${n}`)
    await other(1).getByLabel('姓名、公司名或店铺名').fill('记错的店')
    await person.press('再加一个对方')
    await person.arrive('对方是谁？', 'two')
    await other(2).getByLabel('姓名、公司名或店铺名').fill('宁波某五金商行')
    await other(2)
      .getByLabel(/^所在地/)
      .fill('宁波市鄞州区')
    await other(1).getByRole('button', { name: '删除' }).click()
    expect(await other(1).getByLabel('姓名、公司名或店铺名').inputValue()).toBe('宁波某五金商行')
    await person.press('保存并继续')

    await person.arrive('在什么地方？')
    await person.select('事情发生在哪个省？', '浙江省')
    await person.select('您在哪个省居住或经营？', '浙江省')
    await person.press('保存并继续')
    await person.arrive('在哪个区县？')
    await person.select('事情发生在浙江省的哪个区县？', '鄞州区')
    await person.select('您在浙江省的哪个区县？', '海曙区')
    await person.press('保存并继续')

    await person.arrive('这件事急不急？')
    await person.choose('这件事急不急？', '不急')
    await person.press('保存并继续')

    await person.arrive('您希望机构做什么？')
    await person.choose('您希望机构做什么？', '侵权判定参考意见')
    await person.press('保存并继续')

    await person.arrive('有哪些材料和证据？')
    await person.select('这是什么材料？', '购买记录')
    await person.attach('从手机或电脑选择文件', [{ name: '小票.png', mimeType: 'image/png', buffer: aPng }])
    await person.press('添加到清单')
    await person.select('这是什么材料？', '网页截图')
    await person.fill(/^或者填写网页链接/, 'https://shop.example/item/1')
    await person.fill(/^这个链接是什么？/, '对方的商品页')
    await person.press('添加到清单')
    await person.arrive('有哪些材料和证据？', 'two')
    expect(await person.text()).toContain('已经添加的（2）')
    await person.press('保存并继续')

    await person.arrive('由哪家机构办理？')
    const proposal = await person.text()
    expect(proposal).toContain('推荐的机构 宁波市知识产权维权援助中心（示范）')
    expect(proposal).toContain('您填写的发生地在浙江省宁波市鄞州区，该机构的服务区域是浙江省宁波市，包括您的发生地。')
    expect(proposal).toContain('鄞州区知识产权维权援助工作站（示范）不办理侵权判定参考意见，所以交给上一级。')
    await person.choose('其他可以办理的机构', '浙江省知识产权维权援助中心（示范）')
    await person.press('保存并继续')
    await person.arrive('提交前，请核对一遍')
    expect(await summary(person, '办理机构')).toBe('浙江省知识产权维权援助中心（示范）')

    await person.follow(/^修改\s*：办理机构$/)
    await person.arrive('由哪家机构办理？', 'changed')
    await person.choose('推荐的机构', '宁波市知识产权维权援助中心（示范）')
    await person.press('保存并继续')
    await person.follow(/^修改\s*：急不急$/)
    await person.choose('这件事急不急？', '证据马上会消失')
    await person.press('保存并继续')

    await person.arrive('提交前，请核对一遍', 'changed')
    expect(await summary(person, '办理机构')).toBe('宁波市知识产权维权援助中心（示范）')
    expect(await summary(person, '姓名')).toBe('张明')
    expect(await summary(person, '第 1 项')).toBe('实用新型专利 一种折叠式晾衣架')
    expect(await summary(person, '第 2 项')).toBe('外观设计专利 晾衣架')
    expect(await summary(person, '什么时候发现的')).toBe('2026年2月20日（周五）')
    expect(await summary(person, '对方 1')).toBe('宁波某五金商行 宁波市鄞州区')
    expect(await summary(person, '事情发生在')).toBe('浙江省宁波市鄞州区')
    expect(await summary(person, '居住或经营在')).toBe('浙江省宁波市海曙区')
    expect(await summary(person, '急不急')).toBe('证据马上会消失')
    expect(await summary(person, '希望机构做')).toBe('侵权判定参考意见')
    await person.press('没有问题，继续')

    await person.arrive('最后一步：同意和声明')
    await page.goBack()
    await person.arrive('提交前，请核对一遍', 'changed')
    await page.goBack()
    expect(await person.group('这件事急不急？').getByRole('radio', { name: '证据马上会消失' }).isChecked()).toBe(true)
    await page.goForward()
    await page.goForward()
    await person.tick('我同意为办理这件事处理上述个人信息')
    await person.tick('我单独同意处理敏感个人信息：居民身份证号码、经过和材料中可能含有的敏感个人信息')
    await person.tick('我声明所填内容和材料真实')
    await person.press('提交申请')

    await person.arrive('已经提交，请记下两个号码')
    kept.number = await definition(person, '事项编号').locator('.code').innerText()
    kept.queryCode = await definition(person, '查询码').locator('.code').innerText()
    expect(kept.number).toMatch(numberForm)
    expect(kept.queryCode).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(await person.text()).toContain('宁波市知识产权维权援助中心（示范）负责办理。')
    expect(await person.text()).toMatch(/机构审查，决定是否受理，最迟 \d{4}年\d{1,2}月\d{1,2}日（周[一二三四五]）。/)
    // Back must not lead to a form that could be sent twice.
    await page.goBack()
    await person.arrive('已经提交，请记下两个号码')

    await person.follow('打印回执')
    await person.arrive('提交回执')
    const receipt = await person.text()
    expect(receipt).toContain(`事项编号 ${kept.number} 查询码 ${kept.queryCode}`)
    expect(receipt).toContain('收到援助申请之日起 15 个工作日。')
    expect(receipt).toContain('姓名或名称 张明 证件号码 330*************14 电话 138****0101')
    expect(receipt).toContain('收到的材料（2）')
    // The image's own fingerprint, worked out apart from the platform.
    expect(receipt).toContain(`SHA-256 ${createHash('sha256').update(aPng).digest('hex')}`)
    expect(receipt).toContain('回执证明收到申请，不表示已经受理。')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation').isVisible()).toBe(false)
    expect(await page.getByText(kept.number).isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })

    await page.goto('/')
    await person.follow(/^查进度 凭/)
    await person.arrive('查进度')
    await person.fill('事项编号', kept.number.toLowerCase().replaceAll('-', ' '))
    await person.fill('手机号或查询码', phone)
    await person.press('查进度')
    await person.arrive('机构已经收到您的申请')
    const standing = await person.text()
    expect(standing).toContain('由 宁波市知识产权维权援助中心（示范） 负责')
    expect(standing).toContain('您提交了申请')
    await person.press('看完了，退出查询')
    await person.arrive('查进度')
    await person.track(kept.number, kept.queryCode)
    await person.arrive('机构已经收到您的申请')
  })

  it('the desk asks for a supplement, accepts, gives an opinion and closes; the applicant answers, reads and rates', async () => {
    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    const clerk = deskPage(browser, await browser.newPage(deskScreen))
    await clerk.signIn('limin')
    await clerk.at('今日待办')
    await clerk.openMatter(kept.number)
    await clerk.arrive(/./, 'matter', 'submitted')
    await clerk.stands('已提交')
    await clerk.reads(clerk.part('当事人'), '申请人 张明 个人 身份证号：330*************14')
    await clerk.reads(clerk.part('现在可以做'), '受理 事项现为“已提交”，只有在“审查中”时才能办理')
    await clerk.begin('开始审查')
    await clerk.finish('开始审查')
    await clerk.begin('要求补正')
    await clerk.fill('需要补正的内容 1', '专利证书的复印件')
    await clerk.press('再加一项')
    await clerk.fill('需要补正的内容 2', '最近一次缴纳年费的收据')
    await clerk.finish('要求补正')
    await clerk.stands('待补正')
    await clerk.reads(clerk.part('时限'), '援助申请审查期限（AID-REVIEW，第 1 版） 已暂停')

    await person.track(kept.number, phone)
    await person.arrive('有一份补正通知等您签收', 'notice')
    await person.follow('签收通知')
    await person.arrive('补正通知书', 'unsigned')
    expect(await person.text()).not.toContain('专利证书的复印件')
    await person.press('签收并查看')
    await person.arrive('补正通知书', 'signed')
    const notice = await person.text()
    expect(notice).toContain('需要补充 专利证书的复印件 最近一次缴纳年费的收据')
    expect(notice).toMatch(/最迟 \d{4}年\d{1,2}月\d{1,2}日（周[一二三四五]） ?。到期没有补交的，视为您撤回申请/)
    await person.page.getByText('这个日期怎么算的？').click()
    const derivation = await person.text()
    expect(derivation).toContain('规则：补正材料期限（AID-SUPPLEMENT，第 1 版）。收到补正通知之日起 7 个工作日。')
    expect(derivation).toContain('当日不计入')
    expect(derivation).toMatch(/第 7 个工作日是 .+，期限到当日 24 时为止。/)
    await person.follow('现在补交')
    await person.arrive('补交材料')
    await person.press('交给机构')
    await person.arrive('补交材料', 'wrong')
    expect(await person.errors()).toEqual(['请填写逐项说明'])
    await person.fill('逐项说明', '1. 专利证书已上传。2. 年费收据也在同一份文件里。')
    await person.select('这是什么材料？', '权利证明')
    await person.attach('从手机或电脑选择文件', [{ name: '专利证书.pdf', mimeType: 'application/pdf', buffer: aPdf }])
    await person.press('添加到清单')
    await person.arrive('补交材料', 'one')
    expect(await person.field('逐项说明').inputValue()).toBe('1. 专利证书已上传。2. 年费收据也在同一份文件里。')
    await person.press('交给机构')
    await person.arrive('材料已经交给机构', 'supplemented')
    expect(await person.text()).toContain('审查期限从现在起接着计算。')

    await clerk.page.reload()
    await clerk.arrive(/./, 'matter', 'supplemented')
    await clerk.stands('审查中')
    await clerk.reads(clerk.part('通知与补正'), '1. 专利证书已上传。2. 年费收据也在同一份文件里。')
    const [download] = await Promise.all([
      clerk.page.waitForEvent('download'),
      clerk.page.getByRole('link', { name: '专利证书.pdf' }).click(),
    ])
    expect(await readFile(await download.path())).toEqual(aPdf)
    await clerk.begin('受理')
    await clerk.fill('告知申请人的话（可不填）', '材料已经齐全，决定受理。')
    await clerk.finish('受理')
    await clerk.reads(clerk.part('现在可以做'), '指派承办人 须由负责人办理')
    await clerk.signOut()

    await clerk.signIn('zhoulan')
    await clerk.menu('待指派')
    await clerk.openMatter(kept.number)
    await clerk.begin('指派承办人')
    await clerk.select('承办人', '李敏（经办人、审查员）')
    await clerk.finish('指派承办人')
    await clerk.signOut()

    await clerk.signIn('limin')
    await clerk.openMatter(kept.number)
    await clerk.begin('出具书面意见')
    await clerk.select('种类', '侵权判定参考意见')
    await clerk.reads(clerk.page.getByRole('dialog'), '本意见仅供参考，不是鉴定结论')
    await clerk.fill('标题', '关于折叠式晾衣架的侵权判定参考意见')
    await clerk.fill('正文', '将被控产品与权利要求 1 逐项比对，技术特征相同。\n\n落入保护范围的可能性较大。')
    await clerk.finish('出具书面意见')
    await clerk.begin('办结')
    await clerk.select('结果', '已出具侵权判定参考意见')
    await clerk.fill('结果摘要', '已出具参考意见，对方停止销售。')
    await clerk.fill('避免损失', '120000')
    await clerk.fill('节省费用', '8000.5')
    await clerk.finish('办结')
    await clerk.arrive(/./, 'matter', 'closed')
    const outcome = await clerk.textOf(clerk.part('结果'))
    expect(outcome).toContain('避免损失：120,000 元')
    expect(outcome).toContain('节省费用：8,000.5 元')
    await clerk.reads(clerk.part('现在可以做'), '现在可以做 登记送达')

    await person.follow('看进度')
    await person.arrive('已经办结', 'closed')
    await person.follow(/^侵权判定参考意见：关于折叠式晾衣架的侵权判定参考意见/)
    await person.arrive('关于折叠式晾衣架的侵权判定参考意见', 'opinion')
    const opinion = await person.text()
    expect(opinion).toContain('落入保护范围的可能性较大。')
    expect(opinion).toContain('承办人：李敏')
    expect(opinion).toContain('本意见仅供参考，不是鉴定结论，不替代行政机关和人民法院的决定。')
    await person.follow('返回进度')
    await person.follow('评价服务')
    await person.press('提交评价')
    await person.arrive('评价这次服务')
    expect(await person.errors()).toEqual(['请选择 1 到 5 分', '请选择问题是否解决'])
    await person.choose('总的来说满意吗？', /非常满意$/)
    await person.choose('问题解决了吗？', /^解决了/)
    await person.fill(/^想对我们说的话/, '办得很快。')
    await person.press('提交评价')
    await person.arrive('谢谢您的评价', 'rated')

    await clerk.page.reload()
    await clerk.begin('归档')
    await clerk.finish('归档')
    await clerk.stands('已归档')
    await clerk.arrive(/./, 'matter', 'archived')
    expect(await happened(clerk.part('经过'))).toEqual([
      '李敏 归档',
      '申请人 评价：5 分',
      '李敏 办结：已出具侵权判定参考意见',
      '李敏 出具侵权判定参考意见',
      '周岚 指派承办人：李敏',
      '李敏 决定受理',
      '申请人 补充材料',
      '申请人 通知送达',
      '李敏 发出补正通知书',
      '李敏 开始审查',
      '申请人 提交申请',
    ])

    await person.follow('看进度')
    await person.arrive('案卷已经归档', 'archived')
    expect(await happened(person.page.getByRole('region', { name: '已经发生的和接下来的' }))).toEqual([
      '您提交了申请',
      '机构开始审查',
      '机构发出补正通知',
      '您签收了通知',
      '您补交了材料',
      '机构决定受理',
      '确定了承办人',
      '机构出具了侵权判定参考意见',
      '机构办结：已出具侵权判定参考意见',
      '您评价了服务',
      '案卷归档',
    ])
    expect(await person.text()).toContain('已经没有待办的步骤。')
  })
})
