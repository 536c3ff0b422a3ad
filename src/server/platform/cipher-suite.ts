import {
  type CipherGCMTypes,
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { sm4 } from 'sm-crypto-v2'

/** `default`: AES-256-GCM and HMAC-SHA-256. `sm`: SM4-GCM (GB/T 32907) and HMAC-SM3 (GB/T 32905), as commercial cryptography rules ask for. */
export const suiteNames = ['default', 'sm'] as const
export type SuiteName = (typeof suiteNames)[number]

/** One way to seal and to hash. `seal` gives `iv (12) | tag (16) | ciphertext`; `field` is bound to it as associated data. */
export interface CipherSuite {
  /** First byte of every value that it seals. */
  readonly id: number
  /** @param secret 32 bytes of the key file */
  readonly prepare: (secret: Buffer) => {
    readonly seal: (field: string, value: string) => Buffer
    /** @throws when value, tag or field is another. */
    readonly open: (field: string, sealed: Buffer) => string
  }
  readonly hmac: (key: KeyObject, text: string) => Buffer
}

const ivBytes = 12
const tagBytes = 16
const aes: CipherGCMTypes = 'aes-256-gcm'

const parts = (sealed: Buffer) => ({
  iv: sealed.subarray(0, ivBytes),
  tag: sealed.subarray(ivBytes, ivBytes + tagBytes),
  body: sealed.subarray(ivBytes + tagBytes),
})

const international: CipherSuite = {
  id: 1,
  prepare: (secret) => {
    // A key object is made once; from a buffer node would make it anew at every call.
    const key = createSecretKey(secret)
    return {
      seal: (field, value) => {
        const iv = randomBytes(ivBytes)
        const cipher = createCipheriv(aes, key, iv).setAAD(Buffer.from(field))
        const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
        return Buffer.concat([iv, cipher.getAuthTag(), body])
      },
      open: (field, sealed) => {
        const { iv, tag, body } = parts(sealed)
        // A shorter tag would be easier to forge.
        const decipher = createDecipheriv(aes, key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(field))
        decipher.setAuthTag(tag)
        return decipher.update(body, undefined, 'utf8') + decipher.final('utf8')
      },
    }
  },
  hmac: (key, text) => createHmac('sha256', key).update(text).digest(),
}

/**
 * Node's OpenSSL has SM3 and SM4 but not SM4-GCM, so the mode comes from sm-crypto-v2: 0.18 ms for a telephone number where AES takes
 * 0.004 ms. SM4 has a key of 16 bytes, drawn from the 32 of the file, so one key serves either suite and never both in the same way.
 */
const commercial: CipherSuite = {
  id: 2,
  prepare: (secret) => {
    const key = createHmac('sm3', secret).update('sm4-gcm').digest().subarray(0, 16)
    return {
      seal: (field, value) => {
        const iv = randomBytes(ivBytes)
        const { output, tag } = sm4.encrypt(Buffer.from(value, 'utf8'), key, {
          mode: 'gcm',
          iv,
          associatedData: Buffer.from(field),
          outputTag: true,
          output: 'array',
        })
        if (!tag) throw new Error('SM4-GCM gave no tag')
        return Buffer.concat([iv, tag, output])
      },
      open: (field, sealed) => {
        const { iv, tag, body } = parts(sealed)
        if (tag.length !== tagBytes) throw new Error(`${field}: sealed value cut short`)
        const options = { mode: 'gcm', iv, associatedData: Buffer.from(field), tag, output: 'array' } as const
        // The types give an array for this mode and the code a plain one; both hold the bytes.
        const opened: unknown = sm4.decrypt(body, key, options)
        return Buffer.from(opened as Uint8Array).toString('utf8')
      },
    }
  },
  hmac: (key, text) => createHmac('sm3', key).update(text).digest(),
}

export const suites: Readonly<Record<SuiteName, CipherSuite>> = { default: international, sm: commercial }
