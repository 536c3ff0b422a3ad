import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type FileStore, FileTooLarge, headBytes } from './files.ts'
import { type S3Config, s3Request } from './s3.ts'

const folder = 'files/'
const keyOf = (sha256: Buffer): string => `${folder}${sha256.toString('hex')}`

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

/**
 * Files by their content in an S3-compatible bucket. An object is there as a whole or not at all, and is durable when the store has
 * answered; so there are no halves to clear. At most `maxBytes` are held in memory, because the name is known only at the end.
 * @param clock requests are signed with the time; more than 15 minutes off and the store refuses them.
 */
export const createS3FileStore = (config: S3Config, clock: () => Date): FileStore => {
  const ask = (
    ...[method, key, options]: [Parameters<typeof s3Request>[2], string, Parameters<typeof s3Request>[4]?]
  ) => s3Request(config, clock(), method, key, options)
  const has = async (sha256: Buffer): Promise<boolean> => (await ask('HEAD', keyOf(sha256))) !== null
  return {
    put: async (bytes, maxBytes) => {
      const chunks: Uint8Array[] = []
      let sizeBytes = 0
      for await (const chunk of bytes) {
        sizeBytes += chunk.byteLength
        if (sizeBytes > maxBytes) throw new FileTooLarge(maxBytes)
        chunks.push(chunk)
      }
      const content = Buffer.concat(chunks)
      const [sha256, sm3] = ['sha256', 'sm3'].map((name) => createHash(name).update(content).digest()) as [
        Buffer,
        Buffer,
      ] // two names, two hashes
      // The store checks that what arrives has the hash that was signed, so an object can't be other than its name.
      if (!(await has(sha256)) && (await ask('PUT', keyOf(sha256), { body: content })) === null) {
        throw new Error(`s3: bucket ${config.bucket} is not there`)
      }
      return { sha256, sm3, sizeBytes, head: content.subarray(0, headBytes) }
    },
    read: (sha256) =>
      Readable.from(
        (async function* () {
          const response = await ask('GET', keyOf(sha256))
          if (!response?.body) throw new Error(`s3: ${keyOf(sha256)} is not there`)
          yield* response.body
        })(),
        { objectMode: false },
      ),
    has,
    remove: async (sha256) => {
      await ask('DELETE', keyOf(sha256))
    },
    list: async function* () {
      for (let mark: string | undefined = ''; mark !== undefined; ) {
        const query = { 'list-type': '2', prefix: folder, ...(mark === '' ? {} : { 'continuation-token': mark }) }
        const response = await ask('GET', '', { query })
        if (response === null) throw new Error(`s3: bucket ${config.bucket} is not there`)
        const page = await response.text()
        for (const [, hex = ''] of page.matchAll(/<Key>files\/([0-9a-f]{64})<\/Key>/g)) yield Buffer.from(hex, 'hex')
        const next = /<NextContinuationToken>([^<]+)</.exec(page)?.[1]
        mark = next === undefined ? undefined : unescaped(next)
      }
    },
    clearUnfinished: async () => 0,
  }
}
