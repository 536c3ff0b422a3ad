import { type InBoth, inBoth, type Language } from '../domain/kernel/language.ts'

/** Why a file is not taken: facts, not prose. `name` is the name as it would have been kept. */
export type UploadRefusal = { readonly name: string } & (
  | { readonly code: 'ending-missing' }
  /** `because`: what to do instead, from the list of kinds; null for an ending nobody has thought of. */
  | { readonly code: 'ending-refused'; readonly extension: string; readonly because: InBoth<string> | null }
  | { readonly code: 'empty' }
  | { readonly code: 'too-large'; readonly maxBytes: number }
  | { readonly code: 'total-too-large'; readonly maxBytes: number }
  /** `found`: null when nobody can tell what it is. */
  | {
      readonly code: 'disguised'
      readonly expected: InBoth<string>
      readonly found: InBoth<string> | null
    }
  | { readonly code: 'not-plain-text'; readonly found: 'not-utf-8' | 'binary' | 'markup' }
  | { readonly code: 'broken' }
  | { readonly code: 'active-content'; readonly found: ActiveContent }
  | { readonly code: 'hidden-archive' }
  | { readonly code: 'image-too-big'; readonly width: number; readonly height: number; readonly frames: number }
  | { readonly code: 'unpacks-too-big'; readonly maxBytes: number }
  | { readonly code: 'changed-on-the-way' }
  | { readonly code: 'infected'; readonly signature: string }
  | { readonly code: 'not-scanned' }
)

/** What runs when a file is opened. */
export type ActiveContent =
  | 'macros'
  | 'controls'
  | 'packed-file'
  | 'template-elsewhere'
  | 'script'
  | 'launch'
  | 'rich-media'

export const acceptedInWords: InBoth<string> = {
  zh: 'PDF、图片（JPG、PNG、WebP、GIF）、Office 文档（docx、xlsx、pptx）、纯文本、录音（MP3、M4A、WAV）、视频（MP4）',
  en: 'PDF, pictures (JPG, PNG, WebP, GIF), Office documents (docx, xlsx, pptx), plain text, recordings (MP3, M4A, WAV), video (MP4)',
}

const active: InBoth<Record<ActiveContent, string>> = inBoth({
  zh: {
    macros: '带有宏，请另存为不带宏的格式或 PDF 后再传',
    controls: '带有 ActiveX 控件，请去掉控件或存为 PDF 后再传',
    'packed-file': '里面打包了另外的文件，请取出来单独上传',
    'template-elsewhere': '打开时会从别处下载模板，请存为 PDF 后再传',
    script: '带有程序（JavaScript），请用“打印成 PDF”另存一份后再传',
    launch: '打开时会启动别的程序，请用“打印成 PDF”另存一份后再传',
    'rich-media': '嵌有 Flash 一类的多媒体，请用“打印成 PDF”另存一份后再传',
  },
  en: {
    macros: 'carries macros; please save it without macros or as PDF',
    controls: 'carries ActiveX controls; please take them out or save it as PDF',
    'packed-file': 'has another file packed into it; please take it out and upload it by itself',
    'template-elsewhere': 'loads a template from elsewhere when opened; please save it as PDF',
    script: 'carries a program (JavaScript); please save a copy with “Print to PDF”',
    launch: 'starts another program when opened; please save a copy with “Print to PDF”',
    'rich-media': 'carries Flash or similar media; please save a copy with “Print to PDF”',
  },
})

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)

type Words = {
  readonly [Code in UploadRefusal['code']]: (refusal: Extract<UploadRefusal, { code: Code }>) => string
}

const words: InBoth<Words> = {
  zh: {
    'ending-missing': ({ name }) => `“${name}”没有扩展名，看不出是什么文件；可以上传：${acceptedInWords.zh}`,
    'ending-refused': ({ name, extension, because }) =>
      `“${name}”是 .${extension} 文件，不能上传。${because?.zh ?? `可以上传：${acceptedInWords.zh}`}`,
    empty: ({ name }) => `“${name}”是空文件（0 字节），请检查后重新选择`,
    'too-large': ({ name, maxBytes }) => `“${name}”超过 ${megabytes(maxBytes)} MB，请压缩或者分成几份后再传`,
    'total-too-large': ({ name, maxBytes }) =>
      `加上“${name}”，材料总共会超过 ${megabytes(maxBytes)} MB，没有接收；可以压缩图片和视频，或者先删去不需要的`,
    disguised: ({ name, expected, found }) =>
      `“${name}”的扩展名表示${expected.zh}，内容却是${found?.zh ?? '无法识别的内容'}，两者不符，没有接收`,
    'not-plain-text': ({ name, found }) =>
      `“${name}”不能上传：${
        {
          'not-utf-8': '内容不是 UTF-8 编码的纯文本，请用记事本“另存为”，编码选 UTF-8',
          binary: '内容不是纯文本，而是二进制数据',
          markup: '内容是网页或 SVG，不是纯文本',
        }[found]
      }`,
    broken: ({ name }) => `“${name}”打不开，可能已经损坏，请检查后重新选择`,
    'active-content': ({ name, found }) => `“${name}”${active.zh[found]}`,
    'hidden-archive': ({ name }) => `“${name}”后面藏着一个压缩包，没有接收；请把里面的文件取出来逐个上传`,
    'image-too-big': ({ name, width, height, frames }) =>
      `“${name}”的尺寸是 ${width}×${height} 像素${frames > 1 ? `、${frames} 帧` : ''}，展开后太大，请缩小后再传`,
    'unpacks-too-big': ({ name, maxBytes }) =>
      `“${name}”解压后的内容太大或者与声明的大小不符（上限 ${megabytes(maxBytes)} MB），没有接收；请存为 PDF 后再传`,
    'changed-on-the-way': ({ name }) =>
      `“${name}”到达时的指纹与发出前算出的不一致，可能在途中损坏，没有接收，请重新上传`,
    infected: ({ name, signature }) => `“${name}”被查出病毒（${signature}），没有接收；请先在自己的设备上杀毒`,
    'not-scanned': ({ name }) => `病毒检查暂时不可用，“${name}”没有接收；请过几分钟再传，已填写的内容都还在`,
  },
  en: {
    'ending-missing': ({ name }) =>
      `“${name}” has no ending, so nobody can tell what it is. You can upload: ${acceptedInWords.en}`,
    'ending-refused': ({ name, extension, because }) =>
      `“${name}” is a .${extension} file and can’t be uploaded. ${because?.en ?? `You can upload: ${acceptedInWords.en}`}`,
    empty: ({ name }) => `“${name}” is empty (0 bytes); please check and choose it again`,
    'too-large': ({ name, maxBytes }) =>
      `“${name}” is above ${megabytes(maxBytes)} MB; please compress it or send it in parts`,
    'total-too-large': ({ name, maxBytes }) =>
      `With “${name}” all files together would be above ${megabytes(maxBytes)} MB, so it was not taken; compress pictures and videos, or remove what is not needed`,
    disguised: ({ name, expected, found }) =>
      `The ending of “${name}” promises ${expected.en}, its content is ${found?.en ?? 'not known to us'}; they don’t fit, so it was not taken`,
    'not-plain-text': ({ name, found }) =>
      `“${name}” can’t be uploaded: ${
        {
          'not-utf-8': 'it is no plain text in UTF-8; please save it again with that encoding',
          binary: 'it is no plain text but binary data',
          markup: 'it is a web page or SVG, no plain text',
        }[found]
      }`,
    broken: ({ name }) => `“${name}” can’t be opened; it may be damaged. Please check and choose it again`,
    'active-content': ({ name, found }) => `“${name}” ${active.en[found]}`,
    'hidden-archive': ({ name }) =>
      `An archive is hidden behind “${name}”, so it was not taken; please upload the files in it one by one`,
    'image-too-big': ({ name, width, height, frames }) =>
      `“${name}” measures ${width}×${height} pixels${frames > 1 ? ` in ${frames} frames` : ''}, which is too much when opened; please make it smaller`,
    'unpacks-too-big': ({ name, maxBytes }) =>
      `“${name}” unpacks to more than ${megabytes(maxBytes)} MB or to more than it says, so it was not taken; please save it as PDF`,
    'changed-on-the-way': ({ name }) =>
      `The fingerprint of “${name}” on arrival is not the one from before sending; it may have been damaged on the way. It was not taken, please send it again`,
    infected: ({ name, signature }) =>
      `A virus was found in “${name}” (${signature}), so it was not taken; please clean your device first`,
    'not-scanned': ({ name }) =>
      `The check for viruses is not available at the moment, so “${name}” was not taken; please try again in a few minutes. What you filled in is kept`,
  },
}

/** The reason in one plain sentence for who sent the file. */
export const explainUploadRefusal = (refusal: UploadRefusal, language: Language = 'zh'): string =>
  // The table is typed by code; a union of functions can't be called without saying so.
  (words[language][refusal.code] as (one: UploadRefusal) => string)(refusal)
