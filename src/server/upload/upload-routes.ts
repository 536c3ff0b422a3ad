import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { problem } from '../../contract/problem.ts'
import { submissionLimits, uploadReceipt } from '../../contract/submission.ts'
import { sendProblem } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { createLimiter } from '../portal/limiter.ts'
import { networkOf } from '../staff/guess.ts'
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

const uploadsPerWindow = { tries: 120, windowMs: 10 * 60_000 }

/** `POST /uploads` below the API's root: one file comes in; its id can be handed in once with a submission or a supplement. */
export const uploadRoutes =
  (platform: Platform): FastifyPluginAsyncZod =>
  async (app) => {
    await registerMultipart(app)
    const limiter = createLimiter(platform.clock, uploadsPerWindow)
    app.post(
      '/uploads',
      {
        schema: {
          tags: ['submissions'],
          summary: 'Upload one file (multipart, field `file`)',
          consumes: ['multipart/form-data'],
          response: { 201: uploadReceipt, 400: problem, 413: problem, 422: problem, 429: problem },
        },
        bodyLimit: submissionLimits.fileBytes + envelopeBytes,
      },
      async (request, reply) => {
        const wait = limiter.take(networkOf(request.ip))
        if (wait !== null) return sendProblem(reply.header('retry-after', wait), 'too-many')
        if (!request.isMultipart())
          return sendProblem(reply, 'malformed', '请以 multipart/form-data 上传，文件放在字段 file 中')
        const announced = Number(request.headers['content-length'])
        if (!(announced <= submissionLimits.fileBytes + envelopeBytes)) return sendProblem(reply, 'too-large')
        const part = await request.file()
        if (!part) return sendProblem(reply, 'malformed', '没有收到文件，文件应放在字段 file 中')
        const received = await receiveUpload(platform, { name: part.filename ?? '', bytes: part.file }, request.id)
        if (received.ok) return reply.code(201).send(received.value)
        return sendProblem(reply, received.refusal.code, received.refusal.reason)
      },
    )
  }
