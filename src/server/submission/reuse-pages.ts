import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { portalPaths } from '../../contract/paths.ts'
import type { FieldError } from '../../contract/portal/parts.ts'
import { submissionLimits } from '../../contract/submission.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import { epochMs } from '../../domain/kernel/plain-date.ts'
import { addressesOf } from '../applicant/account.ts'
import { accountOf } from '../applicant/account-session.ts'
import type { Address } from '../applicant/address.ts'
import { codeForm } from '../applicant/code-form.ts'
import { audit } from '../platform/audit.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import { type Form, readForm } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import { createLimiter } from '../portal/limiter.ts'
import { listEarlier, peopleIn, rightsIn, sameName } from './earlier-answers.ts'
import { openSession, type Session, saveAnswer } from './session.ts'
import { staleForm } from './way.ts'

const asker: Actor = { kind: 'public', scope: { kind: 'none' } }
const proofCookie = 'wq_proof'
const proofField = 'reuse.proof'
const path = '/apply'
const proofMinutes = 30
/** A wrong name is a typing error a few times; a new owner of an old number does not get to try many. */
const namesPerHour = { tries: 10, windowMs: 3_600_000 }

const proofShape = z.object({ sealed: z.string(), until: z.number() })
const addressShape = z.object({ kind: z.enum(['phone', 'mail']), value: z.string() })

type Listed = {
  readonly people: ReturnType<typeof peopleIn>
  readonly rights: ReturnType<typeof rightsIn>
}

/** `用上次的信息`: after a code, what the same applicant answered before can be taken over, piece by piece and on purpose. */
export const reusePages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame
    const names = createLimiter(platform.clock, namesPerHour)
    const proving = codeForm(frame, 'reuse', path, {
      start: portalPaths.applyReuseAddress(),
      code: portalPaths.applyReuseCode(),
    })

    const keepProof = (reply: FastifyReply, address: Address): void => {
      const sealed = platform.crypto.seal(proofField, JSON.stringify(address)).toString('base64url')
      const until = epochMs(platform.clock.now()) + proofMinutes * 60_000
      frame.setCookie(reply, proofCookie, JSON.stringify({ sealed, until }), { path, maxAgeSeconds: proofMinutes * 60 })
    }

    /** Addresses proved by a code: just now in this browser, or by the account that is signed in. */
    const proved = async (request: FastifyRequest): Promise<readonly Address[]> => {
      const raw = frame.readCookie(request, proofCookie)
      const proof = raw === null ? null : proofShape.safeParse(JSON.parse(raw))
      if (proof?.success && proof.data.until > epochMs(platform.clock.now())) {
        const opened = platform.crypto.open(proofField, Buffer.from(proof.data.sealed, 'base64url'))
        return [addressShape.parse(JSON.parse(opened))]
      }
      const accountId = await accountOf(frame, request)
      return accountId === null ? [] : inContext(platform, asker, request.id, (ctx) => addressesOf(ctx, accountId))
    }

    const listed = (session: Session, earlier: Awaited<ReturnType<typeof listEarlier>>): Listed => ({
      people: peopleIn(earlier, session.answers.identity?.identityKind ?? ''),
      rights: rightsIn(earlier, (type) => session.world.codes.label('right-types', type)),
    })

    const show = (
      request: FastifyRequest,
      reply: FastifyReply,
      { people, rights }: Listed,
      form: Form | null,
      errors: readonly FieldError[],
      status = 200,
    ) =>
      frame.send(
        reply,
        'apply-reuse',
        {
          chrome: frame.withForm(request, reply, 'help'),
          backHref: portalPaths.applyStep('applicant'),
          people: people.map(({ id, name, lines, from }) => ({ id, name, lines, from })),
          rights: rights.map(({ id, words, from }) => ({ id, words, from })),
          errors,
          values: {
            person: form?.text('person') ?? '',
            name: form?.text('name') ?? '',
            rights: form?.all('rights') ?? [],
          },
        },
        status,
      )

    /** The application that is being filled in, up to the applicant's own page; null sends back to it. */
    const underWay = async (request: FastifyRequest): Promise<Session | null> => {
      const session = await openSession(frame, request)
      const { draft, answers } = session
      return draft !== null && draft.matterId === null && answers.identity ? session : null
    }

    app.get('/apply/reuse', async (request, reply) => {
      const session = await underWay(request)
      if (session === null) return reply.redirect(portalPaths.apply(), 303)
      const addresses = await proved(request)
      if (addresses.length === 0) return reply.redirect(portalPaths.applyReuseAddress(), 303)
      const found = await inContext(platform, asker, request.id, async (ctx) => {
        const earlier = await listEarlier(ctx, addresses)
        const detail = { matters: earlier.length, for: 'reuse' }
        await audit(ctx, { action: 'account.list', objectKind: 'matter', objectId: null, detail })
        return listed(session, earlier)
      })
      return show(request, reply, found, null, [])
    })

    app.get('/apply/reuse/address', async (request, reply) => proving.askAddress(request, reply, '', []))
    app.post('/apply/reuse/address', (request, reply) => proving.send(request, reply, readForm(request)))
    app.get('/apply/reuse/code', async (request, reply) => proving.askCode(request, reply, []))
    app.post('/apply/reuse/code', async (request, reply) => {
      const done = await proving.check(request, reply, readForm(request), async (_ctx, address) => address)
      if (done === null) return reply
      keepProof(reply, done.value)
      return reply.redirect(portalPaths.applyReuse(), 303)
    })

    /** Who saw what of which earlier matter, filed where that matter belongs. */
    const auditCopies = async (
      ctx: Ctx,
      copies: readonly { earlier: Listed['rights'][number]['earlier']; what: string }[],
    ) => {
      for (const [id, some] of Map.groupBy(copies, ({ earlier }) => earlier.matter.id)) {
        const matter = some[0]?.earlier.matter
        await audit(ctx, {
          action: 'account.reuse',
          objectKind: 'matter',
          objectId: id,
          institutionId: matter?.holderId,
          provinceCode: matter?.provinceCode,
          detail: { what: [...new Set(some.map(({ what }) => what))] },
        })
      }
    }

    app.post('/apply/reuse', async (request, reply) => {
      const session = await underWay(request)
      if (session === null) return reply.redirect(portalPaths.apply(), 303)
      const addresses = await proved(request)
      const [address] = addresses
      if (!address) return reply.redirect(portalPaths.applyReuseAddress(), 303)
      const form = readForm(request)
      const own = frame.isOwnForm(request, form)
      const outcome = await inContext(platform, asker, request.id, async (ctx) => {
        const found = listed(session, await listEarlier(ctx, addresses))
        const person = found.people.find(({ id }) => id === form.text('person'))
        const rights = found.rights.filter(({ id }) => form.all('rights').includes(id))
        const errors: FieldError[] = []
        if (!own) errors.push(staleForm)
        else if (!person && rights.length === 0) errors.push({ field: 'person', message: nothingChosen })
        else if (person && !sameName(form.text('name'), person.earlier.name)) {
          const wait = names.take(`${address.kind}:${address.value}`)
          errors.push({ field: 'name', message: wait === null ? nameDiffers : tooManyNames })
        }
        if (errors.length > 0) return { ok: false, found, errors } as const
        await auditCopies(ctx, [
          ...(person ? [{ earlier: person.earlier, what: 'applicant' }] : []),
          ...rights.map(({ earlier }) => ({ earlier, what: 'rights' })),
        ])
        return { ok: true, person, rights } as const
      })
      if (!outcome.ok) {
        const status = own ? 422 : 403
        return show(request, reply, outcome.found, form, outcome.errors, status)
      }
      const { person, rights } = outcome
      let current = session
      if (person) {
        const values = person.earlier.values
        const draft = await saveAnswer(frame, request, reply, current, 'applicant', () => values)
        current = { ...current, draft, answers: draft.answers }
      }
      if (rights.length > 0) {
        await saveAnswer(frame, request, reply, current, 'rights', (before) => {
          const kept = (before?.rights ?? []).filter(({ type, number, name }) => `${type}${number}${name}` !== '')
          const fresh = rights
            .map(({ values }) => values)
            .filter((one) => !kept.some((other) => JSON.stringify(other) === JSON.stringify(one)))
          return { rights: [...kept, ...fresh].slice(0, submissionLimits.rights) }
        })
      }
      return reply.redirect(portalPaths.applyStep(person ? 'applicant' : 'rights'), 303)
    })
  }

const nothingChosen = { zh: '请选择要用的内容，或者返回自己填', en: 'Please choose what to take over, or go back' }
const nameDiffers = {
  zh: '和那一次填的姓名（单位全称）不一样，请核对。手机号换过主人的，以前的信息不会给新主人',
  en: 'This is not the name given that time. If this number had another owner before, their answers are not shown to you',
}
const tooManyNames = {
  zh: '试得太多了，请一小时后再试，或者自己填',
  en: 'Too many tries. Please wait an hour, or type it in yourself',
}
