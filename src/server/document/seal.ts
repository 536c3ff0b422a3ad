import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../platform/config.ts'

/** The images over the signature block of an institution; null: the block stays without. */
export interface SealImages {
  readonly seal: Buffer | null
  readonly signature: Buffer | null
}

/** Where seals come from. An electronic-seal service of an office would be one more of these. */
export interface SealAdapter {
  readonly imagesOf: (institutionId: string) => Promise<SealImages>
}

const none: SealAdapter = { imagesOf: async () => ({ seal: null, signature: null }) }

const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const mostBytes = 2 * 1024 * 1024

const readPng = async (path: string): Promise<Buffer | null> => {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (bytes === null) return null
  // A document with a broken seal must not go out as if it had none.
  if (!bytes.subarray(0, 8).equals(pngHead)) throw new Error(`${path}: given another type, expected a PNG`)
  if (bytes.length > mostBytes) throw new Error(`${path}: given ${bytes.length} bytes, expected at most ${mostBytes}`)
  return bytes
}

/** `<folder>/<institution id>.png` and `<institution id>.signature.png`; an institution without files has no seal. */
const fromFolder = (folder: string): SealAdapter => ({
  imagesOf: async (institutionId) => {
    const [seal, signature] = await Promise.all([
      readPng(join(folder, `${institutionId}.png`)),
      readPng(join(folder, `${institutionId}.signature.png`)),
    ])
    return { seal, signature }
  },
})

const adapters: { readonly [Kind in Config['seal']['kind']]: (config: Config) => SealAdapter } = {
  none: () => none,
  file: ({ seal }) => fromFolder(seal.folder),
}

export const sealAdapter = (config: Config): SealAdapter => adapters[config.seal.kind](config)
