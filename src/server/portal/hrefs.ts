/**
 * Addresses of the portal's pages as the server fills them into props and redirects. The web room builds the same in `paths.ts`;
 * a house spec keeps the two equal, since neither room may import the other.
 */

/** The questions of an application in the order in which they are asked. */
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

export type TrackPageName = 'matter' | 'notice' | 'supplement' | 'withdraw' | 'appeal' | 'rate' | 'receipt' | 'done'

export const hrefs = {
  home: '/',
  apply: '/apply',
  applyStep: (step: ApplyStep, options: { from?: 'check' } = {}) =>
    `/apply/${step}${options.from ? '?from=check' : ''}`,
  applyUnfinished: '/apply/unfinished',
  applySubmitted: '/apply/submitted',
  applyReceipt: '/apply/receipt',
  track: '/track',
  trackLeave: '/track/leave',
  trackPage: (page: TrackPageName) => `/track/${page}`,
  trackDeliverable: (id: string) => `/track/deliverable/${id}`,
  trackEvidence: (id: string) => `/track/evidence/${id}`,
  institutions: '/institutions',
  institution: (id: string) => `/institutions/${id}`,
  privacy: '/privacy',
  accessibility: '/accessibility',
  about: '/about',
} as const
