import type { PortalPages } from '../src/contract/portal/pages.ts'
import type { Chrome, EvidenceItem } from '../src/contract/portal/parts.ts'
import { portalPaths } from '../src/web/paths.ts'
import { institutionSamples, provinceCounts } from './institution-samples.ts'

/**
 * Every page of the portal with what it meets in life: long names, long words, errors, empty lists. Specs render them all,
 * the gallery photographs them. People, institutions and numbers are invented.
 */
export type PortalSample = {
  [Name in keyof PortalPages]: { title: string; page: Name; props: PortalPages[Name] }
}[keyof PortalPages]

const chrome: Chrome = {
  cssHref: 'portal.css',
  currentNav: 'help',
  csrfToken: 'c5f2',
  demo: true,
  requestId: 'req-8f3a21',
}
const tracking: Chrome = { ...chrome, currentNav: 'track' }

const question = (number: number, step: string, previous?: string) => ({
  chrome,
  step: { number, total: 14 },
  action: `/apply/${step}`,
  previous,
  resumeCode: 'K7Q2-9DMW',
  errors: [],
})

const derivation = [
  '规则：维权援助受理审查（AID-REVIEW，第 1 版）。自收到申请起 15 个工作日。',
  '自 2026年11月23日起算，当日不计入，从 11月24日开始计算（《民法典》第二百零一条）。',
  '周末共 6 天，不计入。',
  '第 15 个工作日是 2026年12月14日，期限到当日 24 时为止。',
]
const due = { until: '2026-12-14', state: 'running' as const, derivation, provisional: false }

const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const sm3 = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
const files: EvidenceItem[] = [
  {
    id: '0',
    kindLabel: '权利证明',
    name: '外观设计专利证书_ZL202330123456.7_含附图及年费缴纳凭证_20261101_扫描件_最终版.pdf',
    sizeBytes: 3_412_000,
    sha256,
    sm3,
    link: null,
    addedAt: '2026-11-23T02:05:00.000Z',
  },
  {
    id: '1',
    kindLabel: '网页截图',
    name: '对方网店的商品页',
    sizeBytes: null,
    sha256: null,
    sm3: null,
    link: 'https://shop.example.com/item/600000000000?sku=4800000000000&spm=a1z10.1-c.w4004-22000000000.12.0a0b0c0d0e0f',
    addedAt: '2026-11-23T02:07:00.000Z',
  },
]
const kinds = [
  { code: 'right-proof', label: '权利证明' },
  { code: 'web-capture', label: '网页截图' },
]
const limits = {
  maxFileBytes: 20 * 1024 * 1024,
  maxFiles: 20,
  acceptedInWords: '图片、PDF、Word、Excel、压缩包、录音录像',
  accept: ['image/*', '.pdf', '.docx'],
}
const noEvidence = { evidenceKind: '', linkName: '', link: '' }

const ningbo = {
  id: '018f0000-0000-7000-8000-000000000001',
  name: '中国（宁波）知识产权保护中心',
  kindLabel: '知识产权保护中心',
  place: '浙江省宁波市',
  phone: '0574-12345678',
  reasons: ['您的营业地在宁波市鄞州区，在它的服务范围内。', '它办理外观设计专利的侵权判定参考意见。'],
  demo: false,
}
const yinzhou = {
  id: '018f0000-0000-7000-8000-000000000002',
  name: '鄞州区潘火街道工业园区知识产权维权援助与纠纷人民调解联合工作站',
  kindLabel: '维权援助工作站',
  place: '浙江省宁波市鄞州区',
  reasons: ['离您最近，但不出具侵权判定参考意见。'],
  demo: true,
}

const sections = [
  {
    title: '申请人',
    changeHref: portalPaths.applyStep('applicant', { from: 'check' }),
    rows: [
      { label: '名称', value: '宁波市鄞州区某某精密塑料制品有限公司（示范）' },
      { label: '统一社会信用代码', value: '91350100M000100Y43' },
      { label: '电子邮箱', value: '' },
    ],
  },
  {
    title: '权利',
    changeHref: portalPaths.applyStep('rights', { from: 'check' }),
    rows: [{ label: '第 1 项', value: ['外观设计专利', 'ZL 2008 2 0185283.1', '折叠收纳箱'] }],
  },
  {
    title: '经过',
    changeHref: portalPaths.applyStep('facts', { from: 'check' }),
    rows: [
      {
        label: '经过',
        value:
          '今年 6 月起，我们在多个网店看到和我们一模一样的收纳箱。\n我们买了一个样品，包装上没有厂名。希望尽快停止销售。',
      },
    ],
  },
]

const provinces = provinceCounts.map(({ provinceCode, name }) => ({ code: provinceCode, label: name }))

const scenes = [
  ['shop', '商店、市场里有人卖仿冒品'],
  ['e-commerce', '网店、直播间里的侵权或者链接被投诉'],
  ['exhibition', '展会上发现或者被指侵权'],
  ['malicious-claim', '被人反复起诉、投诉索要赔偿'],
  ['overseas', '在国外被起诉、被警告或者发现侵权'],
  ['customs', '货物被海关扣留'],
  ['employee', '员工或者前员工带走了技术、客户资料'],
  ['gi-misuse', '地理标志被冒用'],
].map(([code = '', label = '']) => ({ code, label }))

const counties = [
  {
    label: '宁波市',
    options: [
      { code: '330203', label: '海曙区' },
      { code: '330212', label: '鄞州区' },
    ],
  },
  { label: '杭州市', options: [{ code: '330106', label: '西湖区' }] },
]

const refusal = {
  issuedAt: '2026-11-25T08:00:00.000Z',
  grounds: ['已经向其他机构申请同一事项'],
  reasons: '经核对，您已于 11 月 20 日就同一专利、同一对方向杭州市的机构提出申请，正在办理。',
}

const notice = {
  controller: { name: '维权一张网运行单位（示范）', contact: '010-00000000，privacy@example.org' },
  retention: '案卷归档后按规定的保管期限保存；没有提交的草稿在最后一次保存后 30 天删除。',
}

const matter: PortalPages['track-matter'] = {
  chrome: tracking,
  number: 'WQ33-7K4M-2D9X',
  subject: ['外观设计专利', '网店、直播间里的侵权'],
  headline: '正在审查您的申请',
  accountable: {
    name: ningbo.name,
    phone: ningbo.phone,
    href: portalPaths.institution(ningbo.id),
    demo: false,
    reasons: ningbo.reasons,
  },
  next: { actor: 'institution', text: '决定是否受理', due },
  actions: [
    { label: '撤回申请', href: portalPaths.trackPage('withdraw') },
    { label: '申诉', href: portalPaths.trackPage('appeal'), blockedBecause: '还没有作出不予受理的决定。' },
    { label: '评价', href: portalPaths.trackPage('rate'), blockedBecause: '办结以后才能评价。' },
  ],
  deliverables: [],
  happened: [
    { title: '您提交了申请', at: '2026-11-23T02:12:00.000Z', note: '附 4 份材料，指纹已登记' },
    { title: '工作人员开始审查', at: '2026-11-23T06:30:00.000Z' },
  ],
  coming: [
    { title: '决定是否受理' },
    { title: '受理后指派承办人' },
    { title: '出具意见书，您可以在这里查看' },
    { title: '办结后请您评价' },
  ],
  asOf: '2026-11-24T01:00:00.000Z',
}

const overdue: PortalPages['track-matter'] = {
  ...matter,
  headline: '请您补充材料',
  explanation: '机构需要您补充几样材料，才能决定是否受理。',
  next: {
    actor: 'applicant',
    text: '补交材料',
    due: { ...due, until: '2026-11-27', state: 'soon', provisional: true },
  },
  actions: [
    { label: '查看补正通知', href: portalPaths.trackPage('notice') },
    { label: '补交材料', href: portalPaths.trackPage('supplement') },
    { label: '撤回申请', href: portalPaths.trackPage('withdraw') },
  ],
  deliverables: [
    {
      title: '咨询指导意见：关于网店销售仿冒收纳箱的处理',
      issuedAt: '2026-11-25T08:00:00.000Z',
      href: portalPaths.trackDeliverable('d1'),
    },
  ],
  accountable: { ...matter.accountable, name: yinzhou.name, demo: true },
}

/** One or more of each page. */
export const portalSamples: readonly PortalSample[] = [
  {
    title: 'home',
    page: 'home',
    props: {
      chrome,
      scenes,
      provinces: provinceCounts,
      facts: [
        { value: '13.2 天', label: '平均办结时间（自然日）' },
        { value: '96.4%', label: '期限内受理' },
      ],
    },
  },
  { title: 'home-empty', page: 'home', props: { chrome: { ...chrome, demo: false }, scenes: [] } },
  {
    title: 'apply-unfinished',
    page: 'apply-unfinished',
    props: {
      chrome,
      savedAt: '2026-11-22T13:05:00.000Z',
      kindLabel: '维权援助',
      continueHref: portalPaths.applyStep('facts'),
      start: { kind: 'consultation', scene: 'shop' },
    },
  },
  {
    title: 'apply-kind',
    page: 'apply-kind',
    props: {
      ...question(1, 'kind'),
      values: { kind: 'consultation' },
      kinds: [
        { code: 'consultation', label: '我要咨询', hint: '问清楚怎么办，机构书面答复' },
        { code: 'aid', label: '我要申请维权援助', hint: '侵权判定参考意见、调解等，由机构审查后办理' },
      ],
    },
  },
  {
    title: 'apply-identity',
    page: 'apply-identity',
    props: {
      ...question(2, 'identity', '/apply/kind'),
      values: { identityKind: '', position: '' },
      errors: [
        { field: 'identityKind', message: '请选择以谁的名义申请' },
        { field: 'position', message: '请选择您是哪一方' },
      ],
      identityKinds: [
        { code: 'natural-person', label: '个人' },
        { code: 'legal-person', label: '公司等法人' },
        { code: 'other-organisation', label: '个体工商户、合作社等其他组织' },
      ],
      positions: [
        { code: 'right-holder', label: '我是权利人，或者有权使用的人' },
        { code: 'accused', label: '别人说我侵权' },
      ],
    },
  },
  {
    title: 'apply-applicant',
    page: 'apply-applicant',
    props: {
      ...question(3, 'applicant', '/apply/identity'),
      nameLabel: '单位全称',
      identifierLabel: '统一社会信用代码',
      identifierHint: '18 位，在营业执照上',
      identifierOptional: false,
      askSme: true,
      values: {
        name: '宁波市鄞州区某某精密塑料制品有限公司（示范）',
        identifier: '91310115MA1G4L1WXK',
        phone: '1380013',
        mail: '',
        address: '',
        sme: 'yes',
      },
      errors: [
        { field: 'identifier', message: '统一社会信用代码的最后一位校验码不对，请对照营业执照再看一遍' },
        { field: 'phone', message: '手机号应为 11 位数字，现为 7 位' },
      ],
    },
  },
  {
    title: 'apply-agent',
    page: 'apply-agent',
    props: {
      ...question(4, 'agent', '/apply/applicant'),
      values: { hasAgent: 'yes', agentName: '', agentPhone: '', agentRelation: '' },
      errors: [{ field: 'agentName', message: '请填写代办人姓名' }],
    },
  },
  {
    title: 'apply-agent-none',
    page: 'apply-agent',
    props: {
      ...question(4, 'agent', '/apply/applicant'),
      values: { hasAgent: 'no', agentName: '', agentPhone: '', agentRelation: '' },
    },
  },
  {
    title: 'apply-rights',
    page: 'apply-rights',
    props: {
      ...question(5, 'rights', '/apply/agent'),
      accused: false,
      most: 10,
      rightTypes: [
        { code: 'patent-design', label: '外观设计专利' },
        { code: 'trademark', label: '商标' },
      ],
      values: {
        rights: [
          { type: 'patent-design', number: 'ZL 2008 2 0185283.9', name: '折叠收纳箱' },
          { type: '', number: '', name: '' },
        ],
      },
      errors: [
        { field: 'rights.0.number', message: '专利号最后一位校验码不对，应为 1' },
        { field: 'rights.1.type', message: '请选择第 2 项权利的类型' },
      ],
    },
  },
  {
    title: 'apply-facts',
    page: 'apply-facts',
    props: {
      ...question(6, 'facts', '/apply/rights'),
      scenes,
      limit: 5000,
      values: {
        scene: 'shop',
        facts: '今年 6 月起，我们在多个网店看到和我们一模一样的收纳箱。',
        knownSinceYear: '2026',
        knownSinceMonth: '13',
        knownSinceDay: '1',
      },
      errors: [{ field: 'knownSince', message: '月份应在 1 到 12 之间' }],
    },
  },
  {
    title: 'apply-respondents',
    page: 'apply-respondents',
    props: {
      ...question(7, 'respondents', '/apply/facts'),
      most: 20,
      values: { respondents: [{ name: '某某家居旗舰店', place: '浙江省义乌市', link: 'https://shop.example.com' }] },
    },
  },
  {
    title: 'apply-respondents-none',
    page: 'apply-respondents',
    props: { ...question(7, 'respondents', '/apply/facts'), most: 20, values: { respondents: [] } },
  },
  {
    title: 'apply-place',
    page: 'apply-place',
    props: {
      ...question(8, 'place', '/apply/respondents'),
      organisation: true,
      placeless: '在国外、在网上，或不清楚',
      provinces,
      values: { occurredInProvince: '', locatedInProvince: '330000' },
    },
  },
  {
    title: 'apply-place-county',
    page: 'apply-place-county',
    props: {
      ...question(9, 'place-county', '/apply/place'),
      organisation: true,
      occurred: { province: '浙江省', cities: counties },
      located: { province: '浙江省', cities: counties },
      values: { occurredIn: '', locatedIn: '330212' },
      errors: [{ field: 'occurredIn', message: '请选择事情发生的区县' }],
    },
  },
  {
    title: 'apply-urgency',
    page: 'apply-urgency',
    props: {
      ...question(10, 'urgency', '/apply/place-county'),
      urgencies: [
        { code: 'none', label: '不急' },
        { code: 'fair-closes', label: '展会快要结束' },
        { code: 'court-deadline', label: '法院、平台或者行政机关要求限期答复' },
      ],
      values: { urgency: 'court-deadline', urgentUntilYear: '2026', urgentUntilMonth: '12', urgentUntilDay: '1' },
    },
  },
  {
    title: 'apply-services',
    page: 'apply-services',
    props: {
      ...question(11, 'services', '/apply/urgency'),
      services: [
        { code: 'CONSULT', label: '咨询指导', hint: '告诉您有哪些办法、怎样收集证据、找哪个部门' },
        { code: 'INFRINGEMENT_OPINION', label: '侵权判定参考意见', hint: '请专家比对，出具书面参考意见' },
        { code: 'MEDIATION', label: '纠纷调解', hint: '双方都同意才能进行' },
      ],
      values: { services: ['CONSULT'] },
    },
  },
  {
    title: 'apply-evidence',
    page: 'apply-evidence',
    props: {
      ...question(12, 'evidence', '/apply/services'),
      items: files,
      kinds,
      limits,
      values: noEvidence,
      errors: [{ field: 'files', message: '“视频.mov”有 48 MB，超过了 20 MB' }],
    },
  },
  {
    title: 'apply-institution',
    page: 'apply-institution',
    props: {
      ...question(13, 'institution', '/apply/evidence'),
      proposed: ningbo,
      alternatives: [yinzhou],
      values: { institutionId: '' },
    },
  },
  {
    title: 'apply-institution-none',
    page: 'apply-institution',
    props: {
      ...question(13, 'institution', '/apply/evidence'),
      alternatives: [],
      search: { query: '不存在的地方', found: [] },
      values: { institutionId: '' },
      errors: [{ field: 'institutionId', message: '请选择一家机构' }],
    },
  },
  {
    title: 'apply-check',
    page: 'apply-check',
    props: {
      ...question(14, 'check', '/apply/institution'),
      sections,
      evidence: files,
      evidenceChangeHref: portalPaths.applyStep('evidence', { from: 'check' }),
      missing: [{ text: '请选择需要的服务', href: portalPaths.applyStep('services', { from: 'check' }) }],
      values: {},
    },
  },
  {
    title: 'apply-consent',
    page: 'apply-consent',
    props: {
      ...question(14, 'consent', '/apply/check'),
      notice,
      sensitive: ['证件号码', '材料中的个人信息'],
      submissionId: '018f0000-0000-7000-8000-00000000000a',
      values: { consent: 'yes', consentSensitive: '', truth: '' },
      errors: [{ field: 'consentSensitive', message: '提交需要您单独同意处理敏感个人信息' }],
    },
  },
  {
    title: 'apply-submitted',
    page: 'apply-submitted',
    props: {
      chrome,
      number: 'WQ33-7K4M-2D9X',
      queryCode: '84KM-PX3T',
      submittedAt: '2026-11-23T02:12:00.000Z',
      kindLabel: '维权援助',
      institution: ningbo,
      nextStep: '决定是否受理',
      due,
    },
  },
  {
    title: 'receipt',
    page: 'receipt',
    props: {
      chrome,
      number: 'WQ33-7K4M-2D9X',
      queryCode: '84KM-PX3T',
      submittedAt: '2026-11-23T02:12:00.000Z',
      kindLabel: '维权援助',
      institution: ningbo,
      nextStep: '决定是否受理',
      due,
      sections: sections.map(({ title, rows }) => ({ title, rows })),
      evidence: files,
      record: { sha256, sm3 },
      back: { label: '返回', href: portalPaths.applySubmitted() },
    },
  },
  { title: 'track', page: 'track', props: { chrome: tracking, errors: [], values: { number: '', proof: '' } } },
  {
    title: 'track-wrong',
    page: 'track',
    props: {
      chrome: tracking,
      errors: [{ field: 'number', message: '没有查到：请核对事项编号，以及手机号或查询码' }],
      values: { number: 'WQ33-7K4M-2D9X', proof: '13800138000' },
    },
  },
  { title: 'track-matter', page: 'track-matter', props: matter },
  { title: 'track-matter-applicant', page: 'track-matter', props: overdue },
  {
    title: 'track-notice',
    page: 'track-notice',
    props: {
      chrome: tracking,
      number: 'WQ33-7K4M-2D9X',
      version: 3,
      kind: 'supplement',
      noticeId: 'n1',
      institution: ningbo.name,
      issuedAt: '2026-11-25T08:00:00.000Z',
      termInWords: '从签收的次日起 7 个工作日内补交。',
    },
  },
  {
    title: 'track-notice-signed',
    page: 'track-notice',
    props: {
      chrome: tracking,
      number: 'WQ33-7K4M-2D9X',
      version: 4,
      kind: 'supplement',
      noticeId: 'n1',
      institution: ningbo.name,
      issuedAt: '2026-11-25T08:00:00.000Z',
      termInWords: '从签收的次日起 7 个工作日内补交。',
      received: {
        at: '2026-11-26T01:00:00.000Z',
        contents: {
          kind: 'supplement',
          items: ['专利证书的扫描件', '购买样品的订单和付款记录'],
          due: { ...due, until: '2026-12-07', state: 'soon' },
          answered: false,
        },
      },
    },
  },
  {
    title: 'track-notice-refusal',
    page: 'track-notice',
    props: {
      chrome: tracking,
      number: 'WQ33-7K4M-2D9X',
      version: 4,
      kind: 'refusal',
      noticeId: 'n2',
      institution: ningbo.name,
      issuedAt: refusal.issuedAt,
      termInWords: '从签收的次日起 7 个工作日内可以申诉。',
      received: {
        at: '2026-11-26T01:00:00.000Z',
        contents: { kind: 'refusal', grounds: refusal.grounds, reasons: refusal.reasons, due, appealed: false },
      },
    },
  },
  {
    title: 'track-supplement',
    page: 'track-supplement',
    props: {
      chrome: tracking,
      number: 'WQ33-7K4M-2D9X',
      version: 4,
      due: { ...due, until: '2026-12-07', state: 'soon' },
      asked: ['专利证书的扫描件', '购买样品的订单和付款记录'],
      limit: 5000,
      items: files.slice(0, 1),
      kinds,
      limits,
      errors: [{ field: 'answer', message: '请逐项说明' }],
      values: { ...noEvidence, answer: '' },
    },
  },
  {
    title: 'track-withdraw',
    page: 'track-withdraw',
    props: {
      chrome: tracking,
      number: 'WQ33-7K4M-2D9X',
      version: 4,
      limit: 2000,
      errors: [{ field: 'confirm', message: '请勾选“我确定要撤回”' }],
      values: { reasons: '已经和对方和解', confirm: '' },
    },
  },
  {
    title: 'track-appeal',
    page: 'track-appeal',
    props: {
      chrome: tracking,
      number: 'WQ33-7K4M-2D9X',
      version: 5,
      decision: refusal,
      due,
      limit: 5000,
      errors: [],
      values: { reasons: '' },
    },
  },
  {
    title: 'track-rate',
    page: 'track-rate',
    props: {
      chrome: tracking,
      number: 'WQ33-7K4M-2D9X',
      version: 9,
      institution: ningbo.name,
      limit: 2000,
      errors: [],
      values: { stars: '4', solved: '', words: '' },
    },
  },
  {
    title: 'track-deliverable',
    page: 'track-deliverable',
    props: {
      chrome: tracking,
      number: 'WQ33-7K4M-2D9X',
      kindLabel: '咨询指导意见',
      title: '关于网店销售仿冒收纳箱的咨询指导意见',
      institution: ningbo.name,
      issuedBy: '陈某（示范）',
      issuedAt: '2026-12-01T08:00:00.000Z',
      body: '一、您的外观设计专利目前有效，年费已缴。\n\n二、建议先固定证据：公证购买样品，保存网页。\n再向平台发出通知，附专利证书和比对说明。\n\n三、对方声明不侵权的，您可以在十五日内向有关部门投诉或向法院起诉。',
      disclaimer: '本意见仅供参考，不具有法律约束力，不替代行政机关和人民法院的决定。',
    },
  },
  {
    title: 'track-done',
    page: 'track-done',
    props: {
      chrome: tracking,
      number: 'WQ33-7K4M-2D9X',
      title: '材料已经交给机构',
      paragraphs: ['审查期限从现在起接着计算。'],
      next: { text: '决定是否受理', due },
    },
  },
  { title: 'privacy', page: 'privacy', props: { chrome: { ...chrome, currentNav: undefined }, notice } },
  {
    title: 'accessibility',
    page: 'accessibility',
    props: { chrome: { ...chrome, currentNav: undefined }, contact: notice.controller.contact, testedOn: '2026-11-23' },
  },
  {
    title: 'about',
    page: 'about',
    props: { chrome: { ...chrome, currentNav: undefined }, operator: notice.controller, version: '0.1.0' },
  },
  { title: 'not-found', page: 'not-found', props: { chrome: { ...chrome, currentNav: undefined } } },
  { title: 'something-wrong', page: 'something-wrong', props: { chrome: { ...chrome, currentNav: undefined } } },
  { title: 'too-many-requests', page: 'too-many-requests', props: { chrome: tracking, retryAfterSeconds: 300 } },
  { title: 'form-expired', page: 'form-expired', props: { chrome, backHref: portalPaths.applyStep('facts') } },
  {
    title: 'form-too-large',
    page: 'form-too-large',
    props: { chrome, maxBytes: 100 * 1024 * 1024, backHref: portalPaths.applyStep('evidence') },
  },
  ...Object.entries(institutionSamples).map(([title, sample]) => ({ title, ...sample })),
]
