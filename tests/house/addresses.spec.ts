import { describe, expect, it } from 'vitest'
import { stepBodies } from '../../src/contract/matter.ts'
import { apiPaths, isWorkbenchAddress, portalPaths, workbenchPaths } from '../../src/contract/paths.ts'
import { listRoutes } from '../../testing/routes.ts'

const id = '0192f0c0-0000-7000-8000-000000000000'
/** Something for every argument, so that each address can be built. */
const argumentsOf: Record<string, readonly unknown[]> = {
  applyStep: ['kind'],
  trackPage: ['matter'],
  seenAs: ['/track', { language: 'en' }],
  trackDeliverable: [id],
  trackEvidence: [id],
  applyResumeLink: ['token'],
  accountMatter: [id],
  accountDraft: [id],
  accountSession: [id],
  matterMessages: [id],
  matterMessagesRead: [id],
  trackDocument: [id],
  trackDocumentFile: [id],
  institution: [id],
  matter: [id],
  matterStep: [id, 'accept'],
  matterReveal: [id],
  matterEvidence: [id, id],
  matterDocuments: [id],
  matterDocumentDraft: [id],
  matterDocumentPreview: [id],
  matterDocumentFile: [id, id, 'pdf'],
  oneOfStaff: [id],
  sessionsOfStaff: [id],
  oneSession: [id],
  onePasskey: [id],
  oneMachineToken: [id],
  machineTokenReplacement: [id],
  outboxMessage: [id],
  outboxSendAgain: [id],
  webhook: [id],
  webhookRotation: [id],
  deadlineOverride: ['AID-REVIEW'],
  institutionProposal: [{}],
}

const built = (paths: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(paths).map(([name, build]) => [name, String(build(...(argumentsOf[name] ?? [])))]))

describe('the addresses that people print, quote and bookmark', () => {
  it('of the portal', () =>
    expect(built(portalPaths)).toMatchInlineSnapshot(`
      {
        "about": "/about",
        "accessibility": "/accessibility",
        "account": "/account",
        "accountAddress": "/account/address",
        "accountAddressCode": "/account/address/code",
        "accountCode": "/account/code",
        "accountDraft": "/account/drafts/0192f0c0-0000-7000-8000-000000000000",
        "accountMatter": "/account/matters/0192f0c0-0000-7000-8000-000000000000",
        "accountSession": "/account/sessions/0192f0c0-0000-7000-8000-000000000000",
        "accountSignIn": "/account/sign-in",
        "accountSignOut": "/account/sign-out",
        "apiDocs": "/api/docs",
        "apply": "/apply",
        "applyIncoming": "/apply/incoming",
        "applyLater": "/apply/later",
        "applyLeave": "/apply/leave",
        "applyReceipt": "/apply/receipt",
        "applyResume": "/apply/resume",
        "applyResumeLink": "/apply/resume/token",
        "applyReuse": "/apply/reuse",
        "applyReuseAddress": "/apply/reuse/address",
        "applyReuseCode": "/apply/reuse/code",
        "applyStep": "/apply/kind",
        "applySubmitted": "/apply/submitted",
        "applyUnfinished": "/apply/unfinished",
        "demoOutbox": "/demo/outbox",
        "home": "/",
        "humanCheck": "/human-check",
        "institution": "/institutions/0192f0c0-0000-7000-8000-000000000000",
        "institutions": "/institutions",
        "privacy": "/privacy",
        "seenAs": "/track?language=en",
        "track": "/track",
        "trackDeliverable": "/track/deliverable/0192f0c0-0000-7000-8000-000000000000",
        "trackDocument": "/track/document/0192f0c0-0000-7000-8000-000000000000",
        "trackDocumentFile": "/track/document/0192f0c0-0000-7000-8000-000000000000/file",
        "trackEvidence": "/track/evidence/0192f0c0-0000-7000-8000-000000000000",
        "trackIncoming": "/track/incoming",
        "trackLeave": "/track/leave",
        "trackPage": "/track/matter",
        "verify": "/verify",
        "workbench": "/workbench/",
      }
    `))
  it('of the workbench', () =>
    expect(built(workbenchPaths)).toMatchInlineSnapshot(`
      {
        "account": "/workbench/account",
        "audit": "/workbench/audit",
        "delivery": "/workbench/delivery",
        "home": "/workbench/",
        "institutions": "/workbench/institutions",
        "machineTokens": "/workbench/machine-tokens",
        "matter": "/workbench/matters/0192f0c0-0000-7000-8000-000000000000",
        "matters": "/workbench/matters",
        "newMatter": "/workbench/matters/new",
        "notifications": "/workbench/notifications",
        "rules": "/workbench/rules",
        "signIn": "/workbench/sign-in",
        "staff": "/workbench/staff",
      }
    `))
  it('of the API', () =>
    expect(built(apiPaths)).toMatchInlineSnapshot(`
      {
        "audit": "/api/v1/audit",
        "codeLists": "/api/v1/code-lists",
        "deadlineOverride": "/api/v1/deadline-rules/AID-REVIEW/override",
        "deadlineRules": "/api/v1/deadline-rules",
        "divisions": "/api/v1/divisions",
        "identityProvider": "/api/v1/session/identity-provider",
        "identityProviderLeave": "/api/v1/session/identity-provider/leave",
        "identityProviderReturn": "/api/v1/session/identity-provider/return",
        "incomingFiles": "/api/v1/incoming-files",
        "institutionProposal": "/api/v1/institutions/proposal",
        "institutions": "/api/v1/institutions",
        "machineTokenReplacement": "/api/v1/machine-tokens/0192f0c0-0000-7000-8000-000000000000/replace",
        "machineTokens": "/api/v1/machine-tokens",
        "matter": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000",
        "matterCount": "/api/v1/matters/count",
        "matterDocumentDraft": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000/documents/draft",
        "matterDocumentFile": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000/documents/0192f0c0-0000-7000-8000-000000000000/file?format=pdf",
        "matterDocumentPreview": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000/documents/preview",
        "matterDocuments": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000/documents",
        "matterEvidence": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000/evidence/0192f0c0-0000-7000-8000-000000000000",
        "matterMessages": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000/messages",
        "matterMessagesRead": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000/messages/read",
        "matterReveal": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000/reveal",
        "matterStep": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000/accept",
        "matterSummary": "/api/v1/matters/summary",
        "matters": "/api/v1/matters",
        "notifications": "/api/v1/notifications",
        "notificationsRead": "/api/v1/notifications/read",
        "oneMachineToken": "/api/v1/machine-tokens/0192f0c0-0000-7000-8000-000000000000",
        "oneOfStaff": "/api/v1/staff/0192f0c0-0000-7000-8000-000000000000",
        "onePasskey": "/api/v1/session/passkeys/0192f0c0-0000-7000-8000-000000000000",
        "oneSession": "/api/v1/sessions/0192f0c0-0000-7000-8000-000000000000",
        "outbox": "/api/v1/outbox",
        "outboxMessage": "/api/v1/outbox/0192f0c0-0000-7000-8000-000000000000",
        "outboxSendAgain": "/api/v1/outbox/0192f0c0-0000-7000-8000-000000000000/send-again",
        "passkeyOptions": "/api/v1/session/passkeys/options",
        "passkeySignIn": "/api/v1/session/passkey",
        "passkeySignInOptions": "/api/v1/session/passkey/options",
        "passkeys": "/api/v1/session/passkeys",
        "password": "/api/v1/session/password",
        "removeLocation": "/api/v1/uploads/undefined/remove-location",
        "session": "/api/v1/session",
        "sessionTotp": "/api/v1/session/totp",
        "sessions": "/api/v1/sessions",
        "sessionsOfStaff": "/api/v1/staff/0192f0c0-0000-7000-8000-000000000000/sessions",
        "signInWays": "/api/v1/session/ways",
        "staff": "/api/v1/staff",
        "totpConfirmation": "/api/v1/session/totp-enrolment/confirm",
        "totpEnrolment": "/api/v1/session/totp-enrolment",
        "uploads": "/api/v1/uploads",
        "webhook": "/api/v1/webhooks/0192f0c0-0000-7000-8000-000000000000",
        "webhookRotation": "/api/v1/webhooks/0192f0c0-0000-7000-8000-000000000000/rotate",
        "webhooks": "/api/v1/webhooks",
      }
    `))

  it.each([
    ['/workbench/', true],
    ['/workbench/matters?status=accepted&text=%E5%AE%81%E6%B3%A2', true],
    ['/workbench/matters?next=https://a.example', true],
    ['/workbench', false],
    ['/workbench/sign-in', false],
    ['/workbench//evil.example', false],
    ['/workbench/../apply', false],
    ['/workbench/%2e%2e/apply', false],
    ['/workbench/\\evil.example', false],
    ['/workbench/%5cevil.example', false],
    ['/workbench/%2fevil.example', false],
    ['/workbench/\n', false],
    ['https://evil.example/workbench/', false],
    ['//evil.example/workbench/', false],
    ['javascript:alert(1)//workbench/', false],
    ['', false],
  ])('after signing in, %j leads on: %s', (address, leads) => {
    expect(isWorkbenchAddress(address)).toBe(leads)
  })

  it('with a query, which leaves out what was not given', () => {
    expect(portalPaths.apply({ kind: 'aid', scene: '' })).toBe('/apply?kind=aid')
    expect(portalPaths.institutions({ place: '宁波 市' })).toBe('/institutions?place=%E5%AE%81%E6%B3%A2+%E5%B8%82')
    expect(apiPaths.matters({ view: 'inbox', mineOnly: false, status: ['a', 'b'], after: null })).toBe(
      '/api/v1/matters?view=inbox&status=a&status=b',
    )
    expect(apiPaths.matter('a/b?c')).toBe('/api/v1/matters/a%2Fb%3Fc')
  })

  it('are answered: the server has a route for each that the portal and the workbench build', async () => {
    const routes = (await listRoutes()).map((route) => route.split(' ')[1] ?? '')
    const patterns = routes.map((route) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+').replace('*', '.*')}/?$`))
    const isAnswered = (address: string) => patterns.some((pattern) => pattern.test(address.split('?', 1)[0] ?? ''))
    expect(isAnswered('/apply/no/such/page')).toBe(false)
    const steps = Object.keys(stepBodies).map((step) => apiPaths.matterStep(id, step))
    const unanswered = [...Object.values(built(portalPaths)), ...Object.values(built(apiPaths)), ...steps].filter(
      (path) => !isAnswered(path),
    )
    expect(unanswered).toEqual([])
  })
})
