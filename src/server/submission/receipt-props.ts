import type { ClockView, MatterView } from '../../contract/matter.ts'
import type { ReceiptPageProps } from '../../contract/portal/apply.ts'
import type { Chrome, Due, EvidenceItem, SummaryRow, SummarySection } from '../../contract/portal/parts.ts'
import { inBoth, type Language } from '../../domain/kernel/language.ts'
import type { CodeLists } from '../platform/code-lists.ts'
import { dayInWords, summaryWords } from './summary.ts'

/** How near the end a limit is told as pressing: the last fifth of its time. */
const pressing = 0.8

const dueState = (clock: ClockView): Due['state'] => {
  if (clock.state === 'paused') return 'paused'
  if (clock.state === 'stopped') return 'met'
  if (clock.remaining?.overdue) return 'overdue'
  return (clock.used ?? 0) >= pressing ? 'soon' : 'running'
}

/** A clock as the pages show it: limits in hours by the minute, all others by the day. */
export const dueOf = (clock: ClockView): Due => ({
  until: clock.remaining?.unit === 'hour' ? clock.dueAt : clock.dueOn,
  state: dueState(clock),
  derivation: clock.derivation,
  provisional: clock.provisional,
})

/** @param hrefOf where a file is given back, for who may have it here. */
export const evidenceOf = (
  view: MatterView,
  codes: CodeLists,
  hrefOf?: (evidenceId: string) => string,
): readonly EvidenceItem[] =>
  view.evidence.map((item) => ({
    id: item.evidenceId,
    kindLabel: codes.label('evidence-kinds', item.kind),
    name: item.name,
    sizeBytes: item.sizeBytes,
    sha256: item.sha256,
    sm3: item.sm3,
    originalSha256: item.originalSha256 ?? undefined,
    originalSm3: item.originalSm3 ?? undefined,
    link: item.link,
    addedAt: item.addedAt,
    href: item.sha256 === null ? undefined : hrefOf?.(item.evidenceId),
  }))

const words = inBoth({
  zh: {
    roles: { applicant: '申请人', agent: '代办人', respondent: '对方' },
    partyName: '姓名或名称',
    identifier: '证件号码',
    phone: '电话',
    relation: '与申请人的关系',
    place: '所在地',
    link: '链接',
    matter: '事项',
    rights: '涉及的权利',
    nextStep: '机构审查，决定是否受理',
  },
  en: {
    roles: { applicant: 'Applicant', agent: 'Agent', respondent: 'The other side' },
    partyName: 'Name',
    identifier: 'Identity number',
    phone: 'Phone',
    relation: 'Relation to the applicant',
    place: 'Place',
    link: 'Link',
    matter: 'Matter',
    rights: 'Rights concerned',
    nextStep: 'The institution examines and decides whether to accept',
  },
})

/** What the institution does first, on the page after sending and on the receipt. */
export const firstStepOf = (language: Language): string => words[language].nextStep

const row = (label: string, value: string | readonly string[] | null): SummaryRow => ({ label, value: value ?? '' })

/** What was sent in, with everything that identifies a person masked: a receipt is shown around and left on printers. */
const sectionsOf = (view: MatterView, codes: CodeLists, language: Language): readonly SummarySection[] => {
  const { need } = view
  const t = { ...summaryWords[language], ...words[language] }
  const parties = view.parties.map((party) => ({
    title: t.roles[party.role],
    rows: [
      row(t.partyName, party.name),
      ...(party.identifier === null ? [] : [row(t.identifier, party.identifier)]),
      ...(party.phone === null ? [] : [row(t.phone, party.phone)]),
      ...(party.mail === null ? [] : [row(t.mail, party.mail)]),
      ...(party.relation === null ? [] : [row(t.relation, party.relation)]),
      ...(party.place === null ? [] : [row(t.place, party.place)]),
      ...(party.link === null ? [] : [row(t.link, party.link)]),
    ],
  }))
  const rights = need.rights.map((right) =>
    [codes.label('right-types', right.type), right.number, right.name].filter((one) => one !== null).join(' '),
  )
  return [
    ...parties,
    {
      title: t.matter,
      rows: [
        row(t.rights, rights),
        row(t.scene, codes.label('scenes', need.scene)),
        row(t.facts, need.facts.split('\n')),
        ...(need.knownSince === null ? [] : [row(t.since, dayInWords(need.knownSince, language))]),
        row(t.occurredIn, need.occurredIn?.fullName ?? t.placeless),
        row(t.locatedIn, need.locatedIn?.fullName ?? null),
        row(t.urgency, codes.label('urgencies', need.urgency)),
        ...(need.urgentUntil === null ? [] : [row(t.until, dayInWords(need.urgentUntil, language))]),
        row(
          t.services,
          need.services.map((code) => codes.label('services', code)),
        ),
      ],
    },
  ]
}

/** The receipt of a submission, right after it and later from tracking. */
export const receiptProps = (
  chrome: Chrome,
  view: MatterView,
  allCodes: CodeLists,
  rest: {
    readonly queryCode?: string
    readonly phone?: string
    readonly fileHref?: (evidenceId: string) => string
    readonly back: ReceiptPageProps['back']
  },
): ReceiptPageProps => {
  const { language } = chrome.view
  const codes = allCodes.inLanguage(language)
  const review = view.clocks[0]
  const first = view.history[0]
  return {
    chrome,
    number: view.number,
    queryCode: rest.queryCode,
    submittedAt: view.submittedAt,
    kindLabel: codes.label('matter-kinds', view.kind),
    institution: { name: view.holder.name, phone: rest.phone },
    nextStep: words[language].nextStep,
    due: review && dueOf(review),
    sections: sectionsOf(view, codes, language),
    evidence: evidenceOf(view, codes, rest.fileHref),
    record: first && { sha256: first.sha256, sm3: first.sm3 },
    back: rest.back,
  }
}
