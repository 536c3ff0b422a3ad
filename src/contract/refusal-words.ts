import type { InBoth, Language } from '../domain/kernel/language.ts'
import type { Refusal } from '../domain/kernel/refusal.ts'
import type { Status } from '../domain/matter/matter.ts'

const roleWords: Readonly<Record<string, string>> = {
  clerk: '经办人',
  reviewer: '审查员',
  head: '负责人',
  'province-supervisor': '省级主管',
  'national-supervisor': '国家级主管',
  auditor: '审计员',
  administrator: '管理员',
}
export const roleWord = (role: string): string => roleWords[role] ?? role

const statusWords: Readonly<Record<string, string>> = {
  submitted: '已提交',
  'under-review': '审查中',
  'supplement-noticed': '待补正',
  accepted: '已受理',
  'in-service': '办理中',
  closed: '已办结',
  refused: '不予受理',
  appealed: '申诉审查中',
  'refusal-upheld': '维持不予受理',
  'not-in-area': '辖区不符',
  'deemed-withdrawn': '视为撤回',
  withdrawn: '已撤回',
  terminated: '已终止',
  archived: '已归档',
}
export const statusWord = (status: string, language: Language = 'zh'): string =>
  language === 'zh' ? (statusWords[status] ?? status) : enStatus(status)

const zhDay = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

type Words = { readonly [Code in Refusal['code']]: (refusal: Extract<Refusal, { code: Code }>) => string }

const enRoles: Readonly<Record<string, string>> = {
  clerk: 'a clerk',
  reviewer: 'a reviewer',
  head: 'the head',
  'province-supervisor': 'the province’s supervisor',
  'national-supervisor': 'the national supervisor',
  auditor: 'an auditor',
  administrator: 'an administrator',
}

/** The statuses as an English page calls them; a status without a word does not compile. */
const enStatuses: Readonly<Record<Status, string>> = {
  submitted: 'submitted',
  'under-review': 'under review',
  'supplement-noticed': 'waiting for documents',
  accepted: 'accepted',
  'in-service': 'being handled',
  closed: 'closed',
  refused: 'refused',
  appealed: 'under appeal',
  'refusal-upheld': 'refused, appeal not upheld',
  'not-in-area': 'not in the area',
  'deemed-withdrawn': 'deemed withdrawn',
  withdrawn: 'withdrawn',
  terminated: 'terminated',
  archived: 'archived',
}

const eitherOf = (words: readonly string[]): string => words.join(' or ')
const enStatus = (status: string): string => (enStatuses as Readonly<Record<string, string>>)[status] ?? status

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec']
const enDay = (date: string): string => {
  const [year, month = 1, day] = date.split('-').map(Number)
  return `${day} ${months[month - 1]} ${year}`
}

/** Every obstacle in one plain sentence, the same on the screen, in the API and in the log of a specification. */
const zh: Words = {
  'not-found': () => '没有找到，或者不在您的权限范围内',
  'role-lacks-right': ({ needs }) =>
    needs.length === 0 ? '工作人员不办理这一步，由申请人或系统完成' : `须由${needs.map(roleWord).join('、')}办理`,
  'status-forbids': ({ status, allowed }) =>
    `事项现为“${statusWord(status)}”，只有在“${allowed.map((one) => statusWord(one)).join('”“')}”时才能办理`,
  'matter-changed': () => '在您填写期间，这一事项已有新的变化，请先查看再决定',
  'not-the-handler': ({ handlerId }) => (handlerId === null ? '尚未指派承办人' : '由承办人办理；负责人也可以办理'),
  'supplement-rounds-used': ({ rounds, needs }) =>
    `已补正 ${rounds} 次；再次补正须${needs.map(roleWord).join('、')}批准`,
  'notice-unknown': () => '没有这份通知',
  'notice-already-received': () => '这份通知已经登记送达',
  'notice-not-received': () => '补正通知尚未送达，请先签收或登记送达',
  'nothing-to-receive': () => '没有等待送达的通知或者文书',
  'document-incomplete': ({ missing }) => `文书还有必填的内容没有填写：${missing.join('、')}`,
  'document-unfit': ({ field, expected }) => `文书的“${field}”填写有误：${expected}`,
  'form-unsuited': () => '这种文书不能这样制作，请从列出的种类里选择',
  'document-already-issued': () => '这份文书已经制作过了',
  'receipt-date-impossible': ({ given, earliest, latest }) =>
    `送达日期填写为 ${zhDay(given)}，应当在 ${zhDay(earliest)}至 ${zhDay(latest)}之间`,
  'supplement-overdue': ({ dueOn }) => `补正期限已于 ${zhDay(dueOn)}届满`,
  'supplement-not-overdue': ({ dueOn }) => (dueOn === null ? '补正期限尚未开始' : `补正期限到 ${zhDay(dueOn)}才届满`),
  'appeal-overdue': ({ dueOn }) => `申诉期限已于 ${zhDay(dueOn)}届满`,
  'appeal-window-open': ({ dueOn }) =>
    dueOn === null
      ? '不予受理决定尚未送达，申诉期限还没有开始'
      : `申请人可以申诉，到 ${zhDay(dueOn)}为止；之后才能归档`,
  'rating-window-open': ({ dueOn }) => `申请人可以评价，到 ${zhDay(dueOn)}为止；评价后或者期满后才能归档`,
  'already-rated': () => '已经评价过了',
  'no-deliverable': () => '还没有出具书面意见；先出具，再办结',
  'deliverable-unsuited': () => '这种书面意见与申请的服务不相符',
  'code-unknown': ({ list, given }) => `“${given}”不在代码表 ${list} 中，或者现在已经停用`,
  'code-unsuited': ({ given }) => `“${given}”不能用于这一类事项，请另选一项`,
  'nothing-to-recompute': () => '没有需要重新计算的期限',
  'upload-unknown': () => '上传的文件已失效或已被使用，请重新上传',
  'handler-elsewhere': () => '承办人须是本机构在岗的工作人员',
  'institution-not-serving': () => '这家机构目前不在本平台受理，请另选一家',
}

const en: Words = {
  'not-found': () => 'Not found, or not yours to see',
  'role-lacks-right': ({ needs }) =>
    needs.length === 0
      ? 'Staff do not take this step: the applicant or the system does'
      : `This has to be done by ${eitherOf(needs.map((role) => enRoles[role] ?? role))}`,
  'status-forbids': ({ status, allowed }) =>
    `The matter is ${enStatus(status)}. This can only be done while it is ${eitherOf(allowed.map(enStatus))}`,
  'matter-changed': () => 'The matter has changed while you were writing. Please look before you decide',
  'not-the-handler': ({ handlerId }) =>
    handlerId === null ? 'Nobody has been assigned yet' : 'This is done by the person assigned, or by the head',
  'supplement-rounds-used': ({ rounds, needs }) =>
    `Documents were asked for ${rounds} times. Once more needs the consent of ${eitherOf(needs.map((role) => enRoles[role] ?? role))}`,
  'notice-unknown': () => 'There is no such notice',
  'notice-already-received': () => 'The receipt of this notice is already recorded',
  'notice-not-received': () => 'The notice has not been received yet. Please sign for it first',
  'nothing-to-receive': () => 'No notice or document is waiting for a signature',
  'document-incomplete': ({ missing }) => `The document still lacks: ${missing.join(', ')}`,
  'document-unfit': ({ field, expected }) => `“${field}” in the document is not right: ${expected}`,
  'form-unsuited': () => 'This kind of document can’t be made this way. Please choose one of those listed',
  'document-already-issued': () => 'This document has already been issued',
  'receipt-date-impossible': ({ given, earliest, latest }) =>
    `The day of receipt is given as ${enDay(given)}; it should be from ${enDay(earliest)} to ${enDay(latest)}`,
  'supplement-overdue': ({ dueOn }) => `The time to hand in documents ended on ${enDay(dueOn)}`,
  'supplement-not-overdue': ({ dueOn }) =>
    dueOn === null
      ? 'The time to hand in documents has not begun'
      : `The time to hand in documents runs until ${enDay(dueOn)}`,
  'appeal-overdue': ({ dueOn }) => `The time to appeal ended on ${enDay(dueOn)}`,
  'appeal-window-open': ({ dueOn }) =>
    dueOn === null
      ? 'The refusal has not been received, so the time to appeal has not begun'
      : `The applicant may appeal until ${enDay(dueOn)}; the matter can be archived after that`,
  'rating-window-open': ({ dueOn }) =>
    `The applicant may rate the service until ${enDay(dueOn)}; the matter can be archived after that or after the rating`,
  'already-rated': () => 'The service has already been rated',
  'no-deliverable': () => 'No written opinion has been issued. Issue one first, then close',
  'deliverable-unsuited': () => 'This kind of opinion does not fit the services asked for',
  'code-unknown': ({ list, given }) => `“${given}” is not in the list ${list}, or no longer in use`,
  'code-unsuited': ({ given }) => `“${given}” does not fit this kind of matter. Please choose another`,
  'nothing-to-recompute': () => 'No time limit needs counting anew',
  'upload-unknown': () => 'An uploaded file has expired or was already used. Please upload it again',
  'handler-elsewhere': () => 'Only active staff of this institution can be assigned',
  'institution-not-serving': () => 'This institution does not take matters here at the moment. Please choose another',
}

const words: InBoth<Words> = { zh, en }

/** The obstacle in one sentence; the API and the workbench speak Chinese. */
export const explainRefusal = (refusal: Refusal, language: Language = 'zh'): string =>
  // The table is typed code by code; here the code is not known, so the compiler can't pair the two.
  (words[language][refusal.code] as (one: Refusal) => string)(refusal)
