import { type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import type { Scope } from '../../domain/actor/actor.ts'

/**
 * The first wall: a scope as one SQL predicate over a row of `matter` known as `m`. Every reader states it; row-level security
 * (the second wall) repeats it from `scopeSettings`.
 */
export const scopePredicate = (scope: Scope): RawBuilder<boolean> => {
  switch (scope.kind) {
    case 'none':
      return sql<boolean>`false`
    case 'matter':
      return sql<boolean>`m.id = ${scope.matterId}`
    case 'number':
      return sql<boolean>`m.number = ${scope.number}`
    case 'submission':
      return sql<boolean>`m.submission_id = ${scope.submissionId}`
    case 'institutions':
      return scope.ids.length === 1
        ? sql<boolean>`m.holder_institution_id = ${scope.ids[0]}`
        : sql<boolean>`m.holder_institution_id = any(${scope.ids}::uuid[])`
    case 'province':
      return sql<boolean>`m.province_code = ${scope.code}`
    case 'nation':
    case 'system':
      return sql<boolean>`true`
  }
}

const settingOf = (scope: Scope): readonly [name: string, value: string] | null => {
  switch (scope.kind) {
    case 'none':
      return null
    case 'matter':
      return ['weiquan.matter', scope.matterId]
    case 'number':
      return ['weiquan.number', scope.number]
    case 'submission':
      return ['weiquan.submission', scope.submissionId]
    case 'institutions':
      return ['weiquan.institutions', `{${scope.ids.join(',')}}`]
    case 'province':
      return ['weiquan.province', scope.code]
    case 'nation':
    case 'system':
      return ['weiquan.scope', scope.kind]
  }
}

/** Opens a transaction with what row-level security reads, in one round trip. The settings end with the transaction. */
export const beginWithScope = (scope: Scope, extra: readonly (readonly [string, string])[] = []): string => {
  const settings = [settingOf(scope), ...extra].filter((one) => one !== null)
  const calls = settings.map(
    ([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`,
  )
  return calls.length === 0 ? 'begin' : `begin; select ${calls.join(', ')}`
}
