import type { FastifyInstance } from 'fastify'
import { portalPaths } from '../../contract/paths.ts'
import type { AccountPageProps } from '../../contract/portal/account.ts'
import { statusWord } from '../../contract/refusal-words.ts'
import { uuid } from '../../contract/text.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import { as, type MatterId } from '../../domain/kernel/ids.ts'
import { audit } from '../platform/audit.ts'
import { type Ctx, inContext } from '../platform/context.ts'
import { readForm } from '../portal/form.ts'
import type { Frame } from '../portal/frame.ts'
import { findOfAccount } from '../submission/draft-resume.ts'
import { holdDraft } from '../submission/session.ts'
import { dropGrant, giveGrant } from '../track/grant.ts'
import { accountFor, addAddress, addressesOf, listOwnDrafts, listOwnMatters } from './account.ts'
import { beginSession, endSession, forgetSession, listSessions, readSession } from './account-session.ts'
import { maskOf } from './address.ts'
import { codeForm } from './code-form.ts'

const asker: Actor = { kind: 'public', scope: { kind: 'none' } }

/** One's own matters and drafts after a one-time code. Nobody needs it: number and proof, and the resume code, open the same. */
export const accountPages =
  (frame: Frame) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform } = frame
    const signIn = codeForm(frame, 'sign-in', '/account', {
      start: portalPaths.accountSignIn(),
      code: portalPaths.accountCode(),
    })
    const adding = codeForm(frame, 'add-address', '/account', {
      start: portalPaths.accountAddress(),
      code: portalPaths.accountAddressCode(),
    })

    const within = <T>(requestId: string, work: (ctx: Ctx) => Promise<T>) => inContext(platform, asker, requestId, work)

    app.get('/account', async (request, reply) => {
      const session = await readSession(frame, request)
      if (session === null) return reply.redirect(portalPaths.accountSignIn(), 303)
      const { accountId, sessionId } = session
      const { language } = frame.plain(request).view
      const kindOf = (answers: Buffer): string => {
        const read: unknown = JSON.parse(platform.crypto.open('draft.answers', answers))
        // Written by `saveDraft`; the kind is a code of the list or not there yet.
        const kind = (read as { kind?: { kind?: string } }).kind?.kind
        return kind === undefined
          ? { zh: '申请', en: 'Application' }[language]
          : platform.codes.inLanguage(language).label('matter-kinds', kind)
      }
      const props = await within(request.id, async (ctx): Promise<Omit<AccountPageProps, 'chrome'>> => {
        const addresses = await addressesOf(ctx, accountId)
        const matters = await listOwnMatters(ctx, addresses)
        const drafts = await listOwnDrafts(ctx, accountId)
        const sessions = await listSessions(ctx, accountId)
        const detail = { matters: matters.length }
        await audit(ctx, { action: 'account.list', objectKind: 'account', objectId: accountId, detail })
        return {
          addresses: addresses.map(maskOf),
          matters: matters.map(({ id, status, ...one }) => ({
            ...one,
            status: statusWord(status, language),
            href: portalPaths.accountMatter(id),
          })),
          drafts: drafts.map(({ id, answers, ...one }) => ({
            ...one,
            kindLabel: kindOf(answers),
            href: portalPaths.accountDraft(id),
          })),
          sessions: sessions.map(({ id, device, usedAt }) => ({
            device,
            usedAt,
            current: id === sessionId,
            action: portalPaths.accountSession(id),
          })),
        }
      })
      return frame.send(reply, 'account', { chrome: frame.withForm(request, reply), ...props })
    })

    app.get('/account/sign-in', async (request, reply) => {
      if ((await readSession(frame, request)) !== null) return reply.redirect(portalPaths.account(), 303)
      return signIn.askAddress(request, reply, '', [])
    })
    app.post('/account/sign-in', (request, reply) => signIn.send(request, reply, readForm(request)))
    app.get('/account/code', async (request, reply) => signIn.askCode(request, reply, []))
    app.post('/account/code', async (request, reply) => {
      const done = await signIn.check(request, reply, readForm(request), async (ctx, address) => {
        const accountId = await accountFor(ctx, address)
        await beginSession(ctx, frame, request, reply, accountId)
        await audit(ctx, { action: 'account.sign-in', objectKind: 'account', objectId: accountId })
      })
      return done === null ? reply : reply.redirect(portalPaths.account(), 303)
    })

    app.get('/account/address', async (request, reply) => {
      if ((await readSession(frame, request)) === null) return reply.redirect(portalPaths.accountSignIn(), 303)
      return adding.askAddress(request, reply, '', [])
    })
    app.post('/account/address', async (request, reply) => {
      if ((await readSession(frame, request)) === null) return reply.redirect(portalPaths.accountSignIn(), 303)
      return adding.send(request, reply, readForm(request))
    })
    app.get('/account/address/code', async (request, reply) => adding.askCode(request, reply, []))
    app.post('/account/address/code', async (request, reply) => {
      const session = await readSession(frame, request)
      if (session === null) return reply.redirect(portalPaths.accountSignIn(), 303)
      const done = await adding.check(request, reply, readForm(request), (ctx, address) =>
        addAddress(ctx, session.accountId, address),
      )
      return done === null ? reply : reply.redirect(portalPaths.account(), 303)
    })

    app.post('/account/sign-out', async (request, reply) => {
      // Leaving harms nobody, so a stale token does not stand in the way of someone who leaves a shared computer.
      const session = await readSession(frame, request)
      if (session !== null) {
        await within(request.id, async (ctx) => {
          await endSession(ctx, session.accountId, session.sessionId)
          await audit(ctx, { action: 'account.sign-out', objectKind: 'account', objectId: session.accountId })
        })
      }
      forgetSession(frame, reply)
      dropGrant(frame, reply)
      return reply.redirect(portalPaths.home(), 303)
    })

    app.post<{ Params: { id: string } }>('/account/sessions/:id', async (request, reply) => {
      const session = await readSession(frame, request)
      if (session === null) return reply.redirect(portalPaths.accountSignIn(), 303)
      const chrome = frame.withForm(request, reply)
      if (!frame.isOwnForm(request, readForm(request))) {
        return frame.send(reply, 'form-expired', { chrome, backHref: portalPaths.account() }, 403)
      }
      const id = uuid.safeParse(request.params.id)
      const { accountId } = session
      const ended = await within(request.id, async (ctx) => {
        if (!id.success || !(await endSession(ctx, accountId, id.data))) return false
        await audit(ctx, { action: 'account.end-session', objectKind: 'account', objectId: accountId })
        return true
      })
      return ended ? reply.redirect(portalPaths.account(), 303) : frame.send(reply, 'not-found', { chrome }, 404)
    })

    app.get<{ Params: { id: string } }>('/account/matters/:id', async (request, reply) => {
      const session = await readSession(frame, request)
      if (session === null) return reply.redirect(portalPaths.accountSignIn(), 303)
      const opened = await within(request.id, async (ctx): Promise<MatterId | null> => {
        const matters = await listOwnMatters(ctx, await addressesOf(ctx, session.accountId))
        const found = matters.find((one) => one.id === request.params.id)
        if (!found) return null
        await audit(ctx, {
          action: 'matter.track',
          objectKind: 'matter',
          objectId: found.id,
          institutionId: found.holderId,
          provinceCode: found.provinceCode,
          detail: { proof: 'account' },
        })
        return as<MatterId>(found.id)
      })
      if (opened === null) return frame.send(reply, 'not-found', { chrome: frame.plain(request) }, 404)
      giveGrant(frame, reply, opened)
      return reply.redirect(portalPaths.trackPage('matter'), 303)
    })

    app.get<{ Params: { id: string } }>('/account/drafts/:id', async (request, reply) => {
      const session = await readSession(frame, request)
      if (session === null) return reply.redirect(portalPaths.accountSignIn(), 303)
      const id = uuid.safeParse(request.params.id)
      const found = id.success ? await findOfAccount(platform, id.data, session.accountId, request.id) : null
      if (found === null) return frame.send(reply, 'not-found', { chrome: frame.plain(request) }, 404)
      holdDraft(frame, reply, found)
      return reply.redirect(portalPaths.apply(), 303)
    })
  }
