import type { FastifyInstance } from 'fastify'
import type { BrowserContext } from 'playwright-core'
import { inject } from 'vitest'
import { answerUpTo } from './an-application.ts'
import { openBrowser } from './browser-session.ts'

/** What `openBrowser` needs of a server, from one that runs as a process of its own. */
const overTheWire = (home: string) => ({
  inject: async (request: {
    method: string
    url: string
    payload?: Buffer | string
    headers: Record<string, string>
  }) => {
    const response = await fetch(new URL(request.url, home), {
      method: request.method,
      headers: request.headers,
      // A Buffer is one; its type allows memory that fetch's does not.
      body: request.payload as string | Uint8Array<ArrayBuffer> | undefined,
      redirect: 'manual',
    })
    const cookies = response.headers.getSetCookie().map((line) => {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      const maxAge = /max-age=(\d+)/i.exec(line)?.[1]
      return {
        name,
        value: decodeURIComponent(value),
        path: /path=([^;]+)/i.exec(line)?.[1],
        maxAge: maxAge === undefined ? undefined : Number(maxAge),
      }
    })
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
      cookies,
    }
  },
})

/** Puts an application into a browser's hands that is answered up to the question of evidence. */
export const giveDraftAtEvidence = async (context: BrowserContext): Promise<void> => {
  const home = inject('appUrl')
  // The two ways of asking answer alike in what `openBrowser` reads.
  const person = openBrowser(overTheWire(home) as unknown as FastifyInstance)
  await answerUpTo(person, 'evidence')
  const draft = person.cookie('wq_draft')
  if (!draft) throw new Error('the answers began no draft')
  const { hostname } = new URL(home)
  await context.addCookies([{ name: 'wq_draft', value: draft, domain: hostname, path: '/apply', httpOnly: true }])
}
