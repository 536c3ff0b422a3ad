// A page or drawing in disguise is no plain text: a browser that guesses would run it.
const markup = /^\uFEFF?\s*<(?:!doctype|html|head|body|script|svg|\?xml|iframe|math|!--)/i

// Tab, line feed, carriage return and form feed are text; the other control characters are not.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are exactly what is looked for
const control = /[\u0000-\u0008\u000b\u000e-\u001f]/

/** Null when the bytes are plain UTF-8 text, else why not. */
export const notPlainText = (content: Buffer): 'not-utf-8' | 'binary' | 'markup' | null => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return 'not-utf-8'
  }
  if (control.test(text)) return 'binary'
  return markup.test(text) ? 'markup' : null
}
