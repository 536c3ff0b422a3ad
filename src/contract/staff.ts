import { z } from 'zod'
import { roles } from '../domain/actor/actor.ts'
import { line, optional, token, uuid } from './text.ts'

const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,39}$/, { error: '用户名为 3–40 位小写字母、数字、点、横线，以字母开头' })

/** How a session began. */
export const signInWays = ['password', 'totp', 'backup-code', 'passkey', 'identity-provider'] as const
export type SignInWay = (typeof signInWays)[number]

export const signInBody = z.object({ username, password: z.string().min(1).max(200) })
/** `totp`: the password was right, the second factor is still to come. `enrol`: signed in, but the role demands a second factor. */
export const signInAnswer = z.object({ next: z.enum(['done', 'totp']) })
const sixDigits = z
  .string()
  .trim()
  .regex(/^\d{6}$/, { error: '请输入验证器上的 6 位数字' })
/** The second factor at sign-in: a code of the authenticator, or one of the backup codes (`aB3dE-fG4hJ`). */
export const totpBody = z.object({
  code: z
    .string()
    .trim()
    .regex(/^(\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/, {
      error: '请输入验证器上的 6 位数字，或一个备用码（形如 aB3dE-fG4hJ）',
    }),
})
export const totpConfirmBody = z.object({ code: sixDigits })
export const totpEnrolBody = z.object({ password: z.string().min(1).max(200) })
/** `uri` is an otpauth:// address for the authenticator; `secret` the same in base32 for typing. */
export const totpEnrolAnswer = z.object({ uri: z.string(), secret: z.string(), backupCodes: z.array(z.string()) })
export const changePasswordBody = z.object({
  currentPassword: z.string().min(1).max(200),
  newPassword: z.string().min(12, { error: '至少 12 个字符' }).max(200),
})

export const staffSession = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  roles: z.array(z.enum(roles)),
  institution: z.object({ id: uuid, name: z.string(), demo: z.boolean() }),
  totpEnabled: z.boolean(),
  way: z.enum(signInWays),
})
export type StaffSession = z.output<typeof staffSession>

export const staffRow = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  roles: z.array(z.enum(roles)),
  institution: z.object({ id: uuid, name: z.string() }),
  disabled: z.boolean(),
  totpEnabled: z.boolean(),
  passkeys: z.number().int(),
  /** How an administrator told who they are at the identity provider; null: they do not come in by it. */
  identity: z.enum(['subject', 'username']).nullable(),
  createdAt: z.string(),
})
export type StaffRow = z.output<typeof staffRow>

export const staffQuery = z.object({
  institutionId: optional(uuid),
  role: optional(z.enum(roles)),
  text: optional(line(60)),
  after: optional(token(200)),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export const staffPage = z.object({ rows: z.array(staffRow), after: z.string().nullable() })

export const staffInput = z.object({
  username,
  name: line(40),
  password: z.string().min(12, { error: '至少 12 个字符' }).max(200),
  roles: z.array(z.enum(roles)).min(1, { error: '请至少选择一个角色' }),
  institutionId: uuid,
})
export const staffChange = z.object({
  roles: z.array(z.enum(roles)).min(1, { error: '请至少选择一个角色' }).optional(),
  disabled: z.boolean().optional(),
  /** The authenticator is lost: the next sign-in is by password alone. */
  resetTotp: z.literal(true).optional(),
  /** The devices are lost, or somebody else had the password. */
  removePasskeys: z.literal(true).optional(),
  /** Who they are at the identity provider, by its subject or its username; null takes that away. */
  identity: z
    .object({ by: z.enum(['subject', 'username']), value: line(255) })
    .nullable()
    .optional(),
  /** For somebody who forgot theirs; every session of theirs ends. */
  password: z.string().min(12, { error: '至少 12 个字符' }).max(200).optional(),
})
