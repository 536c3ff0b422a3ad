import { createHash, createHmac } from 'node:crypto'

/** Where an S3-compatible store answers; objects are addressed by path (`endpoint/bucket/key`), which all of them know. */
export interface S3Config {
  /** Without a slash at the end. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export interface SignedRequest {
  readonly method: string
  readonly url: URL
  /** All of them are signed; names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  /** Hex. */
  readonly contentSha256: string
  /** `20130524T000000Z` */
  readonly time: string
}

const sha256Hex = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

// RFC 3986, which AWS asks for: encodeURIComponent leaves five characters more as they are.
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * The `Authorization` of a request, by AWS Signature Version 4 for S3 (docs.aws.amazon.com, "Authenticating Requests: Using the
 * Authorization Header"). The spec checks it against the example published there.
 */
export const s3Signature = (config: S3Config, request: SignedRequest): string => {
  const { method, url, contentSha256, time } = request
  const headers = Object.entries(request.headers).sort(([one], [other]) => (one < other ? -1 : 1))
  const names = headers.map(([name]) => name).join(';')
  const query = [...url.searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')
  const path = url.pathname
    .split('/')
    .map((part) => encoded(decodeURIComponent(part)))
    .join('/')
  const canonical = [
    method,
    path,
    query,
    ...headers.map(([name, value]) => `${name}:${value.trim()}`),
    '',
    names,
    contentSha256,
  ].join('\n')
  const day = time.slice(0, 8)
  const scope = `${day}/${config.region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256Hex(canonical)].join('\n')
  const key = [config.region, 's3', 'aws4_request'].reduce(
    (before, part) => hmac(before, part),
    hmac(`AWS4${config.secretAccessKey}`, day),
  )
  return `AWS4-HMAC-SHA256 Credential=${config.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${hmac(key, toSign).toString('hex')}`
}

const nothing = sha256Hex('')
const patienceMs = 60_000

/**
 * One request to the bucket. Its own client, because the five calls that a store of contents needs are a page of code, and the client of
 * AWS is a hundred packages; see decision 0022.
 * @param key '' for the bucket itself.
 * @param now the instant that the request is signed with.
 * @returns the answer when it is a success, or null for "not there".
 * @throws an Error with method, key and status for every other answer; never with keys of the account.
 */
export const s3Request = async (
  config: S3Config,
  now: Date,
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE',
  key: string,
  { body, query = {} }: { readonly body?: Buffer; readonly query?: Readonly<Record<string, string>> } = {},
): Promise<Response | null> => {
  const url = new URL(`${config.endpoint}/${config.bucket}${key === '' ? '' : `/${key}`}`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const contentSha256 = body ? sha256Hex(body) : nothing
  const headers = { host: url.host, 'x-amz-content-sha256': contentSha256, 'x-amz-date': time }
  const authorization = s3Signature(config, { method, url, headers, contentSha256, time })
  const { host: _sentByFetch, ...sent } = headers
  const response = await fetch(url, {
    method,
    headers: { ...sent, authorization },
    // A Buffer is one; its type allows memory that fetch's does not.
    body: body as Uint8Array<ArrayBuffer> | undefined,
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  })
  if (response.ok) return response
  await response.body?.cancel()
  if (response.status === 404) return null
  throw new Error(`s3: ${method} ${key || 'the bucket'} answered ${response.status}`)
}
