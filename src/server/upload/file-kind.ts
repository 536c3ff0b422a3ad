import type { FileKind } from '../../contract/file-kind.ts'
import type { UploadRefusal } from '../../contract/upload-refusal.ts'
import { type InBoth, languages } from '../../domain/kernel/language.ts'
import { ok, type Result, refuse } from '../../domain/kernel/result.ts'
import { publishedFileKinds } from '../platform/file-kinds.ts'

const { accepted, refused, contentNames } = publishedFileKinds

/** For the file chooser. */
export const acceptedExtensions: readonly string[] = accepted.flatMap((kind) => kind.extensions.map((one) => `.${one}`))

export const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** What the name promises; refuses endings that are not on the list, with what to do instead. */
export const kindOfName = (name: string): Result<FileKind, UploadRefusal> => {
  const extension = extensionOf(name)
  const kind = accepted.find((one) => one.extensions.includes(extension))
  if (kind) return ok(kind)
  if (extension === '') return refuse({ code: 'ending-missing', name })
  const because = refused.find((one) => one.extensions.includes(extension))?.because ?? null
  return refuse({ code: 'ending-refused', name, extension, because })
}

const formatWords: InBoth<(name: string) => string> = { zh: (name) => `${name} 格式`, en: (name) => name }

/** What a detector found, for people; null stays "nobody can tell". */
export const contentName = (found: string | null): InBoth<string> | null => {
  if (found === null) return null
  const known = contentNames[found] ?? accepted.find((kind) => kind.extensions.includes(found))?.label
  if (known) return known
  const [zh, en] = languages.map((language) => formatWords[language](found.toUpperCase()))
  return { zh: zh ?? found, en: en ?? found }
}
