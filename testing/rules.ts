import { join } from 'node:path'
import type { DeadlineRule, DeadlineUnit } from '../src/domain/deadline/rule.ts'
import {
  type Instant,
  type PlainDate,
  parseInstant,
  parsePlainDate,
  startOfChinaDay,
} from '../src/domain/kernel/plain-date.ts'
import { loadNotificationRules } from '../src/server/platform/notification-rules.ts'
import { loadRules } from '../src/server/platform/rules.ts'

/** The rules as they stand in `rules/`. */
export const publishedRules = loadRules(join(import.meta.dirname, '../rules'))
export const publishedNotifications = loadNotificationRules(join(import.meta.dirname, '../rules/notifications'))

export const day = (text: string): PlainDate => {
  const date = parsePlainDate(text)
  if (date === null) throw new Error(`given ${text}, expected an existing day`)
  return date
}

/** A day (its beginning in China), or a time `2026-02-09T10:00` in China, or an instant with offset. */
export const at = (text: string): Instant => {
  const date = parsePlainDate(text)
  if (date !== null) return startOfChinaDay(date)
  const instant = parseInstant(text) ?? parseInstant(`${text}+08:00`)
  if (instant === null) throw new Error(`given ${text}, expected a day or a time`)
  return instant
}

/** A rule that differs from every other only in what counts. */
export const aRule = (limit: number, unit: DeadlineUnit, more: Partial<DeadlineRule> = {}): DeadlineRule => ({
  id: 'SPEC-RULE',
  version: 1,
  kind: 'platform',
  name: '示例期限',
  trigger: '收到材料之日',
  limit,
  unit,
  effect: '无',
  source: '示例',
  confidence: 'none',
  validFrom: day('2019-01-01'),
  validTo: null,
  ...more,
})
