import type { Money } from '../src/domain/matter/matter.ts'

/**
 * Published cases of rights-protection assistance, retold from their facts so that each can be entered as it would have come in.
 * What the sources leave open (names, numbers, addresses) is told in their own general words and never invented. Sources by title and
 * grade: B press or law database, A official, C copy.
 */
export interface RealCase {
  readonly id: string
  readonly source: string
  /** Whose demonstration institution handles it, and a part of its name to find the place by. */
  readonly division: { readonly code: string; readonly find: string; readonly fullName: string }
  readonly channel: '窗口' | '电话' | '信函'
  readonly kind: '咨询' | '维权援助'
  readonly applicant: { readonly identityKind: '个人' | '公司等法人'; readonly name: string; readonly sme: boolean }
  readonly right: { readonly type: string; readonly number: string; readonly name: string }
  readonly position: string
  readonly scene: string
  readonly facts: string
  readonly respondent: string | null
  readonly services: readonly string[]
  readonly deliverable: { readonly kind: string; readonly title: string; readonly body: string }
  readonly result: { readonly code: string; readonly summary: string; readonly money: Partial<Money> }
  /** What an outsider who knows the published case looks for at the end, wherever it stands. */
  readonly mustBeThere: readonly string[]
}

const holder = '我是权利人，或者有权使用的人'

export const realCases: readonly RealCase[] = [
  {
    id: 'CASE-01',
    source: '贵阳：辣椒酱品牌的海外商标抢注（报道，B 级）',
    division: { code: '520100', find: '贵阳市', fullName: '贵州省贵阳市' },
    channel: '窗口',
    kind: '维权援助',
    applicant: { identityKind: '公司等法人', name: '贵阳某辣椒酱老字号企业', sme: false },
    right: { type: '商标', number: '', name: '辣椒酱老字号商标' },
    position: holder,
    scene: '商标、名称被别人抢先注册',
    facts:
      '2023 年 10 月，中心监测发现巴西有一件可疑的商标申请（申请号 914463993），向企业发出风险提示函并告知可以申请免费援助。企业据此提出申请，请求指导海外商标维权，其中包括土耳其的异议复审。',
    respondent: '在巴西提出申请的人（申请号 914463993）',
    services: ['重大公共知识产权纠纷解决方案', '分析论证、预警'],
    deliverable: {
      kind: '解决方案或建议书',
      title: '海外商标风险分析与逐国应对建议',
      body: '组建海外专家组，梳理企业在重点国家的商标注册情况；在秘鲁、德国、法国等十个国家发现被抢注的风险，逐国给出应对建议，并指导土耳其异议复审。',
    },
    result: {
      code: '异议、无效等程序胜出',
      summary: '土耳其复审胜出；企业至少避免损失 300 万元，节省咨询费用 4.5 万元，并获得省级海外维权援助资金 10 万元。',
      money: { avoidedLossYuan: 3_000_000, savedFeesYuan: 45_000, subsidyYuan: 100_000 },
    },
    mustBeThere: [
      '914463993',
      '2023 年 10 月',
      '十个国家',
      '秘鲁、德国、法国',
      '土耳其',
      '3,000,000',
      '45,000',
      '100,000',
      '专家组',
    ],
  },
  {
    id: 'CASE-03',
    source: '延平：人民调解加司法确认（转载，C 级）',
    division: { code: '350702', find: '延平', fullName: '福建省南平市延平区' },
    channel: '信函',
    kind: '维权援助',
    applicant: { identityKind: '公司等法人', name: '外省某企业（原告）', sme: false },
    right: { type: '外观设计专利', number: '', name: '涉案外观设计' },
    position: holder,
    scene: '网店、直播间里的侵权或者链接被投诉',
    facts:
      '网上销售的产品涉嫌侵犯外观设计专利，要求停止侵权、赔偿损失。中级人民法院于 2024 年 8 月在开庭前将案件委派给区知识产权纠纷人民调解委员会调解。',
    respondent: '网上销售涉案产品的商家（被告）',
    services: ['咨询指导'],
    deliverable: {
      kind: '咨询指导意见',
      title: '调解经过与协议要点',
      body: '调解委员会听取双方意见，说明法律规定和诉讼成本，拟定书面调解协议，写明赔偿金额和付款日期，并告知可以共同申请司法确认。',
    },
    result: {
      code: '调解协议经法院确认',
      summary: '双方达成调解协议并共同申请司法确认，法院作出民事裁定；为全市首例。',
      money: {},
    },
    mustBeThere: ['2024 年 8 月', '中级人民法院', '委派', '付款日期', '司法确认', '民事裁定', '全市首例'],
  },
  {
    id: 'CASE-05',
    source: '利辛：门帘外观设计，当日确认（报道，B 级）',
    division: { code: '341623', find: '利辛', fullName: '安徽省亳州市利辛县' },
    channel: '窗口',
    kind: '维权援助',
    applicant: { identityKind: '公司等法人', name: '利辛某门帘企业（外观设计专利权人）', sme: true },
    right: { type: '外观设计专利', number: '', name: '门帘' },
    position: holder,
    scene: '工厂、作坊里在仿造',
    facts: '另一家企业制造、销售、许诺销售的门帘与本企业外观设计专利产品相同，6 月向县市场监督管理局请求行政处理。',
    respondent: '制造、销售门帘的另一家企业',
    services: ['咨询指导'],
    deliverable: {
      kind: '咨询指导意见',
      title: '行政调解与司法确认的办理指引',
      body: '县市场监督管理局受理请求，经双方同意主持调解，签订行政调解协议；市局帮助双方准备司法确认的申请材料。',
    },
    result: {
      code: '调解协议经法院确认',
      summary: '中级人民法院在受理申请的当日作出确认，为全市首例。',
      money: {},
    },
    mustBeThere: ['制造、销售、许诺销售', '6 月', '行政调解协议', '市局', '当日', '全市首例', '门帘'],
  },
  {
    id: 'CASE-07',
    source: '西安：法院委派的发明专利纠纷（中国知识产权维权援助网消息，A 级）',
    division: { code: '610100', find: '西安市', fullName: '陕西省西安市' },
    channel: '信函',
    kind: '维权援助',
    applicant: { identityKind: '个人', name: '某发明专利权人', sme: false },
    right: { type: '发明专利', number: '', name: '涉案发明' },
    position: holder,
    scene: '工厂、作坊里在仿造',
    facts: '被告未经许可制造、销售专利产品，原告起诉要求停止侵权并赔偿。法院将案件委派给保护中心调解，同批委派 8 件。',
    respondent: '未经许可制造、销售的被告',
    services: ['重大公共知识产权纠纷解决方案'],
    deliverable: {
      kind: '解决方案或建议书',
      title: '调解方案',
      body: '调解员阅卷后分别联系双方，为本案写出调解方案；双方金额相差较大，采用背靠背的方式沟通，由法官指导。',
    },
    result: {
      code: '对方撤诉',
      summary: '双方达成协议，原告放弃请求并撤诉，调解全程不到 15 天；首批 8 件中 6 件调解成功。',
      money: {},
    },
    mustBeThere: ['委派', '8 件', '背靠背', '法官指导', '不到 15 天', '6 件调解成功', '未经许可制造、销售'],
  },
  {
    id: 'CASE-09',
    source: '威海：2018 年渔具博览会（报道，B 级）',
    division: { code: '371000', find: '威海市', fullName: '山东省威海市' },
    channel: '窗口',
    kind: '维权援助',
    applicant: { identityKind: '公司等法人', name: '渔具博览会参展企业', sme: false },
    right: { type: '实用新型专利', number: '', name: '渔具' },
    position: '事情影响到我，但我不是当事双方',
    scene: '展会上发现或者被指侵权',
    facts: '2018 年 5 月 12 日至 14 日渔具博览会期间，参展企业到省、市两级人员联合设立的工作站咨询和投诉。',
    respondent: null,
    services: ['咨询指导', '展会驻场等服务'],
    deliverable: {
      kind: '服务确认函',
      title: '展会驻场服务确认',
      body: '工作站介绍 12330 服务并提供咨询，巡查展位 300 余个，对展板和宣传册上的专利标识逐一检索。',
    },
    result: { code: '服务已完成并确认', summary: '接受咨询 20 余次，没有发现假冒专利。', money: {} },
    mustBeThere: [
      '2018 年 5 月 12 日至 14 日',
      '联合设立',
      '12330',
      '300 余个',
      '20 余次',
      '没有发现假冒专利',
      '专利标识',
    ],
  },
  {
    id: 'CASE-14',
    source: '中山：两个月六件海外纠纷（报道，B 级）',
    division: { code: '442000', find: '中山市', fullName: '广东省中山市' },
    channel: '电话',
    kind: '咨询',
    applicant: { identityKind: '公司等法人', name: '中山某出口企业', sme: true },
    right: { type: '其他或说不清', number: '', name: '出口产品涉及的知识产权（来源未说明种类）' },
    position: holder,
    scene: '在国外被起诉、被警告或者发现侵权',
    facts: '省中心的分中心于 2025 年 3 月设立，企业遇到海外知识产权纠纷，请求指导。到 5 月中旬共办理这类事项 6 件。',
    respondent: null,
    services: ['咨询指导'],
    deliverable: {
      kind: '咨询指导意见',
      title: '海外纠纷应对指导意见',
      body: '分中心与省中心联动，就海外纠纷的应对途径给出指导。',
    },
    result: {
      code: '已给出咨询指导意见',
      summary: '6 件均已办理；此后该分中心获批为国家级海外应对指导分中心。',
      money: {},
    },
    mustBeThere: ['2025 年 3 月', '6 件', '省中心联动', '获批', '海外'],
  },
]
