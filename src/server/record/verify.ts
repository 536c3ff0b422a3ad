import { type Selectable, sql } from 'kysely'
import { fold } from '../../domain/matter/evolve.ts'
import { openParty } from '../matter/party.ts'
import { projection, toRecorded } from '../matter/store.ts'
import { inContext } from '../platform/context.ts'
import { sameBytes } from '../platform/crypto.ts'
import type { MatterEventTable, MatterTable, PartyTable } from '../platform/db/schema.ts'
import type { Platform } from '../platform/platform.ts'
import { chainStart, commitment, type Link, linkOf } from './chain.ts'

/** Where the record first fails to hold. */
export interface Broken {
  readonly matter: string
  /** The event that does not hold; for a projection or party, the last event before. */
  readonly seq: number
  readonly what: 'event-missing' | 'event-changed' | 'party-changed' | 'party-missing' | 'projection-differs'
  readonly detail: string
}

export interface Verification {
  readonly matters: number
  readonly events: number
  readonly ok: boolean
  readonly firstBroken: Broken | null
}

interface Subject {
  readonly row: Selectable<MatterTable>
  readonly events: readonly Selectable<MatterEventTable>[]
  readonly parties: readonly Selectable<PartyTable>[]
}

const hex = (bytes: Buffer): string => bytes.toString('hex')

/** Every hash from the first event on: a changed event fails at its own place, a removed one at the gap. */
const brokenLink = ({ row, events }: Subject): Broken | null => {
  let previous: Link = chainStart
  for (const [index, event] of events.entries()) {
    const seq = index + 1
    if (event.seq !== seq) {
      return {
        matter: row.number,
        seq,
        what: 'event-missing',
        detail: `expected event ${seq}, found event ${event.seq}`,
      }
    }
    const link = linkOf(row.id, toRecorded(event), previous)
    if (!sameBytes(link.sha256, event.sha256) || !sameBytes(link.sm3, event.sm3)) {
      const detail = `SHA-256 computed ${hex(link.sha256)}, stored ${hex(event.sha256)}`
      return { matter: row.number, seq, what: 'event-changed', detail }
    }
    previous = event
  }
  if (events.length !== row.version) {
    const detail = `the matter has ${row.version} events, the history ${events.length}`
    return { matter: row.number, seq: events.length + 1, what: 'event-missing', detail }
  }
  if (!sameBytes(previous.sha256, row.head_sha256) || !sameBytes(previous.sm3, row.head_sm3)) {
    const detail = `last SHA-256 ${hex(previous.sha256)}, the matter names ${hex(row.head_sha256)}`
    return { matter: row.number, seq: events.length, what: 'event-changed', detail }
  }
  return null
}

const brokenParty = (platform: Platform, { row, events, parties }: Subject): Broken | null => {
  const first = events[0]
  if (!first) return null
  const { event } = toRecorded(first)
  if (event.type !== 'MatterSubmitted') return null
  for (const ref of event.parties) {
    const party = parties.find((one) => one.id === ref.partyId)
    const at = { matter: row.number, seq: 1 }
    if (!party) return { ...at, what: 'party-missing', detail: `party ${ref.partyId}` }
    if (holdsCommitment(platform, party, ref.commitment)) continue
    return { ...at, what: 'party-changed', detail: `party ${ref.partyId} is not what the submission committed to` }
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

/** The projection must be what the history says. The time of the last recomputation is not part of it. */
const brokenProjection = ({ row, events }: Subject): Broken | null => {
  const history = events.map(toRecorded)
  const matter = fold(history)
  const last = history.at(-1)
  if (!last) return null
  const expected = projection(matter, last.at, row.calendar_version)
  const stored: Record<string, unknown> = { ...row }
  for (const [column, value] of Object.entries(expected)) {
    const is = stored[column]
    const shown = is instanceof Date ? is.toISOString() : is
    if (shown !== value) {
      const detail = `${column}: the history says ${JSON.stringify(value)}, the row ${JSON.stringify(shown)}`
      return { matter: row.number, seq: last.seq, what: 'projection-differs', detail }
    }
  }
  if (row.holder_institution_id !== matter.holderId || row.number !== matter.number) {
    return {
      matter: row.number,
      seq: last.seq,
      what: 'projection-differs',
      detail: 'holder or number differs from the history',
    }
  }
  return null
}

const check = (platform: Platform, subject: Subject): Broken | null =>
  brokenLink(subject) ?? brokenParty(platform, subject) ?? brokenProjection(subject)

const batchSize = 500
const system = { kind: 'system', name: 'verify', scope: { kind: 'system' } } as const

/**
 * Recomputes the record: every hash of every event, the commitment of every party, and the projection. Reads in batches, so a nation's
 * record needs no more memory than a station's.
 * @param number one matter only; `matters` is 0 when it is not there.
 */
export const verify = async (platform: Platform, number: string | null = null): Promise<Verification> => {
  let matters = 0
  let eventCount = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const subjects = await inContext(platform, system, 'verify', async ({ tx }) => {
      const rows = await tx
        .selectFrom('matter')
        .selectAll()
        .where('id', '>', after)
        .$if(number !== null, (query) => query.where('number', '=', number ?? ''))
        .orderBy('id')
        .limit(batchSize)
        .execute()
      if (rows.length === 0) return []
      const ids = rows.map((row) => row.id)
      const anyOf = sql<boolean>`matter_id = any(${ids}::uuid[])`
      const events = await tx
        .selectFrom('matter_event')
        .selectAll()
        .where(anyOf)
        .orderBy('matter_id')
        .orderBy('seq')
        .execute()
      const parties = await tx.selectFrom('party').selectAll().where(anyOf).execute()
      const eventsOf = Map.groupBy(events, (event) => event.matter_id)
      const partiesOf = Map.groupBy(parties, (party) => party.matter_id)
      return rows.map(
        (row): Subject => ({ row, events: eventsOf.get(row.id) ?? [], parties: partiesOf.get(row.id) ?? [] }),
      )
    })
    for (const subject of subjects) {
      matters += 1
      eventCount += subject.events.length
      const broken = check(platform, subject)
      if (broken) return { matters, events: eventCount, ok: false, firstBroken: broken }
    }
    const last = subjects.at(-1)
    if (!last) return { matters, events: eventCount, ok: true, firstBroken: null }
    after = last.row.id
  }
}
