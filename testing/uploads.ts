import { Readable } from 'node:stream'
import { explainUploadRefusal } from '../src/contract/upload-refusal.ts'
import type { Platform } from '../src/server/platform/platform.ts'
import { receiveUpload } from '../src/server/upload/upload.ts'

/** Hands a file in as the portal does. @returns its id. @throws when it is refused. */
export const uploaded = async (platform: Platform, name: string, content: Uint8Array): Promise<string> => {
  const received = await receiveUpload(platform, { name, bytes: Readable.from([content]) }, 'spec')
  if (!received.ok) throw new Error(`${name}: ${explainUploadRefusal(received.refusal)}`)
  return received.value.uploadId
}
