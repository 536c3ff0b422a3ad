import { fileTypeFromBuffer } from 'file-type'
import type { FileKind } from '../../contract/file-kind.ts'
import type { UploadRefusal } from '../../contract/upload-refusal.ts'
import { contentName } from './file-kind.ts'
import { inspectImage } from './image-file.ts'
import { inspectOffice, unpackLimits } from './office-file.ts'
import { activeInPdf } from './pdf-file.ts'
import { notPlainText } from './plain-text.ts'

const detected = async (content: Buffer): Promise<string | null> => {
  const found = await fileTypeFromBuffer(content)
  if (found) return found.ext
  // A recording that begins with a long ID3 tag (cover picture) is not looked at beyond it.
  return content.subarray(0, 3).toString('latin1') === 'ID3' ? 'mp3' : null
}

const inside = async (name: string, found: string, content: Buffer): Promise<UploadRefusal | null> => {
  if (found === 'pdf') {
    const active = await activeInPdf(content)
    return active === null ? null : { code: 'active-content', name, found: active }
  }
  if (found === 'docx' || found === 'xlsx' || found === 'pptx') {
    const finding = await inspectOffice(content)
    if (finding?.code === 'unpacks-too-big') return { code: finding.code, name, maxBytes: unpackLimits.totalBytes }
    return finding === null ? null : { ...finding, name }
  }
  if (['jpg', 'png', 'apng', 'webp', 'gif'].includes(found)) {
    const finding = await inspectImage(content)
    return finding === null ? null : { ...finding, name }
  }
  return null
}

/**
 * Looks at a whole file: is it what its ending promises, does it run anything when opened, does it open to an absurd size.
 * @returns null when it may be kept, else the first reason against it.
 */
export const inspectContent = async (name: string, kind: FileKind, content: Buffer): Promise<UploadRefusal | null> => {
  if (content.length === 0) return { code: 'empty', name }
  if (kind.content.includes('text')) {
    const found = notPlainText(content)
    return found === null ? null : { code: 'not-plain-text', name, found }
  }
  const found = await detected(content)
  if (found === null || !kind.content.includes(found)) {
    return { code: 'disguised', name, expected: kind.label, found: contentName(found) }
  }
  return inside(name, found, content)
}
