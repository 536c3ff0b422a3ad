import { inflateRawSync } from 'node:zlib'

/** One file out of a zip by its central directory. @throws when it is not there. */
const unzipped = (zip: Buffer, name: string): string => {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    if (zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0)) === name) {
      const local = zip.readUInt32LE(at + 42)
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
      const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20))
      return (zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8')
    }
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  throw new Error(`the zip holds no ${name}`)
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The words of a DOCX: its body, and what stands at the head and foot of every page. */
export const docxText = (docx: Uint8Array): string =>
  ['word/document.xml', 'word/header1.xml', 'word/footer1.xml']
    .map((name) => unzipped(Buffer.from(docx), name))
    .flatMap((xml) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = '']) => text))
    .join('\n')
    .replace(/&(\w+);/g, (_, name: string) => entities[name] ?? '?')
