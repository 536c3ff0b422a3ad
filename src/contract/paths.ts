/**
 * Every URL that the web shows or the server redirects to is built here; `paths.spec.ts` pins them, because people print, quote and bookmark them.
 * A path is public as soon as it has been on a receipt: add, never rename.
 */

// `URLSearchParams` belongs to the world outside; the contract knows the language alone.
// A space is a plus sign, as browsers write a form.
const encode = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+')
const queryOf = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')

const withQuery = (path: string, query: Record<string, string | undefined>): string => {
  const given = Object.entries(query).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
  )
  return given.length === 0 ? path : `${path}?${queryOf(given)}`
}

/** The questions of an application, in the order in which they are usually asked. */
export const applySteps = [
  'kind',
  'identity',
  'applicant',
  'agent',
  'rights',
  'facts',
  'respondents',
  'place',
  'place-county',
  'urgency',
  'services',
  'evidence',
  'institution',
  'check',
  'consent',
] as const

export type ApplyStep = (typeof applySteps)[number]

/** What a person with a tracking number may do on pages of their own. */
export const trackPages = [
  'matter',
  'notice',
  'supplement',
  'withdraw',
  'appeal',
  'rate',
  'deliverable',
  'receipt',
  'messages',
  'done',
] as const

export type TrackPage = (typeof trackPages)[number]

export const portalPaths = {
  home: () => '/',
  /** Starts an application, or goes on with the one under way. */
  apply: (start: { kind?: string; scene?: string } = {}) => withQuery('/apply', start),
  /** `from: 'check'` leads back to the summary after the answer is saved. */
  applyStep: (step: ApplyStep, options: { from?: 'check' } = {}) => withQuery(`/apply/${step}`, options),
  /** Files of the application, piece by piece (tus); one file stands below it by its id. */
  applyIncoming: () => '/apply/incoming',
  applyUnfinished: () => '/apply/unfinished',
  /** Save and go on later: the code, and a link to a phone or mail address (POST). */
  applyLater: () => '/apply/later',
  /** POST: forgets the draft in this browser, not the draft. */
  applyLeave: () => '/apply/leave',
  applyResume: () => '/apply/resume',
  applyResumeLink: (token: string) => `/apply/resume/${encodeURIComponent(token)}`,
  /** Earlier answers of the same applicant, after a code. */
  applyReuse: () => '/apply/reuse',
  applyReuseAddress: () => '/apply/reuse/address',
  applyReuseCode: () => '/apply/reuse/code',
  applySubmitted: () => '/apply/submitted',
  applyReceipt: () => '/apply/receipt',
  track: () => '/track',
  /** POST: forgets the matter in this browser. */
  trackLeave: () => '/track/leave',
  trackPage: (page: TrackPage) => `/track/${page}`,
  /** Files of the answer to a notice, piece by piece (tus). */
  trackIncoming: () => '/track/incoming',
  trackDeliverable: (id: string) => `/track/deliverable/${encodeURIComponent(id)}`,
  /** The applicant's own file, as a download. */
  trackEvidence: (id: string) => `/track/evidence/${encodeURIComponent(id)}`,
  /** One's own matters and drafts, after a code. */
  account: () => '/account',
  accountSignIn: () => '/account/sign-in',
  accountCode: () => '/account/code',
  /** POST. */
  accountSignOut: () => '/account/sign-out',
  accountMatter: (id: string) => `/account/matters/${encodeURIComponent(id)}`,
  accountDraft: (id: string) => `/account/drafts/${encodeURIComponent(id)}`,
  /** POST: ends one session. */
  accountSession: (id: string) => `/account/sessions/${encodeURIComponent(id)}`,
  accountAddress: () => '/account/address',
  accountAddressCode: () => '/account/address/code',
  /** An issued document; not yet received, it is signed for there. */
  trackDocument: (id: string) => `/track/document/${encodeURIComponent(id)}`,
  /** Its PDF, as a download. */
  trackDocumentFile: (id: string) => `/track/document/${encodeURIComponent(id)}/file`,
  /** Whether a document is genuine: number and code as printed on it. Printed on every document. */
  verify: () => '/verify',
  institutions: (query: { place?: string; name?: string; kind?: string; after?: string } = {}) =>
    withQuery('/institutions', query),
  institution: (id: string) => `/institutions/${encodeURIComponent(id)}`,
  /** POST: the answer to the question that stands where a limit is reached. */
  humanCheck: () => '/human-check',
  privacy: () => '/privacy',
  accessibility: () => '/accessibility',
  about: () => '/about',
  /** The page `here` seen another way: the server keeps the choice and answers with `here` again. */
  seenAs: (here: string, choice: { language?: 'zh' | 'en'; ease?: 'on' | 'off'; contrast?: 'on' | 'off' }) =>
    `${here}${here.includes('?') ? '&' : '?'}${withQuery('', choice).slice(1)}`,
  /** What the demonstration would have sent. */
  demoOutbox: () => '/demo/outbox',
  apiDocs: () => '/api/docs',
  workbench: () => '/workbench/',
}

/** Query values of an address; an empty, missing or false value is left out. */
export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>

const withQueryOf = (path: string, query: Query): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    if (value === null || value === undefined || value === '' || value === false) return []
    return (typeof value === 'object' ? value : [value]).map((one): [string, string] => [name, String(one)])
  })
  return pairs.length === 0 ? path : `${path}?${queryOf(pairs)}`
}

/** Pages of the staff workbench; those of the router are the same with `:id`. */
export const workbenchPaths = {
  home: () => '/workbench/',
  /** `next`: where to go on after signing in. `trouble`: why the identity provider did not lead in. */
  signIn: (query: { next?: string; trouble?: string } = {}) => withQuery('/workbench/sign-in', query),
  matters: (query: Query = {}) => withQueryOf('/workbench/matters', query),
  newMatter: () => '/workbench/matters/new',
  matter: (id: string) => `/workbench/matters/${id}`,
  institutions: (query: Query = {}) => withQueryOf('/workbench/institutions', query),
  rules: () => '/workbench/rules',
  staff: (query: Query = {}) => withQueryOf('/workbench/staff', query),
  machineTokens: () => '/workbench/machine-tokens',
  audit: (query: Query = {}) => withQueryOf('/workbench/audit', query),
  /** What one has been told. */
  notifications: () => '/workbench/notifications',
  /** The delivery log and the webhooks, for administrators. */
  delivery: (query: Query = {}) => withQueryOf('/workbench/delivery', query),
  account: () => '/workbench/account',
}

/**
 * Whether one may be led there after signing in: a page of the workbench, written as the workbench writes addresses. Anything else could
 * be anybody's: another site, a trick with slashes or dots, the sign-in page itself.
 */
export const isWorkbenchAddress = (text: string): boolean =>
  /^\/workbench\/[\w./~%+,:=&?-]*$/.test(text) &&
  !/\/\/|\.\.|%2e|%2f|%5c/i.test(text.split('?')[0] ?? '') &&
  !text.startsWith(workbenchPaths.signIn())

/** The public REST API, as far as the workbench calls it. */
export const apiPaths = {
  session: () => '/api/v1/session',
  sessionTotp: () => '/api/v1/session/totp',
  totpEnrolment: () => '/api/v1/session/totp-enrolment',
  totpConfirmation: () => '/api/v1/session/totp-enrolment/confirm',
  password: () => '/api/v1/session/password',
  signInWays: () => '/api/v1/session/ways',
  passkeySignInOptions: () => '/api/v1/session/passkey/options',
  passkeySignIn: () => '/api/v1/session/passkey',
  passkeys: () => '/api/v1/session/passkeys',
  passkeyOptions: () => '/api/v1/session/passkeys/options',
  onePasskey: (id: string) => `/api/v1/session/passkeys/${encodeURIComponent(id)}`,
  /** The browser goes there itself, and from there to the identity provider. */
  identityProvider: (query: { next?: string } = {}) => withQuery('/api/v1/session/identity-provider', query),
  identityProviderReturn: () => '/api/v1/session/identity-provider/return',
  identityProviderLeave: () => '/api/v1/session/identity-provider/leave',
  sessions: () => '/api/v1/sessions',
  oneSession: (id: string) => `/api/v1/sessions/${encodeURIComponent(id)}`,
  codeLists: () => '/api/v1/code-lists',
  divisions: (query: Query = {}) => withQueryOf('/api/v1/divisions', query),
  institutions: (query: Query = {}) => withQueryOf('/api/v1/institutions', query),
  institutionProposal: (query: Query) => withQueryOf('/api/v1/institutions/proposal', query),
  matters: (query: Query = {}) => withQueryOf('/api/v1/matters', query),
  matterCount: (query: Query = {}) => withQueryOf('/api/v1/matters/count', query),
  matterSummary: () => '/api/v1/matters/summary',
  matter: (id: string) => `/api/v1/matters/${encodeURIComponent(id)}`,
  matterStep: (id: string, step: string) => `/api/v1/matters/${encodeURIComponent(id)}/${step}`,
  matterReveal: (id: string) => `/api/v1/matters/${encodeURIComponent(id)}/reveal`,
  matterMessages: (id: string) => `/api/v1/matters/${encodeURIComponent(id)}/messages`,
  matterMessagesRead: (id: string) => `/api/v1/matters/${encodeURIComponent(id)}/messages/read`,
  matterEvidence: (id: string, evidenceId: string) =>
    `/api/v1/matters/${encodeURIComponent(id)}/evidence/${encodeURIComponent(evidenceId)}`,
  matterDocuments: (id: string) => `/api/v1/matters/${encodeURIComponent(id)}/documents`,
  /** What a step or a form would put on paper, and its print. */
  matterDocumentDraft: (id: string) => `/api/v1/matters/${encodeURIComponent(id)}/documents/draft`,
  matterDocumentPreview: (id: string) => `/api/v1/matters/${encodeURIComponent(id)}/documents/preview`,
  matterDocumentFile: (id: string, documentId: string, format: 'pdf' | 'docx') =>
    `/api/v1/matters/${encodeURIComponent(id)}/documents/${encodeURIComponent(documentId)}/file?format=${format}`,
  uploads: () => '/api/v1/uploads',
  removeLocation: (uploadId: string) => `/api/v1/uploads/${encodeURIComponent(uploadId)}/remove-location`,
  /** Files of the desk, piece by piece (tus). */
  incomingFiles: () => '/api/v1/incoming-files',
  staff: (query: Query = {}) => withQueryOf('/api/v1/staff', query),
  oneOfStaff: (id: string) => `/api/v1/staff/${encodeURIComponent(id)}`,
  sessionsOfStaff: (id: string) => `/api/v1/staff/${encodeURIComponent(id)}/sessions`,
  machineTokens: (query: Query = {}) => withQueryOf('/api/v1/machine-tokens', query),
  oneMachineToken: (id: string) => `/api/v1/machine-tokens/${encodeURIComponent(id)}`,
  machineTokenReplacement: (id: string) => `/api/v1/machine-tokens/${encodeURIComponent(id)}/replace`,
  audit: (query: Query = {}) => withQueryOf('/api/v1/audit', query),
  notifications: (query: Query = {}) => withQueryOf('/api/v1/notifications', query),
  notificationsRead: () => '/api/v1/notifications/read',
  outbox: (query: Query = {}) => withQueryOf('/api/v1/outbox', query),
  outboxMessage: (id: string) => `/api/v1/outbox/${encodeURIComponent(id)}`,
  outboxSendAgain: (id: string) => `/api/v1/outbox/${encodeURIComponent(id)}/send-again`,
  webhooks: () => '/api/v1/webhooks',
  webhook: (id: string) => `/api/v1/webhooks/${encodeURIComponent(id)}`,
  webhookRotation: (id: string) => `/api/v1/webhooks/${encodeURIComponent(id)}/rotate`,
  deadlineRules: () => '/api/v1/deadline-rules',
  deadlineOverride: (ruleId: string) => `/api/v1/deadline-rules/${encodeURIComponent(ruleId)}/override`,
}
