import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { SignInWay } from '../../../contract/staff.ts'
import type { Role } from '../../../domain/actor/actor.ts'
import type { NullableTimestamp, Timestamp } from './columns.ts'

export interface StaffTable {
  id: string
  username: string
  name: string
  email: string
  email_verified: boolean
  image: string | null
  two_factor_enabled: Generated<boolean>
  roles: Role[]
  institution_id: string
  disabled: Generated<boolean>
  created_at: Timestamp
  updated_at: Timestamp
}

export interface StaffSessionTable {
  id: string
  token: string
  staff_id: string
  way: Generated<SignInWay>
  ip_address: string | null
  user_agent: string | null
  created_at: Timestamp
  updated_at: Timestamp
  expires_at: Timestamp
}

export interface StaffAccountTable {
  id: string
  account_id: string
  provider_id: string
  staff_id: string
  password: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

export interface StaffVerificationTable {
  id: string
  identifier: string
  value: string
  expires_at: Timestamp
}

export interface StaffTwoFactorTable {
  id: string
  staff_id: string
  verified: boolean | null
}

export interface StaffTotpUseTable {
  staff_id: string
  code: string
  used_at: Timestamp
}

export interface StaffGuessTable {
  pair: Buffer
  guesses: number
  last_at: Timestamp
  blocked_until: Timestamp
}

export interface StaffPasskeyTable {
  id: string
  staff_id: string
  name: string
  credential_id: string
  public_key: Buffer
  /** bigint: text comes out. */
  counter: ColumnType<string, number, number>
  transports: string[]
  created_at: Timestamp
  last_used_at: NullableTimestamp
}

export interface StaffChallengeTable {
  id: Buffer
  value: JSONColumnType<Record<string, string>>
  expires_at: Timestamp
}

export interface StaffIdentityTable {
  staff_id: string
  entered_by: 'subject' | 'username'
  subject: Buffer | null
  username: Buffer | null
  created_at: Timestamp
}

export interface MachineTokenTable {
  id: string
  institution_id: string
  name: string
  scopes: string[]
  hash: Buffer
  ending: string
  created_at: Timestamp
  created_by: string
  expires_at: Timestamp
  replaced_by: string | null
  revoked_at: NullableTimestamp
  last_used_at: NullableTimestamp
}
