import type { Selectable } from 'kysely'
import { maskName } from '../../domain/identifier/mask.ts'
import { fold } from '../../domain/matter/evolve.ts'
import { openParty } from '../matter/party.ts'
import { newRow, projection, toRecorded } from '../matter/store.ts'
import { openMessage } from '../message/message-text.ts'
import { sameBytes } from '../platform/crypto.ts'
import type { DocumentTable } from '../platform/db/document-tables.ts'
import type { EvidenceTable, MatterEventTable, MatterTable, MessageTable, PartyTable } from '../platform/db/schema.ts'
import type { Platform } from '../platform/platform.ts'
import { queryCode, queryCodeHash } from '../submission/query-code.ts'
import { chainStart, commitment, type Link, linkOfStored, messageCommitment } from './chain.ts'

/** Where the record first fails to hold. */
export interface Broken {
  /** Tracking number as its row gives it. */
  readonly matter: string
  /** The event that does not hold; for a party or a piece of evidence the one that names it, for the row the last one. */
  readonly seq: number
  readonly what:
    | 'event-missing'
    | 'event-changed'
    | 'party-missing'
    | 'party-changed'
    | 'party-unknown'
    | 'evidence-missing'
    | 'evidence-changed'
    | 'evidence-unknown'
    | 'document-missing'
    | 'document-changed'
    | 'document-unknown'
    | 'message-missing'
    | 'message-changed'
    | 'message-unknown'
    | 'projection-differs'
  readonly detail: string
}

/** A matter with all that its record speaks of. */
export interface Subject {
  readonly row: Selectable<MatterTable>
  /** Province of the institution that the row names as holder. */
  readonly holderProvince: string
  /** By their numbers. */
  readonly events: readonly Selectable<MatterEventTable>[]
  readonly parties: readonly Selectable<PartyTable>[]
  readonly evidence: readonly Selectable<EvidenceTable>[]
  readonly documents: readonly Selectable<DocumentTable>[]
  readonly messages: readonly Selectable<MessageTable>[]
}

const hex = (bytes: Buffer): string => bytes.toString('hex')

const at = ({ row }: Subject, seq: number, what: Broken['what'], detail: string): Broken => ({
  matter: row.number,
  seq,
  what,
  detail,
})

/** Every hash from the first event on: a changed event fails at its own place, a removed one at the gap. */
const brokenLink = (subject: Subject): Broken | null => {
  const { row, events } = subject
  let previous: Link = chainStart
  for (const [index, event] of events.entries()) {
    const seq = index + 1
    if (event.seq !== seq) return at(subject, seq, 'event-missing', `expected event ${seq}, found event ${event.seq}`)
    const link = linkOfStored(row.id, { ...event, at: event.at.toISOString() }, previous)
    if (!sameBytes(link.sha256, event.sha256) || !sameBytes(link.sm3, event.sm3)) {
      const detail = `SHA-256 computed ${hex(link.sha256)}, stored ${hex(event.sha256)}`
      return at(subject, seq, 'event-changed', detail)
    }
    previous = event
  }
  if (events.length < row.version) {
    const detail = `the matter has ${row.version} events, the history ${events.length}`
    return at(subject, events.length + 1, 'event-missing', detail)
  }
  if (!sameBytes(previous.sha256, row.head_sha256) || !sameBytes(previous.sm3, row.head_sm3)) {
    const detail = `last SHA-256 ${hex(previous.sha256)}, the matter names ${hex(row.head_sha256)}`
    return at(subject, events.length, 'event-changed', detail)
  }
  return null
}

const holdsCommitment = (platform: Platform, party: Selectable<PartyTable>, expected: string): boolean => {
  try {
    return commitment(openParty(platform.crypto, party), party.salt) === expected
  } catch {
    // A sealed value that does not open was changed or moved.
    return false
  }
}

const brokenParty = (platform: Platform, subject: Subject): Broken | null => {
  const first = subject.events[0] && toRecorded(subject.events[0]).event
  if (first?.type !== 'MatterSubmitted') return null
  for (const ref of first.parties) {
    const party = subject.parties.find((one) => one.id === ref.partyId)
    if (!party) return at(subject, 1, 'party-missing', `party ${ref.partyId}`)
    if (!holdsCommitment(platform, party, ref.commitment)) {
      return at(subject, 1, 'party-changed', `party ${ref.partyId} is not what the submission committed to`)
    }
  }
  const unknown = subject.parties.find((party) => !first.parties.some((ref) => ref.partyId === party.id))
  return unknown ? at(subject, 1, 'party-unknown', `party ${unknown.id} is in no event`) : null
}

/** Files are kept by their SHA-256, so a row that holds also vouches for the content that is handed out. */
const brokenEvidence = (subject: Subject): Broken | null => {
  const named = subject.events.map(toRecorded).flatMap(({ seq, event }) => {
    const takesEvidence = ['MatterSubmitted', 'MatterSupplemented', 'MessageSent'].includes(event.type)
    return takesEvidence && 'evidence' in event ? event.evidence.map((ref) => ({ seq, ref })) : []
  })
  for (const { seq, ref } of named) {
    const row = subject.evidence.find((one) => one.id === ref.evidenceId)
    if (!row) return at(subject, seq, 'evidence-missing', `evidence ${ref.evidenceId}`)
    const { kind, name, link } = row
    const sizeBytes = row.size_bytes === null ? null : Number(row.size_bytes)
    const hashes = { sha256: row.sha256 && hex(row.sha256), sm3: row.sm3 && hex(row.sm3) }
    const stored = { evidenceId: row.id, kind, name, ...hashes, sizeBytes, link }
    const field = differing(ref, stored)
    if (field) return at(subject, seq, 'evidence-changed', `evidence ${ref.evidenceId}, ${field}`)
  }
  const unknown = subject.evidence.find((row) => !named.some(({ ref }) => ref.evidenceId === row.id))
  return unknown ? at(subject, subject.row.version, 'evidence-unknown', `evidence ${unknown.id} is in no event`) : null
}

const holdsText = (platform: Platform, message: Selectable<MessageTable>, expected: string): boolean => {
  try {
    const text = openMessage(platform.crypto, message.text_sealed)
    const { id: messageId, matter_id: matterId, sender: from, salt } = message
    return messageCommitment({ matterId, messageId, from, text }, salt) === expected
  } catch {
    return false
  }
}

/** Each message says what it said when it was sent, and none has been added or taken away. */
const brokenMessage = (platform: Platform, subject: Subject): Broken | null => {
  const named = subject.events
    .map(toRecorded)
    .flatMap(({ seq, event }) => (event.type === 'MessageSent' ? [{ seq, event }] : []))
  for (const { seq, event } of named) {
    const row = subject.messages.find((one) => one.id === event.messageId)
    if (!row) return at(subject, seq, 'message-missing', `message ${event.messageId}`)
    if (!holdsText(platform, row, event.commitment)) {
      return at(subject, seq, 'message-changed', `message ${row.id} is not what its event committed to`)
    }
  }
  const unknown = subject.messages.find((row) => !named.some(({ event }) => event.messageId === row.id))
  return unknown ? at(subject, subject.row.version, 'message-unknown', `message ${unknown.id} is in no event`) : null
}

/** What is called genuine must be what was issued: number, print and code. */
const brokenDocument = (subject: Subject): Broken | null => {
  const named = subject.events
    .map(toRecorded)
    .flatMap(({ seq, event }) => (event.type === 'DocumentIssued' ? [{ seq, event }] : []))
  for (const { seq, event } of named) {
    const row = subject.documents.find((one) => one.id === event.documentId)
    if (!row) return at(subject, seq, 'document-missing', `document ${event.documentId}`)
    const { form, formVersion, title, number, sha256, sm3, codeHash } = event
    const expected = { form, form_version: formVersion, title, number, sha256, sm3, code_hash: codeHash }
    const field = differing(expected, row)
    if (field) return at(subject, seq, 'document-changed', `document ${event.documentId}, ${field}`)
  }
  const unknown = subject.documents.find((row) => !named.some(({ event }) => event.documentId === row.id))
  return unknown ? at(subject, subject.row.version, 'document-unknown', `document ${unknown.id} is in no event`) : null
}

const plain = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString()
  return Buffer.isBuffer(value) ? hex(value) : value
}

/** The first field of `expected` that `stored` has otherwise, in words; null when all are the same. */
const differing = (expected: object, stored: object): string | null => {
  const found = new Map<string, unknown>(Object.entries(stored))
  for (const [field, value] of Object.entries(expected)) {
    const [should, is] = [JSON.stringify(plain(value)), JSON.stringify(plain(found.get(field)))]
    if (should !== is) return `${field}: the record says ${should}, the row ${is}`
  }
  return null
}

/**
 * The row must be what the history says, and what it takes from elsewhere must fit the parties, the holder and the keys. Only the id of
 * the submission stands nowhere else.
 */
const brokenProjection = (platform: Platform, subject: Subject): Broken | null => {
  const { row, events, parties, holderProvince } = subject
  const history = events.map(toRecorded)
  const last = history.at(-1)
  if (!last) return null
  const matter = fold(history)
  const name = parties.find((party) => party.role === 'applicant')?.name ?? ''
  const identity = {
    submissionId: row.submission_id,
    applicantLabel: matter.need.identityKind === 'natural-person' ? maskName(name) : name,
    provinceCode: holderProvince,
    queryCodeHash: queryCodeHash(platform.crypto, queryCode(platform.crypto, matter.id)),
  }
  const head = { sha256: row.head_sha256, sm3: row.head_sm3 }
  const expected = {
    ...newRow(matter, identity, head, row.calendar_version),
    ...projection(matter, last.at, row.calendar_version),
  }
  const field = differing(expected, row)
  return field ? at(subject, last.seq, 'projection-differs', field) : null
}

/** The first place where this matter's record does not hold; null when all of it does. */
export const findBroken = (platform: Platform, subject: Subject): Broken | null =>
  brokenLink(subject) ??
  brokenParty(platform, subject) ??
  brokenEvidence(subject) ??
  brokenDocument(subject) ??
  brokenMessage(platform, subject) ??
  brokenProjection(platform, subject)
