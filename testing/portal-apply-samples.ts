import { portalPaths } from '../src/contract/paths.ts'
import { provinceCounts } from './institution-samples.ts'
import {
  chrome,
  due,
  files,
  kinds,
  limits,
  ningbo,
  noEvidence,
  notice,
  type PortalSample,
  photos,
  scenes,
  sha256,
  sm3,
  uploading,
  yinzhou,
} from './portal-sample-parts.ts'

const question = (number: number, step: string, previous?: string) => ({
  chrome,
  step: { number, total: 14 },
  action: `/apply/${step}`,
  previous,
  kept: { resumeCode: 'K7Q29-DMW3F', expiresAt: '2026-12-07T02:05:00.000Z', endsSoon: false },
  seen: 'q2W4e6R8t0Y1u3I5',
  errors: [],
})

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

/** Every question of an application, and what follows the last. */
export const portalApplySamples: readonly PortalSample[] = [
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
      items: [...files, ...photos],
      kinds,
      limits,
      uploading,
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
]
