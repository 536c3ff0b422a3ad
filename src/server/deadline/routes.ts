import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { deadlineRuleRow, deadlineRulesAnswer, overrideInput } from '../../contract/deadline.ts'
import { problem } from '../../contract/problem.ts'
import type { DeadlineRule } from '../../domain/deadline/rule.ts'
import type { InstitutionId } from '../../domain/kernel/ids.ts'
import { chinaDate, type PlainDate } from '../../domain/kernel/plain-date.ts'
import { audit } from '../platform/audit.ts'
import type { Ctx } from '../platform/context.ts'
import { sendProblem, sendRefusal } from '../platform/http.ts'
import { asStaff, type Desk } from '../platform/identity.ts'

/** The newest override of each rule for this institution that has not ended. */
const currentOverrides = async (ctx: Ctx, institutionId: InstitutionId, today: PlainDate) => {
  const rows = await ctx.tx
    .selectFrom('institution_deadline_override')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
    .orderBy('valid_from')
    .orderBy('set_at')
    .execute()
  return new Map(rows.map((row) => [row.rule_id, row]))
}

const toRow = (
  rule: DeadlineRule,
  own: Awaited<ReturnType<typeof currentOverrides>>,
): z.output<typeof deadlineRuleRow> => {
  const override = own.get(rule.id)
  const { id, version, kind, name, trigger, limit, unit, effect, source, confidence, validFrom, validTo, note } = rule
  return {
    ...{ id, version, kind, name, trigger, limit, unit, effect, source, confidence, validFrom, validTo },
    note: note ?? null,
    override: override
      ? {
          limit: override.limit_value,
          unit: override.unit,
          reason: override.reason,
          validFrom: override.valid_from,
          validTo: override.valid_to,
        }
      : null,
  }
}

/** The time limits in force, and an institution's own limits for them. A running clock keeps the limit it was started with. */
export const deadlineRoutes =
  (desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/deadline-rules',
      {
        schema: {
          tags: ['rules'],
          summary: 'Time limits in force, with their sources',
          response: { 200: deadlineRulesAnswer },
        },
      },
      (request, reply) =>
        asStaff(desk, request, reply, [], async (ctx, staff) => {
          const { deadlines, calendar } = ctx.platform.rules
          const today = chinaDate(ctx.now)
          const own = await currentOverrides(ctx, staff.institutionId, today)
          const holding = deadlines.filter((rule) => rule.validTo === null || rule.validTo >= today)
          const { version, publishedThrough } = calendar
          return { rows: holding.map((rule) => toRow(rule, own)), calendar: { version, publishedThrough } }
        }),
    )

    app.post(
      '/deadline-rules/:ruleId/override',
      {
        schema: {
          tags: ['rules'],
          summary: 'Set the own institution’s limit for a rule, with its reason',
          params: z.object({ ruleId: z.string().max(60) }),
          body: overrideInput,
          response: { 200: deadlineRuleRow, 404: problem, 422: problem },
        },
      },
      (request, reply) =>
        asStaff(desk, request, reply, ['head', 'administrator'], async (ctx, staff) => {
          const { ruleId } = request.params
          const { limit, unit, reason, validFrom, validTo } = request.body
          const today = chinaDate(ctx.now)
          const rule = ctx.platform.rules.deadlines.find(
            (one) => one.id === ruleId && (one.validTo === null || one.validTo >= today),
          )
          if (!rule) return sendRefusal(reply, { code: 'not-found' })
          if (validFrom < today) {
            const message = `开始日期填写为 ${validFrom}，不能早于今天 ${today}：已经开始的期限不因此改变`
            return sendProblem(reply, 'invalid', message, { errors: [{ path: 'validFrom', message }] })
          }
          await ctx.tx
            .insertInto('institution_deadline_override')
            .values({
              id: randomUUID(),
              institution_id: staff.institutionId,
              rule_id: ruleId,
              limit_value: limit,
              unit,
              reason,
              valid_from: validFrom,
              valid_to: validTo,
              set_by: staff.id,
              set_at: ctx.now,
            })
            .execute()
          await audit(ctx, {
            action: 'deadline-rule.override',
            objectKind: 'deadline-rule',
            objectId: ruleId,
            detail: { limit, unit, reason, validFrom, validTo },
          })
          return toRow(rule, await currentOverrides(ctx, staff.institutionId, today))
        }),
    )
  }
