import { portalPaths } from '../src/contract/paths.ts'
import type { PortalPages } from '../src/contract/portal/pages.ts'
import {
  due,
  files,
  kinds,
  limits,
  ningbo,
  noEvidence,
  type PortalSample,
  tracking,
  uploading,
  yinzhou,
} from './portal-sample-parts.ts'

const refusal = {
  issuedAt: '2026-11-25T08:00:00.000Z',
  grounds: ['已经向其他机构申请同一事项'],
  reasons: '经核对，您已于 11 月 20 日就同一专利、同一对方向杭州市的机构提出申请，正在办理。',
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
  documents: [
    {
      title: '收件回执',
      number: '知援330212收〔2026〕12号',
      issuedOn: '2026-11-23',
      state: 'open',
      href: portalPaths.trackDocument('0192f0c0-0000-7000-8000-000000000002'),
    },
    {
      title: null,
      issuedOn: '2026-11-24',
      state: 'waits',
      href: portalPaths.trackDocument('0192f0c0-0000-7000-8000-000000000003'),
    },
  ],
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
  messages: { total: 0, unread: 0 },
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
  messages: { total: 3, unread: 1 },
}

/** Following a matter, and what the applicant may do with it. */
export const portalTrackSamples: readonly PortalSample[] = [
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
      uploading,
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
]
