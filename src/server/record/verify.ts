import { sql } from 'kysely'
import { inContext } from '../platform/context.ts'
import type { Platform } from '../platform/platform.ts'
import { type Broken, findBroken, type Subject } from './check.ts'

export interface Verification {
  readonly matters: number
  readonly events: number
  readonly ok: boolean
  readonly firstBroken: Broken | null
}

const batchSize = 500
const system = { kind: 'system', name: 'verify', scope: { kind: 'system' } } as const

/**
 * Recomputes the record: every hash of every event, every party, piece of evidence, document and message, and the row. Reads in batches, so a nation's
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
      const evidence = await tx.selectFrom('evidence').selectAll().where(anyOf).execute()
      const documents = await tx.selectFrom('document').selectAll().where(anyOf).execute()
      const messages = await tx.selectFrom('message').selectAll().where(anyOf).execute()
      const holders = [...new Set(rows.map((row) => row.holder_institution_id))]
      const institutions = await tx
        .selectFrom('institution')
        .select(['id', 'province_code'])
        .where(sql<boolean>`id = any(${holders}::uuid[])`)
        .execute()
      const provinceOf = new Map(institutions.map((one) => [one.id, one.province_code]))
      const eventsOf = Map.groupBy(events, (event) => event.matter_id)
      const partiesOf = Map.groupBy(parties, (party) => party.matter_id)
      const evidenceOf = Map.groupBy(evidence, (one) => one.matter_id)
      const documentsOf = Map.groupBy(documents, (one) => one.matter_id)
      const messagesOf = Map.groupBy(messages, (one) => one.matter_id)
      return rows.map(
        (row): Subject => ({
          row,
          holderProvince: provinceOf.get(row.holder_institution_id) ?? '',
          events: eventsOf.get(row.id) ?? [],
          parties: partiesOf.get(row.id) ?? [],
          evidence: evidenceOf.get(row.id) ?? [],
          documents: documentsOf.get(row.id) ?? [],
          messages: messagesOf.get(row.id) ?? [],
        }),
      )
    })
    for (const subject of subjects) {
      matters += 1
      eventCount += subject.events.length
      const broken = findBroken(platform, subject)
      if (broken) return { matters, events: eventCount, ok: false, firstBroken: broken }
    }
    const last = subjects.at(-1)
    if (!last) return { matters, events: eventCount, ok: true, firstBroken: null }
    after = last.row.id
  }
}
