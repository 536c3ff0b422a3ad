// Letters and digits of any script; everything else separates.
const run = /[\p{L}\p{N}]+/gu

/**
 * Overlapping pairs of characters, the unit of search in Chinese: a word of two characters is found by one entry. Width and case are
 * folded, punctuation and the hyphens of numbers are dropped before cutting.
 */
export const grams = (texts: readonly string[]): readonly string[] => {
  const found = new Set<string>()
  for (const text of texts) {
    const folded = text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[-–—.·]/g, '')
    for (const [word] of folded.matchAll(run)) {
      const characters = [...word]
      for (let index = 0; index + 1 < characters.length; index += 1) {
        found.add(`${characters[index]}${characters[index + 1]}`)
      }
    }
  }
  return [...found]
}
