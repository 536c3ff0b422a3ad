import { promisify } from 'node:util'
import { inflate as inflateCallback } from 'node:zlib'
import type { ActiveContent } from '../../contract/upload-refusal.ts'

/*
 * What can be seen in a PDF without interpreting it: names of actions outside of streams, and inside of object streams, which are
 * unpacked. Not seen: what is encrypted (the names outside of streams still are), packed by another filter than Flate, or hidden in
 * a file attached to the PDF; those are opened by nobody here, and a download is always an attachment. ISO 32000-2, 7.5.7 and 12.6.
 */
const inflate = promisify(inflateCallback)

const mostUnpackedBytes = 64 * 1024 * 1024

/** `/J#61vaScript` is `/JavaScript`: any character of a name may be written as two hex digits. */
const plainNames = (text: string): string =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const signs: readonly (readonly [RegExp, ActiveContent])[] = [
  [/\/JavaScript(?![A-Za-z0-9])|\/JS\s*[(<\d]/, 'script'],
  [/\/S\s*\/Launch(?![A-Za-z0-9])/, 'launch'],
  [/\/RichMedia(?![A-Za-z0-9])|\/S\s*\/(?:Rendition|Movie)(?![A-Za-z0-9])/, 'rich-media'],
]

const signIn = (text: string): ActiveContent | null => {
  const plain = plainNames(text)
  return signs.find(([pattern]) => pattern.test(plain))?.[1] ?? null
}

/** @returns what would run when the file is opened, as far as it can be seen; null when nothing was found. */
export const activeInPdf = async (content: Buffer): Promise<ActiveContent | null> => {
  const outside: string[] = []
  let unpackedBytes = 0
  let at = 0
  for (;;) {
    const start = content.indexOf('stream', at)
    const end = start < 0 ? -1 : content.indexOf('endstream', start)
    if (start < 0 || end < 0) break
    const before = content.toString('latin1', at, start)
    outside.push(before)
    // The dictionary stands right before its stream.
    const dictionary = plainNames(before.slice(before.lastIndexOf(' obj') + 1))
    if (/\/ObjStm(?![A-Za-z0-9])/.test(dictionary) && /\/(FlateDecode|Fl)(?![A-Za-z0-9])/.test(dictionary)) {
      const from = start + 6 + (content[start + 6] === 0x0d ? 2 : 1)
      const room = mostUnpackedBytes - unpackedBytes
      const objects =
        room > 0 ? await inflate(content.subarray(from, end), { maxOutputLength: room }).catch(() => null) : null
      unpackedBytes += objects?.length ?? 0
      const found = objects === null ? null : signIn(objects.toString('latin1'))
      if (found !== null) return found
    }
    at = end + 9
  }
  outside.push(content.toString('latin1', at))
  return signIn(outside.join('\n'))
}
