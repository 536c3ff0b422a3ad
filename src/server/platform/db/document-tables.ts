import type { ColumnType } from 'kysely'
import type { DateText, NullableTimestamp, Timestamp } from './columns.ts'

export interface DocumentTable {
  id: string
  matter_id: string
  form: string
  form_version: number
  title: string
  institution_id: string
  year: number | null
  sequence: number | null
  number: string
  number_key: string
  values_sealed: Buffer
  sha256: Buffer
  sm3: Buffer
  size_bytes: ColumnType<string, number, number>
  code_hash: Buffer
  issued_at: Timestamp
  issued_by: string | null
}

export interface DocumentCounterTable {
  institution_id: string
  year: number
  last: number
}

export interface DocumentMarkTable {
  institution_id: string
  mark: string
}

export interface DocumentServiceTable {
  document_id: string
  matter_id: string
  way: string
  moves_at: NullableTimestamp
  received_on: DateText | null
  revoked_at: NullableTimestamp
}
