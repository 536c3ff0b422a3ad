import { coverageOf, type FontFile, mainFonts, presentRareFonts } from './fonts.ts'

/** 〓, the geta mark: how Chinese print has always shown a character that the type case lacks. */
export const lacking = '〓'

/**
 * Characters that are drawn by nothing and can make a text read otherwise than it is: controls, invisible joiners, marks that
 * turn the direction of writing, selectors of variants.
 */
const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/** What a text becomes on paper, and what had to be left out of it. */
export interface Inking {
  /** The text with every character that no font can draw replaced by 〓. */
  readonly ink: (text: string) => string
  /** The characters so replaced, each once, in the order met. */
  readonly missing: () => readonly string[]
  /** Fonts beyond the main one that the text so far needs. */
  readonly fonts: () => readonly FontFile[]
}

export const createInking = (rareFonts: readonly FontFile[] = presentRareFonts()): Inking => {
  const main = coverageOf(mainFonts[0]?.path ?? '')
  const missing = new Set<string>()
  const used = new Set<FontFile>()
  const inkOne = (character: string): string => {
    const codePoint = character.codePointAt(0) ?? 0
    if (codePoint === 10 || main(codePoint)) return character
    const rare = rareFonts.find(({ path }) => coverageOf(path)(codePoint))
    if (rare) {
      used.add(rare)
      return character
    }
    missing.add(character)
    return lacking
  }
  return {
    ink: (text) => {
      const visible = text.toWellFormed().replaceAll('\t', ' ').replace(invisible, '')
      let inked = ''
      for (const character of visible) inked += inkOne(character)
      return inked
    },
    missing: () => [...missing],
    fonts: () => [...used],
  }
}

/** Words of Latin script that a line may have to break within: an address of the web, a fingerprint. */
const longWord = /[!-~]{13,}/g
const afterMark = /(?<=[/.?&=_:;,-])(?![/.?&=_:;,-])/g
const longPiece = /[^\u200b]{20,}/g

/** Lets long words break after their marks, and a piece of 20 letters and more anywhere, by spaces of no width. */
export const breakable = (text: string): string =>
  text.replace(longWord, (word) =>
    word.replace(afterMark, '\u200b').replace(longPiece, (piece) => [...piece].join('\u200b')),
  )
