import { crc32, deflateSync, inflateSync } from 'node:zlib'

/*
 * A screen's picture in 256 colours: a third of the size. Only what Chromium's screenshots are is read: 8 bits a channel, RGB or
 * RGBA, not interlaced (PNG specification, third edition, sections 5, 7.3 and 9).
 */

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

const chunksOf = (png: Buffer): { type: string; data: Buffer }[] => {
  const chunks: { type: string; data: Buffer }[] = []
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) })
    at += length + 12
  }
  return chunks
}

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

const paeth = (left: number, above: number, corner: number): number => {
  const guess = left + above - corner
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
  if (toLeft <= toAbove && toLeft <= toCorner) return left
  return toAbove <= toCorner ? above : corner
}

/** Takes the row filters back; `step` is the bytes of a pixel. */
const unfiltered = (data: Buffer, width: number, height: number, step: number): Buffer => {
  const row = width * step
  const out = Buffer.alloc(row * height)
  for (let y = 0; y < height; y += 1) {
    const filter = data[y * (row + 1)]
    for (let x = 0; x < row; x += 1) {
      const at = y * row + x
      const left = x < step ? 0 : (out[at - step] ?? 0)
      const above = y === 0 ? 0 : (out[at - row] ?? 0)
      const corner = x < step || y === 0 ? 0 : (out[at - row - step] ?? 0)
      const added = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter ?? 0] ?? 0
      out[at] = ((data[y * (row + 1) + 1 + x] ?? 0) + added) & 255
    }
  }
  return out
}

/** Of colours that differ by less than eye and screen tell, the most frequent one; of those, the 256 most frequent. */
const paletteOf = (colours: Uint32Array): number[] => {
  const exact = new Map<number, number>()
  for (const colour of colours) exact.set(colour, (exact.get(colour) ?? 0) + 1)
  const near = new Map<number, { colour: number; most: number; count: number }>()
  for (const [colour, count] of exact) {
    const held = near.get(colour & 0xf8f8f8)
    if (held === undefined) near.set(colour & 0xf8f8f8, { colour, most: count, count })
    else {
      held.count += count
      if (count > held.most) Object.assign(held, { colour, most: count })
    }
  }
  const ranked = [...near.values()].sort((a, b) => b.count - a.count)
  return ranked.slice(0, 256).map(({ colour }) => colour)
}

const distance = (a: number, b: number): number =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2

/** @throws when the picture is of another kind than a screenshot. */
export const withPalette = (png: Buffer): Buffer => {
  const chunks = chunksOf(png)
  const header = chunks[0]?.data
  const [depth, kind, interlace] = [header?.[8], header?.[9], header?.[12]]
  if (!header || depth !== 8 || (kind !== 2 && kind !== 6) || interlace !== 0) {
    throw new Error(
      `PNG: given depth ${depth}, kind ${kind}, interlace ${interlace}, expected a screenshot's 8, 2 or 6, 0`,
    )
  }
  const [width, height, step] = [header.readUInt32BE(0), header.readUInt32BE(4), kind === 2 ? 3 : 4]
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)
  const pixels = unfiltered(inflateSync(Buffer.concat(packed)), width, height, step)
  const colours = Uint32Array.from({ length: width * height }, (_, n) => pixels.readUIntBE(n * step, 3))
  const palette = paletteOf(colours)
  const chosen = new Map<number, number>(palette.map((colour, index) => [colour, index]))
  const nearest = (colour: number): number => {
    const known = chosen.get(colour)
    if (known !== undefined) return known
    const distances = palette.map((one) => distance(one, colour))
    const index = distances.indexOf(Math.min(...distances))
    chosen.set(colour, index)
    return index
  }
  const rows = Buffer.alloc((width + 1) * height)
  for (let n = 0; n < colours.length; n += 1) {
    rows[n + 1 + Math.floor(n / width)] = nearest(colours[n] ?? 0)
  }
  const newHeader = Buffer.from(header)
  newHeader[9] = 3
  const colourBytes = Buffer.alloc(palette.length * 3)
  for (const [index, colour] of palette.entries()) colourBytes.writeUIntBE(colour, index * 3, 3)
  return Buffer.concat([
    signature,
    chunk('IHDR', newHeader),
    chunk('PLTE', colourBytes),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
