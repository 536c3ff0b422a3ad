import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { type FilePart, multipartBody } from './multipart.ts'

/** A browser without script as far as the server sees one: keeps cookies by path, sends the form's token, follows redirects. */
export interface BrowserSession {
  readonly get: (url: string) => Promise<LightMyRequestResponse>
  /** Posts fields with the token of the page that was last shown. A list value is sent once for each. */
  readonly post: (url: string, fields: Record<string, string | readonly string[]>) => Promise<LightMyRequestResponse>
  readonly postFiles: (
    url: string,
    fields: Record<string, string>,
    files: readonly FilePart[],
  ) => Promise<LightMyRequestResponse>
  /** GET, and on while the answer is a redirect. */
  readonly follow: (response: LightMyRequestResponse) => Promise<LightMyRequestResponse>
  readonly cookie: (name: string) => string | undefined
  readonly setCookie: (name: string, value: string, path: string) => void
  /** What stands in a text field of the page last shown; undefined when there is no such field. */
  readonly field: (name: string) => string | undefined
}

export const openBrowser = (app: FastifyInstance, options: { address?: string } = {}): BrowserSession => {
  const jar = new Map<string, { value: string; path: string }>()
  let page = ''
  const send = async (request: InjectOptions & { url: string }) => {
    const cookies = [...jar].filter(([, { path }]) => request.url === path || request.url.startsWith(path))
    const response = await app.inject({
      ...request,
      remoteAddress: options.address ?? '127.0.0.1',
      headers: { ...request.headers, cookie: cookies.map(([name, { value }]) => `${name}=${value}`).join('; ') },
    })
    for (const { name, value, path = '/', maxAge } of response.cookies) {
      if (value === '' || maxAge === 0) jar.delete(name)
      else jar.set(name, { value: encodeURIComponent(value), path })
    }
    if (String(response.headers['content-type']).startsWith('text/html')) page = response.body
    return response
  }
  const field = (name: string) => {
    const tags = page.match(/<(?:input|textarea)[^>]*>[^<]*/g) ?? []
    const tag = tags.find((one) => one.includes(`name="${name}"`) && !/type="(?:radio|checkbox|file)"/.test(one))
    if (tag === undefined) return undefined
    const value = tag.startsWith('<textarea')
      ? tag.slice(tag.indexOf('>') + 1)
      : (/value="([^"]*)"/.exec(tag)?.[1] ?? '')
    return value.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')
  }
  const session: BrowserSession = {
    get: (url) => send({ method: 'GET', url }),
    post: (url, fields) => {
      const pairs = Object.entries({ _csrf: field('_csrf') ?? '', ...fields })
      const body = new URLSearchParams(
        pairs.flatMap(([name, value]) =>
          (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
        ),
      )
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      return send({ method: 'POST', url, payload: body.toString(), headers })
    },
    postFiles: (url, fields, files) =>
      send({
        method: 'POST',
        url,
        ...multipartBody(Object.entries({ _csrf: field('_csrf') ?? '', ...fields }), files),
      }),
    follow: async (response) => {
      const location = response.headers.location
      return typeof location === 'string' ? session.follow(await session.get(location)) : response
    },
    cookie: (name) => jar.get(name)?.value,
    setCookie: (name, value, path) => {
      jar.set(name, { value, path })
    },
    field,
  }
  return session
}
