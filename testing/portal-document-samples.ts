import { portalPaths } from '../src/contract/paths.ts'
import type { PortalPages } from '../src/contract/portal/pages.ts'
import { chrome, ningbo, type PortalSample, tracking } from './portal-sample-parts.ts'

const id = '0192f0c0-0000-7000-8000-000000000003'

const waiting: PortalPages['track-document'] = {
  chrome: tracking,
  number: 'WQ33-7K4M-2D9X',
  version: 5,
  documentId: id,
  title: '受理决定书',
  institution: ningbo.name,
  issuedAt: '2026-11-25T08:00:00.000Z',
}

const contents: NonNullable<PortalPages['track-document']['contents']> = {
  documentNumber: '知援330200受〔2026〕18号',
  receivedOn: '2026-11-26',
  sizeBytes: 61_840,
  sha256: 'ab'.repeat(32),
  sm3: 'cd'.repeat(32),
  fileHref: portalPaths.trackDocumentFile(id),
  revoked: false,
}

const question: PortalPages['verify'] = {
  chrome: { ...chrome, currentNav: undefined },
  errors: [],
  values: { number: '', code: '' },
  maxFileBytes: 20 * 1024 * 1024,
}
const asked = { number: '知援330200受〔2026〕18号', code: 'K7Q2D-9DMWX' }
const genuine = {
  kind: 'genuine',
  number: asked.number,
  title: '受理决定书',
  institution: ningbo.name,
  demo: true,
  issuedOn: '2026-11-25',
} as const

/** A document in the hands of its addressee, and what the page that checks documents can answer. */
export const portalDocumentSamples: readonly PortalSample[] = [
  { title: 'document-to-sign', page: 'track-document', props: waiting },
  { title: 'document', page: 'track-document', props: { ...waiting, contents } },
  {
    title: 'document-revoked',
    page: 'track-document',
    props: { ...waiting, title: '不予受理决定书', contents: { ...contents, revoked: true } },
  },
  { title: 'verify', page: 'verify', props: question },
  {
    title: 'verify-errors',
    page: 'verify',
    props: {
      ...question,
      errors: [{ field: 'code', message: { zh: '请填写文书上的验证码', en: 'Please enter the code on the document' } }],
      values: { ...asked, code: '' },
    },
  },
  { title: 'verify-not-found', page: 'verify', props: { ...question, values: asked, answer: { kind: 'not-found' } } },
  {
    title: 'verify-genuine',
    page: 'verify',
    props: { ...question, values: asked, answer: { ...genuine, file: 'same' } },
  },
  {
    title: 'verify-tampered',
    page: 'verify',
    props: { ...question, values: asked, answer: { ...genuine, revokedOn: '2026-12-01', file: 'other' } },
  },
]
