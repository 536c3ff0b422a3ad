import { describe, expect, it } from 'vitest'
import { stepBodies } from '../../src/contract/matter.ts'
import { apiPaths, portalPaths, workbenchPaths } from '../../src/contract/paths.ts'
import { listRoutes } from '../../testing/routes.ts'

const id = '0192f0c0-0000-7000-8000-000000000000'
/** Something for every argument, so that each address can be built. */
const argumentsOf: Record<string, readonly unknown[]> = {
  applyStep: ['kind'],
  trackPage: ['matter'],
  seenAs: ['/track', { language: 'en' }],
  trackDeliverable: [id],
  trackEvidence: [id],
  institution: [id],
  matter: [id],
  matterStep: [id, 'accept'],
  matterReveal: [id],
  matterEvidence: [id, id],
  oneOfStaff: [id],
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
      "apiDocs": "/api/docs",
      "apply": "/apply",
      "applyReceipt": "/apply/receipt",
      "applyStep": "/apply/kind",
      "applySubmitted": "/apply/submitted",
      "applyUnfinished": "/apply/unfinished",
      "home": "/",
      "institution": "/institutions/0192f0c0-0000-7000-8000-000000000000",
      "institutions": "/institutions",
      "privacy": "/privacy",
      "seenAs": "/track?language=en",
      "track": "/track",
      "trackDeliverable": "/track/deliverable/0192f0c0-0000-7000-8000-000000000000",
      "trackEvidence": "/track/evidence/0192f0c0-0000-7000-8000-000000000000",
      "trackLeave": "/track/leave",
      "trackPage": "/track/matter",
      "workbench": "/workbench/",
    }
  `))
  it('of the workbench', () =>
    expect(built(workbenchPaths)).toMatchInlineSnapshot(`
    {
      "account": "/workbench/account",
      "audit": "/workbench/audit",
      "home": "/workbench/",
      "institutions": "/workbench/institutions",
      "matter": "/workbench/matters/0192f0c0-0000-7000-8000-000000000000",
      "matters": "/workbench/matters",
      "newMatter": "/workbench/matters/new",
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
      "institutionProposal": "/api/v1/institutions/proposal",
      "institutions": "/api/v1/institutions",
      "matter": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000",
      "matterCount": "/api/v1/matters/count",
      "matterEvidence": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000/evidence/0192f0c0-0000-7000-8000-000000000000",
      "matterReveal": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000/reveal",
      "matterStep": "/api/v1/matters/0192f0c0-0000-7000-8000-000000000000/accept",
      "matterSummary": "/api/v1/matters/summary",
      "matters": "/api/v1/matters",
      "oneOfStaff": "/api/v1/staff/0192f0c0-0000-7000-8000-000000000000",
      "password": "/api/v1/session/password",
      "session": "/api/v1/session",
      "sessionTotp": "/api/v1/session/totp",
      "staff": "/api/v1/staff",
      "totpConfirmation": "/api/v1/session/totp-enrolment/confirm",
      "totpEnrolment": "/api/v1/session/totp-enrolment",
      "uploads": "/api/v1/uploads",
    }
  `))

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
    const isAnswered = (path: string) => patterns.some((pattern) => pattern.test(path))
    expect(isAnswered('/apply/no/such/page')).toBe(false)
    const steps = Object.keys(stepBodies).map((step) => apiPaths.matterStep(id, step))
    const unanswered = [...Object.values(built(portalPaths)), ...Object.values(built(apiPaths)), ...steps].filter(
      (path) => !isAnswered(path),
    )
    expect(unanswered).toEqual([])
  })
})
