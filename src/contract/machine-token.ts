import { z } from 'zod'
import { line, optional, uuid } from './text.ts'

/** What a machine may be allowed to do for its institution. A route that names none of these is closed to machines. */
export const tokenScopes = ['directory:read', 'matters:read', 'evidence:read', 'submissions:write'] as const
export type TokenScope = (typeof tokenScopes)[number]

export const tokenScopeWords: Readonly<Record<TokenScope, string>> = {
  'directory:read': '读取机构名录和代码表',
  'matters:read': '读取本机构的事项（个人信息遮盖）',
  'evidence:read': '下载本机构事项的证据',
  'submissions:write': '向本机构提交事项和文件',
}

/** A token holds at most this long; a machine that needs it longer has it replaced in time. */
export const longestTokenDays = 366
export const longestOverlapHours = 168

const scopes = z
  .array(z.enum(tokenScopes))
  .min(1, { error: '请至少选择一项权限' })
  .transform((given) => tokenScopes.filter((scope) => given.includes(scope)))

export const machineTokenInput = z.object({
  name: line(60, 2),
  institutionId: uuid,
  scopes,
  validDays: z
    .int({ error: '请填写天数' })
    .min(1, { error: '至少 1 天' })
    .max(longestTokenDays, { error: `最多 ${longestTokenDays} 天` }),
})

export const machineTokenReplacement = z.object({
  /** How long the old one goes on beside the new one. */
  overlapHours: z
    .int({ error: '请填写小时数' })
    .min(0, { error: '不能小于 0' })
    .max(longestOverlapHours, { error: `最多 ${longestOverlapHours} 小时` }),
})

export const machineTokenRow = z.object({
  id: uuid,
  name: z.string(),
  institution: z.object({ id: uuid, name: z.string() }),
  scopes: z.array(z.enum(tokenScopes)),
  /** The last four characters of the token. */
  ending: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: z.string(),
  state: z.enum(['in-force', 'replaced', 'expired', 'revoked']),
  revokedAt: z.string().nullable(),
  /** Noted at most once a minute. */
  lastUsedAt: z.string().nullable(),
})
export type MachineTokenRow = z.output<typeof machineTokenRow>

export const machineTokenQuery = z.object({ institutionId: optional(uuid) })
export const machineTokenList = z.object({ rows: z.array(machineTokenRow) })
/** `token` is told here and never again. */
export const newMachineToken = z.object({ token: z.string(), row: machineTokenRow })
