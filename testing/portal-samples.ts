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
  {
    title: 'demo-outbox-empty',
    page: 'demo-outbox',
    props: { chrome: { ...chrome, currentNav: undefined }, messages: [] },
  },
  {
    title: 'demo-outbox',
    page: 'demo-outbox',
    props: {
      chrome: { ...chrome, currentNav: undefined },
      messages: [
        {
          id: '1',
          channel: 'sms',
          language: 'zh',
          to: '138****0001',
          at: '2026-03-02T01:00:00.000Z',
          subject: null,
          lines: [[{ text: '验证码471147，10分钟内有效。工作人员不会向您索要，请勿告诉他人。', href: null }]],
        },
        {
          id: '2',
          channel: 'mail',
          language: 'en',
          to: 'z****@a-mail-domain-with-a-very-long-name-that-somebody-really-has.example.com',
          at: '2026-03-02T00:59:00.000Z',
          subject: 'Your application WQ33-7K4M-2D9X has arrived',
          lines: [
            [{ text: 'Hello,', href: null }],
            [{ text: 'https://weiquan.example.org/track/matter?language=en', href: '/track/matter?language=en' }],
          ],
        },
      ],
    },
  },
  { title: 'not-found', page: 'not-found', props: { chrome: { ...chrome, currentNav: undefined } } },
  { title: 'something-wrong', page: 'something-wrong', props: { chrome: { ...chrome, currentNav: undefined } } },
  { title: 'too-many-requests', page: 'too-many-requests', props: { chrome: tracking, retryAfterSeconds: 300 } },
  {
    title: 'human-check',
    page: 'human-check',
    props: {
      chrome: tracking,
      action: portalPaths.track(),
      carried: [{ name: 'number', value: 'WQ33-7K4M-2D9X' }],
      question: '七加五等于几？',
      token: 'eyJub25jZSI6IngifQ.c2lnbmVk',
      retryAfterSeconds: 540,
      errors: [
        {
          field: '_humanAnswer',
          message: { zh: '答案不对，请回答下面这道新题', en: 'That was not right. Please answer this new question' },
        },
      ],
    },
  },
  { title: 'form-expired', page: 'form-expired', props: { chrome, backHref: portalPaths.applyStep('facts') } },
  {
    title: 'application-lost',
    page: 'form-expired',
    props: { chrome, backHref: portalPaths.apply(), lost: 'application' },
  },
  {
    title: 'other-matter-opened',
    page: 'form-expired',
    props: { chrome: tracking, backHref: portalPaths.track(), lost: 'matter' },
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
