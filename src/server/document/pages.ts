import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { VerifyPageProps } from '../../contract/portal/document.ts'
import type { FieldError } from '../../contract/portal/parts.ts'
import { sameBytes } from '../platform/crypto.ts'
import { type Form, readForm, readMultipart } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import { createLimiter } from '../portal/limiter.ts'
import { networkOf } from '../staff/guess.ts'
import { staleForm } from '../submission/way.ts'
import { numberKey } from './number.ts'
import { type Verified, verifyDocument } from './verify.ts'

/** A desk that checks a pile stays below it; a guesser of 49 bits needs more than a lifetime. */
const perNetwork = { tries: 60, windowMs: 15 * 60_000 }
const perNumber = { tries: 20, windowMs: 60 * 60_000 }

const maxFileBytes = 20 * 1024 * 1024
const longestTyped = 100

interface Asked {
  readonly form: Form
  /** SHA-256 of the file; null when none was given. */
  readonly sha256: Buffer | null
  readonly tooLarge: boolean
}

/** The file is hashed while it arrives and kept nowhere. */
const read = async (request: FastifyRequest): Promise<Asked> => {
  if (!request.isMultipart()) return { form: readForm(request), sha256: null, tooLarge: false }
  let sha256: Buffer | null = null
  let tooLarge = false
  const form = await readMultipart(request, async (_field, file) => {
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of file.bytes) {
      bytes += chunk.byteLength
      // Read to its end all the same: the parts behind it are still to come.
      if (bytes <= maxFileBytes) hash.update(chunk)
    }
    tooLarge ||= bytes > maxFileBytes
    sha256 = bytes === 0 ? null : hash.digest()
  })
  return { form, sha256, tooLarge }
}

const required = (field: 'number' | 'code', value: string): readonly FieldError[] => {
  const zh = { number: '请填写文书的字号', code: '请填写文书上的验证码' }
  const en = { number: 'Please enter the number of the document', code: 'Please enter the code on the document' }
  if (value.trim() === '') return [{ field, message: { zh: zh[field], en: en[field] } }]
  if (value.length <= longestTyped) return []
  const given = value.length
  return [
    {
      field,
      message: {
        zh: `太长了：填了 ${given} 个字，最多 ${longestTyped} 个`,
        en: `Too long: ${given} characters given, at most ${longestTyped}`,
      },
    },
  ]
}

/** `/verify`: anyone asks whether a document is genuine. */
export const documentPages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame
    const networks = createLimiter(platform.clock, perNetwork)
    const numbers = createLimiter(platform.clock, perNumber)

    app.get('/verify', async (request, reply) =>
      frame.send(reply, 'verify', {
        chrome: frame.withForm(request, reply),
        errors: [],
        values: { number: '', code: '' },
        maxFileBytes,
      }),
    )

    app.post('/verify', async (request, reply) => {
      const { form, sha256, tooLarge } = await read(request)
      const values = { number: form.text('number'), code: form.text('code') }
      const chrome = frame.withForm(request, reply)
      const send = (more: Pick<VerifyPageProps, 'errors' | 'answer'>, status: number) =>
        frame.send(reply, 'verify', { chrome, values, maxFileBytes, ...more }, status)
      if (!frame.isOwnForm(request, form)) return send({ errors: [staleForm] }, 403)
      const errors = [
        ...required('number', values.number),
        ...required('code', values.code),
        ...(tooLarge
          ? [
              {
                field: 'file',
                message: { zh: '文件超过 20 MB，不是机构发出的文书', en: 'The file exceeds 20 MB; no document does' },
              },
            ]
          : []),
      ]
      if (errors.length > 0) return send({ errors }, 422)
      const wait = networks.take(networkOf(request.ip)) ?? numbers.take(numberKey(values.number))
      if (wait !== null) {
        const props = { chrome: frame.plain(request), retryAfterSeconds: wait }
        return frame.send(reply.header('retry-after', wait), 'too-many-requests', props, 429)
      }
      const found = await verifyDocument(platform, values.number, values.code, request.id)
      if (found === null) return send({ errors: [], answer: { kind: 'not-found' } }, 404)
      return send({ errors: [], answer: answerOf(found, sha256) }, 200)
    })

    const answerOf = (found: Verified, sha256: Buffer | null): VerifyPageProps['answer'] => ({
      kind: 'genuine',
      number: found.number,
      title: found.title,
      institution: found.institution.name,
      demo: found.institution.demo,
      issuedOn: found.issuedOn,
      revokedOn: found.revokedOn ?? undefined,
      file: sha256 === null ? undefined : sameBytes(sha256, found.sha256) ? 'same' : 'other',
    })
  }
