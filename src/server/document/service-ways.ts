import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { type ServiceWays, serviceWaysFile } from '../../contract/service-ways.ts'
import { addDays, chinaDate, type Instant, type PlainDate, startOfChinaDay } from '../../domain/kernel/plain-date.ts'
import type { Channel, ReceiptWay } from '../../domain/matter/matter.ts'

const published = fileURLToPath(new URL('../../../rules/service/ways.yaml', import.meta.url))

/** @throws naming the file, what was given and what was expected; also when two versions hold on one day. */
export const loadServiceWays = (path: string): readonly ServiceWays[] => {
  const parsed = serviceWaysFile.safeParse(parse(readFileSync(path, 'utf8')))
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`)
  const versions = parsed.data.ways.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  for (const [index, one] of versions.entries()) {
    const later = versions[index + 1]
    if (later && (one.validTo === null || one.validTo >= later.validFrom))
      throw new Error(`${path}: versions ${one.version} and ${later.version} both hold on ${later.validFrom}`)
  }
  return versions
}

const versions = loadServiceWays(published)

const waysOn = (on: PlainDate): ServiceWays => {
  const found = versions.find((one) => one.validFrom <= on && (one.validTo === null || on <= one.validTo))
  if (!found) throw new Error(`rules/service/ways.yaml: no version holds on ${on}`)
  return found
}

/** The way on which a document of a matter that came by this channel sets out. */
export const firstWay = (channel: Channel, on: PlainDate): ReceiptWay => waysOn(on).first[channel]

/**
 * The way that follows when nobody collects, and when: at the beginning of the day after the last one of waiting. Null when no way
 * follows.
 */
export const nextWay = (way: ReceiptWay, since: Instant): { readonly to: ReceiptWay; readonly at: Instant } | null => {
  const from = chinaDate(since)
  const next = waysOn(from).next.find((one) => one.from === way)
  return next ? { to: next.to, at: startOfChinaDay(addDays(from, next.afterDays + 1)) } : null
}
