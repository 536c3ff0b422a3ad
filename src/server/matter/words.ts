import { roleWord } from '../../contract/refusal-words.ts'
import type { ActorRef } from '../../domain/actor/actor.ts'
import { zhDate } from '../../domain/deadline/explain.ts'
import type { MatterEvent, MatterEventType, Recorded } from '../../domain/matter/event.ts'
import type { ReceiptWay } from '../../domain/matter/matter.ts'
import type { CodeLists } from '../platform/code-lists.ts'

const ways: Record<ReceiptWay, string> = {
  portal: '在线签收',
  counter: '当面',
  phone: '电话',
  post: '邮寄',
  mail: '电子邮件',
}

export const actorName = (actor: ActorRef): string => {
  switch (actor.kind) {
    case 'applicant':
      return '申请人'
    case 'staff':
      return actor.name
    case 'system':
      return '系统'
  }
}

interface Told {
  /** What was done, without who did it. */
  readonly summary: string
  readonly detail: readonly string[]
}

type Tellers = {
  readonly [Type in MatterEventType]: (event: Extract<MatterEvent, { type: Type }>, codes: CodeLists) => Told
}

const told = (summary: string, ...detail: readonly (string | null)[]): Told => ({
  summary,
  detail: detail.flatMap((line) => (line ? [line] : [])),
})

const tellers: Tellers = {
  MatterSubmitted: ({ channel, evidence, holderWhy }, codes) =>
    told(
      channel === 'online' ? '提交申请' : `登记（${codes.label('channels', channel)}）`,
      evidence.length > 0 ? `附证据 ${evidence.length} 份` : null,
      ...holderWhy,
    ),
  ReviewStarted: () => told('开始审查'),
  SupplementRequested: ({ items }) => told('发出补正通知书', ...items, '审查期限自通知发出起中止'),
  NoticeReceived: ({ on, way, trackingNumber }) =>
    told('通知送达', `${ways[way]}，${zhDate(on)}`, trackingNumber ? `邮件号 ${trackingNumber}` : null),
  MatterSupplemented: ({ answer, evidence }) =>
    told('补充材料', answer, evidence.length > 0 ? `附材料 ${evidence.length} 份` : null, '审查期限恢复计算'),
  MatterDeemedWithdrawn: () => told('逾期未补正，视为撤回'),
  MatterAccepted: ({ words }) => told('决定受理', words),
  MatterRefused: ({ grounds, reasons }, codes) =>
    told('决定不予受理', ...grounds.map((code) => codes.label('refusal-grounds', code)), reasons),
  MatterFoundNotInArea: ({ reasons }) => told('认定不属于本机构辖区', reasons),
  RefusalAppealed: ({ reasons }) => told('对不予受理提出申诉', reasons),
  AppealDecided: ({ outcome, answer }) =>
    told(outcome === 'upheld' ? '申诉：维持不予受理' : '申诉：撤销不予受理，转为受理', answer),
  HandlerAssigned: ({ handlerName }) => told(`指派承办人：${handlerName}`),
  DeliverableIssued: ({ kind, title }, codes) => told(`出具${codes.label('deliverable-kinds', kind)}`, `《${title}》`),
  MatterClosed: ({ resultCode, summary }, codes) => told(`办结：${codes.label('result-codes', resultCode)}`, summary),
  MatterTerminated: ({ ground, reasons }, codes) =>
    told(`终止：${codes.label('termination-grounds', ground)}`, reasons),
  MatterWithdrawn: ({ reasons }) => told('撤回申请', reasons),
  MatterRated: ({ stars, words }) => told(`评价：${stars} 分`, words),
  MatterArchived: ({ archiveNumber }) => told('归档', `档号 ${archiveNumber}`),
  MessageSent: ({ from, evidence }) =>
    told(
      from === 'applicant' ? '给机构留言' : '给申请人留言',
      evidence.length > 0 ? `附材料 ${evidence.length} 份` : null,
    ),
  DocumentIssued: ({ title, number, service }) =>
    told(`制作${title}`, number, service === null ? null : `送达方式：${ways[service]}`),
  ServiceMoved: ({ from, to }) => told('文书逾期未签收，改用下一种送达方式', `由${ways[from]}改为${ways[to]}`),
  DocumentRevoked: ({ reasons }) => told('文书被撤销', reasons),
  DeadlinesRecomputed: ({ calendarVersion }) => told('按新公布的放假安排重新计算期限', `日历 ${calendarVersion}`),
}

/** What happened, in one sentence and its particulars. */
export const tell = (recorded: Pick<Recorded, 'event'>, codes: CodeLists): Told => {
  // The table is typed type by type; here the type is not known, so the compiler can't pair the two.
  const teller = tellers[recorded.event.type] as (event: MatterEvent, codes: CodeLists) => Told
  return teller(recorded.event, codes)
}

/** Label and hint of every step of the desk, in the order in which a matter takes them. */
export const stepWords = [
  ['start-review', 'startReview', '开始审查', '受理期限自提交起已经开始计算'],
  ['request-supplement', 'requestSupplement', '要求补正', '发出补正通知书，审查期限中止'],
  ['record-receipt', 'recordReceipt', '登记送达', '通知和文书当面、电话或邮寄送达的，在这里登记；有期限的从送达起算'],
  ['supplement', 'supplement', '代为补正', '申请人当面或来信补充的材料，由您录入'],
  ['accept', 'accept', '受理', '作出受理决定，进入指派'],
  ['refuse', 'refuse', '不予受理', '须选择理由，并告知申诉期限'],
  ['mark-not-in-area', 'markNotInArea', '辖区不符', '说明理由，并告知应当找哪一家机构'],
  ['decide-appeal', 'decideAppeal', '处理申诉', '维持，或者撤销不予受理决定'],
  ['assign', 'assign', '指派承办人', `由${roleWord('head')}指派本机构人员`],
  ['issue-deliverable', 'issueDeliverable', '出具书面意见', '意见仅供参考，申请人可在线查看'],
  ['close', 'close', '办结', '填写结果与金额，申请人随后可以评价'],
  ['withdraw', 'withdraw', '登记撤回', '申请人要求撤回的，由您录入'],
  ['terminate', 'terminate', '终止', '须选择理由'],
  ['archive', 'archive', '归档', '归档后不再变动'],
] as const
