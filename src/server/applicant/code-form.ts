import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { AskAddressPageProps } from '../../contract/portal/account.ts'
import type { FieldError } from '../../contract/portal/parts.ts'
import { uuid } from '../../contract/text.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import type { Form } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import { staleForm } from '../submission/way.ts'
import { type Address, maskOf, readAddress } from './address.ts'
import { type CodePurpose, checkCode, codeMinutes, explainCode, sendCode } from './one-time-code.ts'

const asker: Actor = { kind: 'public', scope: { kind: 'none' } }

const kept = z.object({ codeId: uuid, mask: z.string() })

/** Where the way goes on. */
interface Places {
  /** Where the code is typed. */
  readonly code: string
  /** Where another one is asked for. */
  readonly start: string
}

/**
 * Proving an address on two pages: where to, and the code. The id of the code is kept in a signed cookie of this browser, so nobody
 * else's guesses touch it. Known and unknown addresses get the same pages.
 */
export const codeForm = (frame: Frame, purpose: CodePurpose, path: string, places: Places) => {
  const cookie = `wq_code_${purpose}`

  const askAddress = (
    request: FastifyRequest,
    reply: FastifyReply,
    address: string,
    errors: AskAddressPageProps['errors'],
    status = 200,
  ) => {
    const chrome = frame.withForm(request, reply)
    return frame.send(reply, 'ask-address', { chrome, purpose, errors, values: { address } }, status)
  }

  const waiting = (request: FastifyRequest) => {
    const raw = frame.readCookie(request, cookie)
    const parsed = raw === null ? null : kept.safeParse(JSON.parse(raw))
    return parsed?.success ? parsed.data : null
  }

  const askCode = (request: FastifyRequest, reply: FastifyReply, errors: readonly FieldError[], status = 200) => {
    const sent = waiting(request)
    if (sent === null) return reply.redirect(places.start, 303)
    const chrome = frame.withForm(request, reply)
    return frame.send(reply, 'ask-code', { chrome, purpose, mask: sent.mask, minutes: codeMinutes, errors }, status)
  }

  return {
    askAddress,
    askCode,
    /** Reads the address and sends the code. */
    send: async (request: FastifyRequest, reply: FastifyReply, form: Form) => {
      const typed = form.text('address')
      if (!frame.isOwnForm(request, form)) return askAddress(request, reply, typed, [staleForm], 403)
      const read = readAddress(typed)
      if (!read.ok) return askAddress(request, reply, typed, [{ field: 'address', message: read.message }], 422)
      const { language } = frame.plain(request).view
      const sent = await inContext(frame.platform, asker, request.id, (ctx) =>
        sendCode(ctx, purpose, read.address, request.ip, language),
      )
      if (!sent.ok) {
        const props = { chrome: frame.plain(request), retryAfterSeconds: sent.retryAfterSeconds }
        return frame.send(reply.header('retry-after', sent.retryAfterSeconds), 'too-many-requests', props, 429)
      }
      const value = JSON.stringify({ codeId: sent.codeId, mask: maskOf(read.address) })
      // Longer than the code lives: one that is typed too late is told so.
      frame.setCookie(reply, cookie, value, { path, maxAgeSeconds: codeMinutes * 60 * 6 })
      return reply.redirect(places.code, 303)
    },
    /**
     * Checks the code; `proved` runs in the same transaction.
     * @returns what `proved` answered, or null when the page has been answered with why not.
     */
    check: async <T>(
      request: FastifyRequest,
      reply: FastifyReply,
      form: Form,
      proved: (ctx: Ctx, address: Address) => Promise<T>,
    ): Promise<{ readonly value: T } | null> => {
      if (!frame.isOwnForm(request, form)) {
        askCode(request, reply, [staleForm], 403)
        return null
      }
      const sent = waiting(request)
      if (sent === null) {
        reply.redirect(places.start, 303)
        return null
      }
      const outcome = await inContext(frame.platform, asker, request.id, async (ctx) => {
        const checked = await checkCode(ctx, purpose, sent.codeId, form.text('code'))
        return checked.ok ? ({ ok: true, value: await proved(ctx, checked.address) } as const) : checked
      })
      if (!outcome.ok) {
        askCode(request, reply, [{ field: 'code', message: explainCode(outcome) }], 422)
        return null
      }
      frame.clearCookie(reply, cookie, path)
      return { value: outcome.value }
    },
  }
}
