import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { withPalette } from './palette-png.ts'

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** Rows as they stand in the file: the filter first, then three bytes a pixel. */
const picture = (width: number, rows: readonly (readonly number[])[], kind = 2): Buffer => {
  const header = Buffer.from([0, 0, 0, width, 0, 0, 0, rows.length, 8, kind, 0, 0, 0])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The colours that a picture with a palette shows, row by row. */
const shown = (png: Buffer, width: number): string[][] => {
  const part = (type: string) => {
    const at = png.indexOf(type, 8, 'latin1')
    return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))
  }
  const palette = part('PLTE').toString('hex').match(/.{6}/g) ?? []
  const data = inflateSync(part('IDAT'))
  const rows = data.length / (width + 1)
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: width }, (_, x) => palette[data[y * (width + 1) + 1 + x] ?? -1] ?? ''),
  )
}

describe('a picture of a screen in 256 colours', () => {
  it('shows every pixel as it was, whatever filter its row had', () => {
    const png = picture(2, [
      [0, 11, 78, 162, 255, 255, 255],
      // 1: less the pixel to the left; 2: less the one above; 3: less the mean of both; 4: less Paeth's guess.
      [1, 184, 51, 31, 0, 0, 0],
      [2, 0, 0, 0, 71, 204, 224],
      [3, 92, 26, 16, 36, 102, 112],
      [4, 0, 0, 0, 0, 0, 0],
    ])
    expect(shown(withPalette(png), 2)).toEqual([
      ['0b4ea2', 'ffffff'],
      ['b8331f', 'b8331f'],
      ['b8331f', 'ffffff'],
      ['b8331f', 'ffffff'],
      ['b8331f', 'ffffff'],
    ])
  })
  it('refuses a picture that is no screenshot and says what it is', () => {
    expect(() => withPalette(picture(1, [[0, 7]], 0))).toThrow('PNG: given depth 8, kind 0, interlace 0')
  })
})
