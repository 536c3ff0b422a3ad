import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type S3Server, s3Account, s3Bucket, startS3Server } from '../../../testing/s3-server.ts'
import { readStorage } from './file-config.ts'
import { s3Request, s3Signature } from './s3.ts'

const published = {
  endpoint: 'https://examplebucket.s3.amazonaws.com',
  region: 'us-east-1',
  bucket: 'examplebucket',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const signatureOf = (path: string, headers: Record<string, string>) =>
  s3Signature(published, {
    method: 'GET',
    url: new URL(`https://examplebucket.s3.amazonaws.com${path}`),
    headers: {
      host: 'examplebucket.s3.amazonaws.com',
      'x-amz-content-sha256': empty,
      'x-amz-date': '20130524T000000Z',
      ...headers,
    },
    contentSha256: empty,
    time: '20130524T000000Z',
  })

describe('the signature of requests to S3', () => {
  // docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, "Examples: Signature Calculations".
  it.each([
    [
      'an object',
      '/test.txt',
      { range: 'bytes=0-9' },
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    ['the life cycle', '/?lifecycle', {}, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['a list', '/?max-keys=2&prefix=J', {}, '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('is the published one for %s', (_, path, headers, signature) => {
    expect(signatureOf(path, headers)).toContain(`Signature=${signature}`)
  })
})

describe('requests to S3', () => {
  let server: S3Server
  const now = new Date('2026-03-02T02:00:00Z')
  beforeEach(async () => {
    server = await startS3Server()
  })
  afterEach(() => server.close())
  const config = () => ({ ...s3Account, endpoint: server.endpoint, bucket: s3Bucket })

  it('are let in by their signature; another secret is not, and the error tells nothing of it', async () => {
    await s3Request(config(), now, 'PUT', 'a b/证.txt', { body: Buffer.from('x') })
    expect(server.log).toEqual(['PUT /evidence/a%20b/%E8%AF%81.txt'])
    const wrong = { ...config(), secretAccessKey: 'stolen-half' }
    const refused = s3Request(wrong, now, 'GET', 'a b/证.txt')
    await expect(refused).rejects.toThrow('s3: GET a b/证.txt answered 403')
    await expect(refused).rejects.not.toThrow('stolen-half')
  })

  it('tell what is not there as that', async () => {
    expect(await s3Request(config(), now, 'GET', 'nothing')).toBeNull()
  })

  it('have settings that say what they expect', () => {
    expect(readStorage({})).toBeNull()
    const given = {
      STORAGE: 's3',
      S3_ENDPOINT: 'https://s3.example.org/',
      S3_BUCKET: 'evidence',
      S3_ACCESS_KEY_ID: 'key',
      S3_SECRET_ACCESS_KEY: 'secret',
    }
    expect(readStorage(given)).toEqual({
      endpoint: 'https://s3.example.org',
      region: 'us-east-1',
      bucket: 'evidence',
      accessKeyId: 'key',
      secretAccessKey: 'secret',
    })
    expect(() => readStorage({ STORAGE: 'tape' })).toThrow('STORAGE: given "tape", expected disk or s3')
    expect(() => readStorage({ ...given, S3_BUCKET: 'A' })).toThrow('S3_BUCKET: given "A", expected 3 to 63')
    expect(() => readStorage({ ...given, S3_SECRET_ACCESS_KEY: '' })).toThrow('S3_SECRET_ACCESS_KEY: expected')
    expect(() => readStorage({ ...given, S3_ENDPOINT: 'ftp://x' })).toThrow('S3_ENDPOINT: given "ftp://x"')
  })
})
