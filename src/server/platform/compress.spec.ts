import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { fastify } from 'fastify'
import { describe, expect, it } from 'vitest'
import { compressAnswers } from './compress.ts'

const page = '维权'.repeat(2000)
const app = fastify()
compressAnswers(app)
app.get('/page', async (_, reply) => reply.type('text/html; charset=utf-8').send(page))
app.get('/short', async (_, reply) => reply.type('text/plain').send('短'))
app.get('/picture', async (_, reply) => reply.type('image/png').send(Buffer.alloc(5000)))
const get = (url: string, accepted: string) => app.inject({ url, headers: { 'accept-encoding': accepted } })

describe('answers on the wire', () => {
  it('a page comes compressed to a browser that asks for it, and says so', async () => {
    const br = await get('/page', 'gzip, deflate, br, zstd')
    expect(br.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(page)
    const gz = await get('/page', 'gzip;q=0.8, br;q=0')
    expect(gz.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gz.rawPayload).toString()).toBe(page)
  })
  it.each([
    ['/page', ''],
    ['/page', 'identity'],
    ['/short', 'br'],
    ['/picture', 'br'],
  ])('%s for a browser that takes "%s" comes as it is', async (url, accepted) => {
    expect((await get(url, accepted)).headers['content-encoding']).toBeUndefined()
  })
})
