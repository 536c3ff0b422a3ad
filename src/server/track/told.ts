import type { MatterPageProps } from '../../contract/portal/track.ts'
import type { InBoth, Language } from '../../domain/kernel/language.ts'
import type { MatterEvent, MatterEventType, Recorded } from '../../domain/matter/event.ts'
import type { Matter, ReceiptWay } from '../../domain/matter/matter.ts'
import type { CodeLists } from '../platform/code-lists.ts'

/** Titles and notes of what happened, told to the applicant. */
interface Told {
  readonly title: string
  readonly note?: string
}

interface World {
  readonly matter: Matter
  readonly codes: CodeLists
  readonly byStaff: boolean
}

type Tellers = {
  readonly [Type in MatterEventType]: (event: Extract<MatterEvent, { type: Type }>, world: World) => Told
}

const enWays: Readonly<Record<ReceiptWay, string>> = {
  portal: 'signed for on this site',
  counter: 'please collect it at the institution',
  phone: 'told by phone',
  post: 'posted to you',
  mail: 'sent to your e-mail address',
}

const wayWords: Readonly<Record<ReceiptWay, string>> = {
  portal: '在本网站签收',
  counter: '请到机构当面领取',
  phone: '打电话告诉您',
  post: '邮寄给您',
  mail: '发到您的电子邮箱',
}

/** A decision that has not been signed for is announced, not told: its time begins with the signature. */
const isSigned = (matter: Matter, noticeId: string): boolean =>
  matter.notices.some((notice) => notice.noticeId === noticeId && notice.received !== null)

const zh: Tellers = {
  MatterSubmitted: ({ channel }) => ({ title: channel === 'online' ? '您提交了申请' : '机构登记了您的申请' }),
  ReviewStarted: () => ({ title: '机构开始审查' }),
  SupplementRequested: () => ({ title: '机构发出补正通知', note: '审查期限从这时起暂停' }),
  NoticeReceived: (_, { byStaff }) => ({ title: byStaff ? '机构登记通知已经送达' : '您签收了通知' }),
  MatterSupplemented: ({ evidence }, { byStaff }) => ({
    title: byStaff ? '机构收到您补交的材料' : '您补交了材料',
    note: evidence.length > 0 ? `附 ${evidence.length} 份材料；审查期限接着计算` : '审查期限接着计算',
  }),
  MatterDeemedWithdrawn: () => ({ title: '到期没有补交材料，视为您撤回了申请' }),
  MatterAccepted: ({ words }) => ({ title: '机构决定受理', note: words ?? undefined }),
  MatterRefused: ({ noticeId, reasons }, { matter }) =>
    isSigned(matter, noticeId) ? { title: '机构决定不予受理', note: reasons } : { title: '机构作出了决定，等您签收' },
  MatterFoundNotInArea: ({ reasons }) => ({ title: '机构认为这件事不在它的辖区', note: reasons }),
  RefusalAppealed: () => ({ title: '您提出了申诉' }),
  AppealDecided: ({ outcome, answer }) => ({
    title: outcome === 'revoked' ? '申诉成立，转为受理' : '申诉没有成立，维持不予受理',
    note: answer,
  }),
  HandlerAssigned: ({ handlerName }) => ({ title: '确定了承办人', note: handlerName }),
  DeliverableIssued: ({ kind, title }, { codes }) => ({
    title: `机构出具了${codes.label('deliverable-kinds', kind)}`,
    note: `《${title}》`,
  }),
  MatterClosed: ({ resultCode, summary }, { codes }) => ({
    title: `机构办结：${codes.label('result-codes', resultCode)}`,
    note: summary,
  }),
  MatterTerminated: ({ ground, reasons }, { codes }) => ({
    title: `办理终止：${codes.label('termination-grounds', ground)}`,
    note: reasons,
  }),
  MatterWithdrawn: (_, { byStaff }) => ({ title: byStaff ? '机构登记您撤回了申请' : '您撤回了申请' }),
  MatterRated: ({ stars }) => ({ title: '您评价了服务', note: `${stars} 分` }),
  MatterArchived: () => ({ title: '案卷归档' }),
  MessageSent: ({ from, evidence }) => ({
    title: from === 'applicant' ? '您给机构留言' : '机构给您留言',
    note: evidence.length > 0 ? `附 ${evidence.length} 份文件` : undefined,
  }),
  DocumentIssued: ({ title, number }) => ({ title: `机构制作了${title}`, note: number }),
  ServiceMoved: ({ to }) => ({ title: '文书还没有签收，机构改用另一种方式送达', note: wayWords[to] }),
  DocumentRevoked: () => ({ title: '一份文书被撤销，不再有效' }),
  DeadlinesRecomputed: () => ({ title: '放假安排公布后，期限重新计算了' }),
}

const en: Tellers = {
  MatterSubmitted: ({ channel }) => ({
    title: channel === 'online' ? 'You sent the application' : 'The institution registered your application',
  }),
  ReviewStarted: () => ({ title: 'The institution began to examine it' }),
  SupplementRequested: () => ({
    title: 'The institution sent a notice to supplement',
    note: 'The time for the examination is paused from here',
  }),
  NoticeReceived: (_, { byStaff }) => ({
    title: byStaff ? 'The institution recorded that the notice was received' : 'You signed for the notice',
  }),
  MatterSupplemented: ({ evidence }, { byStaff }) => ({
    title: byStaff ? 'The institution received your documents' : 'You handed in documents',
    note:
      evidence.length > 0
        ? `${evidence.length} attached; the time for the examination goes on`
        : 'The time for the examination goes on',
  }),
  MatterDeemedWithdrawn: () => ({ title: 'Nothing was handed in on time: deemed withdrawn' }),
  MatterAccepted: ({ words }) => ({ title: 'The institution accepted the application', note: words ?? undefined }),
  MatterRefused: ({ noticeId, reasons }, { matter }) =>
    isSigned(matter, noticeId)
      ? { title: 'The institution refused the application', note: reasons }
      : { title: 'The institution has decided; the decision waits for your signature' },
  MatterFoundNotInArea: ({ reasons }) => ({ title: 'The institution found it is not in its area', note: reasons }),
  RefusalAppealed: () => ({ title: 'You appealed' }),
  AppealDecided: ({ outcome, answer }) => ({
    title:
      outcome === 'revoked'
        ? 'The appeal was upheld, the application is accepted'
        : 'The appeal failed, the refusal stands',
    note: answer,
  }),
  HandlerAssigned: ({ handlerName }) => ({ title: 'Somebody was assigned to handle it', note: handlerName }),
  DeliverableIssued: ({ kind, title }, { codes }) => ({
    title: `The institution issued: ${codes.label('deliverable-kinds', kind)}`,
    note: title,
  }),
  MatterClosed: ({ resultCode, summary }, { codes }) => ({
    title: `The institution closed it: ${codes.label('result-codes', resultCode)}`,
    note: summary,
  }),
  MatterTerminated: ({ ground, reasons }, { codes }) => ({
    title: `Terminated: ${codes.label('termination-grounds', ground)}`,
    note: reasons,
  }),
  MatterWithdrawn: (_, { byStaff }) => ({
    title: byStaff ? 'The institution recorded that you withdrew' : 'You withdrew the application',
  }),
  MatterRated: ({ stars }) => ({ title: 'You rated the service', note: `${stars} of 5` }),
  MatterArchived: () => ({ title: 'The file was archived' }),
  MessageSent: ({ from, evidence }) => ({
    title: from === 'applicant' ? 'You wrote to the institution' : 'The institution wrote to you',
    note: evidence.length > 0 ? `with ${evidence.length} file${evidence.length === 1 ? '' : 's'}` : undefined,
  }),
  DocumentIssued: ({ title, number }) => ({ title: `The institution made a document: ${title}`, note: number }),
  ServiceMoved: ({ to }) => ({
    title: 'The document was not signed for; the institution now serves it another way',
    note: enWays[to],
  }),
  DocumentRevoked: () => ({ title: 'A document was revoked and is no longer valid' }),
  DeadlinesRecomputed: () => ({ title: 'Time limits were counted anew after public holidays were announced' }),
}

const tellers: InBoth<Tellers> = { zh, en }

/** What happened, oldest first, in the second person. */
export const happenedTo = (
  matter: Matter,
  history: readonly Recorded[],
  allCodes: CodeLists,
  language: Language,
): MatterPageProps['happened'] => {
  const codes = allCodes.inLanguage(language)
  // Each document stands in a list of its own, and its title may tell what has not been signed for.
  return history
    .filter((one) => one.event.type !== 'DocumentIssued')
    .map((recorded) => {
      // The table is typed type by type; here the type is not known, so the compiler can't pair the two.
      const teller = tellers[language][recorded.event.type] as (event: MatterEvent, world: World) => Told
      const told = teller(recorded.event, { matter, codes, byStaff: recorded.actor.kind === 'staff' })
      return { ...told, at: recorded.at }
    })
}
