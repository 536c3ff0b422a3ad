import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { auditPage, auditQuery } from '../../contract/audit.ts'
import { problem } from '../../contract/problem.ts'
import type { Scope } from '../../domain/actor/actor.ts'
import { decodePlace } from '../matter/queries.ts'
import { audit } from '../platform/audit.ts'
import { sendProblem } from '../platform/http.ts'
import { asStaff, type Desk } from '../platform/identity.ts'

/** What of the audit an auditor reaches: as with matters, by where it belongs. */
const auditScope = (scope: Scope): RawBuilder<SqlBool> => {
  switch (scope.kind) {
    case 'nation':
      return sql<SqlBool>`true`
    case 'province':
      return sql<SqlBool>`province_code = ${scope.code}`
    case 'institutions':
      return sql<SqlBool>`institution_id = any(${scope.ids}::uuid[])`
    default:
      return sql<SqlBool>`false`
  }
}

/** Who did or saw what, for auditors. Reading the audit is itself recorded. */
export const auditRoutes =
  (desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/audit',
      {
        schema: {
          tags: ['audit'],
          summary: 'Who did or saw what, newest first',
          querystring: auditQuery,
          response: { 200: auditPage, 422: problem },
        },
      },
      (request, reply) =>
        asStaff(desk, request, reply, ['auditor'], async (ctx, staff) => {
          const { objectKind, objectId, actorId, action, after, limit } = request.query
          const place = after ? decodePlace(after) : null
          if (after && place?.at == null) return sendProblem(reply, 'invalid', 'after：不是上一页给出的值')
          let query = ctx.tx.selectFrom('audit').selectAll().where(auditScope(staff.scope))
          if (objectKind) query = query.where('object_kind', '=', objectKind)
          if (objectId) query = query.where('object_id', '=', objectId)
          if (actorId) query = query.where('actor_id', '=', actorId)
          if (action) query = query.where('action', '=', action)
          if (place) query = query.where(sql<SqlBool>`(at, id) < (${place.at}::timestamptz, ${place.id}::uuid)`)
          const rows = await query
            .orderBy('at', 'desc')
            .orderBy('id', 'desc')
            .limit(limit + 1)
            .execute()
          await audit(ctx, {
            action: 'audit.read',
            objectKind: 'audit',
            objectId: null,
            detail: { rows: Math.min(rows.length, limit) },
          })
          const page = rows.slice(0, limit)
          const last = page.at(-1)
          return {
            rows: page.map((row) => ({
              id: row.id,
              at: row.at.toISOString(),
              actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
              institutionId: row.institution_id,
              action: row.action,
              objectKind: row.object_kind,
              objectId: row.object_id,
              requestId: row.request_id,
              detail: row.detail,
            })),
            after:
              rows.length > limit && last
                ? Buffer.from(JSON.stringify([last.at.toISOString(), last.id])).toString('base64url')
                : null,
          }
        }),
    )
  }
