const longest = 100

// Composed forms, except for characters that composing would change into others: 﨧 or 丽 written as a compatibility ideograph stays
// the one that somebody's name is written with.
const composed = (text: string): string =>
  text.replace(/[^\uF900-\uFAFF\u{2F800}-\u{2FA1F}]+/gu, (part) => part.normalize('NFC'))

// Control, format (zero-width, bidi overrides that would show "fdp.exe" as "exe.pdf"), line and paragraph separators, and what
// stands for broken UTF-8. The joiner inside an emoji is no disguise and stays: without it a family falls apart.
const unseen =
  /(?<!\p{Extended_Pictographic}\uFE0F?[\u{1F3FB}-\u{1F3FF}]?)\u200D|\u200D(?!\p{Extended_Pictographic})|(?!\u200D)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/gu

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** The beginning of a text, at most `most` code points, never half a character. */
const beginningOf = (text: string, most: number): string => {
  let kept = ''
  let used = 0
  for (const { segment } of characters.segment(text)) {
    used += [...segment].length
    if (used > most) break
    kept += segment
  }
  return kept
}

/**
 * A name that can be kept, shown and given to a download: no folders, control or direction-changing characters, no leading dots,
 * at most 100 characters with its ending kept. Chinese, rare characters and emoji stay as they are.
 */
export const cleanFileName = (given: string): string => {
  const last = given.replaceAll('\\', '/').split('/').at(-1) ?? ''
  const plain = composed(last.toWellFormed())
    .replace(unseen, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .trim()
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? ''
  const stem = plain.slice(0, plain.length - ending.length).replace(/^[. ]+|[. ]+$/g, '')
  const name = `${stem === '' ? '未命名' : stem}${ending}`
  return [...name].length <= longest ? name : `${beginningOf(stem, longest - ending.length)}${ending}`
}
