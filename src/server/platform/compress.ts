import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/** What shrinks; pictures, PDF and archives are small already. */
const shrinks = /^(?:text\/|application\/(?:json|problem\+json|javascript|manifest\+json)|image\/svg\+xml)/
/** Below this the headers cost more than is saved. */
const leastBytes = 1024
// Quality 5 of 11: a page of 40 kB takes half a millisecond and comes out 4 % larger than at 11, which takes 60 times as long.
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

/** `br` or `gzip`, whichever the browser takes; an encoding that it rules out (`q=0`) is not taken. */
const encodingFor = (accepted: string): 'br' | 'gzip' | null => {
  const taken = accepted.split(',').flatMap((part) => {
    const [name = '', weight = ''] = part.trim().split(/\s*;\s*/)
    return /^q=0(?:\.0*)?$/.test(weight) ? [] : [name]
  })
  return taken.includes('br') ? 'br' : taken.includes('gzip') ? 'gzip' : null
}

/**
 * Compresses texts for browsers that ask for it. A form's token is masked anew in each answer (see the portal's frame), so that its
 * length under compression tells nothing to who can only watch. @fastify/compress was the loser: four more packages for this.
 */
export const compressAnswers = (app: FastifyInstance): void => {
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    if (!shrinks.test(String(reply.getHeader('content-type') ?? '')) || reply.hasHeader('content-encoding'))
      return payload
    if (reply.statusCode === 206 || reply.statusCode === 304 || request.method === 'HEAD') return payload
    reply.header('vary', 'accept-encoding')
    const encoding = encodingFor(String(request.headers['accept-encoding'] ?? ''))
    if (encoding === null) return payload
    if (payload instanceof Readable) {
      reply.header('content-encoding', encoding).removeHeader('content-length')
      return payload.pipe(encoding === 'br' ? createBrotliCompress(quality) : createGzip())
    }
    if (!(typeof payload === 'string' || Buffer.isBuffer(payload)) || payload.length < leastBytes) return payload
    const bytes = Buffer.from(payload as string) // a string or bytes, seen above
    reply.header('content-encoding', encoding).removeHeader('content-length')
    return encoding === 'br' ? brotli(bytes, quality) : gzipped(bytes)
  })
}
