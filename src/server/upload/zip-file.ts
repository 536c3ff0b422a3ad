import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

/*
 * Looks into a zip without unpacking it to anywhere: Office documents are zips. Own code, because a reader that trusts the declared
 * sizes is exactly what a bomb is made for; the formats are those of PKWARE's APPNOTE 6.3.
 */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly packedBytes: number
  /** As the directory declares it; `unpacked` finds out. */
  readonly sizeBytes: number
  readonly headerAt: number
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const headerMark = 0x04034b50

/** Where the directory's end record stands, or -1. A comment of up to 64 KB may follow it, and must end with the file. */
export const zipEndAt = (content: Buffer): number => {
  for (let at = content.length - 22; at >= Math.max(0, content.length - 22 - 0xffff); at -= 1) {
    if (content.readUInt32LE(at) === endMark && at + 22 + content.readUInt16LE(at + 20) === content.length) return at
  }
  return -1
}

/** The entries, or null when the directory is broken, split over disks, encrypted, or of the kind above 4 GB. */
export const zipEntries = (content: Buffer): readonly ZipEntry[] | null => {
  const end = zipEndAt(content)
  if (end < 0) return null
  const count = content.readUInt16LE(end + 10)
  let at = content.readUInt32LE(end + 16)
  if (content.readUInt16LE(end + 8) !== count || count === 0xffff) return null
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || content.readUInt32LE(at) !== entryMark) return null
    const nameBytes = content.readUInt16LE(at + 28)
    const next = at + 46 + nameBytes + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32)
    const encrypted = (content.readUInt16LE(at + 8) & 1) === 1
    if (next > end || encrypted) return null
    entries.push({
      name: content.toString('utf8', at + 46, at + 46 + nameBytes),
      method: content.readUInt16LE(at + 10),
      packedBytes: content.readUInt32LE(at + 20),
      sizeBytes: content.readUInt32LE(at + 24),
      headerAt: content.readUInt32LE(at + 42),
    })
    at = next
  }
  return entries
}

/**
 * What an entry really holds.
 * @param keep false counts only, so that a large part costs no memory.
 * @returns null when it is broken, or when more comes out than the directory declares.
 */
export const unpacked = async (
  content: Buffer,
  entry: ZipEntry,
  keep: boolean,
): Promise<{ readonly sizeBytes: number; readonly content: Buffer } | null> => {
  const { headerAt } = entry
  if (headerAt + 30 > content.length || content.readUInt32LE(headerAt) !== headerMark) return null
  const from = headerAt + 30 + content.readUInt16LE(headerAt + 26) + content.readUInt16LE(headerAt + 28)
  const packed = content.subarray(from, from + entry.packedBytes)
  if (packed.length !== entry.packedBytes) return null
  if (entry.method === 0) return { sizeBytes: packed.length, content: packed }
  if (entry.method !== 8) return null
  const chunks: Buffer[] = []
  let sizeBytes = 0
  try {
    for await (const chunk of Readable.from([packed]).pipe(createInflateRaw())) {
      const piece = Buffer.from(chunk)
      sizeBytes += piece.length
      if (sizeBytes > entry.sizeBytes) return null
      if (keep) chunks.push(piece)
    }
  } catch {
    return null
  }
  return { sizeBytes, content: Buffer.concat(chunks) }
}
