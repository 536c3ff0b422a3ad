import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { WebhookRow, webhookChange, webhookInput } from '../../contract/notification.ts'
import type { Staff } from '../../domain/actor/actor.ts'
import { chinaDate, epochMs, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { audit } from '../platform/audit.ts'
import type { Ctx } from '../platform/context.ts'
import { uuidV7 } from '../platform/ids.ts'
import { deliveryOn } from '../platform/notification-rules.ts'
import { addressFault } from './signed-post.ts'
import { secretPrefix } from './webhook-channel.ts'
import { webhookFields } from './webhook-secret.ts'

/** As long as the hash it feeds. */
const newSecret = (): string => secretPrefix + randomBytes(32).toString('base64')

const rowsOf = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('webhook')
    .innerJoin('institution', 'institution.id', 'webhook.institution_id')
    .select([
      'webhook.id',
      'webhook.url',
      'webhook.enabled',
      'webhook.previous_until',
      'webhook.created_at',
      'webhook.changed_at',
      'institution.id as institution_id',
      'institution.name as institution_name',
      'institution.province_code',
      sql<number>`(select count(*)::int from outbox where outbox.webhook_id = webhook.id and status = 'dead')`.as(
        'dead',
      ),
    ])
type Found = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

const toRow = (ctx: Ctx, row: Found): WebhookRow => ({
  id: row.id,
  institution: { id: row.institution_id, name: row.institution_name },
  url: row.url,
  enabled: row.enabled,
  previousUntil:
    row.previous_until !== null && row.previous_until.toISOString() > ctx.now ? row.previous_until.toISOString() : null,
  createdAt: row.created_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
  dead: row.dead,
})

export const listWebhooks = async (ctx: Ctx): Promise<readonly WebhookRow[]> => {
  const rows = await rowsOf(ctx).orderBy('institution.name').orderBy('webhook.id').execute()
  return rows.map((row) => toRow(ctx, row))
}

const findRow = (ctx: Ctx, id: string) => rowsOf(ctx).where('webhook.id', '=', id).executeTakeFirst()

/** Why an address can't be a webhook's, in words; null: it can. */
export const urlFault = (ctx: Ctx, text: string): string | null => {
  if (!URL.canParse(text)) return 'url：不是一个完整的地址，应如 https://oa.example.org/weiquan'
  const url = new URL(text)
  if (url.username || url.password) return 'url：地址中不能带用户名和口令，签名已能证明是本平台发出的'
  const fault = addressFault(url, ctx.platform.config.webhookPrivateHosts)
  if (fault === 'not-https') return 'url：须为 https 地址；内网地址请先由运维加入 WEBHOOK_PRIVATE_HOSTS'
  if (fault === 'not-public') return 'url：不能是本机或者内网地址；确有需要的，请先由运维加入 WEBHOOK_PRIVATE_HOSTS'
  return null
}

const audited = (ctx: Ctx, action: string, row: Found, detail: Record<string, unknown>) =>
  audit(ctx, {
    action,
    objectKind: 'webhook',
    objectId: row.id,
    institutionId: row.institution_id,
    provinceCode: row.province_code,
    detail,
  })

const getRow = async (ctx: Ctx, id: string): Promise<Found> => {
  const row = await findRow(ctx, id)
  if (!row) throw new Error(`webhook ${id}: not there after it was written`)
  return row
}

interface WithSecret {
  readonly webhook: WebhookRow
  readonly secret: string
}

/** @returns null when there is no such institution, or it is closed. */
export const addWebhook = async (
  ctx: Ctx,
  staff: Staff,
  { institutionId, url }: z.output<typeof webhookInput>,
): Promise<WithSecret | null> => {
  const institution = await ctx.tx
    .selectFrom('institution')
    .select('id')
    .where('id', '=', institutionId)
    .where('status', '<>', 'closed')
    .executeTakeFirst()
  if (!institution) return null
  const id = uuidV7(epochMs(ctx.now))
  const secret = newSecret()
  await ctx.tx
    .insertInto('webhook')
    .values({
      id,
      institution_id: institutionId,
      url: new URL(url).href,
      secret_sealed: ctx.platform.crypto.seal(webhookFields.secret, secret),
      created_by: staff.id,
      created_at: ctx.now,
      changed_at: ctx.now,
    })
    .execute()
  const row = await getRow(ctx, id)
  await audited(ctx, 'webhook.add', row, { host: new URL(url).host })
  return { webhook: toRow(ctx, row), secret }
}

export const changeWebhook = async (
  ctx: Ctx,
  id: string,
  { url, enabled }: z.output<typeof webhookChange>,
): Promise<WebhookRow | null> => {
  const before = await findRow(ctx, id)
  if (!before) return null
  const after = { url: url === undefined ? before.url : new URL(url).href, enabled: enabled ?? before.enabled }
  if (after.url === before.url && after.enabled === before.enabled) return toRow(ctx, before)
  await ctx.tx
    .updateTable('webhook')
    .set({ ...after, changed_at: ctx.now })
    .where('id', '=', id)
    .execute()
  await audited(ctx, 'webhook.change', before, {
    ...(after.url === before.url ? {} : { host: { from: new URL(before.url).host, to: new URL(after.url).host } }),
    ...(after.enabled === before.enabled ? {} : { enabled: { from: before.enabled, to: after.enabled } }),
  })
  return toRow(ctx, await getRow(ctx, id))
}

/** A new secret; the one before signs as well until the receiver has had time to change over. */
export const rotateSecret = async (ctx: Ctx, id: string): Promise<WithSecret | null> => {
  const stored = await ctx.tx
    .selectFrom('webhook')
    .select('secret_sealed')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!stored) return null
  const { crypto, notifications } = ctx.platform
  const secret = newSecret()
  const days = deliveryOn(notifications, chinaDate(ctx.now)).secretOverlapDays
  await ctx.tx
    .updateTable('webhook')
    .set({
      secret_sealed: crypto.seal(webhookFields.secret, secret),
      previous_secret_sealed: crypto.seal(
        webhookFields.previous,
        crypto.open(webhookFields.secret, stored.secret_sealed),
      ),
      previous_until: instantFromEpochMs(epochMs(ctx.now) + days * 86_400_000),
      changed_at: ctx.now,
    })
    .where('id', '=', id)
    .execute()
  const row = await getRow(ctx, id)
  await audited(ctx, 'webhook.rotate', row, { overlapDays: days })
  return { webhook: toRow(ctx, row), secret }
}
