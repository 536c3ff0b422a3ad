import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../testing/database.ts'
import { aDocx, aDocxWithMacros, aPdf, aPng, aZip } from '../../../testing/files.ts'
import { multipartBody } from '../../../testing/multipart.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { submissionLimits } from '../../contract/submission.ts'
import { clearUnclaimedUploads, discardUploads } from './discard.ts'
import { uploadRoutes } from './upload-routes.ts'

const html = '<!doctype html><script>alert(1)</script>'
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

describe('uploading a file', () => {
  const database = useTestDatabase()
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  let app: FastifyInstance

  beforeAll(async () => {
    app = fastify()
    app.setValidatorCompiler(validatorCompiler)
    app.setSerializerCompiler(serializerCompiler)
    await app.register(uploadRoutes(test.platform), { prefix: '/api/v1' })
  })
  afterAll(() => app.close())

  const send = (fileName: string, content: Buffer | string) =>
    app.inject({ method: 'POST', url: '/api/v1/uploads', ...multipartBody([], [{ field: 'file', fileName, content }]) })

  const keptFiles = async (): Promise<number> => {
    const names = await readdir(test.filesDir, { recursive: true, withFileTypes: true }).catch(() => [])
    return names.filter((one) => one.isFile()).length
  }

  const accepted: readonly (readonly [string, Buffer | string, string])[] = [
    ['权利证书.pdf', aPdf, 'application/pdf'],
    ['样品.PNG', aPng, 'image/png'],
    ['情况说明.docx', aDocx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['经过.txt', '二〇二六年二月一日，我在对方店里买到样品。\n', 'text/plain; charset=utf-8'],
    ['订单.csv', '\uFEFF日期,金额\n2026-02-01,99\n', 'text/csv; charset=utf-8'],
    ['录音.mp3', Buffer.concat([Buffer.from('ID3'), Buffer.alloc(2000)]), 'audio/mpeg'],
  ]
  it.each(accepted)('%s is taken, with its size and both fingerprints', async (name, content, mediaType) => {
    const response = await send(name, content)
    expect(response.statusCode, response.body).toBe(201)
    expect(response.json()).toMatchObject({
      name,
      mediaType,
      sizeBytes: Buffer.byteLength(content),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      sm3: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  const refused: readonly (readonly [string, string, Buffer | string, string])[] = [
    ['a web page that calls itself a picture', '照片.png', html, '两者不符'],
    ['a web page that calls itself plain text', '说明.txt', html, '内容是网页或 SVG'],
    ['a web page', '网页.html', html, '请截图或存为 PDF'],
    ['an SVG drawing', '图标.svg', svg, '请截图或存为 PDF'],
    ['an SVG drawing that calls itself plain text', '图标.txt', svg, '内容是网页或 SVG'],
    ['a PDF that calls itself a picture', '证书.jpg', aPdf, '内容却是PDF，'],
    ['an empty file', '空.pdf', '', '空文件（0 字节）'],
    ['an archive', '证据.zip', aZip([['a.txt', 'a']]), '请解压后逐个上传'],
    ['an archive that calls itself a document', '证据.docx', aZip([['a.txt', 'a']]), '两者不符'],
    ['a document with macros', '合同.docm', aDocx, '带宏的文档不安全'],
    ['a document with hidden macros', '合同.docx', aDocxWithMacros, '带有宏'],
    ['an old document', '合同.doc', 'x', '另存为 docx'],
    ['a programme', '安装.exe', 'MZ', '不接收程序文件'],
    ['a name without an ending', '照片', aPng, '没有扩展名'],
    ['a text that is not UTF-8', '说明.txt', Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), '编码选 UTF-8'],
    ['a text with a NUL in it', '说明.txt', 'a\0b', '二进制'],
  ]
  it.each(refused)('%s is refused with the reason, and nothing is kept', async (_, name, content, reason) => {
    const before = await keptFiles()
    const response = await send(name, content)
    expect(response.statusCode).toBe(422)
    expect(response.json()).toMatchObject({ code: 'file-refused', detail: expect.stringContaining(reason) })
    expect(await keptFiles()).toBe(before)
  })

  it('a file of one byte above 20 MB is refused as too large, one of exactly 20 MB of text is taken', async () => {
    const before = await keptFiles()
    const over = await send('大.txt', Buffer.alloc(submissionLimits.fileBytes + 1, 'a'))
    expect(over.statusCode).toBe(413)
    expect(over.json()).toMatchObject({ detail: expect.stringContaining('超过 20 MB') })
    expect(await keptFiles()).toBe(before)
    const exact = await send('大.txt', Buffer.alloc(submissionLimits.fileBytes, 'a'))
    expect(exact.statusCode).toBe(201)
  })

  it.each([
    ['../../etc/证书.pdf', '证书.pdf'],
    ['..\\..\\windows\\证书.pdf', '证书.pdf'],
    ['证书\u0000.pdf', '证书.pdf'],
    ['证书\u202Efdp.exe.pdf', '证书fdp.exe.pdf'],
    [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(96)}.pdf`],
  ])('the name %j is kept as %j', async (given, kept) => {
    const response = await send(given, aPdf)
    expect(response.statusCode, response.body).toBe(201)
    expect(response.json()).toMatchObject({ name: kept })
  })

  it('a request without a file or that is no form with files is told what was expected', async () => {
    const none = await app.inject({ method: 'POST', url: '/api/v1/uploads', ...multipartBody([['a', 'b']], []) })
    expect(none.statusCode).toBe(400)
    expect(none.json()).toMatchObject({ detail: expect.stringContaining('字段 file') })
    const json = await app.inject({ method: 'POST', url: '/api/v1/uploads', payload: {} })
    expect(json.statusCode).toBe(400)
  })

  it('after 120 files in ten minutes from one address the next one has to wait', async () => {
    test.setClock('2026-03-02T12:00')
    const tries = Array.from({ length: 121 }, () => send('空.pdf', ''))
    const answers = (await Promise.all(tries)).map((one) => one.statusCode)
    expect(answers.filter((status) => status === 422)).toHaveLength(120)
    expect(answers.filter((status) => status === 429)).toHaveLength(1)
    test.setClock('2026-03-02T12:10')
    expect((await send('空.pdf', '')).statusCode).toBe(422)
  })
})

describe('clearing uploads that nothing took over', () => {
  const database = useTestDatabase()
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  let app: FastifyInstance

  beforeAll(async () => {
    app = fastify()
    app.setValidatorCompiler(validatorCompiler)
    app.setSerializerCompiler(serializerCompiler)
    await app.register(uploadRoutes(test.platform), { prefix: '/api/v1' })
  })
  afterAll(() => app.close())

  const upload = async (content: string): Promise<{ uploadId: string; sha256: string }> => {
    const form = multipartBody([], [{ field: 'file', fileName: '说明.txt', content }])
    return (await app.inject({ method: 'POST', url: '/api/v1/uploads', ...form })).json()
  }
  const isKept = (sha256: string) => test.platform.files.has(Buffer.from(sha256, 'hex'))

  it('after 31 days an unclaimed upload is gone with its content; a younger one stays', async () => {
    const old = await upload('旧的')
    test.setClock('2026-03-20T10:00')
    const young = await upload('新的')
    test.setClock('2026-04-02T10:01')
    expect(await clearUnclaimedUploads(test.platform, 'spec')).toBe(1)
    expect(await isKept(old.sha256)).toBe(false)
    expect(await isKept(young.sha256)).toBe(true)
  })

  it('content that another upload has too stays until the last of them is gone', async () => {
    const one = await upload('同样的内容')
    const two = await upload('同样的内容')
    expect(one.sha256).toBe(two.sha256)
    await discardUploads(test.platform, [one.uploadId], 'spec')
    expect(await isKept(one.sha256)).toBe(true)
    await discardUploads(test.platform, [two.uploadId], 'spec')
    expect(await isKept(one.sha256)).toBe(false)
  })

  it('an upload that a matter has taken over is never cleared', async () => {
    const taken = await upload('已经交上去的')
    await database.ownerPool.query('update upload set claimed_by = gen_random_uuid() where id = $1', [taken.uploadId])
    expect(await discardUploads(test.platform, [taken.uploadId], 'spec')).toBe(0)
    expect(await isKept(taken.sha256)).toBe(true)
  })

  it('names and contents are kept in folders that only the content decides', async () => {
    const { sha256 } = await upload('看看放在哪里')
    const path = join(test.filesDir, sha256.slice(0, 2), sha256.slice(2, 4))
    expect(await readdir(path)).toContain(sha256)
  })
})
