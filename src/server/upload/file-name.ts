const longest = 100

/**
 * A name that can be kept, shown and given to a download: no folders, control or direction-changing characters, no leading dots,
 * at most 100 characters with its ending kept. Chinese stays as it is.
 */
export const cleanFileName = (given: string): string => {
  const last = given.replaceAll('\\', '/').split('/').at(-1) ?? ''
  const plain = last
    .toWellFormed()
    .normalize('NFC')
    // Control, format (zero-width, bidi overrides that would show "fdp.exe" as "exe.pdf"), line and paragraph separators.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (plain === '') return '未命名'
  const characters = [...plain]
  if (characters.length <= longest) return plain
  const ending = [...(/\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? '')]
  return [...characters.slice(0, longest - ending.length), ...ending].join('')
}
