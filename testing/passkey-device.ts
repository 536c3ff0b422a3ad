import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

/** What a device answers with, and what an attacker may change about it. */
export interface Answering {
  readonly challenge: string
  readonly origin?: string
  readonly rpId?: string
  /** False: the owner was there and did not unlock it. */
  readonly verified?: boolean
  readonly counter?: number
  readonly userHandle?: string
  readonly type?: string
}

/** A device with one passkey, made of software: it signs like a real one, and lies on demand. */
export interface PasskeyDevice {
  readonly id: string
  readonly register: (answering: Answering) => object
  readonly signIn: (answering: Answering) => object
}

const base64url = (data: Buffer | string): string => Buffer.from(data).toString('base64url')
const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest()

const clientData = ({ challenge, origin = 'http://localhost' }: Answering, type: string): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

/** Flags: the owner was there (1), unlocked it (4), a new key follows (64). */
const authenticatorData = (
  { rpId = 'localhost', verified = true, counter = 0 }: Answering,
  attested: Buffer | null,
): Buffer => {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  const flags = 1 | (verified ? 4 : 0) | (attested ? 64 : 0)
  return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, attested ?? Buffer.alloc(0)])
}

/** The public key as COSE writes it (RFC 9053): P-256, ES256. */
const coseKey = (key: KeyObject): Buffer => {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const map = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ])
  return Buffer.from(isoCBOR.encode(map))
}

export const passkeyDevice = (): PasskeyDevice => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const rawId = randomBytes(32)
  const id = base64url(rawId)
  const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {} }
  return {
    id,
    register: (answering) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(rawId.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, rawId, coseKey(publicKey)])
      const object = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authenticatorData(answering, attested))],
      ])
      // The encoder takes maps of its own values; ours hold nothing else.
      const encoded = isoCBOR.encode(object as Parameters<typeof isoCBOR.encode>[0])
      return {
        ...common,
        response: {
          clientDataJSON: base64url(clientData(answering, answering.type ?? 'webauthn.create')),
          attestationObject: base64url(Buffer.from(encoded)),
          transports: ['internal', 'carrier-pigeon'],
        },
      }
    },
    signIn: (answering) => {
      const data = authenticatorData(answering, null)
      const client = clientData(answering, answering.type ?? 'webauthn.get')
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey)
      return {
        ...common,
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(signature),
          ...(answering.userHandle === undefined ? {} : { userHandle: answering.userHandle }),
        },
      }
    },
  }
}
