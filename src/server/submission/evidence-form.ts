import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { EvidenceItem, EvidenceValues, FieldError, Option, UploadLimits } from '../../contract/portal/parts.ts'
import { linkEvidence, submissionLimits, type UploadReceipt } from '../../contract/submission.ts'
import { acceptedInWords, explainUploadRefusal } from '../../contract/upload-refusal.ts'
import { inBoth, type Language } from '../../domain/kernel/language.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import type { Platform } from '../platform/platform.ts'
import { fieldErrors } from '../portal/field-words.ts'
import { type Form, readMultipart } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import { viewOf } from '../portal/view.ts'
import { discardUploads } from '../upload/discard.ts'
import { acceptedExtensions } from '../upload/file-kind.ts'
import { removeLocation } from '../upload/remove-location.ts'
import { receiveUpload } from '../upload/upload.ts'
import type { EvidenceAnswer, FileAnswer, World } from './answers.ts'

/** Limits as the pages tell them before anyone chooses a file. */
export const uploadLimits = (language: Language): UploadLimits => ({
  maxFileBytes: submissionLimits.fileBytes,
  maxFiles: submissionLimits.evidence,
  acceptedInWords: acceptedInWords[language],
  accept: acceptedExtensions,
})

const told = inBoth({
  zh: {
    tooMany: `最多提交 ${submissionLimits.evidence} 份材料，多出的没有接收；可以把几页合成一个 PDF`,
    twice: (name: string, before: string) => `“${name}”和清单里的“${before}”内容完全相同，没有重复添加`,
    undecided: (name: string) => `照片“${name}”里带有拍摄地点，请先选择保留还是去掉`,
  },
  en: {
    tooMany: `At most ${submissionLimits.evidence} items; what was above was not taken. Several pages fit into one PDF`,
    twice: (name, before) => `“${name}” is the same as “${before}” in the list and was not added again`,
    undecided: (name) => `The photo “${name}” tells where it was taken; please choose whether to keep or remove that`,
  },
})

export const evidenceKinds = (world: World): readonly Option[] =>
  world.codes.list('evidence-kinds', world.on).map(({ code, zh, en, examples, examplesEn }) => ({
    code,
    label: world.language === 'zh' ? `${zh}（${examples}）` : `${en} (${examplesEn})`,
  }))

export const evidenceItems = (items: readonly EvidenceAnswer[], world: World): readonly EvidenceItem[] =>
  items.map((item) => ({
    id: item.id,
    kindLabel: world.codes.label('evidence-kinds', item.kind),
    name: item.name,
    sizeBytes: item.uploadId === undefined ? null : item.sizeBytes,
    sha256: item.uploadId === undefined ? null : item.sha256,
    sm3: item.uploadId === undefined ? null : item.sm3,
    link: item.link ?? null,
    addedAt: item.uploadId === undefined ? undefined : item.addedAt,
    location: (item.uploadId === undefined ? undefined : item.location) ?? null,
    locationKept: item.uploadId === undefined ? undefined : item.locationKept,
    originalSha256: item.uploadId === undefined ? undefined : item.originalSha256,
    originalSm3: item.uploadId === undefined ? undefined : item.originalSm3,
  }))

export interface EvidenceForm {
  readonly form: Form
  /** False: the form is not ours or not for this browser; nothing was kept. */
  readonly own: boolean
  readonly added: readonly EvidenceAnswer[]
  readonly errors: readonly FieldError[]
  /** What goes back into the fields: empty after a link was taken, as typed after a refusal. */
  readonly values: EvidenceValues
}

/** Somebody who chose no kind means "other"; the list shows it, and nothing that was chosen is lost. */
export const evidenceKindOf = (given: string, world: World): string =>
  world.codes.find('evidence-kinds', given, world.on) ? given : 'other'

const readLink = (
  form: Form,
  world: World,
  full: boolean,
  language: Language,
): { added: EvidenceAnswer[]; errors: FieldError[] } => {
  const link = form.text('link').trim()
  const name = form.text('linkName').trim()
  if (link === '' && name === '') return { added: [], errors: [] }
  if (full) return { added: [], errors: [{ field: 'link', message: told[language].tooMany }] }
  const given = { kind: evidenceKindOf(form.text('evidenceKind'), world), name, link }
  const parsed = linkEvidence.safeParse(given)
  if (parsed.success) return { added: [{ id: randomUUID(), ...parsed.data }], errors: [] }
  return {
    added: [],
    errors: [...fieldErrors(linkEvidence, given, ([field]) => (field === 'name' ? 'linkName' : 'link'))],
  }
}

/** A file among the answers. */
export const fileAnswer = (receipt: UploadReceipt, kind: string, addedAt: string): FileAnswer => {
  const { uploadId, name, sizeBytes, sha256, sm3, location } = receipt
  const base = { id: uploadId, kind, name, uploadId, sizeBytes, sha256, sm3, addedAt }
  return location === null ? base : { ...base, location }
}

const bytesOf = (items: readonly EvidenceAnswer[]): number =>
  items.reduce((sum, item) => sum + (item.uploadId === undefined ? 0 : item.sizeBytes), 0)

/**
 * Whether a file that has arrived may join the list.
 * @returns the message for its sender otherwise; `twice` when the same content stands there already, which harms nobody.
 */
export const joins = (
  items: readonly EvidenceAnswer[],
  { name, sizeBytes, sha256 }: Pick<UploadReceipt, 'name' | 'sizeBytes' | 'sha256'>,
  language: Language,
): Result<null, { readonly code: 'twice' | 'full'; readonly message: string }> => {
  const same = items.find(
    (item) => item.uploadId !== undefined && (item.sha256 === sha256 || item.originalSha256 === sha256),
  )
  if (same) return refuse({ code: 'twice', message: told[language].twice(name, same.name) })
  if (items.length >= submissionLimits.evidence) return refuse({ code: 'full', message: told[language].tooMany })
  if (bytesOf(items) + sizeBytes <= submissionLimits.totalBytes) return ok(null)
  const refusal = { code: 'total-too-large', name, maxBytes: submissionLimits.totalBytes } as const
  return refuse({ code: 'full', message: explainUploadRefusal(refusal, language) })
}

/** Photos whose place nobody has decided about yet; the page does not go on with them. */
export const undecidedLocations = (items: readonly EvidenceAnswer[], language: Language): readonly FieldError[] =>
  items
    .filter((item) => item.uploadId !== undefined && item.location !== undefined && item.locationKept === undefined)
    .map((item) => ({ field: `location.${item.id}`, message: told[language].undecided(item.name) }))

/**
 * What a button of a photo asks for: `location-keep.<item id>` or `location-remove.<item id>`.
 * @returns the photo after it; null when no photo's button was pressed.
 */
export const decideLocation = async (
  platform: Platform,
  items: readonly EvidenceAnswer[],
  action: string,
  requestId: string,
): Promise<FileAnswer | null> => {
  const [, choice, id] = /^location-(keep|remove)\.(.+)$/.exec(action) ?? []
  const item = items.find((one) => one.id === id)
  if (item?.uploadId === undefined || item.location === undefined) return null
  if (choice === 'keep') return { ...item, locationKept: true }
  const receipt = await removeLocation(platform, item.uploadId, requestId)
  if (receipt === null) return null
  const { location: _gone, locationKept: _decided, ...rest } = item
  const { sizeBytes, sha256, sm3, originalSha256, originalSm3 } = receipt
  const original = originalSha256 === null || originalSm3 === null ? {} : { originalSha256, originalSm3 }
  return { ...rest, sizeBytes, sha256, sm3, ...original }
}

/**
 * Reads a form with files: each is taken in or refused while it arrives, whatever button was pressed.
 * @param held what is in the list already.
 */
export const readEvidenceForm = async (
  frame: Frame,
  request: FastifyRequest,
  world: World,
  held: readonly EvidenceAnswer[],
): Promise<EvidenceForm> => {
  const { platform } = frame
  const { language } = viewOf(request)
  const added: EvidenceAnswer[] = []
  const errors: FieldError[] = []
  const twice: FieldError[] = []
  const form = await readMultipart(request, async (field, file, before) => {
    if (field !== 'files' || !frame.isOwnForm(request, before)) {
      file.bytes.resume()
      return
    }
    const say = (message: string) => {
      if (!errors.some((error) => error.message === message)) errors.push({ field: 'files', message })
    }
    if (held.length + added.length >= submissionLimits.evidence) {
      file.bytes.resume()
      return say(told[language].tooMany)
    }
    const received = await receiveUpload(platform, file, request.id)
    if (!received.ok) return say(explainUploadRefusal(received.refusal, language))
    const joining = joins([...held, ...added], received.value, language)
    if (joining.ok) {
      const kind = evidenceKindOf(before.text('evidenceKind'), world)
      added.push(fileAnswer(received.value, kind, platform.clock.now()))
      return
    }
    await discardUploads(platform, [received.value.uploadId], request.id)
    // Sent again by the back button or a second press: it is there, and nobody is held up.
    if (joining.refusal.code === 'full') say(joining.refusal.message)
    else twice.push({ field: 'files', message: joining.refusal.message })
  })
  if (form.text('action') !== 'continue') errors.push(...twice)
  const own = frame.isOwnForm(request, form)
  const full = held.length + added.length >= submissionLimits.evidence
  const link = own ? readLink(form, world, full, language) : { added: [], errors: [] }
  const failed = link.errors.length > 0 || !own
  return {
    form,
    own,
    added: [...added, ...link.added],
    errors: [...errors, ...link.errors],
    values: {
      evidenceKind: form.text('evidenceKind'),
      link: failed ? form.text('link') : '',
      linkName: failed ? form.text('linkName') : '',
    },
  }
}
