import type { Role } from '../../domain/actor/actor.ts'
import type { Refusal } from '../../domain/kernel/refusal.ts'

/** What may stand in the way of signing in or of looking after accounts; `http.ts` beside it has status and words for each. */
export type StaffRefusal =
  | { readonly code: 'not-signed-in' }
  /** Unknown name, wrong password and disabled account alike. */
  | { readonly code: 'credentials-wrong' }
  | { readonly code: 'too-many-attempts'; readonly retryAfterSeconds: number }
  /** No password was given before the second factor, or too long ago, or too many codes were wrong. */
  | { readonly code: 'challenge-over' }
  | { readonly code: 'code-wrong' }
  | { readonly code: 'password-wrong' }
  | { readonly code: 'password-weak'; readonly why: 'common' | 'monotonous' | 'contains-username' }
  | { readonly code: 'totp-already-enabled' }
  | { readonly code: 'totp-not-started' }
  /** Unknown passkey, wrong answer, question over, disabled account alike. */
  | { readonly code: 'passkey-refused' }
  | { readonly code: 'passkey-known' }
  | { readonly code: 'passkey-unknown' }
  | { readonly code: 'passkeys-too-many'; readonly most: number }
  /** A passkey needs a domain and https. */
  | { readonly code: 'passkey-impossible' }
  | { readonly code: 'session-unknown' }
  | { readonly code: 'identity-provider-missing' }
  | { readonly code: 'identity-taken' }
  | { readonly code: 'token-unknown' }
  /** Revoked, expired or replaced already. */
  | { readonly code: 'token-over' }
  | { readonly code: 'username-taken'; readonly username: string }
  | { readonly code: 'institution-unknown'; readonly institutionId: string }
  | { readonly code: 'role-unsuited'; readonly role: Role; readonly level: string; readonly needs: readonly string[] }
  | { readonly code: 'own-account' }
  | { readonly code: 'last-administrator' }
  | Extract<Refusal, { code: 'not-found' | 'role-lacks-right' }>
