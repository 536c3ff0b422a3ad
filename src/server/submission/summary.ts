import { type ApplyStep, portalPaths } from '../../contract/paths.ts'
import type { SummaryRow, SummarySection } from '../../contract/portal/parts.ts'
import { zhDate } from '../../domain/deadline/explain.ts'
import { enDate } from '../../domain/deadline/explain-english.ts'
import { inBoth, type Language } from '../../domain/kernel/language.ts'
import { parsePlainDate } from '../../domain/kernel/plain-date.ts'
import { type Answers, dateOf, stepNames, stepsFor, type World } from './answers.ts'

/** `2026-02-20` → `2026年2月20日（周五）`; what is no day stays as it is. */
export const dayInWords = (text: string, language: Language): string => {
  const day = parsePlainDate(text)
  if (day === null) return text
  return language === 'zh' ? zhDate(day) : enDate(day)
}

const words = inBoth({
  zh: {
    need: '需要',
    inNameOf: '以谁的名义',
    side: '哪一方',
    name: '姓名',
    fullName: '单位全称',
    residentId: '居民身份证号码',
    uscc: '统一社会信用代码',
    phone: '联系电话',
    mail: '电子邮箱',
    address: '通信地址',
    sme: '中小微企业或个体工商户',
    yes: '是',
    no: '否',
    agent: '代办人',
    noAgent: '没有，自己办理',
    right: (number: number) => `第 ${number} 项`,
    scene: '情况',
    facts: '经过',
    since: '什么时候发现的',
    respondent: '对方',
    respondentNumber: (number: number) => `对方 ${number}`,
    unknown: '不知道对方是谁',
    occurredIn: '事情发生在',
    placeless: '网上、国外，或者不清楚',
    locatedIn: '居住或经营在',
    urgency: '急不急',
    until: '必须赶上',
    services: '希望机构做',
    institution: '办理机构',
  },
  en: {
    need: 'You need',
    inNameOf: 'In the name of',
    side: 'Your side',
    name: 'Name',
    fullName: 'Full name of the organisation',
    residentId: 'Resident identity number',
    uscc: 'Unified social credit code',
    phone: 'Phone',
    mail: 'E-mail',
    address: 'Postal address',
    sme: 'Small or medium-sized enterprise, or sole trader',
    yes: 'Yes',
    no: 'No',
    agent: 'Agent',
    noAgent: 'None, I act for myself',
    right: (number) => `Right ${number}`,
    scene: 'Situation',
    facts: 'What happened',
    since: 'Found out on',
    respondent: 'The other side',
    respondentNumber: (number) => `Other side ${number}`,
    unknown: 'Not known',
    occurredIn: 'It happened in',
    placeless: 'Online, abroad, or not known',
    locatedIn: 'You live or do business in',
    urgency: 'How urgent',
    until: 'Needed by',
    services: 'The institution shall',
    institution: 'Institution',
  },
})

/** The words of a summary that other pages share: the receipt tells the same. */
export const summaryWords = words

/** Names that stand in tables of the database. */
export interface Names {
  /** Full name of a division. */
  readonly division: (code: string) => string
  readonly institution: (id: string) => string
}

const row = (label: string, value: string | readonly string[]): SummaryRow => ({ label, value })

const section = (step: ApplyStep, rows: readonly SummaryRow[], language: Language): SummarySection => ({
  title: stepNames[language][step],
  rows,
  changeHref: portalPaths.applyStep(step, { from: 'check' }),
})

type Rows = (answers: Answers, world: World, names: Names) => readonly SummaryRow[]

/** What each page has brought, in words; the place is one section of two pages. */
const rowsFor: Partial<Record<ApplyStep, Rows>> = {
  kind: ({ kind }, { codes, language }) =>
    kind ? [row(words[language].need, codes.label('matter-kinds', kind.kind))] : [],
  identity: ({ identity }, { codes, language }) =>
    identity
      ? [
          row(words[language].inNameOf, codes.label('identity-kinds', identity.identityKind)),
          row(words[language].side, codes.label('positions', identity.position)),
        ]
      : [],
  applicant: ({ applicant, identity }, { language }) => {
    if (!applicant) return []
    const t = words[language]
    const person = identity?.identityKind === 'natural-person'
    return [
      row(person ? t.name : t.fullName, applicant.name),
      row(person ? t.residentId : t.uscc, applicant.identifier),
      row(t.phone, applicant.phone),
      row(t.mail, applicant.mail),
      row(t.address, applicant.address),
      ...(person ? [] : [row(t.sme, applicant.sme === 'yes' ? t.yes : t.no)]),
    ]
  },
  agent: ({ agent }, { language }) => {
    if (!agent) return []
    const t = words[language]
    if (agent.hasAgent !== 'yes') return [row(t.agent, t.noAgent)]
    return [row(t.agent, [agent.agentName, agent.agentPhone, agent.agentRelation])]
  },
  rights: ({ rights }, { codes, language }) =>
    (rights?.rights ?? []).map((right, index) =>
      row(
        words[language].right(index + 1),
        [codes.label('right-types', right.type), right.number, right.name].filter(Boolean),
      ),
    ),
  facts: ({ facts }, { codes, language }) =>
    facts
      ? [
          row(words[language].scene, codes.label('scenes', facts.scene)),
          row(words[language].facts, facts.facts.split(/\r?\n/)),
          row(
            words[language].since,
            dayInWords(dateOf(facts.knownSinceYear, facts.knownSinceMonth, facts.knownSinceDay), language),
          ),
        ]
      : [],
  respondents: ({ respondents }, { language }) => {
    if (!respondents) return []
    const t = words[language]
    if (respondents.respondents.length === 0) return [row(t.respondent, t.unknown)]
    return respondents.respondents.map(({ name, place, link }, index) =>
      row(t.respondentNumber(index + 1), [name, place, link].filter(Boolean)),
    )
  },
  'place-county': (answers, { language }, names) => {
    const place = answers['place-county']
    return place
      ? [
          row(
            words[language].occurredIn,
            place.occurredIn ? names.division(place.occurredIn) : words[language].placeless,
          ),
          row(words[language].locatedIn, place.locatedIn ? names.division(place.locatedIn) : ''),
        ]
      : []
  },
  urgency: ({ urgency }, { codes, language }) =>
    urgency
      ? [
          row(words[language].urgency, codes.label('urgencies', urgency.urgency)),
          row(
            words[language].until,
            dayInWords(dateOf(urgency.urgentUntilYear, urgency.urgentUntilMonth, urgency.urgentUntilDay), language),
          ),
        ]
      : [],
  services: ({ services }, { codes, language }) =>
    services
      ? [
          row(
            words[language].services,
            services.services.map((code) => codes.label('services', code)),
          ),
        ]
      : [],
  institution: ({ institution }, { language }, names) =>
    institution ? [row(words[language].institution, names.institution(institution.institutionId))] : [],
}

/** What one page has brought; empty for a page that says nothing by itself. */
export const rowsOfStep = (step: ApplyStep, answers: Answers, world: World, names: Names): readonly SummaryRow[] =>
  rowsFor[step]?.(answers, world, names) ?? []

/** The answers in words, page by page, each with the way back to change it. Pages that were not asked are left out. */
export const summaryOf = (answers: Answers, world: World, names: Names): readonly SummarySection[] =>
  stepsFor(answers, world).flatMap((step) => {
    const rows = rowsOfStep(step, answers, world, names)
    if (rows.length === 0) return []
    const made = section(step, rows, world.language)
    return step === 'place-county'
      ? [
          {
            ...made,
            title: stepNames[world.language].place,
            changeHref: portalPaths.applyStep('place', { from: 'check' }),
          },
        ]
      : [made]
  })
