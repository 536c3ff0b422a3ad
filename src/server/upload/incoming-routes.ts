import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { MemoryLocker, Server } from '@tus/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { problem } from '../../contract/problem.ts'
import { uploadReceipt } from '../../contract/submission.ts'
import { explainUploadRefusal } from '../../contract/upload-refusal.ts'
import type { Language } from '../../domain/kernel/language.ts'
import { type Answered, handleApiError, sendProblem } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { createLimiter } from '../portal/limiter.ts'
import { networkOf } from '../staff/guess.ts'
import { type FileOwner, type IncomingRefusal, incomingHours, receiptOfFinished } from './incoming-file.ts'
import { IncomingRefused, IncomingStore } from './incoming-store.ts'
import { uploadsPerWindow } from './upload-routes.ts'

/** Pieces of all files from one network: 120 files of 20 pieces each, and some that are sent again. */
const piecesPerWindow = { tries: 3000, windowMs: 10 * 60_000 }

const tooManyFiles: Readonly<Record<Language, (most: number) => string>> = {
  zh: (most) => `最多提交 ${most} 份材料（没有传完的也算），请先删去或取消不需要的`,
  en: (most) => `At most ${most} items, unfinished ones included; please remove or cancel what is not needed`,
}

const sendIncomingRefusal = (reply: FastifyReply, refusal: IncomingRefusal, language: Language): Answered => {
  switch (refusal.code) {
    case 'file': {
      const { code } = refusal.refusal
      const wire = code === 'too-large' ? 'too-large' : code === 'not-scanned' ? 'unavailable' : 'file-refused'
      return sendProblem(reply, wire, explainUploadRefusal(refusal.refusal, language), { facts: { reason: code } })
    }
    case 'list':
      return sendProblem(reply, 'file-refused', refusal.message, { facts: { reason: refusal.reason } })
    case 'too-many-files':
      return sendProblem(reply, 'file-refused', tooManyFiles[language](refusal.most), { facts: { reason: 'full' } })
    case 'unknown':
      return sendProblem(reply, 'not-found')
    case 'moved-on':
      return sendProblem(reply, 'conflict')
  }
}

/** The library's own obstacles have a status and words for programmers. */
const wireCodes = { 404: 'not-found', 409: 'conflict', 410: 'not-found', 413: 'too-large', 500: 'fault' } as const
const wireCode = (status: number) =>
  status in wireCodes ? wireCodes[status as keyof typeof wireCodes] : ('malformed' as const) // the key was just looked up

const asWebRequest = (request: FastifyRequest): Request => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    // The method is what it is: no header changes it behind the router's back.
    if (typeof value === 'string' && name !== 'x-http-method-override') headers.set(name, value)
  }
  const url = `http://localhost${request.url}`
  const { body, method } = request
  if (!(body instanceof Readable)) return new Request(url, { method, headers })
  // `duplex` is asked for with a stream; the types of the web's Request do not know it yet.
  const init = { method, headers, body: Readable.toWeb(body), duplex: 'half' } as unknown as RequestInit
  return new Request(url, init)
}

export interface IncomingPlace {
  /** Where files are announced, as the browser sees it: `/apply/incoming`. */
  readonly path: string
  /** The same below the plugin's prefix. */
  readonly route: string
  /** Who sends; null after `reply` has been answered. */
  readonly ownerOf: (request: FastifyRequest, reply: FastifyReply) => Promise<FileOwner | null>
  readonly languageOf: (request: FastifyRequest) => Language
  /** Stands in the API's document. */
  readonly documented: boolean
}

/**
 * Files that arrive piece by piece, by the tus protocol 1.0 (tus.io/protocols/resumable-upload): announced by POST, sent by PATCH, asked
 * after by HEAD, given up by DELETE. Nobody but their owner can do any of it, and every obstacle is told as a problem.
 */
export const incomingRoutes =
  (platform: Platform, { path, route, ownerOf, languageOf, documented }: IncomingPlace): FastifyPluginAsyncZod =>
  async (app) => {
    app.setErrorHandler(handleApiError)
    // The stream is read by the library; nothing is gathered here.
    app.addContentTypeParser('application/offset+octet-stream', (_request, payload, done) => done(null, payload))
    // In this process a second request for the same file waits for the first to let go; in another one the place of the piece decides.
    const locker = new MemoryLocker()
    const announcements = createLimiter(platform.clock, uploadsPerWindow)
    const pieces = createLimiter(platform.clock, piecesPerWindow)

    const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<Answered> => {
      const limiter = request.method === 'POST' ? announcements : pieces
      const wait = limiter.take(networkOf(request.ip))
      if (wait !== null) return sendProblem(reply.header('retry-after', wait), 'too-many')
      const owner = await ownerOf(request, reply)
      // Answered already.
      if (owner === null) return reply as Answered
      const store = new IncomingStore(platform, owner, request.id)
      let thrown: unknown = null
      const server = new Server({
        path,
        datastore: store,
        locker,
        relativeLocation: true,
        // No foreign page may send here at all; without this the library lets every one of them.
        allowedOrigins: () => false,
        disableTerminationForFinishedUploads: true,
        namingFunction: () => randomUUID(),
        onUploadFinish: async (_request, upload) => {
          const receipt = store.receipt ?? (await receiptOfFinished(platform, upload.id))
          return { status_code: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(receipt) }
        },
        onResponseError: (_request, error) => {
          if (error instanceof Error) thrown = error
          return undefined
        },
      })
      const response = await server.handleWeb(asWebRequest(request))
      for (const [name, value] of response.headers) {
        if (/^(tus-|upload-|location$|cache-control$)/.test(name)) reply.header(name, value)
      }
      if (thrown instanceof IncomingRefused) return sendIncomingRefusal(reply, thrown.refusal, languageOf(request))
      if (thrown !== null) throw thrown
      if (response.status >= 400) return sendProblem(reply, wireCode(response.status), (await response.text()).trim())
      if (request.method === 'POST') reply.header('upload-expires', expiry())
      reply.code(response.status)
      if (response.status === 200 && request.method === 'PATCH') reply.type('application/json; charset=utf-8')
      return reply.send(request.method === 'HEAD' ? undefined : await response.text()) as Answered
    }
    const expiry = () => new Date(Date.parse(platform.clock.now()) + incomingHours * 3_600_000).toUTCString()

    const refused = { 400: problem, 401: problem, 404: problem, 409: problem, 413: problem, 422: problem, 429: problem }
    const described = (summary: string) => (documented ? { tags: ['submissions'], summary } : { hide: true })
    app.post(
      route,
      { schema: { ...described('Announce a file that will come piece by piece (tus 1.0)'), response: refused } },
      answer,
    )
    app.head(`${route}/:fileId`, { schema: { hide: true } }, answer)
    app.patch(
      `${route}/:fileId`,
      {
        schema: {
          ...described('Send a piece; the last one answers with the receipt (tus 1.0)'),
          response: { 200: uploadReceipt, ...refused },
        },
        // Replies are strings of the library, already JSON.
        serializerCompiler: () => (data) => (typeof data === 'string' ? data : JSON.stringify(data)),
      },
      answer,
    )
    app.delete(
      `${route}/:fileId`,
      { schema: { ...described('Give up a file that is not whole (tus 1.0)'), response: refused } },
      answer,
    )
  }
