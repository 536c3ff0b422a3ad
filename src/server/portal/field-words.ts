import type { z } from 'zod'
import type { FieldError } from '../../contract/portal/parts.ts'
import { inEach } from '../../contract/spoken.ts'
import { type InBoth, inBoth, type Language } from '../../domain/kernel/language.ts'

/** What the pages call the fields whose schemas say no more than 请填写: in a list of errors, that alone names nothing. */
const names: Readonly<Record<string, InBoth<string>>> = {
  name: { zh: '姓名或名称', en: 'name' },
  mail: { zh: '电子邮箱', en: 'e-mail' },
  address: { zh: '通信地址', en: 'postal address' },
  agentName: { zh: '代办人姓名', en: 'agent’s name' },
  agentRelation: { zh: '与申请人的关系', en: 'relation to the applicant' },
  facts: { zh: '事情经过', en: 'what happened' },
  number: { zh: '号码', en: 'number' },
  place: { zh: '所在地', en: 'place' },
  link: { zh: '链接', en: 'link' },
  linkName: { zh: '链接的名称', en: 'what the link is' },
  answer: { zh: '逐项说明', en: 'your answer' },
  reasons: { zh: '理由', en: 'reasons' },
  words: { zh: '想对我们说的话', en: 'what you would like to tell us' },
}

const rowNames: Readonly<Record<string, InBoth<string>>> = {
  rights: { zh: '第 # 项权利', en: 'Right #' },
  respondents: { zh: '对方 #', en: 'Other side #' },
}

/** Three boxes on the page, so their message speaks of no dashes. */
const days: Readonly<Record<string, InBoth<string>>> = {
  knownSince: { zh: '发现的日期', en: 'The day you found out' },
  urgentUntil: { zh: '必须赶上的日期', en: 'The day by which you need an answer' },
}

const words = inBoth({
  zh: {
    // Words of `contract/text.ts` that leave open which field they are about.
    nameless: /^(请填写$|请写得具体|至少 |不超过 |含有)/,
    missing: '请填写',
    fillIn: (name: string) => `请填写${name}`,
    about: (what: string, message: string) => `${what}：${message}`,
    dayRule: '请按“年-月-日”',
    noSuchDay: (day: string) => `${day}：没有这一天，请核对年、月、日，年份写四位数`,
  },
  en: {
    nameless: /^(Please fill this in$|Please be more specific|At least |At most |Contains )/,
    missing: 'Please fill this in',
    fillIn: (name) => `Please fill in: ${name}`,
    about: (what, message) => `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${message}`,
    dayRule: 'Please give an existing day',
    noSuchDay: (day) => `${day}: there is no such day; please check year (four digits), month and day`,
  },
})

const aloneIn = (language: Language, field: string, message: string): string => {
  const t = words[language]
  const day = days[field]
  if (day !== undefined && message.startsWith(t.dayRule)) return t.noSuchDay(day[language])
  const [list = '', index, inRow] = field.split('.')
  const name = names[inRow ?? list]?.[language]
  const told =
    name === undefined || !t.nameless.test(message)
      ? message
      : message === t.missing
        ? t.fillIn(name)
        : t.about(name, message)
  const row = inRow === undefined ? undefined : rowNames[list]?.[language].replace('#', String(Number(index) + 1))
  return row === undefined ? told : t.about(row, told)
}

/** The same error, in words that stand alone: `请填写` → `请填写事情经过`, for the second row `对方 2：请填写姓名或名称`. */
export const standingAlone = ({ field, message }: FieldError): FieldError => ({
  field,
  message:
    typeof message === 'string'
      ? aloneIn('zh', field, message)
      : { zh: aloneIn('zh', field, message.zh), en: aloneIn('en', field, message.en) },
})

/** What a schema says about an input, in both languages. `fieldOf` names the input of the page by the path in the schema. */
export const fieldErrors = (
  schema: z.ZodType,
  input: unknown,
  fieldOf: (path: readonly string[]) => string,
): readonly FieldError[] => {
  // Parsed once for each language; nothing in a schema depends on anything but the input.
  const { zh, en } = inEach(() => schema.safeParse(input).error?.issues ?? [])
  return zh.map((issue, index) => ({
    field: fieldOf(issue.path.map(String)),
    message: { zh: issue.message, en: en[index]?.message ?? issue.message },
  }))
}
