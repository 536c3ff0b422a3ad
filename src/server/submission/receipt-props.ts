import type { ClockView, MatterView } from '../../contract/matter.ts'
import type { ReceiptPageProps } from '../../contract/portal/apply.ts'
import type { Chrome, Due, EvidenceItem, SummaryRow, SummarySection } from '../../contract/portal/parts.ts'
import type { CodeLists } from '../platform/code-lists.ts'
import { dayInWords } from './summary.ts'

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
    link: item.link,
    addedAt: item.addedAt,
    href: item.sha256 === null ? undefined : hrefOf?.(item.evidenceId),
  }))

const row = (label: string, value: string | readonly string[] | null): SummaryRow => ({ label, value: value ?? '' })

/** What was sent in, with everything that identifies a person masked: a receipt is shown around and left on printers. */
const sectionsOf = (view: MatterView, codes: CodeLists): readonly SummarySection[] => {
  const { need } = view
  const parties = view.parties.map((party) => ({
    title: { applicant: '申请人', agent: '代办人', respondent: '对方' }[party.role],
    rows: [
      row('姓名或名称', party.name),
      ...(party.identifier === null ? [] : [row('证件号码', party.identifier)]),
      ...(party.phone === null ? [] : [row('电话', party.phone)]),
      ...(party.mail === null ? [] : [row('电子邮箱', party.mail)]),
      ...(party.relation === null ? [] : [row('与申请人的关系', party.relation)]),
      ...(party.place === null ? [] : [row('所在地', party.place)]),
      ...(party.link === null ? [] : [row('链接', party.link)]),
    ],
  }))
  const rights = need.rights.map((right) =>
    [codes.label('right-types', right.type), right.number, right.name].filter((one) => one !== null).join(' '),
  )
  return [
    ...parties,
    {
      title: '事项',
      rows: [
        row('涉及的权利', rights),
        row('情况', codes.label('scenes', need.scene)),
        row('经过', need.facts.split('\n')),
        ...(need.knownSince === null ? [] : [row('什么时候发现的', dayInWords(need.knownSince))]),
        row('事情发生在', need.occurredIn?.fullName ?? '网上、国外，或者不清楚'),
        row('居住或经营在', need.locatedIn?.fullName ?? null),
        row('急不急', codes.label('urgencies', need.urgency)),
        ...(need.urgentUntil === null ? [] : [row('必须赶上', dayInWords(need.urgentUntil))]),
        row(
          '希望机构做',
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
  codes: CodeLists,
  rest: {
    readonly queryCode?: string
    readonly phone?: string
    readonly fileHref?: (evidenceId: string) => string
    readonly back: ReceiptPageProps['back']
  },
): ReceiptPageProps => {
  const review = view.clocks[0]
  const first = view.history[0]
  return {
    chrome,
    number: view.number,
    queryCode: rest.queryCode,
    submittedAt: view.submittedAt,
    kindLabel: codes.label('matter-kinds', view.kind),
    institution: { name: view.holder.name, phone: rest.phone },
    nextStep: '机构审查，决定是否受理',
    due: review && dueOf(review),
    sections: sectionsOf(view, codes),
    evidence: evidenceOf(view, codes, rest.fileHref),
    record: first && { sha256: first.sha256, sm3: first.sm3 },
    back: rest.back,
  }
}
