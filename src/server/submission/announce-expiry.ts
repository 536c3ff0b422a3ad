import { sql } from 'kysely'
import { z } from 'zod'
import { portalPaths } from '../../contract/paths.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import { chinaDate, epochMs, type Instant, instantFromEpochMs } from '../../domain/kernel/plain-date.ts'
import { type Address, readAddress } from '../applicant/address.ts'
import { notify } from '../notification/notify.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import type { Platform } from '../platform/platform.ts'

const caretaker: Actor = { kind: 'system', name: '草稿管理', scope: { kind: 'system' } }

/** So long before its end a draft's end is announced, on its pages and by a message. */
export const announcedDays = 3

export const endsSoon = (expiresAt: Instant, now: Instant): boolean =>
  epochMs(expiresAt) - epochMs(now) <= announcedDays * 86_400_000

const contact = z.object({ applicant: z.object({ phone: z.string().catch(''), mail: z.string().catch('') }) })

/** Where the applicant of these answers can be reached; none before that page is answered. */
const addressesIn = (answers: unknown): readonly Address[] => {
  const parsed = contact.safeParse(answers)
  if (!parsed.success) return []
  const { phone, mail } = parsed.data.applicant
  return [phone, mail].flatMap((typed) => {
    const read = readAddress(typed)
    return read.ok ? [read.address] : []
  })
}

const announceOne = async (ctx: Ctx): Promise<boolean> => {
  const { tx, now, platform } = ctx
  const soon = instantFromEpochMs(epochMs(now) + announcedDays * 86_400_000)
  const row = await tx
    .selectFrom('draft')
    .select(['id', 'answers_sealed', 'expires_at'])
    .where('resume_code_hash', 'is not', null)
    .where('matter_id', 'is', null)
    .where('warned_at', 'is', null)
    .where('expires_at', '<=', new Date(soon))
    .where('expires_at', '>', new Date(now))
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!row) return false
  await sql`update draft set warned_at = ${now}::timestamptz where id = ${row.id}`.execute(tx)
  const addresses = addressesIn(JSON.parse(platform.crypto.open('draft.answers', row.answers_sealed)))
  const phone = addresses.find((one) => one.kind === 'phone')?.value ?? null
  const mail = addresses.find((one) => one.kind === 'mail')?.value ?? null
  // A draft lives to the minute; whoever reads "until the 16th" may count on the whole day before.
  const expiresOn = chinaDate(row.expires_at.toISOString() as Instant)
  const data = { link: portalPaths.applyResume(), expiresOn }
  // Whatever addresses strangers type into however many drafts: one such message a day to each.
  const hash = platform.crypto
    .keyedHash('draft.expiry', `${phone ?? ''}\n${mail ?? ''}`)
    .toString('hex')
    .slice(0, 32)
  const once = `draft-expires:${hash}:${chinaDate(now)}`
  if (addresses.length > 0)
    await notify(ctx, { template: 'draft-expires', to: { kind: 'address', phone, mail }, data, once })
  return true
}

/** Job `submission.announce-expiry`: tells those who can be reached that their draft ends soon. @returns how many were looked at. */
export const announceExpiry = async (platform: Platform): Promise<number> => {
  for (let done = 0; ; done += 1) {
    if (!(await inContext(platform, caretaker, 'job:announce-expiry', announceOne))) return done
  }
}
