import { z } from 'zod'
import { checkIdentifier, type IdentifierCheck } from '../domain/identifier/identifier.ts'
import { channels, identityKinds, matterKinds } from '../domain/matter/matter.ts'
import { said, spoken } from './spoken.ts'
import { divisionCode, line, optional, plainDate, prose, uuid } from './text.ts'

/** Limits that screens tell before they are broken. */
export const submissionLimits = {
  rights: 10,
  respondents: 20,
  evidence: 20,
  factsChars: 5000,
  fileBytes: 20 * 1024 * 1024,
  /** All files of one draft together. */
  totalBytes: 200 * 1024 * 1024,
} as const

/** Version of the privacy text; a new text is a new version and the old consents keep theirs. */
export const consentVersion = '2026-11'

/** What is wrong with a number, in the language that is being spoken. */
export const whyInvalid = ({ reason, reasonInEnglish }: IdentifierCheck): string =>
  spoken({ zh: reason ?? '号码不正确', en: reasonInEnglish ?? 'The number is not right' })

const identifier = (type: 'resident-id' | 'uscc' | 'phone') =>
  z.string().transform((value, ctx) => {
    const checked = checkIdentifier(type, value)
    if (checked.valid && checked.normalised !== null) return checked.normalised
    ctx.addIssue({ code: 'custom', message: whyInvalid(checked) })
    return z.NEVER
  })

export const phone = identifier('phone')

/** In small letters: a matter is found by its applicant's mail, and no provider tells `A@` from `a@`. */
export const mail = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, { error: said('邮箱不超过 254 个字符', 'At most 254 characters') })
  .pipe(
    z.email({
      error: said(
        '请填写完整的电子邮箱，例如 name@example.com',
        'Please enter a whole e-mail address, e.g. name@example.com',
      ),
    }),
  )

/** What identifies a person of this kind. */
export const identifierTypeOf = (identityKind: string): 'resident-id' | 'uscc' =>
  identityKind === 'natural-person' ? 'resident-id' : 'uscc'

export const applicantInput = z
  .object({
    identityKind: z.enum(identityKinds, { error: said('请选择您的身份', 'Please choose who applies') }),
    name: line(100),
    /** Resident id of a natural person, unified social credit code of an organisation. */
    identifier: optional(z.string()),
    phone,
    mail: optional(mail),
    address: optional(line(200)),
    sme: z.boolean().default(false),
  })
  .transform((value, ctx) => {
    const identifierType = identifierTypeOf(value.identityKind)
    // An oral consultation needs no proof of identity; the kind of matter decides (see identifierRule).
    if (value.identifier === null) return { ...value, identifierType, identifier: null }
    const checked = checkIdentifier(identifierType, value.identifier)
    if (checked.valid) return { ...value, identifierType, identifier: checked.normalised }
    ctx.addIssue({ code: 'custom', path: ['identifier'], message: whyInvalid(checked) })
    return z.NEVER
  })

export const agentInput = z.object({ name: line(100), phone, relation: line(60) })

export const respondentInput = z.object({
  name: line(100),
  place: optional(line(200)),
  link: optional(
    z
      .url({
        protocol: /^https?$/,
        error: said(
          '请填写以 http:// 或 https:// 开头的网址',
          'Please enter an address that begins with http:// or https://',
        ),
      })
      .max(1000, { error: said('网址不超过 1000 个字符', 'At most 1000 characters') }),
  ),
})

const numberTypes: Readonly<Record<string, 'patent' | 'trademark' | 'ic-layout' | 'gi'>> = {
  'patent-invention': 'patent',
  'patent-utility-model': 'patent',
  'patent-design': 'patent',
  trademark: 'trademark',
  'ic-layout': 'ic-layout',
  gi: 'gi',
}

export const rightInput = z
  .object({ type: line(40), number: optional(line(60)), name: optional(line(100)) })
  .transform((value, ctx) => {
    const numberType = numberTypes[value.type]
    if (value.number === null || numberType === undefined) return value
    const checked = checkIdentifier(numberType, value.number)
    if (checked.valid) return { ...value, number: checked.normalised }
    ctx.addIssue({ code: 'custom', path: ['number'], message: whyInvalid(checked) })
    return z.NEVER
  })

const fileEvidence = z.object({ kind: line(40), uploadId: uuid })
export const linkEvidence = z.object({
  kind: line(40),
  name: line(100),
  link: z
    .url({
      protocol: /^https?$/,
      error: said(
        '请填写以 http:// 或 https:// 开头的网址',
        'Please enter an address that begins with http:// or https://',
      ),
    })
    .max(1000, { error: said('网址不超过 1000 个字符', 'At most 1000 characters') }),
})

/** A file comes by the id that its upload answered with; a link by its address. */
export const evidenceInput = z.union([fileEvidence, linkEvidence])

export type EvidenceInput = z.output<typeof evidenceInput>

export const needInput = z.object({
  position: line(40),
  rights: z
    .array(rightInput)
    .min(1, { error: said('请至少选择一种权利', 'Please choose at least one right') })
    .max(submissionLimits.rights, {
      error: said(`最多填写 ${submissionLimits.rights} 项权利`, `At most ${submissionLimits.rights} rights`),
    }),
  scene: line(40),
  facts: prose(submissionLimits.factsChars, 10),
  knownSince: optional(plainDate),
  occurredIn: optional(divisionCode),
  locatedIn: optional(divisionCode),
  urgency: line(40),
  urgentUntil: optional(plainDate),
  services: z
    .array(line(40))
    .min(1, { error: said('请至少选择一项', 'Please choose at least one') })
    .max(12),
})

/** Rules over two answers: null, or what to put right. The portal asks them as soon as both answers are there. */
export const identifierRule = (kind: string, identifier: string | null): string | null =>
  kind === 'aid' && identifier === null
    ? spoken({
        zh: '申请维权援助须填写证件号码，用于核实身份',
        en: 'To apply for assistance an identity number is needed, to check who applies',
      })
    : null
export const placeRule = (occurredIn: string | null, locatedIn: string | null): string | null =>
  occurredIn === null && locatedIn === null
    ? spoken({
        zh: '请至少填写一个地点：发生地，或者您的住所地、营业地',
        en: 'Please give at least one place: where it happened, or where you live or do business',
      })
    : null

export const submissionInput = z
  .object({
    /** Made by the client; sending it twice makes one matter. */
    submissionId: uuid,
    kind: z.enum(matterKinds),
    applicant: applicantInput,
    agent: agentInput.nullable(),
    respondents: z.array(respondentInput).max(submissionLimits.respondents, {
      error: said(
        `最多填写 ${submissionLimits.respondents} 个对方`,
        `At most ${submissionLimits.respondents} other parties`,
      ),
    }),
    need: needInput,
    evidence: z.array(evidenceInput).max(submissionLimits.evidence, {
      error: said(`最多提交 ${submissionLimits.evidence} 份材料`, `At most ${submissionLimits.evidence} documents`),
    }),
    /** Null lets the platform choose by place and right. */
    institutionId: uuid.nullable(),
    consent: z.object({ version: z.literal(consentVersion), sensitiveData: z.literal(true) }),
  })
  .superRefine((value, ctx) => {
    const identifier = identifierRule(value.kind, value.applicant.identifier)
    if (identifier) ctx.addIssue({ code: 'custom', path: ['applicant', 'identifier'], message: identifier })
    const place = placeRule(value.need.occurredIn, value.need.locatedIn)
    if (place) ctx.addIssue({ code: 'custom', path: ['need', 'locatedIn'], message: place })
  })
export type SubmissionInput = z.output<typeof submissionInput>

/** A clerk writes down a need that came by counter, phone or letter. */
export const registrationInput = z.object({
  channel: z.enum(channels).exclude(['online']),
  submission: submissionInput,
})

export const submissionReceipt = z.object({
  matterId: uuid,
  number: z.string(),
  /** Opens the matter together with the number; only its keyed hash is stored, so it is told here and nowhere else. */
  queryCode: z.string(),
  institution: z.object({ id: uuid, name: z.string(), demo: z.boolean() }),
  why: z.array(z.string()),
  submittedAt: z.string(),
  dueOn: z.string().nullable(),
  derivation: z.array(z.string()),
  /** False when this submission id had been received before. */
  created: z.boolean(),
})
export type SubmissionReceipt = z.output<typeof submissionReceipt>

export const uploadReceipt = z.object({
  uploadId: uuid,
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  /** Hex. */
  sha256: z.string(),
  sm3: z.string(),
  /** Where the photo says it was taken, in degrees; null when it says nothing. Told, so that the sender can have it taken out. */
  location: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  /** Of the photo as it was chosen, when the place was taken out of it. Hex. */
  originalSha256: z.string().nullable(),
  originalSm3: z.string().nullable(),
})
export type PhotoLocation = NonNullable<z.output<typeof uploadReceipt>['location']>
export type UploadReceipt = z.output<typeof uploadReceipt>
