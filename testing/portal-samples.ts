import { portalPaths } from '../src/contract/paths.ts'
import { institutionSamples, provinceCounts } from './institution-samples.ts'
import { portalAccessSamples } from './portal-access-samples.ts'
import { portalApplySamples } from './portal-apply-samples.ts'
import { portalDocumentSamples } from './portal-document-samples.ts'
import { chrome, notice, type PortalSample, scenes, tracking } from './portal-sample-parts.ts'
import { portalTrackSamples } from './portal-track-samples.ts'

/**
 * Every page of the portal with what it meets in life: long names, long words, errors, empty lists. Specs render them all,
 * the gallery photographs them.
 */
export const portalSamples: readonly PortalSample[] = [
  {
    title: 'home',
    page: 'home',
    props: {
      chrome,
      scenes,
      provinces: provinceCounts,
      facts: [
        { value: '13.2 天', label: '平均办结时间（自然日）' },
        { value: '96.4%', label: '期限内受理' },
      ],
    },
  },
  { title: 'home-empty', page: 'home', props: { chrome: { ...chrome, demo: false }, scenes: [] } },
  { title: 'privacy', page: 'privacy', props: { chrome: { ...chrome, currentNav: undefined }, notice } },
  {
    title: 'accessibility',
    page: 'accessibility',
    props: { chrome: { ...chrome, currentNav: undefined }, contact: notice.controller.contact, testedOn: '2026-11-23' },
  },
  {
    title: 'about',
    page: 'about',
    props: { chrome: { ...chrome, currentNav: undefined }, operator: notice.controller, version: '0.1.0' },
  },
  { title: 'not-found', page: 'not-found', props: { chrome: { ...chrome, currentNav: undefined } } },
  { title: 'something-wrong', page: 'something-wrong', props: { chrome: { ...chrome, currentNav: undefined } } },
  { title: 'too-many-requests', page: 'too-many-requests', props: { chrome: tracking, retryAfterSeconds: 300 } },
  { title: 'form-expired', page: 'form-expired', props: { chrome, backHref: portalPaths.applyStep('facts') } },
  {
    title: 'application-lost',
    page: 'form-expired',
    props: { chrome, backHref: portalPaths.apply(), lost: 'application' },
  },
  {
    title: 'tracking-over',
    page: 'form-expired',
    props: { chrome: tracking, backHref: portalPaths.track(), lost: 'tracking' },
  },
  {
    title: 'form-too-large',
    page: 'form-too-large',
    props: { chrome, maxBytes: 100 * 1024 * 1024, backHref: portalPaths.applyStep('evidence') },
  },
  ...portalApplySamples,
  ...portalAccessSamples,
  ...portalDocumentSamples,
  ...portalTrackSamples,
  ...Object.entries(institutionSamples).map(([title, sample]) => ({ title, ...sample })),
]
