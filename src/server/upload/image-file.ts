import sharp from 'sharp'
import { zipEndAt } from './zip-file.ts'

/**
 * What a picture may open to, in pixels over all frames. The largest phone cameras make 200 megapixels; four bytes each is what a
 * reader needs, so a picture of a few bytes that claims 60,000 × 60,000 would take 14 GB from whoever opens it.
 */
export const imageLimits = { side: 30_000, pixels: 250_000_000 } as const

export type ImageFinding =
  | { readonly code: 'broken' | 'hidden-archive' }
  | { readonly code: 'image-too-big'; readonly width: number; readonly height: number; readonly frames: number }

const rar = Buffer.from('Rar!\x1a\x07', 'latin1')
const sevenZip = Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1')

/** Where each format ends; what stands behind it is shown by no viewer. Phones put a short film there, so only archives count. */
const ends = [Buffer.from([0xff, 0xd9]), Buffer.from('IEND\xae\x42\x60\x82', 'latin1'), Buffer.from([0x00, 0x3b])]

const archiveBehind = (content: Buffer): boolean =>
  zipEndAt(content) >= 0 ||
  ends.some((end) => [rar, sevenZip].some((mark) => content.includes(Buffer.concat([end, mark]))))

/** Reads the header alone: nothing is unpacked before its size is known. */
export const inspectImage = async (content: Buffer): Promise<ImageFinding | null> => {
  let size: { width: number; height: number; frames: number }
  try {
    const {
      width,
      height,
      pages = 1,
      pageHeight,
    } = await sharp(content, { limitInputPixels: false, animated: true }).metadata()
    size = { width, height: pageHeight ?? height, frames: pages }
  } catch {
    return { code: 'broken' }
  }
  const { width, height, frames } = size
  if (Math.max(width, height) > imageLimits.side || width * height * frames > imageLimits.pixels) {
    return { code: 'image-too-big', ...size }
  }
  return archiveBehind(content) ? { code: 'hidden-archive' } : null
}
