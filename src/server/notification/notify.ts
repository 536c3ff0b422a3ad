import { sql } from 'kysely'
import type { Role } from '../../domain/actor/actor.ts'
import { maskMail, maskPhone } from '../../domain/identifier/mask.ts'
import type { Language } from '../../domain/kernel/language.ts'
import { chinaDate, epochMs } from '../../domain/kernel/plain-date.ts'
import {
  dataFaults,
  type OutsideChannel,
  type Template,
  type TemplateData,
  templateOn,
} from '../../domain/notification/template.ts'
import { fieldNames } from '../matter/party.ts'
import type { Ctx } from '../platform/context.ts'
import { uuidV7 } from '../platform/ids.ts'

/** Who is to be told. `institution`: those of its desk who hold one of `roles`, and its own systems (webhooks). */
export type Recipient =
  | { readonly kind: 'applicant'; readonly matterId: string }
  | { readonly kind: 'staff'; readonly staffId: string }
  | { readonly kind: 'institution'; readonly institutionId: string; readonly roles?: readonly Role[] }
  | { readonly kind: 'address'; readonly phone?: string | null; readonly mail?: string | null }

export interface Notification {
  /** Code of a template in `rules/notifications/templates`. */
  readonly template: string
  readonly to: Recipient
  /** Exactly the facts that the template declares. */
  readonly data: TemplateData
  readonly matterId?: string
  /** What is not said is the applicant's own choice for the matter, otherwise Chinese. */
  readonly language?: Language
  /** The same text is said at most once, e.g. `lapse:<matter>:<day>`. */
  readonly once?: string
}

/** Where a message goes. Sealed as one value. */
export interface Address {
  readonly phone: string | null
  readonly mail: string | null
}

/** Fields as they are sealed; what is sealed for one does not open as another. */
export const outboxFields = { to: 'outbox.to', data: 'outbox.data', staffData: 'staff_notification.data' } as const

/** Who of a desk is told where a template says nothing else. */
const deskRoles: readonly Role[] = ['clerk', 'reviewer', 'head']

const nowhere: Address = { phone: null, mail: null }

/** The applicant's own phone and mail; those of the agent where the applicant has given none. */
const applicantAddress = async (ctx: Ctx, matterId: string): Promise<Address> => {
  const rows = await ctx.tx
    .selectFrom('party')
    .select(['role', 'phone_sealed', 'mail_sealed'])
    .where('matter_id', '=', matterId)
    .where('role', 'in', ['applicant', 'agent'])
    .orderBy('position')
    .execute()
  const { crypto } = ctx.platform
  for (const row of rows) {
    const phone = row.phone_sealed && crypto.open(fieldNames.phone, row.phone_sealed)
    const mail = row.mail_sealed && crypto.open(fieldNames.mail, row.mail_sealed)
    if (phone || mail) return { phone, mail }
  }
  return nowhere
}

const languageOf = async (ctx: Ctx, matterId: string): Promise<Language> => {
  const row = await ctx.tx
    .selectFrom('applicant_language')
    .select('language')
    .where('matter_id', '=', matterId)
    .executeTakeFirst()
  return row?.language ?? 'zh'
}

const maskOf = ({ phone, mail }: Address): string =>
  [mail && maskMail(mail), phone && maskPhone(phone)].filter(Boolean).join(' ')

/** The template in force today, its facts checked. @throws a fault of the caller: no such template, or other facts than it asks for. */
const checkedTemplate = (ctx: Ctx, { template: code, data }: Notification): Template => {
  const today = chinaDate(ctx.now)
  const template = templateOn(ctx.platform.notifications.templates, code, today)
  if (!template) throw new Error(`rules/notifications: no template "${code}" holds on ${today}`)
  const faults = dataFaults(template, data)
  if (faults.length > 0) throw new Error(`template ${code}: ${faults.join('; ')}`)
  return template
}

interface Outgoing {
  readonly channels: readonly OutsideChannel[]
  readonly address: Address
  readonly mask: string
  readonly language: Language
  readonly institutionId?: string | null
  readonly webhookId?: string
}

/** @returns the message's id, or null when it was said before. */
const writeOutbox = async (
  ctx: Ctx,
  template: Template,
  { data, matterId = null, once }: Omit<Notification, 'matterId'> & { readonly matterId?: string | null },
  outgoing: Outgoing,
): Promise<string | null> => {
  const id = uuidV7(epochMs(ctx.now))
  const { crypto } = ctx.platform
  // Without `returning` and without a conflict target, both of which would have to read what the writer may not see.
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto('outbox')
    .values({
      id,
      template: template.code,
      template_version: template.version,
      language: outgoing.language,
      urgent: template.urgent,
      matter_id: matterId,
      institution_id: outgoing.institutionId ?? null,
      webhook_id: outgoing.webhookId ?? null,
      channels: [...outgoing.channels],
      to_sealed: crypto.seal(outboxFields.to, JSON.stringify(outgoing.address)),
      to_mask: outgoing.mask,
      data_sealed: crypto.seal(outboxFields.data, JSON.stringify(data)),
      status: 'waiting',
      created_at: ctx.now,
      next_at: ctx.now,
      once: once === undefined ? null : `${once}:${outgoing.webhookId ?? ''}`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return null
  await ctx.jobs.add('notification.send', { outboxId: id }, { key: `notification:${id}` })
  return id
}

const tellDesk = async (
  ctx: Ctx,
  template: Template,
  { data, matterId, once }: Notification,
  staffIds: readonly string[],
): Promise<void> => {
  if (staffIds.length === 0) return
  const sealed = ctx.platform.crypto.seal(outboxFields.staffData, JSON.stringify(data))
  await ctx.tx
    .insertInto('staff_notification')
    .values(
      staffIds.map((staffId) => ({
        id: uuidV7(epochMs(ctx.now)),
        staff_id: staffId,
        template: template.code,
        template_version: template.version,
        matter_id: matterId ?? null,
        data_sealed: sealed,
        created_at: ctx.now,
        once: once === undefined ? null : `${once}:${staffId}`,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const deskOf = async (ctx: Ctx, institutionId: string, roles: readonly Role[]): Promise<readonly string[]> => {
  const rows = await ctx.tx
    .selectFrom('staff')
    .select('id')
    .where('institution_id', '=', institutionId)
    .where('disabled', '=', false)
    .where(sql<boolean>`roles && ${roles}::text[]`)
    .execute()
  return rows.map((row) => row.id)
}

const tellInstitution = async (
  ctx: Ctx,
  template: Template,
  notification: Notification,
  to: Extract<Recipient, { kind: 'institution' }>,
): Promise<readonly string[]> => {
  if (template.channels.includes('in-app')) {
    const staffIds = await deskOf(ctx, to.institutionId, to.roles ?? deskRoles)
    await tellDesk(ctx, template, notification, staffIds)
  }
  if (!template.channels.includes('webhook')) return []
  const webhooks = await ctx.tx
    .selectFrom('webhook')
    .select(['id', 'url'])
    .where('institution_id', '=', to.institutionId)
    .where('enabled', '=', true)
    .execute()
  const written: string[] = []
  for (const { id, url } of webhooks) {
    const outboxId = await writeOutbox(ctx, template, notification, {
      channels: ['webhook'],
      address: nowhere,
      mask: new URL(url).host,
      language: 'zh',
      institutionId: to.institutionId,
      webhookId: id,
    })
    if (outboxId !== null) written.push(outboxId)
  }
  return written
}

/**
 * Tells somebody, in the transaction of the change: what is said stands if the change stands, and is sent afterwards by a job, so no
 * unreachable server holds the change up. Staff see it at their desk at once. An applicant who left neither phone nor mail is
 * told nothing here; the page of their matter tells them.
 * @returns ids of the messages that will go out; empty when nobody outside is to be reached, or when it was said before (`once`).
 * @throws when the template is unknown or the facts are not those that it declares.
 */
export const notify = async (ctx: Ctx, notification: Notification): Promise<readonly string[]> => {
  const template = checkedTemplate(ctx, notification)
  const { to } = notification
  switch (to.kind) {
    case 'staff':
      await tellDesk(ctx, template, notification, [to.staffId])
      return []
    case 'institution':
      return tellInstitution(ctx, template, notification, to)
    default: {
      const matterId = to.kind === 'applicant' ? to.matterId : (notification.matterId ?? null)
      const address =
        to.kind === 'applicant'
          ? await applicantAddress(ctx, to.matterId)
          : { phone: to.phone ?? null, mail: to.mail ?? null }
      const channels = template.channels.filter(
        (channel): channel is 'mail' | 'sms' =>
          (channel === 'mail' && address.mail !== null) || (channel === 'sms' && address.phone !== null),
      )
      if (channels.length === 0) return []
      const language = notification.language ?? (matterId === null ? 'zh' : await languageOf(ctx, matterId))
      const outgoing = { channels, address, mask: maskOf(address), language }
      const id = await writeOutbox(ctx, template, { ...notification, matterId }, outgoing)
      return id === null ? [] : [id]
    }
  }
}

/** Keeps the language in which the applicant of a new matter wants to be told. */
export const keepLanguage = async (ctx: Ctx, matterId: string, language: Language): Promise<void> => {
  if (language === 'zh') return
  await ctx.tx.insertInto('applicant_language').values({ matter_id: matterId, language }).execute()
}
