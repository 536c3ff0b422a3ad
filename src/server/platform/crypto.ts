import { createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto'
import { type CipherSuite, type SuiteName, suites } from './cipher-suite.ts'
import { type KeyFile, type KeyFileInput, type KeySource, readKeyFile } from './key-file.ts'

/**
 * Field encryption. A sealed value is `suite | length of key id | key id | iv (12) | tag (16) | ciphertext`, with the field's name as
 * associated data, so a value moved to another column does not open. Suite (1: AES-256-GCM, 2: SM4-GCM) and key id in front let both
 * suites and several keys live side by side. By convention a column `x_sealed` of table `t` holds the field `t.x`, and `x_index` beside
 * it its blind index: keyed, so that equal values meet and nothing else is learnt. The change of keys finds them by these names.
 */
export interface FieldCrypto {
  readonly seal: (field: string, value: string) => Buffer
  /** @throws when the value was not sealed for this field or its key is gone. */
  readonly open: (field: string, sealed: Buffer) => string
  /** To be stored beside a sealed value. Look values up by `blindIndexes`. */
  readonly blindIndex: (field: string, value: string) => Buffer
  /** All indexes that this value may stand under while a change of keys is under way; mostly one. */
  readonly blindIndexes: (field: string, value: string) => readonly Buffer[]
  /** A keyed hash that stays the same for ever, for values that are kept nowhere else. */
  readonly keyedHash: (field: string, value: string) => Buffer
  /** Key for another purpose (cookies, sessions), derived so that one secret file is enough. */
  readonly derive: (purpose: string) => Buffer
  /** How every value begins that is sealed now. */
  readonly sealedHead: () => Buffer
}

const secretKey = (base64: string): KeyObject => createSecretKey(Buffer.from(base64, 'base64'))

type Prepared = ReturnType<CipherSuite['prepare']>

/** The keys of one version of the file, made ready. */
const ring = (file: KeyFile) => {
  const prepared = new Map<string, Prepared>()
  if (!Object.hasOwn(file.keys, file.current)) {
    throw new Error(`key file: the current key "${file.current}" is not among its keys`)
  }
  const indexes = file.indexes ?? [{ suite: 'default' as const, key: file.index }]
  return {
    file,
    /** Null when this file has no such key. */
    find: (suite: CipherSuite, keyId: string): Prepared | null => {
      const name = `${suite.id}${keyId}`
      const known = prepared.get(name)
      if (known) return known
      const key = Object.hasOwn(file.keys, keyId) ? file.keys[keyId] : undefined
      if (key === undefined) return null
      const made = suite.prepare(Buffer.from(key, 'base64'))
      prepared.set(name, made)
      return made
    },
    index: secretKey(file.index),
    root: secretKey(file.root),
    made: suites[file.made],
    indexes: indexes.map(({ suite, key }) => ({ suite: suites[suite], key: secretKey(key) })),
  }
}

const headOf = (suite: CipherSuite, keyId: string): Buffer =>
  Buffer.concat([Buffer.from([suite.id, Buffer.byteLength(keyId)]), Buffer.from(keyId)])

/** @param suiteName what new values are sealed with; values of the other one open all the same. */
export const createFieldCrypto = (keys: KeyFileInput | KeySource, suiteName: SuiteName = 'default'): FieldCrypto => {
  const fixed = 'newest' in keys ? null : readKeyFile(keys)
  const source: KeySource = 'newest' in keys ? keys : { newest: () => fixed as KeyFile, known: () => fixed as KeyFile } // fixed is set exactly when keys is a file
  const suite = suites[suiteName]
  let now = ring(source.known())
  const ringOf = (file: KeyFile) => {
    if (now.file !== file) now = ring(file)
    return now
  }
  const newest = () => ringOf(source.newest())
  const known = () => ringOf(source.known())
  return {
    seal: (field, value) => {
      const { file, find } = newest()
      const body = find(suite, file.current)?.seal(field, value)
      if (!body) throw new Error(`${field}: no current key`)
      return Buffer.concat([headOf(suite, file.current), body])
    },
    open: (field, sealed) => {
      const idLength = sealed[1] ?? 0
      const keyId = sealed.subarray(2, 2 + idLength).toString()
      const by = Object.values(suites).find(({ id }) => id === sealed[0])
      // A key that is not known may be newer than what this process has read.
      const key = by && (known().find(by, keyId) ?? newest().find(by, keyId))
      if (!key) throw new Error(`${field}: sealed with an unknown key "${keyId}"`)
      return key.open(field, sealed.subarray(2 + idLength))
    },
    blindIndex: (field, value) => {
      const [first] = newest().indexes
      if (!first) throw new Error('key file: no key for indexes')
      return first.suite.hmac(first.key, `${field}\0${value}`)
    },
    blindIndexes: (field, value) => newest().indexes.map((one) => one.suite.hmac(one.key, `${field}\0${value}`)),
    keyedHash: (field, value) => known().made.hmac(known().index, `${field}\0${value}`),
    derive: (purpose) => known().made.hmac(known().root, purpose),
    sealedHead: () => headOf(suite, newest().file.current),
  }
}

export const sha256 = (data: string | Buffer): Buffer => hash('sha256', data, 'buffer')
export const sm3 = (data: string | Buffer): Buffer => hash('sm3', data, 'buffer')

/** Equal without telling by time where they differ. */
export const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)
