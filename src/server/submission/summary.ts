import { type ApplyStep, portalPaths } from '../../contract/paths.ts'
import type { SummaryRow, SummarySection } from '../../contract/portal/parts.ts'
import { zhDate } from '../../domain/deadline/explain.ts'
import { parsePlainDate } from '../../domain/kernel/plain-date.ts'
import { type Answers, dateOf, stepNames, stepsFor, type World } from './answers.ts'

/** `2026-02-20` → `2026年2月20日（周五）`; what is no day stays as it is. */
export const dayInWords = (text: string): string => {
  const day = parsePlainDate(text)
  return day === null ? text : zhDate(day)
}

/** Names that stand in tables of the database. */
export interface Names {
  /** Full name of a division. */
  readonly division: (code: string) => string
  readonly institution: (id: string) => string
}

const row = (label: string, value: string | readonly string[]): SummaryRow => ({ label, value })

const section = (step: ApplyStep, rows: readonly SummaryRow[]): SummarySection => ({
  title: stepNames[step],
  rows,
  changeHref: portalPaths.applyStep(step, { from: 'check' }),
})

type Rows = (answers: Answers, world: World, names: Names) => readonly SummaryRow[]

/** What each page has brought, in words; the place is one section of two pages. */
const rowsFor: Partial<Record<ApplyStep, Rows>> = {
  kind: ({ kind }, { codes }) => (kind ? [row('需要', codes.label('matter-kinds', kind.kind))] : []),
  identity: ({ identity }, { codes }) =>
    identity
      ? [
          row('以谁的名义', codes.label('identity-kinds', identity.identityKind)),
          row('哪一方', codes.label('positions', identity.position)),
        ]
      : [],
  applicant: ({ applicant, identity }) => {
    if (!applicant) return []
    const person = identity?.identityKind === 'natural-person'
    return [
      row(person ? '姓名' : '单位全称', applicant.name),
      row(person ? '居民身份证号码' : '统一社会信用代码', applicant.identifier),
      row('联系电话', applicant.phone),
      row('电子邮箱', applicant.mail),
      row('通信地址', applicant.address),
      ...(person ? [] : [row('中小微企业或个体工商户', applicant.sme === 'yes' ? '是' : '否')]),
    ]
  },
  agent: ({ agent }) => {
    if (!agent) return []
    if (agent.hasAgent !== 'yes') return [row('代办人', '没有，自己办理')]
    return [row('代办人', [agent.agentName, agent.agentPhone, agent.agentRelation])]
  },
  rights: ({ rights }, { codes }) =>
    (rights?.rights ?? []).map((right, index) =>
      row(`第 ${index + 1} 项`, [codes.label('right-types', right.type), right.number, right.name].filter(Boolean)),
    ),
  facts: ({ facts }, { codes }) =>
    facts
      ? [
          row('情况', codes.label('scenes', facts.scene)),
          row('经过', facts.facts.split(/\r?\n/)),
          row('什么时候发现的', dayInWords(dateOf(facts.knownSinceYear, facts.knownSinceMonth, facts.knownSinceDay))),
        ]
      : [],
  respondents: ({ respondents }) => {
    if (!respondents) return []
    if (respondents.respondents.length === 0) return [row('对方', '不知道对方是谁')]
    return respondents.respondents.map(({ name, place, link }, index) =>
      row(`对方 ${index + 1}`, [name, place, link].filter(Boolean)),
    )
  },
  'place-county': (answers, _, names) => {
    const place = answers['place-county']
    return place
      ? [
          row('事情发生在', place.occurredIn ? names.division(place.occurredIn) : '网上、国外，或者不清楚'),
          row('居住或经营在', place.locatedIn ? names.division(place.locatedIn) : ''),
        ]
      : []
  },
  urgency: ({ urgency }, { codes }) =>
    urgency
      ? [
          row('急不急', codes.label('urgencies', urgency.urgency)),
          row(
            '必须赶上',
            dayInWords(dateOf(urgency.urgentUntilYear, urgency.urgentUntilMonth, urgency.urgentUntilDay)),
          ),
        ]
      : [],
  services: ({ services }, { codes }) =>
    services
      ? [
          row(
            '希望机构做',
            services.services.map((code) => codes.label('services', code)),
          ),
        ]
      : [],
  institution: ({ institution }, _, names) =>
    institution ? [row('办理机构', names.institution(institution.institutionId))] : [],
}

/** What one page has brought; empty for a page that says nothing by itself. */
export const rowsOfStep = (step: ApplyStep, answers: Answers, world: World, names: Names): readonly SummaryRow[] =>
  rowsFor[step]?.(answers, world, names) ?? []

/** The answers in words, page by page, each with the way back to change it. Pages that were not asked are left out. */
export const summaryOf = (answers: Answers, world: World, names: Names): readonly SummarySection[] =>
  stepsFor(answers, world).flatMap((step) => {
    const rows = rowsOfStep(step, answers, world, names)
    if (rows.length === 0) return []
    const made = section(step, rows)
    return step === 'place-county'
      ? [{ ...made, title: stepNames.place, changeHref: portalPaths.applyStep('place', { from: 'check' }) }]
      : [made]
  })
