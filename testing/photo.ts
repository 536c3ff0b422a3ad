import sharp from 'sharp'

const place = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '29/1 52/1 1200/100',
  GPSLongitudeRef: 'E',
  GPSLongitude: '121/1 33/1 0/1',
}

/** A small photo as a phone takes it, with the time of the shot; at 29.87° N, 121.55° E when `located`. */
export const aPhoto = (
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
  { located = true, shade = 120 }: { located?: boolean; shade?: number } = {},
): Promise<Buffer> =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: shade, g: 90, b: 60 } } })
    .withExif({ IFD0: { Make: 'Spec', DateTime: '2026:02:20 10:00:00' }, ...(located ? { IFD3: place } : {}) })
    .toFormat(format)
    .toBuffer()
