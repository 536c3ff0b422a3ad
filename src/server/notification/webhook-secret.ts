import type { Ctx } from '../platform/context.ts'
import type { WebhookTarget } from './channel.ts'

export const webhookSecretField = 'webhook.secret'

/** Where a webhook goes and what it is signed with: both secrets while a rotated one overlaps. Null: none, or switched off. */
export const secretsOf = async (ctx: Ctx, webhookId: string): Promise<WebhookTarget | null> => {
  const row = await ctx.tx
    .selectFrom('webhook')
    .select(['url', 'enabled', 'secret_sealed', 'previous_secret_sealed', 'previous_until'])
    .where('id', '=', webhookId)
    .executeTakeFirst()
  if (!row?.enabled) return null
  const open = (sealed: Buffer) => ctx.platform.crypto.open(webhookSecretField, sealed)
  const overlaps = row.previous_until !== null && row.previous_until.toISOString() > ctx.now
  return {
    url: row.url,
    secrets: [
      open(row.secret_sealed),
      ...(overlaps && row.previous_secret_sealed !== null ? [open(row.previous_secret_sealed)] : []),
    ],
  }
}
