import { chinaDate, type Instant } from '../kernel/plain-date.ts'
import type { Clock, Deliverable, Matter, Money, Notice, ReceiptWay, SupplementRound } from '../matter/matter.ts'
import type { DocumentContext, PartyFacts, WordList } from './context.ts'
import type { CheckOption, FieldKind, FieldValue, TableRow } from './form.ts'
import { dateWords, limitWords, sizeWords, yuanWords } from './words.ts'

/** One thing a form can be filled from: what it is, of which columns, and how it is read. Null: the matter does not say. */
export interface Fact {
  readonly kind: FieldKind
  readonly columns?: readonly string[]
  readonly of: (matter: Matter, context: DocumentContext) => FieldValue
}

const party = (context: DocumentContext, role: PartyFacts['role']) =>
  context.parties.find((one) => one.role === role) ?? null

const text = (of: Fact['of']): Fact => ({ kind: 'text', of })
const long = (of: Fact['of']): Fact => ({ kind: 'long-text', of })
const date = (of: Fact['of']): Fact => ({ kind: 'date', of })
const list = (of: Fact['of']): Fact => ({ kind: 'list', of })
const table = (
  columns: readonly string[],
  of: (matter: Matter, context: DocumentContext) => readonly TableRow[],
): Fact => ({ kind: 'table', columns, of: (matter, context) => noneAsNull(of(matter, context)) })

const noneAsNull = <T>(values: readonly T[]): readonly T[] | null => (values.length === 0 ? null : values)
const dayOf = (at: Instant | null | undefined) => (at ? chinaDate(at) : null)
const yesOrNo = (yes: boolean) => (yes ? '是' : '否')

/** Boxes for every choice of today, and for a code that is ticked though it can't be chosen any more. */
const boxes = (list: WordList, ticked: readonly string[], context: DocumentContext): readonly CheckOption[] => {
  const codes = [...context.choices(list), ...ticked.filter((code) => !context.choices(list).includes(code))]
  return codes.map((code) => ({ label: context.label(list, code), checked: ticked.includes(code) }))
}

const identifierWords: Readonly<Record<string, string>> = {
  'resident-id': '居民身份证',
  uscc: '统一社会信用代码',
}

const receiptWords: Readonly<Record<ReceiptWay, string>> = {
  portal: '网上签收',
  counter: '窗口当面送达',
  phone: '电话告知',
  post: '邮寄送达',
  mail: '电子邮件送达',
}

const moneyWords: readonly (readonly [keyof Money, string])[] = [
  ['disputeValueYuan', '争议金额'],
  ['avoidedLossYuan', '避免的损失'],
  ['recoveredYuan', '挽回的损失'],
  ['savedFeesYuan', '节省的费用'],
  ['subsidyYuan', '获得的资助'],
]

const solvedWords = { yes: '已解决', partly: '部分解决', no: '未解决' } as const

/** The notice the document is about, or the latest of its kind. */
const noticeOf = (matter: Matter, context: DocumentContext, kind: Notice['kind']): Notice | null => {
  const ofKind = matter.notices.filter((notice) => notice.kind === kind)
  return ofKind.find((notice) => notice.noticeId === context.noticeId) ?? ofKind.at(-1) ?? null
}

const roundOf = (matter: Matter, context: DocumentContext): SupplementRound | null =>
  matter.supplements.find((round) => round.noticeId === context.noticeId) ?? matter.supplements.at(-1) ?? null

const deliverableOf = (matter: Matter, context: DocumentContext): Deliverable | null =>
  matter.deliverables.find((one) => one.deliverableId === context.deliverableId) ?? matter.deliverables.at(-1) ?? null

/** The latest clock of a rule: a second supplement round has one of its own. */
const clockOf = (matter: Matter, ruleId: string): Clock | null =>
  matter.clocks.findLast((clock) => clock.ruleId === ruleId) ?? null

/** The limit of the running clock, else the one that will hold when it starts. */
const limitOf = (matter: Matter, context: DocumentContext, ruleId: string): string | null => {
  const limit = clockOf(matter, ruleId) ?? context.limit(ruleId)
  return limit && limitWords(limit)
}

const matterFacts = {
  'matter.number': text((matter) => matter.number),
  'matter.title': text((matter) => matter.need.title),
  'matter.kind': text((matter, { label }) => label('matter-kinds', matter.kind)),
  'matter.channel': text((matter, { label }) => label('channels', matter.channel)),
  'matter.submittedOn': date((matter) => chinaDate(matter.submittedAt)),
  'matter.handler': text((matter) => matter.handlerName),
  'matter.holderWhy': list((matter) => noneAsNull(matter.holderWhy)),
  'need.identityKind': text(({ need }, { label }) => label('identity-kinds', need.identityKind)),
  'need.sme': text(({ need }) => (need.identityKind === 'natural-person' ? null : yesOrNo(need.sme))),
  'need.position': text(({ need }, { label }) => label('positions', need.position)),
  'need.scene': text(({ need }, { label }) => label('scenes', need.scene)),
  'need.facts': long(({ need }) => need.facts),
  'need.knownSince': date(({ need }) => need.knownSince),
  'need.occurredIn': text(({ need }, { placeName }) => need.occurredIn && placeName(need.occurredIn)),
  'need.locatedIn': text(({ need }, { placeName }) => need.locatedIn && placeName(need.locatedIn)),
  'need.urgency': text(({ need }, { label }) => label('urgencies', need.urgency)),
  'need.urgentUntil': date(({ need }) => need.urgentUntil),
  'need.services': {
    kind: 'check',
    of: ({ need }, context) => boxes('services', need.services, context),
  },
  'need.serviceNames': text(({ need }, { label }) => need.services.map((code) => label('services', code)).join('、')),
  'need.rights': table(['type', 'number', 'name'], ({ need }, { label }) =>
    need.rights.map(({ type, number, name }) => ({
      type: label('right-types', type),
      number: number ?? '',
      name: name ?? '',
    })),
  ),
  'matter.evidence': table(['kind', 'name', 'size', 'link', 'sha256', 'sm3', 'proof'], ({ evidence }, { label }) =>
    evidence.map(({ kind, name, sizeBytes, link, sha256, sm3 }) => ({
      kind: label('evidence-kinds', kind),
      name,
      size: sizeBytes === null ? '' : sizeWords(sizeBytes),
      link: link ?? '',
      sha256: sha256 ?? '',
      sm3: sm3 ?? '',
      // What shows later that it is the same: the fingerprint of a file, the address of a page.
      proof: sha256 ?? link ?? '',
    })),
  ),
  'matter.consent': text(({ consent }) =>
    consent.given === 'on-screen'
      ? `已在网上阅读并同意（版本 ${consent.version}）`
      : `已向工作人员表示同意（版本 ${consent.version}）`,
  ),
} satisfies Record<string, Fact>

const partyFacts = {
  'applicant.name': text((_, context) => party(context, 'applicant')?.name ?? null),
  /** How the letter speaks to its reader. */
  'applicant.you': text(({ need }) => (need.identityKind === 'natural-person' ? '您' : '贵单位')),
  'applicant.identifierType': text((_, context) => {
    const type = party(context, 'applicant')?.identifierType
    return type ? (identifierWords[type] ?? type) : null
  }),
  'applicant.identifier': text((_, context) => party(context, 'applicant')?.identifier ?? null),
  'applicant.phone': text((_, context) => party(context, 'applicant')?.phone ?? null),
  'applicant.mail': text((_, context) => party(context, 'applicant')?.mail ?? null),
  'applicant.address': text((_, context) => party(context, 'applicant')?.address ?? null),
  'agent.name': text((_, context) => party(context, 'agent')?.name ?? null),
  'agent.phone': text((_, context) => party(context, 'agent')?.phone ?? null),
  'agent.relation': text((_, context) => party(context, 'agent')?.relation ?? null),
  respondents: table(['name', 'place', 'link'], (_, { parties }) =>
    parties
      .filter((one) => one.role === 'respondent')
      .map(({ name, place, link }) => ({ name, place: place ?? '', link: link ?? '' })),
  ),
} satisfies Record<string, Fact>

const courseFacts = {
  'supplement.items': list((matter, context) => roundOf(matter, context)?.items ?? null),
  'supplement.round': text((matter, context) => {
    const round = roundOf(matter, context)
    return round && `第${matter.supplements.indexOf(round) + 1}次`
  }),
  'supplement.answer': long((matter, context) => roundOf(matter, context)?.answer ?? null),
  'supplement.noticedOn': date((matter, context) => dayOf(noticeOf(matter, context, 'supplement')?.issuedAt)),
  'supplement.receivedOn': date((matter, context) => noticeOf(matter, context, 'supplement')?.received?.on ?? null),
  'supplement.receivedWay': text((matter, context) => {
    const received = noticeOf(matter, context, 'supplement')?.received
    return received ? receiptWords[received.way] : null
  }),
  'supplement.limit': text((matter, context) => limitOf(matter, context, 'AID-SUPPLEMENT')),
  'supplement.dueOn': date((matter) => clockOf(matter, 'AID-SUPPLEMENT')?.dueOn ?? null),
  'review.limit': text((matter, context) => limitOf(matter, context, 'AID-REVIEW')),
  'review.dueOn': date((matter) => clockOf(matter, 'AID-REVIEW')?.dueOn ?? null),
  'acceptance.words': long((_, { acceptedWords }) => acceptedWords),
  'refusal.grounds': list(({ refusal }, { label }) =>
    refusal ? noneAsNull(refusal.grounds.map((code) => label('refusal-grounds', code))) : null,
  ),
  'refusal.reasons': long(({ refusal }) => refusal?.reasons ?? null),
  'appeal.limit': text((matter, context) => limitOf(matter, context, 'AID-APPEAL')),
  'appeal.to': text((_, { appealTo }) => appealTo),
  'notInArea.reasons': long(({ notInArea }) => notInArea?.reasons ?? null),
  'advised.name': text((_, { advised }) => advised?.name ?? null),
  'advised.phone': text((_, { advised }) => advised?.phone ?? null),
  'advised.address': text((_, { advised }) => advised?.address ?? null),
  'deliverable.title': text((matter, context) => deliverableOf(matter, context)?.title ?? null),
  'deliverable.body': long((matter, context) => deliverableOf(matter, context)?.body ?? null),
  deliverables: table(['kind', 'title', 'issuedOn'], ({ deliverables }, { label }) =>
    deliverables.map(({ kind, title, issuedAt }) => ({
      kind: label('deliverable-kinds', kind),
      title,
      issuedOn: dateWords(chinaDate(issuedAt)),
    })),
  ),
  'closing.result': text(({ closing }, { label }) => closing && label('result-codes', closing.resultCode)),
  'closing.summary': long(({ closing }) => closing?.summary ?? null),
  'closing.on': date(({ closing }) => dayOf(closing?.at)),
  'closing.money': table(['item', 'amount'], ({ closing }) =>
    moneyWords.flatMap(([key, item]) => {
      const yuan = closing?.money[key] ?? null
      return yuan === null ? [] : [{ item, amount: yuanWords(yuan) }]
    }),
  ),
  'rating.limit': text((matter, context) => limitOf(matter, context, 'AID-RATE')),
  'rating.dueOn': date((matter) => clockOf(matter, 'AID-RATE')?.dueOn ?? null),
  'rating.stars': text(({ rating }) => rating && `${rating.stars}星（满分5星）`),
  'rating.solved': text(({ rating }) => rating && solvedWords[rating.solved]),
  'rating.words': long(({ rating }) => rating?.words ?? null),
  'ending.reasons': long(({ ending }) => ending?.reasons ?? null),
  'ending.ground': text(({ ending }, { label }) =>
    ending?.ground ? label('termination-grounds', ending.ground) : null,
  ),
} satisfies Record<string, Fact>

const officeFacts = {
  'institution.name': text((_, { institution }) => institution.name),
  'institution.phone': text((_, { institution }) => institution.phone),
  'institution.address': text((_, { institution }) => institution.address),
  'institution.hours': text((_, { institution }) => institution.hours),
  'institution.contact': text((_, { institution: { phone, address, hours } }) => {
    const told = [phone && `电话 ${phone}`, address && `地址 ${address}`, hours && `办公时间 ${hours}`]
    return told.filter((one) => one !== null && one !== '').join('，') || null
  }),
  'officer.name': text((_, { officer }) => officer?.name ?? null),
  'officer.phone': text((_, { officer }) => officer?.phone ?? null),
  today: date((_, context) => context.today),
  'portal.url': text((_, { portalUrl }) => portalUrl),
  'portal.queryCode': text((_, { queryCode }) => queryCode),
} satisfies Record<string, Fact>

/** Every fact a form may name in `from`. */
export const facts: Readonly<Record<string, Fact>> = { ...matterFacts, ...partyFacts, ...courseFacts, ...officeFacts }
