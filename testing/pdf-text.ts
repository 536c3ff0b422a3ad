import { inflateSync } from 'node:zlib'

/*
 * Reads the words of a PDF that typst wrote: plain objects, deflated streams, fonts of two-byte glyphs with a ToUnicode map. Not a
 * reader of PDFs in general.
 */

interface PdfObject {
  readonly head: string
  readonly stream: string | null
}

const objectsOf = (pdf: Uint8Array): ReadonlyMap<string, PdfObject> => {
  const objects = new Map<string, PdfObject>()
  for (const [, id = '', body = ''] of Buffer.from(pdf)
    .toString('latin1')
    .matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body.indexOf('stream\n')
    const head = at < 0 ? body : body.slice(0, at)
    const packed = at < 0 ? null : Buffer.from(body.slice(at + 'stream\n'.length), 'latin1')
    const stream = packed && /FlateDecode/.test(head) ? inflateSync(packed).toString('latin1') : null
    objects.set(id, { head, stream })
  }
  return objects
}

const unicodeOf = (cmap: string): ReadonlyMap<number, string> =>
  new Map(
    [...cmap.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>\n/g)].map(([, glyph = '', text = '']) => [
      Number.parseInt(glyph, 16),
      Buffer.from(text, 'hex').swap16().toString('utf16le'),
    ]),
  )

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

const bytesOf = (literal: string): Buffer =>
  Buffer.from(
    literal.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, escaped: string) =>
      /^[0-7]/.test(escaped) ? String.fromCharCode(Number.parseInt(escaped, 8)) : (escapes[escaped] ?? escaped),
    ),
    'latin1',
  )

/** Font switches and the strings between them, in the order of drawing. A string may hold brackets in pairs, one pair within another. */
const plain = String.raw`(?:\\[\s\S]|[^\\()])*`
const nested = (depth: number): string => (depth === 0 ? plain : `${plain}(?:\\(${nested(depth - 1)}\\)${plain})*`)
const drawn = new RegExp(String.raw`\/(F\d+) [\d.]+ Tf|\((${nested(4)})\)|<([0-9A-Fa-f]+)>|(\bET\b)`, 'g')

const textOfPage = (page: PdfObject, objects: ReadonlyMap<string, PdfObject>): string => {
  const referred = (head: string, name: string) => objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1] ?? '')
  const fonts = referred(page.head, 'Resources')?.head ?? ''
  const maps = new Map<string, ReadonlyMap<number, string>>()
  for (const [, name = '', id = ''] of fonts.matchAll(/\/(F\d+) (\d+) 0 R/g))
    maps.set(name, unicodeOf(referred(objects.get(id)?.head ?? '', 'ToUnicode')?.stream ?? ''))
  let map: ReadonlyMap<number, string> = new Map()
  let text = ''
  for (const [, font, literal, hex, end] of (referred(page.head, 'Contents')?.stream ?? '').matchAll(drawn)) {
    if (font !== undefined) map = maps.get(font) ?? new Map()
    const bytes = literal === undefined ? Buffer.from(hex ?? '', 'hex') : bytesOf(literal)
    for (let at = 0; at + 1 < bytes.length; at += 2) text += map.get(bytes.readUInt16BE(at)) ?? '?'
    if (end !== undefined) text += '\n'
  }
  return text
}

/** The words of each page, a line for each piece that was drawn. */
export const pdfPages = (pdf: Uint8Array): readonly string[] => {
  const objects = objectsOf(pdf)
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
    .map((page) => textOfPage(page, objects))
}

/** All words without what only sets them: spaces, line ends, break opportunities. To look for a text in. */
export const squeezed = (text: string): string => text.replace(/[\s\u200b]/g, '')
