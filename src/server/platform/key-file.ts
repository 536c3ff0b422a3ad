import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type SuiteName, suiteNames } from './cipher-suite.ts'

const suite = z.enum(suiteNames)

/** `DATA_DIR/keys/field-keys.json`. Each key is 32 bytes as base64. */
const keyFile = z.object({
  /** Id of the key that new values are sealed with. */
  current: z.string(),
  /** Older keys stay, so that what they sealed opens. */
  keys: z.record(z.string().min(1).max(40), z.base64()),
  /** For hashes that can't be made anew because the value is not kept; never changes. */
  index: z.base64(),
  /** From which keys for other purposes are derived (cookies, query codes); never changes. */
  root: z.base64(),
  /** Under which suite `index` and `root` work: that of the first start. */
  made: suite.default('default'),
  /** Blind indexes of sealed values, the one in use first; more than one only while a change of keys is under way. */
  indexes: z.array(z.object({ suite, key: z.base64() })).optional(),
  /** The key to which values are being re-sealed; survives a kill half-way. */
  rotation: z.string().nullable().default(null),
})
export type KeyFile = z.output<typeof keyFile>
/** What a spec writes down. */
export type KeyFileInput = z.input<typeof keyFile>

export const readKeyFile = (input: KeyFileInput): KeyFile => keyFile.parse(input)

export const newKey = (): string => randomBytes(32).toString('base64')

const newKeyFile = (made: SuiteName): KeyFile => ({
  current: 'k1',
  keys: { k1: newKey() },
  index: newKey(),
  root: newKey(),
  made,
  indexes: [{ suite: made, key: newKey() }],
  rotation: null,
})

export const keyPath = (dataDir: string): string => join(dataDir, 'keys', 'field-keys.json')

export const hasKeys = (dataDir: string): boolean => existsSync(keyPath(dataDir))

const writeFresh = (path: string, file: KeyFile): string => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const fresh = `${path}.${process.pid}`
  rmSync(fresh, { force: true })
  writeFileSync(fresh, JSON.stringify(file), { mode: 0o600, flush: true })
  return fresh
}

/** A power cut after this keeps the new name of the file. Windows has no such call and needs none. */
const settle = (path: string): void => {
  if (process.platform === 'win32') return
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** Puts a changed file in place of the one that is there: whoever reads meanwhile finds the one or the other, whole. */
export const saveKeys = (dataDir: string, file: KeyFile): void => {
  const path = keyPath(dataDir)
  renameSync(writeFresh(path, file), path)
  settle(path)
}

/** Reads the keys of an installation, making them at its first start. The file is readable by its owner alone. */
export const loadKeys = (dataDir: string, made: SuiteName = 'default'): KeyFile => {
  const path = keyPath(dataDir)
  if (!existsSync(path)) {
    const fresh = writeFresh(path, newKeyFile(made))
    try {
      // Unlike a renaming, this never replaces the file of another process that starts at the same moment.
      linkSync(fresh, path)
      settle(path)
    } catch (error) {
      if (!existsSync(path)) throw error
    } finally {
      rmSync(fresh, { force: true })
    }
  }
  const read = keyFile.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!read.success) throw new Error(`${path}: not a key file (${read.error.issues[0]?.message ?? 'unreadable'})`)
  return read.data
}

/** Where a running process has its keys from. */
export interface KeySource {
  /** As the file says now. */
  readonly newest: () => KeyFile
  /** As last read; for values whose key is known already. */
  readonly known: () => KeyFile
}

/**
 * The keys of an installation, read again when the file has changed: a change of keys reaches a running process with its next sealed
 * value. Asking the file system takes 2 µs.
 */
export const watchKeys = (dataDir: string, made: SuiteName): KeySource => {
  const path = keyPath(dataDir)
  const stamp = (): string => {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
    // A file that was taken away changes nothing for a process that has read it.
    return stat ? `${stat.ino} ${stat.mtimeNs} ${stat.size}` : ''
  }
  let file = loadKeys(dataDir, made)
  let seen = stamp()
  return {
    newest: () => {
      const now = stamp()
      if (now !== '' && now !== seen) {
        file = loadKeys(dataDir, made)
        seen = now
      }
      return file
    },
    known: () => file,
  }
}
