import type { Ctx } from '../platform/context.ts'
import type { WebhookTarget } from './channel.ts'

/** Each column has its own name, as a change of keys expects: table, dot, column without `_sealed`. */
export const webhookFields = { secret: 'webhook.secret', previous: 'webhook.previous_secret' } as const

/** Where a webhook goes and what it is signed with: both secrets while a rotated one overlaps. Null: none, or switched off. */
export const secretsOf = async (ctx: Ctx, webhookId: string): Promise<WebhookTarget | null> => {
  const row = await ctx.tx
    .selectFrom('webhook')
    .select(['url', 'enabled', 'secret_sealed', 'previous_secret_sealed', 'previous_until'])
    .where('id', '=', webhookId)
    .executeTakeFirst()
  if (!row?.enabled) return null
  const { crypto } = ctx.platform
  const overlaps = row.previous_until !== null && row.previous_until.toISOString() > ctx.now
  return {
    url: row.url,
    secrets: [
      crypto.open(webhookFields.secret, row.secret_sealed),
      ...(overlaps && row.previous_secret_sealed !== null
        ? [crypto.open(webhookFields.previous, row.previous_secret_sealed)]
        : []),
    ],
  }
}
