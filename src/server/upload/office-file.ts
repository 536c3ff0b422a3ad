import type { ActiveContent } from '../../contract/upload-refusal.ts'
import { unpacked, zipEntries } from './zip-file.ts'

export type OfficeFinding =
  | { readonly code: 'broken' }
  | { readonly code: 'unpacks-too-big' }
  | { readonly code: 'active-content'; readonly found: ActiveContent }

/** What a document may unpack to. Real ones with 20 MB of pictures stay below 60 MB; bombs begin at gigabytes. */
export const unpackLimits = { totalBytes: 200 * 1024 * 1024, entries: 10_000 } as const

const named: readonly (readonly [pattern: RegExp, found: ActiveContent])[] = [
  [/(^|\/)(vbaProject(Signature)?\.bin|vbaData\.xml|attachedToolbars\.bin)$/i, 'macros'],
  // Excel's macros from before VBA.
  [/(^|\/)(macrosheets|dialogsheets)\//i, 'macros'],
  [/(^|\/)activeX\//i, 'controls'],
]

// Both stand in UTF-16 in the directory of an OLE file: a file of any kind that was dropped into the document.
const packedFile = Buffer.from('\u0001Ole10Native', 'utf16le')

const told: readonly (readonly [part: RegExp, content: RegExp | Buffer, found: ActiveContent])[] = [
  [/^\[Content_Types\]\.xml$/i, /macroEnabled|ms-office\.vbaProject/i, 'macros'],
  [
    /(^|\/)_rels\/[^/]*\.rels$/i,
    /<Relationship\b(?=[^>]*\/attachedTemplate")(?=[^>]*TargetMode\s*=\s*"External")/i,
    'template-elsewhere',
  ],
  [/(^|\/)embeddings\/[^/]*\.bin$/i, packedFile, 'packed-file'],
]

const tells = (content: Buffer, sign: RegExp | Buffer): boolean =>
  sign instanceof RegExp ? sign.test(content.toString('latin1')) : content.includes(sign)

/**
 * Looks into a docx, xlsx or pptx: macros, controls, packed files, templates from elsewhere, and whether it unpacks to what it says.
 * Every entry is unpacked once; only parts that can tell something are held.
 */
export const inspectOffice = async (content: Buffer): Promise<OfficeFinding | null> => {
  const entries = zipEntries(content)
  if (entries === null || entries.length === 0) return { code: 'broken' }
  for (const { name } of entries) {
    const found = named.find(([pattern]) => pattern.test(name))?.[1]
    if (found !== undefined) return { code: 'active-content', found }
  }
  const declared = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0)
  if (declared > unpackLimits.totalBytes || entries.length > unpackLimits.entries) return { code: 'unpacks-too-big' }
  for (const entry of entries) {
    const sign = told.find(([part]) => part.test(entry.name))
    const inner = await unpacked(content, entry, sign !== undefined)
    if (inner === null) return entry.method === 8 ? { code: 'unpacks-too-big' } : { code: 'broken' }
    if (inner.sizeBytes !== entry.sizeBytes) return { code: 'broken' }
    if (sign !== undefined && tells(inner.content, sign[1])) return { code: 'active-content', found: sign[2] }
  }
  return null
}
