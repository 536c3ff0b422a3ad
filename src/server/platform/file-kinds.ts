import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { type FileKinds, fileKindsFile } from '../../contract/file-kind.ts'

/**
 * Reads the list of what may be handed in.
 * @throws an Error that names file, place, what was given and what was expected; also when an ending stands there twice.
 */
export const loadFileKinds = (path: string): FileKinds => {
  const read = fileKindsFile.safeParse(parse(readFileSync(path, 'utf8')))
  if (!read.success) {
    const first = read.error.issues[0]
    throw new Error(`${path}: ${first?.path.join('.')}: ${first?.message}`)
  }
  const seen = new Set<string>()
  for (const { extensions } of [...read.data.accepted, ...read.data.refused]) {
    for (const extension of extensions) {
      if (seen.has(extension)) throw new Error(`${path}: ending ${extension}: given twice, expected once`)
      seen.add(extension)
    }
  }
  return read.data
}

/** The list that this release comes with. */
export const publishedFileKinds: FileKinds = loadFileKinds(
  fileURLToPath(new URL('../../../rules/uploads/file-kinds.yaml', import.meta.url)),
)
