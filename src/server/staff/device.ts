import { createHmac, randomBytes } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import { sameBytes } from '../platform/crypto.ts'
import type { Platform } from '../platform/platform.ts'
import { rawCookie } from './cookie.ts'

const browsers: readonly (readonly [mark: RegExp, name: string])[] = [
  [/MicroMessenger\//, 'WeChat'],
  [/\bEdgA?\//, 'Edge'],
  [/QQBrowser\//, 'QQ Browser'],
  [/360SE|QihooBrowser/, '360'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [mark: RegExp, name: string])[] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]

/** What is kept of a browser's long description of itself: its kind and its system, in ASCII because it travels as a header. */
export const deviceOf = (userAgent: string): string =>
  [browsers, systems]
    .map((table) => table.find(([mark]) => mark.test(userAgent))?.[1])
    .filter((name) => name !== undefined)
    .join(', ')

export const deviceInWords = (kept: string | null): string =>
  kept ? kept.replace(', ', ' · ').replace('WeChat', '微信').replace('QQ Browser', 'QQ 浏览器') : '未知设备'

/** What is kept of an address: the network of a few hundred neighbours, so that one recognises a strange place. */
export const placeOf = (address: string): string => {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (isIPv4(plain)) return plain.replace(/\d+$/, '0')
  return isIPv6(plain) ? `${firstGroups(plain)}::` : ''
}

/** Three groups name the network of a provider's customer with a few neighbours. */
const firstGroups = (address: string): string => {
  const [head = ''] = address.replace(/%.*$/, '').split('::')
  const groups = [...head.split(':').filter((group) => group !== ''), '0', '0', '0'].slice(0, 3)
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}

export const placeInWords = (kept: string | null): string | null => {
  if (kept === null || kept === '') return null
  return isIPv4(kept) ? kept.replace(/\d+$/, '*') : `${firstGroups(kept)}:*`
}

const mostKnown = 5
const rememberedDays = 180
const nameOf = (publicUrl: string): string => `${publicUrl.startsWith('https://') ? '__Secure-' : ''}weiquan.device`

const markFor = (platform: Pick<Platform, 'crypto'>, username: string, id: string): Buffer =>
  createHmac('sha256', platform.crypto.derive('staff-known-device')).update(`${username}\n${id}`).digest()

type Entry = readonly [id: string, mark: string]
const entriesOf = (platform: Platform, cookieHeader: string | undefined): readonly Entry[] =>
  (rawCookie(cookieHeader, nameOf(platform.config.publicUrl)) ?? '')
    .slice(0, 1000)
    .split('~')
    .flatMap((text): Entry[] => {
      const [id = '', mark = ''] = text.split('.')
      return id === '' || mark === '' ? [] : [[id, mark]]
    })

/** The browser's own number when this person has signed in with it before, else null. Nobody else can make one for their name. */
export const knownDevice = (platform: Platform, cookieHeader: string | undefined, username: string): string | null =>
  entriesOf(platform, cookieHeader).find(([id, mark]) =>
    sameBytes(Buffer.from(mark, 'base64url'), markFor(platform, username, id)),
  )?.[0] ?? null

/** The Set-Cookie value by which this browser is known to this person again, beside the colleagues who use it too. */
export const deviceCookie = (platform: Platform, cookieHeader: string | undefined, username: string): string => {
  const known = knownDevice(platform, cookieHeader, username)
  const id = known ?? randomBytes(12).toString('base64url')
  const own: Entry = [id, markFor(platform, username, id).toString('base64url')]
  const others = entriesOf(platform, cookieHeader).filter(([other]) => other !== id)
  const value = [own, ...others]
    .slice(0, mostKnown)
    .map((entry) => entry.join('.'))
    .join('~')
  const name = nameOf(platform.config.publicUrl)
  const secure = name.startsWith('__Secure-') ? '; Secure' : ''
  return `${name}=${value}; Max-Age=${rememberedDays * 86_400}; Path=/api/v1/session; HttpOnly; SameSite=Lax${secure}`
}
