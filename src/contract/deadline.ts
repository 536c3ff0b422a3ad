import { z } from 'zod'
import { deadlineUnits, ruleConfidences, ruleKinds } from '../domain/deadline/rule.ts'
import { optional, plainDate, prose } from './text.ts'

const override = z.object({
  limit: z.number().int(),
  unit: z.enum(deadlineUnits),
  reason: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
})

export const deadlineRuleRow = z.object({
  id: z.string(),
  version: z.number().int(),
  kind: z.enum(ruleKinds),
  name: z.string(),
  trigger: z.string(),
  limit: z.number().int(),
  unit: z.enum(deadlineUnits),
  effect: z.string(),
  source: z.string(),
  confidence: z.enum(ruleConfidences),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  note: z.string().nullable(),
  /** The own institution's limit for it that holds today or will. */
  override: override.nullable(),
})

export const deadlineRulesAnswer = z.object({
  rows: z.array(deadlineRuleRow),
  calendar: z.object({ version: z.string(), publishedThrough: z.string() }),
})

/** An institution's own limit for a rule; it needs a reason, and ends rather than being deleted. */
export const overrideInput = z
  .object({
    limit: z.coerce
      .number({ error: '请填写整数' })
      .int({ error: '请填写整数' })
      .min(1, { error: '至少为 1' })
      .max(1000, { error: '不超过 1000' }),
    unit: z.enum(deadlineUnits),
    reason: prose(500, 4),
    validFrom: plainDate,
    validTo: optional(plainDate),
  })
  .refine((value) => value.validTo === null || value.validFrom <= value.validTo, {
    path: ['validTo'],
    error: '截止日期不能早于开始日期',
  })
