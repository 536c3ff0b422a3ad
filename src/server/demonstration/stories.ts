import type { Dice } from './dice.ts'
import { patentNumber } from './people.ts'

/** A kind of thing that happens; invented, in the proportions that published reports suggest. */
export interface Story {
  readonly weight: number
  readonly kind: 'consultation' | 'aid'
  readonly position: string
  readonly rightType: string
  readonly scene: string
  readonly urgency: string
  readonly services: readonly string[]
  readonly number: (dice: Dice) => string | null
  readonly goods: readonly string[]
  readonly facts: (goods: string, dice: Dice) => string
  readonly deliverable: 'advice' | 'reference-opinion' | 'plan'
  readonly advice: (goods: string) => string
  readonly results: readonly string[]
}

const month = (dice: Dice) => `${1 + dice.below(12)} 月`
const platformWords = ['某电商平台', '某直播平台', '某团购平台', '某二手交易平台']
const markNumber = (dice: Dice) => dice.digits(dice.chance(0.7) ? 8 : 7)

export const stories: readonly Story[] = [
  {
    weight: 22,
    kind: 'aid',
    position: 'right-holder',
    rightType: 'patent-design',
    scene: 'e-commerce',
    urgency: 'none',
    services: ['CONSULT', 'INFRINGEMENT_OPINION'],
    number: (dice) => patentNumber(dice, 3),
    goods: ['台灯', '保温杯', '收纳盒', '折叠椅', '玩具车', '水龙头', '门帘', '花瓶', '行李箱', '充电器'],
    facts: (goods, dice) =>
      `我们的${goods}有外观设计专利，${month(dice)}发现${dice.pick(platformWords)}上有 ${2 + dice.below(12)} 个链接在卖几乎一样的产品，图片也是从我们店里拿的，已经截图保存，想知道算不算侵权、怎么让它们下架。`,
    deliverable: 'reference-opinion',
    advice: (goods) =>
      `将涉案${goods}与授权公告的视图逐项比对，整体视觉效果无实质性差异，落入保护范围的可能性较大。建议先固定证据，再向平台发出通知；需要行政裁决的，可另行请求。`,
    results: ['goods-removed', 'settled', 'goods-removed'],
  },
  {
    weight: 16,
    kind: 'consultation',
    position: 'accused',
    rightType: 'trademark',
    scene: 'malicious-claim',
    urgency: 'court-deadline',
    services: ['CONSULT'],
    number: markNumber,
    goods: ['早餐', '奶茶', '零食', '日用百货', '五金配件', '服装'],
    facts: (goods, dice) =>
      `我开一家小店卖${goods}，${month(dice)}收到法院传票，说店里有一样东西用了别人的商标，要赔 ${1 + dice.below(5)} 万元。货是从批发市场进的，有进货单，不知道怎么应诉。`,
    deliverable: 'advice',
    advice: () =>
      '销售不知道是侵权商品、能证明合法取得并说明提供者的，不承担赔偿责任。请保存进货单、付款记录和供货商信息，在答辩期内提交；可以申请调解。',
    results: ['advice-given', 'settled', 'channel-advised'],
  },
  {
    weight: 14,
    kind: 'aid',
    position: 'right-holder',
    rightType: 'trademark',
    scene: 'shop',
    urgency: 'none',
    services: ['CONSULT', 'INFRINGEMENT_OPINION'],
    number: markNumber,
    goods: ['辣椒酱', '茶叶', '白酒', '大米', '火锅底料', '月饼', '糕点'],
    facts: (goods, dice) =>
      `我们注册了商标，${month(dice)}起附近几家店卖的${goods}包装和字样跟我们很像，顾客买错了来找我们退货。希望对方停止，也愿意调解。`,
    deliverable: 'advice',
    advice: (goods) =>
      `${goods}上的标识与注册商标近似，容易使人混淆。建议购买取证后向市场监管部门投诉，或者由调解组织主持调解；调解协议可以申请司法确认。`,
    results: ['settled', 'advice-given', 'goods-removed'],
  },
  {
    weight: 10,
    kind: 'aid',
    position: 'right-holder',
    rightType: 'patent-utility-model',
    scene: 'production',
    urgency: 'evidence-disappearing',
    services: ['CONSULT', 'INFRINGEMENT_OPINION'],
    number: (dice) => patentNumber(dice, 2),
    goods: ['阀门', '夹具', '包装机', '灌溉装置', '折叠结构', '过滤器', '升降桌腿'],
    facts: (goods, dice) =>
      `原来的供应商自己开厂生产我们的${goods}，结构跟我们的实用新型专利一样，${month(dice)}已经在外地销售。担心对方转移设备，急需知道怎么取证。`,
    deliverable: 'reference-opinion',
    advice: (goods) =>
      `就现有材料，${goods}的技术特征与权利要求 1 逐项对应，其中一项需要实物确认。建议先申请证据保全，并准备专利权评价报告。`,
    results: ['settled', 'goods-removed', 'opinion-issued'],
  },
  {
    weight: 8,
    kind: 'aid',
    position: 'right-holder',
    rightType: 'patent-invention',
    scene: 'exhibition',
    urgency: 'fair-closes',
    services: ['CONSULT', 'INFRINGEMENT_OPINION', 'ON_SITE'],
    number: (dice) => patentNumber(dice, 1),
    goods: ['控制器', '传感器', '电池组件', '焊接设备', '检测仪'],
    facts: (goods) =>
      `展会上发现隔壁馆有企业展出的${goods}用了我们的发明专利方案，展会后天就撤展，想请人到现场看一下。`,
    deliverable: 'reference-opinion',
    advice: (goods) =>
      `${goods}的展品与说明书记载的方案相近，但现场无法拆解，建议凭展品照片和宣传册向展会投诉站投诉，并保留样品手册。`,
    results: ['goods-removed', 'opinion-issued', 'settled'],
  },
  {
    weight: 8,
    kind: 'consultation',
    position: 'right-holder',
    rightType: 'trademark',
    scene: 'squatting',
    urgency: 'none',
    services: ['CONSULT'],
    number: markNumber,
    goods: ['电动车', '家电', '调味品', '服装', '手工具'],
    facts: (goods) => `我们的${goods}准备出口，查到国外有人抢先注册了我们的商标，想知道能不能撤销、要花多少钱。`,
    deliverable: 'advice',
    advice: () =>
      '先查明该国的异议期或者无效请求期限，收集在先使用的证据。可以请海外应对指导分中心协助，也可以考虑在其他目标市场先行注册。',
    results: ['advice-given', 'channel-advised', 'advice-given'],
  },
  {
    weight: 6,
    kind: 'aid',
    position: 'right-holder',
    rightType: 'gi',
    scene: 'gi-misuse',
    urgency: 'none',
    services: ['CONSULT', 'MAJOR_SOLUTION'],
    number: () => null,
    goods: ['柑橘', '枸杞', '大闸蟹', '绿茶', '火腿', '莲藕'],
    facts: (goods, dice) =>
      `外地商户把普通${goods}标成我们的地理标志产品出售，${month(dice)}旺季影响很大，合作社希望有一个统一的处理办法。`,
    deliverable: 'plan',
    advice: (goods) =>
      `建议由${goods}的地理标志管理组织统一收集线索，分批向销售地市场监管部门投诉，同时请电商平台核验授权。`,
    results: ['goods-removed', 'plan-issued'],
  },
  {
    weight: 6,
    kind: 'consultation',
    position: 'right-holder',
    rightType: 'copyright',
    scene: 'e-commerce',
    urgency: 'none',
    services: ['CONSULT'],
    number: () => null,
    goods: ['插画', '短视频', '摄影作品', '课件', '图案'],
    facts: (goods) => `我的${goods}被网店拿去印在商品上卖，平台要我提供权属证明，不知道要哪些材料。`,
    deliverable: 'advice',
    advice: (goods) => `${goods}完成时即享有著作权。请准备底稿、首次发表的记录或者登记证书，向平台提交通知和初步证据。`,
    results: ['advice-given', 'channel-advised'],
  },
  {
    weight: 5,
    kind: 'consultation',
    position: 'right-holder',
    rightType: 'trade-secret',
    scene: 'employee',
    urgency: 'evidence-disappearing',
    services: ['CONSULT'],
    number: () => null,
    goods: ['图纸', '客户名单', '配方', '源代码', '报价资料'],
    facts: (goods, dice) =>
      `一名技术员${month(dice)}离职后到同行那里上班，走之前拷走了${goods}，公司有保密协议，想知道能不能报案。`,
    deliverable: 'advice',
    advice: (goods) =>
      `请先固定电脑和账号的访问记录，证明${goods}采取了保密措施。可以向市场监管部门举报；损失达到立案标准的，向公安机关报案。`,
    results: ['advice-given', 'settled'],
  },
  {
    weight: 3,
    kind: 'aid',
    position: 'right-holder',
    rightType: 'ic-layout',
    scene: 'production',
    urgency: 'none',
    services: ['CONSULT', 'INFRINGEMENT_OPINION'],
    number: (dice) => `BS.${15 + dice.below(10)}5${dice.digits(6)}`,
    goods: ['电源管理芯片', '充电协议芯片', '驱动芯片'],
    facts: (goods) => `市场上出现与我们${goods}布图一样的产品，开盖照片已经拍好，想请专家比对。`,
    deliverable: 'reference-opinion',
    advice: (goods) => `${goods}的照片与登记的布图在多数区域相同，独创性部分的范围需要进一步说明。`,
    results: ['opinion-issued', 'settled'],
  },
  {
    weight: 2,
    kind: 'aid',
    position: 'accused',
    rightType: 'patent-invention',
    scene: 'customs',
    urgency: 'goods-at-customs',
    services: ['CONSULT', 'ANALYSIS_WARNING'],
    number: (dice) => patentNumber(dice, 1),
    goods: ['蓝牙耳机', '电子烟具', '平衡车', 'LED 模组'],
    facts: (goods) => `一批出口的${goods}被海关扣下，说可能侵犯别人的专利权，交货期只剩两周，希望尽快知道怎么办。`,
    deliverable: 'advice',
    advice: () => '可以提供担保请求放行（适用于专利权），并在规定时间内提交不侵权的说明和证据。',
    results: ['loss-avoided', 'advice-given'],
  },
]

const totalWeight = stories.reduce((sum, story) => sum + story.weight, 0)

export const pickStory = (dice: Dice): Story => {
  let rest = dice.next() * totalWeight
  for (const story of stories) {
    rest -= story.weight
    if (rest < 0) return story
  }
  throw new Error('weights do not sum up')
}
