import { describe, expect, it } from 'vitest'
import {
  aBareContext,
  aBareMatter,
  aDocumentContext,
  aFullMatter,
  publishedForms,
} from '../../../testing/document-samples.ts'
import { facts } from './facts.ts'
import { type DocumentForm, type FormCode, isEmpty, missingFields } from './form.ts'
import { prefill } from './prefill.ts'

const formOf = (code: FormCode): DocumentForm => publishedForms.get(code, 1)
const full = (code: FormCode) => prefill(formOf(code), aFullMatter(), aDocumentContext())

describe('a document filled from its matter', () => {
  it('carries every answer of the application into the application form', () => {
    expect(full('aid-application')).toEqual({
      matterNumber: 'WQ33-7K4M-2D9X',
      matterKind: '维权援助',
      submittedOn: '2026-03-02',
      channel: '网上',
      institution: '宁波市知识产权维权援助中心',
      applicantName: '宁波某某文具有限公司',
      identityKind: '公司等法人',
      identifierType: '统一社会信用代码',
      identifier: '91330200MA2AABCD1X',
      sme: '是',
      phone: '0574-00000000',
      mail: 'office@example.com',
      address: '浙江省宁波市海曙区某巷 3 号',
      locatedIn: '浙江省宁波市海曙区',
      agentName: '李代',
      agentPhone: '13000000000',
      agentRelation: '专利代理师',
      respondents: [
        { name: '宁波某五金商行', place: '宁波市鄞州区', link: '' },
        {
          name: '某网络店铺',
          place: '',
          link: 'https://shop.example.com/item?id=1234567890&spm=a1z10.1-c.w5003-1234567890123',
        },
      ],
      rights: [
        { type: '实用新型专利', number: '2020212345678', name: '一种折叠式晾衣架' },
        { type: '商标', number: '12345678', name: '' },
      ],
      title: '实用新型专利，商店、市场里有人卖仿冒品',
      position: '我是权利人，或者有权使用的人',
      scene: '商店、市场里有人卖仿冒品',
      occurredIn: '浙江省宁波市鄞州区',
      knownSince: '2026-02-20',
      urgency: '证据马上会消失',
      urgentUntil: '2026-03-20',
      facts:
        '2026年2月20日，在鄞州区某五金商行发现其销售的晾衣架与本公司专利产品结构相同。\n已购买样品一件并保留票据；网上另有店铺销售同样的产品。',
      services: [
        { label: '咨询指导', checked: true },
        { label: '侵权判定参考意见', checked: true },
        { label: '重大公共知识产权纠纷解决方案', checked: false },
        { label: '分析论证、预警', checked: false },
        { label: '公益研讨、培训', checked: false },
        { label: '展会驻场等服务', checked: false },
      ],
      evidence: [
        {
          kind: '购买记录',
          name: '购买票据.pdf',
          size: '229.1 kB',
          proof: '3f6c1b0e9d8a7c5544e1f0a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6',
        },
        { kind: '网页截图', name: '网店页面', size: '', proof: 'https://shop.example.com/item?id=1234567890' },
      ],
      consent: '已在网上阅读并同意（版本 2026-11）',
    })
  })

  it.each(publishedForms.all.map((form) => [form.title, form] as const))(
    '%s lacks nothing that is required when the matter says everything',
    (_, form) => {
      const values = prefill(form, aFullMatter(), aDocumentContext())
      expect(missingFields(form, values)).toEqual([])
      // Only what the matter can't know waits for a person.
      const empty = form.fields.filter((field) => isEmpty(values[field.id])).map((field) => field.from)
      expect(empty.filter((from) => from !== null)).toEqual([])
    },
  )

  it.each([
    ['submission-receipt', []],
    ['supplement-notice', ['需要补正的内容']],
    ['refusal-decision', ['不予受理的理由', '具体说明']],
    ['closing-notice', ['办理结果', '办理情况']],
  ] as const)('%s of a matter that says little names what is still to be filled in: %j', (code, missing) => {
    expect(missingFields(formOf(code), prefill(formOf(code), aBareMatter(), aBareContext()))).toEqual(missing)
  })

  it('tells the limit that will hold before the clock runs, and that of the clock once it does', () => {
    const longer = aBareContext()
    const limit = { name: '补正材料期限', limit: 10, unit: 'natural-day' as const }
    const before = prefill(formOf('supplement-notice'), aBareMatter(), { ...longer, limit: () => limit })
    expect(before.limit).toBe('10日')
    const running = prefill(formOf('deemed-withdrawn-statement'), aFullMatter(), { ...longer, limit: () => limit })
    expect(running).toMatchObject({
      limit: '7个工作日',
      dueOn: '2026-03-13',
      receivedOn: '2026-03-04',
      receivedWay: '电话告知',
    })
  })

  it('speaks to a person as 您 and to an organisation as 贵单位', () => {
    expect(full('supplement-notice').you).toBe('贵单位')
    expect(prefill(formOf('supplement-notice'), aBareMatter(), aBareContext()).you).toBe('您')
  })

  it('is about the notice and the written result that are named, else the latest', () => {
    const matter = aFullMatter()
    const [one] = matter.supplements
    const [opinion] = matter.deliverables
    if (!one || !opinion) throw new Error('the full matter has a round and a written result')
    const two = {
      ...matter,
      supplements: [one, { ...one, noticeId: 'second', items: ['授权委托书'] }],
      deliverables: [opinion, { ...opinion, deliverableId: 'second', title: '补充意见', body: '另见附件。' }],
    }
    const of = (code: FormCode, ids: { noticeId: string | null; deliverableId: string | null }) =>
      prefill(formOf(code), two, aDocumentContext(ids))
    expect(of('supplement-notice', { noticeId: null, deliverableId: null }).items).toEqual(['授权委托书'])
    expect(of('supplement-notice', { noticeId: one.noticeId, deliverableId: null }).items).toEqual(one.items)
    expect(of('advice', { noticeId: null, deliverableId: null }).subject).toBe('补充意见')
    expect(of('advice', { noticeId: null, deliverableId: opinion.deliverableId }).body).toBe(opinion.body)
  })

  it('keeps a service in its boxes that was asked for and can no longer be chosen', () => {
    const matter = { ...aBareMatter(), need: { ...aBareMatter().need, services: ['FUNDING'] } }
    expect(prefill(formOf('aid-application'), matter, aBareContext()).services).toContainEqual({
      label: '经费资助',
      checked: true,
    })
  })

  it('writes money, sizes and days as people read them', () => {
    expect(full('closing-notice').money).toEqual([
      { item: '争议金额', amount: '1,234,567元' },
      { item: '避免的损失', amount: '120,000元' },
      { item: '挽回的损失', amount: '8,000.50元' },
      { item: '节省的费用', amount: '0元' },
    ])
    expect(full('closing-notice').deliverables).toEqual([
      { kind: '咨询指导意见', title: '咨询指导意见', issuedOn: '2026年3月6日' },
    ])
  })

  it('is storable: the values come back from JSON as they were', () => {
    for (const form of publishedForms.all) {
      const values = prefill(form, aFullMatter(), aDocumentContext())
      expect(JSON.parse(JSON.stringify(values))).toEqual(values)
    }
  })

  it('can use every fact there is, and each says what it is', () => {
    const used = new Set(publishedForms.all.flatMap((form) => form.fields.map((field) => field.from)))
    expect(Object.keys(facts).filter((name) => !used.has(name))).toEqual(spare)
  })
})

/** Facts that no form of today asks for; a form of an institution may. */
const spare = [
  'supplement.round',
  'supplement.answer',
  'rating.dueOn',
  'ending.reasons',
  'ending.ground',
  'institution.phone',
  'institution.address',
  'institution.hours',
  'officer.name',
  'officer.phone',
  'today',
]
