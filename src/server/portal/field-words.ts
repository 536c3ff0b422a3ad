import type { FieldError } from '../../contract/portal/parts.ts'

/** What the pages call the fields whose schemas say no more than 请填写: in a list of errors, that alone names nothing. */
const names: Readonly<Record<string, string>> = {
  name: '姓名或名称',
  mail: '电子邮箱',
  address: '通信地址',
  agentName: '代办人姓名',
  agentRelation: '与申请人的关系',
  facts: '事情经过',
  number: '号码',
  place: '所在地',
  link: '链接',
  answer: '逐项说明',
  reasons: '理由',
  words: '想对我们说的话',
}

const rowNames: Readonly<Record<string, string>> = { rights: '第 # 项权利', respondents: '对方 #' }

/** Words of `contract/text.ts` that leave open which field they are about. */
const nameless = /^(请填写$|请写得具体|至少 |不超过 |含有)/

/** Three boxes on the page, so their message speaks of no dashes. */
const days: Readonly<Record<string, string>> = { knownSince: '发现的日期', urgentUntil: '必须赶上的日期' }

/** The same error, in words that stand alone: `请填写` → `请填写事情经过`, for the second row `对方 2：请填写姓名或名称`. */
export const standingAlone = ({ field, message }: FieldError): FieldError => {
  const day = days[field]
  if (day !== undefined && message.startsWith('请按“年-月-日”')) {
    return { field, message: `${day}：没有这一天，请核对年、月、日，年份写四位数` }
  }
  const [list = '', index, inRow] = field.split('.')
  const name = names[inRow ?? list]
  const told =
    name === undefined || !nameless.test(message)
      ? message
      : message === '请填写'
        ? `请填写${name}`
        : `${name}：${message}`
  const row = inRow === undefined ? undefined : rowNames[list]?.replace('#', String(Number(index) + 1))
  return { field, message: row === undefined ? told : `${row}：${told}` }
}
