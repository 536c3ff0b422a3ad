import { expect } from 'vitest'
import type { TestDatabase } from './database.ts'

export interface AuditLine {
  readonly id: string
  readonly at: Date
  readonly actor_kind: string
  readonly actor_id: string | null
  readonly actor_name: string | null
  readonly institution_id: string | null
  readonly province_code: string | null
  readonly action: string
  readonly object_kind: string
  readonly object_id: string | null
  readonly request_id: string
  readonly detail: Record<string, unknown>
}

/** Does something and tells what the audit has got from it, signing in left out. */
export const audited = async <T>(
  database: TestDatabase,
  work: () => Promise<T>,
): Promise<{ readonly answer: T; readonly rows: readonly AuditLine[] }> => {
  const all = "select * from audit where action not like 'session.%'"
  const before = await database.ownerPool.query<AuditLine>(all)
  const answer = await work()
  const known = new Set(before.rows.map((row) => row.id))
  const { rows } = await database.ownerPool.query<AuditLine>(`${all} order by at, id`)
  return { answer, rows: rows.filter((row) => !known.has(row.id)) }
}

/** Everything about a person that `aSubmission` makes up; numbers by the part that all of them share. */
const personal = ['张明', '33020319850612', '13810', 'zhangming', '海曙区某巷', '五金商行', '某路 18 号', '晾衣架']

export const expectNoPersonalData = (value: unknown): void => {
  const text = JSON.stringify(value)
  expect(personal.filter((piece) => text.includes(piece))).toEqual([])
}
