import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { EvidenceItem, EvidenceValues, FieldError, Option, UploadLimits } from '../../contract/portal/parts.ts'
import { linkEvidence, submissionLimits } from '../../contract/submission.ts'
import { type Form, readMultipart } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import { acceptedExtensions, acceptedInWords } from '../upload/file-kind.ts'
import { receiveUpload } from '../upload/upload.ts'
import type { EvidenceAnswer, World } from './answers.ts'

/** Limits as the pages tell them before anyone chooses a file. */
export const uploadLimits: UploadLimits = {
  maxFileBytes: submissionLimits.fileBytes,
  maxFiles: submissionLimits.evidence,
  acceptedInWords,
  accept: acceptedExtensions,
}

export const evidenceKinds = (world: World): readonly Option[] =>
  world.codes
    .list('evidence-kinds', world.on)
    .map((entry) => ({ code: entry.code, label: `${entry.zh}（${entry.examples}）` }))

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
const kindOf = (form: Form, world: World): string => {
  const given = form.text('evidenceKind')
  return world.codes.find('evidence-kinds', given, world.on) ? given : 'other'
}

const readLink = (form: Form, world: World, full: boolean): { added: EvidenceAnswer[]; errors: FieldError[] } => {
  const link = form.text('link').trim()
  const name = form.text('linkName').trim()
  if (link === '' && name === '') return { added: [], errors: [] }
  if (full) return { added: [], errors: [tooMany('link')] }
  const parsed = linkEvidence.safeParse({ kind: kindOf(form, world), name, link })
  if (parsed.success) return { added: [{ id: randomUUID(), ...parsed.data }], errors: [] }
  const errors = parsed.error.issues.map((issue) => ({
    field: issue.path[0] === 'name' ? 'linkName' : 'link',
    message: issue.path[0] === 'name' ? `链接的名称：${issue.message}` : issue.message,
  }))
  return { added: [], errors }
}

const tooMany = (field: string): FieldError => ({
  field,
  message: `最多提交 ${submissionLimits.evidence} 份材料，多出的没有接收；可以把几页合成一个 PDF`,
})

/**
 * Reads a form with files: each is taken in or refused while it arrives, whatever button was pressed.
 * @param room how many more items fit.
 */
export const readEvidenceForm = async (
  frame: Frame,
  request: FastifyRequest,
  world: World,
  room: number,
): Promise<EvidenceForm> => {
  const { platform } = frame
  const added: EvidenceAnswer[] = []
  const errors: FieldError[] = []
  const form = await readMultipart(request, async (field, file, before) => {
    if (field !== 'files' || !frame.isOwnForm(request, before)) {
      file.bytes.resume()
      return
    }
    if (added.length >= room) {
      file.bytes.resume()
      if (!errors.some((error) => error.message === tooMany('files').message)) errors.push(tooMany('files'))
      return
    }
    const received = await receiveUpload(platform, file, request.id)
    if (received.ok) {
      const { uploadId, name, sizeBytes, sha256, sm3 } = received.value
      const addedAt = platform.clock.now()
      added.push({ id: randomUUID(), kind: kindOf(before, world), name, uploadId, sizeBytes, sha256, sm3, addedAt })
    } else errors.push({ field: 'files', message: received.refusal.reason })
  })
  const own = frame.isOwnForm(request, form)
  const link = own ? readLink(form, world, added.length >= room) : { added: [], errors: [] }
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
