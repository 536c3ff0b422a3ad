import { createHmac } from 'node:crypto'
import { sameBytes } from '../platform/crypto.ts'

/** The cookie as it was sent, percent-encoding included; null when it was not. */
export const rawCookie = (header: string | undefined, name: string): string | null => {
  const pair = header?.split(';').find((part) => part.trimStart().startsWith(`${name}=`))
  return pair === undefined ? null : pair.trim().slice(name.length + 1)
}

/**
 * The value of a cookie in better-auth's form: percent-encoded `value.signature`, the signature being HMAC-SHA256 in base64.
 * Null when it is not there or was not signed with `secret`.
 */
export const signedCookie = (header: string | undefined, name: string, secret: string): string | null => {
  const raw = rawCookie(header, name)
  if (raw === null || raw.length > 1000) return null
  let text: string
  try {
    text = decodeURIComponent(raw)
  } catch {
    return null
  }
  const dot = text.lastIndexOf('.')
  if (dot < 1) return null
  const value = text.slice(0, dot)
  const expected = createHmac('sha256', secret).update(value).digest()
  return sameBytes(Buffer.from(text.slice(dot + 1), 'base64'), expected) ? value : null
}

const secureOf = (name: string): string => (name.startsWith('__Secure-') ? '; Secure' : '')

/** A session's cookie as better-auth writes it; its own functions read it too. */
export const sessionCookie = (name: string, token: string, secret: string, lifetimeMs: number): string => {
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  const value = encodeURIComponent(`${token}.${signature}`)
  return `${name}=${value}; Max-Age=${lifetimeMs / 1000}; Path=/; HttpOnly; SameSite=Lax${secureOf(name)}`
}

/** Takes a cookie away from the browser. @param path the one that it was set for. */
export const expiredCookie = (name: string, path = '/'): string =>
  `${name}=; Max-Age=0; Path=${path}; HttpOnly; SameSite=Lax${secureOf(name)}`
