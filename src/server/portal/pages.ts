import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import fastifyStatic from '@fastify/static'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { portalPaths } from '../../contract/paths.ts'
import { accountPages } from '../applicant/account-pages.ts'
import { documentPages } from '../document/pages.ts'
import { institutionPages } from '../institution/pages.ts'
import { demoOutboxPages } from '../notification/demo-outbox.ts'
import { isOutage } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { networkOf } from '../staff/guess.ts'
import { submissionPages } from '../submission/pages.ts'
import { staleForm } from '../submission/way.ts'
import { trackPages } from '../track/pages.ts'
import { registerMultipart } from '../upload/upload-routes.ts'
import { formOf, readForm } from './form.ts'
import { createFrame, type Frame } from './frame.ts'
import { createHumanCheck } from './human-check.ts'
import { infoPages } from './info-pages.ts'
import { createLimiter } from './limiter.ts'
import { type Portal, uploadPrefix } from './portal.ts'
import { keepChoice, ownAddress } from './view.ts'

/** All files of one form together; a phone's connection would not carry more at once. */
const formBytes = 100 * 1024 * 1024

/** Forms sent from one network: an office behind one address stays far below it. */
const postsPerWindow = { tries: 600, windowMs: 10 * 60_000 }

/** No script, no frames, nothing from elsewhere: the pages need none of it. Without `connect-src` tools that read robots.txt from a page can't. */
const contentPolicy =
  "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Pages that take files run one script of ours, where it was built; so do its worker and what it loads. */
const uploadPolicy = `${contentPolicy}; script-src 'self'; worker-src 'self'`
const takesFiles: ReadonlySet<string> = new Set([
  portalPaths.applyStep('evidence'),
  portalPaths.trackPage('supplement'),
])
const policyFor = (url: string, portal: Portal): string => {
  const path = url.split('?', 1)[0] ?? ''
  const runs = portal.uploadScript !== undefined && (takesFiles.has(path) || path.startsWith(uploadPrefix))
  return runs ? uploadPolicy : contentPolicy
}

/** A net held by one knot, as in the pages' head. */
const mark =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="9" fill="#0b4ea2"/><path d="M9 14h22M9 20h22M9 26h22M14 9v22M20 9v22M26 9v22" stroke="#fff" stroke-width="2.6"/><circle cx="20" cy="20" r="5.2" fill="#fff"/><circle cx="20" cy="20" r="2.4" fill="#b8331f"/></svg>'

// What a form with files can be cut off for.
const tooLarge = new Set(['FST_ERR_CTP_BODY_TOO_LARGE', 'FST_FILES_LIMIT', 'FST_FIELDS_LIMIT', 'FST_PARTS_LIMIT'])

const handleError = (frame: Frame) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  const chrome = frame.plain(request)
  const backHref = request.url.split('?', 1)[0]
  if (tooLarge.has(error.code) || error.statusCode === 413) {
    return frame.send(reply, 'form-too-large', { chrome, maxBytes: formBytes, backHref }, 413)
  }
  if (error.statusCode === 404) return frame.send(reply, 'not-found', { chrome }, 404)
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return frame.send(reply, 'form-expired', { chrome, backHref }, error.statusCode)
  }
  request.log.error({ err: error }, 'page failed')
  return frame.send(reply, 'something-wrong', { chrome }, isOutage(error) ? 503 : 500)
}

/**
 * The whole portal as one plugin: its stylesheet, pages, errors and headers. Register it without a prefix, after the API.
 * What is not found anywhere is answered by its page.
 */
export const portalPages =
  (platform: Platform, portal: Portal) =>
  async (app: FastifyInstance): Promise<void> => {
    const frame = createFrame(platform, portal)
    if (!app.hasRequestDecorator('cookies')) await app.register(cookie)
    if (!app.hasContentTypeParser('application/x-www-form-urlencoded')) await app.register(formbody)
    await registerMultipart(app)

    const secure = platform.config.publicUrl.startsWith('https:')
    app.addHook('onRequest', async (request, reply) => keepChoice(request, reply, secure) ?? undefined)
    const limiter = createLimiter(platform.clock, postsPerWindow)
    const human = createHumanCheck(frame)
    app.addHook('onRequest', async (request, reply) => {
      if (request.method !== 'POST') return
      const toAnswer = request.url.split('?', 1)[0] === portalPaths.humanCheck()
      const wait = toAnswer ? null : human.take(request, limiter, networkOf(request.ip))
      if (wait !== null) return human.ask(request, reply, wait)
      // A form without a stated length can't be limited before it is read; browsers always state it.
      if (!(Number(request.headers['content-length'] ?? 0) <= formBytes)) {
        const props = { chrome: frame.plain(request), maxBytes: formBytes, backHref: request.url.split('?', 1)[0] }
        return frame.send(reply.header('connection', 'close'), 'form-too-large', props, 413)
      }
    })
    app.addHook('onSend', async (request, reply) => {
      reply.header('content-security-policy', policyFor(request.url, portal))
      reply.header('x-content-type-options', 'nosniff')
      // Not `no-referrer`: with it browsers send `Origin: null` and a form could not be told from a foreign one.
      reply.header('referrer-policy', 'same-origin')
      reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    })
    app.setErrorHandler(handleError(frame))
    app.setNotFoundHandler((request, reply) => frame.send(reply, 'not-found', { chrome: frame.plain(request) }, 404))

    app.get('/assets/:name', async (request: FastifyRequest<{ Params: { name: string } }>, reply) => {
      if (`/assets/${request.params.name}` !== frame.css.href) return reply.callNotFound()
      reply.header('cache-control', 'public, max-age=31536000, immutable')
      return reply.type('text/css; charset=utf-8').send(frame.css.text)
    })
    if (portal.uploadScript) {
      // Every name in it carries a hash of its content.
      const { folder: root } = portal.uploadScript
      await app.register(fastifyStatic, {
        root,
        prefix: uploadPrefix,
        decorateReply: false,
        immutable: true,
        maxAge: '365d',
      })
    }
    // Public pages may be found; what belongs to one person is behind a form or a cookie anyway.
    app.get('/robots.txt', async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=86400')
      return reply.type('text/plain; charset=utf-8').send('User-agent: *\nDisallow: /api/\nDisallow: /workbench/\n')
    })
    // Browsers ask for it unasked.
    app.get('/favicon.ico', async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=604800')
      return reply.type('image/svg+xml').send(mark)
    })
    app.post('/human-check', async (request, reply) => {
      const form = readForm(request)
      const back = ownAddress(form.text('back'))
      const error = frame.isOwnForm(request, form) ? human.answer(request, reply, form) : staleForm
      // The page before asks again if its limit is still closed.
      if (error === null) return reply.redirect(back, 303)
      return human.ask(request, reply, 600, formOf([['back', back]]), [error])
    })
    await app.register(infoPages(frame))
    await app.register(institutionPages(frame))
    await app.register(submissionPages(frame, human))
    await app.register(trackPages(frame, human))
    await app.register(accountPages(frame))
    await app.register(documentPages(frame))
    await app.register(demoOutboxPages(frame))
  }
