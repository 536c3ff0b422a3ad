import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import {
  type DeliveryRule,
  deliveryFileSchema,
  deliveryRuleSchema,
  eventFileSchema,
  matterFacts,
  type ToldEvent,
  templateEntrySchema,
  templateFileSchema,
  type Warning,
} from '../../contract/notification-rules.ts'
import type { PlainDate } from '../../domain/kernel/plain-date.ts'
import { type Template, templateFaults } from '../../domain/notification/template.ts'

/** What `rules/notifications` says: the texts, and how they are delivered. */
export interface NotificationRules {
  readonly templates: readonly Template[]
  readonly delivery: readonly DeliveryRule[]
  /** Who is told what, when something happens to a matter. */
  readonly events: readonly ToldEvent[]
  /** Who is told that a time limit ends soon. */
  readonly warnings: readonly Warning[]
}

interface Versioned {
  readonly version: number
  readonly validFrom: PlainDate
  readonly validTo: PlainDate | null
}

const read = <S extends z.ZodType>(path: string, schema: S): z.output<S> => {
  try {
    return check(path, schema, parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

const check = <S extends z.ZodType>(place: string, schema: S, value: unknown): z.output<S> => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Error(`${place}: ${z.prettifyError(parsed.error)}`)
}

/** Two versions may not hold on one day, else nobody could say which text was sent. */
const refuseClash = (place: string, one: Versioned, others: readonly Versioned[]): void => {
  if (one.validTo !== null && one.validTo < one.validFrom)
    throw new Error(`${place}: given validTo ${one.validTo}, expected a day from ${one.validFrom} on`)
  for (const other of others) {
    if (one.version === other.version) throw new Error(`${place}: version ${one.version} is there twice`)
    const [earlier, later] = one.validFrom < other.validFrom ? [one, other] : [other, one]
    if (earlier.validTo === null || earlier.validTo >= later.validFrom)
      throw new Error(`${place}: versions ${one.version} and ${other.version} hold on the same day`)
  }
}

const loadTemplates = (dir: string): readonly Template[] => {
  const templates: Template[] = []
  for (const name of readdirSync(dir)
    .filter((one) => one.endsWith('.yaml'))
    .sort()) {
    const path = join(dir, name)
    for (const [index, raw] of read(path, templateFileSchema).templates.entries()) {
      const entry = check(`${path}: entry ${index + 1}`, templateEntrySchema, raw)
      const place = `${path}: ${entry.code}`
      const faults = templateFaults(entry)
      if (faults.length > 0) throw new Error(`${place}: ${faults.join('; ')}`)
      refuseClash(
        place,
        entry,
        templates.filter((other) => other.code === entry.code),
      )
      templates.push(entry)
    }
  }
  return templates
}

/** A text about a matter may ask for what a matter can say, its link and its last day only where these are named. */
const refuseUnanswerable = (place: string, told: ToldEvent | Warning, templates: readonly Template[]): void => {
  const versions = templates.filter((one) => one.code === told.template)
  if (versions.length === 0) throw new Error(`${place}: given the template "${told.template}", which is not there`)
  for (const { data, code } of versions) {
    const asked = Object.keys(data)
    const strange = asked.filter((name) => !matterFacts.some((fact) => fact === name))
    if (strange.length > 0) throw new Error(`${place}: ${code} asks for ${strange.join(', ')}, which no matter can say`)
    if (asked.includes('link') !== (told.page !== undefined))
      throw new Error(`${place}: expected a page for {link} of ${code}, and none without it`)
    if (asked.includes('dueOn') !== (told.clock !== undefined))
      throw new Error(`${place}: expected a clock for {dueOn} of ${code}, and none without it`)
    if (asked.includes('stars') && 'event' in told && told.event !== 'MatterRated')
      throw new Error(`${place}: ${code} asks for stars, which only MatterRated has`)
    if (asked.includes('step') && !('event' in told)) throw new Error(`${place}: a warning follows no step`)
  }
}

/**
 * Reads `templates/*.yaml`, `events.yaml` and `delivery.yaml` under `dir`.
 * @throws naming file and entry when one is malformed, when a text and its facts do not agree, or when two versions hold on one day.
 */
export const loadNotificationRules = (dir: string): NotificationRules => {
  const path = join(dir, 'delivery.yaml')
  const delivery: DeliveryRule[] = []
  for (const raw of read(path, deliveryFileSchema).delivery) {
    const entry = check(path, deliveryRuleSchema, raw)
    refuseClash(path, entry, delivery)
    delivery.push(entry)
  }
  const templates = loadTemplates(join(dir, 'templates'))
  const eventsPath = join(dir, 'events.yaml')
  const { events, warnings } = read(eventsPath, eventFileSchema)
  for (const told of events) refuseUnanswerable(`${eventsPath}: ${told.event}`, told, templates)
  for (const told of warnings) refuseUnanswerable(`${eventsPath}: warning of ${told.clock}`, told, templates)
  return { templates, delivery, events, warnings }
}

/** How messages are delivered on a day. @throws when no version holds. */
export const deliveryOn = (rules: NotificationRules, on: PlainDate): DeliveryRule => {
  const found = rules.delivery.find((one) => one.validFrom <= on && (one.validTo === null || on <= one.validTo))
  if (!found) throw new Error(`rules/notifications/delivery.yaml: no version holds on ${on}`)
  return found
}
