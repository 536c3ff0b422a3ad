import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { ActorRef } from '../../../domain/actor/actor.ts'
import type { DateText, NullableTimestamp, Timestamp } from './columns.ts'
import type { DocumentCounterTable, DocumentMarkTable, DocumentServiceTable, DocumentTable } from './document-tables.ts'
import type {
  ApplicantLanguageTable,
  ChannelStateTable,
  OutboxAttemptTable,
  OutboxTable,
  StaffNotificationTable,
  WebhookTable,
} from './notification-tables.ts'
import type {
  MachineTokenTable,
  StaffAccountTable,
  StaffChallengeTable,
  StaffGuessTable,
  StaffIdentityTable,
  StaffPasskeyTable,
  StaffSessionTable,
  StaffTable,
  StaffTotpUseTable,
  StaffTwoFactorTable,
  StaffVerificationTable,
} from './staff-tables.ts'

export interface DivisionTable {
  code: string
  name: string
  full_name: string
  parent_code: string | null
  level: 'nation' | 'province' | 'prefecture' | 'county'
  province_code: string
  valid_from: DateText
  valid_to: DateText | null
}

export interface InstitutionTable {
  id: string
  name: string
  kind: string
  level: 'national' | 'province' | 'city' | 'county'
  parent_id: string | null
  division_code: string | null
  province_code: string
  right_types: string[]
  services: string[]
  hours: string | null
  address: string | null
  phone: string | null
  url: string | null
  status: 'active' | 'suspended' | 'closed' | 'unconfirmed' | 'reported'
  accepts_online: boolean
  demo: boolean
  source_url: string | null
  source_grade: string | null
  as_of: string | null
  valid_from: DateText
  valid_to: DateText | null
  search_text: Generated<string>
}

export interface InstitutionAreaTable {
  institution_id: string
  division_code: string
}

export interface InstitutionDeadlineOverrideTable {
  id: string
  institution_id: string
  rule_id: string
  limit_value: number
  unit: 'hour' | 'natural-day' | 'working-day' | 'month'
  reason: string
  valid_from: DateText
  valid_to: DateText | null
  set_by: string
  set_at: Timestamp
}

export interface MatterTable {
  id: string
  number: string
  submission_id: string
  kind: string
  channel: string
  status: string
  title: string
  applicant_label: string
  identity_kind: string
  sme: boolean
  right_types: string[]
  services: string[]
  scene: string
  urgency: string
  division_code: string | null
  province_code: string
  holder_institution_id: string
  handler_id: string | null
  submitted_at: Timestamp
  updated_at: Timestamp
  open: boolean
  waiting_for: 'institution' | 'applicant' | 'nobody'
  due_at: NullableTimestamp
  due_on: DateText | null
  due_rule: string | null
  due_provisional: boolean
  calendar_version: string
  closed_at: NullableTimestamp
  result_code: string | null
  stars: number | null
  version: number
  head_sha256: Buffer
  head_sm3: Buffer
  query_code_hash: Buffer
}

export interface MatterEventTable {
  matter_id: string
  seq: number
  type: string
  at: Timestamp
  actor: JSONColumnType<ActorRef>
  payload: JSONColumnType<Record<string, unknown>>
  sha256: Buffer
  sm3: Buffer
}

export interface PartyTable {
  id: string
  matter_id: string
  role: 'applicant' | 'agent' | 'respondent'
  position: number
  name: string
  identity_kind: string | null
  place: string | null
  link: string | null
  relation: string | null
  identifier_type: string | null
  identifier_sealed: Buffer | null
  identifier_index: Buffer | null
  identifier_mask: string | null
  phone_sealed: Buffer | null
  phone_index: Buffer | null
  phone_mask: string | null
  mail_sealed: Buffer | null
  mail_index: Buffer | null
  mail_mask: string | null
  address_sealed: Buffer | null
  salt: Buffer
}

export interface EvidenceTable {
  id: string
  matter_id: string
  kind: string
  name: string
  media_type: string | null
  size_bytes: ColumnType<string | null, number | null, number | null>
  sha256: Buffer | null
  sm3: Buffer | null
  link: string | null
  added_at: Timestamp
  message_id: string | null
  original_sha256: Buffer | null
  original_sm3: Buffer | null
}

export interface UploadTable {
  id: string
  name: string
  media_type: string
  size_bytes: ColumnType<string, number, number>
  sha256: Buffer
  sm3: Buffer
  uploaded_at: Timestamp
  claimed_by: string | null
  original_sha256: Buffer | null
  original_sm3: Buffer | null
}

export interface IncomingFileTable {
  id: string
  owner: string
  name: string
  size_bytes: ColumnType<string, number, never>
  received_bytes: ColumnType<string, number | undefined, number>
  sha256: Buffer | null
  sm3: Buffer | null
  metadata: JSONColumnType<Record<string, string>>
  began_at: Timestamp
  expires_at: Timestamp
  finished_at: NullableTimestamp
}

export interface IncomingPieceTable {
  file_id: string
  at_byte: ColumnType<string, number, never>
  content: Buffer
}

export interface MatterSearchTable {
  matter_id: string
  holder_institution_id: string
  province_code: string
  grams: string[]
}

export interface DraftTable {
  id: string
  answers_sealed: Buffer
  version: number
  created_at: Timestamp
  updated_at: Timestamp
  expires_at: Timestamp
  matter_id: string | null
  resume_code_hash: Buffer | null
  account_id: string | null
  warned_at: NullableTimestamp
}

export interface DraftLinkTable {
  token_hash: Buffer
  draft_id: string
  created_at: Timestamp
  expires_at: Timestamp
  used_at: NullableTimestamp
}

export interface OneTimeCodeTable {
  id: string
  purpose: 'sign-in' | 'add-address' | 'reuse'
  address_kind: 'phone' | 'mail'
  address_hash: Buffer
  address_sealed: Buffer
  network_hash: Buffer
  code_hash: Buffer
  sent_at: Timestamp
  expires_at: Timestamp
  tries: Generated<number>
  used_at: NullableTimestamp
}

export interface AddressSendingTable {
  id: string
  address_hash: Buffer
  network_hash: Buffer
  sent_at: Timestamp
}

export interface ProvedNetworkTable {
  address_hash: Buffer
  network_hash: Buffer
  proved_at: Timestamp
}

export interface ApplicantAccountTable {
  id: string
  created_at: Timestamp
}

export interface ApplicantAddressTable {
  address_hash: Buffer
  account_id: string
  kind: 'phone' | 'mail'
  address_sealed: Buffer
  mask: string
  proved_at: Timestamp
}

export interface ApplicantSessionTable {
  id: string
  account_id: string
  token_hash: Buffer
  device: string
  created_at: Timestamp
  used_at: Timestamp
  expires_at: Timestamp
}

export interface MessageTable {
  id: string
  matter_id: string
  sender: 'applicant' | 'institution'
  staff_id: string | null
  staff_name: string | null
  text_sealed: Buffer
  salt: Buffer
  sent_at: Timestamp
}

export interface MessageReadTable {
  message_id: string
  matter_id: string
  staff_id: string | null
  read_at: Timestamp
}

export interface AuditTable {
  id: string
  at: Timestamp
  actor_kind: string
  actor_id: string | null
  actor_name: string | null
  institution_id: string | null
  province_code: string | null
  action: string
  object_kind: string
  object_id: string | null
  request_id: string
  detail: JSONColumnType<Record<string, unknown>>
}

export interface DB {
  outbox: OutboxTable
  outbox_attempt: OutboxAttemptTable
  channel_state: ChannelStateTable
  webhook: WebhookTable
  staff_notification: StaffNotificationTable
  applicant_language: ApplicantLanguageTable
  division: DivisionTable
  institution: InstitutionTable
  institution_area: InstitutionAreaTable
  institution_deadline_override: InstitutionDeadlineOverrideTable
  matter: MatterTable
  matter_event: MatterEventTable
  party: PartyTable
  evidence: EvidenceTable
  upload: UploadTable
  incoming_file: IncomingFileTable
  incoming_piece: IncomingPieceTable
  matter_search: MatterSearchTable
  draft: DraftTable
  draft_link: DraftLinkTable
  one_time_code: OneTimeCodeTable
  address_sending: AddressSendingTable
  proved_network: ProvedNetworkTable
  applicant_account: ApplicantAccountTable
  applicant_address: ApplicantAddressTable
  applicant_session: ApplicantSessionTable
  message: MessageTable
  message_read: MessageReadTable
  audit: AuditTable
  staff: StaffTable
  staff_session: StaffSessionTable
  staff_account: StaffAccountTable
  staff_verification: StaffVerificationTable
  staff_two_factor: StaffTwoFactorTable
  staff_totp_use: StaffTotpUseTable
  staff_guess: StaffGuessTable
  staff_passkey: StaffPasskeyTable
  staff_challenge: StaffChallengeTable
  staff_identity: StaffIdentityTable
  machine_token: MachineTokenTable
  document: DocumentTable
  document_counter: DocumentCounterTable
  document_mark: DocumentMarkTable
  document_service: DocumentServiceTable
}
