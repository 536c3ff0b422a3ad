import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The project's folder. */
export const root = join(import.meta.dirname, '..')

/** Files below a folder of the project, by path from the root, sorted. */
export const sourceFiles = (folder: string, name: RegExp): readonly string[] =>
  globSync('**/*', { cwd: join(root, folder), withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !/(^|\/)(node_modules|dist|\.build|\.data)\//.test(path))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')
