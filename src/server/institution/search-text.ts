/**
 * Text as the directory compares it: full and half width made one, lower case, without blanks, brackets and punctuation, so that
 * 宁波知识产权 finds 中国（宁波）知识产权保护中心. Used for what is stored and for what is typed.
 */
export const searchable = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
