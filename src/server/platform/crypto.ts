import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/**
 * Field encryption. A sealed value is `1 | length of key id | key id | iv (12) | tag (16) | ciphertext`, AES-256-GCM with the
 * field's name as associated data, so a value moved to another column does not open. The key id in front lets keys rotate.
 * A blind index is HMAC-SHA-256 over the field's name and the normalised value: equal values meet, nothing else is learnt.
 */
export interface FieldCrypto {
  readonly seal: (field: string, value: string) => Buffer
  /** @throws when the value was not sealed for this field or its key is gone. */
  readonly open: (field: string, sealed: Buffer) => string
  readonly blindIndex: (field: string, value: string) => Buffer
  /** Key for another purpose (cookies, sessions), derived so that one secret file is enough. */
  readonly derive: (purpose: string) => Buffer
}

const keyFile = z.object({
  current: z.string(),
  keys: z.record(z.string(), z.base64()),
  index: z.base64(),
  root: z.base64(),
})
type KeyFile = z.output<typeof keyFile>

const newKeyFile = (): KeyFile => ({
  current: 'k1',
  keys: { k1: randomBytes(32).toString('base64') },
  index: randomBytes(32).toString('base64'),
  root: randomBytes(32).toString('base64'),
})

const keyPath = (dataDir: string): string => join(dataDir, 'keys', 'field-keys.json')

export const hasKeys = (dataDir: string): boolean => existsSync(keyPath(dataDir))

/** Reads the keys of an installation, making them at its first start. The file is readable by its owner alone. */
export const loadKeys = (dataDir: string): KeyFile => {
  const path = keyPath(dataDir)
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const fresh = `${path}.${process.pid}`
    writeFileSync(fresh, JSON.stringify(newKeyFile()), { mode: 0o600, flush: true })
    // A kill between the two leaves either no key file or a whole one.
    renameSync(fresh, path)
    chmodSync(path, 0o600)
  }
  const read = keyFile.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!read.success) throw new Error(`${path}: not a key file (${read.error.issues[0]?.message ?? 'unreadable'})`)
  return read.data
}

// A key object is made once; from a buffer node would make it anew at every call.
const secretKey = (base64: string) => createSecretKey(Buffer.from(base64, 'base64'))

export const createFieldCrypto = (file: KeyFile): FieldCrypto => {
  const keys = new Map(Object.entries(file.keys).map(([id, key]) => [id, secretKey(key)]))
  const current = keys.get(file.current)
  if (!current) throw new Error(`key file: the current key "${file.current}" is not among its keys`)
  const head = Buffer.concat([Buffer.from([1, Buffer.byteLength(file.current)]), Buffer.from(file.current)])
  const indexKey = secretKey(file.index)
  const root = secretKey(file.root)
  return {
    seal: (field, value) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', current, iv).setAAD(Buffer.from(field))
      const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
      return Buffer.concat([head, iv, cipher.getAuthTag(), body])
    },
    open: (field, sealed) => {
      const idLength = sealed[1] ?? 0
      const keyId = sealed.subarray(2, 2 + idLength).toString()
      const key = keys.get(keyId)
      if (sealed[0] !== 1 || !key) throw new Error(`${field}: sealed with an unknown key "${keyId}"`)
      const rest = sealed.subarray(2 + idLength)
      const whole = { authTagLength: 16 } // a shorter tag would be easier to forge
      const decipher = createDecipheriv('aes-256-gcm', key, rest.subarray(0, 12), whole).setAAD(Buffer.from(field))
      decipher.setAuthTag(rest.subarray(12, 28))
      return decipher.update(rest.subarray(28), undefined, 'utf8') + decipher.final('utf8')
    },
    blindIndex: (field, value) => createHmac('sha256', indexKey).update(`${field}\0${value}`).digest(),
    derive: (purpose) => createHmac('sha256', root).update(purpose).digest(),
  }
}

export const sha256 = (data: string | Buffer): Buffer => hash('sha256', data, 'buffer')
export const sm3 = (data: string | Buffer): Buffer => hash('sm3', data, 'buffer')

/** Equal without telling by time where they differ. */
export const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)
