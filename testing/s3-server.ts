import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** A small S3: one bucket in memory, real HTTP, every signature verified from what arrived. */
export interface S3Server {
  readonly endpoint: string
  readonly objects: Map<string, Buffer>
  /** `METHOD path` of every request that was let in. */
  readonly log: string[]
  readonly close: () => Promise<void>
}

export const s3Account = { accessKeyId: 'spec-key', secretAccessKey: 'spec-secret', region: 'cn-north-1' } as const
export const s3Bucket = 'evidence'

const hex = (content: Buffer | string) => createHash('sha256').update(content).digest('hex')
const mac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()

/** What the signature must be, worked out from the request as it came over the wire. */
const isSigned = (request: IncomingMessage, content: Buffer): boolean => {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  if (!given) return false
  const [, account = '', day = '', region = '', names = '', signature = ''] = given
  const time = String(request.headers['x-amz-date'] ?? '')
  const stated = String(request.headers['x-amz-content-sha256'] ?? '')
  const signed = names.split(';')
  const needed = ['host', 'x-amz-content-sha256', 'x-amz-date']
  if (account !== s3Account.accessKeyId || region !== s3Account.region || !time.startsWith(day)) return false
  if (stated !== hex(content) || !needed.every((name) => signed.includes(name))) return false
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const pairs = query === '' ? [] : query.split('&').map((pair) => pair.replaceAll('+', '%20'))
  const canonical = [
    request.method,
    path,
    pairs.sort().join('&'),
    ...signed.map((name) => `${name}:${request.headers[name]}`),
    '',
    names,
    stated,
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const key = mac(mac(mac(mac(`AWS4${s3Account.secretAccessKey}`, day), region), 's3'), 'aws4_request')
  const own = mac(key, ['AWS4-HMAC-SHA256', time, scope, hex(canonical)].join('\n'))
  return timingSafeEqual(own, Buffer.from(signature, 'hex'))
}

/** @param pageSize names in one page of a listing. */
export const startS3Server = async (pageSize = 2): Promise<S3Server> => {
  const objects = new Map<string, Buffer>()
  const log: string[] = []
  const list = (query: URLSearchParams): string => {
    const prefix = query.get('prefix') ?? ''
    const names = [...objects.keys()].filter((name) => name.startsWith(prefix)).sort()
    const from = Number(query.get('continuation-token') ?? 0)
    const page = names.slice(from, from + pageSize)
    const next =
      from + pageSize < names.length ? `<NextContinuationToken>${from + pageSize}</NextContinuationToken>` : ''
    return `<?xml version="1.0"?><ListBucketResult>${page.map((name) => `<Contents><Key>${name}</Key></Contents>`).join('')}${next}</ListBucketResult>`
  }
  const server: Server = createServer(async (request, response) => {
    const content = await buffer(request)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const [, bucket = '', ...rest] = pathname.split('/')
    const key = rest.join('/')
    const answer = (status: number, body?: Buffer | string) => response.writeHead(status).end(body)
    if (!isSigned(request, content)) return answer(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>')
    log.push(`${request.method} ${pathname}`)
    if (bucket !== s3Bucket) return answer(404, '<Error><Code>NoSuchBucket</Code></Error>')
    if (request.method === 'GET' && key === '') return answer(200, list(searchParams))
    if (request.method === 'PUT') {
      objects.set(key, content)
      return answer(200)
    }
    if (request.method === 'DELETE') {
      objects.delete(key)
      return answer(204)
    }
    const found = objects.get(key)
    return found ? answer(200, request.method === 'HEAD' ? undefined : found) : answer(404)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('s3: no port')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    objects,
    log,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
