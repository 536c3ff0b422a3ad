import { portalPaths } from '../src/contract/paths.ts'
import type { PortalPages } from '../src/contract/portal/pages.ts'
import { chrome, files, limits, ningbo, type PortalSample, tracking } from './portal-sample-parts.ts'

const kept = { resumeCode: 'K7Q29-DMW3F', expiresAt: '2026-12-07T02:05:00.000Z', endsSoon: false }
const continueHref = portalPaths.applyStep('facts')

const conversation: PortalPages['track-messages'] = {
  chrome: tracking,
  number: 'WQ33-7K4M-2D9X',
  version: 7,
  institution: ningbo.name,
  messageId: '018f0000-0000-7000-8000-00000000000b',
  messages: [
    {
      messageId: 'm1',
      from: 'applicant',
      senderName: null,
      text: '对方昨天又换了一个店名继续卖，链接附在截图里。\n我还需要去公证处吗？',
      sentAt: '2026-11-24T01:00:00.000Z',
      readAt: '2026-11-24T02:30:00.000Z',
      fresh: false,
      files: [
        {
          name: '对方新店的商品页_截图_20261124_带时间_最终版_不要再改了.png',
          sizeBytes: 812_000,
          href: '/track/evidence/1',
        },
      ],
    },
    {
      messageId: 'm2',
      from: 'institution',
      senderName: '李敏',
      text: '先不用公证。请保留好购买记录，我们明天电话告诉您怎么固定网页证据。',
      sentAt: '2026-11-24T03:00:00.000Z',
      readAt: null,
      fresh: true,
      files: [],
    },
    {
      messageId: 'm3',
      from: 'applicant',
      senderName: null,
      text: '好的，谢谢。',
      sentAt: '2026-11-24T03:10:00.000Z',
      readAt: null,
      fresh: false,
      files: [],
    },
  ],
  limit: 3000,
  items: files.slice(0, 1),
  limits,
  sent: false,
  errors: [{ field: 'text', message: '请填写您想说的话' }],
  values: { text: '' },
}

/** Going on later and elsewhere, one's own matters, messages. */
export const portalAccessSamples: readonly PortalSample[] = [
  {
    title: 'apply-later',
    page: 'apply-later',
    props: { chrome, kept, continueHref, errors: [], values: { address: '' } },
  },
  {
    title: 'apply-later-sent',
    page: 'apply-later',
    props: {
      chrome,
      kept: { ...kept, endsSoon: true },
      continueHref,
      account: '138****8000、z****@example.com',
      sent: { mask: 'z****@example.com', until: '2026-11-24T15:59:59.999Z' },
      errors: [],
      values: { address: '' },
    },
  },
  {
    title: 'apply-later-wrong',
    page: 'apply-later',
    props: {
      chrome,
      kept,
      continueHref,
      errors: [{ field: 'address', message: '座机收不到短信，请填写手机号或电子邮箱' }],
      values: { address: '0574-87654321' },
    },
  },
  {
    title: 'apply-resume',
    page: 'apply-resume',
    props: {
      chrome,
      own: { resumeCode: kept.resumeCode, continueHref },
      errors: [{ field: 'code', message: '没有找到这份申请：续办码写错了，或者已经过期删除' }],
      values: { code: 'K7Q29-DMW3E' },
    },
  },
  {
    title: 'apply-resume-link',
    page: 'apply-resume-link',
    props: { chrome, action: portalPaths.applyResumeLink('token'), own: { resumeCode: kept.resumeCode } },
  },
  { title: 'track-messages', page: 'track-messages', props: conversation },
  {
    title: 'track-messages-empty',
    page: 'track-messages',
    props: { ...conversation, messages: [], items: [], errors: [], values: { text: '' }, sent: false },
  },
  {
    title: 'track-messages-archived',
    page: 'track-messages',
    props: {
      ...conversation,
      whyNot: '事项现为“已归档”，只有在“已提交”“审查中”时才能办理',
      items: [],
      errors: [],
      sent: true,
    },
  },
  {
    title: 'ask-address',
    page: 'ask-address',
    props: {
      chrome,
      purpose: 'sign-in',
      errors: [{ field: 'address', message: '请填写手机号或电子邮箱' }],
      values: { address: '' },
    },
  },
  {
    title: 'ask-address-reuse',
    page: 'ask-address',
    props: { chrome, purpose: 'reuse', errors: [], values: { address: '13800138000' } },
  },
  {
    title: 'ask-code',
    page: 'ask-code',
    props: {
      chrome,
      purpose: 'sign-in',
      mask: '138****8000',
      minutes: 10,
      errors: [{ field: 'code', message: '验证码不对，还可以试 4 次' }],
    },
  },
  {
    title: 'account',
    page: 'account',
    props: {
      chrome,
      addresses: ['138****8000', 'z****@a-mail-domain-with-a-very-long-name.example.com'],
      matters: [
        {
          number: 'WQ33-7K4M-2D9X',
          title: '外观设计专利、发明专利等，网店、直播间里的侵权或者链接被投诉',
          status: '审查中',
          holder: ningbo.name,
          submittedAt: '2026-11-23T02:12:00.000Z',
          unread: 2,
          href: portalPaths.accountMatter('m1'),
        },
      ],
      drafts: [
        {
          kindLabel: '维权援助',
          savedAt: '2026-11-23T02:05:00.000Z',
          expiresAt: kept.expiresAt,
          href: portalPaths.accountDraft('d1'),
        },
      ],
      sessions: [
        {
          device: '安卓手机或平板 · 微信',
          usedAt: '2026-11-23T02:12:00.000Z',
          current: true,
          action: portalPaths.accountSession('s1'),
        },
        {
          device: 'Windows 电脑 · Edge',
          usedAt: '2026-11-23T01:12:00.000Z',
          current: false,
          action: portalPaths.accountSession('s2'),
        },
      ],
    },
  },
  {
    title: 'account-empty',
    page: 'account',
    props: { chrome, addresses: ['138****8000'], matters: [], drafts: [], sessions: [] },
  },
  {
    title: 'apply-reuse',
    page: 'apply-reuse',
    props: {
      chrome,
      backHref: portalPaths.applyStep('applicant'),
      people: [
        { id: 'p1', name: '张*', lines: ['330*************13', '138****8000'], from: 'WQ33-7K4M-2D9X（2026-03-02）' },
      ],
      rights: [
        { id: 'r1', words: '实用新型专利 · ZL202330123456.7 · 一种折叠式晾衣架', from: 'WQ33-7K4M-2D9X（2026-03-02）' },
      ],
      errors: [{ field: 'name', message: '和那一次填的姓名（单位全称）不一样，请核对' }],
      values: { person: 'p1', name: '李四', rights: ['r1'] },
    },
  },
  {
    title: 'apply-reuse-empty',
    page: 'apply-reuse',
    props: {
      chrome,
      backHref: portalPaths.applyStep('applicant'),
      people: [],
      rights: [],
      errors: [],
      values: { person: '', name: '', rights: [] },
    },
  },
  { title: 'apply-resume-link-used', page: 'apply-resume-link', props: { chrome, refused: 'used' } },
]
