import type { MatterCommand } from '../../domain/matter/decide.ts'
import type { Matter } from '../../domain/matter/matter.ts'
import type { Dice } from './dice.ts'
import type { Story } from './stories.ts'
import type { Holder } from './world.ts'

/** Where a matter is heading. The shares are invented; every state is present. */
export type Fate = 'answered' | 'refused' | 'appealed' | 'not-in-area' | 'lapsed' | 'withdrawn' | 'terminated'
const fates: readonly (readonly [Fate, number])[] = [
  ['answered', 0.86],
  ['refused', 0.03],
  ['appealed', 0.01],
  ['not-in-area', 0.03],
  ['lapsed', 0.02],
  ['withdrawn', 0.03],
  ['terminated', 0.02],
]
export const pickFate = (throwOf: Dice): Fate => {
  let rest = throwOf.next()
  for (const [fate, share] of fates) {
    rest -= share
    if (rest < 0) return fate
  }
  return 'answered'
}

export type Doer = 'staff' | 'head' | 'applicant' | 'system' | 'supervisor'
/** What happens, by whom, and how many days after the step before. */
export type Plan = readonly (readonly [afterDays: number, by: Doer, command: (matter: Matter) => MatterCommand])[]

const money = {
  avoidedLossYuan: null,
  recoveredYuan: null,
  savedFeesYuan: null,
  subsidyYuan: null,
  disputeValueYuan: null,
}

export const planOf = (fate: Fate, story: Story, holder: Holder, goods: string, throwOf: Dice): Plan => {
  const review: Plan = [[throwOf.below(3), 'staff', () => ({ type: 'startReview' })]]
  const ask: Plan = [
    [
      1 + throwOf.below(4),
      'staff',
      () => ({
        type: 'requestSupplement',
        items: ['请补充权利证书或者登记证明的复印件。', `请补充${goods}的购买记录或者页面截图。`],
      }),
    ],
    [
      throwOf.below(2),
      'applicant',
      (matter) => ({ type: 'recordReceipt', noticeId: matter.notices.at(-1)?.noticeId ?? '', on: null, way: 'portal' }),
    ],
  ]
  const supplement: Plan = throwOf.chance(0.15)
    ? [
        ...ask,
        [
          1 + throwOf.below(5),
          'applicant',
          () => ({ type: 'supplement', answer: '材料已经补齐，请查收。', evidence: [] }),
        ],
      ]
    : []
  const toward: Plan = [...review, ...supplement]
  const serve: Plan = [
    [
      throwOf.below(2),
      'head',
      () => ({ type: 'assign', handlerId: holder.handler.id, handlerName: holder.handler.name }),
    ],
    [
      2 + throwOf.below(6),
      'staff',
      () => ({
        type: 'issueDeliverable',
        kind: story.deliverable,
        title: `关于${goods}的意见`,
        body: `${story.advice(goods)}\n本意见仅供参考，不替代行政机关和人民法院的决定。`,
      }),
    ],
    [
      1 + throwOf.below(5),
      'staff',
      () => ({
        type: 'close',
        resultCode: throwOf.pick(story.results),
        summary: `已向申请人说明${goods}事项的处理途径，并出具书面意见。`,
        money: throwOf.chance(0.2) ? { ...money, avoidedLossYuan: 1000 * (1 + throwOf.below(500)) } : money,
      }),
    ],
  ]
  const rate: Plan = throwOf.chance(0.5)
    ? [
        [
          1 + throwOf.below(8),
          'applicant',
          () => ({
            type: 'rate',
            stars: throwOf.chance(0.85) ? 4 + throwOf.below(2) : 1 + throwOf.below(3),
            solved: throwOf.pick(['yes', 'yes', 'partly', 'no']),
            words: throwOf.chance(0.3) ? '答复很及时，讲得清楚。' : null,
          }),
        ],
      ]
    : []
  const archive: Plan = [
    [
      40 + throwOf.below(500),
      'staff',
      (matter) => ({ type: 'archive', archiveNumber: `${holder.provinceCode}-${matter.number.replaceAll('-', '')}` }),
    ],
  ]
  const refuse: Plan = [
    ...toward,
    [
      1 + throwOf.below(5),
      'staff',
      () => ({
        type: 'refuse',
        grounds: [throwOf.pick(['no-clear-facts', 'outside-policy', 'applied-elsewhere'])],
        reasons: '现有材料不足以说明存在需要援助的具体事项。',
      }),
    ],
    [
      throwOf.below(3),
      'applicant',
      (matter) => ({ type: 'recordReceipt', noticeId: matter.notices.at(-1)?.noticeId ?? '', on: null, way: 'portal' }),
    ],
  ]
  switch (fate) {
    case 'answered':
      return [
        ...toward,
        [1 + throwOf.below(6), 'staff', () => ({ type: 'accept', words: null })],
        ...serve,
        ...rate,
        ...archive,
      ]
    case 'refused':
      return [...refuse, ...archive]
    case 'appealed': {
      const revoked = throwOf.chance(0.3)
      const decided: Plan = [
        [2, 'applicant', () => ({ type: 'appeal', reasons: '我已经提供了全部能找到的材料，请重新考虑。' })],
        [
          3 + throwOf.below(8),
          'supervisor',
          () => ({ type: 'decideAppeal', outcome: revoked ? 'revoked' : 'upheld', answer: '经复核，作出上述决定。' }),
        ],
      ]
      return [...refuse, ...decided, ...(revoked ? [...serve, ...rate] : []), ...archive]
    }
    case 'not-in-area':
      return [
        ...toward,
        [
          1,
          'staff',
          () => ({
            type: 'markNotInArea',
            reasons: '住所地、营业地和发生地都不在本机构服务区域，请向发生地的机构申请。',
            advisedInstitutionId: null,
          }),
        ],
        ...archive,
      ]
    case 'lapsed':
      return [...review, ...ask, [16, 'system', () => ({ type: 'lapseSupplement' })], ...archive]
    case 'withdrawn':
      return [
        ...toward,
        [1 + throwOf.below(4), 'applicant', () => ({ type: 'withdraw', reasons: '对方已经停止，不再需要援助。' })],
        ...archive,
      ]
    case 'terminated':
      return [
        ...toward,
        [1, 'staff', () => ({ type: 'accept', words: null })],
        ...serve.slice(0, 1),
        [
          6,
          'head',
          () => ({
            type: 'terminate',
            ground: throwOf.pick(['contact-lost', 'settled', 'right-ceased']),
            reasons: '多次联系未果，终止办理。',
          }),
        ],
        ...archive,
      ]
  }
}
