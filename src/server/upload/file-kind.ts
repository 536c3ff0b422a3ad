import { fileTypeFromBuffer } from 'file-type'

/** A kind of file that may be handed in. */
export interface FileKind {
  readonly label: string
  /** First the usual one. */
  readonly extensions: readonly string[]
  readonly mediaType: string
  /** What the content itself must be, in the names of `file-type`; `text` is plain UTF-8. */
  readonly content: readonly string[]
}

export const fileKinds: readonly FileKind[] = [
  { label: 'PDF', extensions: ['pdf'], mediaType: 'application/pdf', content: ['pdf'] },
  { label: 'JPG 图片', extensions: ['jpg', 'jpeg'], mediaType: 'image/jpeg', content: ['jpg'] },
  { label: 'PNG 图片', extensions: ['png'], mediaType: 'image/png', content: ['png', 'apng'] },
  { label: 'WebP 图片', extensions: ['webp'], mediaType: 'image/webp', content: ['webp'] },
  { label: 'GIF 图片', extensions: ['gif'], mediaType: 'image/gif', content: ['gif'] },
  {
    label: 'Word 文档',
    extensions: ['docx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    content: ['docx'],
  },
  {
    label: 'Excel 表格',
    extensions: ['xlsx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: ['xlsx'],
  },
  {
    label: 'PowerPoint 演示',
    extensions: ['pptx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    content: ['pptx'],
  },
  { label: '纯文本', extensions: ['txt'], mediaType: 'text/plain; charset=utf-8', content: ['text'] },
  { label: 'CSV 表格', extensions: ['csv'], mediaType: 'text/csv; charset=utf-8', content: ['text'] },
  { label: 'MP3 录音', extensions: ['mp3'], mediaType: 'audio/mpeg', content: ['mp3'] },
  // Recorders on phones often mark their sound as general MP4.
  { label: 'M4A 录音', extensions: ['m4a'], mediaType: 'audio/mp4', content: ['m4a', 'mp4'] },
  { label: 'WAV 录音', extensions: ['wav'], mediaType: 'audio/wav', content: ['wav'] },
  { label: 'MP4 视频', extensions: ['mp4'], mediaType: 'video/mp4', content: ['mp4', 'm4v'] },
]

/** For people, before they choose a file. */
export const acceptedInWords =
  'PDF、图片（JPG、PNG、WebP、GIF）、Office 文档（docx、xlsx、pptx）、纯文本、录音（MP3、M4A、WAV）、视频（MP4）'

/** For the file chooser. */
export const acceptedExtensions: readonly string[] = fileKinds.flatMap((kind) =>
  kind.extensions.map((one) => `.${one}`),
)

/** Why some endings, often tried, are not taken, and what to do instead. */
const refusedExtensions: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['doc', 'xls', 'ppt', 'wps', 'et', 'dps'].map((one) => [
      one,
      '旧版 Office 和 WPS 格式可能带有宏，请另存为 docx、xlsx、pptx 或 PDF 后再传',
    ]),
  ),
  ...Object.fromEntries(
    ['docm', 'xlsm', 'pptm', 'dotm', 'xltm', 'xlsb'].map((one) => [
      one,
      '带宏的文档不安全，请另存为不带宏的格式或 PDF 后再传',
    ]),
  ),
  ...Object.fromEntries(
    ['zip', 'rar', '7z', 'gz', 'tar', 'tgz', 'bz2', 'xz'].map((one) => [one, '不接收压缩包，请解压后逐个上传']),
  ),
  ...Object.fromEntries(
    ['htm', 'html', 'mht', 'mhtml', 'xhtml', 'xml', 'svg'].map((one) => [
      one,
      '网页和 SVG 可能带有程序，请截图或存为 PDF 后再传',
    ]),
  ),
  ...Object.fromEntries(
    ['exe', 'msi', 'bat', 'cmd', 'com', 'scr', 'ps1', 'vbs', 'js', 'jar', 'apk', 'dll', 'sh', 'lnk', 'hta'].map(
      (one) => [one, '不接收程序文件'],
    ),
  ),
  ...Object.fromEntries(
    ['heic', 'heif'].map((one) => [one, '请先转成 JPG 后再传（手机相册的“导出”或“分享”可以转换）']),
  ),
}

export const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''

export type KindReading =
  | { readonly ok: true; readonly kind: FileKind }
  | { readonly ok: false; readonly reason: string }

/** What the name promises; refuses endings that are not on the list. */
export const kindOfName = (name: string): KindReading => {
  const extension = extensionOf(name)
  const kind = fileKinds.find((one) => one.extensions.includes(extension))
  if (kind) return { ok: true, kind }
  const why = refusedExtensions[extension] ?? `可以上传：${acceptedInWords}`
  return {
    ok: false,
    reason:
      extension === ''
        ? `“${name}”没有扩展名，看不出是什么文件；可以上传：${acceptedInWords}`
        : `“${name}”是 .${extension} 文件，不能上传。${why}`,
  }
}

// A page or drawing in disguise is no plain text: a browser that guesses would run it.
const markup = /^\uFEFF?\s*<(?:!doctype|html|head|body|script|svg|\?xml|iframe|math|!--)/i

// Tab, line feed, carriage return and form feed are text; the other control characters are not.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are exactly what is looked for
const control = /[\u0000-\u0008\u000b\u000e-\u001f]/

/** Null when the bytes are plain UTF-8 text, else why not. */
const notPlainText = (content: Buffer): string | null => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return '内容不是 UTF-8 编码的纯文本，请用记事本“另存为”，编码选 UTF-8'
  }
  if (control.test(text)) return '内容不是纯文本，而是二进制数据'
  return markup.test(text) ? '内容是网页或 SVG，不是纯文本' : null
}

const officeNames = new Set(['docx', 'xlsx', 'pptx'])

/** Names stand uncompressed in a zip, so a macro part shows in the raw bytes. */
const hasMacros = (content: Buffer): boolean => content.includes('vbaProject.bin') || content.includes('vbaData.xml')

const detected = async (content: Buffer): Promise<string | null> => {
  const found = await fileTypeFromBuffer(content)
  if (found) return found.ext
  // A recording that begins with a long ID3 tag (cover picture) is not looked at beyond it.
  return content.subarray(0, 3).toString('latin1') === 'ID3' ? 'mp3' : null
}

/** Null when the content is what the name promises, else why not, in words for the person who sent it. */
export const contentMismatch = async (name: string, kind: FileKind, content: Buffer): Promise<string | null> => {
  if (content.length === 0) return `“${name}”是空文件（0 字节），请检查后重新选择`
  if (kind.content.includes('text')) {
    const why = notPlainText(content)
    return why === null ? null : `“${name}”不能上传：${why}`
  }
  const found = await detected(content)
  if (found === null || !kind.content.includes(found)) {
    const given = found === null ? '无法识别的内容' : `${found.toUpperCase()} 格式`
    return `“${name}”的扩展名表示${kind.label}，内容却是${given}，两者不符，没有接收`
  }
  const extension = kind.extensions[0] ?? ''
  return officeNames.has(extension) && hasMacros(content) ? `“${name}”带有宏，请另存为不带宏的格式或 PDF 后再传` : null
}
