import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import {
  type Citation,
  type CodeEntry,
  type CodeListName,
  citationsSchema,
  codeListFileSchema,
  codeListNames,
} from '../../contract/code-list.ts'
import type { Language } from '../../domain/kernel/language.ts'
import type { PlainDate } from '../../domain/kernel/plain-date.ts'

/** The code lists of `rules/codes`, read once. A code that is in a record stays readable after its entry has ended. */
export interface CodeLists {
  /** The newest version of a code. Throws when the list has no such code: callers check foreign input with `find`. */
  get<Name extends CodeListName>(list: Name, code: string): CodeEntry<Name>
  /** The newest version of a code, or null. With `on`, the version that holds on that day, or null. */
  find<Name extends CodeListName>(list: Name, code: string, on?: PlainDate): CodeEntry<Name> | null
  /** The entries that hold on this day, in the order of the file. */
  list<Name extends CodeListName>(list: Name, on: PlainDate): readonly CodeEntry<Name>[]
  /** The words of a code, in this reader's language unless asked otherwise. Throws like `get`. */
  label(list: CodeListName, code: string, language?: Language): string
  /** The same lists for a page in another language. */
  inLanguage(language: Language): CodeLists
  /** English for the Chinese words of a right or a service, as they stand in sentences of the record; null when no entry has them. */
  translated(zh: string): string | null
}

const readYaml = (path: string): unknown => {
  try {
    return parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`${path}: cannot be read as YAML`, { cause })
  }
}

const check = <S extends z.ZodType>(path: string, schema: S, value: unknown): z.output<S> => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Error(`${path}: ${z.prettifyError(parsed.error)}`)
}

const holdsOn = (entry: { validFrom: PlainDate; validTo: PlainDate | null }, on: PlainDate): boolean =>
  entry.validFrom <= on && (entry.validTo === null || on <= entry.validTo)

/** Two versions of one code may not hold on the same day, else a record would not know which words it meant. */
const refuseOverlaps = (path: string, entries: readonly CodeEntry[]): void => {
  for (const [index, one] of entries.entries()) {
    if (one.validTo !== null && one.validTo < one.validFrom)
      throw new Error(`${path}: ${one.code} ends on ${one.validTo}, before it begins on ${one.validFrom}`)
    for (const other of entries.slice(index + 1)) {
      if (one.code !== other.code) continue
      if (one.version === other.version) throw new Error(`${path}: ${one.code} has version ${one.version} twice`)
      if (holdsOn(one, other.validFrom) || holdsOn(other, one.validFrom))
        throw new Error(`${path}: versions ${one.version} and ${other.version} of ${one.code} hold on the same day`)
    }
  }
}

type Tables = Map<CodeListName, readonly CodeEntry[]>

/** References between the lists: a service must not name a deliverable or a kind of matter that has no entry. */
const refuseDangling = (dir: string, tables: Tables): void => {
  const known = (list: CodeListName) => new Set((tables.get(list) ?? []).map((entry) => entry.code))
  const kinds = known('matter-kinds')
  const deliverables = known('deliverable-kinds')
  for (const list of ['services', 'result-codes'] as const)
    for (const entry of tables.get(list) ?? []) {
      // Both lists have `kinds`; the map forgets which list it holds.
      const { kinds: named, deliverable } = entry as { kinds: string[]; deliverable?: string | null } & CodeEntry
      for (const kind of named)
        if (!kinds.has(kind))
          throw new Error(
            `${join(dir, `${list}.yaml`)}: ${entry.code} names the matter kind "${kind}", which is not listed`,
          )
      if (deliverable != null && !deliverables.has(deliverable))
        throw new Error(
          `${join(dir, `${list}.yaml`)}: ${entry.code} names the deliverable "${deliverable}", which is not listed`,
        )
    }
}

const readList = (dir: string, name: CodeListName, citations: Readonly<Record<string, Citation>>): CodeEntry[] => {
  const path = join(dir, `${name}.yaml`)
  const file = check(path, codeListFileSchema(name), readYaml(path))
  const entries = file.entries.map((entry): CodeEntry => {
    const source = entry.source.map((key) => {
      const citation = citations[key]
      if (citation === undefined) throw new Error(`${path}: ${entry.code} cites "${key}", which is not in sources.yaml`)
      return citation
    })
    return { ...entry, source }
  })
  refuseOverlaps(path, entries)
  return entries
}

/**
 * Reads every list of `rules/codes`.
 * @param dir the folder with `<list>.yaml` and `sources.yaml`.
 * @throws naming file and entry when one is missing, unknown, malformed, or cites what is not there.
 */
export const loadCodeLists = (dir: string): CodeLists => {
  const expected = new Set([...codeListNames.map((name) => `${name}.yaml`), 'sources.yaml'])
  for (const file of readdirSync(dir))
    if (file.endsWith('.yaml') && !expected.has(file))
      throw new Error(`${join(dir, file)}: no code list has this name; known are ${codeListNames.join(', ')}`)
  const sourcesPath = join(dir, 'sources.yaml')
  const { sources } = check(sourcesPath, citationsSchema, readYaml(sourcesPath))
  const tables: Tables = new Map(codeListNames.map((name) => [name, readList(dir, name, sources)]))
  refuseDangling(dir, tables)

  // The map forgets which list it holds; every list was checked against the schema of its own name above.
  const entriesOf = <Name extends CodeListName>(list: Name) => (tables.get(list) ?? []) as unknown as CodeEntry<Name>[]

  const find = <Name extends CodeListName>(list: Name, code: string, on?: PlainDate): CodeEntry<Name> | null => {
    const versions = entriesOf(list).filter((entry) => entry.code === code && (on === undefined || holdsOn(entry, on)))
    return versions.reduce<CodeEntry<Name> | null>(
      (newest, entry) => (newest === null || entry.version > newest.version ? entry : newest),
      null,
    )
  }
  const get = <Name extends CodeListName>(list: Name, code: string): CodeEntry<Name> => {
    const entry = find(list, code)
    if (entry !== null) return entry
    const known = entriesOf(list).map((each) => each.code)
    throw new Error(`code list ${list} has no code "${code}"; it has ${known.join(', ')}`)
  }
  const speaking = (own: Language): CodeLists => ({
    get,
    find,
    list: (list, on) => entriesOf(list).filter((entry) => holdsOn(entry, on)),
    label: (list, code, language = own) => get(list, code)[language],
    inLanguage: speaking,
    translated: (zh) =>
      [...entriesOf('right-types'), ...entriesOf('services')].find((entry) => entry.zh === zh)?.en ?? null,
  })
  return speaking('zh')
}
