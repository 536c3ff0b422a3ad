import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  scryptSync,
} from 'node:crypto'
import { type SuiteName, suiteNames } from '../../platform/cipher-suite.ts'

/**
 * A backup on disk: a line `WEIQUAN-BACKUP 1`, a line of JSON that says how its keys are made, then pieces, each `length (4) | bytes`.
 * A piece is sealed with its number, whether it is the last one, and the hash of the two lines, so nothing can be changed, moved, left
 * out or cut off without the reading ending there. `default`: AES-256-GCM. `sm`: SM4-CTR with HMAC-SM3 over what was encrypted.
 */
export interface Secret {
  readonly kind: 'passphrase' | 'key-file'
  readonly bytes: Buffer
}

/** The secret is not the one of this file, or the file was changed or cut. Its words are for the operator. */
export class BackupUnreadable extends Error {
  override name = 'BackupUnreadable'
}

interface Head {
  readonly suite: SuiteName
  readonly secret: Secret['kind']
  /** Of scrypt (N, r, p) for a passphrase, of HKDF for a key file; base64. */
  readonly salt: string
  readonly cost: { readonly n: number; readonly r: number; readonly p: number }
}

const magic = 'WEIQUAN-BACKUP 1'
const pieceBytes = 1024 * 1024
const tagBytes: Record<SuiteName, number> = { default: 16, sm: 32 }
/** 64 MiB and a fifth of a second for each guess. */
const cost = { n: 65_536, r: 8, p: 1 }
const highestCost = 1_048_576

const keysOf = (secret: Secret, head: Head) => {
  const salt = Buffer.from(head.salt, 'base64')
  const { n, r, p } = head.cost
  const base =
    secret.kind === 'passphrase'
      ? scryptSync(secret.bytes, salt, 32, { N: n, r, p, maxmem: 256 * n * r })
      : createHash('sha256').update(secret.bytes).digest()
  const digest = head.suite === 'sm' ? 'sm3' : 'sha256'
  const both = Buffer.from(hkdfSync(digest, base, salt, 'weiquan backup', 64))
  return { cipher: both.subarray(0, 32), mac: both.subarray(32) }
}

/** How one piece is sealed and opened. @param place `number | last` in 12 bytes, never used twice under one key */
const pieceCipher = (suite: SuiteName, keys: ReturnType<typeof keysOf>, head: Buffer) => {
  if (suite === 'default') {
    const bound = { authTagLength: tagBytes.default }
    return {
      seal: (place: Buffer, clear: Buffer): Buffer => {
        const cipher = createCipheriv('aes-256-gcm', keys.cipher, place, bound).setAAD(head)
        return Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()])
      },
      open: (place: Buffer, sealed: Buffer): Buffer => {
        const end = sealed.length - tagBytes.default
        const decipher = createDecipheriv('aes-256-gcm', keys.cipher, place, bound).setAAD(head)
        decipher.setAuthTag(sealed.subarray(end))
        return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()])
      },
    }
  }
  // The last four bytes count the blocks of the piece.
  const counter = (place: Buffer) => Buffer.concat([place, Buffer.alloc(4)])
  const tag = (place: Buffer, body: Buffer) =>
    createHmac('sm3', keys.mac).update(head).update(place).update(body).digest()
  return {
    seal: (place: Buffer, clear: Buffer): Buffer => {
      const cipher = createCipheriv('sm4-ctr', keys.cipher.subarray(0, 16), counter(place))
      const body = Buffer.concat([cipher.update(clear), cipher.final()])
      return Buffer.concat([body, tag(place, body)])
    },
    open: (place: Buffer, sealed: Buffer): Buffer => {
      const end = sealed.length - tagBytes.sm
      const body = sealed.subarray(0, end)
      if (!tag(place, body).equals(sealed.subarray(end))) throw new Error('tag')
      const decipher = createDecipheriv('sm4-ctr', keys.cipher.subarray(0, 16), counter(place))
      return Buffer.concat([decipher.update(body), decipher.final()])
    },
  }
}

const placeOf = (number: number, last: boolean): Buffer => {
  const place = Buffer.alloc(12)
  place.writeUIntBE(number, 0, 6)
  place.writeUInt8(last ? 1 : 0, 11)
  return place
}

const lengthOf = (bytes: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return length
}

/** Seals a stream. */
export async function* sealStream(
  clear: AsyncIterable<Buffer>,
  secret: Secret,
  suite: SuiteName,
): AsyncGenerator<Buffer> {
  const head: Head = { suite, secret: secret.kind, salt: randomBytes(32).toString('base64'), cost }
  const lines = Buffer.from(`${magic}\n${JSON.stringify(head)}\n`)
  const cipher = pieceCipher(suite, keysOf(secret, head), createHash('sha256').update(lines).digest())
  yield lines
  let waiting: Buffer[] = []
  let size = 0
  let number = 0
  const piece = (bytes: Buffer, last: boolean): Buffer => {
    const sealed = cipher.seal(placeOf(number, last), bytes)
    number += 1
    return Buffer.concat([lengthOf(sealed), sealed])
  }
  for await (const chunk of clear) {
    waiting.push(chunk)
    size += chunk.length
    if (size < pieceBytes) continue
    let all = Buffer.concat(waiting)
    while (all.length >= pieceBytes) {
      yield piece(all.subarray(0, pieceBytes), false)
      all = all.subarray(pieceBytes)
    }
    waiting = [all]
    size = all.length
  }
  yield piece(Buffer.concat(waiting), true)
}

const readHead = (line: string): Head => {
  const bad = () => new BackupUnreadable('备份文件的开头无法读懂：不是本平台的备份，或者已损坏。')
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw bad()
  }
  // Checked field by field below; nothing of it is used before.
  const { suite, secret, salt, cost: given } = value as Partial<Head>
  const isCost = (n: unknown): n is number => Number.isInteger(n) && Number(n) > 0 && Number(n) <= highestCost
  if (!suiteNames.some((name) => name === suite) || (secret !== 'passphrase' && secret !== 'key-file')) throw bad()
  if (typeof salt !== 'string' || !given || !isCost(given.n) || !isCost(given.r) || !isCost(given.p)) throw bad()
  if (given.n * given.r > 16 * highestCost || given.p > 16) throw bad()
  return { suite: suite as SuiteName, secret, salt, cost: given }
}

/** Takes exact amounts from a stream. */
export const exactly = (stream: AsyncIterable<Uint8Array>) => {
  const chunks = stream[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    const { value, done } = await chunks.next()
    if (done) return false
    held = held.length === 0 ? Buffer.from(value) : Buffer.concat([held, value])
    return true
  }
  return {
    /** @returns null when the stream ends before. */
    take: async (bytes: number): Promise<Buffer | null> => {
      while (held.length < bytes) if (!(await more())) return null
      const taken = held.subarray(0, bytes)
      held = held.subarray(bytes)
      return taken
    },
    /** Up to the next line feed; null when there is none within `most` bytes. */
    line: async (most: number): Promise<string | null> => {
      for (;;) {
        const end = held.indexOf(10)
        if (end >= 0 && end <= most) {
          const line = held.subarray(0, end).toString('utf8')
          held = held.subarray(end + 1)
          return line
        }
        if (end > most || held.length > most || !(await more())) return null
      }
    },
    atEnd: async (): Promise<boolean> => held.length === 0 && !(await more()),
  }
}

/**
 * Opens a stream that `sealStream` made. The keys are made once, at the first piece.
 * @throws BackupUnreadable when it is no backup, the secret is another, or anything of it was changed or cut off.
 */
export async function* openStream(sealed: AsyncIterable<Uint8Array>, secret: Secret): AsyncGenerator<Buffer> {
  const from = exactly(sealed)
  if ((await from.line(64)) !== magic) throw new BackupUnreadable('这不是本平台的备份文件。')
  const text = (await from.line(4096)) ?? ''
  const head = readHead(text)
  if (head.secret !== secret.kind) {
    const asked = head.secret === 'passphrase' ? '口令（--passphrase-file）' : '密钥文件（--key-file）'
    throw new BackupUnreadable(`这个备份要用${asked}打开。`)
  }
  const lines = Buffer.from(`${magic}\n${text}\n`)
  const cipher = pieceCipher(head.suite, keysOf(secret, head), createHash('sha256').update(lines).digest())
  const open = (number: number, last: boolean, bytes: Buffer): Buffer | null => {
    try {
      return cipher.open(placeOf(number, last), bytes)
    } catch {
      return null
    }
  }
  for (let number = 0; ; number += 1) {
    const length = (await from.take(4))?.readUInt32BE()
    if (length === undefined) throw new BackupUnreadable('备份文件不完整：结尾缺失。')
    if (length > pieceBytes + tagBytes.sm || length < tagBytes[head.suite]) {
      throw new BackupUnreadable(`备份文件已损坏（第 ${number + 1} 段的长度不对）。`)
    }
    const bytes = await from.take(length)
    if (bytes === null) throw new BackupUnreadable('备份文件不完整：在一段中间断开。')
    const inner = open(number, false, bytes)
    if (inner) {
      yield inner
      continue
    }
    const last = open(number, true, bytes)
    if (!last) {
      throw new BackupUnreadable(
        number === 0 ? '口令或密钥不对，或者备份文件已被改动。' : `备份文件已被改动或损坏（第 ${number + 1} 段）。`,
      )
    }
    yield last
    if (!(await from.atEnd())) throw new BackupUnreadable('备份文件的结尾之后还有内容：文件已被改动。')
    return
  }
}
