import { createHmac, randomBytes, randomInt } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { portalPaths } from '../../contract/paths.ts'
import type { FieldError } from '../../contract/portal/parts.ts'
import { epochMs } from '../../domain/kernel/plain-date.ts'
import { sameBytes } from '../platform/crypto.ts'
import { networkOf } from '../staff/guess.ts'
import type { Form } from './form.ts'
import type { Frame } from './frame.ts'
import { humanQuestion, readAnswer } from './human-question.ts'
import { createLimiter, type Limiter } from './limiter.ts'
import { sign, unsign } from './signed.ts'
import { ownAddress, viewOf } from './view.ts'

/*
 * A limit that is reached asks for a small sum in words instead of turning people away: a whole office behind one address, somebody
 * who mistypes. It is no wall against programs, which can add: it makes them slower and gives their operator away, while the limits
 * on questions and on what one right answer opens stay walls. Nobody below a limit ever sees it. A picture puzzle was the loser: it
 * shuts out those who don't see well, and programs read it better than people.
 */

/** A question is good for this long, and once. */
const questionMs = 10 * 60_000
/** What one right answer opens, and how many answers one network may give. */
const triesPerAnswer = 10
const answersPerNetwork = { tries: 20, windowMs: 60 * 60_000 }

const asked = z.object({ nonce: z.string(), check: z.string(), until: z.number() })
const cookie = 'wq_human'

/** What is sent with an answer. */
export const humanFields = ['_human', '_humanAnswer'] as const

export interface HumanCheck {
  /**
   * Counts one try against a limit. Beyond it the try is still free while an answer that was right lasts.
   * @returns null when it may go on, else the seconds until the limit opens by itself.
   */
  readonly take: (request: FastifyRequest, limiter: Limiter, key: string) => number | null
  /** Reads an answer that came with a form; right answers open this browser's way. @returns what is wrong with it, null when nothing or none came. */
  readonly answer: (request: FastifyRequest, reply: FastifyReply, form: Form) => FieldError | null
  /** Shows the question. With `form` its fields are carried and sent again with the answer; without, the way leads back to the page. */
  readonly ask: (
    request: FastifyRequest,
    reply: FastifyReply,
    retryAfterSeconds: number,
    form?: Form,
    errors?: readonly FieldError[],
  ) => FastifyReply
}

const wrong: FieldError = {
  field: '_humanAnswer',
  message: { zh: '答案不对，请回答下面这道新题', en: 'That was not right. Please answer this new question' },
}

export const createHumanCheck = (frame: Frame): HumanCheck => {
  const { clock, crypto } = frame.platform
  const key = crypto.derive('portal-human-check')
  // In this process: with several, a question could be answered once in each.
  const used = createLimiter(clock, { tries: 1, windowMs: 2 * questionMs })
  const opened = createLimiter(clock, { tries: triesPerAnswer, windowMs: questionMs })
  const answers = createLimiter(clock, answersPerNetwork)
  const now = () => epochMs(clock.now())
  const checkOf = (nonce: string, answer: number) => createHmac('sha256', key).update(`${nonce}\0${answer}`).digest()

  /** This browser's right answer, as long as it opens something. */
  const current = new WeakMap<FastifyRequest, string>()
  const nonceOf = (request: FastifyRequest): string | null => {
    const given = current.get(request)
    if (given !== undefined) return given
    const kept = frame.readCookie(request, cookie)
    const parsed = kept === null ? null : z.object({ nonce: z.string(), until: z.number() }).safeParse(JSON.parse(kept))
    return parsed?.success && parsed.data.until > now() ? parsed.data.nonce : null
  }

  return {
    take: (request, limiter, what) => {
      const wait = limiter.take(what)
      if (wait === null) return null
      const nonce = nonceOf(request)
      return nonce !== null && opened.take(nonce) === null ? null : wait
    },
    answer: (request, reply, form) => {
      const signed = form.text('_human')
      if (signed === '') return null
      const value = unsign(key, 'question', signed)
      const question = value === null ? null : asked.safeParse(JSON.parse(value))
      const given = readAnswer(form.text('_humanAnswer'))
      if (!question?.success || given === null || question.data.until <= now()) return wrong
      const { nonce, check } = question.data
      // Counted before it is looked at: a question is used up by its first answer, right or wrong.
      if (used.take(nonce) !== null) return wrong
      if (answers.take(networkOf(request.ip)) !== null) return wrong
      if (!sameBytes(checkOf(nonce, given), Buffer.from(check, 'base64url'))) return wrong
      current.set(request, nonce)
      const until = now() + questionMs
      frame.setCookie(reply, cookie, JSON.stringify({ nonce, until }), { path: '/', maxAgeSeconds: questionMs / 1000 })
      return null
    },
    ask: (request, reply, retryAfterSeconds, form, errors = []) => {
      const { words, answer } = humanQuestion(randomInt)
      const nonce = randomBytes(12).toString('base64url')
      const check = checkOf(nonce, answer).toString('base64url')
      const path = ownAddress(request.url.split('?', 1)[0] ?? '/')
      const names = form?.names.filter((name) => name !== '_csrf' && !humanFields.some((one) => one === name)) ?? []
      const carried = names.flatMap((name) => (form?.all(name) ?? []).map((value) => ({ name, value })))
      const props = {
        chrome: frame.withForm(request, reply),
        action: form === undefined ? portalPaths.humanCheck() : path,
        carried: form === undefined ? [{ name: 'back', value: path }] : carried,
        question: words[viewOf(request).language],
        token: sign(key, 'question', JSON.stringify({ nonce, check, until: now() + questionMs })),
        retryAfterSeconds,
        errors,
      }
      return frame.send(reply.header('retry-after', retryAfterSeconds), 'human-check', props, 429)
    },
  }
}
