import type { ClockChange, MatterEvent, Recorded } from './event.ts'
import type { Clock, IssuedDocument, Matter, Notice } from './matter.ts'

const changed = (clock: Clock, change: Exclude<ClockChange, { op: 'start' }>): Clock => {
  switch (change.op) {
    case 'pause': {
      const suspensions = [...clock.suspensions, { from: change.at, to: null }]
      return { ...clock, state: 'paused', dueOn: null, dueAt: null, suspensions }
    }
    case 'resume': {
      const { op: _, ruleId: __, at, ...due } = change
      const suspensions = clock.suspensions.map((one) => (one.to === null ? { from: one.from, to: at } : one))
      return { ...clock, ...due, state: 'running', suspensions }
    }
    case 'stop':
      return { ...clock, state: 'stopped', stoppedAt: change.at }
    case 'recompute': {
      const { op: _, ruleId: __, ...due } = change
      return { ...clock, ...due }
    }
  }
}

const changeClocks = (clocks: readonly Clock[], changes: readonly ClockChange[]): readonly Clock[] => {
  const current = [...clocks]
  for (const change of changes) {
    if (change.op === 'start') {
      const { op: _, ...facts } = change
      current.push({ ...facts, suspensions: [], state: 'running', stoppedAt: null })
      continue
    }
    // A rule may have run before; only its live clock changes.
    const index = current.findIndex((clock) => clock.ruleId === change.ruleId && clock.state !== 'stopped')
    const clock = current[index]
    if (clock) current[index] = changed(clock, change)
  }
  return current
}

const receive = (notices: readonly Notice[], noticeId: string, received: Notice['received']): readonly Notice[] =>
  notices.map((notice) => (notice.noticeId === noticeId ? { ...notice, received } : notice))

const start = (recorded: Recorded, event: Extract<MatterEvent, { type: 'MatterSubmitted' }>): Matter => ({
  id: event.matterId,
  number: event.number,
  kind: event.kind,
  channel: event.channel,
  status: 'submitted',
  version: recorded.seq,
  need: event.need,
  parties: event.parties,
  evidence: event.evidence,
  consent: event.consent,
  submittedAt: recorded.at,
  holderId: event.holderId,
  holderWhy: event.holderWhy,
  handlerId: null,
  handlerName: null,
  clocks: changeClocks([], event.clocks),
  notices: [],
  documents: [],
  supplements: [],
  refusal: null,
  notInArea: null,
  appeal: null,
  deliverables: [],
  closing: null,
  ending: null,
  rating: null,
  archive: null,
})

const changeDocument = (
  matter: Matter,
  documentId: string,
  change: Partial<IssuedDocument>,
): Pick<Matter, 'documents'> => ({
  documents: matter.documents.map((one) => (one.documentId === documentId ? { ...one, ...change } : one)),
})

const apply = (matter: Matter, { event, at, actor }: Recorded): Partial<Matter> => {
  switch (event.type) {
    case 'MatterSubmitted':
      throw new Error(`matter ${matter.number}: MatterSubmitted stands only at the beginning`)
    case 'ReviewStarted':
      return { status: 'under-review' }
    case 'SupplementRequested':
      return {
        status: 'supplement-noticed',
        notices: [...matter.notices, { noticeId: event.noticeId, kind: 'supplement', issuedAt: at, received: null }],
        supplements: [
          ...matter.supplements,
          { noticeId: event.noticeId, items: event.items, answeredAt: null, answer: null },
        ],
      }
    case 'NoticeReceived': {
      const received = { at, on: event.on, way: event.way, trackingNumber: event.trackingNumber ?? null }
      return {
        notices: receive(matter.notices, event.noticeId, received),
        ...changeDocument(matter, event.noticeId, { received }),
      }
    }
    case 'MatterSupplemented':
      return {
        status: 'under-review',
        evidence: [...matter.evidence, ...event.evidence],
        supplements: matter.supplements.map((round) =>
          round.noticeId === event.noticeId ? { ...round, answeredAt: at, answer: event.answer } : round,
        ),
      }
    case 'MatterDeemedWithdrawn':
      return { status: 'deemed-withdrawn' }
    case 'MatterAccepted':
      return { status: 'accepted' }
    case 'MatterRefused':
      return {
        status: 'refused',
        refusal: { grounds: event.grounds, reasons: event.reasons, at },
        notices: [...matter.notices, { noticeId: event.noticeId, kind: 'refusal', issuedAt: at, received: null }],
      }
    case 'MatterFoundNotInArea':
      return {
        status: 'not-in-area',
        notInArea: { reasons: event.reasons, advisedInstitutionId: event.advisedInstitutionId },
      }
    case 'RefusalAppealed':
      return { status: 'appealed', appeal: { reasons: event.reasons, at, outcome: null, answer: null } }
    case 'AppealDecided':
      return {
        status: event.outcome === 'revoked' ? 'accepted' : 'refusal-upheld',
        appeal: matter.appeal && { ...matter.appeal, outcome: event.outcome, answer: event.answer },
      }
    case 'HandlerAssigned':
      return { status: 'in-service', handlerId: event.handlerId, handlerName: event.handlerName }
    case 'DeliverableIssued':
      return {
        deliverables: [
          ...matter.deliverables,
          {
            deliverableId: event.deliverableId,
            kind: event.kind,
            title: event.title,
            body: event.body,
            issuedAt: at,
            issuedBy: matter.handlerName ?? '',
          },
        ],
      }
    case 'MatterClosed':
      return {
        status: 'closed',
        closing: { resultCode: event.resultCode, summary: event.summary, money: event.money, at },
      }
    case 'MatterTerminated':
      return { status: 'terminated', ending: { reasons: event.reasons, ground: event.ground } }
    case 'MatterWithdrawn':
      return { status: 'withdrawn', ending: { reasons: event.reasons, ground: null } }
    case 'MatterRated':
      return { rating: { stars: event.stars, solved: event.solved, words: event.words, at } }
    case 'MatterArchived':
      return { status: 'archived', archive: { number: event.archiveNumber, at, endedAs: matter.status } }
    case 'DocumentIssued': {
      const { type: _, ...printed } = event
      const issuedBy = actor.kind === 'staff' ? actor.name : null
      const issued = { ...printed, issuedAt: at, issuedBy, serviceSince: at, received: null, revoked: null }
      return { documents: [...matter.documents, issued] }
    }
    case 'ServiceMoved':
      return changeDocument(matter, event.documentId, { service: event.to, serviceSince: at })
    case 'DocumentRevoked':
      return changeDocument(matter, event.documentId, { revoked: { at, reasons: event.reasons } })
    case 'MessageSent':
    case 'DeadlinesRecomputed':
      return {}
  }
}

/** Folds one more recorded event; `null` is the matter before it began. Pure: replaying gives the same matter for ever. */
export const evolve = (matter: Matter | null, recorded: Recorded): Matter => {
  const { event, seq } = recorded
  if (matter === null) {
    if (event.type !== 'MatterSubmitted')
      throw new Error(`event ${seq}: a matter begins with MatterSubmitted, not ${event.type}`)
    return start(recorded, event)
  }
  if (seq !== matter.version + 1)
    throw new Error(`matter ${matter.number}: event ${seq} does not follow ${matter.version}`)
  const clocks = 'clocks' in event ? changeClocks(matter.clocks, event.clocks) : matter.clocks
  return { ...matter, ...apply(matter, recorded), clocks, version: seq }
}

/** @throws when the history does not begin with MatterSubmitted or has a gap. */
export const fold = (history: readonly Recorded[]): Matter => {
  const matter = history.reduce<Matter | null>(evolve, null)
  if (matter === null) throw new Error('a matter without events')
  return matter
}
