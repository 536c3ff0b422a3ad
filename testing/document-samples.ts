import { join } from 'node:path'
import type { DocumentContext, WordList } from '../src/domain/document/context.ts'
import type { DocumentForm, FieldValue, FormField, FormValues, TableRow } from '../src/domain/document/form.ts'
import { as } from '../src/domain/kernel/ids.ts'
import type { Matter } from '../src/domain/matter/matter.ts'
import type { RenderOptions } from '../src/server/document/render/render-options.ts'
import { loadCodeLists } from '../src/server/platform/code-lists.ts'
import { loadForms } from '../src/server/platform/forms.ts'
import { aNeed, walkTo } from './matter-world.ts'
import { day, publishedRules } from './rules.ts'

/** The forms as they stand in `rules/`. */
export const publishedForms = loadForms(join(import.meta.dirname, '../rules/forms'))
const codes = loadCodeLists(join(import.meta.dirname, '../rules/codes'))
const today = day('2026-03-10')

const places: Readonly<Record<string, string>> = {
  330212: '浙江省宁波市鄞州区',
  330203: '浙江省宁波市海曙区',
  330106: '浙江省杭州市西湖区',
}

const sha256 = '3f6c1b0e9d8a7c5544e1f0a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6'

/** A context in which everything a form can ask for is known. The people are invented. */
export const aDocumentContext = (more: Partial<DocumentContext> = {}): DocumentContext => ({
  today,
  institution: {
    name: '宁波市知识产权维权援助中心',
    phone: '0574-12330',
    address: '浙江省宁波市鄞州区某路 1 号',
    hours: '工作日 9:00 至 17:00',
  },
  parties: [
    {
      role: 'applicant',
      name: '宁波某某文具有限公司',
      identityKind: 'legal-person',
      place: null,
      link: null,
      relation: null,
      identifierType: 'uscc',
      identifier: '91330200MA2AABCD1X',
      phone: '0574-00000000',
      mail: 'office@example.com',
      address: '浙江省宁波市海曙区某巷 3 号',
    },
    {
      role: 'agent',
      name: '李代',
      identityKind: null,
      place: null,
      link: null,
      relation: '专利代理师',
      identifierType: null,
      identifier: null,
      phone: '13000000000',
      mail: null,
      address: null,
    },
    ...['宁波某五金商行', '某网络店铺'].map((name, index) => ({
      role: 'respondent' as const,
      name,
      identityKind: null,
      place: index === 0 ? '宁波市鄞州区' : null,
      link: index === 0 ? null : 'https://shop.example.com/item?id=1234567890&spm=a1z10.1-c.w5003-1234567890123',
      relation: null,
      identifierType: null,
      identifier: null,
      phone: null,
      mail: null,
      address: null,
    })),
  ],
  label: (list, code) => codes.label(list, code),
  choices: (list: WordList) =>
    codes
      .list(list, today)
      .filter((entry) => !('offered' in entry) || entry.offered)
      .map((entry) => entry.code),
  placeName: (code) => places[code] ?? code,
  limit: (ruleId) => publishedRules.deadlines.find((rule) => rule.id === ruleId) ?? null,
  advised: {
    name: '杭州市知识产权维权援助中心',
    phone: '0571-12330',
    address: '浙江省杭州市西湖区某路 2 号',
    hours: null,
  },
  appealTo: '浙江省知识产权局',
  acceptedWords: '请在一周内把购买的样品送到本中心，供比对时使用。',
  officer: { name: '王经办', phone: '0574-12330' },
  portalUrl: 'https://weiquan.example.gov.cn/track',
  queryCode: 'K7M4-2D9X',
  noticeId: null,
  deliverableId: null,
  ...more,
})

/** A matter that says something to everything a form can ask: every answer given, every outcome there at once. */
export const aFullMatter = (): Matter => {
  const closed = walkTo('closed').matter
  const [noticed, refused] = [walkTo('deemed-withdrawn').matter, walkTo('refused').matter]
  return {
    ...closed,
    need: aNeed({
      identityKind: 'legal-person',
      sme: true,
      knownSince: day('2026-02-20'),
      locatedIn: as('330203'),
      urgency: 'evidence-disappearing',
      urgentUntil: day('2026-03-20'),
      facts:
        '2026年2月20日，在鄞州区某五金商行发现其销售的晾衣架与本公司专利产品结构相同。\n已购买样品一件并保留票据；网上另有店铺销售同样的产品。',
      rights: [
        { type: 'patent-utility-model', number: '2020212345678', name: '一种折叠式晾衣架' },
        { type: 'trademark', number: '12345678', name: null },
      ],
    }),
    evidence: [
      {
        evidenceId: 'evidence-1',
        kind: 'purchase-record',
        name: '购买票据.pdf',
        sha256,
        sm3: 'ab'.repeat(32),
        sizeBytes: 234_567,
        link: null,
      },
      {
        evidenceId: 'evidence-2',
        kind: 'web-capture',
        name: '网店页面',
        sha256: null,
        sm3: null,
        sizeBytes: null,
        link: 'https://shop.example.com/item?id=1234567890',
      },
    ],
    clocks: [...noticed.clocks, ...refused.clocks, ...closed.clocks],
    notices: [...noticed.notices, ...refused.notices],
    supplements: [
      {
        noticeId: noticed.notices[0]?.noticeId ?? '',
        items: ['专利登记簿副本', '样品的照片，能看清铰链的结构'],
        answeredAt: null,
        answer: '已经补交。',
      },
    ],
    refusal: refused.refusal,
    notInArea: { reasons: '侵权行为发生在杭州，申请人的住所也在杭州。', advisedInstitutionId: null },
    ending: { reasons: '三次未接通。', ground: 'contact-lost' },
    closing: closed.closing && {
      ...closed.closing,
      summary: '经比对，被指产品落入权利要求1的保护范围；对方收到意见后停止销售，双方达成和解。',
      money: {
        avoidedLossYuan: 120_000,
        recoveredYuan: 8000.5,
        savedFeesYuan: 0,
        subsidyYuan: null,
        disputeValueYuan: 1_234_567,
      },
    },
    rating: { stars: 5, solved: 'partly', words: '态度很好，回复很快。', at: closed.submittedAt },
  }
}

/** A matter of which only what must be given was given. */
export const aBareMatter = (): Matter => {
  const { matter } = walkTo('submitted')
  return {
    ...matter,
    need: { ...matter.need, occurredIn: null, rights: [{ type: 'other', number: null, name: null }] },
  }
}

/** A context that knows no more than it must. */
export const aBareContext = (): DocumentContext =>
  aDocumentContext({
    institution: { name: '宁波市知识产权维权援助中心', phone: null, address: null, hours: null },
    parties: aDocumentContext()
      .parties.slice(0, 1)
      .map((one) => ({ ...one, identifierType: null, identifier: null, phone: null, mail: null, address: null })),
    advised: null,
    appealTo: null,
    acceptedWords: null,
    officer: null,
    queryCode: null,
  })

const sentence =
  '被比对产品的铰链由上、下两片组成，上片与横杆固定连接，下片开有弧形槽，销轴可在槽内滑动并在两端锁定；与权利要求1记载的“卡合结构”手段相同，功能和效果也相同。'
const textOf = (chars: number): string => sentence.repeat(Math.ceil(chars / sentence.length)).slice(0, chars)
const longUrl = `https://shop.example.com/${'item/0123456789abcdef'.repeat(6)}`

const longestValue = (field: FormField, bodyChars: number): FieldValue => {
  switch (field.kind) {
    case 'text':
      return textOf(Math.min(field.maxChars, 120))
    case 'date':
      return '2026-12-31'
    case 'long-text':
      return `${textOf(Math.min(field.maxChars, bodyChars))}\n${longUrl}\n𠮷㐂 #eval("1+1") $x^2$ \\ *b* _i_ @ref <a> 第二段：${textOf(300)}`
    case 'list':
      return Array.from({ length: 20 }, (_, index) => textOf(index % 4 === 0 ? field.maxChars : 60))
    case 'check':
      return field.options.map((label, index) => ({ label, checked: !field.single || index === 0 }))
    case 'table':
      return Array.from(
        { length: 20 },
        (_, index): TableRow =>
          Object.fromEntries(
            field.columns.map(({ id }) => [
              id,
              id === 'proof' ? sha256 : id === 'link' ? longUrl : textOf(index % 5 === 0 ? 100 : 12),
            ]),
          ),
      )
  }
}

/** Every field as full as people make it, and some fuller. @param bodyChars of each long text. */
export const longestValues = (form: DocumentForm, bodyChars = 5000): FormValues =>
  Object.fromEntries(
    form.fields.map((field) => [
      field.id,
      field.id === 'you' ? '贵单位' : field.from === 'need.services' ? services() : longestValue(field, bodyChars),
    ]),
  )

const services = (): FieldValue =>
  codes.list('services', today).map((entry) => ({ label: entry.zh, checked: entry.offered }))

/** Nothing but what is required, and that in a word. */
export const emptiestValues = (form: DocumentForm): FormValues =>
  Object.fromEntries(
    form.fields.map((field): [string, FieldValue] => {
      if (field.kind === 'check' && field.options.length > 0)
        return [field.id, field.options.map((label) => ({ label, checked: false }))]
      if (!field.required) return [field.id, null]
      switch (field.kind) {
        case 'date':
          return [field.id, '2026-01-01']
        case 'list':
          return [field.id, ['无']]
        case 'check':
          return [field.id, services()]
        case 'table':
          return [field.id, [Object.fromEntries(field.columns.map(({ id }) => [id, '']))]]
        default:
          return [field.id, field.id === 'you' ? '您' : '某']
      }
    }),
  )

export const renderOptions = (more: Partial<RenderOptions> = {}): RenderOptions => ({
  number: '甬知援补〔2026〕3号',
  issuedOn: today,
  verification: { code: 'H7QK-2MPD-9XRT', url: 'https://weiquan.example.gov.cn/verify' },
  seal: null,
  institution: { name: '宁波市知识产权维权援助中心', phone: '0574-12330', address: null },
  draft: false,
  demo: true,
  ...more,
})
