import { describe, expect, inject, it } from 'vitest'
import { demoInstitutionId } from '../../src/server/institution/demo-network.ts'
import { demoPassword } from '../../src/server/staff/demo.ts'
import { useBrowser } from '../../testing/browser.ts'
import { aCreditCode, aPhone, aResidentId } from '../../testing/identifiers.ts'
import { type DeskPage, deskPage, deskScreen } from '../../testing/pages/desk-page.ts'
import { phoneWithoutScript, portalPage } from '../../testing/pages/portal-page.ts'
import { pdfPages, squeezed } from '../../testing/pdf-text.ts'
import { type RealCase, realCases } from '../../testing/real-cases.ts'

const browser = useBrowser()

/** An officer of the institution that handles the case, who does everything there: at many stations one person does. */
const officerAt = async (divisionCode: string): Promise<string> => {
  const post = async (path: string, body: object, cookie = '') => {
    const response = await fetch(new URL(`/api/v1${path}`, inject('appUrl')), {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.headers.getSetCookie().map((line) => line.split(';')[0])
  }
  const cookie = await post('/session', { username: 'admin', password: demoPassword })
  const username = `officer-${divisionCode}`
  const roles = ['clerk', 'reviewer', 'head']
  const institutionId = demoInstitutionId(divisionCode)
  await post('/staff', { username, name: '卢一站', password: demoPassword, roles, institutionId }, cookie.join('; '))
  return username
}

const register = async (desk: DeskPage, given: RealCase, n: number): Promise<{ number: string; queryCode: string }> => {
  const { applicant, right } = given
  await desk.menu('登记来访来电来信')
  await desk.at('登记来访来电来信')
  await desk.choose(given.channel)
  await desk.choose(given.kind)
  await desk.select('身份', applicant.identityKind)
  const natural = applicant.identityKind === '个人'
  await desk.fill(natural ? '姓名' : '姓名或者名称', applicant.name)
  await desk.fill(natural ? '身份证号' : '统一社会信用代码', natural ? aResidentId(n) : aCreditCode(n))
  await desk.fill('电话', aPhone(n))
  await desk.select('种类', right.type)
  await desk.fill('名称（可不填）', right.name)
  await desk.select('来人的立场', given.position)
  await desk.select('是什么情形', given.scene)
  await desk.fill('事情经过', given.facts)
  await desk.find('申请人住所地或者营业地', given.division.find, given.division.fullName)
  for (const service of given.services) await desk.choose(service)
  if (given.respondent !== null) {
    await desk.press('添加对方')
    await desk.fill('名称', given.respondent)
  }
  await desk.choose(/已向申请人告知个人信息处理说明/)
  await desk.press('登记')
  await desk.at('登记完成')
  const receipt = await desk.textOf(desk.page.getByRole('main'))
  const [, number = '', queryCode = ''] = / 编号 (WQ\S+) .* 查询码 (\S+) /.exec(receipt) ?? []
  await desk.page.getByRole('link', { name: '打开这个事项' }).click()
  return { number, queryCode }
}

const handle = async (desk: DeskPage, given: RealCase): Promise<void> => {
  const take = async (step: string, answer: () => Promise<void> = async () => {}) => {
    await desk.step(step).click()
    await desk.page.getByRole('dialog', { name: step }).waitFor()
    await answer()
    await desk.finish(step)
  }
  const { deliverable, result } = given
  await take('开始审查')
  await take('受理')
  await take('指派承办人', () => desk.select('承办人', /^卢一站/))
  await take('出具书面意见', async () => {
    await desk.select('种类', deliverable.kind)
    await desk.fill('标题', deliverable.title)
    await desk.fill('正文', deliverable.body)
  })
  await take('办结', async () => {
    await desk.select('结果', result.code)
    await desk.fill('结果摘要', result.summary)
    for (const [label, value] of [
      ['避免损失', result.money.avoidedLossYuan],
      ['节省费用', result.money.savedFeesYuan],
      ['资助金额', result.money.subsidyYuan],
    ] as const) {
      if (value != null) await desk.fill(label, String(value))
    }
  })
  await desk.stands('已办结')
}

const papersOf = ({ deliverable }: RealCase): readonly string[] => [
  '知识产权维权援助申请表',
  '收件回执',
  '受理决定书',
  deliverable.kind === '解决方案或建议书' ? '解决方案建议书' : deliverable.kind,
  '办结通知书',
]

describe('published cases, entered and handled as they came about', () => {
  it.each(realCases.map((given, index) => [given.source, given, 700 + index] as const))(
    '%s: no fact of it is lost between the desk, the record and the applicant',
    async (_source, given, n) => {
      const username = await officerAt(given.division.code)
      const desk = deskPage(browser, await browser.newPage(deskScreen))
      await desk.signIn(username)
      await desk.at('今日待办')
      const { number, queryCode } = await register(desk, given, n)
      await desk.stands('已提交')
      await handle(desk, given)
      const papers = desk.part('文书')
      await desk.reads(papers, '办结通知书')
      const titles = await papers.locator('.papers > li > b').allInnerTexts()
      expect(titles.toSorted()).toEqual(papersOf(given).toSorted())
      let printed = ''
      for (const link of await papers.getByRole('link', { name: '下载 PDF' }).all()) {
        const pdf = await desk.page.request.get((await link.getAttribute('href')) ?? '')
        printed += pdfPages(await pdf.body()).join('')
      }
      for (const fact of given.mustBeThere)
        expect.soft(squeezed(printed), `${given.id}, printed`).toContain(squeezed(fact))
      const atTheDesk = await desk.textOf(desk.page.getByRole('main'))
      expect(atTheDesk).toContain(given.division.fullName)
      if (given.respondent !== null) expect(atTheDesk).toContain(given.respondent)

      const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
      await person.track(number, queryCode)
      await person.at('已经办结')
      const told = await person.text()
      expect(told).toContain(given.result.summary)
      await person.follow(new RegExp(`^${given.deliverable.kind}：`))
      await person.at(given.deliverable.title)
      const written = await person.text()
      for (const fact of given.mustBeThere) expect.soft(`${atTheDesk} ${told} ${written}`, given.id).toContain(fact)
    },
  )
})
