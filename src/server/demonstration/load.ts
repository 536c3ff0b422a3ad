import { grams } from '../../domain/matter/grams.ts'
import { sealParty } from '../matter/party.ts'
import { newRow } from '../matter/store.ts'
import type { FieldCrypto } from '../platform/crypto.ts'
import { chainStart, type Link, linkOf } from '../record/chain.ts'
import { queryCode, queryCodeHash } from '../submission/query-code.ts'
import { searchTexts } from '../submission/submit.ts'
import type { Generated } from './generate.ts'

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A value as COPY's text format wants it. */
const cell = (value: unknown): string => {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return value.replace(/[\\\n\r\t]/g, (one) => escapes[one] ?? one)
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (Array.isArray(value))
    return cell(`{${value.map((one) => `"${String(one).replace(/[\\"]/g, '\\$&')}"`).join(',')}}`)
  return String(value)
}

/** The columns of a table in one order, and a text that grows row by row. */
class Batch {
  readonly table: string
  columns: readonly string[] = []
  readonly lines: string[] = []
  constructor(table: string) {
    this.table = table
  }
  add(row: Record<string, unknown>): void {
    if (this.lines.length === 0) this.columns = Object.keys(row)
    this.lines.push(this.columns.map((column) => cell(row[column])).join('\t'))
  }
}

export interface Rows {
  readonly batches: readonly Batch[]
  readonly events: number
}

/** Turns generated matters into rows: chained, sealed, masked and indexed exactly as a submission is. */
export const rowsOf = (generated: readonly Generated[], crypto: FieldCrypto, calendarVersion: string): Rows => {
  const matters = new Batch('matter')
  const events = new Batch('matter_event')
  const parties = new Batch('party')
  const search = new Batch('matter_search')
  for (const one of generated) {
    const { matter } = one
    let head: Link = chainStart
    for (const recorded of one.history) {
      const linked = linkOf(matter.id, recorded, head)
      head = linked
      const { seq, event, at } = recorded
      events.add({ matter_id: matter.id, seq, type: event.type, at, ...linked })
    }
    const queryCodeHashed = queryCodeHash(crypto, queryCode(crypto, matter.id))
    const row = newRow(matter, { ...one, queryCodeHash: queryCodeHashed }, head, calendarVersion)
    matters.add({ ...row, updated_at: one.history.at(-1)?.at ?? matter.submittedAt })
    one.parties.forEach(({ content, id, salt }, position) => {
      parties.add(sealParty(crypto, matter.id, position, content, { id, salt }).row)
    })
    const names = one.parties.map(({ content }) => content.name)
    search.add({
      matter_id: matter.id,
      holder_institution_id: matter.holderId,
      province_code: one.provinceCode,
      grams: grams(searchTexts(matter.number, matter.need, names)),
    })
  }
  return { batches: [matters, events, parties, search], events: events.lines.length }
}
