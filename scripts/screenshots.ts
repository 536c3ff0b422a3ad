import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { demoPassword } from '../src/server/staff/demo.ts'
import { findChromium } from '../testing/chromium.ts'
import { aPdf, aPng } from '../testing/files.ts'
import { aPhone, aResidentId } from '../testing/identifiers.ts'
import { type PortalPage, phoneWithoutScript, portalPage } from '../testing/pages/portal-page.ts'

/**
 * Makes the pictures of the README's tour by walking it: `node scripts/screenshots.ts [address] [folder]`, for example against
 * `npm start` on a new data folder. It sends one matter in. The committed pictures were
 * brought to 256 colours afterwards (`pngquant docs/tour/*.png`). Ends with 1 when the platform does not answer or a picture is too big.
 */
const [address = 'http://127.0.0.1:8080', folder = 'docs/tour'] = process.argv.slice(2)
const mostBytes = 600_000
const screen: BrowserContextOptions = { viewport: { width: 1280, height: 860 } }
const phone = aPhone(20)

const newPage = async (browser: Browser, options: BrowserContextOptions): Promise<Page> => {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...options,
  })
  return await context.newPage()
}

const save = async (page: Page, name: string, whole = false): Promise<void> => {
  const path = join(folder, `${name}.png`)
  const picture = await page.screenshot({ fullPage: whole })
  if (picture.length > mostBytes) throw new Error(`${path}: ${picture.length} bytes, at most ${mostBytes}`)
  await writeFile(path, picture)
  console.log(`${path} ${Math.round(picture.length / 1024)} KB`)
}

/** Answers every question and sends the matter in; photographs the tour's stops. @returns its number. */
const apply = async (person: PortalPage): Promise<string> => {
  const { page } = person
  await page.goto('/')
  await person.at(/^遇到知识产权纠纷？/)
  await save(page, 'home', true)
  await person.follow(/^我要申请维权援助/)
  await person.choose('以谁的名义申请？', '个人')
  await person.choose('在这件事里，您是哪一方？', '我是权利人，或者有权使用的人')
  await person.press('保存并继续')
  await person.fill('姓名', '张明')
  await person.fill('居民身份证号码', aResidentId(20))
  await person.fill('联系电话', phone)
  await person.press('保存并继续')
  await person.choose('有人替您办理吗？', '没有，我自己办理')
  await person.press('保存并继续')
  await person.select('权利类型', '实用新型专利')
  await person.fill(/^名称/, '一种折叠式晾衣架')
  await person.press('保存并继续')
  await person.choose('最像哪一种情况？', '商店、市场里有人卖仿冒品')
  await person.fill(
    '用自己的话说说经过',
    '鄞州区一家五金店在卖和我的专利结构相同的晾衣架，我买了一个并留着小票，希望他们停止。',
  )
  await page.getByRole('heading', { level: 1 }).click()
  await save(page, 'question', true)
  await person.press('保存并继续')
  await person.press('填写对方信息')
  await person.fill('姓名、公司名或店铺名', '宁波某五金商行')
  await person.press('保存并继续')
  await person.select('事情发生在哪个省？', '浙江省')
  await person.select('您在哪个省居住或经营？', '浙江省')
  await person.press('保存并继续')
  await person.select('事情发生在浙江省的哪个区县？', '鄞州区')
  await person.select('您在浙江省的哪个区县？', '海曙区')
  await person.press('保存并继续')
  await person.choose('这件事急不急？', '不急')
  await person.press('保存并继续')
  await person.choose('您希望机构做什么？', '侵权判定参考意见')
  await person.press('保存并继续')
  await person.select('这是什么材料？', '权利证明')
  await person.attach('从手机或电脑选择文件', [
    { name: '专利证书.pdf', mimeType: 'application/pdf', buffer: aPdf },
    { name: '小票.png', mimeType: 'image/png', buffer: aPng },
  ])
  await person.press('保存并继续')
  await person.at('由哪家机构办理？')
  await save(page, 'institution')
  await person.press('保存并继续')
  await person.press('没有问题，继续')
  await person.tick('我同意为办理这件事处理上述个人信息')
  await person.tick(/^我单独同意处理敏感个人信息/)
  await person.tick('我声明所填内容和材料真实')
  await person.press('提交申请')
  await person.at('已经提交，请记下两个号码')
  await openDerivation(page)
  await save(page, 'submitted', true)
  return await page.locator('.codes .code').first().innerText()
}

const openDerivation = (page: Page) => page.getByText('这个日期怎么算的？').click()

const follow = async (person: PortalPage, number: string, name: string): Promise<void> => {
  await person.track(number, phone)
  await person.at('机构已经收到您的申请')
  await openDerivation(person.page)
  await save(person.page, name)
}

const work = async (page: Page, number: string): Promise<void> => {
  const read = () => page.getByText(/^正在读取/).waitFor({ state: 'detached' })
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
  await page.goto('/workbench/')
  await page.getByLabel('用户名').fill('limin')
  await page.getByLabel('密码').fill(demoPassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await heading('今日待办')
  await page.getByRole('table').waitFor()
  await page.setViewportSize({ width: 1280, height: 520 })
  await save(page, 'inbox')
  await page.setViewportSize({ width: 1280, height: 1000 })
  await page.goto(`/workbench/matters?text=${number}`)
  await page.getByRole('row', { name: number }).getByRole('link').first().click()
  await heading(/^实用新型专利/)
  await read()
  await save(page, 'matter')
  await page.goto('/workbench/rules')
  await heading('时限规则')
  await page.getByRole('table').waitFor()
  await save(page, 'rules')
}

await mkdir(folder, { recursive: true })
const executablePath = findChromium()
if (!executablePath) throw new Error('no Chromium found: run npm test once, or set CHROMIUM_PATH')
const browser = await chromium.launch({
  executablePath,
  args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  // Buttons that the browser itself words, such as the one of a file field.
  env: { ...process.env, LANGUAGE: 'zh_CN' },
})
try {
  // The page objects look pages over for specs; here they only lead the way.
  const nowhere = { newPage: () => newPage(browser, {}), look: async () => {} }
  const person = portalPage(nowhere, await newPage(browser, screen))
  const number = await apply(person)
  await follow(person, number, 'track')
  await work(await newPage(browser, screen), number)
  const onPhone = portalPage(nowhere, await newPage(browser, phoneWithoutScript))
  await onPhone.page.goto('/')
  await save(onPhone.page, 'home-360')
  await follow(onPhone, number, 'track-360')
} finally {
  await browser.close()
}
