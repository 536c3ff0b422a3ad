import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PortalPages } from '../../contract/portal/pages.ts'
import type { Chrome } from '../../contract/portal/parts.ts'
import { sameBytes } from '../platform/crypto.ts'
import type { Platform } from '../platform/platform.ts'
import { standingAlone } from './field-words.ts'
import type { Form } from './form.ts'
import type { Portal } from './portal.ts'
import { sign, unsign } from './signed.ts'
import { nameOverTls, offeredTo, ownAddress, viewOf } from './view.ts'

/** What the portal's pages share: the chrome, cookies that only we can write, and the token that ties a form to its browser. */
export interface Frame {
  readonly platform: Platform
  readonly css: { readonly href: string; readonly text: string }
  /** The script of pages that take files; null when it was not built. */
  readonly uploadScriptHref: string | null
  /** For pages without a form of their own; sets no cookie. */
  readonly plain: (request: FastifyRequest, nav?: Chrome['currentNav']) => Chrome
  /** For pages with a form: carries the token, and gives the browser its cookie when it has none. */
  readonly withForm: (request: FastifyRequest, reply: FastifyReply, nav?: Chrome['currentNav']) => Chrome
  /** Whether the form was made by us for this browser. False too when the browser has lost its cookie meanwhile. */
  readonly isOwnForm: (request: FastifyRequest, form: Form) => boolean
  readonly send: <Name extends keyof PortalPages>(
    reply: FastifyReply,
    name: Name,
    props: PortalPages[Name],
    status?: number,
  ) => FastifyReply
  readonly readCookie: (request: FastifyRequest, name: string) => string | null
  readonly setCookie: (
    reply: FastifyReply,
    name: string,
    value: string,
    options: { path: string; maxAgeSeconds: number },
  ) => void
  readonly clearCookie: (reply: FastifyReply, name: string, path: string) => void
}

const formCookie = 'wq_form'

export const createFrame = (platform: Platform, portal: Portal): Frame => {
  const cookieKey = platform.crypto.derive('portal-cookies')
  const tokenKey = platform.crypto.derive('portal-form-token')
  const hash = createHash('sha256').update(portal.css).digest('hex').slice(0, 12)
  const css = { href: `/assets/portal.${hash}.css`, text: portal.css }
  const { demo, publicUrl } = platform.config
  const cookieOptions: CookieSerializeOptions = {
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
  }
  const named = (name: string) => (cookieOptions.secure ? nameOverTls(name) : name)
  const tokenFor = (browser: string) => createHmac('sha256', tokenKey).update(browser).digest()
  const mixed = (one: Buffer, other: Buffer) => Buffer.from(one.map((byte, place) => byte ^ (other[place] ?? 0)))
  // Under a new mask each time: what is the same in every answer could be told from its compressed length (BREACH, 2013).
  const masked = (token: Buffer): string => {
    const mask = randomBytes(token.length)
    return Buffer.concat([mask, mixed(token, mask)]).toString('base64url')
  }
  const unmasked = (given: string): Buffer => {
    const bytes = Buffer.from(given, 'base64url')
    return mixed(bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2))
  }

  const plain: Frame['plain'] = (request, nav) => ({
    view: viewOf(request),
    offered: offeredTo(request),
    here: ownAddress(request.url),
    cssHref: css.href,
    currentNav: nav,
    demo,
    requestId: request.id,
    siteUrl: publicUrl,
  })
  return {
    platform,
    css,
    uploadScriptHref: portal.uploadScript?.href ?? null,
    plain,
    withForm: (request, reply, nav) => {
      const known = request.cookies[named(formCookie)]
      const browser = known && /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString('base64url')
      // Lives as long as the browser's session; a restored tab with a stale token is asked to press again, see the pages.
      if (browser !== known) reply.setCookie(named(formCookie), browser, { ...cookieOptions, path: '/' })
      return { ...plain(request, nav), csrfToken: masked(tokenFor(browser)) }
    },
    isOwnForm: (request, form) => {
      const browser = request.cookies[named(formCookie)]
      return browser !== undefined && sameBytes(tokenFor(browser), unmasked(form.text('_csrf')))
    },
    send: (reply, name, props, status = 200) => {
      const told = 'errors' in props ? { ...props, errors: props.errors.map(standingAlone) } : props
      return reply.code(status).type('text/html; charset=utf-8').send(portal.render(name, told))
    },
    readCookie: (request, name) => {
      const raw = request.cookies[named(name)]
      return raw === undefined ? null : unsign(cookieKey, name, raw)
    },
    setCookie: (reply, name, value, { path, maxAgeSeconds }) => {
      reply.setCookie(named(name), sign(cookieKey, name, value), { ...cookieOptions, path, maxAge: maxAgeSeconds })
    },
    clearCookie: (reply, name, path) => {
      reply.clearCookie(named(name), { ...cookieOptions, path })
    },
  }
}
