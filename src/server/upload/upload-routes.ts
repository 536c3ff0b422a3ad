import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problem } from '../../contract/problem.ts'
import { submissionLimits, uploadReceipt } from '../../contract/submission.ts'
import { uuid } from '../../contract/text.ts'
import { explainUploadRefusal, type UploadRefusal } from '../../contract/upload-refusal.ts'
import { type Answered, sendProblem } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { createLimiter } from '../portal/limiter.ts'
import { networkOf } from '../staff/guess.ts'
import { removeLocation } from './remove-location.ts'
import { receiveUpload } from './upload.ts'

/** Beyond what any page takes, so that the page itself can say how many it takes. */
const mostFilesInForm = submissionLimits.evidence * 3

/** Room for boundaries, headers and small fields beside the files. */
const envelopeBytes = 64 * 1024

/** Reads forms with files part by part. A file one byte above the limit is cut off there and then refused by who stores it. */
export const registerMultipart = async (app: FastifyInstance): Promise<void> => {
  if (app.hasContentTypeParser('multipart/form-data')) return
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      fileSize: submissionLimits.fileBytes + 1,
      files: mostFilesInForm,
      fields: 200,
      fieldSize: 64 * 1024,
    },
  })
}

const tooLarge = `文件超过 ${submissionLimits.fileBytes / 1024 / 1024} MB，请压缩或者分成几份后再传`

export const uploadsPerWindow = { tries: 120, windowMs: 10 * 60_000 }

/** Status and words of a refused file; `facts` tells programmes which rule it was. */
export const sendUploadRefusal = (reply: FastifyReply, refusal: UploadRefusal): Answered => {
  const code =
    refusal.code === 'too-large' ? 'too-large' : refusal.code === 'not-scanned' ? 'unavailable' : 'file-refused'
  return sendProblem(reply, code, explainUploadRefusal(refusal), { facts: { reason: refusal.code } })
}

/** A text field that stood before the file; '' when it was not sent. */
const fieldBefore = ({ fields }: MultipartFile, name: string): string => {
  const field = [fields[name]].flat()[0]
  return field?.type === 'field' ? String(field.value).trim() : ''
}

const fingerprint = /^[0-9a-f]{64}$/i

/** `POST /uploads` below the API's root: one file comes in; its id can be handed in once with a submission or a supplement. */
export const uploadRoutes =
  (platform: Platform): FastifyPluginAsyncZod =>
  async (app) => {
    await registerMultipart(app)
    const limiter = createLimiter(platform.clock, uploadsPerWindow)
    app.post(
      '/uploads',
      {
        config: { token: 'submissions:write', openToAll: true },
        schema: {
          tags: ['submissions'],
          summary:
            'Upload one file (multipart, field `file`; before it, if you like, `sha256` and `sm3` in hex to be compared)',
          consumes: ['multipart/form-data'],
          response: { 201: uploadReceipt, 400: problem, 413: problem, 422: problem, 429: problem, 503: problem },
        },
        bodyLimit: submissionLimits.fileBytes + envelopeBytes,
      },
      async (request, reply) => {
        const wait = limiter.take(networkOf(request.ip))
        if (wait !== null) return sendProblem(reply.header('retry-after', wait), 'too-many')
        if (!request.isMultipart())
          return sendProblem(reply, 'malformed', '请以 multipart/form-data 上传，文件放在字段 file 中')
        const announced = Number(request.headers['content-length'])
        if (!(announced <= submissionLimits.fileBytes + envelopeBytes)) return sendProblem(reply, 'too-large', tooLarge)
        const part = await request.file()
        if (!part) return sendProblem(reply, 'malformed', '没有收到文件，文件应放在字段 file 中')
        const [sha256, sm3] = ['sha256', 'sm3'].map((name) => fieldBefore(part, name))
        if ([sha256, sm3].some((given) => given && !fingerprint.test(given))) {
          part.file.resume()
          return sendProblem(reply, 'malformed', '字段 sha256 和 sm3 应为 64 位十六进制数')
        }
        const file = { name: part.filename ?? '', bytes: part.file, sha256: sha256 || undefined, sm3: sm3 || undefined }
        const received = await receiveUpload(platform, file, request.id)
        if (received.ok) return reply.code(201).send(received.value)
        return sendUploadRefusal(reply, received.refusal)
      },
    )

    app.post(
      '/uploads/:uploadId/remove-location',
      {
        schema: {
          tags: ['submissions'],
          summary: 'Take the place where it was taken out of a photo that was uploaded and not yet handed in',
          params: z.object({ uploadId: uuid }),
          response: { 200: uploadReceipt, 404: problem, 429: problem },
        },
      },
      async (request, reply) => {
        const wait = limiter.take(networkOf(request.ip))
        if (wait !== null) return sendProblem(reply.header('retry-after', wait), 'too-many')
        return (await removeLocation(platform, request.params.uploadId, request.id)) ?? sendProblem(reply, 'not-found')
      },
    )
  }
