import { Readable } from 'node:stream'
import type { Platform } from '../src/server/platform/platform.ts'
import { receiveUpload } from '../src/server/upload/upload.ts'

/** Hands a file in as the portal does. @returns its id. @throws when it is refused. */
export const uploaded = async (platform: Platform, name: string, content: Uint8Array): Promise<string> => {
  const received = await receiveUpload(platform, { name, bytes: Readable.from([content]) }, 'spec')
  if (!received.ok) throw new Error(`${name}: ${received.refusal.reason}`)
  return received.value.uploadId
}
