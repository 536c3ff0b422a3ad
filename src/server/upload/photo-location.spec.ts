import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { aPhoto } from '../../../testing/photo.ts'
import { locationIn, withoutLocation } from './photo-location.ts'

const place = { latitude: 29.87, longitude: 121.55 }

describe('the place in a photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    '%s: is read, and goes without a pixel or the time of the shot',
    async (format) => {
      const photo = await aPhoto(format)
      const mediaType = `image/${format}`
      expect(await locationIn(photo, mediaType)).toEqual(place)
      const without = await withoutLocation(photo, mediaType)
      expect(await locationIn(without, mediaType)).toBeNull()
      const { exif } = await sharp(without).metadata()
      expect(exif?.toString('latin1')).toContain('2026:02:20 10:00:00')
      expect(exif?.toString('latin1')).toContain('Spec')
      const pixels = await Promise.all([photo, without].map((one) => sharp(one).raw().toBuffer()))
      expect(pixels[0]?.equals(pixels[1] ?? Buffer.alloc(0))).toBe(true)
      // Going over it again changes nothing.
      expect((await withoutLocation(without, mediaType)).equals(without)).toBe(true)
    },
  )

  it('in an XMP packet is read and goes as well', async () => {
    const xmp =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="29,52.2N" exif:GPSLongitude="121,33.0E"/></rdf:RDF></x:xmpmeta>'
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const photo = await sharp(await aPhoto(format, { located: false }))
        .withXmp(xmp)
        .toFormat(format)
        .toBuffer()
      expect(await locationIn(photo, `image/${format}`), format).toEqual(place)
      const without = await withoutLocation(photo, `image/${format}`)
      expect(await locationIn(without, `image/${format}`), format).toBeNull()
    }
  })

  it('south and west are told as such', async () => {
    const photo = await aPhoto('jpeg')
    // In the GPS directory each reference stands as two bytes, letter and NUL, in the value of its entry.
    const south = Buffer.from(photo)
    for (const [tag, from, to] of [
      [1, 'N', 'S'],
      [3, 'E', 'W'],
    ] as const) {
      const entry = Buffer.from([tag, 0, 2, 0, 2, 0, 0, 0, from.charCodeAt(0), 0])
      const at = south.indexOf(entry)
      expect(at).toBeGreaterThan(0)
      south[at + 8] = to.charCodeAt(0)
    }
    expect(await locationIn(south, 'image/jpeg')).toEqual({ latitude: -29.87, longitude: -121.55 })
  })

  it('a photo without one, and what is no photo, have none', async () => {
    expect(await locationIn(await aPhoto('jpeg', { located: false }), 'image/jpeg')).toBeNull()
    expect(await locationIn(Buffer.from('%PDF-1.7'), 'application/pdf')).toBeNull()
  })
})
