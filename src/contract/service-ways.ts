import { z } from 'zod'
import { ruleConfidences } from '../domain/deadline/rule.ts'
import { parsePlainDate } from '../domain/kernel/plain-date.ts'
import { channels, receiptWays } from '../domain/matter/matter.ts'

const day = z.string('an existing day as YYYY-MM-DD').transform((text, ctx) => {
  const date = parsePlainDate(text)
  if (date !== null) return date
  ctx.addIssue({ code: 'custom', message: 'an existing day as YYYY-MM-DD' })
  return z.NEVER
})
const way = z.enum(receiptWays, `one of ${receiptWays.join(', ')}`)

/** One version of how documents are served (送达). */
export const serviceWaysSchema = z
  .strictObject({
    version: z.int().min(1),
    source: z.string().min(1),
    confidence: z.enum(ruleConfidences),
    validFrom: day,
    validTo: day.nullable(),
    /** The way a document sets out on, by the channel of its matter. */
    first: z.record(z.enum(channels), way),
    /** Which way follows, and after how many days without a receipt. */
    next: z.array(z.strictObject({ from: way, afterDays: z.int().min(1).max(365), to: way })),
  })
  .refine((one) => new Set(one.next.map((step) => step.from)).size === one.next.length, 'each way once under "next"')
  .refine((one) => one.next.every((step) => step.from !== step.to), 'another way than the one before')
export type ServiceWays = z.output<typeof serviceWaysSchema>

/** `rules/service/ways.yaml` */
export const serviceWaysFile = z.strictObject({ ways: z.array(serviceWaysSchema).min(1) })
