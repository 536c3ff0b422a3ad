import type { Generated } from 'kysely'
import type { Language } from '../../../domain/kernel/language.ts'
import type { AttemptOutcome, OutboxStatus } from '../../../domain/notification/delivery.ts'
import type { OutsideChannel } from '../../../domain/notification/template.ts'
import type { NullableTimestamp, Timestamp } from './columns.ts'

export interface OutboxTable {
  id: string
  template: string
  template_version: number
  language: Language
  urgent: boolean
  matter_id: string | null
  institution_id: string | null
  webhook_id: string | null
  channels: OutsideChannel[]
  to_sealed: Buffer | null
  to_mask: string
  data_sealed: Buffer | null
  status: OutboxStatus
  channel: Generated<OutsideChannel | null>
  attempts: Generated<number>
  created_at: Timestamp
  next_at: Timestamp
  leased_until: NullableTimestamp
  handled_at: NullableTimestamp
  ended_at: NullableTimestamp
  once: string | null
}

export interface OutboxAttemptTable {
  id: string
  outbox_id: string
  at: Timestamp
  channel: OutsideChannel
  outcome: AttemptOutcome
  detail: string | null
  took_ms: number
}

export interface ChannelStateTable {
  channel: OutsideChannel
  off_since: NullableTimestamp
  probe_at: NullableTimestamp
  changed_at: Timestamp
}

export interface WebhookTable {
  id: string
  institution_id: string
  url: string
  enabled: Generated<boolean>
  secret_sealed: Buffer
  previous_secret_sealed: Buffer | null
  previous_until: NullableTimestamp
  created_by: string
  created_at: Timestamp
  changed_at: Timestamp
}

export interface StaffNotificationTable {
  id: string
  staff_id: string
  template: string
  template_version: number
  matter_id: string | null
  data_sealed: Buffer
  created_at: Timestamp
  read_at: NullableTimestamp
  once: string | null
}

export interface ApplicantLanguageTable {
  matter_id: string
  language: Language
}
