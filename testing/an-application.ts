import type { LightMyRequestResponse } from 'fastify'
import { demoInstitutionId } from '../src/server/institution/demo-network.ts'
import type { BrowserSession } from './browser-session.ts'
import { aPhone, aResidentId } from './identifiers.ts'

type Fields = Record<string, string | readonly string[]>

/** Good answers for every page of a request for aid: a person in Ningbo whose patent is copied in a shop. */
export const goodAnswers = {
  kind: { kind: 'aid' },
  identity: { identityKind: 'natural-person', position: 'right-holder' },
  applicant: { name: '张明', identifier: aResidentId(7), phone: aPhone(7), mail: '', address: '宁波市海曙区某巷 3 号' },
  agent: { hasAgent: 'no' },
  rights: { 'rights.0.type': 'patent-utility-model', 'rights.0.number': '', 'rights.0.name': '一种折叠式晾衣架' },
  facts: {
    scene: 'shop',
    facts: '发现该商行销售的晾衣架与本人专利产品结构相同，已购买样品并保留票据。',
    knownSinceYear: '2026',
    knownSinceMonth: '2',
    knownSinceDay: '20',
  },
  respondents: {
    'respondents.0.name': '宁波某五金商行',
    'respondents.0.place': '宁波市鄞州区',
    'respondents.0.link': '',
  },
  place: { occurredInProvince: '330000', locatedInProvince: '330000' },
  'place-county': { occurredIn: '330212', locatedIn: '330203' },
  urgency: { urgency: 'none', urgentUntilYear: '', urgentUntilMonth: '', urgentUntilDay: '' },
  services: { services: ['CONSULT', 'INFRINGEMENT_OPINION'] },
  institution: { institutionId: demoInstitutionId('330200') },
} as const satisfies Record<string, Fields>

export type AnsweredPage = keyof typeof goodAnswers
const order = [
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
] as const

/** Opens a page, so that its token is at hand, and answers it. */
export const answerPage = async (
  browser: BrowserSession,
  page: AnsweredPage,
  fields: Fields = goodAnswers[page],
): Promise<LightMyRequestResponse> => {
  await browser.get(`/apply/${page}`)
  return browser.post(`/apply/${page}`, { action: 'continue', ...fields })
}

/** Answers the pages in order up to this one, not included. @throws when a good answer is refused. */
export const answerUpTo = async (browser: BrowserSession, end: (typeof order)[number] | 'check'): Promise<void> => {
  for (const page of order) {
    if (page === end) return
    if (page === 'evidence') {
      await browser.get('/apply/evidence')
      await browser.postFiles('/apply/evidence', { action: 'continue', evidenceKind: '', link: '', linkName: '' }, [])
      continue
    }
    const response = await answerPage(browser, page)
    if (response.statusCode !== 303) throw new Error(`/apply/${page}: ${response.statusCode} ${response.body}`)
  }
}

/** Consents and sends. */
export const sendIn = async (browser: BrowserSession): Promise<LightMyRequestResponse> => {
  await browser.get('/apply/consent')
  return browser.post('/apply/consent', { consent: 'yes', consentSensitive: 'yes', truth: 'yes', action: 'continue' })
}
