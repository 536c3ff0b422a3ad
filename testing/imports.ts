import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { root, sourceFiles, textOf } from './source-files.ts'

/** An import as it is written, with the file it means when it is one of ours. */
export interface Import {
  readonly file: string
  readonly specifier: string
  /** Path from the root; null for packages and node's own. */
  readonly target: string | null
}

const patterns = [
  /^\s*(?:import|export)\b[^'"]*?\bfrom\s+['"]([^'"]+)['"]/gm,
  /^\s*import\s+['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]/g,
  /\bimport\.meta\.resolve\(\s*['"]([^'"]+)['"]/g,
]

/** The code without what only looks like an import: comments. */
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

const importsOf = (file: string): readonly Import[] => {
  const text = withoutComments(textOf(file))
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, specifier = '']) => ({
      file,
      specifier,
      target: specifier.startsWith('.')
        ? normalize(join(dirname(file), specifier.replace(/\?.*$/, ''))).replaceAll('\\', '/')
        : null,
    })),
  )
}

const isSpec = (file: string): boolean => /\.spec\.tsx?$/.test(file)

/** Source of a room without its specs, which may look into every room. */
export const roomFiles = (folder: string): readonly string[] =>
  sourceFiles(folder, /\.(ts|tsx)$/).filter((file) => !isSpec(file))

export const roomImports = (folder: string): readonly Import[] => roomFiles(folder).flatMap(importsOf)

export const allImports = (folder: string): readonly Import[] =>
  sourceFiles(folder, /\.(ts|tsx|mjs)$/).flatMap(importsOf)

export const exists = (target: string): boolean => existsSync(join(root, target))

/** `@fastify/cookie/plugin` belongs to `@fastify/cookie`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
