import type { FastifyReply, FastifyRequest } from 'fastify'
import type { View } from '../../contract/portal/parts.ts'
import { type Language, languages } from '../../domain/kernel/language.ts'

const cookie = 'wq_view'
/** As browsers want it: such a cookie can't be planted over an unsafe connection. */
export const nameOverTls = (name: string): string => `__Secure-${name}`
const oneYear = 365 * 86_400

const isLanguage = (text: unknown): text is Language => languages.some((one) => one === text)

/** `en.ease.contrast`: a language when one was chosen, and what is switched on. Anything else in it is as good as nothing. */
const kept = (request: FastifyRequest): readonly string[] =>
  (request.cookies[nameOverTls(cookie)] ?? request.cookies[cookie] ?? '').split('.')

export const viewOf = (request: FastifyRequest): View => {
  const words = kept(request)
  return {
    language: words.find(isLanguage) ?? 'zh',
    ease: words.includes('ease'),
    contrast: words.includes('contrast'),
  }
}

/** What the browser likes best among our languages (RFC 9110, 12.5.4); a language without a weight counts fully. */
const liked = (header: string): Language | undefined =>
  header
    .split(',')
    .map((part) => {
      const [tag = '', weight] = part.split(';').map((piece) => piece.trim().toLowerCase())
      return { language: tag.split('-', 1)[0], weight: weight?.startsWith('q=') ? Number(weight.slice(2)) : 1 }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ language }) => language)
    .find(isLanguage)

/** The other language, where the browser asks for it and the person has not chosen: a shared computer speaks for nobody. */
export const offeredTo = (request: FastifyRequest): Language | undefined => {
  if (kept(request).some(isLanguage)) return undefined
  const language = liked(request.headers['accept-language'] ?? '')
  return language === 'zh' ? undefined : language
}

/** One slash and no backslash in front: a link to `//elsewhere.example` would lead to another site. */
export const ownAddress = (url: string): string => `/${url.replace(/^[/\\]+/, '')}`

const choices = ['language', 'ease', 'contrast'] as const

/**
 * A request that carries a choice (`?language=en`, `?ease=on`, `?contrast=off`) has it kept for a year, and is sent to the same
 * page without it. So a choice is a plain link on every page, works without script, and can be passed on in an address.
 * @returns null when nothing was chosen.
 */
export const keepChoice = (request: FastifyRequest, reply: FastifyReply, secure: boolean): FastifyReply | null => {
  if (request.method !== 'GET') return null
  const [path = '', query] = request.url.split('?', 2)
  const searchParams = new URLSearchParams(query)
  if (!choices.some((name) => searchParams.has(name))) return null
  const before = viewOf(request)
  const language = searchParams.get('language')
  const on = (name: 'ease' | 'contrast') => (searchParams.has(name) ? searchParams.get(name) === 'on' : before[name])
  const words = [
    isLanguage(language) ? language : (kept(request).find(isLanguage) ?? ''),
    on('ease') ? 'ease' : '',
    on('contrast') ? 'contrast' : '',
  ]
  reply.setCookie(secure ? nameOverTls(cookie) : cookie, words.filter(Boolean).join('.'), {
    path: '/',
    maxAge: oneYear,
    httpOnly: true,
    sameSite: 'lax',
    secure,
  })
  for (const name of choices) searchParams.delete(name)
  const rest = searchParams.toString()
  return reply.redirect(ownAddress(rest === '' ? path : `${path}?${rest}`), 303)
}
