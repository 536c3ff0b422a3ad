import type { PortalPages } from '../src/contract/portal/pages.ts'
import type { Chrome, EvidenceItem } from '../src/contract/portal/parts.ts'

/** A page with the props to show it with. People, institutions and numbers in samples are invented. */
export type PortalSample = {
  [Name in keyof PortalPages]: { title: string; page: Name; props: PortalPages[Name] }
}[keyof PortalPages]

export const chrome: Chrome = {
  view: { language: 'zh', ease: false, contrast: false },
  here: '/',
  cssHref: 'portal.css',
  currentNav: 'help',
  csrfToken: 'c5f2',
  demo: true,
  requestId: 'req-8f3a21',
}
export const tracking: Chrome = { ...chrome, currentNav: 'track' }

export const derivation = [
  '规则：维权援助受理审查（AID-REVIEW，第 1 版）。自收到申请起 15 个工作日。',
  '自 2026年11月23日起算，当日不计入，从 11月24日开始计算（《民法典》第二百零一条）。',
  '周末共 6 天，不计入。',
  '第 15 个工作日是 2026年12月14日，期限到当日 24 时为止。',
]
export const due = { until: '2026-12-14', state: 'running' as const, derivation, provisional: false }

export const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
export const sm3 = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
export const files: EvidenceItem[] = [
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
const place = { latitude: 29.87, longitude: 121.55 }
const taken = { originalSha256: sha256.replace('9f', 'c0'), originalSm3: sm3.replace('66', 'c0') }
/** Photos that tell or told where they were taken: nobody has decided; kept; taken out. */
export const photos: EvidenceItem[] = [{ location: place }, { location: place, locationKept: true }, taken].map(
  (more, index) => ({
    id: `photo-${index}`,
    kindLabel: '照片、录像',
    name: '店面.jpg',
    sizeBytes: 2_400_000,
    sha256: sha256.replace('9f', `a${index}`),
    sm3: sm3.replace('66', `b${index}`),
    link: null,
    addedAt: '2026-11-23T02:09:00.000Z',
    ...more,
  }),
)
export const kinds = [
  { code: 'right-proof', label: '权利证明' },
  { code: 'web-capture', label: '网页截图' },
]
export const limits = {
  maxFileBytes: 20 * 1024 * 1024,
  maxFiles: 20,
  acceptedInWords: '图片、PDF、Word、Excel、压缩包、录音录像',
  accept: ['image/*', '.pdf', '.docx'],
}
export const noEvidence = { evidenceKind: '', linkName: '', link: '' }

export const ningbo = {
  id: '018f0000-0000-7000-8000-000000000001',
  name: '中国（宁波）知识产权保护中心',
  kindLabel: '知识产权保护中心',
  place: '浙江省宁波市',
  phone: '0574-12345678',
  reasons: ['您的营业地在宁波市鄞州区，在它的服务范围内。', '它办理外观设计专利的侵权判定参考意见。'],
  demo: false,
}
export const yinzhou = {
  id: '018f0000-0000-7000-8000-000000000002',
  name: '鄞州区潘火街道工业园区知识产权维权援助与纠纷人民调解联合工作站',
  kindLabel: '维权援助工作站',
  place: '浙江省宁波市鄞州区',
  reasons: ['离您最近，但不出具侵权判定参考意见。'],
  demo: true,
}

export const scenes = [
  ['shop', '商店、市场里有人卖仿冒品'],
  ['e-commerce', '网店、直播间里的侵权或者链接被投诉'],
  ['exhibition', '展会上发现或者被指侵权'],
  ['malicious-claim', '被人反复起诉、投诉索要赔偿'],
  ['overseas', '在国外被起诉、被警告或者发现侵权'],
  ['customs', '货物被海关扣留'],
  ['employee', '员工或者前员工带走了技术、客户资料'],
  ['gi-misuse', '地理标志被冒用'],
].map(([code = '', label = '']) => ({ code, label }))

export const notice = {
  controller: { name: '维权一张网运行单位（示范）', contact: '010-00000000，privacy@example.org' },
  retention: '案卷归档后按规定的保管期限保存；没有提交的草稿在最后一次保存后 30 天删除。',
}

/** One file was left half-way; no script, as a browser without one sees it. */
export const uploading = {
  endpoint: '/apply/incoming',
  scriptHref: null,
  unfinished: [
    {
      id: '4d6f3c1e-7f0a-4b5e-9b0d-2f3a4c5d6e7f',
      name: '购买过程.mp4',
      sizeBytes: 18_400_000,
      receivedBytes: 7_340_032,
      sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
    },
  ],
}
