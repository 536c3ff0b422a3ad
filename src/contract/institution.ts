import { z } from 'zod'
import { institutionLevels, institutionStatuses } from '../domain/institution/institution.ts'
import { divisionCode, line, optional, uuid } from './text.ts'

const division = z.object({
  code: z.string(),
  name: z.string(),
  /** With its ancestors: 浙江省宁波市鄞州区. */
  fullName: z.string(),
  level: z.enum(['nation', 'province', 'prefecture', 'county']),
})

/** `text`: typed words; `parent`: its children; neither: the provinces. `text` goes before `parent`. */
export const divisionsQuery = z.object({ text: optional(line(60)), parent: optional(divisionCode) })
export const divisionsAnswer = z.object({ rows: z.array(division) })

/** `place` is a division code or typed words; `name` a part of the name; `text` either; `after` comes from the page before. */
export const institutionsQuery = z.object({
  place: optional(line(60)),
  name: optional(line(60)),
  text: optional(line(60)),
  /** Code list `institution-kinds`. */
  kind: optional(z.string().max(40)),
  after: optional(z.string().max(600)),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

const listed = z.object({
  id: uuid,
  name: z.string(),
  kind: z.string(),
  level: z.enum(institutionLevels),
  divisionCode: z.string(),
  divisionName: z.string(),
  demo: z.boolean(),
  acceptsOnline: z.boolean(),
  status: z.enum(institutionStatuses),
})

export const institutionsAnswer = z.object({
  rows: z.array(listed),
  after: z.string().nullable(),
  /** What the words for the place were taken to mean; null without a place. */
  place: division.nullable(),
})

export const institutionAnswer = listed.extend({
  areas: z.array(division),
  rightTypes: z.array(z.string()),
  services: z.array(z.string()),
  hours: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  url: z.string().nullable(),
  /** Those above it, the nearest first. */
  parents: z.array(z.object({ id: uuid, name: z.string() })),
  source: z.object({ url: z.string().nullable(), grade: z.string(), asOf: z.string().nullable() }).nullable(),
})

/** Codes in a query stand one after another, separated by commas, or are repeated. */
const codesInQuery = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((given) =>
    (typeof given === 'string' ? given.split(',') : given).map((code) => code.trim()).filter(Boolean),
  )
  .pipe(z.array(z.string().max(40)).max(30))

export const proposalQuery = z.object({
  occurredIn: optional(divisionCode),
  locatedIn: optional(divisionCode),
  rightTypes: codesInQuery,
  services: codesInQuery,
})

export const proposalAnswer = z.object({
  institution: listed.pick({ id: true, name: true, kind: true, level: true, demo: true }),
  /** Sentences for the applicant, in Chinese. */
  why: z.array(z.string()),
  alternatives: z.array(listed.pick({ id: true, name: true, kind: true, level: true, demo: true })),
  /** How many levels above the place's own level the institution stands. */
  climbed: z.number().int(),
})
