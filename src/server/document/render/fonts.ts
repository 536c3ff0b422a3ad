import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'

const packaged = createRequire(import.meta.url)

export interface FontFile {
  readonly family: string
  readonly path: string
}

/** Comes with the platform: the 8,105 characters of the national list, all of the basic block and extension A. SIL Open Font License. */
export const mainFonts: readonly FontFile[] = ['400Regular/NotoSerifSC_400Regular', '700Bold/NotoSerifSC_700Bold'].map(
  (name) => ({ family: 'Noto Serif SC', path: packaged.resolve(`@expo-google-fonts/noto-serif-sc/${name}.ttf`) }),
)

/**
 * For the rare characters of names (𠮷 is in extension B). Taken where the machine has them, in this order; on Debian the packages
 * fonts-noto-cjk (2,300 characters beyond the main font) and fonts-hanazono (all of extensions B to F). No package of npm holds them.
 */
const rareFonts: readonly FontFile[] = [
  { family: 'Noto Serif CJK SC', path: '/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc' },
  { family: 'HanaMinA', path: '/usr/share/fonts/truetype/hanazono/HanaMinA.ttf' },
  { family: 'HanaMinB', path: '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf' },
]

export const presentRareFonts = (): readonly FontFile[] => rareFonts.filter(({ path }) => existsSync(path))

type Coverage = (codePoint: number) => boolean

const coverages = new Map<string, Coverage>()

/** Which characters a font can draw, read from its cmap table once; the rest of the file is not read. */
export const coverageOf = (path: string): Coverage => {
  const known = coverages.get(path)
  if (known) return known
  const fresh = readCoverage(path)
  coverages.set(path, fresh)
  return fresh
}

const readCoverage = (path: string): Coverage => {
  const file = openSync(path, 'r')
  try {
    const read = (position: number, length: number) => {
      const bytes = Buffer.alloc(length)
      readSync(file, bytes, 0, length, position)
      return bytes
    }
    const head = read(0, 16)
    // A collection (.ttc) begins with the places of its fonts; they share their glyphs, the first will do.
    const start = head.toString('latin1', 0, 4) === 'ttcf' ? head.readUInt32BE(12) : 0
    const tables = read(start, 12).readUInt16BE(4)
    const directory = read(start + 12, tables * 16)
    for (let at = 0; at < directory.length; at += 16)
      if (directory.toString('latin1', at, at + 4) === 'cmap')
        return coverageOfCmap(read(directory.readUInt32BE(at + 8), directory.readUInt32BE(at + 12)))
    throw new Error(`${path}: has no cmap table, expected a TrueType or OpenType font`)
  } finally {
    closeSync(file)
  }
}

/** Format 12, segmented coverage of all of Unicode: every font above has it. */
const coverageOfCmap = (cmap: Buffer): Coverage => {
  const encodings = cmap.readUInt16BE(2)
  for (let index = 0; index < encodings; index += 1) {
    const at = cmap.readUInt32BE(4 + index * 8 + 4)
    if (cmap.readUInt16BE(at) !== 12) continue
    const groups = cmap.readUInt32BE(at + 12)
    return (codePoint) => {
      let [low, high] = [0, groups - 1]
      while (low <= high) {
        const middle = (low + high) >> 1
        const group = at + 16 + middle * 12
        if (codePoint < cmap.readUInt32BE(group)) high = middle - 1
        else if (codePoint > cmap.readUInt32BE(group + 4)) low = middle + 1
        else return true
      }
      return false
    }
  }
  throw new Error('the font has no character map of format 12')
}
