import { randomBytes } from 'node:crypto'
import type { FieldCrypto } from '../platform/crypto.ts'

/** 256 bits behind a mark by which scanners for leaked secrets find it. */
export const drawToken = (): string => `wqt_${randomBytes(32).toString('base64url')}`
export const tokenShape = /^wqt_[\w-]{43}$/

/** What is kept of it: whoever reads the table can't make a token, and without the keys can't even try one. */
export const tokenHash = (crypto: FieldCrypto, token: string): Buffer => crypto.keyedHash('machine-token', token)
