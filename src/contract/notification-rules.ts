import { z } from 'zod'
import { roles } from '../domain/actor/actor.ts'
import { ruleConfidences } from '../domain/deadline/rule.ts'
import { parsePlainDate } from '../domain/kernel/plain-date.ts'
import type { MatterEventType } from '../domain/matter/event.ts'
import { notificationChannels, placeholderKinds } from '../domain/notification/template.ts'
import { trackPages } from './paths.ts'

/** For a maintainer of `rules/notifications`, in English; `server/platform/notification-rules.ts` puts file and entry in front. */
const ruleDate = z.string('an existing day as YYYY-MM-DD').transform((text, ctx) => {
  const date = parsePlainDate(text)
  if (date !== null) return date
  ctx.addIssue({ code: 'custom', message: 'an existing day as YYYY-MM-DD' })
  return z.NEVER
})
const text = z.string('a text').trim().min(1, 'a text that is not empty')
const count = z.int('a whole number from 1').min(1, 'a whole number from 1')

/** Where an entry comes from and between which days it holds, as in all of `rules/`. */
const provenance = {
  version: count,
  source: text,
  confidence: z.enum(ruleConfidences),
  validFrom: ruleDate,
  validTo: ruleDate.nullable(),
}

const words = z.strictObject({ subject: text.max(60), text, short: text.max(200).nullable().default(null) })

export const templateEntrySchema = z.strictObject({
  code: z.string('a code').regex(/^[a-z]+(-[a-z]+)*$/, 'a code such as supplement-requested'),
  channels: z.array(z.enum(notificationChannels)).min(1, 'at least one channel'),
  urgent: z.boolean('true or false: urgent ones are not held back by quiet hours'),
  data: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/), z.enum(placeholderKinds)),
  zh: words,
  en: words,
  ...provenance,
})

/** `rules/notifications/templates/<subject>.yaml` */
export const templateFileSchema = z.strictObject({ templates: z.array(z.unknown(), 'a list of templates') })

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day in China as HH:MM')

export const deliveryRuleSchema = z.strictObject({
  ...provenance,
  /** Waits before the second, third … try, in seconds; as many as there are waits, and one try more. */
  retryAfterSeconds: z.array(count).min(1),
  /** How long one try may take. */
  timeoutSeconds: count,
  /** China time; from the first until the second, over midnight too. Urgent ones are exempt. */
  quietHours: z.strictObject({
    mail: z.strictObject({ from: timeOfDay, until: timeOfDay }).nullable(),
    sms: z.strictObject({ from: timeOfDay, until: timeOfDay }).nullable(),
    webhook: z.strictObject({ from: timeOfDay, until: timeOfDay }).nullable(),
  }),
  /** A channel with so many failures, and at least this share of its tries, within the window rests until a probe. */
  rest: z.strictObject({
    failures: count,
    share: z.number().gt(0).max(1),
    withinMinutes: count,
    probeAfterMinutes: count,
  }),
  /** The goal that is measured. */
  promptSeconds: count,
  /** For how long a rotated webhook secret is still signed with. */
  secretOverlapDays: count,
  /** Address and facts of an ended message are emptied afterwards. */
  keepContentDays: count,
  note: text.optional(),
})
export type DeliveryRule = z.output<typeof deliveryRuleSchema>

/** `rules/notifications/delivery.yaml` */
export const deliveryFileSchema = z.strictObject({ delivery: z.array(z.unknown(), 'a list of versions').min(1) })

/** What a text about a matter can say of it. `stars` is there after a rating, `step` is what was done, in Chinese. */
export const matterFacts = ['number', 'title', 'institution', 'link', 'dueOn', 'stars', 'step'] as const
export type MatterFact = (typeof matterFacts)[number]

const toldEvents = [
  'MatterSubmitted',
  'ReviewStarted',
  'SupplementRequested',
  'NoticeReceived',
  'MatterSupplemented',
  'MatterDeemedWithdrawn',
  'MatterAccepted',
  'MatterRefused',
  'MatterFoundNotInArea',
  'RefusalAppealed',
  'AppealDecided',
  'HandlerAssigned',
  'DeliverableIssued',
  'MatterClosed',
  'MatterTerminated',
  'MatterWithdrawn',
  'MatterRated',
  'MatterArchived',
  'ServiceMoved',
] as const satisfies readonly MatterEventType[]

const telling = {
  to: z.enum(['applicant', 'institution', 'handler']),
  template: text,
  roles: z.array(z.enum(roles)).min(1).optional(),
  page: z.enum(trackPages).optional(),
}
const clock = z.string().regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$/, 'the id of a time limit, e.g. AID-REVIEW')

export const toldEventSchema = z.strictObject({
  event: z.enum(['any', ...toldEvents]),
  ...telling,
  clock: clock.optional(),
})
export type ToldEvent = z.output<typeof toldEventSchema>

export const warningSchema = z.strictObject({ clock, workingDaysBefore: count, ...telling })
export type Warning = z.output<typeof warningSchema>

/** `rules/notifications/events.yaml` */
export const eventFileSchema = z.strictObject({ events: z.array(toldEventSchema), warnings: z.array(warningSchema) })
