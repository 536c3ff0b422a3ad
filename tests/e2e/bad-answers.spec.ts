import { describe, expect, it } from 'vitest'
import { useBrowser } from '../../testing/browser.ts'
import { aPhone, aResidentId } from '../../testing/identifiers.ts'
import { type PortalPage, phoneWithoutScript, portalPage } from '../../testing/pages/portal-page.ts'

const browser = useBrowser()

type Deed = (person: PortalPage) => Promise<unknown>

interface Question {
  readonly heading: string
  /** Each: what is filled in, and what the page says to it. */
  readonly bad: readonly (readonly [fill: Deed, ...told: string[]])[]
  /** What was typed badly still stands there. */
  readonly kept?: (person: PortalPage) => Promise<readonly [given: string, standing: string][]>
  readonly good: Deed
  readonly on?: string
}

const nothing: Deed = async () => {}
const typed = (person: PortalPage, label: string | RegExp) => person.field(label).inputValue()

const questions: readonly Question[] = [
  {
    heading: '您需要什么帮助？',
    bad: [[nothing, '请选择您需要什么帮助']],
    good: (person) => person.choose('您需要什么帮助？', /^维权援助/),
    on: '继续',
  },
  {
    heading: '先说说您是谁',
    bad: [
      [nothing, '请选择以谁的名义申请', '请选择您是哪一方'],
      [(person) => person.choose('以谁的名义申请？', '个人'), '请选择您是哪一方'],
    ],
    good: (person) => person.choose('在这件事里，您是哪一方？', '我是权利人，或者有权使用的人'),
  },
  {
    heading: '怎么称呼您，怎么联系您？',
    bad: [
      [nothing, '请填写姓名或名称', '申请维权援助须填写证件号码，用于核实身份', '请填写电话号码'],
      [
        async (person) => {
          await person.fill('姓名', '<b>李&雷</b>')
          await person.fill('居民身份证号码', '330203198506120010')
          await person.fill('联系电话', '12345')
          await person.fill(/^电子邮箱/, 'lilei@')
          await person.fill(/^通信地址/, '路'.repeat(201))
        },
        '第 18 位校验码应为“1”，给出的是“0”，请对照证件逐位核对',
        '给出 5 位，手机号码应为 11 位',
        '请填写完整的电子邮箱，例如 name@example.com',
        '通信地址：不超过 200 个字，现为 201 个',
      ],
    ],
    kept: async (person) => [
      ['<b>李&雷</b>', await typed(person, '姓名')],
      ['330203198506120010', await typed(person, '居民身份证号码')],
      ['12345', await typed(person, '联系电话')],
      ['lilei@', await typed(person, /^电子邮箱/)],
    ],
    good: async (person) => {
      await person.fill('居民身份证号码', aResidentId(801))
      await person.fill('联系电话', aPhone(801))
      await person.fill(/^电子邮箱/, '')
      await person.fill(/^通信地址/, '')
    },
  },
  {
    heading: '有人替您办理吗？',
    bad: [
      [nothing, '请选择有没有人代办'],
      [
        (person) => person.choose('有人替您办理吗？', '有，由代办人办理'),
        '请填写代办人姓名',
        '请填写电话号码',
        '请填写与申请人的关系',
      ],
    ],
    good: async (person) => {
      await person.fill('代办人姓名', '韩梅梅')
      await person.fill('代办人电话', aPhone(802))
      await person.fill('与申请人的关系', '家人')
    },
  },
  {
    heading: '涉及您的什么权利？',
    bad: [
      [nothing, '第 1 项权利：请选择权利类型；说不清的选“其他或说不清”'],
      [
        async (person) => {
          await person.select('权利类型', '实用新型专利')
          await person.fill(/^专利号/, 'ZL 2008 2 0185283.2')
        },
        '第 1 项权利：校验位应为“1”，给出的是“2”，请对照证书或受理通知书逐位核对',
      ],
    ],
    kept: async (person) => [['ZL 2008 2 0185283.2', await typed(person, /^专利号/)]],
    good: (person) => person.fill(/^专利号/, 'ZL 2008 2 0185283.1'),
  },
  {
    heading: '发生了什么？',
    bad: [
      [nothing, '请选择最像的一种情况；都不像的选“其他情况”', '事情经过：请写得具体一些，至少 10 个字'],
      [
        async (person) => {
          await person.choose('最像哪一种情况？', '其他情况')
          await person.fill('用自己的话说说经过', '被侵权')
          await person.date('什么时候发现的？', { year: '2026', month: '2', day: '30' })
        },
        '事情经过：请写得具体一些，至少 10 个字',
        '发现的日期：没有这一天，请核对年、月、日，年份写四位数',
      ],
    ],
    kept: async (person) => [
      ['被侵权', await typed(person, '用自己的话说说经过')],
      ['30', await person.group('什么时候发现的？').getByLabel('日').inputValue()],
    ],
    good: async (person) => {
      await person.fill('用自己的话说说经过', '有人仿造我的产品，还在网上卖，我想知道怎么办。')
      await person.date('什么时候发现的？', { year: '２０２６', month: '02', day: '3' })
    },
  },
  {
    heading: '对方是谁？',
    bad: [
      [
        async (person) => {
          await person.press('填写对方信息')
          await person.fill(/^网店或网页链接/, 'shop.example/1')
        },
        '对方 1：请填写姓名或名称',
        '对方 1：请填写以 http:// 或 https:// 开头的网址',
      ],
    ],
    kept: async (person) => [['shop.example/1', await typed(person, /^网店或网页链接/)]],
    good: async (person) => {
      await person.fill('姓名、公司名或店铺名', '某网店')
      await person.fill(/^网店或网页链接/, 'https://shop.example/1')
    },
  },
  {
    heading: '在什么地方？',
    bad: [[nothing, '请至少填写一个地点：发生地，或者您的住所地、营业地']],
    good: (person) => person.select('事情发生在哪个省？', '浙江省'),
  },
  {
    heading: '在哪个区县？',
    bad: [[nothing, '请选择区县']],
    good: (person) => person.select('事情发生在浙江省的哪个区县？', '鄞州区'),
  },
  {
    heading: '这件事急不急？',
    bad: [
      [nothing, '请选择急不急'],
      [
        async (person) => {
          await person.choose('这件事急不急？', '展会快要结束')
          await person.date('必须赶上哪一天？', { year: '26', month: '13', day: '1' })
        },
        '必须赶上的日期：没有这一天，请核对年、月、日，年份写四位数',
      ],
    ],
    kept: async (person) => [['13', await person.group('必须赶上哪一天？').getByLabel('月').inputValue()]],
    good: (person) => person.date('必须赶上哪一天？', { year: '2030', month: '1', day: '1' }),
  },
  {
    heading: '您希望机构做什么？',
    bad: [[nothing, '请至少选择一项']],
    good: (person) => person.choose('您希望机构做什么？', '咨询指导'),
  },
  {
    heading: '有哪些材料和证据？',
    bad: [
      [
        async (person) => {
          await person.select('这是什么材料？', '照片')
          await person.attach('从手机或电脑选择文件', [
            { name: '证据.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\x90\x00nothing good') },
          ])
          await person.fill(/^或者填写网页链接/, 'javascript:alert(1)')
        },
        '“证据.exe”是 .exe 文件，不能上传。不接收程序文件',
        '请填写链接的名称',
        '请填写以 http:// 或 https:// 开头的网址',
      ],
    ],
    kept: async (person) => [['javascript:alert(1)', await typed(person, /^或者填写网页链接/)]],
    good: async (person) => {
      await person.fill(/^或者填写网页链接/, '')
    },
  },
  { heading: '由哪家机构办理？', bad: [], good: nothing },
  { heading: '提交前，请核对一遍', bad: [], good: nothing, on: '没有问题，继续' },
  {
    heading: '最后一步：同意和声明',
    bad: [[nothing, '请勾选同意，否则无法办理', '请勾选单独同意；不同意的，可以到机构窗口办理', '请勾选声明']],
    good: async (person) => {
      await person.tick('我同意为办理这件事处理上述个人信息')
      await person.tick(/^我单独同意处理敏感个人信息/)
      await person.tick('我声明所填内容和材料真实')
    },
    on: '提交申请',
  },
]

describe('a person who makes every mistake', () => {
  it('is told at each question what to put right and where, keeps what was typed, and arrives', async () => {
    const person = portalPage(browser, await browser.newPage(phoneWithoutScript))
    await person.page.goto('/apply')
    for (const { heading, bad, kept, good, on = '保存并继续' } of questions) {
      await person.page.getByRole('heading', { level: 1, name: heading }).waitFor()
      for (const [fill, ...told] of bad) {
        await fill(person)
        await person.press(on)
        await person.page.getByRole('alert').waitFor()
        expect(await person.page.title(), heading).toMatch(/^需要修改：/)
        expect(await person.errors(), heading).toEqual(told)
      }
      for (const [given, standing] of (await kept?.(person)) ?? []) expect(standing, heading).toBe(given)
      if (bad.length > 0) await person.arrive(heading, 'wrong')
      await good(person)
      await person.press(on)
    }
    await person.page.getByRole('heading', { level: 1, name: '已经提交，请记下两个号码' }).waitFor()
  })
})
