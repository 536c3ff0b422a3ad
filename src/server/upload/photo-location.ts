import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import type { PhotoLocation } from '../../contract/submission.ts'

/*
 * Where a photo was taken stands in its Exif data (CIPA DC-008, GPS directory) or in its XMP packet. It is read to be shown, and taken
 * out without touching the picture: the same pixels, the same time and camera, only the place is gone. Encoding anew with sharp was the
 * loser: it costs quality, turns the picture, and throws away the time of the shot, which is what makes a photo evidence.
 */

const gpsTag = 0x8825

interface Tiff {
  readonly at: (offset: number, bytes: 2 | 4) => number
  readonly length: number
}

const tiffOf = (block: Buffer): Tiff | null => {
  const order = block.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return null
  const little = order === 'II'
  const at: Tiff['at'] = (offset, bytes) => {
    if (offset < 0 || offset + bytes > block.length) return 0
    if (bytes === 2) return little ? block.readUInt16LE(offset) : block.readUInt16BE(offset)
    return little ? block.readUInt32LE(offset) : block.readUInt32BE(offset)
  }
  return { at, length: block.length }
}

/** Where the first directory holds the entry that points to the GPS directory; null without one. */
const gpsEntryOf = (
  tiff: Tiff,
): { readonly entryAt: number; readonly count: number; readonly firstAt: number } | null => {
  const firstAt = tiff.at(4, 4)
  const count = tiff.at(firstAt, 2)
  for (let index = 0; index < count; index += 1) {
    const entryAt = firstAt + 2 + index * 12
    if (entryAt + 12 > tiff.length) return null
    if (tiff.at(entryAt, 2) === gpsTag) return { entryAt, count, firstAt }
  }
  return null
}

const typeBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 }

interface GpsValue {
  readonly tag: number
  readonly valueAt: number
  readonly bytes: number
}

const gpsValues = (tiff: Tiff, directoryAt: number): readonly GpsValue[] =>
  Array.from({ length: Math.min(tiff.at(directoryAt, 2), 64) }, (_, index) => {
    const entryAt = directoryAt + 2 + index * 12
    const bytes = (typeBytes[tiff.at(entryAt + 2, 2)] ?? 1) * tiff.at(entryAt + 4, 4)
    return { tag: tiff.at(entryAt, 2), valueAt: bytes > 4 ? tiff.at(entryAt + 8, 4) : entryAt + 8, bytes }
  }).filter(({ valueAt, bytes }) => valueAt + bytes <= tiff.length)

const degrees = (tiff: Tiff, { valueAt }: GpsValue): number =>
  [1, 60, 3600].reduce((sum, part, index) => {
    const below = tiff.at(valueAt + index * 8 + 4, 4)
    return sum + (below === 0 ? 0 : tiff.at(valueAt + index * 8, 4) / below / part)
  }, 0)

/** The TIFF block inside of Exif data, with or without the mark that JPEG puts before it. */
const tiffPart = (exif: Buffer): Buffer => (exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif)

const fromExif = (exif: Buffer): PhotoLocation | null => {
  const block = tiffPart(exif)
  const tiff = tiffOf(block)
  const entry = tiff && gpsEntryOf(tiff)
  if (!tiff || !entry) return null
  const values = new Map(gpsValues(tiff, tiff.at(entry.entryAt + 8, 4)).map((value) => [value.tag, value]))
  const [south, latitude, west, longitude] = [1, 2, 3, 4].map((tag) => values.get(tag))
  if (!latitude || !longitude) return null
  const sign = (value: GpsValue | undefined, mark: string) =>
    value && block[value.valueAt] === mark.charCodeAt(0) ? -1 : 1
  return {
    latitude: degrees(tiff, latitude) * sign(south, 'S'),
    longitude: degrees(tiff, longitude) * sign(west, 'W'),
  }
}

// `exif:GPSLatitude="29,52.2N"`: degrees and minutes, or degrees, minutes and seconds.
const fromXmp = (xmp: string): PhotoLocation | null => {
  const [latitude, longitude] = ['GPSLatitude', 'GPSLongitude'].map((name) => {
    const found = new RegExp(`${name}(?:="|>)(\\d+),(\\d+(?:\\.\\d+)?)(?:,(\\d+(?:\\.\\d+)?))?([NSEW])`).exec(xmp)
    if (!found) return null
    const [, whole = 0, minutes = 0, seconds = 0, side = 'N'] = found
    return (Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600) * (/[SW]/.test(side) ? -1 : 1)
  })
  return latitude == null || longitude == null ? null : { latitude, longitude }
}

const rounded = ({ latitude, longitude }: PhotoLocation): PhotoLocation => ({
  latitude: Math.round(latitude * 1e5) / 1e5,
  longitude: Math.round(longitude * 1e5) / 1e5,
})

/** Where a picture says it was taken, to about a metre; null when it says nothing, or is none. */
export const locationIn = async (content: Buffer, mediaType: string): Promise<PhotoLocation | null> => {
  if (!/^image\/(jpeg|png|webp)$/.test(mediaType)) return null
  const { exif, xmpAsString } = await sharp(content, { limitInputPixels: false }).metadata()
  const found = (exif && fromExif(exif)) ?? (xmpAsString ? fromXmp(xmpAsString) : null)
  return found ? rounded(found) : null
}

/** Blanks the GPS directory and takes its entry out of the first directory, in place: nothing moves, so every other offset holds. */
const blankGps = (exif: Buffer): void => {
  const block = tiffPart(exif)
  const tiff = tiffOf(block)
  const entry = tiff && gpsEntryOf(tiff)
  if (!tiff || !entry) return
  const directoryAt = tiff.at(entry.entryAt + 8, 4)
  for (const { valueAt, bytes } of gpsValues(tiff, directoryAt)) block.fill(0, valueAt, valueAt + bytes)
  block.fill(0, directoryAt, directoryAt + 2 + Math.min(tiff.at(directoryAt, 2), 64) * 12 + 4)
  const end = entry.firstAt + 2 + entry.count * 12 + 4
  block.copy(block, entry.entryAt, entry.entryAt + 12, end)
  block.fill(0, end - 12, end)
  // Big or little end first, as the block says.
  if (block[0] === 0x49) block.writeUInt16LE(entry.count - 1, entry.firstAt)
  else block.writeUInt16BE(entry.count - 1, entry.firstAt)
}

/** An XMP packet with a place in it becomes blanks of the same length; every reader takes that as an empty packet. */
const blankXmp = (xmp: Buffer): void => {
  if (/GPS(Latitude|Longitude|Position)/.test(xmp.toString('latin1'))) xmp.fill(0x20)
}

const xmpMark = 'http://ns.adobe.com/xap/1.0/\0'

const inJpeg = (content: Buffer): void => {
  let at = 2
  while (at + 4 <= content.length && content[at] === 0xff && content[at + 1] !== 0xda) {
    const end = at + 2 + content.readUInt16BE(at + 2)
    const segment = content.subarray(at + 4, end)
    if (content[at + 1] === 0xe1) {
      if (segment.toString('latin1', 0, 6) === 'Exif\0\0') blankGps(segment)
      else if (segment.toString('latin1', 0, xmpMark.length) === xmpMark) blankXmp(segment.subarray(xmpMark.length))
    }
    at = end
  }
}

/** Text chunks that old tools put Exif and XMP into are left out whole; the others stay as they are, with a new check sum. */
const inPng = (content: Buffer): Buffer => {
  const kept = [content.subarray(0, 8)]
  for (let at = 8; at + 12 <= content.length; ) {
    const end = at + 12 + content.readUInt32BE(at)
    const type = content.toString('latin1', at + 4, at + 8)
    const data = content.subarray(at + 8, end - 4)
    if (type === 'eXIf') {
      blankGps(data)
      content.writeUInt32BE(crc32(content.subarray(at + 4, end - 4)), end - 4)
    }
    const told =
      /^(iTXt|tEXt|zTXt)$/.test(type) &&
      /^(XML:com\.adobe\.xmp|Raw profile type (exif|APP1|xmp))\0/i.test(data.toString('latin1', 0, 40))
    if (!told) kept.push(content.subarray(at, end))
    at = end
  }
  return Buffer.concat(kept)
}

const inWebp = (content: Buffer): void => {
  for (let at = 12; at + 8 <= content.length; ) {
    const type = content.toString('latin1', at, at + 4)
    const size = content.readUInt32LE(at + 4)
    const data = content.subarray(at + 8, at + 8 + size)
    if (type === 'EXIF') blankGps(data)
    if (type === 'XMP ') blankXmp(data)
    at += 8 + size + (size % 2)
  }
}

/**
 * The same picture without the place where it was taken: pixels, time and camera stay, bit for bit.
 * @throws when the place still stands there afterwards or the picture is another one: better nothing than a promise not kept.
 */
export const withoutLocation = async (content: Buffer, mediaType: string): Promise<Buffer> => {
  let without: Buffer = Buffer.from(content)
  if (mediaType === 'image/jpeg') inJpeg(without)
  else if (mediaType === 'image/png') without = inPng(without)
  else if (mediaType === 'image/webp') inWebp(without)
  if ((await locationIn(without, mediaType)) !== null) throw new Error('the place could not be taken out of this photo')
  const [before, after] = await Promise.all([content, without].map((one) => sharp(one).raw().toBuffer()))
  if (!before?.equals(after ?? Buffer.alloc(0))) throw new Error('taking the place out changed the picture')
  return without
}
