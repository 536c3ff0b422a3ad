import { sm3 } from 'sm-crypto-v2'

/** What a browser can tell of a file before it is sent. Hex; null where the browser has no means (SHA-256 outside of https). */
export interface Fingerprints {
  readonly sha256: string | null
  readonly sm3: string
}

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

// Beside the page, so that 20 MB of SM3 in plain script do not freeze it.
addEventListener('message', async ({ data }: MessageEvent<Blob>) => {
  const content = await data.arrayBuffer()
  // Absent on an insecure page, whatever its type says.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  const sha256 = subtle ? hex(await subtle.digest('SHA-256', content)) : null
  const told: Fingerprints = { sha256, sm3: sm3(new Uint8Array(content)) }
  postMessage(told)
})
