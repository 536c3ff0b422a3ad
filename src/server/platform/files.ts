import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/** Files by their content: the name is the SHA-256, so the same file is kept once and a changed one can't hide. */
export interface FileStore {
  /**
   * Keeps the bytes durably before it answers.
   * @throws FileTooLarge past `maxBytes`; nothing is kept then.
   */
  readonly put: (bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, maxBytes: number) => Promise<StoredFile>
  readonly read: (sha256: Buffer) => Readable
  readonly has: (sha256: Buffer) => Promise<boolean>
  readonly remove: (sha256: Buffer) => Promise<void>
  /** Removes what a kill left half-way before this moment. @returns how many. */
  readonly clearUnfinished: (before: Date) => Promise<number>
  /** The names of all contents that are kept, in no order; for a backup. */
  readonly list: () => AsyncIterable<Buffer>
}

export interface StoredFile {
  readonly sha256: Buffer
  readonly sm3: Buffer
  readonly sizeBytes: number
  /** The first bytes, to tell the type by. */
  readonly head: Buffer
}

export class FileTooLarge extends Error {
  readonly maxBytes: number
  constructor(maxBytes: number) {
    super(`file larger than ${maxBytes} bytes`)
    this.maxBytes = maxBytes
  }
}

export const headBytes = 8192

/** A name in a folder is durable when the folder is, not with the file. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    // Windows opens folders and can't sync them; its file system keeps names by itself.
    if (process.platform !== 'win32') throw error
  } finally {
    await handle.close()
  }
}

/** Names of this shape; none when there is no such folder. */
const namesIn = async (folder: string, shape: RegExp): Promise<readonly string[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.filter((name) => shape.test(name)).sort()
}

export const createFileStore = (root: string): FileStore => {
  const pathOf = (sha256: Buffer) => {
    const hex = sha256.toString('hex')
    return join(root, hex.slice(0, 2), hex.slice(2, 4), hex)
  }
  return {
    put: async (bytes, maxBytes) => {
      const incoming = join(root, 'incoming', randomUUID())
      await mkdir(dirname(incoming), { recursive: true, mode: 0o700 })
      const handle = await open(incoming, 'wx', 0o600)
      const hashes = { sha256: createHash('sha256'), sm3: createHash('sm3') }
      const head: Uint8Array[] = []
      let sizeBytes = 0
      try {
        for await (const chunk of bytes) {
          if (sizeBytes < headBytes) head.push(chunk)
          sizeBytes += chunk.byteLength
          if (sizeBytes > maxBytes) throw new FileTooLarge(maxBytes)
          hashes.sha256.update(chunk)
          hashes.sm3.update(chunk)
          // Writes on until all of it is written, which `write` does not promise.
          await handle.appendFile(chunk)
        }
        await handle.sync()
        await handle.close()
        const sha256 = hashes.sha256.digest()
        const target = pathOf(sha256)
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        // The same content from two people at once ends in the same file, whoever is last.
        await rename(incoming, target)
        for (const folder of [dirname(target), dirname(dirname(target)), root]) await syncFolder(folder)
        return { sha256, sm3: hashes.sm3.digest(), sizeBytes, head: Buffer.concat(head).subarray(0, headBytes) }
      } catch (error) {
        await handle.close().catch(() => {})
        await rm(incoming, { force: true })
        throw error
      }
    },
    read: (sha256) => createReadStream(pathOf(sha256)),
    has: (sha256) =>
      stat(pathOf(sha256)).then(
        () => true,
        () => false,
      ),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    clearUnfinished: async (before) => {
      const folder = join(root, 'incoming')
      const names = await readdir(folder).catch(() => [])
      let cleared = 0
      for (const path of names.map((name) => join(folder, name))) {
        const found = await stat(path).catch(() => null)
        if (found === null || found.mtime >= before) continue
        await rm(path, { force: true })
        cleared += 1
      }
      return cleared
    },
    list: async function* () {
      for (const first of await namesIn(root, /^[0-9a-f]{2}$/)) {
        for (const second of await namesIn(join(root, first), /^[0-9a-f]{2}$/)) {
          for (const hex of await namesIn(join(root, first, second), /^[0-9a-f]{64}$/)) yield Buffer.from(hex, 'hex')
        }
      }
    },
  }
}
