import { createHmac } from 'node:crypto'
import { lookup as resolveName } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** What a server answered, or why none did. `code` is Node's, or ours: `not-public`, `not-https`, `timeout`. */
export type Answer = { readonly status: number } | { readonly code: string }

export interface PostOptions {
  readonly timeoutMs: number
  /** Host names that may be reached in the clear and at private addresses. `any`: the operator named the address. */
  readonly trustedHosts: readonly string[] | 'any'
}

/**
 * Addresses that are not of the public internet: IANA's special-purpose registries (RFC 6890 and what followed), with the IPv6 forms that
 * carry an IPv4 address inside. `::ffff:a.b.c.d` is looked up among the IPv4 ones by the list itself.
 */
const notPublic = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  notPublic.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  notPublic.addSubnet(net, bits, 'ipv6')

/** Whether an address literal belongs to the public internet; false for what is no address. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address)
  if (family === 0) return false
  return !notPublic.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

/** What forbids an address before anything is sent; null: nothing does. A name is looked at again when it is resolved. */
export const addressFault = (
  url: URL,
  trustedHosts: PostOptions['trustedHosts'],
): 'not-https' | 'not-public' | null => {
  const host = hostOf(url)
  if (trustedHosts === 'any' || trustedHosts.includes(host)) return null
  if (url.protocol !== 'https:') return 'not-https'
  if (isIP(host) !== 0 && !isPublicAddress(host)) return 'not-public'
  return /(^|\.)(localhost|local|internal|home\.arpa)\.?$/i.test(host) ? 'not-public' : null
}

/** Resolves a name and gives the connection the very addresses that were looked at, so that a second answer can't differ. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolveName(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const hidden = addresses.some(({ address }) => !isPublicAddress(address))
    if (hidden || addresses.length === 0) {
      return callback(Object.assign(new Error('not a public address'), { code: 'not-public' }), '', 0)
    }
    if (options.all) return callback(null, addresses)
    const [first] = addresses
    return callback(null, first?.address ?? '', first?.family)
  })
}

/** Sends a body and looks at the status alone. No redirect is followed: it could lead where the address itself may not. */
export const post = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  { timeoutMs, trustedHosts }: PostOptions,
): Promise<Answer> => {
  const fault = addressFault(url, trustedHosts)
  if (fault) return Promise.resolve({ code: fault })
  const trusted = trustedHosts === 'any' || trustedHosts.includes(hostOf(url))
  const send = url.protocol === 'https:' ? secureRequest : plainRequest
  return new Promise((resolve) => {
    const outgoing = send(url, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      },
      // The whole of it: name, connection, answer.
      signal: AbortSignal.timeout(timeoutMs),
      agent: false,
      ...(trusted ? {} : { lookup: publicLookup }),
    })
    outgoing.on('response', (response) => {
      resolve({ status: response.statusCode ?? 0 })
      // What a receiver says beside its status is nobody's; it could be endless.
      response.destroy()
    })
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const late = error.name === 'TimeoutError' || error.name === 'AbortError'
      resolve({ code: late ? 'timeout' : (error.code ?? 'connection') })
    })
    outgoing.end(body)
  })
}

export const hmacSha256 = (key: Buffer | string, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest()
